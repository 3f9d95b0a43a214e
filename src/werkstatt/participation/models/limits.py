"""How much one connection sends in a while, without knowing which connection it is."""

from __future__ import annotations

from django.db import models


class Salt(models.Model):
    """Tagessalz: what the connections of one day are hashed with. It is thrown away the day after, and with it the way back to an address."""

    day = models.DateField("Tag", unique=True)
    secret = models.CharField("Salz", max_length=64)

    class Meta:
        verbose_name = "Tagessalz"
        verbose_name_plural = "Tagessalze"

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y}"


class Tally(models.Model):
    """Strichliste: how often one connection sent something in one window of time. No address, only a salted digest."""

    digest = models.CharField("Prüfsumme", max_length=64, unique=True)
    count = models.PositiveIntegerField("Anzahl", default=0)
    ends_at = models.DateTimeField("gilt bis")

    class Meta:
        verbose_name = "Strichliste"
        verbose_name_plural = "Strichlisten"

    def __str__(self) -> str:
        return f"{self.count} bis {self.ends_at:%H:%M}"
