"""L1: a table of label and value for each goal; Maßnahme and Zuständigkeit repeat, one closing term for all."""

from __future__ import annotations

import random

from bench.catalogue.concept import Area, Concept, Goal, Measure
from bench.catalogue.layouts import frame, rows
from bench.catalogue.parts import Cell, Part, Table, cell, line


def write(dice: random.Random, concept: Concept, area: Area) -> list[Part]:
    """The goals of one area, each with its table."""
    parts = frame.area_opening(concept, area)
    for goal in area.goals:
        parts += table_of(dice, concept, goal, 3 if area.mark.startswith("3.") else 2)
        for below in goal.below:
            parts += table_of(dice, concept, below, 4 if area.mark.startswith("3.") else 3)
    return parts


def table_of(dice: random.Random, concept: Concept, goal: Goal, level: int) -> list[Part]:
    """The goal's heading or first row, its measures, its term."""
    found: list[tuple[Cell, ...]] = []
    parts: list[Part] = []
    if concept.form["goal_form"] == "row" and goal.measures:
        found.append((cell(f"{goal.mark}{goal.title}", bold=True, across=2, fill=rows.HEAD),))
    else:
        parts = frame.goal_heading(concept, goal, level)
    if not goal.measures:
        return [*parts, line("Die Maßnahmen hierzu werden mit der nächsten Fortschreibung festgelegt.")]
    cut = len(goal.measures) - 1 if "continued" in concept.quirks and len(goal.measures) > 1 else 0
    for place, measure in enumerate(goal.measures):
        if cut and place == cut:
            parts += [table(found), *continued(goal)]
            found = []
        found += measure_rows(concept, measure)
    last = goal.measures[-1]
    if not last.term_own:
        found.append((cell(concept.labels["term"] + rows.colon(concept)), rows.term(last)))
    return [*parts, table(found), *frame.star_notes(goal.measures), line("")]


def measure_rows(concept: Concept, measure: Measure) -> list[tuple[Cell, ...]]:
    """What, who and, if it has one of its own, when."""
    end = rows.colon(concept)
    found = [
        (cell((measure.mark or concept.labels["measure"]) + end), frame.wrapped(frame.wording(measure))),
        (cell(concept.labels["who"] + end), cell(measure.lead)),
    ]
    if measure.term_own:
        found.append((cell(concept.labels["term"] + end), rows.term(measure)))
    return found


def table(found: list[tuple[Cell, ...]]) -> Table:
    """Two columns."""
    return Table(tuple(found), (2, 6))


def continued(goal: Goal) -> list[Part]:
    """What stands between the halves of a table that was cut by hand."""
    mark = goal.mark.strip(" :\n–") if goal.number else ""
    return [line(f"Fortsetzung {mark}".strip())]
