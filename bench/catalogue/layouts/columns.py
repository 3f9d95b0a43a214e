"""Tables with a row for each measure: the columns, the merged cells, the legend's symbols (L3 and L8)."""

from __future__ import annotations

from bench.catalogue.concept import Concept, Goal, Measure
from bench.catalogue.layouts import frame, rows
from bench.catalogue.parts import Cell, Paragraph, Run, cell
from bench.catalogue.values import COLOURS

WIDTHS = {
    "number": 1.4,
    "measure": 5.5,
    "title": 3,
    "who": 3,
    "partners": 3,
    "term": 2.2,
    "year": 0.9,
    "status": 1.7,
    "costs": 1.6,
}


def names(concept: Concept) -> tuple[str, ...]:
    """The columns by meaning, in their order."""
    head = ("number",) if concept.form["number"] else ()
    body = ("title", "measure") if concept.form["wording"] == "columns" else ("measure",)
    tail = tuple(each for each in concept.shown if each not in ("steps", "term", "status"))
    end = years(concept) if "years" in concept.quirks else ("term",)
    middle = 1 + ("partners" in tail)
    status = ("status",) if "status" in concept.shown else ()
    return (*head, *body, *tail[:middle], *end, *tail[middle:], *status)


def years(concept: Concept) -> tuple[str, ...]:
    """The columns of the years."""
    return tuple(str(concept.years[0] + each) for each in range(4))


def widths(columns: tuple[str, ...]) -> tuple[float, ...]:
    """Shares of the line."""
    return tuple(WIDTHS.get("year" if each.isdigit() else each, 2.4) for each in columns)


def head(concept: Concept, columns: tuple[str, ...]) -> tuple[Cell, ...]:
    """The row of labels."""
    printed = {"number": "Nr.", "title": "Titel"}
    texts = [each if each.isdigit() else printed.get(each) or concept.labels[each] for each in columns]
    return tuple(cell(text, bold=True, fill=rows.HEAD) for text in texts)


def body(concept: Concept, goal: Goal, columns: tuple[str, ...]) -> list[tuple[Cell, ...]]:
    """One row for each measure of the goal."""
    return [row(concept, goal, measure, columns) for measure in goal.measures]


def row(concept: Concept, goal: Goal, measure: Measure, columns: tuple[str, ...]) -> tuple[Cell, ...]:
    """The cells of one measure, struck out if it is."""
    found: list[Cell] = []
    alone = not measure.lead_above and span(goal, measure) == 1
    merged = "two_merged" in concept.quirks and alone and not measure.partners and not measure.lead_said
    for meaning in columns:
        if (meaning == "who" and measure.lead_above) or (meaning == "partners" and merged):
            continue
        each = one(concept, measure, meaning)
        if meaning == "who":
            across = 2 if merged and "partners" in columns else 1
            each = Cell(each.blocks, across, span(goal, measure))
        found.append(struck(each) if measure.struck else each)
    return tuple(found)


def one(concept: Concept, measure: Measure, meaning: str) -> Cell:
    """One cell."""
    if meaning == "number":
        return cell(measure.mark)
    if meaning == "title":
        return cell(measure.title)
    if meaning == "measure":
        return frame.wrapped(frame.wording(measure, title=concept.form["wording"] != "columns"))
    if meaning.isdigit():
        return cell("x" if meaning in measure.term else "")
    if meaning == "status" and "colour_status" in concept.quirks:
        return cell("", fill=COLOURS.get(measure.cells.get("status", ""), "FFE699"))
    return rows.value(concept, measure, meaning)


def span(goal: Goal, measure: Measure) -> int:
    """How many rows the lead's cell goes down."""
    place = goal.measures.index(measure) + 1
    down = 1
    while place < len(goal.measures) and goal.measures[place].lead_above:
        place, down = place + 1, down + 1
    return down


def struck(each: Cell) -> Cell:
    """All of its words struck out."""
    blocks = tuple(
        Paragraph(tuple(Run(run.text, run.bold, struck=True) for run in block.runs), block.bullet)
        for block in each.blocks
        if isinstance(block, Paragraph)
    )
    return Cell(blocks, each.across, each.down, each.fill)
