"""Cards in a Word document: a section of its own whose table parts the sheet evenly; the lines say where to cut."""

from __future__ import annotations

from collections.abc import Callable

from konzept.write.handout_cards import EDGE, GUTTER, Layout
from konzept.write.handout_docx_look import TINY
from konzept.write.handout_parts import Card, Picture
from konzept.write.ooxml import paragraph, row, words
from konzept.write.ooxml_styles import LINE

TWIPS = 1440 / 25.4  # twentieths of a point to a millimetre
SPARE = 60  # twentieths of a point that the last row of a page gives to the paragraph below the table
CUT = f'w:val="dashed" w:sz="4" w:space="0" w:color="{LINE}"'

Drawing = Callable[[Picture, float], str]  # a picture and its width in millimetres -> a run


def card_section(*, landscape: bool) -> str:
    """A sheet almost without margin, without a page number."""
    size = 'w:w="16838" w:h="11906" w:orient="landscape"' if landscape else 'w:w="11906" w:h="16838"'
    edge = _twips(EDGE)
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="rIdBare"/><w:pgSz {size}/><w:pgMar w:top="{edge}" w:right="{edge}" '
        f'w:bottom="{edge}" w:left="{edge}" w:header="0" w:footer="0" w:gutter="0"/></w:sectPr>'
    )


def card_table(laid: Layout, draw: Drawing) -> str:
    """All pages as one table without border at the edge of the sheet."""
    columns = len(laid.pages[0][0])
    widths = [_twips(laid.trimmed(laid.width, place, columns)) for place in range(columns)]
    rows = "".join(_row(laid, page, place, widths, draw) for page in laid.pages for place in range(len(page)))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    borders = f"<w:tblBorders><w:insideH {CUT}/><w:insideV {CUT}/></w:tblBorders>"
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableNormal"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{borders}'
        f'<w:tblLayout w:type="fixed"/>{_padding(0, 0, 0, 0, "tblCellMar")}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def _row(laid: Layout, page: tuple[tuple[Card | None, ...], ...], place: int, widths: list[int], draw: Drawing) -> str:
    height = _twips(laid.trimmed(laid.height, place, len(page))) - SPARE * (place == len(page) - 1)
    top, bottom = laid.padding(place, len(page))
    borders = '<w:top w:val="nil"/>' * (place == 0) + '<w:bottom w:val="nil"/>' * (place == len(page) - 1)
    bare = f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""
    cells = ""
    for column, card in enumerate(page[place]):
        left, right = laid.padding(column, len(widths))
        padding = _padding(top, left, bottom, right)
        content = _card(laid, card, draw) if card else paragraph(style=TINY)
        cells += (
            f'<w:tc><w:tcPr><w:tcW w:w="{widths[column]}" w:type="dxa"/>{bare}{padding}<w:vAlign w:val="center"/></w:tcPr>'
            f"{content}</w:tc>"
        )
    return row(cells, height=height, rule="exact")


def _card(laid: Layout, card: Card, draw: Drawing) -> str:
    said = paragraph(_sized(card.kicker, 8.5 * laid.grown), "CardKicker") if card.kicker else ""
    said += paragraph(_sized(card.title, laid.title_size(card)), "CardTitle") if card.title else ""
    said += "".join(paragraph(_sized(line, 11 * laid.grown), "CardLine") for line in card.lines)
    if not card.picture:
        return said or paragraph(style=TINY)
    side = laid.picture_width(card)
    widths = _twips(laid.width - 2 * laid.inset - side - GUTTER), _twips(side + GUTTER)
    drawing = paragraph(draw(card.picture, side), "CardLine", '<w:jc w:val="right"/>')
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'
        for width, content in zip(widths, (said or paragraph(), drawing), strict=True)
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableNormal"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"{_padding(0, 0, 0, 0, 'tblCellMar')}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{row(cells)}</w:tbl>{paragraph(style=TINY)}"
    )


def _sized(text: str, points: float) -> str:
    size = round(points * 2)
    return f'<w:r><w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>{words(text)}</w:r>'


def _padding(top: float, left: float, bottom: float, right: float, name: str = "tcMar") -> str:
    sides = zip(("top", "left", "bottom", "right"), (top, left, bottom, right), strict=True)
    inner = "".join(f'<w:{side} w:w="{_twips(value)}" w:type="dxa"/>' for side, value in sides)
    return f"<w:{name}>{inner}</w:{name}>"


def _twips(millimetres: float) -> int:
    return round(millimetres * TWIPS)
