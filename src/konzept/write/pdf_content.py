"""What the typst templates get: headings, blocks and facts as plain data, never as markup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from konzept.change import KIND_NAMES
from konzept.model import Concept, Element, Kind, Note
from konzept.synopsis import Fold, Part, Row, Status, folded
from konzept.write.nodes import Node, parse

HEADED = {Kind.CHAPTER, Kind.MISSION, Kind.AREA, Kind.GOAL, Kind.GUIDING_GOAL, Kind.PRINCIPLE}
NUMBERED = {Kind.CHAPTER, Kind.AREA, Kind.GOAL}
DEEPEST = 5


def concept_content(concept: Concept) -> dict[str, Any]:
    """All of a concept in document order."""
    return {
        "language": concept.language,
        "title": concept.title,
        "subtitle": concept.subtitle or "",
        "authority": concept.authority or "",
        "edition": concept.edition.label or "",
        "elements": [item for element in concept.elements for item in _element(element, 1)],
        "dropped": [
            {"text": _blocks(entry.text, ()), "goal": entry.goal or "", "reason": entry.reason or ""}
            for entry in concept.dropped
        ],
        "abbreviations": [[entry.short, entry.long] for entry in concept.abbreviations],
        "sources": [_inline(source) for source in concept.sources],
        "notes": [[note.mark, note.text] for note in concept.notes],
    }


def _element(element: Element, level: int) -> Iterator[dict[str, Any]]:
    heading = _heading(element)
    deeper = level + 1 if heading else level
    yield {
        "kind": element.kind.value,
        "level": min(level, DEEPEST) if heading else 0,
        "heading": heading,
        "kicker": _kicker(element),
        "above": _above(element),
        "number": element.number or "" if element.kind in NUMBERED else "",
        "title": _inline(element.title or "") if not heading else [],
        "body": _with_notes(_blocks(element.text or "", element.notes), element.notes),
        "facts": _facts(element),
        "contested": element.contested,
    }
    for child in element.children:
        yield from _element(child, deeper)


def _heading(element: Element) -> list[Node]:
    """What stands in the table of contents; measures and plain texts have none."""
    if element.kind not in HEADED:
        return []
    return _inline(element.title or "") or _inline(element.label or KIND_NAMES[element.kind])


def _kicker(element: Element) -> str:
    """The small words above a heading or before a measure: „Handlungsziel 3.4.1“."""
    if element.label:
        return element.label
    if element.kind in {Kind.TEXT, Kind.CHAPTER, Kind.MISSION}:
        return element.number or ""
    return f"{KIND_NAMES[element.kind]} {element.number}" if element.number else KIND_NAMES[element.kind]


def _above(element: Element) -> str:
    """The small words above a heading, where number and title do not say it all: „Handlungsfeld 1“, „Leitziel 2“."""
    if element.kind not in {Kind.AREA, Kind.GUIDING_GOAL, Kind.PRINCIPLE} or not element.title:
        return ""
    return _kicker(element)


def _facts(element: Element) -> list[list[Any]]:
    facts: list[tuple[str, str]] = []
    if element.responsibility:
        facts.append(("Zuständig", element.responsibility.verbatim))
    repeated = any(child.timing and child.timing.inherited for child in element.children)
    if element.timing and not repeated:
        facts.append(("Termin", element.timing.verbatim))
    facts += element.fields.items()
    return [[label, _blocks(value, ())] for label, value in facts]


def _inline(markdown: str) -> list[Node]:
    """A line of text; several paragraphs become one."""
    blocks = [block for block in parse(markdown) if block["type"] == "paragraph"]
    spaced: list[Node] = []
    for block in blocks:
        spaced += [{"type": "text", "text": " "}] if spaced else []
        spaced += block["content"]
    return spaced or ([{"type": "text", "text": markdown}] if markdown.strip() else [])


def _blocks(markdown: str, notes: Sequence[Note]) -> list[Node]:
    """Blocks whose footnote references carry their text; a reference to no note goes."""
    known = {note.mark: note.text for note in notes}
    return [_noted(block, known) for block in parse(markdown)]


def _noted(node: Node, known: Mapping[str, str]) -> Node:
    made = dict(node)
    if "content" in node:
        kept = [child for child in node["content"] if child["type"] != "note" or child["mark"] in known]
        made["content"] = [_noted(child, known) for child in kept]
    if "items" in node:
        made["items"] = [[_noted(child, known) for child in item] for item in node["items"]]
    if node["type"] == "note":
        made["text"] = known[node["mark"]]
    return made


def _with_notes(blocks: list[Node], notes: Sequence[Note]) -> list[Node]:
    """Notes that the text does not refer to stand at its end: the reader takes the marks out of the wording."""
    said = str(blocks)
    loose = [{"type": "note", "mark": note.mark, "text": note.text} for note in notes if note.text not in said]
    if not loose:
        return blocks
    if blocks and blocks[-1]["type"] == "paragraph":
        return [*blocks[:-1], {**blocks[-1], "content": [*blocks[-1]["content"], *loose]}]
    return [*blocks, {"type": "paragraph", "content": loose}]


# --- the Synopse ---

LONGEST_WHOLE = 1_200  # characters; a longer row may break over the page


def synopsis_content(title: str, old_label: str, new_label: str, rows: Sequence[Row], language: str) -> dict[str, Any]:
    """One item a row or fold."""
    listed = [_fold(item) if isinstance(item, Fold) else _row(item) for item in folded(rows)]
    counted = {status.german: sum(row.status is status for row in rows) for status in Status}
    return {
        "language": language,
        "title": title,
        "old": old_label,
        "new": new_label,
        "rows": listed,
        "counts": [[name, count] for name, count in counted.items() if count],
    }


def _fold(fold: Fold) -> dict[str, Any]:
    return {"is": "fold", "sentence": fold.sentence}


def _row(row: Row) -> dict[str, Any]:
    return {
        "is": "row",
        "status": row.status.value,
        "word": row.status.german,
        "name": row.name,
        "from": row.moved_from or "",
        "reason": row.reason or "",
        "whole": sum(len(segment.text) for part in row.parts for segment in part.segments) < LONGEST_WHOLE,
        "old": [] if row.old is None else _side(row.parts, "=-"),
        "new": [] if row.new is None else _side(row.parts, "=+"),
    }


def _side(parts: Sequence[Part], ops: str) -> list[dict[str, Any]]:
    sides = [
        {
            "label": part.label,
            "own": part.name not in {"title", "text"},
            "segments": [[segment.op, segment.text] for segment in part.segments if segment.op in ops],
        }
        for part in parts
    ]
    return [side for side in sides if side["segments"]]
