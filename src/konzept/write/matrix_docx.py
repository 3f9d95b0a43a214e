"""The matrix as a Word document.

Each row carries its uid four ways (docs/adr/0005): a link and a bookmark on the number, the visible short code,
and the tags of the content controls around the answers. No hidden text: retyped words would inherit it and vanish.
"""

from __future__ import annotations

from konzept.suggestion import Form
from konzept.write import matrix_form as matrix
from konzept.write import ooxml
from konzept.write.matrix_form import Line, Section
from konzept.write.ooxml import paragraph, run

WIDTHS = (1100, 5000, 1700, 2900, 2700, 1700)
MARGIN = 850
GOAL_SHADE, NEW_SHADE, HEAD_SHADE = "F1F5F7", "FBF8EE", "DCE6EB"
TITLES = dict(zip(matrix.ANSWERS, matrix.HEADINGS[2:], strict=True))


def docx(form: Form) -> bytes:
    """The form as DOCX, A4 landscape: a head with instructions, then for each area a heading and a table."""
    parts = matrix.sections(form)
    body = _head(form) + "".join(_section(form, part, index) for index, part in enumerate(parts))
    footer = (
        run(f"Kennung der Matrix: {form.id} · Seite ")
        + ooxml.counter("PAGE")
        + run(" von ")
        + ooxml.counter("NUMPAGES")
    )
    return ooxml.package(
        ooxml.Paper(
            body=body + ooxml.section(landscape=True, margin=MARGIN),
            footer=footer,
            title=form.title,
            author=form.authority,
            properties={matrix.PROPERTY: form.id, matrix.CODES: matrix.codebook(form)},
        )
    )


def _head(form: Form) -> str:
    return "".join(_said(said) for said in matrix.head(form))


def _said(said: matrix.Said) -> str:
    if said.style == "Field":
        return _asked(said.strong, said.text, said.value)
    words = run(said.strong, bold=True) + run(said.text)
    return paragraph(words, properties="<w:keepNext/>") if said.style == "Keep" else paragraph(words, said.style)


def _asked(label: str, tag: str, value: str) -> str:
    content = run(value) or run(matrix.PLACEHOLDER, style="PlaceholderText")
    kind = "" if value else "<w:showingPlcHdr/>"
    return paragraph(run(f"{label}: ", bold=True) + ooxml.control(tag, label, content, f"{kind}<w:text/>"))


def _section(form: Form, section: Section, index: int) -> str:
    name = section.area.uid if section.area else ""
    heading = run(section.heading)
    page_break = "<w:pageBreakBefore/>" if index == 0 and matrix.fills_a_page(form) else ""
    rows = "".join(_row(form, line) for line in section.lines)
    rows += "".join(_new_row(form, name, f"{index}{number}") for number in range(matrix.EMPTY_ROWS))
    return (
        paragraph(ooxml.anchor(matrix.AREA + name, heading) if name else heading, "Heading1", page_break)
        + ooxml.table(_header() + rows, WIDTHS, f"Ihre Rückmeldungen zu: {section.heading}")
        + paragraph(style="Gap")
    )


def _header() -> str:
    cells = zip(matrix.HEADINGS, WIDTHS, strict=True)
    return ooxml.row(
        "".join(ooxml.cell(paragraph(run(text), "CellHead"), width, shade=HEAD_SHADE) for text, width in cells),
        header=True,
    )


def _row(form: Form, line: Line) -> str:
    uid = line.element.uid
    shade = GOAL_SHADE if line.element.kind == "goal" else ""
    name = matrix.ELEMENT + uid
    number = ooxml.anchor(name, ooxml.jump(name, run(line.number, style="NumberLink")))
    first = paragraph(number, "Cell") + paragraph(run(f"[{line.code}]"), "CellSmall")
    return _cells(form, matrix.ELEMENT + uid, first, _wording(line), shade)


def _new_row(form: Form, area: str, number: str) -> str:
    tag = f"{matrix.NEW}{area or 'rest'}:{number}"
    words = ooxml.control(f"{tag}:wording", matrix.NEW_ROW, paragraph(style="Cell"))
    return _cells(
        form,
        tag,
        paragraph(run("neu"), "Cell"),
        paragraph(run(f"{matrix.NEW_ROW}:"), "CellSmall") + words,
        NEW_SHADE,
        matrix.new_word(form),
    )


def _wording(line: Line) -> str:
    label, *rest = line.wording
    title = line.element.title
    styled = paragraph(run(label), "CellSmall")
    for index, text in enumerate(rest):
        small = text.startswith(matrix.SMALL)
        styled += paragraph(run(text, bold=index == 0 and text == title), "CellSmall" if small else "Cell")
    return styled


def _cells(form: Form, tag: str, first: str, wording: str, shade: str, chosen: str = "") -> str:
    words = [each.word for each in matrix.offered(form)]
    choice = ooxml.choice(f"{tag}:verdict", TITLES["verdict"], words, matrix.HINT, chosen)
    contents = [first, wording, paragraph(choice, "Cell")]
    contents += [ooxml.control(f"{tag}:{part}", TITLES[part], paragraph(style="Cell")) for part in matrix.ANSWERS[1:]]
    cells = zip(contents, WIDTHS, strict=True)
    return ooxml.row("".join(ooxml.cell(content, width, shade=shade) for content, width in cells))
