"""Filled matrices: the file, and what was found in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from konzept.model import Element
from konzept.suggestion import Verdict
from werkstatt.participation.models import Upload
from werkstatt.participation.queries import labels

BIGGEST = 20 * 1024 * 1024

NEW = "neu"
SORTS = {"conflicting": "widerspricht sich in der Datei", "unchanged": "unverändert seit der früheren Datei"}


class ManyFiles(forms.FileField):
    """Any number of files dropped on one field."""

    widget = type("ManyFilesInput", (forms.ClearableFileInput,), {"allow_multiple_selected": True})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each file by itself; an empty list is refused like a missing file."""
        listed = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFiles, self).clean(each, initial) for each in listed or [None]]


class DeliverForm(forms.Form):
    """Filled matrices, one or hundreds, also in archives."""

    matrices = ManyFiles(
        label="Ausgefüllte Matrizen",
        help_text="Word, Excel, LibreOffice (.docx, .xlsx, .odt, .ods), auch viele auf einmal oder als ZIP.",
        allow_empty_file=True,
    )


class HandInForm(forms.Form):
    """A filled matrix."""

    file = forms.FileField(
        label=gettext_lazy("Ausgefüllte Matrix"),
        help_text=gettext_lazy("Word, Excel oder LibreOffice (.docx, .xlsx, .odt, .ods), höchstens 20 MB."),
        allow_empty_file=True,
    )
    organisation = forms.CharField(
        label=gettext_lazy("Organisation"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Sie müssen hier nichts angeben."),
    )

    def clean_file(self) -> Any:
        """Not too large; what is in it is seen when it is read."""
        file = self.cleaned_data["file"]
        if file.size > BIGGEST:
            raise forms.ValidationError(
                _("„%(name)s“ hat %(size)s MB, erlaubt sind 20 MB. Bitte Bilder aus der Datei entfernen.")
                % {"name": file.name, "size": file.size // 1024 // 1024}
            )
        return file


class PreviewForm(forms.Form):
    """What was found in a matrix: take it or not, and where it belongs when that is unclear."""

    def __init__(
        self,
        found: list[dict[str, Any]],
        elements: list[Element],
        *args: Any,
        earlier: Upload | None = None,
        sorts: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        """`earlier`: the file of the same sender that this one may stand for; `sorts`: what each row is against it."""
        super().__init__(*args, **kwargs)
        self.found, self.sorts = found, sorts or [""] * len(found)
        self.labels = labels(elements)
        choices = [("", _("Bitte wählen")), (NEW, _("neuer Vorschlag, zu keinem Element")), *self.labels.items()]
        if earlier:
            self.fields["instead"] = forms.BooleanField(
                label=f"zählt anstelle der früheren Datei „{earlier.name}“",
                required=False,
                initial=True,
                help_text="Ohne Häkchen zählen beide, zum Beispiel wenn zwei Ämter eines Hauses schreiben.",
            )
        for row, said in enumerate(found):
            self.fields[f"take-{row}"] = forms.BooleanField(label=_("übernehmen"), required=False, initial=True)
            if said["doubt"]:
                self.fields[f"uid-{row}"] = forms.ChoiceField(
                    label=_("Was ist gemeint?"), choices=choices, required=False, initial=said["uid"] or ""
                )

    def clean(self) -> dict[str, Any]:
        """A row that is taken and unclear needs its place."""
        cleaned: dict[str, Any] = super().clean() or {}
        for row, said in enumerate(self.found):
            if cleaned.get(f"take-{row}") and said["doubt"] and not cleaned.get(f"uid-{row}"):
                self.add_error(
                    f"uid-{row}", f"{said['place'] or _('Diese Zeile')}: {_('Bitte wählen, was gemeint ist.')}"
                )
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
                    "label": self.labels.get(said["uid"], _("Neuer Vorschlag")),
                    "german": _(Verdict(said["verdict"]).german) if said["verdict"] else said.get("question", ""),
                    "sort": SORTS.get(self.sorts[row], ""),
                },
                self[f"take-{row}"],
                self[f"uid-{row}"] if said["doubt"] else None,
            )
            for row, said in enumerate(self.found)
        ]
