"""What is typed at a table, by a form or from a tablet's queue."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from konzept.model import Problem
from konzept.suggestion import Choice
from werkstatt.conferences.actions.capture import Note
from werkstatt.participation.models import LONGEST
from werkstatt.participation.queries import question_for

MOST = 200  # entries of one parcel
STRIKE = "strike"
NOTHING_SAID = gettext_lazy("Bitte schreiben Sie auf, was gesagt wurde.")


class CaptureForm(forms.Form):
    """One remark: about what, to which question, in which words."""

    uid = forms.ChoiceField(label=gettext_lazy("Wozu"), required=False, widget=forms.Select(attrs={"dir": "auto"}))
    choice = forms.ChoiceField(label=gettext_lazy("Frage"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=gettext_lazy("Was wurde gesagt?"),
        error_messages={"required": NOTHING_SAID},
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=gettext_lazy("In den Worten der Person, ohne ihren Namen."),
    )
    proposal = forms.CharField(
        label=gettext_lazy("Vorschlag zum Wortlaut"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    responsible = forms.CharField(label=gettext_lazy("Wer soll zuständig sein?"), required=False, max_length=LONGEST)
    key = forms.UUIDField(widget=forms.HiddenInput)
    replaces = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        places: Sequence[tuple[str, str]],
        asked: Iterable[Choice],
        typed: Mapping[str, Any] | None = None,
        *,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        listed = [(each.key, question_for(each)) for each in asked]
        known = {"key": uuid4(), "choice": listed[0][0] if listed else "", **(initial or {})}
        super().__init__(typed, initial=known)
        self.fields["text"].required = not (typed or {}).get("proposal")
        self.fields["uid"].choices = list(places)  # type: ignore[attr-defined]  # a choice field
        self.fields["choice"].choices = listed  # type: ignore[attr-defined]  # a choice field

    def note(self) -> Note:
        """What was typed."""
        given = self.cleaned_data
        return Note(given["uid"], given["choice"], given["text"], given["proposal"], given["responsible"])

    @property
    def reason(self) -> str:
        """Why it cannot be kept, in one line."""
        return " ".join(str(error) for errors in self.errors.values() for error in errors)


def entries_of(body: bytes) -> list[dict[str, Any]]:
    """A tablet's parcel: {"entries": [{"kind", "key", …}]}. Problem: it is none."""
    try:
        entries = json.loads(body)["entries"]
    except (ValueError, KeyError, TypeError):
        raise Problem(_("Das ist keine Sendung eines Tablets.")) from None
    if not isinstance(entries, list) or len(entries) > MOST or not all(isinstance(each, dict) for each in entries):
        raise Problem(_("Das ist keine Sendung eines Tablets."))
    return [{name: _whole(value) for name, value in each.items()} for each in entries]


def _whole(value: Any) -> Any:
    """A text without halves of letters, which no database takes."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if isinstance(value, str) else value


def uuid_of(value: Any) -> UUID | None:
    """A key as it was sent; None where it is none."""
    try:
        return UUID(str(value))
    except ValueError:
        return None
