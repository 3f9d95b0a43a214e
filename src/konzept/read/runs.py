"""The runs of a Word paragraph: what is read, what is left out, and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from konzept.read.inline import BREAK
from konzept.read.ooxml import MC, Node, R, W, child, is_on, number_of, value
from konzept.wording import escape

_SKIPPED = frozenset(W + name for name in ("pPr", "rPr", "instrText", "sdtPr", "sdtEndPr", "delInstrText")) | {
    MC + "Fallback"
}
_REMOVED = frozenset({W + "del", W + "moveFrom"})
_ADDED = frozenset({W + "ins", W + "moveTo"})
_DRAWN = frozenset({W + "drawing", W + "pict", W + "object"})
OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"
_LETTERS = {"tab": "\t", "br": BREAK, "cr": BREAK, "noBreakHyphen": "\u2011", "softHyphen": ""}


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one look. `bold` None = as the style has it; `note` = a footnote's mark, `anchored` = Word's own footnote."""

    text: str
    bold: bool | None = None
    italic: bool = False
    struck: bool = False
    size: float | None = None
    link: str = ""
    note: bool = False
    anchored: bool = False


@dataclass(slots=True)
class Reading:
    """A paragraph's pieces, its text boxes, tracked changes (what, words), and what was left out (what, words)."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)
    changes: list[tuple[str, str]] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)


def pieces(paragraph: Node, links: dict[str, str], mark: Callable[[str, str], str]) -> Reading:
    """What stands in a paragraph; `mark(kind, id)` gives the printed mark of a footnote."""
    reading = Reading()
    _walk(paragraph, reading, links, mark, "", added=False)
    without_struck(reading)
    return reading


def without_struck(reading: Reading) -> None:
    """Words struck out in a paragraph that has others are left out; one that is struck out whole stays, and says so."""
    struck = [piece for piece in reading.pieces if piece.struck and piece.text.strip()]
    if struck and any(not piece.struck and piece.text.strip() for piece in reading.pieces):
        reading.left_out.append(("durchgestrichen", "".join(piece.text for piece in struck).replace(BREAK, " ")))
        reading.pieces = [piece for piece in reading.pieces if not piece.struck]


def _walk(
    parent: Node, reading: Reading, links: dict[str, str], mark: Callable[[str, str], str], link: str, *, added: bool
) -> None:
    """`added` = what stands here is told as added already."""
    for node in parent:
        if node.tag in _SKIPPED:
            continue
        if node.tag in _REMOVED:
            reading.changes.append(("gelöscht", _letters(node)))
        elif node.tag == W + "r":
            _run(node, reading, mark, link)
        else:
            before, new = len(reading.pieces), node.tag in _ADDED and not added
            _walk(node, reading, links, mark, links.get(node.get(R + "id", ""), link), added=added or new)
            if new:
                reading.changes.append(("eingefügt", "".join(piece.text for piece in reading.pieces[before:])))


def _letters(node: Node) -> str:
    return "".join(found.text or "" for found in node.iter(W + "delText", W + "t"))


def _run(run: Node, reading: Reading, mark: Callable[[str, str], str], link: str) -> None:
    look = _look(child(run, "rPr"), link)
    if is_on(child(run, "rPr", "vanish")):
        if _letters(run).strip():
            reading.left_out.append(("ausgeblendeter Text", _letters(run)))
        return
    raised = value(child(run, "rPr", "vertAlign")) == "superscript"
    for node in _parts(run):
        name = str(node.tag).removeprefix(W)
        if name in {"footnoteReference", "endnoteReference"}:
            text = mark(name.removesuffix("Reference"), value(node, "id") or "")
            reading.pieces.append(Piece(text, note=True, anchored=True))
        elif node.tag in _DRAWN:
            _drawn(node, reading)
        elif text := _text(node, name):
            is_mark = raised and re.fullmatch(r"\s*[\d*†]{1,3}\s*", text) is not None
            reading.pieces.append(replace(look, text=text, note=is_mark))


def _parts(run: Node) -> list[Node]:
    """What a run holds, of alternatives the first."""
    found: list[Node] = []
    for node in run:
        if node.tag == MC + "AlternateContent":
            choice = node.find(MC + "Choice")
            found += [] if choice is None else list(choice)
        elif node.tag not in _SKIPPED:
            found.append(node)
    return found


def _text(node: Node, name: str) -> str:
    if name == "t":
        return node.text or ""
    if name == "br" and value(node, "type") in {"page", "column"}:
        return " "
    return _LETTERS.get(name, "")


def _look(properties: Node | None, link: str) -> Piece:
    size = value(child(properties, "sz"))
    return Piece(
        "",
        bold=is_on(child(properties, "b")),
        italic=bool(is_on(child(properties, "i"))),
        struck=bool(is_on(child(properties, "strike")) or is_on(child(properties, "dstrike"))),
        size=number_of(size) / 2 if size else None,
        link=link,
    )


def _drawn(node: Node, reading: Reading) -> None:
    """A text box is read, a picture is reported with its alternative text."""
    boxes = list(_boxes(node))
    reading.boxes += boxes
    if boxes:
        return
    words = next((text for found in node.iter() if (text := found.get("descr") or found.get("title"))), None)
    program = next((name for found in node.iter(OLE) if (name := found.get("ProgID"))), None)
    if node.tag == W + "object":
        reading.left_out.append(("eingebettetes Objekt", words or program or "ohne Namen"))
    else:
        reading.left_out.append(("Bild", words or "ohne Alternativtext"))


def _boxes(node: Node) -> Iterator[Node]:
    """The text boxes of a drawing; a box in a box is read with the text around it."""
    for inner in node:
        if inner.tag == W + "txbxContent":
            yield inner
        elif inner.tag != MC + "Fallback":
            yield from _boxes(inner)


def markdown(found: list[Piece]) -> str:
    """The pieces as restricted Markdown; a look that all words share is no emphasis but the paragraph's own."""
    words = [piece for piece in found if piece.text.strip() and not piece.note]
    bold = any(not piece.bold for piece in words)
    italic = any(not piece.italic for piece in words)
    out = ""
    for (heavy, slanted, link, note, anchored), group in groupby(found, key=_kind):
        texts = [piece.text for piece in group]
        text = "][^".join(part.strip() for part in texts) if anchored else "".join(texts)
        stars = "*" * (2 * bool(heavy and bold) + bool(slanted and italic))
        out += f"[^{text.strip()}]" if note else _marked(text, stars, link)
    return re.sub(r"(?<!\*)(\*{1,3})([ \t]+)\1(?=[^\s*])", r"\2", out)


def _kind(piece: Piece) -> tuple[bool, bool, str, bool, bool]:
    return bool(piece.bold), piece.italic, piece.link, piece.note, piece.anchored


def _marked(text: str, stars: str, link: str) -> str:
    """Emphasis and link around each line, never around the space beside it."""
    if not stars and not link:
        return escape(text)
    parts = []
    for part in text.split(BREAK):
        core = part.strip()
        marked = f"{stars}{escape(core)}{stars}" if core else ""
        if core and link:
            marked = f"[{marked}]({link.replace(' ', '%20').replace('(', '%28').replace(')', '%29')})"
        left, right = part[: len(part) - len(part.lstrip())], part[len(part.rstrip()) :]
        parts.append(left + marked + (right if core else ""))
    return BREAK.join(parts)
