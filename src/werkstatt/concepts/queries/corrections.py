"""Changes that correct a wording in one go, made of what stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from konzept.change import Added, Change, Edited, Framed
from konzept.model import Concept as Text
from konzept.model import Element, Responsibility, Timing

ITEM = re.compile(r"\n(?=[ \t]*(?:[-*+•–]|\d+[.)])[ \t])")
BULLET = re.compile(r"^[ \t]*(?:[-*+•–]|\d+[.)])[ \t]+")


def portions(element: Element) -> list[str]:
    """The paragraphs and list items of its text."""
    found = (piece for paragraph in (element.text or "").split("\n\n") for piece in ITEM.split(paragraph))
    return [BULLET.sub("", piece).strip() for piece in found if piece.strip()]


def split_up(text: Text, uid: str, fresh_uid: Callable[[], str]) -> tuple[Change, ...]:
    """Each paragraph or list item becomes an element of its own, side by side, alike in all else; () where there is but one."""
    element = text.find(uid)
    found = portions(element) if element else []
    if element is None or len(found) < 2:
        return ()
    first, *others = found
    above = text.parents()[uid]
    siblings = above.children if above else text.elements
    index, place = siblings.index(element), above.uid if above else None
    alike = replace(element, children=(), number=None, title=None, notes=())
    added = (
        Added(place, index + step, replace(alike, uid=fresh_uid(), text=portion))
        for step, portion in enumerate(others, start=1)
    )
    return (Edited(uid, "text", element.text, first), *added)


def swapped(text: Text, wrong: str, right: str) -> tuple[Change, ...]:
    """The word `wrong` is `right` everywhere: on the cover, in every element, in the appendix."""

    def swap(value: Any) -> Any:
        if isinstance(value, str):
            return value.replace(wrong, right)
        if isinstance(value, Responsibility):
            holders = tuple(replace(each, name=swap(each.name)) for each in value.holders)
            return Responsibility(swap(value.verbatim), holders)
        return replace(value, verbatim=swap(value.verbatim)) if isinstance(value, Timing) else value

    dropped = tuple(replace(each, text=swap(each.text), reason=swap(each.reason)) for each in text.dropped)
    frame = [(part, getattr(text, part), swap(getattr(text, part))) for part in ("title", "subtitle", "authority")]
    frame.append(("dropped", text.dropped, dropped))
    framed = (Framed(*each) for each in frame if each[1] != each[2])
    return (*framed, *(edit for element in text.walk() for edit in _edits(element, swap)))


def _edits(element: Element, swap: Callable[[Any], Any]) -> Iterator[Change]:
    for part in ("title", "text", "label", "responsibility", "timing"):
        old = getattr(element, part)
        new = swap(old)
        if old != new:
            yield Edited(element.uid, part, old, new)
    fields = {swap(label): swap(value) for label, value in element.fields.items()}
    if fields != element.fields:
        yield Edited(element.uid, "fields", element.fields, fields)
