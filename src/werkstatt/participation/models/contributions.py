"""What people said, sealed."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from konzept.suggestion import Verdict
from werkstatt.lib import clock
from werkstatt.participation.models.rounds import Round
from werkstatt.participation.models.uploads import Upload

LONGEST = 10_000  # characters of one thing said

VERDICTS = [(verdict.value, verdict.german) for verdict in Verdict]


class Channel(models.TextChoices):
    """Which way something came in."""

    WEB = "web", "Online-Formular"
    DOCX = "matrix-docx", "Matrix (Word)"
    ODT = "matrix-odt", "Matrix (OpenDocument-Text)"
    XLSX = "matrix-xlsx", "Matrix (Excel)"
    ODS = "matrix-ods", "Matrix (OpenDocument-Tabelle)"
    EMAIL = "email", "E-Mail"
    LETTER = "letter", "Brief oder Stellungnahme"
    PAPER = "paper", "auf Papier, von der Verwaltung erfasst"
    PHONE = "phone", "am Telefon, von der Verwaltung erfasst"
    PORTAL = "portal", "Beteiligungsportal"
    CONFERENCE = "conference", "Konferenz"


class Submission(models.Model):
    """Eingang (the envelope): when, which way, which file. `form_key` makes a form sent twice one submission. No name, no address."""

    sealed: ClassVar[bool] = True

    round = models.ForeignKey(Round, models.PROTECT, related_name="submissions", verbose_name="Runde")
    channel = models.CharField("Weg", max_length=20, choices=Channel.choices)
    form_key = models.UUIDField("Kennung des Absendens", unique=True)
    upload = models.OneToOneField(
        Upload, models.PROTECT, null=True, blank=True, related_name="submission", verbose_name="Datei"
    )
    organisation = models.CharField("Organisation", max_length=200, blank=True)
    language = models.CharField("Sprache", max_length=12, default="de")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="erfasst von"
    )
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replacements", verbose_name="ersetzt")
    receipt_digest = models.CharField("Prüfsumme des Belegs", max_length=64, unique=True)
    received_at = models.DateTimeField("eingegangen", default=clock.now, editable=False)

    class Meta:
        verbose_name = "Zuschrift"
        verbose_name_plural = "Zuschriften"
        ordering = ["received_at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} vom {self.received_at:%d.%m.%Y}"


class Contribution(models.Model):
    """Rückmeldung: one thing said about one element. Empty `uid` = a new proposal, under `area_uid` where known. Never edited."""

    sealed: ClassVar[bool] = True

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="contributions", verbose_name="Zuschrift")
    position = models.PositiveIntegerField("Reihenfolge", default=0)
    uid = models.CharField("Kennung", max_length=32, blank=True, db_index=True)
    area_uid = models.CharField("Handlungsfeld", max_length=32, blank=True)
    verdict = models.CharField("Einschätzung", max_length=10, choices=VERDICTS, blank=True)
    question = models.TextField("Frage, auf die sie antwortet", blank=True)
    comment = models.TextField("Anmerkung", blank=True)
    proposal = models.TextField("Vorschlag zum Wortlaut", blank=True)
    responsible = models.TextField("Wer zuständig sein sollte", blank=True)
    wording = models.TextField("Wortlaut, auf den sie sich bezieht", blank=True)

    class Meta:
        verbose_name = "Rückmeldung"
        verbose_name_plural = "Rückmeldungen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(verdict="", question="", comment="", proposal="", responsible=""),
                name="contribution_says_something",
            )
        ]

    def __str__(self) -> str:
        return f"Rückmeldung {self.pk}"

    @cached_property
    def german(self) -> dict[str, str]:
        """Part -> what the office put beside it in German; for the office alone. Reads `translations`: fetch them with the rows."""
        return {each.part: each.words for each in self.translations.all()}


class Withdrawal(models.Model):
    """Rücknahme: a submission counts no more. By whoever holds the receipt, or by the office that entered it wrongly."""

    sealed: ClassVar[bool] = True

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="withdrawal", verbose_name="Zuschrift")
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="von"
    )
    withdrawn_at = models.DateTimeField("am", default=clock.now, editable=False)

    class Meta:
        verbose_name = "Rücknahme"
        verbose_name_plural = "Rücknahmen"

    def __str__(self) -> str:
        return f"{self.submission}, zurückgenommen am {self.withdrawn_at:%d.%m.%Y}"


class Attachment(models.Model):
    """Anlage: a file that came with a submission, kept by its content. Never public."""

    sealed: ClassVar[bool] = True

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="attachments", verbose_name="Zuschrift")
    name = models.CharField("Dateiname", max_length=255)
    sha256 = models.CharField("Prüfsumme", max_length=64)
    size = models.PositiveIntegerField("Größe in Byte")

    class Meta:
        verbose_name = "Anlage"
        verbose_name_plural = "Anlagen"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
