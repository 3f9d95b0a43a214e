"""Filled matrices come back: by the uid their rows carry, else by the quoted wording, else with a doubt for a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from difflib import SequenceMatcher

from konzept.model import Element, Problem
from konzept.read import matrix_docx, matrix_xlsx
from konzept.read.container import open_archive, sniff
from konzept.read.matrix_rows import Filled, Sheet, suggestions
from konzept.suggestion import Form, Suggestion, Verdict
from konzept.wording import fold
from konzept.write.matrix_form import sections, wording

__all__ = ["Filled", "place", "read"]

ALIKE = 0.9  # a quoted wording that is this like an element's is that element's


def read(data: bytes, name: str) -> Filled:
    """What a filled matrix says. Problem for a file that is none, with what to do instead."""
    sniff(data, name)
    if not data.startswith(b"PK"):
        raise Problem(none_at_all(name))
    parts = open_archive(data, name).parts
    if "word/document.xml" in parts:
        found = matrix_docx.sheet(data, name)
    elif "xl/workbook.xml" in parts:
        found = matrix_xlsx.sheet(data, name)
    else:
        raise Problem(none_at_all(name))
    if not found.rows and not found.form_id:
        raise Problem(none_at_all(name))
    return Filled(found.form_id, suggestions(found.rows), clean(found, "organisation"), clean(found, "sender"))


def none_at_all(name: str) -> str:
    """The sentence for any other file."""
    return (
        f"„{name}“ ist keine ausgefüllte Matrix. Bitte laden Sie die Matrix auf der Seite der Runde herunter, "
        "füllen sie in Word oder Excel aus und geben sie als .docx oder .xlsx ab."
    )


def clean(found: Sheet, part: str) -> str:
    """A single line, not longer than a name."""
    return " ".join(str(getattr(found, part)).split())[:200]


def place(filled: Filled, form: Form) -> Filled:
    """Hold every row against the form of the round: unknown or doubtful rows say so. Problem for another round's matrix."""
    if filled.form_id and filled.form_id.replace("-", "") != form.id.replace("-", ""):
        raise Problem(
            "Diese Matrix gehört zu einer anderen Runde. Bitte laden Sie die Matrix dieser Runde herunter und füllen sie aus."
        )
    elements = {line.element.uid: line.element for section in sections(form) for line in section.lines}
    areas = {section.heading: section.area.uid for section in sections(form) if section.area}
    quoted = {uid: fold(" ".join(wording(element))) for uid, element in elements.items()}
    placed = (settled(said, elements, areas, quoted) for said in filled.suggestions)
    return replace(filled, suggestions=tuple(said for said in placed if says_something(said)))


def says_something(said: Suggestion) -> bool:
    """A row whose uid was lost and that only quotes its element is no answer."""
    return any((said.verdict, said.comment, said.proposal, said.responsible))


def settled(
    said: Suggestion, elements: Mapping[str, Element], areas: Mapping[str, str], quoted: Mapping[str, str]
) -> Suggestion:
    """One row, checked against what the form asked."""
    area = areas.get(said.area or "", said.area if said.area in areas.values() else None)
    said = replace(said, area=area)
    if said.doubt:
        return said
    if said.uid is None:
        return by_wording(said, quoted)
    if said.uid not in elements:
        return doubted(said, "Diese Kennung gibt es im Konzept nicht", elements, quoted, uid=None)
    if said.wording and likeness(said.wording, quoted[said.uid]) < ALIKE:
        other = nearest(said.wording, quoted)
        if other and other != said.uid:
            return doubted(said, "Kennung und Wortlaut passen nicht zusammen", elements, quoted, uid=other)
    return said


def by_wording(said: Suggestion, quoted: Mapping[str, str]) -> Suggestion:
    """A row that lost its uid but still quotes an element is about it."""
    uid = nearest(said.wording, quoted) if said.wording else None
    if uid is None:
        return replace(said, verdict=said.verdict or Verdict.NEW)
    proposal = said.proposal.removeprefix(said.wording).strip()
    return replace(said, uid=uid, proposal=proposal)


def doubted(
    said: Suggestion, why: str, elements: Mapping[str, Element], quoted: Mapping[str, str], *, uid: str | None
) -> Suggestion:
    """The row with a sentence for the person who decides, and the likeliest element."""
    guess = uid or (nearest(said.wording, quoted) if said.wording else None)
    number = elements[guess].number if guess else None
    ask = f" Meinten Sie {number}?" if number else " Bitte wählen, was gemeint ist."
    return replace(said, uid=guess, doubt=f"{said.place}: {why}.{ask}")


def likeness(typed: str, quoted: str) -> float:
    """0 to 1."""
    return SequenceMatcher(None, fold(typed), quoted, autojunk=False).ratio()


def nearest(typed: str, quoted: Mapping[str, str]) -> str | None:
    """The element whose quoted wording this is, None where none is like enough."""
    words = fold(typed)
    best, found = ALIKE, None
    for uid, text in quoted.items():
        matcher = SequenceMatcher(None, words, text, autojunk=False)
        if matcher.real_quick_ratio() >= best and matcher.quick_ratio() >= best and (ratio := matcher.ratio()) >= best:
            best, found = ratio, uid
    return found
