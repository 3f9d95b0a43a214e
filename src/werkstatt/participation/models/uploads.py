"""Filled matrices as they came."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from werkstatt.lib import clock
from werkstatt.participation.models.rounds import Round
from werkstatt.work.models import Job

MOST_ROWS = 500  # of one matrix: a concept has some 250 elements, and all rows are one form on the check page


class UploadState(models.TextChoices):
    """Where a filled matrix stands."""

    READING = "reading", "wird gelesen"
    PREVIEW = "preview", "zu bestätigen"
    TAKEN = "taken", "übernommen"
    DISCARDED = "discarded", "verworfen"
    FAILED = "failed", "nicht lesbar"
    UNDONE = "undone", "zurückgenommen"


class Delivery(models.Model):
    """Lieferung: files that were handed in together, also as one archive; confirmed and taken back together."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="deliveries", verbose_name="Runde")
    key = models.UUIDField("Kennung", default=uuid.uuid4, unique=True, editable=False)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, verbose_name="Auftrag")
    unread = models.JSONField("nicht angenommene Dateien", default=list)
    delivered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="hochgeladen von"
    )
    delivered_at = models.DateTimeField("hochgeladen", default=clock.now, editable=False)

    class Meta:
        verbose_name = "Lieferung"
        verbose_name_plural = "Lieferungen"
        ordering = ["-delivered_at"]

    def __str__(self) -> str:
        return f"Lieferung vom {self.delivered_at:%d.%m.%Y}"


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
    delivery = models.ForeignKey(
        Delivery, models.PROTECT, null=True, blank=True, related_name="uploads", verbose_name="Lieferung"
    )
    updates = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="updated_by", verbose_name="neuer Stand von"
    )
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
