"""L3: one lying table for each goal, a row for each measure."""

from __future__ import annotations

import random

from bench.catalogue.concept import Area, Concept, Goal
from bench.catalogue.layouts import columns, frame
from bench.catalogue.parts import Cell, Part, Table, cell, line


def write(dice: random.Random, concept: Concept, area: Area) -> list[Part]:
    """The goals of one area, each with its table."""
    parts = frame.area_opening(concept, area)
    level = 3 if area.mark.startswith("3.") else 2
    for goal in area.goals:
        parts += table_of(concept, goal, level)
        for below in goal.below:
            parts += table_of(concept, below, level + 1)
    return parts


def table_of(concept: Concept, goal: Goal, level: int) -> list[Part]:
    """Heading and table; a goal in a row of the table's own where the layout does so."""
    names = columns.names(concept)
    head, body = columns.head(concept, names), columns.body(concept, goal, names)
    if not body:
        return frame.goal_heading(concept, goal, level)
    top: list[Part] = []
    first: list[tuple[Cell, ...]] = [head]
    if concept.form["goal_form"] == "row" and goal.title:
        text = f"{goal.mark}{goal.title}".replace("\n", ": ")
        first = [(cell(text, bold=True, across=len(names), fill="EDEDED"),), head]
    else:
        top = frame.goal_heading(concept, goal, level)
    widths = columns.widths(names)
    cut = halves(goal) if "repeated_head" in concept.quirks else 0
    if cut:
        tables = [
            Table((*first, *body[:cut]), widths, len(first), size=8.5),
            line(""),
            Table((head, *body[cut:]), widths, 1, size=8.5),
        ]
    else:
        tables = [Table((*first, *body), widths, len(first), size=8.5)]
    return [*top, *tables, *frame.star_notes(goal.measures), line("")]


def halves(goal: Goal) -> int:
    """Where a table may be cut by hand without cutting a merged cell; 0 = nowhere."""
    places = [place for place in range(1, len(goal.measures)) if not goal.measures[place].lead_above]
    return places[-1] if places else 0
