"""The matrix as an OpenDocument text.

Each row carries its uid as the Word form does, as far as the format goes (docs/adr/0005): a link and a bookmark on the number,
the visible short code, a bookmark on the label of the wording and the name of the drop-down beside it; whoever retypes the
number leaves the last two. No bookmark stands in an empty cell: LibreOffice 7.4 writes such a one into Word files twice.
"""

from __future__ import annotations

from konzept.suggestion import Form
from konzept.write import matrix_form as matrix
from konzept.write import opendocument as odf
from konzept.write.matrix_docx import MARGIN, WIDTHS
from konzept.write.matrix_form import Line, Said, Section
from konzept.write.opendocument import paragraph, span
from konzept.write.opendocument_styles import styles, table_styles

LISTS = {"ListNumber": "Numbers", "ListBullet": "Bullets"}


def odt(form: Form) -> bytes:
    """The form as ODT, A4 landscape: a head with instructions, then for each area a heading and a table."""
    body = _head(form) + "".join(_section(form, part, index) for index, part in enumerate(matrix.sections(form)))
    pages = 'Seite <text:page-number text:select-page="current">1</text:page-number> von <text:page-count>1</text:page-count>'
    footer = paragraph(f"{span(f'Kennung der Matrix: {form.id} · ')}{pages}", "Footer")
    return odf.package(
        odf.Paper(
            kind=odf.TEXT,
            body=body,
            automatic=table_styles(tuple(width / 20 for width in WIDTHS)),
            styles=styles("de-DE", MARGIN / 20, footer),
            title=form.title,
            author=form.authority,
            properties={matrix.PROPERTY: form.id, matrix.CODES: matrix.codebook(form)},
        )
    )


def _head(form: Form) -> str:
    parts: list[str] = []
    listed: list[Said] = []
    for said in (*matrix.head(form), Said("", "")):
        if listed and said.style != listed[0].style:
            parts.append(odf.items(map(_words, listed), LISTS[listed[0].style], "Item"))
            listed = []
        if said.style in LISTS:
            listed = [*listed, said]
        elif said.style:
            parts.append(_said(said))
    return "".join(parts)


def _words(said: Said) -> str:
    return span(said.strong, "Strong") + span(said.text)


def _said(said: Said) -> str:
    if said.style == "Field":
        value = span(said.value) or span(matrix.PLACEHOLDER, "PlaceholderText")
        return paragraph(span(f"{said.strong}: ", "Strong") + value)
    if said.style == "Heading2":
        return odf.heading(_words(said), 2)
    return paragraph(_words(said), said.style)


def _section(form: Form, section: Section, index: int) -> str:
    name = section.area.uid if section.area else ""
    words = span(section.heading)
    first = "FirstSection" if index == 0 and matrix.fills_a_page(form) else ""
    rows = "".join(_row(form, line) for line in section.lines)
    rows += "".join(_new_row(form, name, f"{index}{number}") for number in range(matrix.EMPTY_ROWS))
    return (
        odf.heading(odf.anchor(matrix.AREA + name, words) if name else words, 1, first)
        + odf.table(
            f"Matrix{index + 1}",
            f"Ihre Rückmeldungen zu: {section.heading}",
            [f"Column{at}" for at in range(1, len(WIDTHS) + 1)],
            odf.row("".join(odf.cell(paragraph(span(text), "CellHead"), "CellTop") for text in matrix.HEADINGS), "Row"),
            rows,
        )
        + paragraph(style="Gap")
    )


def _row(form: Form, line: Line) -> str:
    name = matrix.ELEMENT + line.element.uid
    number = odf.anchor(name, odf.jump(name, span(line.number, "NumberLink")))
    first = paragraph(number, "Cell") + paragraph(span(f"[{line.code}]"), "CellSmall")
    return _cells(form, name, first, _wording(line, name), "CellGoal" if line.element.kind == "goal" else "CellPlain")


def _wording(line: Line, name: str) -> str:
    label, *rest = line.wording
    styled = paragraph(odf.anchor(f"{name}_w", span(label)), "CellSmall")
    for index, text in enumerate(rest):
        strong = index == 0 and text == line.element.title
        small = text.startswith(matrix.SMALL)
        styled += paragraph(span(text, "Strong" if strong else ""), "CellSmall" if small else "Cell")
    return styled


def _new_row(form: Form, area: str, number: str) -> str:
    name = f"{matrix.NEW}{area or 'rest'}_{number}"
    label = odf.anchor(f"{name}_w", span(f"{matrix.NEW_ROW}:"))
    wording = paragraph(label, "CellSmall") + paragraph(style="Cell")
    return _cells(form, name, paragraph(span("neu"), "Cell"), wording, "CellNew", matrix.new_word(form))


def _cells(form: Form, name: str, first: str, wording: str, shade: str, chosen: str = "") -> str:
    words = [each.word for each in matrix.offered(form)]
    contents = [first, wording, paragraph(odf.choice(f"{name}_verdict", words, matrix.HINT, chosen), "Cell")]
    contents += [paragraph(style="Cell")] * len(matrix.ANSWERS[1:])
    return odf.row("".join(odf.cell(content, shade) for content in contents), "Row")
