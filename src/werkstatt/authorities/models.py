"""Gebietskörperschaften."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models


class Level(models.TextChoices):
    """What an authority is."""

    LAND = "land", "Land"
    KREIS = "kreis", "Landkreis"
    STADT = "stadt", "Stadt oder Gemeinde"


class Authority(models.Model):
    """Gebietskörperschaft: whoever issues a concept. Its slug is the first part of every public address."""

    name = models.CharField("Name", max_length=200)
    slug = models.SlugField("Adresse", max_length=60, unique=True)
    level = models.CharField("Ebene", max_length=10, choices=Level.choices, default=Level.KREIS)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, verbose_name="gehört zu")
    key = models.CharField(
        "Amtlicher Gemeindeschlüssel",
        max_length=12,
        blank=True,
        validators=[RegexValidator(r"^\d{2,12}$", "Der Schlüssel besteht aus 2 bis 12 Ziffern.")],
    )
    contact = models.TextField("Ansprechstelle", blank=True)

    class Meta:
        verbose_name = "Gebietskörperschaft"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
