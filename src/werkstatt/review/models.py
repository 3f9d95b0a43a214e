"""Answers, and the changes they lead to."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from werkstatt.concepts.models import Change, Version
from werkstatt.lib import clock
from werkstatt.participation.models import Contribution, Round


class Outcome(models.TextChoices):
    """What becomes of a contribution."""

    ADOPTED = "adopted", "übernommen"
    PARTLY = "partly", "teilweise übernommen"
    NOTED = "noted", "zur Kenntnis genommen"
    DECLINED = "declined", "nicht übernommen"
    FORWARDED = "forwarded", "weitergeleitet"


class Placement(models.Model):
    """A person says which element a contribution means. The newest counts."""

    sealed: ClassVar[bool] = True

    contribution = models.ForeignKey(
        Contribution, models.PROTECT, related_name="placements", verbose_name="Rückmeldung"
    )
    uid = models.CharField("Kennung", max_length=32)
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="von")
    placed_at = models.DateTimeField("am", default=clock.now, editable=False)

    class Meta:
        verbose_name = "Zuordnung"
        verbose_name_plural = "Zuordnungen"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.contribution} meint {self.uid}"


class Answer(models.Model):
    """Antwort, Abwägung: outcome and reason. The newest counts, the older ones stay."""

    sealed: ClassVar[bool] = True

    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="answers", verbose_name="Rückmeldung")
    outcome = models.CharField("Ergebnis", max_length=10, choices=Outcome.choices)
    reason = models.TextField("Begründung")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="von")
    answered_at = models.DateTimeField("am", default=clock.now, editable=False)

    class Meta:
        verbose_name = "Antwort"
        verbose_name_plural = "Antworten"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.contribution}"


class Ground(models.Model):
    """Grundlage: this change was made because of this contribution."""

    change = models.ForeignKey(Change, models.CASCADE, related_name="grounds", verbose_name="Änderung")
    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="grounds", verbose_name="Rückmeldung")

    class Meta:
        verbose_name = "Grundlage"
        verbose_name_plural = "Grundlagen"
        constraints = [models.UniqueConstraint(fields=["change", "contribution"], name="one_ground_of_a_contribution")]

    def __str__(self) -> str:
        return f"{self.change} wegen {self.contribution}"


class Conclusion(models.Model):
    """Abschluss der Auswertung: every contribution of the round is answered; `version` is the draft that came of it."""

    sealed: ClassVar[bool] = True

    round = models.OneToOneField(Round, models.PROTECT, related_name="conclusion", verbose_name="Runde")
    version = models.ForeignKey(
        Version, models.PROTECT, null=True, related_name="conclusions", verbose_name="daraus entstandene Fassung"
    )
    concluded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="von")
    concluded_at = models.DateTimeField("am", default=clock.now, editable=False)

    class Meta:
        verbose_name = "Abschluss der Auswertung"
        verbose_name_plural = "Abschlüsse der Auswertung"

    def __str__(self) -> str:
        return f"Auswertung abgeschlossen: {self.round}"
