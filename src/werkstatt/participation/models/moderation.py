"""What of it may be read outside."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from werkstatt.lib import clock
from werkstatt.participation.models.contributions import Contribution

PARTS = [("comment", "Anmerkung"), ("proposal", "Vorschlag zum Wortlaut"), ("responsible", "Wer zuständig sein sollte")]


class Moderation(models.Model):
    """Freigabe: a person has read a contribution and lets it be published or holds it back. The newest counts."""

    sealed: ClassVar[bool] = True

    contribution = models.ForeignKey(
        Contribution, models.PROTECT, related_name="moderations", verbose_name="Rückmeldung"
    )
    published = models.BooleanField("veröffentlicht")
    reason = models.TextField("Grund, nur für die Verwaltung", blank=True)
    moderated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="von")
    moderated_at = models.DateTimeField("am", default=clock.now, editable=False)

    class Meta:
        verbose_name = "Freigabe"
        verbose_name_plural = "Freigaben"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.contribution}: {'veröffentlicht' if self.published else 'zurückgehalten'}"


class ContributionTranslation(models.Model):
    """What one part of a contribution says in German, put beside the original by a person. The newest of a part counts; without words it was taken back."""

    sealed: ClassVar[bool] = True

    contribution = models.ForeignKey(
        Contribution, models.PROTECT, related_name="translations", verbose_name="Rückmeldung"
    )
    part = models.CharField("Teil", max_length=20, choices=PARTS)
    source = models.TextField("Wortlaut, der übersetzt wurde")
    words = models.TextField("Übersetzung", blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="von")
    entered_at = models.DateTimeField("am", default=clock.now, editable=False)

    class Meta:
        verbose_name = "Übersetzung einer Rückmeldung"
        verbose_name_plural = "Übersetzungen von Rückmeldungen"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.contribution}: {self.get_part_display()} übersetzt"


class Redaction(models.Model):
    """Schwärzung: how one part of a contribution may be read outside; what was said stays below it. The newest of a part counts."""

    sealed: ClassVar[bool] = True

    contribution = models.ForeignKey(
        Contribution, models.PROTECT, related_name="redactions", verbose_name="Rückmeldung"
    )
    part = models.CharField("Teil", max_length=20, choices=PARTS)
    text = models.TextField("Wortlaut, der gelesen werden darf", blank=True)
    redacted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="von")
    redacted_at = models.DateTimeField("am", default=clock.now, editable=False)

    class Meta:
        verbose_name = "Schwärzung"
        verbose_name_plural = "Schwärzungen"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.contribution}: {self.get_part_display()} geschwärzt"
