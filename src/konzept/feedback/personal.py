"""Where a text may name a person: e-mail and street addresses, telephone numbers, bank accounts, „Frau Lind“.

It finds what a careful reader would stop at; a person decides. Names without a form of address are not recognised.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

MASK = "[…]"


class TraceKind(StrEnum):
    """What it may be."""

    EMAIL = "email"
    PHONE = "phone"
    ACCOUNT = "account"
    STREET = "street"
    NAME = "name"

    @property
    def german(self) -> str:
        """As the office reads it."""
        names = {"email": "E-Mail-Adresse", "phone": "Telefonnummer", "account": "Bankverbindung"}
        return names.get(self.value, {"street": "Anschrift", "name": "Name"}.get(self.value, ""))


@dataclass(frozen=True, slots=True)
class Trace:
    """A place that may name a person: `text[start:end]`."""

    start: int
    end: int
    kind: TraceKind


_WORD = r"[A-ZÄÖÜ][\wäöüß]+(?:-[A-ZÄÖÜ][\wäöüß]+)?"
PATTERNS = {
    TraceKind.EMAIL: re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"),
    TraceKind.ACCOUNT: re.compile(r"\b[A-Z]{2}\d{2}(?: ?[0-9A-Z]{4}){3,7}(?: ?[0-9A-Z]{1,4})?\b"),
    TraceKind.PHONE: re.compile(r"(?<![\w.])(?:\+\d{1,3}[ /-]?|0)(?:\(0\))?\d(?:[ /()-]{0,3}\d){5,13}(?!\w)"),
    TraceKind.STREET: re.compile(
        r"\b[A-ZÄÖÜ][\wäöüß-]{1,40}(?:straße|strasse|str\.|weg|platz|allee|gasse|ring)\s+\d{1,4}\s?[a-z]?\b"
    ),
    TraceKind.NAME: re.compile(
        rf"\b(?:Frau|Herrn?|Familie|Fr\.|Hr\.)\s+(?:(?:Dr|Prof|Dipl|med)\.[\s-]?){{0,3}}{_WORD}(?:\s{_WORD})?"
    ),
}


def traces(text: str) -> tuple[Trace, ...]:
    """All of them in the order of the text; none overlaps another."""
    found = [Trace(*match.span(), kind) for kind, pattern in PATTERNS.items() for match in pattern.finditer(text)]
    return tuple(_apart(sorted(found, key=lambda trace: (trace.start, -trace.end))))


def _apart(found: Iterable[Trace]) -> Iterator[Trace]:
    reached = 0
    for trace in found:
        if trace.start >= reached:
            reached = trace.end
            yield trace


def masked(text: str) -> str:
    """The text with each trace masked: a proposal for a redaction."""
    parts, at = [], 0
    for trace in traces(text):
        parts += [text[at : trace.start], MASK]
        at = trace.end
    return "".join(parts) + text[at:]
