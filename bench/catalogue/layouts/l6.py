"""L6: prose under headings; who and when in lines that begin with their label, within sentences, or not at all."""

from __future__ import annotations

import random

from bench.catalogue.concept import Area, Concept, Goal, Measure
from bench.catalogue.layouts import frame, rows
from bench.catalogue.parts import Paragraph, Part, Run, line


def write(dice: random.Random, concept: Concept, area: Area) -> list[Part]:
    """The goals of one area, each with headings and prose."""
    parts = frame.area_opening(concept, area)
    level = 3 if area.mark.startswith("3.") else 2
    for goal in area.goals:
        parts += [*frame.goal_heading(concept, goal, level), *prose(concept, goal, level + 1)]
        for below in goal.below:
            parts += [*frame.goal_heading(concept, below, level + 1), *prose(concept, below, level + 2)]
    return parts


def prose(concept: Concept, goal: Goal, level: int) -> list[Part]:
    """The goal's measures."""
    parts: list[Part] = []
    for measure in goal.measures:
        parts += [opening(concept, measure, level), *rows.described(measure)]
        parts += [*labelled(concept, measure), *frame.star_notes([measure])]
    return parts


def opening(concept: Concept, measure: Measure, level: int) -> Paragraph:
    """The measure's heading, or a bold line."""
    joint = ": " if concept.form["extra"] == "b" and measure.mark.startswith("M") else " "
    text = f"{measure.mark}{joint}{measure.title}"
    if concept.form["extra"] == "c":
        return line(text, bold=True)
    return frame.heading(concept, text, min(level, 4))


def labelled(concept: Concept, measure: Measure) -> list[Part]:
    """Lines that begin with a label: each a paragraph, or all in one with line breaks."""
    found = [(concept.labels[each], said(measure, each)) for each in concept.shown if rows.has(measure, each)]
    runs = [(Run(f"{label.rstrip('?')}:", bold=True), Run(f" {value}")) for label, value in found]
    if concept.form["extra"] == "b" and runs:
        joined = [run for pair in runs for run in (*pair, Run("\n"))]
        return [Paragraph(tuple(joined[:-1]))]
    return [Paragraph(pair) for pair in runs]


def said(measure: Measure, meaning: str) -> str:
    """The value in one line."""
    return {"who": measure.lead, "partners": measure.partners, "term": measure.term}.get(
        meaning, measure.cells.get(meaning, "")
    )
