"""What people fill in."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from konzept.model import Element, Kind
from konzept.suggestion import QUESTIONS, Suggestion, Verdict
from werkstatt.lib import clock
from werkstatt.participation.models import LONGEST, VERDICTS
from werkstatt.participation.queries import labels

BIGGEST = 20 * 1024 * 1024
EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
BELIEVABLE = [
    MinValueValidator(EARLIEST, "Bitte ein Jahr ab 2000 angeben."),
    MaxValueValidator(LATEST, "Bitte ein Jahr vor 2100 angeben."),
]
NO_NAMES = "Bitte keine Angaben über andere Personen."


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


class SayForm(forms.Form):
    """What somebody says about one element. Nothing is required but to say something."""

    verdict = forms.ChoiceField(label="Wie sehen Sie das?", choices=VERDICTS, widget=forms.RadioSelect, required=False)
    comment = forms.CharField(
        label="Ihre Worte",
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        max_length=LONGEST,
        help_text=NO_NAMES,
    )
    proposal = forms.CharField(
        label="Ihr Vorschlag für den Text",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=LONGEST,
        help_text="Wenn Sie wissen, wie es heißen soll.",
    )
    responsible = forms.CharField(label="Wer soll es tun?", required=False, max_length=500)
    organisation = forms.CharField(
        label="Ihre Organisation", required=False, max_length=200, help_text="Sie müssen hier nichts angeben."
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def clean(self) -> dict[str, Any]:
        """Something must be said."""
        cleaned: dict[str, Any] = super().clean() or {}
        said = [cleaned.get(name) for name in ("verdict", "comment", "proposal", "responsible")]
        if not any(said) and not self.errors:
            raise forms.ValidationError("Hier steht noch nichts. Bitte wählen Sie etwas aus oder schreiben Sie etwas.")
        return cleaned

    def key(self, round_key: uuid.UUID, uid: str) -> uuid.UUID:
        """The same words from the same form are one submission; other words, after a step back in the browser, another."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "form_key"}
        return uuid.uuid5(self.cleaned_data["form_key"], json.dumps([round_key.hex, uid, said], sort_keys=True))

    def suggestion(self, element: Element, area: str | None) -> Suggestion:
        """The cleaned form as a suggestion about this element."""
        cleaned = self.cleaned_data
        return Suggestion(
            uid=element.uid,
            area=area,
            verdict=Verdict(cleaned["verdict"]) if cleaned["verdict"] else None,
            comment=cleaned["comment"],
            proposal=cleaned["proposal"],
            responsible=cleaned["responsible"],
            wording=(element.title or element.text or ""),
        )


class HandInForm(forms.Form):
    """A filled matrix."""

    file = forms.FileField(
        label="Ausgefüllte Matrix", help_text="Word (.docx) oder Excel (.xlsx), höchstens 20 MB.", allow_empty_file=True
    )
    organisation = forms.CharField(
        label="Organisation", required=False, max_length=200, help_text="Sie müssen hier nichts angeben."
    )

    def clean_file(self) -> Any:
        """Not too large; what is in it is seen when it is read."""
        file = self.cleaned_data["file"]
        if file.size > BIGGEST:
            raise forms.ValidationError(
                f"„{file.name}“ hat {file.size // 1024 // 1024} MB, erlaubt sind 20 MB. Bitte Bilder aus der Datei entfernen."
            )
        return file


NEW = "neu"


class PreviewForm(forms.Form):
    """What was found in a matrix: take it or not, and where it belongs when that is unclear."""

    def __init__(self, found: list[dict[str, Any]], elements: list[Element], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = found
        self.labels = labels(elements)
        choices = [("", "Bitte wählen"), (NEW, "neuer Vorschlag, zu keinem Element"), *self.labels.items()]
        for row, said in enumerate(found):
            self.fields[f"take-{row}"] = forms.BooleanField(label="übernehmen", required=False, initial=True)
            if said["doubt"]:
                self.fields[f"uid-{row}"] = forms.ChoiceField(
                    label="Was ist gemeint?", choices=choices, required=False, initial=said["uid"] or ""
                )

    def clean(self) -> dict[str, Any]:
        """A row that is taken and unclear needs its place."""
        cleaned: dict[str, Any] = super().clean() or {}
        for row, said in enumerate(self.found):
            if cleaned.get(f"take-{row}") and said["doubt"] and not cleaned.get(f"uid-{row}"):
                self.add_error(f"uid-{row}", f"{said['place'] or 'Diese Zeile'}: Bitte wählen, was gemeint ist.")
        return cleaned

    def chosen(self) -> dict[int, str | None]:
        """Row -> uid, None for a new proposal."""
        cleaned = self.cleaned_data
        taken = [row for row in range(len(self.found)) if cleaned[f"take-{row}"]]
        return {row: self._uid(row) for row in taken}

    def _uid(self, row: int) -> str | None:
        uid: str | None = self.cleaned_data.get(f"uid-{row}") or self.found[row]["uid"]
        return None if uid == NEW else uid

    def rows(self) -> list[tuple[dict[str, Any], Any, Any]]:
        """(what was found, in words; its check box; its choice or None), for the page."""
        return [
            (
                said
                | {
                    "label": self.labels.get(said["uid"], "Neuer Vorschlag"),
                    "german": Verdict(said["verdict"]).german if said["verdict"] else "",
                },
                self[f"take-{row}"],
                self[f"uid-{row}"] if said["doubt"] else None,
            )
            for row, said in enumerate(self.found)
        ]
