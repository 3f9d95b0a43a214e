"""Exports of the state's Beteiligungsportal."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from werkstatt.authorities.models import Authority
from werkstatt.lib import clock
from werkstatt.participation.models import Round, Submission
from werkstatt.work.models import Job


class ColumnMapping(models.Model):
    """Spaltenzuordnung: what the columns of an export mean, said once by a person and known again by the header."""

    authority = models.ForeignKey(
        Authority, models.CASCADE, related_name="column_mappings", verbose_name="Gebietskörperschaft"
    )
    header_digest = models.CharField("Prüfsumme der Überschriften", max_length=64)
    columns = models.JSONField("Spalten", default=dict)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="bestätigt von")
    confirmed_at = models.DateTimeField("bestätigt", default=clock.now)

    class Meta:
        verbose_name = "Spaltenzuordnung"
        verbose_name_plural = "Spaltenzuordnungen"
        constraints = [
            models.UniqueConstraint(fields=["authority", "header_digest"], name="one_mapping_of_a_header"),
        ]

    def __str__(self) -> str:
        return f"Spaltenzuordnung {self.pk}"


class ExportState(models.TextChoices):
    """Where an export stands."""

    MAPPING = "mapping", "Spalten zuordnen"
    COUNTING = "counting", "wird gelesen"
    READY = "ready", "zu übernehmen"
    TAKING = "taking", "wird übernommen"
    TAKEN = "taken", "übernommen"
    UNDONE = "undone", "zurückgenommen"


class PortalExport(models.Model):
    """Portalexport: a table of the portal as it came. `found` holds counts and, until it is taken, the first new rows."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="portal_exports", verbose_name="Runde")
    key = models.UUIDField("Kennung", default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("Dateiname", max_length=255)
    sha256 = models.CharField("Prüfsumme", max_length=64)
    state = models.CharField("Stand", max_length=10, choices=ExportState.choices, default=ExportState.MAPPING)
    found = models.JSONField("gefunden", default=dict)
    undone = models.PositiveSmallIntegerField("zurückgenommen, wie oft", default=0)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, verbose_name="Auftrag")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="aufgenommen von")
    added_at = models.DateTimeField("aufgenommen", default=clock.now, editable=False)

    class Meta:
        verbose_name = "Portalexport"
        verbose_name_plural = "Portalexporte"
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["round", "sha256"], name="one_export_of_a_file")]

    def __str__(self) -> str:
        return self.name

    @property
    def obstacle(self) -> str:
        """Why the work on it came to no end, in one sentence; "" where it goes on or nothing is to be done. Reads `job`."""
        if self.state not in {ExportState.COUNTING, ExportState.TAKING}:
            return ""
        return self.job.problem if self.job else "Die Arbeit daran ist nicht zu Ende gekommen."


class PortalRow(models.Model):
    """Portalzeile: a row that became a submission, known by its number or its words; `digest` is what it said then.

    Of one number the newest row counts. Taking its export back deletes it, and the one before counts again.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="portal_rows", verbose_name="Runde")
    export = models.ForeignKey(
        PortalExport, models.PROTECT, null=True, related_name="rows", verbose_name="Portalexport"
    )
    key = models.CharField("Kennung", max_length=64)
    digest = models.CharField("Prüfsumme der Worte", max_length=64)
    submission = models.OneToOneField(Submission, models.PROTECT, related_name="portal_row", verbose_name="Zuschrift")

    class Meta:
        verbose_name = "Portalzeile"
        verbose_name_plural = "Portalzeilen"
        indexes = [models.Index(fields=["round", "key"], name="portal_rows_by_number")]

    def __str__(self) -> str:
        return f"Portalzeile {self.pk}"
