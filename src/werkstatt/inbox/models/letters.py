"""Letters and mails, and what was enclosed."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from werkstatt.authorities.models import Authority
from werkstatt.lib import clock
from werkstatt.participation.models import Channel, Contact, Round, Submission, Upload

CHANNELS = [(channel.value, channel.label) for channel in (Channel.EMAIL, Channel.LETTER)]


class LetterState(models.TextChoices):
    """Where a letter stands."""

    READING = "reading", "wird gelesen"
    OPEN = "open", "zu bearbeiten"
    TAKEN = "taken", "übernommen"
    DISCARDED = "discarded", "weggelegt"
    FAILED = "failed", "nicht lesbar"


class Letter(models.Model):
    """Schreiben: a mail or a letter as it came, its text, and how it is cut into passages. Who wrote it stands only in its contact.

    `passages` are the passages of `text` as JSON, `past` the former ones for going back, `edits` counts changes so that
    nobody overwrites what somebody else did meanwhile; `taken` counts how often it was taken over.
    """

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="letters", verbose_name="Gebietskörperschaft")
    round = models.ForeignKey(Round, models.PROTECT, null=True, related_name="letters", verbose_name="Runde")
    key = models.UUIDField("Kennung", default=uuid.uuid4, unique=True, editable=False)
    channel = models.CharField("Weg", max_length=20, choices=CHANNELS)
    name = models.CharField("Dateiname", max_length=255)
    sha256 = models.CharField("Prüfsumme", max_length=64)
    message_digest = models.CharField("Prüfsumme der Nachrichtennummer", max_length=64, blank=True)
    subject = models.CharField("Betreff", max_length=300, blank=True)
    organisation = models.CharField("Organisation", max_length=200, blank=True)
    contact = models.OneToOneField(Contact, models.SET_NULL, null=True, related_name="letter", verbose_name="Absender")
    received_at = models.DateTimeField("eingegangen", default=clock.now)
    state = models.CharField("Stand", max_length=12, choices=LetterState.choices, default=LetterState.READING)
    text = models.TextField("Text", blank=True)
    passages = models.JSONField("Textstellen", default=list)
    past = models.JSONField("frühere Textstellen", default=list)
    edits = models.PositiveIntegerField("Änderungen", default=0)
    taken = models.PositiveSmallIntegerField("übernommen, wie oft", default=0)
    notes = models.JSONField("Hinweise", default=list)
    problem = models.TextField("Hindernis", blank=True)
    submission = models.OneToOneField(
        Submission, models.PROTECT, null=True, related_name="letter", verbose_name="Zuschrift"
    )
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="aufgenommen von")
    added_at = models.DateTimeField("aufgenommen", default=clock.now, editable=False)

    class Meta:
        verbose_name = "Schreiben"
        verbose_name_plural = "Schreiben"
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "sha256"], name="one_letter_of_a_file"),
            models.UniqueConstraint(
                fields=["authority", "message_digest"],
                condition=~Q(message_digest=""),
                name="one_letter_of_a_message",
            ),
        ]

    def __str__(self) -> str:
        return self.subject or self.name


class EnclosureKind(models.TextChoices):
    """What became of an enclosure."""

    TEXT = "text", "steht im Text"
    MATRIX = "matrix", "ausgefüllte Matrix"
    KEPT = "kept", "nur aufbewahrt"
    INLINE = "inline", "Bild im Text"


class Enclosure(models.Model):
    """Beilage: a file that came with a letter, kept by its content. A filled matrix goes its own way as an upload."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="enclosures", verbose_name="Schreiben")
    name = models.CharField("Dateiname", max_length=255)
    sha256 = models.CharField("Prüfsumme", max_length=64)
    size = models.PositiveIntegerField("Größe in Byte")
    kind = models.CharField("Verwendung", max_length=10, choices=EnclosureKind.choices)
    upload = models.ForeignKey(
        Upload, models.PROTECT, null=True, related_name="enclosures", verbose_name="ausgefüllte Matrix"
    )
    problem = models.TextField("Hindernis", blank=True)

    class Meta:
        verbose_name = "Beilage"
        verbose_name_plural = "Beilagen"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
