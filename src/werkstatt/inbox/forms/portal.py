"""An export of the portal, and what its columns mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from konzept.read.listing import Listing
from konzept.read.portal import Column

BIGGEST = 20 * 1024 * 1024
HINTS = {
    Column.NUMBER: "Daran wird ein Beitrag wiedererkannt, wenn Sie denselben Export noch einmal aufnehmen.",
    Column.PLACE: "Eine Nummer oder der Titel einer Maßnahme. Was nicht eindeutig ist, ordnen Sie in der Auswertung zu.",
}


class ExportForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label="Export", allow_empty_file=True, help_text="CSV oder Excel (.xlsx), höchstens 20 MB und 10.000 Zeilen."
    )

    def clean_file(self) -> Any:
        """Not too large; what is in it is seen when it is read."""
        file = self.cleaned_data["file"]
        if file.size > BIGGEST:
            raise forms.ValidationError("Diese Datei ist größer als 20 MB. Bitte teilen Sie den Export auf.")
        return file


class MappingForm(forms.Form):
    """One choice for each thing that a column may hold."""

    def __init__(self, read: Listing, likely: Mapping[Column, int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            ("", "gibt es nicht"),
            *((str(index), name or f"Spalte {index + 1}") for index, name in enumerate(read.header)),
        ]
        for column in Column:
            self.fields[column.value] = forms.TypedChoiceField(
                label=column.german,
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                initial=likely.get(column, ""),
                help_text=HINTS.get(column, ""),
            )

    def clean(self) -> dict[str, Any]:
        """Something must be said somewhere, and no column says two things."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get(Column.TEXT) is None and cleaned.get(Column.PROPOSAL) is None and not self.errors:
            self.add_error(Column.TEXT.value, "Bitte sagen Sie, in welcher Spalte der Text steht.")
        used: dict[int, str] = {}
        for name, index in list(cleaned.items()):
            if index is not None and index in used:
                self.add_error(
                    name, f"Diese Spalte ist schon „{Column(used[index]).german}“. Bitte eine andere wählen."
                )
            elif index is not None:
                used[index] = name
        return cleaned

    def columns(self) -> dict[Column, int]:
        """What was chosen."""
        return {column: self.cleaned_data[column] for column in Column if self.cleaned_data[column] is not None}
