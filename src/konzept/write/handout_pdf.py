"""A handout as PDF (PDF/UA-1 and PDF/A-2a in one file), set by typst like a concept."""

from __future__ import annotations

import re
from typing import Any

from konzept.write import nodes
from konzept.write import pdf as printing
from konzept.write.handout_parts import (
    Block,
    Card,
    Cards,
    Handout,
    Heading,
    Items,
    Picture,
    Room,
    Sheet,
    Words,
    low,
    prepared,
    shares,
)
from konzept.write.handout_picture import whole_svg

LONGEST_WORD = 60  # letters; a longer one may be parted after every STEP of them
STEP = 20
_LONG = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_PIECE = re.compile(rf"\S{{{STEP}}}(?=\S)")
PARTING = "\u200b"


def pdf(handout: Handout) -> bytes:
    """The same handout gives the same bytes. Characters that our fonts lack become white squares."""
    return printing.set_type("handout.typ", content(prepared(handout)))


def content(handout: Handout) -> dict[str, Any]:
    """What the template gets: plain data, of a handout that is prepared."""
    return {
        "title": parted(handout.title),
        "running": handout.running,
        "subtitle": parted(handout.subtitle),
        "author": handout.author,
        "language": handout.language.split("-")[0],
        "landscape": handout.landscape,
        "titled": not handout.only_cards,
        "blocks": [_block(block) for block in handout.blocks],
    }


def parted(text: str) -> str:
    """The text with places to break in words that no line can hold."""
    return _LONG.sub(lambda found: _PIECE.sub(rf"\g<0>{PARTING}", found[0]), text)


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(level, text):
            made: dict[str, Any] = {"is": "heading", "level": level, "text": parted(text)}
        case Words(text, quiet):
            made = {"is": "words", "nodes": _nodes(text), "quiet": quiet}
        case Items(items, ordered):
            made = {"is": "items", "items": [_nodes(item) for item in items], "ordered": ordered}
        case Sheet():
            return _sheet(block)
        case Room(lines):
            made = {"is": "room", "lines": max(lines, 0)}
        case Picture():
            made = {"is": "picture", **_picture(block)}
        case Cards(cards, columns, rows):
            made = {"is": "cards", "cards": [_card(card) for card in cards], "columns": columns, "rows": rows}
        case _:
            made = {"is": "page"}
    return made


def _sheet(sheet: Sheet) -> dict[str, Any]:
    return {
        "is": "sheet",
        "head": [_nodes(cell) for cell in sheet.head],
        "repeated": low(sheet, sheet.head),
        "rows": [{"cells": [_nodes(cell) for cell in row], "whole": low(sheet, row)} for row in sheet.rows],
        "widths": shares(sheet),
        "words": sheet.words,
        "tall": sheet.tall,
    }


def _picture(picture: Picture) -> dict[str, Any]:
    return {"svg": whole_svg(picture.svg), "words": picture.words, "width": picture.width}


def _card(card: Card) -> dict[str, Any]:
    return {
        "title": parted(card.title),
        "kicker": parted(card.kicker),
        "lines": [parted(line) for line in card.lines],
        "picture": _picture(card.picture) if card.picture else None,
    }


def _nodes(markdown: str) -> list[nodes.Node]:
    return [_parted(node) for node in nodes.parse(markdown)]


def _parted(node: nodes.Node) -> nodes.Node:
    made = dict(node)
    if node["type"] == "text":
        made["text"] = parted(node["text"])
    if node["type"] == "note":
        made = {"type": "text", "text": f"[^{node['mark']}]"}
    if "content" in node:
        made["content"] = [_parted(child) for child in node["content"]]
    if "items" in node:
        made["items"] = [[_parted(child) for child in item] for item in node["items"]]
    return made
