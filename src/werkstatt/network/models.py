"""Organisations and bodies."""

from __future__ import annotations

from django.db import models

from werkstatt.authorities.models import Authority


class Organisation(models.Model):
    """Akteur, Träger: a house that is responsible for measures or takes part."""

    authority = models.ForeignKey(
        Authority, models.CASCADE, related_name="organisations", verbose_name="Gebietskörperschaft"
    )
    name = models.CharField("Name", max_length=200)
    short = models.CharField("Kurzname", max_length=40, blank=True)

    class Meta:
        verbose_name = "Organisation"
        verbose_name_plural = "Organisationen"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["authority", "name"], name="one_organisation_of_a_name")]

    def __str__(self) -> str:
        return self.name


class Body(models.Model):
    """Gremium: Kreistag, Kabinett, Steuerungsgruppe, Beirat, a signing house."""

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="bodies", verbose_name="Gebietskörperschaft")
    name = models.CharField("Name", max_length=200)
    decides = models.BooleanField("beschließt Konzepte", default=False)
    email = models.EmailField("E-Mail", blank=True)

    class Meta:
        verbose_name = "Gremium"
        verbose_name_plural = "Gremien"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["authority", "name"], name="one_body_of_a_name")]

    def __str__(self) -> str:
        return self.name
