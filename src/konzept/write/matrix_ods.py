"""The matrix as an OpenDocument spreadsheet: the same two sheets as the Excel workbook, sorted and filtered as one likes."""

from __future__ import annotations

from konzept.suggestion import Form
from konzept.write import matrix_form as matrix
from konzept.write import matrix_grid as grid
from konzept.write import opendocument as odf
from konzept.write.matrix_grid import GUIDE, HEADINGS, SHEET, WIDTHS
from konzept.write.ooxml import escape
from konzept.write.ooxml_styles import ACCENT, INK, LINE, QUIET
from konzept.write.opendocument_styles import FONT, HEAD_SHADE, NEW_SHADE, letters, named, painted

LETTER = 6.0  # points, the width of a letter of the sheet's own font
GREY = "ECEFF1"
LAST_COLUMN = "H"


def ods(form: Form) -> bytes:
    """The form as ODS. The code column cannot be typed over, yet rows can be sorted, deleted and added."""
    rows = list(grid.rows(form))
    body = f"{_rules(form, len(rows))}{_sheet(form, rows)}{_guide(form)}{_filter(len(rows))}"
    return odf.package(
        odf.Paper(
            kind=odf.SHEET,
            body=body,
            automatic=_automatic(form, rows),
            styles=_styles(form),
            title=form.title,
            author=form.authority,
            properties={matrix.PROPERTY: form.id, matrix.CODES: matrix.codebook(form)},
            settings=_view(),
        )
    )


def _sheet(form: Form, rows: list[tuple[tuple[str, ...], bool]]) -> str:
    columns = "".join(f'<table:table-column table:style-name="column{at}"/>' for at in range(1, len(WIDTHS) + 1))
    head = "".join(_cell(text, "head") for text in HEADINGS)
    lines = "".join(_line(values, number, new=new) for number, (values, new) in enumerate(rows))
    free = _empty(4) + _empty(1, ' table:content-validation-name="answer"') + _empty(3)
    return (
        f'<table:table table:name="{SHEET}" table:style-name="sheet" table:print-ranges="{SHEET}.A1:{SHEET}.{LAST_COLUMN}{len(rows) + 1}">{columns}'
        f'<table:table-header-rows><table:table-row table:style-name="rowhead">{head}</table:table-row></table:table-header-rows>{lines}'
        f'<table:table-row table:number-rows-repeated="{grid.FREE_ROWS}" table:style-name="rowfree">{free}</table:table-row></table:table>'
    )


def _line(values: tuple[str, ...], number: int, *, new: bool) -> str:
    looks = ("code", "area", *["new" if new else "plain"] * (len(values) - 2))
    rules = {0: "code", 4: "answer"}
    cells = "".join(
        _cell(value, look, rules.get(at, "")) for at, (value, look) in enumerate(zip(values, looks, strict=True))
    )
    return f'<table:table-row table:style-name="row{number}">{cells}</table:table-row>'


def _cell(text: str, look: str, rule: str = "") -> str:
    checked = f' table:content-validation-name="{rule}"' if rule else ""
    if not text:
        return f'<table:table-cell table:style-name="{look}"{checked}/>'
    lines = "".join(f"<text:p>{odf.words(line)}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell table:style-name="{look}"{checked} office:value-type="string">{lines}</table:table-cell>'


def _empty(count: int, more: str = "") -> str:
    return f'<table:table-cell table:number-columns-repeated="{count}"{more}/>'


def _guide(form: Form) -> str:
    columns = "".join(f'<table:table-column table:style-name="guide{at}"/>' for at in (1, 2))
    lines = "".join(
        f'<table:table-row table:style-name="guiderow{number}">'
        f"{_cell(line.label, 'look' + line.look)}{_cell(line.text, 'lookplain')}</table:table-row>"
        for number, line in enumerate(grid.guide(form))
    )
    return f'<table:table table:name="{GUIDE}" table:style-name="sheet">{columns}{lines}</table:table>'


def _rules(form: Form, rows: int) -> str:
    first, last = grid.words_at(form)
    quoted = ";".join(f'"{word}"' for word in grid.words(form))
    source = quoted if grid.fits(form) else f"[${GUIDE}.$A${first}:.$A${last}]"
    answer = _rule(
        "answer", f"of:cell-content-is-in-list({source})", "E2", "Einschätzung", grid.prompt(form),
        "Bitte wählen Sie eine der Antworten aus der Liste.",
    )  # fmt: skip
    code = _rule("code", "of:is-true-formula(FALSE())", "A2", "Kennung", "", grid.CODE_KEPT)
    return f"<table:content-validations>{answer}{code}</table:content-validations>" if rows else ""


def _rule(name: str, condition: str, cell: str, title: str, hint: str, error: str) -> str:
    help_ = f'<table:help-message table:title="{title}" table:display="true"><text:p>{escape(hint)}</text:p></table:help-message>'
    return (
        f'<table:content-validation table:name="{name}" table:condition="{escape(condition)}" table:allow-empty-cell="true" '
        f'table:display-list="unsorted" table:base-cell-address="{SHEET}.{cell}">{help_ * bool(hint)}'
        f'<table:error-message table:message-type="stop" table:title="{title}" table:display="true"><text:p>{escape(error)}</text:p>'
        "</table:error-message></table:content-validation>"
    )


def _filter(rows: int) -> str:
    return (
        '<table:database-ranges><table:database-range table:name="Filter" table:display-filter-buttons="true" '
        f'table:target-range-address="{SHEET}.A1:{SHEET}.{LAST_COLUMN}{rows + 1}"/></table:database-ranges>'
    )


def _automatic(form: Form, rows: list[tuple[tuple[str, ...], bool]]) -> str:
    heights = {f"row{number}": grid.height(values[3]) for number, (values, _) in enumerate(rows)}
    heights |= {f"guiderow{number}": grid.guide_height(line) for number, line in enumerate(grid.guide(form))}
    widths = {f"column{at}": width for at, width in enumerate(WIDTHS, 1)}
    widths |= {f"guide{at}": width for at, width in enumerate(grid.GUIDE_WIDTHS, 1)}
    return "".join((
        named("table", "sheet", '<style:table-properties table:display="true"/>', more=' style:master-page-name="Default"'),
        *(named("table-column", name, f'<style:table-column-properties style:column-width="{width * LETTER:.1f}pt"/>') for name, width in widths.items()),
        *(_height(name, points, "true") for name, points in heights.items()),
        _height("rowhead", 32, "true"),
        _height("rowfree", 18, "true"),
        *_looks(),
    ))  # fmt: skip


def _height(name: str, points: float, optimal: str) -> str:
    return named(
        "table-row",
        name,
        f'<style:table-row-properties style:row-height="{points:.1f}pt" style:use-optimal-row-height="{optimal}"/>',
    )


def _looks() -> list[str]:
    edge = f'fo:border="0.5pt solid #{LINE}"'
    return [
        _look("head", letters(11, ACCENT, bold=True), edge, HEAD_SHADE, protect=True),
        _look("code", letters(9, QUIET), edge, GREY, protect=True),
        _look("area", letters(9, QUIET), edge),
        _look("plain", letters(11, INK), edge),
        _look("new", letters(11, INK), edge, NEW_SHADE),
        _look("looktitle", letters(18, ACCENT, bold=True), wrap=False),
        _look("lookstrong", letters(11, ACCENT, bold=True)),
        _look("lookplain", letters(11, INK)),
        _look("lookword", letters(11, INK)),
        _look("lookquiet", letters(9, QUIET)),
    ]


def _look(name: str, font: str, edge: str = "", shade: str = "", *, protect: bool = False, wrap: bool = True) -> str:
    wrapped, kept = ("wrap" if wrap else "no-wrap"), ("protected" if protect else "none")
    cell = (
        f'<style:table-cell-properties {edge}{painted(shade)} fo:wrap-option="{wrapped}" style:vertical-align="top" '
        f'style:cell-protect="{kept}" fo:padding="2pt"/>'
    )
    return named("table-cell", name, cell + font, "Default")


def _styles(form: Form) -> str:
    default = (
        '<style:default-style style:family="table-cell"><style:text-properties style:font-name="Calibri" fo:font-family="Calibri" '
        'fo:font-size="11pt" fo:language="de" fo:country="DE"/></style:default-style>'
        + named("table-cell", "Default", "")
    )
    page = (
        '<style:page-layout style:name="Landscape"><style:page-layout-properties fo:page-width="841.9pt" fo:page-height="595.3pt" '
        'style:print-orientation="landscape" fo:margin-top="36pt" fo:margin-left="29pt" fo:margin-right="29pt" fo:margin-bottom="29pt" '
        'style:scale-to-X="1" style:scale-to-Y="0"/><style:header-style/><style:footer-style><style:header-footer-properties '
        'fo:min-height="14pt" fo:margin-top="6pt"/></style:footer-style></style:page-layout>'
    )
    left = f"<text:p>Kennung der Matrix: {odf.words(form.id)}</text:p>"
    right = "<text:p>Seite <text:page-number>1</text:page-number> von <text:page-count>1</text:page-count></text:p>"
    return (
        f"{FONT}<office:styles>{default}</office:styles><office:automatic-styles>{page}</office:automatic-styles>"
        '<office:master-styles><style:master-page style:name="Default" style:page-layout-name="Landscape">'
        '<style:header style:display="false"/>'
        f"<style:footer><style:region-left>{left}</style:region-left><style:region-right>{right}</style:region-right></style:footer>"
        "</style:master-page></office:master-styles>"
    )


def _view() -> str:
    """The first row and the first four columns stay in sight."""
    numbers = {
        "HorizontalSplitMode": 2, "VerticalSplitMode": 2, "HorizontalSplitPosition": 4, "VerticalSplitPosition": 1,
        "ActiveSplitRange": 3, "PositionLeft": 0, "PositionRight": 4, "PositionTop": 0, "PositionBottom": 1,
    }  # fmt: skip
    kinds = {"HorizontalSplitMode": "short", "VerticalSplitMode": "short", "ActiveSplitRange": "short"}
    items = "".join(
        f'<config:config-item config:name="{name}" config:type="{kinds.get(name) or "int"}">{value}</config:config-item>'
        for name, value in numbers.items()
    )
    return (
        '<config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        '<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>'
        f'<config:config-item-map-named config:name="Tables"><config:config-item-map-entry config:name="{SHEET}">{items}</config:config-item-map-entry>'
        f'</config:config-item-map-named><config:config-item config:name="ActiveTable" config:type="string">{SHEET}</config:config-item>'
        "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set>"
    )
