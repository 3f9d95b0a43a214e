"""A round, and what is contested in its paper."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from werkstatt.authorities.models import Authority
from werkstatt.concepts.models import Version


class Visibility(models.TextChoices):
    """Who reads what was said before the review is done."""

    INTERNAL = "internal", "bleiben in der Verwaltung"
    MODERATED = "moderated", "werden nach Prüfung veröffentlicht"
    OPEN = "open", "werden sofort veröffentlicht"


class Way(models.TextChoices):
    """A way that a round's page offers."""

    WEB = "web", "Online-Formular"
    MATRIX = "matrix", "Matrix zum Herunterladen"


class Round(models.Model):
    """Beteiligungsrunde: people are asked about one version, from a day to a day. Open, closed or ahead is derived from the dates.

    `areas`, `ways`: empty means all. `languages`: codes beside German.
    """

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="rounds", verbose_name="Gebietskörperschaft")
    version = models.ForeignKey(Version, models.PROTECT, related_name="rounds", verbose_name="Fassung")
    key = models.UUIDField("Kennung des Formulars", default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField("Adresse", max_length=60)
    title = models.CharField("Titel", max_length=200)
    introduction = models.TextField("Worum es geht")
    afterwards = models.TextField("Was danach geschieht", blank=True)
    questions = models.JSONField("Fragen", default=list)
    areas = models.JSONField("Handlungsfelder", default=list, blank=True)
    ways = models.JSONField("Wege", default=list, blank=True)
    languages = models.JSONField("weitere Sprachen", default=list, blank=True)
    visibility = models.CharField(
        "Rückmeldungen", max_length=10, choices=Visibility.choices, default=Visibility.INTERNAL
    )
    notice = models.TextField("Hinweis zum Datenschutz", blank=True)
    opens_at = models.DateTimeField("beginnt")
    closes_at = models.DateTimeField("endet")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="eröffnet von")

    class Meta:
        verbose_name = "Beteiligungsrunde"
        verbose_name_plural = "Beteiligungsrunden"
        ordering = ["-opens_at"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "slug"], name="one_round_of_an_address"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="round_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.title


class ContestedPoint(models.Model):
    """Strittiger Punkt: a point of the discussion paper without consensus, with the positions side by side. Empty `uid` = of the whole paper."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="contested_points", verbose_name="Runde")
    uid = models.CharField("Kennung", max_length=32, blank=True)
    title = models.CharField("Worum es geht", max_length=300)
    positions = models.JSONField("Positionen", default=list)
    position = models.PositiveIntegerField("Reihenfolge", default=0)

    class Meta:
        verbose_name = "Strittiger Punkt"
        verbose_name_plural = "Strittige Punkte"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title
