"""Who did what when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Head(models.Model):
    """The end of the chain: one row, locked while a deed adds its entry, so that two deeds at once do not take the same place."""

    position = models.PositiveBigIntegerField("Stelle", default=0)
    digest = models.CharField("Prüfsumme", max_length=64, default="0" * 64)

    class Meta:
        verbose_name = "Ende des Journals"

    def __str__(self) -> str:
        return str(self.position)


class Entry(models.Model):
    """One deed. Keeps numbers, never names or statements: it must outlive the erasure of both. Each entry carries the digest of the one before."""

    sealed: ClassVar[bool] = True

    position = models.PositiveBigIntegerField("Stelle", unique=True)
    at = models.DateTimeField("Zeitpunkt")
    authority_id = models.BigIntegerField("Gebietskörperschaft", null=True, db_index=True)
    actor_id = models.BigIntegerField("Person", null=True)
    deed = models.CharField("Tat", max_length=60)
    subject = models.CharField("Gegenstand", max_length=80)
    facts = models.JSONField("Angaben", default=dict)
    previous = models.CharField("Prüfsumme davor", max_length=64)
    digest = models.CharField("Prüfsumme", max_length=64, unique=True)

    class Meta:
        verbose_name = "Journaleintrag"
        ordering = ["-position"]

    def __str__(self) -> str:
        return f"{self.at:%d.%m.%Y %H:%M} {self.deed} {self.subject}"
