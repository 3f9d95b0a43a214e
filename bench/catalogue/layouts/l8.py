"""L8: one giant table for the whole plan, areas and goals as merged coloured rows."""

from __future__ import annotations

import random

from bench.catalogue.concept import Area, Concept, Goal
from bench.catalogue.layouts import columns, frame
from bench.catalogue.parts import Cell, Part, Table, cell

AREA, GOAL, BELOW = "B4C6E7", "DDEBF7", "F2F2F2"


def write_all(dice: random.Random, concept: Concept) -> list[Part]:
    """The table of all areas."""
    names = columns.names(concept)
    found: list[tuple[Cell, ...]] = [columns.head(concept, names)]
    for area in concept.areas:
        found += area_rows(concept, area, names)
    everything = [measure for _, _, measure in concept.measures()]
    return [Table(tuple(found), columns.widths(names), 1, size=8), *frame.star_notes(everything)]


def area_rows(concept: Concept, area: Area, names: tuple[str, ...]) -> list[tuple[Cell, ...]]:
    """The area's row, and those of its goals and measures."""
    found: list[tuple[Cell, ...]] = [(cell(area.heading, bold=True, across=len(names), fill=AREA),)]
    for goal in area.goals:
        found += goal_rows(concept, goal, names, GOAL)
        for below in goal.below:
            found += goal_rows(concept, below, names, BELOW)
    return found


def goal_rows(concept: Concept, goal: Goal, names: tuple[str, ...], fill: str) -> list[tuple[Cell, ...]]:
    """The goal's row and its measures'."""
    text = f"{goal.mark}{goal.title}".replace("\n", ": ")
    body = columns.body(concept, goal, names)
    return [(cell(text, bold=True, across=len(names), fill=fill),), *body] if goal.title else body
