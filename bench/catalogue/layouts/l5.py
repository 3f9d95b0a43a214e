"""L5: a table for each measure with what was reported year by year."""

from __future__ import annotations

import random

from bench.catalogue.concept import Area, Concept, Goal, Measure
from bench.catalogue.layouts import frame, rows
from bench.catalogue.parts import Cell, Part, Table, cell, line
from bench.catalogue.truth import series_label


def write(dice: random.Random, concept: Concept, area: Area) -> list[Part]:
    """The goals of one area, each with the tables of its measures."""
    parts = frame.area_opening(concept, area)
    level = 3 if area.mark.startswith("3.") else 2
    for goal in area.goals:
        parts += [*frame.goal_heading(concept, goal, level), *tables(concept, goal)]
        for below in goal.below:
            parts += [*frame.goal_heading(concept, below, level + 1), *tables(concept, below)]
    return parts


def tables(concept: Concept, goal: Goal) -> list[Part]:
    """One for each measure."""
    parts: list[Part] = []
    for measure in goal.measures:
        yearly = concept.form["extra"] == "c"
        parts.append(by_year(concept, measure) if yearly else by_label(concept, measure))
        parts += [*frame.star_notes([measure]), line("")]
    return parts


def by_label(concept: Concept, measure: Measure) -> Table:
    """Two columns; each year's report under a label of its own."""
    series = [(cell(series_label(concept, year), bold=True), cell(text)) for year, text in measure.series]
    return Table(tuple(middle(concept, row) for row in (*opening(concept, measure, 1), *series)), (2, 6))


def by_year(concept: Concept, measure: Measure) -> Table:
    """Three columns: the label goes down beside all years."""
    label = cell(concept.labels["status"], bold=True, down=len(measure.series))
    series: list[tuple[Cell, ...]] = [(cell(year), cell(text)) for year, text in measure.series]
    series[0] = (label, *series[0])
    return Table(tuple(middle(concept, row) for row in (*opening(concept, measure, 2), *series)), (2, 1, 5))


def opening(concept: Concept, measure: Measure, across: int) -> list[tuple[Cell, ...]]:
    """What the measure is, who does it and by when."""
    mark = cell(measure.mark or concept.labels["measure"], bold=True)
    found: list[tuple[Cell, ...]] = [(mark, frame.wrapped(frame.wording(measure), across=across))]
    for meaning in concept.shown:
        if rows.has(measure, meaning):
            label, value = rows.pair(concept, measure, meaning)
            found.append((label, Cell(value.blocks, across)))
    return found


def middle(concept: Concept, row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The label set in the middle beside its value."""
    if "centred_label" not in concept.quirks:
        return row
    first = row[0]
    return (Cell(first.blocks, first.across, first.down, first.fill, middle=True), *row[1:])
