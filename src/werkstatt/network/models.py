"""Organisations with all their spellings, and bodies."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from werkstatt.authorities.models import Authority
from werkstatt.lib import clock


class Organisation(models.Model):
    """Akteur, Träger: a house that is responsible for measures or takes part. One that was merged into another stays, but is listed no more."""

    authority = models.ForeignKey(
        Authority, models.CASCADE, related_name="organisations", verbose_name="Gebietskörperschaft"
    )
    name = models.CharField("Name", max_length=200)
    short = models.CharField("Kurzname", max_length=40, blank=True)
    merged_into = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="merged", verbose_name="gehört jetzt zu"
    )

    class Meta:
        verbose_name = "Organisation"
        verbose_name_plural = "Organisationen"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "name"], condition=Q(merged_into=None), name="one_organisation_of_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def variants(self) -> list[Spelling]:
        """The spellings beside the name and the short name."""
        return [each for each in self.spellings.all() if each.text not in {self.name, self.short}]


class Spelling(models.Model):
    """Schreibweise: one way an organisation is written, its name and short name too; found by `key` (`konzept.organisations.key`)."""

    authority = models.ForeignKey(
        Authority, models.CASCADE, related_name="spellings", verbose_name="Gebietskörperschaft"
    )
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="spellings", verbose_name="Organisation"
    )
    text = models.TextField("Schreibweise")
    key = models.CharField("Schlüssel", max_length=300)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="aufgenommen von"
    )
    added_at = models.DateTimeField("aufgenommen", default=clock.now, editable=False)

    class Meta:
        verbose_name = "Schreibweise"
        verbose_name_plural = "Schreibweisen"
        ordering = ["text", "pk"]
        constraints = [models.UniqueConstraint(fields=["authority", "key"], name="one_organisation_of_a_spelling")]

    def __str__(self) -> str:
        return self.text


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
