"""A handout as a fragment of HTML for a page of the workshop or a mail: all escaped, nothing inline that a strict CSP forbids."""

from __future__ import annotations

import base64
from html import escape

from konzept.write import nodes
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
    prepared,
)
from konzept.write.handout_picture import whole_svg
from konzept.write.nodes import Node

PIXELS = 96 / 25.4  # to a millimetre
TAGS = {"strong": "strong", "emph": "em"}
LOWEST = 6


def html(handout: Handout, *, top: int = 1) -> str:
    """An <article>; its title is a heading of level `top`, all others follow below.

    Pictures are <img> with the SVG in a data: address, where no script of it can run. Sheets name the language's direction
    cell by cell (dir="auto"), for names and words of many languages stand side by side.
    """
    handout = prepared(handout)
    direction = "rtl" if handout.rtl else "ltr"
    body = "".join(_block(block, top) for block in handout.blocks)
    language = escape(handout.language)
    return f'<article class="handout" lang="{language}" dir="{direction}">{_head(handout, top)}{body}</article>'


def _head(handout: Handout, top: int) -> str:
    author = f'<p class="handout-author">{escape(handout.author)}</p>' if handout.author else ""
    subtitle = f'<p class="handout-subtitle">{escape(handout.subtitle)}</p>' if handout.subtitle else ""
    return f"<header>{author}{_heading(handout.title, top)}{subtitle}</header>"


def _heading(text: str, level: int) -> str:
    shown = min(level, LOWEST)
    return f'<h{shown} dir="auto">{escape(text)}</h{shown}>'


def _block(block: Block, top: int) -> str:
    match block:
        case Heading(level, text):
            made = _heading(text, top + level)
        case Words(text, quiet):
            made = _blocks(nodes.parse(text))
            made = f'<div class="handout-quiet">{made}</div>' if quiet else made
        case Items(items, ordered):
            made = _list({"ordered": ordered, "start": 1, "items": [nodes.parse(item) for item in items]})
        case Sheet():
            made = _sheet(block)
        case Room(lines):
            made = f'<div class="handout-room" aria-hidden="true">{"<div></div>" * lines}</div>'
        case Picture():
            made = f'<p class="handout-picture">{_picture(block)}</p>'
        case Cards(cards):
            made = f'<ul class="handout-cards">{"".join(map(_card, cards))}</ul>'
        case _:
            made = '<hr class="handout-page">'
    return made


def _sheet(sheet: Sheet) -> str:
    """Roles and names stay with the cells, for on a phone a row is shown as a paragraph and not as a row."""
    label = f' aria-label="{escape(sheet.words)}"' if sheet.words else ""
    head = "".join(f'<th scope="col" role="columnheader" dir="auto">{_cell(cell)}</th>' for cell in sheet.head)
    names = [escape(" ".join(nodes.lines(cell))) for cell in sheet.head]
    rows = "".join(
        '<tr role="row">'
        + "".join(
            f'<td role="cell" data-name="{name}" dir="auto">{_cell(cell)}</td>'
            for name, cell in zip(names, row, strict=True)
        )
        + "</tr>"
        for row in sheet.rows
    )
    tall = " handout-sheet-tall" if sheet.tall else ""
    return (
        f'<table class="handout-sheet{tall}" role="table"{label}><thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )


def _cell(markdown: str) -> str:
    """One paragraph needs no tag of its own."""
    blocks = nodes.parse(markdown)
    single = len(blocks) == 1 and blocks[0]["type"] == "paragraph"
    return _inline(blocks[0]["content"]) if single else _blocks(blocks)


def _card(card: Card) -> str:
    said = f'<p class="handout-kicker">{escape(card.kicker)}</p>' if card.kicker else ""
    said += f'<p class="handout-name" dir="auto">{escape(card.title)}</p>' if card.title else ""
    said += "".join(f'<p dir="auto">{escape(line)}</p>' for line in card.lines)
    return f"<li>{said}{_picture(card.picture) if card.picture else ''}</li>"


def _picture(picture: Picture) -> str:
    address = base64.b64encode(whole_svg(picture.svg).encode()).decode()
    width = round(picture.width * PIXELS)
    return f'<img src="data:image/svg+xml;base64,{address}" alt="{escape(picture.words)}" width="{width}">'


def _blocks(found: list[Node]) -> str:
    return "".join(
        f'<p dir="auto">{_inline(block["content"])}</p>' if block["type"] == "paragraph" else _list(block)
        for block in found
    )


def _list(block: Node) -> str:
    tag = "ol" if block["ordered"] else "ul"
    start = f' start="{block["start"]}"' if block["ordered"] and block["start"] != 1 else ""
    return f"<{tag}{start}>{''.join(f'<li>{_item(item)}</li>' for item in block['items'])}</{tag}>"


def _item(content: list[Node]) -> str:
    """The first paragraph of an item stands in it bare."""
    bare = content and content[0]["type"] == "paragraph"
    return _inline(content[0]["content"]) + _blocks(content[1:]) if bare else _blocks(content)


def _inline(content: list[Node]) -> str:
    return "".join(map(_word, content))


def _word(node: Node) -> str:
    kind = node["type"]
    if kind == "text":
        return escape(node["text"]).replace("\n", "<br>")
    if kind == "note":
        return escape(f"[^{node['mark']}]")
    if kind == "break":
        return "<br>"
    inner = _inline(node["content"])
    if kind == "link":
        return f'<a href="{escape(node["href"])}" rel="noreferrer">{inner}</a>' if node["href"] and inner else inner
    return f"<{TAGS[kind]}>{inner}</{TAGS[kind]}>"
