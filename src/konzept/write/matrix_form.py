"""What stands in a matrix, whichever program it is for: sections, rows, short codes, quoted wording, instructions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from konzept.model import Concept, Element, Kind
from konzept.suggestion import Choice, Form, Verdict, choices
from konzept.write import nodes

PROPERTY = "konzept-matrix"  # custom document property: the form's id
CODES = "konzept-kennungen"  # custom document property: short code and uid of every row
ELEMENT, AREA, NEW = "m_", "ma_", "mn_"  # beginnings of bookmarks and of content control tags
SHORTEST = 4
PAGE_OF_HEAD = 23  # paragraphs of a head that fit on one page
EMPTY_ROWS = 3
HINT = "bitte wählen"
HEADINGS = (
    "Nr.",
    "Ziel oder Maßnahme",
    "Einschätzung",
    "Anmerkung",
    "Vorschlag zum Wortlaut",
    "Wer sollte zuständig sein?",
)
ANSWERS = ("verdict", "comment", "proposal", "responsible")
KINDS = {Kind.GOAL: "Handlungsziel", Kind.MEASURE: "Maßnahme"}
SMALL = ("Zuständig: ", "Termin: ")
INVITATION = "Bitte füllen Sie die Tabelle aus"
INTRODUCTION = (
    "So füllen Sie die Tabelle aus",
    "Diese Fragen stellen wir Ihnen",
    "Das bedeuten die vier Wörter unter „Einschätzung“:",
    "Das bedeuten die Antworten unter „Einschätzung“:",
)
PLACEHOLDER = "bitte eintragen"
REST = "Weitere Ziele und Maßnahmen"
NEW_ROW = "Neue Maßnahme"
ORGANISATION, SENDER = "Ihre Organisation", "Ansprechperson für Rückfragen (freiwillig)"
MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
MEANINGS = {
    Verdict.PROVEN: "das hat sich bewährt und soll so bleiben",
    Verdict.OUTDATED: "das ist überholt und kann entfallen",
    Verdict.ADJUST: "das muss nachjustiert werden",
    Verdict.NEW: "das fehlt und soll neu hinein",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row to answer: the element, its short code, the number to show, its wording line by line."""

    element: Element
    code: str
    number: str
    wording: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One paragraph of the head: its style, its words, what stands strong before them; `value` = filled in already."""

    style: str
    text: str
    strong: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One table: an area (None = what stands under no area) and its rows."""

    area: Element | None
    heading: str
    lines: tuple[Line, ...]


def codes(concept: Concept) -> dict[str, str]:
    """Short code of each uid: the shortest beginnings (all of one length, at least four letters) that tell all elements apart."""
    uids = [element.uid for element in concept.walk()]
    length = SHORTEST
    while len({uid[:length] for uid in uids}) < len(set(uids)):
        length += 1
    return {uid: uid[:length].upper() for uid in uids}


def sections(form: Form) -> tuple[Section, ...]:
    """The tables of a form, in document order; an area without goals and measures has none."""
    short = codes(form.concept)
    grouped: dict[str | None, list[Line]] = {}
    areas: dict[str | None, Element | None] = {None: None}
    for element, area in _placed(form.concept.elements, None):
        uid = area.uid if area else None
        areas[uid] = area
        grouped.setdefault(uid, []).append(_line(element, short[element.uid]))
    wanted = set(form.areas)
    return tuple(
        Section(areas[uid], _heading(areas[uid]), tuple(lines))
        for uid, lines in grouped.items()
        if not wanted or uid in wanted
    )


def _placed(elements: tuple[Element, ...], area: Element | None) -> Iterator[tuple[Element, Element | None]]:
    for element in elements:
        if element.kind in KINDS:
            yield element, area
        yield from _placed(element.children, element if element.kind is Kind.AREA else area)


def _line(element: Element, code: str) -> Line:
    return Line(element, code, element.number or "–", wording(element))


def _heading(area: Element | None) -> str:
    if area is None:
        return REST
    head = area.label or (f"Handlungsfeld {area.number}" if area.number else "")
    return ": ".join(part for part in (head, area.title) if part) or "Handlungsfeld"


def wording(element: Element) -> tuple[str, ...]:
    """The element as the form quotes it: printed label, title, text line by line, who is responsible, term."""
    found = [element.label or f"{KINDS.get(element.kind, '')} {element.number or ''}".strip()]
    found += quoted(element)
    if element.responsibility and element.responsibility.verbatim:
        found.append(f"Zuständig: {_one_line(element.responsibility.verbatim)}")
    if element.timing and element.timing.verbatim:
        found.append(f"Termin: {_one_line(element.timing.verbatim)}")
    return tuple(line for line in found if line)


def quoted(element: Element) -> list[str]:
    """Title and text as plain lines."""
    title = [element.title] if element.title else []
    return title + [line for line in nodes.lines(element.text or "") if line.strip()]


def _one_line(verbatim: str) -> str:
    return " ".join(" ".join(nodes.lines(verbatim)).split())


def german(day: date) -> str:
    """15. März 2026"""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def invitation(form: Form) -> str:
    """The first sentence below the title."""
    until = f" bis zum {german(form.due)}" if form.due else ""
    return f"{INVITATION}, soweit Sie etwas dazu sagen möchten, und senden Sie sie{until} zurück."


def instructions() -> tuple[str, ...]:
    """How to fill in, one sentence a step."""
    return (
        "Jede Zeile gehört zu einem Ziel oder einer Maßnahme. Zeilen, zu denen Sie nichts sagen möchten, lassen Sie einfach leer.",
        "Wählen Sie unter „Einschätzung“ ein Wort aus und schreiben Sie daneben, was Sie dazu anmerken, wie der Wortlaut besser hieße und wer zuständig sein sollte.",
        "Für eigene Ideen stehen am Ende jeder Tabelle freie Zeilen („Neue Maßnahme“). Sie können dort weitere Zeilen einfügen.",
        "Bitte lassen Sie die Kennung in der ersten Spalte stehen; an ihr erkennen wir, worauf sich Ihre Antwort bezieht.",
        "Bitte machen Sie keine Angaben über andere Personen.",
    )


def offered(form: Form) -> tuple[Choice, ...]:
    """What the answer column offers, the same in every format and in the web form."""
    return choices(form.questions)


def new_word(form: Form) -> str:
    """What a free row has chosen already: „neu“, where the round asks for it."""
    return next((each.word for each in offered(form) if each.verdict is Verdict.NEW), "")


def meanings(form: Form) -> tuple[tuple[str, str], ...]:
    """What the answer column offers, with what it means."""
    return tuple((each.word, _meaning(each)) for each in offered(form))


def _meaning(offer: Choice) -> str:
    if offer.verdict:
        return MEANINGS[offer.verdict]
    asked = "diese Frage" if offer.word == offer.question else f"die Frage „{offer.question}“"
    return f"Ihre Antwort auf {asked}"


def explained(form: Form) -> str:
    """The line above the meanings."""
    return INTRODUCTION[2 if all(each.verdict for each in offered(form)) else 3]


def head(form: Form) -> tuple[Said, ...]:
    """All that stands above the first table of a text, paragraph by paragraph, by our style names."""
    return (
        Said("Title", form.title),
        Said("Subtitle", form.authority),
        Said("Lead", invitation(form)),
        Said("Field", "form:organisation", ORGANISATION, form.organisation),
        Said("Field", "form:sender", SENDER),
        Said("Heading2", INTRODUCTION[0]),
        *(Said("ListNumber", step) for step in instructions()),
        Said("Heading2", INTRODUCTION[1]),
        *(Said("ListBullet", question) for question in form.questions),
        *_explanations(form),
    )


def _explanations(form: Form) -> tuple[Said, ...]:
    """The answers and what they mean; a question that is offered word for word has just been read."""
    said = [Said("ListBullet", f" – {meaning}", word) for word, meaning in meanings(form) if word not in form.questions]
    return (Said("Keep", explained(form)), *said) if said else ()


def fills_a_page(form: Form) -> bool:
    """Does the head stand on a page of its own? A longer one runs on, and the first table follows it."""
    return len(head(form)) <= PAGE_OF_HEAD


def head_lines(form: Form) -> tuple[str, ...]:
    """What stands above the tables of an untouched form but for the fields of its head."""
    written = (f"{said.strong}{said.text}" for said in head(form) if said.style != "Field")
    return (*written, *INTRODUCTION)


def own_words(typed: str, element: Element) -> str:
    """A quoted wording as a person changed it, without the lines around it that stayed: label, who is responsible, term."""
    label, *rest = wording(element)
    around = {label, *(line for line in rest if line.startswith(SMALL))}
    return "\n".join(line for line in typed.split("\n") if line.strip() not in around)


def codebook(form: Form) -> str:
    """„K7F3=k7f3…“ for every row, for the custom property of a file whose rows carry the short code alone."""
    rows = [line for section in sections(form) for line in section.lines]
    return " ".join(f"{line.code}={line.element.uid}" for line in rows)
