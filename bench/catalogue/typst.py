"""A sheet as a PDF, set by typst from the same parts: other looks than a word processor's."""

from __future__ import annotations

import typst

from bench.catalogue.docx import SIZES
from bench.catalogue.layouts.rows import HEAD
from bench.catalogue.parts import Break, Cell, Lamps, Paragraph, Part, Run, Sheet, Table, Turn

FONTS = (("Libertinus Serif", 10.5), ("DejaVu Sans", 9), ("Nimbus Sans", 10))
STROKES = {
    "grid": "0.5pt + luma(120)",
    "lines": "(x, y) => (top: 0.5pt + luma(120), bottom: 0.5pt + luma(120))",
    "plain": "none",
}


def write(sheet: Sheet) -> bytes:
    """The file's bytes."""
    return bytes(typst.compile(source(sheet).encode()))


def source(sheet: Sheet) -> str:
    """What typst reads."""
    font, size = FONTS[sheet.font]
    head = [
        f'#set page(paper: "a4", margin: (x: 2.3cm, y: 2.4cm), header: {quoted(sheet.header)}, footer: {footer(sheet)})',
        f'#set text(font: ({quoted(font)}, "DejaVu Sans"), size: {size}pt, lang: "de", ligatures: {truth(font != "Nimbus Sans")}, hyphenate: {truth(sheet.justified)})',
        f"#set par(justify: {truth(sheet.justified)}, spacing: 0.9em)",
        "#show table: set par(justify: false, spacing: 0.55em)",
        "#show table: set text(hyphenate: true)",
    ]
    return "\n".join([*head, *(part(sheet, each) for each in sheet.parts)])


def part(sheet: Sheet, each: Part) -> str:
    """One part, as markup."""
    if isinstance(each, Turn):
        return f"#set page(flipped: {truth(each.lying)})"
    if isinstance(each, Break):
        return "#pagebreak(weak: true)"
    if isinstance(each, Table):
        return f"#block(width: 100%, breakable: true)[#{table(sheet, each)}]"
    return f"#{paragraph(sheet, each)}"


def paragraph(sheet: Sheet, each: Paragraph, *, size: float = 0) -> str:
    """One paragraph, as code."""
    bullet = {"style": "•"}.get(sheet.bullet, sheet.bullet)
    runs = (Run(f"{bullet} "), *each.runs) if each.bullet else each.runs
    inner = " + ".join(run(one) for one in runs if not one.deleted) or '""'
    if each.tail:
        way, _, page = each.tail.partition(":")
        fill = "box(width: 1fr, repeat[.])" if way == "dots" else "h(1fr)" if way == "tab" else "h(1em)"
        inner = f"h({1.2 * (each.level - 1)}em) + {inner} + {fill} + {quoted(page)}"
    height = each.size or (SIZES[each.heading] if each.heading else size)
    if height:
        inner = f"text(size: {height}pt, {inner})"
    if each.heading:
        look = f'fill: rgb("{sheet.accent}"), ' if each.styled else ""
        look += "tracking: 2.5pt, " if each.spaced else ""
        return f'block(sticky: true, above: 1.5em, below: 0.8em, text({look}weight: "bold", hyphenate: false, {inner}))'
    if each.centred:
        return f"align(center, block(above: {each.above + 6}pt, text(hyphenate: false, {inner})))"
    if each.bullet:
        return f"par(hanging-indent: 0.9em, {inner})"
    return f"par({inner})" if not each.above else f"v({each.above}pt)"


def run(one: Run) -> str:
    """Some words, as code."""
    pieces = [" + h(1.5em) + ".join(map(quoted, line.split("\t"))) for line in one.text.split("\n")]
    code = " + linebreak() + ".join(pieces)
    for wanted, name in ((one.bold, "strong"), (one.italic, "emph"), (one.struck, "strike")):
        code = f"{name}({code})" if wanted else code
    return f"{code} + footnote({quoted(one.note)})" if one.note else code


def table(sheet: Sheet, each: Table) -> str:
    """A table, as code; its head is repeated on each page."""
    columns = ", ".join(f"{share}fr" for share in each.widths)
    look = sheet.look if each.look == "grid" else each.look
    rows = [
        ", ".join(cell(sheet, one, each, broken=broken(sheet, each, place, one)) for one in row)
        for place, row in enumerate(each.rows)
    ]
    head = [f"table.header({', '.join(rows[: each.heads])})"] if each.heads else []
    body = ",\n ".join([*head, *rows[each.heads :]])
    comma = "," if len(each.widths) == 1 else ""
    return f"table(columns: ({columns}{comma}), stroke: {STROKES[look]}, inset: 4pt,\n {body})"


def cell(sheet: Sheet, one: Cell, within: Table, *, broken: bool) -> str:
    """A cell, as code."""
    dark = sheet.dark_heads and one.fill == HEAD
    fill = sheet.accent if dark else one.fill
    options = [f"colspan: {one.across}", f"rowspan: {one.down}"]
    options += [f'fill: rgb("{fill}")'] if fill else []
    options += ["align: horizon"] if one.middle else []
    inner = " + ".join(inside(sheet, block, within.size, broken=broken) for block in one.blocks)
    if dark:
        inner = f"text(fill: white, {{ {inner} }})"
    return f"table.cell({', '.join(options)}, {{ {inner} }})"


def broken(sheet: Sheet, within: Table, place: int, one: Cell) -> bool:
    """Whether this is the label of the last column, which is too narrow."""
    return sheet.broken_heads and place < within.heads and one is within.rows[place][-1]


def inside(sheet: Sheet, block: Paragraph | Table | Lamps, size: float, *, broken: bool) -> str:
    """A block within a cell."""
    if isinstance(block, Lamps):
        lit = [f"box(circle(radius: 3pt, fill: luma({60 if place < block.lit else 220})))" for place in range(3)]
        return " + h(2pt) + ".join(lit)
    if isinstance(block, Table):
        return table(sheet, block)
    if broken:
        block = cut(block)
    return paragraph(sheet, block, size=size)


def cut(block: Paragraph) -> Paragraph:
    """A head's only word with its last letter on the next line, as in a column that is too narrow."""
    [only, *more] = block.runs
    if more or " " in only.text or not 4 < len(only.text) < 9:
        return block
    return Paragraph((Run(f"{only.text[:-1]}\n{only.text[-1]}", only.bold),))


def footer(sheet: Sheet) -> str:
    """The authority and the page's number."""
    if not (sheet.footer or sheet.page_word):
        return "none"
    return f"context {{ {quoted(sheet.footer)} + h(1fr) + {quoted(sheet.page_word)} + counter(page).display() }}"


def quoted(text: str) -> str:
    """A string of typst's."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def truth(value: bool) -> str:  # noqa: FBT001  # it is what is spelled
    """Spelled as typst does."""
    return "true" if value else "false"
