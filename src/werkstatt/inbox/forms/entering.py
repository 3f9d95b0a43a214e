"""Something is entered for somebody who wrote on paper or called."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from konzept.model import Element, Problem
from konzept.suggestion import Choice, Suggestion
from werkstatt.inbox.forms.letters import BIGGEST, DayInput, FilesField, moment_of, past_day
from werkstatt.inbox.forms.places import uid_of
from werkstatt.participation.forms.saying import SAYS, Saying, wording_of
from werkstatt.participation.models import Channel

MOST_ENTRIES = 30
WAYS = [(Channel.PAPER.value, "auf Papier"), (Channel.PHONE.value, "am Telefon oder im Gespräch")]


class EntryForm(Saying):
    """What was said about one element."""

    place = forms.CharField(
        label="Zu welchem Element",
        required=False,
        max_length=300,
        help_text="Nummer oder ein Wort tippen und aus der Liste wählen.",
        widget=forms.TextInput(attrs={"list": "elemente", "autocomplete": "off"}),
    )
    field_order = ("place", *SAYS)

    def __init__(self, offered: Sequence[Choice], labels: Mapping[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(offered, *args, **kwargs)
        self.labels = labels
        self.fields["comment"].label = "Was gesagt wurde"
        self.fields["proposal"].label = "Vorschlag zum Wortlaut"
        self.fields["responsible"].label = "Wer es tun soll"
        self.fields["comment"].help_text = "Möglichst in den Worten der Person, ohne Namen."
        self.fields["proposal"].help_text = self.fields["responsible"].help_text = ""

    def clean(self) -> dict[str, Any]:
        """Whoever says something says it of an element, and the other way round; an empty block is none."""
        cleaned: dict[str, Any] = super().clean() or {}
        says, place = any(cleaned.get(name) for name in SAYS), cleaned.get("place", "")
        if place and not says and not self.errors:
            self.add_error("comment", "Hier steht noch nichts. Bitte tragen Sie ein, was gesagt wurde.")
        if says:
            try:
                cleaned["uid"] = uid_of(place, self.labels)
            except Problem as problem:
                self.add_error("place", str(problem))
        return cleaned


class OnBehalfForm(forms.Form):
    """The envelope, and as many entries as are needed."""

    channel = forms.ChoiceField(label="Wie kam es", choices=WAYS, widget=forms.RadioSelect, initial=Channel.PAPER.value)
    received_on = forms.DateField(label="Eingegangen am", widget=DayInput(), initial=timezone.localdate)
    organisation = forms.CharField(
        label="Organisation",
        required=False,
        max_length=200,
        help_text="Leer lassen, wenn jemand für sich selbst spricht.",
        widget=forms.TextInput(attrs={"list": "organisationen", "autocomplete": "off"}),
    )
    scan = FilesField(
        label="Scan oder Foto des Papiers",
        required=False,
        help_text="PDF oder Bild, höchstens 50 MB; nur die Verwaltung liest es. Bitte zuletzt auswählen.",
    )
    many = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MOST_ENTRIES, initial=1)
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(
        self,
        offered: Sequence[Choice],
        labels: Mapping[str, str],
        data: Any = None,
        files: Any = None,
        *,
        more: bool = False,
    ) -> None:
        """`more` = nothing is checked yet: what was typed is shown again with one entry more."""
        typed = data if more else None
        initial = (
            {name: typed[name] for name in ("channel", "received_on", "organisation", "form_key") if name in typed}
            if typed
            else {}
        )
        count = _count(data.get("many", "")) + more if data else 1
        super().__init__(
            None if more else data, None if more else files, initial=initial | {"many": min(count, MOST_ENTRIES)}
        )
        self.entries = [
            EntryForm(
                offered,
                labels,
                None if more else data,
                prefix=f"e{place}",
                initial={name: typed.get(f"e{place}-{name}", "") for name in ("place", *SAYS)} if typed else {},
            )
            for place in range(min(count, MOST_ENTRIES))
        ]

    def is_valid(self) -> bool:
        """The envelope and every entry; at least one of them says something."""
        fine = all([super().is_valid(), *[entry.is_valid() for entry in self.entries]])
        if fine and not any(entry.says() for entry in self.entries):
            self.add_error(None, "Hier steht noch nichts. Bitte tragen Sie mindestens eine Rückmeldung ein.")
            return False
        return fine

    def clean_received_on(self) -> Any:
        """See `past_day`."""
        return past_day(self.cleaned_data["received_on"])

    def clean_scan(self) -> Any:
        """Not too large."""
        files = self.cleaned_data["scan"]
        if sum(file.size for file in files) > BIGGEST:
            raise forms.ValidationError("Diese Dateien sind zusammen größer als 50 MB. Bitte kleiner scannen.")
        return files

    def received_at(self) -> datetime | None:
        """The day as a moment."""
        return moment_of(self.cleaned_data["received_on"])

    def scans(self) -> list[tuple[str, bytes]]:
        """(name, content) of each file."""
        return [(file.name or "Scan", file.read()) for file in self.cleaned_data["scan"]]

    def suggestions(self, elements: Mapping[str, Element]) -> list[Suggestion]:
        """What was said, each with the wording of its element."""
        return [_suggestion(entry, elements) for entry in self.entries if entry.says()]

    def sent_as(self, scans: Sequence[tuple[str, bytes]]) -> uuid.UUID:
        """The submission's key: the same form twice is one submission, another text from it another."""
        said = [[entry.cleaned_data.get(name, "") for name in ("uid", *SAYS)] for entry in self.entries if entry.says()]
        envelope = [str(self.cleaned_data[name]) for name in ("channel", "received_on", "organisation")]
        digests = [hashlib.sha256(content).hexdigest() for _, content in scans]
        return uuid.uuid5(self.cleaned_data["form_key"], json.dumps([said, envelope, digests]))


def _count(given: str) -> int:
    """How many entries the page had."""
    return min(max(int(given), 1), MOST_ENTRIES) if given.isascii() and given.isdecimal() and len(given) < 4 else 1


def _suggestion(entry: EntryForm, elements: Mapping[str, Element]) -> Suggestion:
    element = elements.get(entry.cleaned_data["uid"])
    return entry.suggestion(element.uid if element else None, None, wording_of(element) if element else "")
