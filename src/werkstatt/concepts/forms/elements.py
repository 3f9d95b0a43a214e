"""What people type about elements, the cover and versions."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any
from unicodedata import normalize

from django import forms

from konzept import responsibility, timing
from konzept.canonical import written
from konzept.change import KIND_NAMES, Added, Change, Edited, Framed, Moved, name_of
from konzept.exact import UID, UNWRITABLE
from konzept.model import Concept as Text
from konzept.model import EditionMark, Element, Kind
from werkstatt.concepts.queries import walk

MARKS = "Absätze durch eine Leerzeile trennen. Erlaubt sind Listen („- “), *kursiv*, **fett** und Verweise ([Wort](https://…))."
ORDER = (
    Kind.AREA,
    Kind.GOAL,
    Kind.MEASURE,
    Kind.TEXT,
    Kind.CHAPTER,
    Kind.MISSION,
    Kind.PRINCIPLE,
    Kind.GUIDING_GOAL,
)
INDENT = "\u2003"  # an em space: an option shows its level
OVERTAKEN = "Diesen Teil hat inzwischen jemand anders geändert. Bitte öffnen Sie ihn in einem zweiten Fenster neu und tragen Sie dort ein, was Sie ändern möchten; Ihr Text steht hier noch."
WHY_THIS = "Bitte schreiben Sie, warum dieser Teil entfällt."
PLAIN_PARTS = ("number", "label", "title", "text")


def fresh_uid() -> str:
    """A uid for an element that a person adds: 12 letters and digits, as the reader's."""
    return "".join(secrets.choice("abcdefghijklmnopqrstuvwxyz234567") for _ in range(12))


def typed(value: str) -> str | None:
    """What was typed, with the line ends and characters that every format can hold; None where nothing is left."""
    return UNWRITABLE.sub("", normalize("NFC", value.replace("\r\n", "\n"))).strip() or None


class ElementForm(forms.Form):
    """The wording and place of one element; `changes()` says what of it is another now.

    `text` is the whole wording the element stands in. Without an element it makes a new one (under `under`). `place` False
    leaves out where it stands.
    """

    uid = forms.CharField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label="Art", choices=[(kind.value, KIND_NAMES[kind]) for kind in ORDER])
    number = forms.CharField(label="Nummer", max_length=40, required=False)
    label = forms.CharField(
        label="Bezeichnung",
        max_length=80,
        required=False,
        help_text="Wie das Konzept es nennt, zum Beispiel „Teilziel“.",
    )
    title = forms.CharField(label="Titel", max_length=1000, required=False)
    text = forms.CharField(
        label="Text", required=False, help_text=MARKS, widget=forms.Textarea(attrs={"rows": 8}), max_length=60_000
    )
    responsible = forms.CharField(
        label="Zuständig",
        required=False,
        help_text="In Worten, zum Beispiel „Jobcenter in Zusammenarbeit mit der Volkshochschule“.",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=5_000,
    )
    term = forms.CharField(
        label="Termin", required=False, max_length=2_000, help_text="Zum Beispiel „fortlaufend“ oder „bis Ende 2027“."
    )

    def __init__(
        self,
        posted: Any = None,
        *,
        text: Text,
        element: Element | None = None,
        under: str | None = None,
        place: bool = True,
    ) -> None:
        """Fill the form from the element as it stands in the text."""
        self.concept, self.element, self.under = text, element, under
        super().__init__(posted, initial=_initial(element))
        for index, (label, value) in enumerate(element.fields.items() if element else ()):
            widget = forms.Textarea(attrs={"rows": 2})
            self.fields[f"field_{index}"] = forms.CharField(label=label, required=False, initial=value, widget=widget)
        if place:
            self._add_place()

    def _add_place(self) -> None:
        below = {each.uid for each in self.element.walk()} if self.element else set()
        choices = [("", "oberste Ebene")]
        for each, depth in walk(self.concept.elements):
            if each.uid not in below and each.kind is not Kind.TEXT:
                choices.append((each.uid, INDENT * depth + choice(each)))
        parent, index = self._stands()
        self.fields["parent"] = forms.ChoiceField(label="Steht unter", choices=choices, required=False, initial=parent)
        self.fields["position"] = forms.IntegerField(
            label="An welcher Stelle dort",
            min_value=1,
            max_value=9999,
            required=False,
            initial=index + 1 if self.element else None,
            help_text="1 ist ganz vorn; leer heißt ans Ende.",
        )

    def _stands(self) -> tuple[str, int]:
        if self.element is None:
            return self.under or "", 0
        above = self.concept.parents()[self.element.uid]
        siblings = above.children if above else self.concept.elements
        return above.uid if above else "", [each.uid for each in siblings].index(self.element.uid)

    def clean_uid(self) -> str:
        """Only a new element brings its uid along, so that a form sent twice adds it once."""
        uid = str(self.cleaned_data["uid"])
        return uid if UID.fullmatch(uid) else fresh_uid()

    def clean(self) -> dict[str, Any]:
        """An element says something, and nothing of it is undone that somebody else wrote since the form was opened."""
        cleaned = super().clean() or {}
        if not any(typed(cleaned.get(part) or "") for part in ("number", "title", "text")):
            self.add_error("text", "Bitte schreiben Sie einen Titel oder einen Text.")
        if not self.errors and cleaned["seen"] not in ("", _state(self.element)) and self.changes():
            self.add_error(None, OVERTAKEN)
        return cleaned

    def changes(self) -> tuple[Change, ...]:
        """What the valid form changes; () where nothing did."""
        if self.element is None:
            return (Added(self.cleaned_data.get("parent") or None, self._index(), self._made(Element("", Kind.TEXT))),)
        made, moved = self._made(self.element), self._moved(self.element)
        parts = ("kind", *PLAIN_PARTS, "responsibility", "timing", "fields")
        edits = _edits(self.element, made, parts)
        return (*edits, *moved)

    def _made(self, before: Element) -> Element:
        given = self.cleaned_data
        changed: dict[str, Any] = {
            part: typed(given[part]) for part in PLAIN_PARTS if typed(given[part]) != typed(getattr(before, part) or "")
        }
        responsible, term = typed(given["responsible"]), typed(given["term"])
        if responsible != typed(before.responsibility.verbatim if before.responsibility else ""):
            changed["responsibility"] = responsibility.parse(responsible) if responsible else None
        if term != typed(before.timing.verbatim if before.timing else ""):
            changed["timing"] = timing.parse(term) if term else None
        if before.fields:
            values = ((label, typed(given[f"field_{i}"])) for i, label in enumerate(before.fields))
            changed["fields"] = {label: value for label, value in values if value}
        return replace(before, uid=before.uid or given["uid"], kind=Kind(given["kind"]), **changed)

    def _moved(self, element: Element) -> Iterator[Change]:
        if "parent" not in self.fields:
            return
        old_parent, old_index = self._stands()
        parent = self.cleaned_data["parent"]
        if (parent, self.cleaned_data["position"]) not in ((old_parent, old_index + 1), (old_parent, None)):
            yield Moved(element.uid, parent or None, self._index(), old_parent or None, old_index)

    def _index(self) -> int:
        """Where it goes among the children of its new parent, itself not counted; at the end where nothing is said."""
        parent = self.concept.find(self.cleaned_data.get("parent") or "")
        siblings = parent.children if parent else self.concept.elements
        others = [each for each in siblings if each is not self.element]
        position = self.cleaned_data.get("position")
        if self.element and "position" not in self.changed_data:
            position = None  # it was the place under the old parent
        return min(position - 1, len(others)) if position else len(others)


def _edits(before: Element, after: Element, parts: Iterable[str]) -> Iterator[Change]:
    for part in parts:
        old, new = getattr(before, part), getattr(after, part)
        if old != new:
            yield Edited(before.uid, part, old, new)


def _state(element: Element | None) -> str:
    """Names the wording and kind an element has now."""
    own = written(replace(element, children=(), source=None)) if element else None
    return sha256(json.dumps(own, sort_keys=True).encode()).hexdigest()[:16]


def _initial(element: Element | None) -> dict[str, Any]:
    if element is None:
        return {"uid": fresh_uid(), "kind": Kind.MEASURE.value}
    return {
        "seen": _state(element),
        "kind": element.kind.value,
        **{part: getattr(element, part) or "" for part in PLAIN_PARTS},
        "responsible": element.responsibility.verbatim if element.responsibility else "",
        "term": element.timing.verbatim if element.timing else "",
    }


def choice(element: Element) -> str:
    words = " ".join((element.title or element.text or "").split())
    return f"{name_of(element)} {words[:60]}" if element.number and words else name_of(element)


class FrameForm(forms.Form):
    """What the cover says."""

    title = forms.CharField(label="Titel des Konzepts", max_length=300)
    subtitle = forms.CharField(label="Untertitel", max_length=300, required=False)
    authority = forms.CharField(label="Herausgegeben von", max_length=200, required=False)
    edition = forms.CharField(
        label="Ausgabe", max_length=200, required=False, help_text="Zum Beispiel „1. Fortschreibung 2027–2030“."
    )

    def __init__(self, posted: Any = None, *, text: Text) -> None:
        """Fill the form from the wording."""
        self.concept = text
        initial = {part: getattr(text, part) or "" for part in ("title", "subtitle", "authority")}
        super().__init__(posted, initial={**initial, "edition": text.edition.label or ""})

    def clean_title(self) -> str:
        """Something that can be read."""
        title = typed(self.cleaned_data["title"])
        if title is None:
            raise forms.ValidationError("Bitte schreiben Sie, wie das Konzept heißt.")
        return title

    def changes(self) -> tuple[Change, ...]:
        """What the valid form changes."""
        given: dict[str, Any] = {part: typed(value) for part, value in self.cleaned_data.items()}
        given["edition"] = replace(self.concept.edition, label=given["edition"])
        was = {part: getattr(self.concept, part) for part in given}
        return tuple(Framed(part, was[part], value) for part, value in given.items() if value != was[part])


class NextFrameForm(FrameForm):
    """The cover of the next edition: another name is another edition, whose dates nobody knows yet."""

    def changes(self) -> tuple[Change, ...]:
        """What the valid form changes."""
        return tuple(
            replace(each, new=EditionMark(label=each.new.label)) if each.part == "edition" else each
            for each in super().changes()
            if isinstance(each, Framed)
        )


class DropForm(forms.Form):
    """Why an element goes."""

    reason = forms.CharField(
        label="Begründung",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Sie steht später in der Synopse und im Anhang der entfallenen Maßnahmen.",
        error_messages={"required": WHY_THIS},
    )

    def clean_reason(self) -> str:
        """Something that can be read."""
        reason = typed(self.cleaned_data["reason"])
        if reason is None:
            raise forms.ValidationError(WHY_THIS)
        return reason


class VersionForm(forms.Form):
    """A new version of what is pending."""

    remark = forms.CharField(
        label="Anlass",
        max_length=300,
        help_text="Ein kurzer Satz, zum Beispiel „Zuständigkeiten nach der Umstrukturierung berichtigt“.",
        error_messages={"required": "Bitte schreiben Sie, warum es diese Fassung gibt."},
    )
