"""L2: a table of label and value for each measure, number and title in a merged row."""

from __future__ import annotations

import random

from bench.catalogue.concept import Area, Concept, Goal, Measure
from bench.catalogue.layouts import frame, rows
from bench.catalogue.parts import Break, Cell, Part, Table, cell, line


def write(dice: random.Random, concept: Concept, area: Area) -> list[Part]:
    """The goals of one area, each with the tables of its measures."""
    parts = frame.area_opening(concept, area)
    for goal in area.goals:
        level = 3 if area.mark.startswith("3.") else 2
        parts += frame.goal_heading(concept, goal, level)
        parts += tables(concept, goal)
        for below in goal.below:
            parts += [*frame.goal_heading(concept, below, level + 1), *tables(concept, below)]
    return parts


def tables(concept: Concept, goal: Goal) -> list[Part]:
    """One after the other, with a little space; now and then a title row is left alone at the foot of the page."""
    parts: list[Part] = []
    for measure in goal.measures:
        found = measure_rows(concept, measure)
        if "alone" in concept.quirks and measure is goal.measures[-1] and len(goal.measures) > 1:
            parts += [Table((found[0],), (2, 6)), Break(), Table(tuple(found[1:]), (2, 6))]
        else:
            parts.append(Table(tuple(found), (2, 6)))
        parts += [*frame.star_notes([measure]), line("")]
    return parts


def measure_rows(concept: Concept, measure: Measure) -> list[tuple[Cell, ...]]:
    """The merged row, the description, and what is not empty."""
    joint = {"a": " ", "b": ": ", "c": " – "}[concept.form["extra"]]
    if measure.title and measure.text:
        found = [(frame.wrapped([rows.title(measure, joint)], across=2, fill=rows.HEAD),)]
        found.append((cell(concept.labels["text"], bold=True), frame.wrapped(rows.described(measure))))
    else:
        wording = frame.wording(measure)
        first = wording[0].runs[0]
        named = [frame.line(f"{measure.mark}{joint if measure.mark else ''}{first.text}", bold=True)]
        if first.note or len(wording[0].runs) > 1 or len(wording) > 1:
            mark = measure.mark or concept.labels["measure"]
            found = [(cell(mark, bold=True, across=2, fill=rows.HEAD),)]
            found.append((cell(concept.labels["text"], bold=True), frame.wrapped(wording)))
        else:
            found = [(frame.wrapped(named, across=2, fill=rows.HEAD),)]
    shown = [meaning for meaning in concept.shown if rows.has(measure, meaning)]
    return [*found, *(rows.pair(concept, measure, meaning) for meaning in shown)]
