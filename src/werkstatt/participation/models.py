"""Rounds, and what people said in them."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from konzept.suggestion import Verdict
from werkstatt.authorities.models import Authority
from werkstatt.concepts.models import Version
from werkstatt.lib import clock
from werkstatt.work.models import Job

LONGEST = 10_000  # characters of one thing said
MOST_ROWS = 500  # of one matrix: a concept has some 250 elements, and all rows are one form on the check page
VERDICTS = [(verdict.value, verdict.german) for verdict in Verdict]


class Round(models.Model):
    """Beteiligungsrunde: people are asked about one version, from a day to a day. Open, closed or ahead is derived from the dates."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="rounds", verbose_name="Gebietskörperschaft")
    version = models.ForeignKey(Version, models.PROTECT, related_name="rounds", verbose_name="Fassung")
    key = models.UUIDField("Kennung des Formulars", default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField("Adresse", max_length=60)
    title = models.CharField("Titel", max_length=200)
    introduction = models.TextField("Worum es geht")
    afterwards = models.TextField("Was danach geschieht", blank=True)
    questions = models.JSONField("Fragen", default=list)
    areas = models.JSONField("Handlungsfelder", default=list, blank=True)
    opens_at = models.DateTimeField("beginnt")
    closes_at = models.DateTimeField("endet")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="eröffnet von")

    class Meta:
        verbose_name = "Beteiligungsrunde"
        verbose_name_plural = "Beteiligungsrunden"
        ordering = ["-opens_at"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "slug"], name="one_round_of_an_address"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="round_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.title


class Channel(models.TextChoices):
    """Which way something came in."""

    WEB = "web", "Online-Formular"
    DOCX = "matrix-docx", "Matrix (Word)"
    XLSX = "matrix-xlsx", "Matrix (Excel)"


class UploadState(models.TextChoices):
    """Where a filled matrix stands."""

    READING = "reading", "wird gelesen"
    PREVIEW = "preview", "zu bestätigen"
    TAKEN = "taken", "übernommen"
    DISCARDED = "discarded", "verworfen"
    FAILED = "failed", "nicht lesbar"


class Upload(models.Model):
    """A filled matrix as it came, and what was found in it; a person confirms before it counts."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="uploads", verbose_name="Runde")
    key = models.UUIDField("Kennung", default=uuid.uuid4, unique=True, editable=False)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, verbose_name="Auftrag")
    name = models.CharField("Dateiname", max_length=255)
    sha256 = models.CharField("Prüfsumme", max_length=64, db_index=True)
    organisation = models.CharField("Organisation", max_length=200, blank=True)
    state = models.CharField("Stand", max_length=12, choices=UploadState.choices, default=UploadState.READING)
    found = models.JSONField("gefunden", default=list)
    problem = models.TextField("Hindernis", blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="hochgeladen von"
    )
    uploaded_at = models.DateTimeField("hochgeladen", default=clock.now, editable=False)

    class Meta:
        verbose_name = "Eingang"
        verbose_name_plural = "Eingänge"
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.name


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
                condition=~Q(verdict="", comment="", proposal="", responsible=""), name="contribution_says_something"
            )
        ]

    def __str__(self) -> str:
        return f"Rückmeldung {self.pk}"
