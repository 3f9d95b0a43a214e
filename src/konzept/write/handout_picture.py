"""Pictures of handouts: an SVG that any writer can set, and the PNG that Word and LibreOffice show of it."""

from __future__ import annotations

import base64
import json
import struct

from konzept.write import pdf
from konzept.write.handout_parts import Block, Cards, Picture

NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'


def whole_svg(svg: str) -> str:
    """The SVG as a document of its own; what is meant for the inside of a page lacks the namespace."""
    return svg if NAMESPACE in svg else svg.replace("<svg", f"<svg {NAMESPACE}", 1)


def pictures(blocks: tuple[Block, ...]) -> list[Picture]:
    """All pictures, each once, in order."""
    found = [block for block in blocks if isinstance(block, Picture)]
    found += [card.picture for block in blocks if isinstance(block, Cards) for card in block.cards if card.picture]
    return list(dict.fromkeys(found))


def drawn(asked: list[Picture]) -> dict[Picture, bytes]:
    """The PNG of each picture at 300 dots an inch.

    Word shows an SVG only since 2016 and wants a PNG beside it anyway, LibreOffice lays out an SVG anew each time: so
    both get a PNG, drawn by typst, which is there already. Raises Problem where one is no SVG.
    """
    if not asked:
        return {}
    data = [{"svg": whole_svg(each.svg), "width": each.width} for each in asked]
    found = json.loads(pdf.draw("picture.typ", {"pictures": data}))
    return {picture: base64.b64decode(png) for picture, png in zip(asked, found, strict=True)}


def size(picture: Picture, png: bytes) -> tuple[float, float]:
    """Width and height in millimetres, by the proportions of the PNG."""
    wide, high = struct.unpack(">II", png[16:24])
    return float(picture.width), picture.width * high / wide
