"""Cosignatures, decisions, editions."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from werkstatt.concepts.models import Concept, Version
from werkstatt.lib import clock
from werkstatt.network.models import Body


class Coordination(models.Model):
    """Ressortabstimmung: bodies are asked to cosign a version by a day."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="coordinations", verbose_name="Fassung")
    title = models.CharField("Vorlage", max_length=200)
    message = models.TextField("Anschreiben", blank=True)
    due_on = models.DateField("Frist")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="eröffnet von")
    opened_at = models.DateTimeField("eröffnet", default=clock.now, editable=False)

    class Meta:
        verbose_name = "Abstimmung"
        verbose_name_plural = "Abstimmungen"
        ordering = ["-opened_at"]

    def __str__(self) -> str:
        return self.title


class Addressee(models.Model):
    """A body that is asked in a coordination. Its link is signed from its number: no token is stored."""

    coordination = models.ForeignKey(Coordination, models.CASCADE, related_name="addressees", verbose_name="Abstimmung")
    body = models.ForeignKey(Body, models.PROTECT, related_name="addressees", verbose_name="Gremium")

    class Meta:
        verbose_name = "beteiligtes Gremium"
        verbose_name_plural = "beteiligte Gremien"
        ordering = ["body__name"]
        constraints = [models.UniqueConstraint(fields=["coordination", "body"], name="a_body_is_asked_once")]

    def __str__(self) -> str:
        return str(self.body)


class Stance(models.TextChoices):
    """What a body says; „Frist abgelaufen“ is derived: no row and the due day is past."""

    SIGNED = "signed", "mitgezeichnet"
    CONDITIONAL = "conditional", "mitgezeichnet mit Maßgabe"
    DISSENT = "dissent", "Dissens"
    NOT_CONCERNED = "not_concerned", "nicht betroffen"


class Cosignature(models.Model):
    """Mitzeichnung. The newest of a body counts, the older ones stay. `uid` names the element a condition or dissent is about."""

    sealed: ClassVar[bool] = True

    addressee = models.ForeignKey(Addressee, models.PROTECT, related_name="cosignatures", verbose_name="Gremium")
    stance = models.CharField("Votum", max_length=15, choices=Stance.choices)
    reason = models.TextField("Maßgabe oder Begründung", blank=True)
    uid = models.CharField("zu welchem Element", max_length=32, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="eingetragen von"
    )
    signed_at = models.DateTimeField("am", default=clock.now, editable=False)

    class Meta:
        verbose_name = "Mitzeichnung"
        verbose_name_plural = "Mitzeichnungen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(stance__in=["conditional", "dissent"], reason=""), name="reservation_has_a_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.addressee}: {self.get_stance_display()}"


class Decision(models.Model):
    """Beschluss (field names as in OParl where it has them)."""

    sealed: ClassVar[bool] = True

    version = models.OneToOneField(Version, models.PROTECT, related_name="decision", verbose_name="Fassung")
    body = models.ForeignKey(Body, models.PROTECT, related_name="decisions", verbose_name="Gremium")
    decided_on = models.DateField("Datum")
    reference = models.CharField("Beschlussnummer", max_length=80)
    remark = models.TextField("Anmerkung", blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="eingetragen von")
    entered_at = models.DateTimeField("eingetragen", default=clock.now, editable=False)

    class Meta:
        verbose_name = "Beschluss"
        verbose_name_plural = "Beschlüsse"
        ordering = ["decided_on"]

    def __str__(self) -> str:
        return f"{self.body}, {self.decided_on:%d.%m.%Y}, {self.reference}"


class Edition(models.Model):
    """Fortschreibung: a decided version. `ordinal` 0 = Erstfassung, 1 = 1. Fortschreibung. Its address stays for ever."""

    sealed: ClassVar[bool] = True

    concept = models.ForeignKey(Concept, models.PROTECT, related_name="editions", verbose_name="Konzept")
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="edition", verbose_name="Beschluss")
    version = models.OneToOneField(Version, models.PROTECT, related_name="edition", verbose_name="Fassung")
    ordinal = models.PositiveSmallIntegerField("Zählung")
    slug = models.SlugField("Adresse", max_length=60)
    label = models.CharField("Bezeichnung", max_length=200)

    class Meta:
        verbose_name = "Fortschreibung"
        verbose_name_plural = "Fortschreibungen"
        ordering = ["ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["concept", "ordinal"], name="one_edition_of_a_count"),
            models.UniqueConstraint(fields=["concept", "slug"], name="one_edition_of_an_address"),
        ]

    def __str__(self) -> str:
        return self.label
