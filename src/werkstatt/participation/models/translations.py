"""What people read in their own language, beside the German text."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from werkstatt.lib import clock
from werkstatt.lib.languages import NAMES
from werkstatt.participation.models.rounds import Round

LANGUAGES = [*NAMES.items()]


class Translation(models.Model):
    """Übersetzung of German words into one language. The newest of a part counts; without words it was taken back.

    `round`: for which it was made; it holds for every text of that concept, outside from when that round begins on, because
    it tells what that round's version says. `subject`: an element's uid, "round:1" or "point:1". `source`: the German words
    it was made of; maschinell, geprüft and veraltet are derived (konzept.translation).
    """

    sealed: ClassVar[bool] = True

    round = models.ForeignKey(Round, models.PROTECT, related_name="translations", verbose_name="Runde")
    language = models.CharField("Sprache", max_length=3, choices=LANGUAGES)
    subject = models.CharField("Kennung", max_length=40)
    part = models.CharField("Teil", max_length=20)
    source = models.TextField("deutscher Wortlaut")
    words = models.TextField("Übersetzung", blank=True)
    checked = models.BooleanField("von einer Person geprüft")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="von")
    entered_at = models.DateTimeField("am", default=clock.now, editable=False)

    class Meta:
        verbose_name = "Übersetzung"
        verbose_name_plural = "Übersetzungen"
        ordering = ["pk"]
        indexes = [models.Index(fields=["language", "subject", "part"], name="translation_of_a_part")]

    def __str__(self) -> str:
        return f"{self.subject}, {self.part}: {self.get_language_display()}"


class TranslationFile(models.Model):
    """A table of translations as it came back; nothing of it counts before a person takes it over."""

    key = models.UUIDField("Kennung", default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="translation_files", verbose_name="Runde")
    language = models.CharField("Sprache", max_length=3, choices=LANGUAGES)
    name = models.CharField("Datei", max_length=200)
    sha256 = models.CharField("Prüfsumme", max_length=64)
    checked = models.BooleanField("von einer Person geprüft")
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="von")
    brought_at = models.DateTimeField("am", default=clock.now, editable=False)
    taken_at = models.DateTimeField("übernommen", null=True, editable=False)

    class Meta:
        verbose_name = "Datei mit Übersetzungen"
        verbose_name_plural = "Dateien mit Übersetzungen"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name
