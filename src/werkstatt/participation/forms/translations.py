"""Putting German words into other languages."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms

from konzept.translation import TranslationState
from werkstatt.lib.languages import NAMES, direction
from werkstatt.participation.queries import Sheet

LONGEST = 20_000
TAKEN = "Inzwischen hat jemand diese Stelle anders übersetzt. Ihre Worte stehen noch da; speichern Sie sie, wenn sie gelten sollen."


def seen_as(words: str) -> str:
    """A short sign of words, by which a form knows whether somebody else has changed them."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]


class PieceForm(forms.Form):
    """One piece: its translation, and whether one that a program made or that is older is right as it is."""

    words = forms.CharField(label="Übersetzung", required=False, max_length=LONGEST)
    confirmed = forms.BooleanField(label="stimmt so", required=False)
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, sheet: Sheet, language: str, data: Any = None) -> None:
        super().__init__(
            data,
            prefix=f"{sheet.piece.subject}.{sheet.piece.part}",
            initial={"words": sheet.words, "seen": seen_as(sheet.words)},
        )
        self.sheet = sheet
        short = len(sheet.piece.german) < 90 and "\n" not in sheet.piece.german
        self.fields["words"].widget = forms.Textarea(
            attrs={
                "rows": 2 if short else min(12, 3 + len(sheet.piece.german) // 60),
                "lang": language,
                "dir": direction(language),
                "aria-label": f"{NAMES[language]}: {sheet.piece.place}",
            }
        )
        if sheet.state not in {TranslationState.MACHINE, TranslationState.OUTDATED}:
            del self.fields["confirmed"]

    def was_sent(self) -> bool:
        """Whether the page that was sent held this piece."""
        return self.add_prefix("seen") in self.data

    def clean(self) -> dict[str, Any]:
        """Nobody's words are written over unseen."""
        cleaned = super().clean() or {}
        now = seen_as(self.sheet.words)
        if self.changes() and cleaned.get("seen") != now and seen_as(self._typed()) != now:
            self.add_error("words", TAKEN)
            self.data = {**{name: self.data[name] for name in self.data}, self.add_prefix("seen"): now}
        return cleaned

    def _typed(self) -> str:
        return str(self.cleaned_data.get("words", "")).replace("\r\n", "\n").strip()

    def changes(self) -> bool:
        """Whether it says other words than it showed, or vouches for them."""
        said = seen_as(self._typed()) != self.cleaned_data.get("seen")
        return said or bool(self.cleaned_data.get("confirmed"))

    def entry(self) -> tuple[tuple[str, str], str]:
        """The piece and its words."""
        return self.sheet.piece.key, self._typed()


class TranslationFileForm(forms.Form):
    """A table that came back from whoever translated."""

    file = forms.FileField(
        label="Datei",
        help_text="Die heruntergeladene Tabelle mit ausgefüllter Spalte „Übersetzung“, als CSV oder Excel, höchstens 5 MB.",
    )
    made = forms.ChoiceField(
        label="Wer hat übersetzt?",
        choices=[("person", "eine Person, die die Sprache kann"), ("machine", "ein Programm; eine Person prüft noch")],
        widget=forms.RadioSelect,
        initial="person",
    )
