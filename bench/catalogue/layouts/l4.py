"""L4: a Steckbrief of one page for each measure, four columns of label and value; schedules and ratings repeat it."""

from __future__ import annotations

import random
import re

from bench.catalogue.concept import Area, Concept, Goal, Measure
from bench.catalogue.layouts import frame, rows
from bench.catalogue.parts import Break, Cell, Part, Table, cell

LONG = ("baseline", "steps", "who", "notes")
WIDTHS = (2.4, 3.6, 2.4, 3.6)


def write(dice: random.Random, concept: Concept, area: Area) -> list[Part]:
    """The goals of one area with the pages of their measures."""
    parts = frame.area_opening(concept, area)
    level = 3 if area.mark.startswith("3.") else 2
    for goal in area.goals:
        parts += [*opening(concept, goal, level), *pages(concept, area, goal)]
        for below in goal.below:
            parts += [*opening(concept, below, level + 1), *pages(concept, area, below)]
    return parts


def opening(concept: Concept, goal: Goal, level: int) -> list[Part]:
    """The goal's heading; none where only the cells of the Steckbrief name it."""
    if "named_in_cells" in concept.quirks and goal.measures and concept.form["extra"] == "c":
        return []
    return frame.goal_heading(concept, goal, level)


def pages(concept: Concept, area: Area, goal: Goal) -> list[Part]:
    """A page for each measure."""
    parts: list[Part] = []
    for measure in goal.measures:
        parts.append(Table(tuple(found(concept, area, goal, measure)), WIDTHS, size=9))
        parts += [*frame.star_notes([measure]), Break()]
    return parts


def found(concept: Concept, area: Area, goal: Goal, measure: Measure) -> list[tuple[Cell, ...]]:
    """Title row, description, then pairs side by side; long values take the whole line."""
    text = cell(concept.labels["text"], bold=True)
    table: list[tuple[Cell, ...]] = [(frame.wrapped([rows.title(measure)], across=4, fill=rows.HEAD),)]
    if "named_in_cells" in concept.quirks:
        place, word = bare(area.mark) or "Handlungsfeld", bare(goal.mark) or "Ziel"
        named = f"{goal.number} {goal.title}".strip()
        where = f"{area.number} {area.title}".strip()
        first = (cell(place, bold=True), cell(where, across=1 if goal.title else 3))
        table.append((*first, cell(word, bold=True), cell(named)) if goal.title else first)
    table.append((text, frame.wrapped(rows.described(measure), across=3)))
    waiting: list[Cell] = []
    drawn = concept.form.get("drawn")
    for meaning in concept.shown:
        if not rows.has(measure, meaning) and meaning != drawn:
            continue
        label, value = rows.pair(concept, measure, meaning)
        if meaning in LONG:
            table.append((label, Cell(value.blocks, 3)))
        else:
            waiting += (label, value)
        if len(waiting) == 4:
            table.append(tuple(waiting))
            waiting = []
    if waiting:
        table.append((waiting[0], Cell(waiting[1].blocks, 3)))
    return table


def bare(mark: str) -> str:
    """The mark's words without their number: "Strategisches Ziel"."""
    return " ".join(
        word
        for word in re.sub(r"[:\n–]", " ", mark).split()
        if word.isalpha() and len(word) > 1 and set(word) - set("IVX")
    )


def repeats(dice: random.Random, concept: Concept) -> list[Part]:
    """A schedule and a rating: the same measures by shorter names and with other years."""
    if "schedule" not in concept.quirks:
        return []
    measures = [measure for _, _, measure in concept.measures()]
    years = [str(concept.years[0] + each) for each in range(3)]
    head = tuple(cell(text, bold=True) for text in ("Nr.", "Maßnahme", *years))
    crosses = [tuple("x" if dice.random() < 0.6 else "" for _ in years) for _ in measures]
    body = [
        (cell(measure.mark), cell(shorter(measure)), *map(cell, crossed))
        for measure, crossed in zip(measures, crosses, strict=True)
    ]
    rated = [(cell(shorter(measure)), cell(str(dice.randint(5, 30)))) for measure in measures]
    points = (cell("Maßnahme", bold=True), cell("Punkte", bold=True))
    return [
        frame.heading(concept, "Zeitplan", 1),
        Table((head, *body), (2, 6, 1, 1, 1), 1),
        frame.heading(concept, "Bewertung der Maßnahmen", 1),
        Table((points, *rated), (6, 2), 1),
    ]


def shorter(measure: Measure) -> str:
    """What a schedule calls it."""
    return measure.short if len(measure.short) < 22 else measure.short.split(" ")[0]
