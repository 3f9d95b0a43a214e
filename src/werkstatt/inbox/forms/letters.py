"""Post is taken in, addressed, cut and placed."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils import timezone

from konzept.feedback.passages import PassageKind, Passages, Unit, cut, find, join, mark, settle, shift
from konzept.model import Problem
from werkstatt.inbox.forms.places import uid_of
from werkstatt.lib import clock
from werkstatt.participation.models import Round

BIGGEST = 50 * 1024 * 1024
MOST_FILES = 50
MOST = 10**6  # no letter has so many words


class DayInput(forms.DateInput):
    """The browser's own field for a day."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """One file or several."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Every file for itself; together not too many and not too large."""
        given = data if isinstance(data, (list, tuple)) and data else [data or None]
        cleaned = [file for each in given if (file := super(FilesField, self).clean(each, initial))]
        if len(cleaned) > MOST_FILES:
            raise forms.ValidationError(
                f"Das sind {len(cleaned)} Dateien, erlaubt sind {MOST_FILES} auf einmal. Bitte in mehreren Schritten aufnehmen."
            )
        if sum(each.size for each in cleaned) > 2 * BIGGEST:
            raise forms.ValidationError(
                "Diese Dateien sind zusammen größer als 100 MB. Bitte in mehreren Schritten aufnehmen."
            )
        return cleaned


def moment_of(day: Any) -> datetime | None:
    """A day as the moment at its noon, today as now."""
    if day is None:
        return None
    return clock.now() if day >= timezone.localdate() else timezone.make_aware(datetime.combine(day, time(12)))


def past_day(day: Any) -> Any:
    """Nothing came tomorrow, or long ago."""
    if day and (day > timezone.localdate() or day.year < 2000):
        raise forms.ValidationError("Bitte einen Tag angeben, der schon war.")
    return day


class PostForm(forms.Form):
    """Mails and letters as files."""

    post = FilesField(
        label="Dateien",
        allow_empty_file=True,
        help_text="E-Mails (.eml, .mbox), Briefe und Stellungnahmen als Word, OpenDocument, PDF oder Text; mehrere auf einmal, je höchstens 50 MB.",
    )
    received_on = forms.DateField(
        label="Eingegangen am",
        required=False,
        widget=DayInput(),
        help_text="Ohne Angabe zählt bei E-Mails ihr Datum, sonst heute.",
    )
    round = forms.ModelChoiceField(
        label="Runde", queryset=Round.objects.none(), required=False, empty_label="später festlegen"
    )

    def __init__(self, rounds: QuerySet[Round], likely: Round | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = rounds  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["round"].initial = likely

    def clean_received_on(self) -> Any:
        """See `past_day`."""
        return past_day(self.cleaned_data["received_on"])

    def contents(self) -> list[tuple[str, bytes]]:
        """(name, content) of each file."""
        return [(file.name or "Datei", file.read()) for file in self.cleaned_data["post"]]

    def received_at(self) -> datetime | None:
        """The day as a moment, None where none was said."""
        return moment_of(self.cleaned_data["received_on"])


class AddressForm(forms.Form):
    """To which round a letter belongs, from whom, and when it came."""

    round = forms.ModelChoiceField(label="Runde", queryset=Round.objects.none(), empty_label="Bitte wählen")
    organisation = forms.CharField(
        label="Organisation",
        required=False,
        max_length=200,
        help_text="Leer lassen, wenn jemand für sich selbst schreibt.",
        widget=forms.TextInput(attrs={"list": "organisationen", "autocomplete": "off"}),
    )
    received_on = forms.DateField(label="Eingegangen am", widget=DayInput())

    def __init__(self, rounds: QuerySet[Round], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = rounds  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean_received_on(self) -> Any:
        """See `past_day`."""
        return past_day(self.cleaned_data["received_on"])

    def received_at(self) -> datetime | None:
        """The day as a moment."""
        return moment_of(self.cleaned_data["received_on"])


MOVES: dict[str, tuple[Unit, bool]] = {
    "word-earlier": ("word", False),
    "word-later": ("word", True),
    "sentence-earlier": ("sentence", False),
    "sentence-later": ("sentence", True),
}


class DeedForm(forms.Form):
    """One step on one passage. Every button of the page is one value of `do`; whatever it needs stands beside it."""

    do = forms.CharField(max_length=60)
    seen = forms.IntegerField(max_value=MOST)
    index = forms.IntegerField(min_value=0, max_value=MOST)
    words = forms.CharField(required=False, max_length=300)
    place = forms.CharField(required=False, max_length=300)
    reason = forms.CharField(required=False, max_length=300)

    def __init__(self, labels: dict[str, str], *args: Any, **kwargs: Any) -> None:
        """`labels`: uid -> what the list of elements calls it."""
        super().__init__(*args, **kwargs)
        self.labels = labels

    def change(self, text: str, passages: Passages) -> Passages:
        """The passages as they become. Problem where that cannot be done."""
        deed, _, rest = self.cleaned_data["do"].partition(":")
        index = self.cleaned_data["index"]
        if deed == "place":
            return settle(
                passages, index, rest if rest in self.labels else uid_of(self.cleaned_data["place"], self.labels)
            )
        if deed == "nowhere":
            return settle(passages, index, "")
        if deed == "mark" and rest in set(PassageKind):
            return mark(passages, index, PassageKind(rest), self.cleaned_data["reason"])
        if deed == "cut":
            return cut(text, passages, index, find(text, passages, index, self.cleaned_data["words"]))
        if deed in {"begin", "end"} and rest in MOVES:
            unit, later = MOVES[rest]
            return shift(text, passages, index + (deed == "end"), unit, later=later)
        if deed == "join" and rest in {"next", "before"}:
            return join(passages, index - (rest == "before"))
        raise Problem("Diesen Schritt gibt es nicht. Bitte laden Sie die Seite neu.")
