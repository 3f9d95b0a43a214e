"""A round as the office sets it up."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from konzept.model import Element, Kind
from konzept.suggestion import QUESTIONS
from werkstatt.lib import clock, languages
from werkstatt.participation.models import LONGEST, ContestedPoint, Visibility, Way
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


NOTICE = (
    "Sie müssen keinen Namen und keine Adresse angeben. Was Sie schreiben, liest die Verwaltung, um das Konzept zu verbessern. "
    "Bitte schreiben Sie nichts über andere Personen. Mit Ihrem Beleg können Sie Ihre Rückmeldung ändern oder zurücknehmen, "
    "solange die Runde läuft."
)
LANGUAGES = [(code, name) for code, name in languages.NAMES.items() if code != "de"]


class AboutForm(forms.Form):
    """What a round says of itself; this may change while it runs."""

    introduction = forms.CharField(
        label="Worum es geht", widget=forms.Textarea(attrs={"rows": 5}), help_text="In einfachen Worten."
    )
    afterwards = forms.CharField(label="Was danach geschieht", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    closes_at = forms.DateTimeField(label="Ende", widget=MomentInput(), validators=BELIEVABLE)
    visibility = forms.ChoiceField(
        label="Rückmeldungen anderer",
        choices=Visibility.choices,
        widget=forms.RadioSelect,
        initial=Visibility.INTERNAL,
        required=False,
        help_text="Namen und Organisationen werden nie veröffentlicht.",
    )
    ways = forms.MultipleChoiceField(
        label="Wege",
        choices=Way.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Was die Seite der Runde anbietet. Ohne Auswahl beides; Briefe, E-Mails und Anrufe nehmen Sie immer auf.",
    )
    languages = forms.MultipleChoiceField(
        label="Weitere Sprachen", choices=LANGUAGES, widget=forms.CheckboxSelectMultiple, required=False
    )
    notice = forms.CharField(
        label="Hinweis zum Datenschutz",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        initial=NOTICE,
        help_text="Er steht auf der Seite der Runde und neben jedem Formular.",
    )

    def clean_visibility(self) -> str:
        """Without a choice nothing is read outside."""
        return self.cleaned_data["visibility"] or Visibility.INTERNAL

    def clean(self) -> dict[str, Any]:
        """A round ends after it begins, and not in the past."""
        cleaned: dict[str, Any] = super().clean() or {}
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", "Das Ende liegt vor dem Beginn. Bitte einen späteren Zeitpunkt wählen.")
        elif closes and closes <= clock.now():
            self.add_error("closes_at", "Das Ende liegt in der Vergangenheit. Bitte einen späteren Zeitpunkt wählen.")
        return cleaned


class RoundForm(AboutForm):
    """What a round is about, from when until when."""

    title = forms.CharField(label="Titel", max_length=200, help_text="Zum Beispiel „Was hat sich bewährt?“.")
    opens_at = forms.DateTimeField(label="Beginn", widget=MomentInput(), validators=BELIEVABLE)
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
        """The round asks about the version that was shown."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.pop("ordinal", None) not in {None, self.newest}:
            self.data = self.data.copy()  # type: ignore[attr-defined]  # posted: a QueryDict
            self.data["ordinal"] = str(self.newest)  # type: ignore[index]  # a copy may be changed
            self.add_error(
                None, f"Inzwischen gibt es Fassung {self.newest}. Bitte prüfen Sie, ob die Runde nach ihr fragen soll."
            )
        return cleaned


MOST_POSITIONS = 6


class ContestedForm(forms.Form):
    """A point without consensus, and who holds what."""

    title = forms.CharField(label="Worum wird gestritten?", max_length=300)
    uid = forms.ChoiceField(label="Wozu gehört der Punkt?", required=False)

    def __init__(self, elements: list[Element], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "zum ganzen Papier"), *labels(elements).items()]
        self.fields["uid"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        for number in range(1, MOST_POSITIONS + 1):
            self.fields[f"who_{number}"] = forms.CharField(
                label=f"Position {number}: wer vertritt sie?", max_length=200, required=False
            )
            self.fields[f"text_{number}"] = forms.CharField(
                label=f"Position {number}: was wird vertreten?",
                widget=forms.Textarea(attrs={"rows": 3}),
                max_length=LONGEST,
                required=False,
            )

    def positions(self) -> list[dict[str, str]]:
        """The positions with words, in order; who holds one need not be said."""
        said = [(self.cleaned_data[f"who_{n}"], self.cleaned_data[f"text_{n}"]) for n in range(1, MOST_POSITIONS + 1)]
        return [{"who": who, "text": text} for who, text in said if text.strip()]

    def clean(self) -> dict[str, Any]:
        """At least two positions, else nothing is contested."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and len(self.positions()) < 2:
            raise forms.ValidationError(
                "Strittig ist, wozu es mindestens zwei Positionen gibt. Bitte eine zweite eintragen."
            )
        return cleaned

    @staticmethod
    def initial_of(point: ContestedPoint) -> dict[str, str]:
        """The form as it was filled for this point."""
        held = {f"{part}_{n}": each[part] for n, each in enumerate(point.positions, 1) for part in ("who", "text")}
        return {"title": point.title, "uid": point.uid, **held}

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """(who, text) for each position."""
        return [(self[f"who_{n}"], self[f"text_{n}"]) for n in range(1, MOST_POSITIONS + 1)]
