"""How elements are printed in documents that people edit and that come back: heads, rows, headings of the appendices.

Writers print with it, readers (konzept.read.written*) take apart with it what stands there after an edit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from konzept.change import KIND_NAMES
from konzept.model import Concept, Element, Kind
from konzept.write import nodes

FORMAT = "1"  # of the documents; a later one must still read this
PROPERTY = "konzept-dokument"  # custom property of a Word file: format and language
RESPONSIBLE, TERM, INHERITED, CONTESTED = "Zuständig", "Termin", "Termin (des Ziels)", "Strittig"
TERMS, NO_TERM = (TERM, INHERITED), "–"
NO_AGREEMENT = "Hierzu besteht noch kein Einvernehmen."
GOAL, REASON = "Ziel", "Begründung"
DROPPED_ENTRY = "Entfallene Maßnahme"
NO_BREAK = "\u00a0"
KIND_CODES = dict(zip(Kind, "ctlszfgm", strict=True))  # Leitbild, Leitsatz, Leitziel, Handlungsfeld, goal, measure
KINDS = {code: kind for kind, code in KIND_CODES.items()}
NAMED = {Kind.PRINCIPLE, Kind.GUIDING_GOAL, Kind.AREA, Kind.GOAL, Kind.MEASURE}
FIGURE = r"(?:[A-ZÄÖÜ]{1,3}[ .\-]?)?\d+(?:\.\d+)*\.?[a-z]?|[IVX]+|[A-Z]"
LONGEST_PREFIX = 200  # letters; in anything longer nobody looks for a number
_NUMBERED = re.compile(rf"^(?P<before>.*?)(?<![^\W_])(?P<number>{FIGURE})$", re.DOTALL)


class Appendix(StrEnum):
    """The lists at the end of a document, with the words of their headings in `german`."""

    DROPPED = "dropped"
    ABBREVIATIONS = "abbreviations"
    SOURCES = "sources"
    NOTES = "notes"

    @property
    def german(self) -> str:
        """As printed."""
        return APPENDIX_NAMES[self]


APPENDIX_NAMES = {
    Appendix.DROPPED: "Entfallene Maßnahmen",
    Appendix.ABBREVIATIONS: "Abkürzungen",
    Appendix.SOURCES: "Quellen",
    Appendix.NOTES: "Anmerkungen",
}


class Form(StrEnum):
    """What a head shows: the printed label, kind and number in our words, the number alone, the title alone, nothing."""

    LABEL = "l"
    KIND = "k"
    NUMBER = "n"
    TITLE = "t"
    NONE = "o"


@dataclass(frozen=True, slots=True)
class Head:
    """The first words of an element: what stands before the title (label and number), and the title."""

    form: Form
    prefix: str
    title: str


def head(element: Element) -> Head:
    """How the element's head is printed. An element without any of its parts is named by its kind, a text by nothing."""
    number, label, title = element.number or "", element.label or "", element.title or ""
    if not f"{number}{label}{title}".strip() and not opens_text(element):
        return Head(Form.KIND, KIND_NAMES[element.kind], title)
    if label:
        return Head(Form.LABEL, labelled(label, number), title)
    if element.kind in NAMED:
        return Head(Form.KIND, f"{KIND_NAMES[element.kind]} {number}".strip(), title)
    if number:
        return Head(Form.NUMBER, number, title)
    if title:
        return Head(Form.TITLE, "", title)
    return Head(Form.NONE, "", "")


def opens_text(element: Element) -> bool:
    """Whether a text without head begins with something visible, so that an anchor can hang there."""
    bare = element.kind is Kind.TEXT and not (element.number or element.label or element.title)
    return bare and any(line.strip() for line in nodes.lines(element.text or "")[:1])


def labelled(label: str, number: str) -> str:
    """The label, and the number where the label does not say it."""
    if not number or re.search(rf"(?<!\w){re.escape(number)}(?!\w)", label):
        return label
    return f"{label}{NO_BREAK}{number}"


def parts(form: Form, kind: Kind, prefix: str) -> tuple[str | None, str | None]:
    """Number and label of what stands before a title; the reverse of `head`, also for words a person has changed."""
    prefix = prefix.strip(" \t")
    if NO_BREAK in prefix and form is Form.LABEL:
        label, _, number = prefix.rpartition(NO_BREAK)
        return number or None, label or None
    found = _NUMBERED.match(prefix) if len(prefix) <= LONGEST_PREFIX else None
    figure: str | None = found["number"] if found else None
    before = found["before"].strip() if found else prefix
    if not before or (form is Form.KIND and before == KIND_NAMES[kind]):
        return figure, None
    return figure, prefix


Rows = list[tuple[str, str]]


def rows(element: Element, term_above: str | None) -> Rows:
    """Label and plain value of everything beside head and text. A measure shows no term that its goal shows for it."""
    found: Rows = []
    if element.responsibility:
        found.append((RESPONSIBLE, element.responsibility.verbatim))
    found += _term(element, term_above)
    found += element.fields.items()
    return [*found, (CONTESTED, NO_AGREEMENT)] if element.contested else found


def _term(element: Element, above: str | None) -> Iterator[tuple[str, str]]:
    timing = element.timing
    falls = above is not None and element.kind is Kind.MEASURE
    if timing is None:
        yield from [(TERM, NO_TERM)] if falls else []
    elif not (falls and timing.inherited and timing.verbatim == above):
        yield INHERITED if timing.inherited else TERM, timing.verbatim


def term_of(found: Rows) -> str | None:
    """The term that rows show for the measures below them."""
    term = next((value for label, value in found if label in TERMS), None)
    return None if term == NO_TERM else term


def day(iso: str) -> str:
    """15.03.2026; whatever is no date stays as it is."""
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", iso)
    return f"{found[3]}.{found[2]}.{found[1]}" if found else iso


def iso(printed: str) -> str:
    """The reverse of `day`."""
    found = re.fullmatch(r"(\d\d?)\.(\d\d?)\.(\d{4})", printed.strip())
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else printed


def cover(concept: Concept) -> list[tuple[str, str]]:
    """The lines of the cover below the title, by the name of the field they hold."""
    mark = concept.edition
    lines = [
        ("subtitle", concept.subtitle),
        ("authority", concept.authority),
        ("label", mark.label),
        ("date", mark.date and f"Fassung vom {day(mark.date)}"),
        ("valid_from", mark.valid_from and f"Gültig ab {day(mark.valid_from)}"),
        ("valid_to", mark.valid_to and f"Gültig bis {day(mark.valid_to)}"),
    ]
    return [(name, words) for name, words in lines if words]


DATED = {"date": "Fassung vom ", "valid_from": "Gültig ab ", "valid_to": "Gültig bis "}
