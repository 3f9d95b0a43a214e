"""A round as the office sets it up."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from konzept.model import Element, Kind
from konzept.suggestion import QUESTIONS
from werkstatt.lib import clock
from werkstatt.participation.queries import labels

EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)

BELIEVABLE = [
    MinValueValidator(EARLIEST, "Bitte ein Jahr ab 2000 angeben."),
    MaxValueValidator(LATEST, "Bitte ein Jahr vor 2100 angeben."),
]


class MomentInput(forms.DateTimeInput):
    """The browser's own field for day and time."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class RoundForm(forms.Form):
    """What a round is about, from when until when."""

    title = forms.CharField(label="Titel", max_length=200, help_text="Zum Beispiel „Was hat sich bewährt?“.")
    introduction = forms.CharField(
        label="Worum es geht", widget=forms.Textarea(attrs={"rows": 5}), help_text="In einfachen Worten."
    )
    afterwards = forms.CharField(label="Was danach geschieht", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    opens_at = forms.DateTimeField(label="Beginn", widget=MomentInput(), validators=BELIEVABLE)
    closes_at = forms.DateTimeField(label="Ende", widget=MomentInput(), validators=BELIEVABLE)
    questions = forms.CharField(
        label="Fragen",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Eine Frage je Zeile.",
        initial="\n".join(QUESTIONS),
    )
    areas = forms.MultipleChoiceField(
        label="Handlungsfelder",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Ohne Auswahl geht es um alle.",
    )
    ordinal = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, elements: list[Element], ordinal: int, *args: Any, **kwargs: Any) -> None:
        """`ordinal` is the newest version's: whoever opens a round has seen which one becomes public with it."""
        super().__init__(*args, **kwargs)
        self.newest = ordinal
        self.fields["ordinal"].initial = ordinal
        areas = [element for element in elements if element.kind == Kind.AREA]
        self.fields["areas"].choices = list(labels(areas).items())  # type: ignore[attr-defined]  # a ChoiceField

    def clean_questions(self) -> list[str]:
        """One question a line."""
        lines = [line.strip() for line in self.cleaned_data["questions"].splitlines()]
        return [line for line in lines if line]

    def clean(self) -> dict[str, Any]:
        """A round ends after it begins, and not in the past; and it asks about the version that was shown."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.pop("ordinal", None) not in {None, self.newest}:
            self.data = self.data.copy()  # type: ignore[attr-defined]  # posted: a QueryDict
            self.data["ordinal"] = str(self.newest)  # type: ignore[index]  # a copy may be changed
            self.add_error(
                None, f"Inzwischen gibt es Fassung {self.newest}. Bitte prüfen Sie, ob die Runde nach ihr fragen soll."
            )
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", "Das Ende liegt vor dem Beginn. Bitte einen späteren Zeitpunkt wählen.")
        elif closes and closes <= clock.now():
            self.add_error("closes_at", "Das Ende liegt in der Vergangenheit. Bitte einen späteren Zeitpunkt wählen.")
        return cleaned
