"""The JSON form of a concept, exactly as concept.schema.json has it, and its seal.

What is absent, None, empty or the default is left out, so that one text has one serialisation; texts are NFC.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from hashlib import sha256
from types import MappingProxyType
from typing import Any, NoReturn
from unicodedata import normalize

from konzept import exact
from konzept.exact import Reader, many, one_of, optional, record
from konzept.model import (
    Abbreviation,
    Concept,
    DroppedMeasure,
    EditionMark,
    Element,
    Holder,
    Kind,
    Milestone,
    Note,
    Problem,
    Responsibility,
    Role,
    Source,
    Timing,
    TimingKind,
)

FORMAT = "konzept"
VERSION = 1
DEEPEST = 12  # a concept has five levels; what is far deeper is a broken or hostile file

# --- writing ---


def to_json(concept: Concept) -> dict[str, Any]:
    """The concept as plain dicts, lists, texts and numbers, in the schema's order."""
    return {"format": FORMAT, "version": VERSION, **written(concept)}


def dumps(concept: Concept) -> str:
    """The canonical serialisation: sorted keys, no spaces, NFC."""
    return json.dumps(to_json(concept), ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def pretty(concept: Concept) -> str:
    """The same content for files that people open: indented, in the schema's order."""
    return json.dumps(to_json(concept), ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def seal(concept: Concept) -> str:
    """SHA-256 over the canonical serialisation, 64 hexadecimal digits: the same exactly where the text is the same."""
    return sha256(dumps(concept).encode()).hexdigest()


def written(value: Any) -> Any:
    """Any value of the model (an element, a term, a text, a tuple of notes …) as JSON."""
    if isinstance(value, str):
        return normalize("NFC", str(value))
    if isinstance(value, float):
        return value + 0.0  # -0.0 equals 0.0 and must be written alike
    if isinstance(value, tuple):
        return [written(item) for item in value]
    if isinstance(value, Mapping):
        return {written(key): written(item) for key, item in value.items()}
    return _written_record(value) if is_dataclass(value) else value


def _written_record(value: Any) -> dict[str, Any]:
    found = {}
    model: Any = type(value)
    for part, required, default in _parts(model):
        held = getattr(value, part)
        plain = written(held)
        if required or (held != default and plain not in (None, "", [], {})):
            found[part] = plain
    return found


@cache
def _parts(model: Any) -> tuple[tuple[str, bool, Any], ...]:
    """Name, whether the schema requires it, and default of each field of a dataclass of the model."""
    return tuple(
        (each.name, _default(each) is MISSING or (model, each.name) in _ALSO_REQUIRED, _default(each))
        for each in fields(model)
    )


def _default(each: Field[Any]) -> Any:
    return each.default if each.default_factory is MISSING else each.default_factory()


_ALSO_REQUIRED = {(Concept, "elements"), (Milestone, "date")}


# --- reading ---


def from_json(value: dict[str, Any]) -> Concept:
    """The concept that this JSON says; Problem where it is not exactly the schema's form."""
    concept = _concept(value, "")
    seen: set[str] = set()
    for element in concept.walk():
        if element.uid in seen:
            exact.refuse(f"uid {element.uid}", "Diese Kennung tragen zwei Elemente; jedes braucht seine eigene.")
        seen.add(element.uid)
    return concept


def loads(text: str | bytes) -> Concept:
    """The concept in this serialisation, canonical or not; Problem where it is none."""
    return from_json(_parsed(text))


def _parsed(text: str | bytes) -> Any:
    try:
        plain = text.decode("utf-8-sig") if isinstance(text, bytes) else text.removeprefix("\ufeff")
        return json.loads(plain, object_pairs_hook=_pairs, parse_constant=_refuse_constant)
    except Problem:
        raise
    except json.JSONDecodeError as error:
        where = f"Zeile {error.lineno}, Spalte {error.colno}"
        raise Problem(f"Das ist kein lesbares JSON: bitte prüfen Sie {where}.") from error
    except (ValueError, RecursionError) as error:
        raise Problem("Das ist kein lesbares JSON in UTF-8: bitte speichern Sie das Konzept neu als JSON.") from error


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    for key in keys if len(set(keys)) < len(keys) else ():
        if keys.count(key) > 1:
            exact.refuse(key, "Dieser Schlüssel steht zweimal im selben Objekt.")
    return dict(pairs)


def _refuse_constant(name: str) -> NoReturn:
    exact.refuse(name, "Diesen Wert gibt es in JSON nicht.")


def read_element(value: Any, path: str) -> Element:
    """One element with all below it, of JSON that stands at `path`."""
    return _element(value, path)


def read_part(part: str, value: Any, path: str) -> Any:
    """The value of one field of an element; Problem for a field there is not."""
    return _reader_of(part, ELEMENT_PARTS, path)(value, path)


def read_frame(part: str, value: Any, path: str) -> Any:
    """The value of one field of the concept beside its elements; Problem for a field there is not."""
    return _reader_of(part, FRAME_PARTS, path)(value, path)


def _reader_of(part: str, readers: Mapping[str, Reader[Any]], path: str) -> Reader[Any]:
    if part not in readers:
        exact.refuse(path, f"Das Feld „{part}“ gibt es nicht; möglich sind {exact.listed(readers)}.")
    return readers[part]


def _language(value: Any, path: str) -> str:
    return exact.text(value, path) or "de"


def _child(value: Any, path: str) -> Element:
    if path.count(".children[") >= DEEPEST:
        exact.refuse(path, f"Die Elemente liegen tiefer als {DEEPEST} Ebenen; bitte gliedern Sie flacher.")
    return _element(value, path)


_TEXT = optional(exact.text, "")
_NOTES = many(record(Note, {"mark": exact.text, "text": exact.text}, ("mark", "text")))
_HOLDER = record(Holder, {"name": exact.text, "role": one_of(Role), "specifier": _TEXT}, ("name", "role"))
_RESPONSIBILITY = record(Responsibility, {"verbatim": exact.text, "holders": many(_HOLDER)}, ("verbatim",))
_MILESTONE = record(Milestone, {"label": exact.text, "date": _TEXT}, ("label", "date"))
_TIMING = record(
    Timing,
    {
        "verbatim": exact.text,
        "inherited": exact.flag,
        "kind": one_of(TimingKind),
        **dict.fromkeys(("start", "due", "every"), _TEXT),
        "months": many(exact.month),
        "milestones": many(_MILESTONE),
    },
    ("verbatim",),
)
_SOURCE = record(Source, {"place": _TEXT, "certainty": optional(exact.share)})
_DROPPED = record(
    DroppedMeasure, {"text": exact.text, **dict.fromkeys(("uid", "number", "goal", "reason"), _TEXT)}, ("text",)
)
_ABBREVIATION = record(Abbreviation, {"short": exact.text, "long": exact.text}, ("short", "long"))
_EDITION = record(
    EditionMark,
    {"ordinal": optional(exact.integer), **dict.fromkeys(("label", "date", "valid_from", "valid_to"), _TEXT)},
)

# What an edit may change: every field of an element but its uid and children, and every field around the elements.
ELEMENT_PARTS: Mapping[str, Reader[Any]] = MappingProxyType(
    {
        "kind": one_of(Kind),
        **dict.fromkeys(("number", "label", "title", "text"), _TEXT),
        "responsibility": optional(_RESPONSIBILITY),
        "timing": optional(_TIMING),
        "fields": exact.texts_by_label,
        "contested": exact.flag,
        "source": optional(_SOURCE, Source()),
        "notes": _NOTES,
    }
)
FRAME_PARTS: Mapping[str, Reader[Any]] = MappingProxyType(
    {
        "title": exact.filled,
        "language": _language,
        **dict.fromkeys(("subtitle", "authority"), _TEXT),
        "edition": _EDITION,
        "dropped": many(_DROPPED),
        "abbreviations": many(_ABBREVIATION),
        "sources": many(exact.text),
        "notes": _NOTES,
    }
)
_element = record(Element, {"uid": exact.uid, **ELEMENT_PARTS, "children": many(_child)}, ("uid", "kind"))


def _whole(*, format: None, version: None, **parts: Any) -> Concept:  # noqa: A002  the schema's own two keys
    return Concept(**parts)


_concept = record(
    _whole,
    {"format": exact.const(FORMAT), "version": exact.const(VERSION), **FRAME_PARTS, "elements": many(_child)},
    ("format", "version", "title", "elements"),
)
