"""Rows of label and value, and columns of a meaning each: what the tables of all layouts are built from."""

from __future__ import annotations

from bench.catalogue.concept import Concept, Measure
from bench.catalogue.layouts.frame import wording
from bench.catalogue.parts import Cell, Lamps, Paragraph, Table, cell, line, words

HEAD = "D9E2F3"


def value(concept: Concept, measure: Measure, meaning: str) -> Cell:
    """What stands in the cell of this meaning."""
    if meaning == "who":
        return cell(measure.lead_said or measure.lead)
    if meaning == "partners":
        return cell(measure.partners)
    if meaning == "term":
        return term(measure)
    if meaning == concept.form.get("drawn"):
        return Cell((Lamps(measure.lamps),))
    if meaning == "steps":
        return Cell(tuple(line(f"{place}. {step}") for place, step in enumerate(measure.steps, 1)))
    return cell(measure.cells.get(meaning, ""))


def term(measure: Measure) -> Cell:
    """The term, and below it the small table that someone put there."""
    if not measure.nested:
        return cell(measure.term_said or measure.term)
    inner = Table(tuple(tuple(cell(each) for each in row) for row in measure.nested), (2, 1))
    return Cell((line(measure.term), inner, line("")))


def has(measure: Measure, meaning: str) -> bool:
    """Whether there is anything to print."""
    present = {"who": measure.lead, "partners": measure.partners, "term": measure.term, "steps": measure.steps}
    return bool(present.get(meaning, measure.cells.get(meaning, "")))


def pair(concept: Concept, measure: Measure, meaning: str, *, fill: str = "") -> tuple[Cell, Cell]:
    """Label and value."""
    return cell(concept.labels[meaning], bold=True, fill=fill), value(concept, measure, meaning)


def colon(concept: Concept) -> str:
    """Some offices end their labels with one."""
    return ":" if concept.form["extra"] == "b" else ""


def title(measure: Measure, joint: str = " ") -> Paragraph:
    """Number and title on one line."""
    return Paragraph(words(f"{measure.mark}{joint if measure.mark else ''}{measure.title}", bold=True))


def described(measure: Measure) -> list[Paragraph]:
    """The wording below the title."""
    return wording(measure, title=False)
