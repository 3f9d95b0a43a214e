"""Cards in an OpenDocument text: a table on a page of its own kind parts the sheet evenly; the lines say where to cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from konzept.write import opendocument as odf
from konzept.write.handout_cards import GUTTER, Layout
from konzept.write.handout_odt_look import TINY, column_names, points, table_style
from konzept.write.handout_parts import Card, Picture
from konzept.write.ooxml_styles import LINE
from konzept.write.opendocument import paragraph, words
from konzept.write.opendocument_styles import letters, named

SPARE = 3.0  # points that the last row of a page gives to the paragraph below the table
CUT = f"0.5pt dashed #{LINE}"

Drawing = Callable[[Picture, float], str]  # a picture and its width in millimetres -> a frame
Rows = tuple[tuple[Card | None, ...], ...]


def card_styles(laid: Layout, name: str) -> str:
    """The automatic styles of one table of cards."""
    columns, rows = len(laid.pages[0][0]), len(laid.pages[0])
    made = table_style(name, _widths(laid))
    for place in range(rows):
        height = points(laid.trimmed(laid.height, place, rows)) - SPARE * (place == rows - 1)
        made += named(
            "table-row",
            f"{name}R{place}",
            f'<style:table-row-properties style:row-height="{height:.2f}pt" fo:keep-together="always"/>',
        )
        made += "".join(_cell_style(laid, name, (place, rows), (column, columns)) for column in range(columns))
    cards = [card for page in laid.pages for row in page for card in row if card]
    titles = sorted({laid.title_size(card) for card in cards})
    made += "".join(named("paragraph", _title(name, size), letters(round(size, 1)), "CardTitle") for size in titles)
    made += named("paragraph", f"{name}K", letters(round(8.5 * laid.grown, 1)), "CardKicker")
    made += named("paragraph", f"{name}L", letters(round(11 * laid.grown, 1)), "CardLine")
    sides = sorted({laid.picture_width(card) for card in cards if card.picture})
    made += "".join(table_style(f"{name}P{round(side)}", _inner(laid, side)) for side in sides)
    middle = '<style:table-cell-properties fo:padding="0pt" fo:border="none" style:vertical-align="middle"/>'
    return made + named("table-cell", f"{name}M", middle)


def card_table(laid: Layout, name: str, draw: Drawing) -> str:
    """All pages as one table."""
    columns = "".join(f'<table:table-column table:style-name="{each}"/>' for each in column_names(name, _widths(laid)))
    rows = "".join(_row(laid, name, row, place, draw) for page in laid.pages for place, row in enumerate(page))
    return f'<table:table table:name="{name}" table:style-name="{name}">{columns}{rows}</table:table>'


def _widths(laid: Layout) -> tuple[float, ...]:
    columns = len(laid.pages[0][0])
    return tuple(points(laid.trimmed(laid.width, place, columns)) for place in range(columns))


def _inner(laid: Layout, side: float) -> tuple[float, float]:
    return points(laid.width - 2 * laid.inset - side - GUTTER), points(side + GUTTER)


def _title(name: str, size: float) -> str:
    return f"{name}T{round(size * 10)}"


def _cell_style(laid: Layout, name: str, down: tuple[int, int], across: tuple[int, int]) -> str:
    (top, bottom), (left, right) = laid.padding(*down), laid.padding(*across)
    padding = zip(("top", "bottom", "left", "right"), (top, bottom, left, right), strict=True)
    inner = " ".join(f'fo:padding-{side}="{value:.2f}mm"' for side, value in padding)
    borders = {"top": down[0] > 0, "left": across[0] > 0, "bottom": False, "right": False}
    edges = " ".join(f'fo:border-{side}="{CUT if cut else "none"}"' for side, cut in borders.items())
    properties = f'<style:table-cell-properties style:vertical-align="middle" {inner} {edges}/>'
    return named("table-cell", f"{name}Y{down[0]}X{across[0]}", properties)


def _row(laid: Layout, name: str, row: tuple[Card | None, ...], place: int, draw: Drawing) -> str:
    cells = (
        odf.cell(
            _card(laid, name, card, (place, column), draw) if card else paragraph("", TINY), f"{name}Y{place}X{column}"
        )
        for column, card in enumerate(row)
    )
    return odf.row("".join(cells), f"{name}R{place}")


def _card(laid: Layout, name: str, card: Card, place: tuple[int, int], draw: Drawing) -> str:
    said = "".join(_said(laid, name, card)) or paragraph("", TINY)
    if not card.picture:
        return said
    side = laid.picture_width(card)
    style = f"{name}P{round(side)}"
    columns = "".join(f'<table:table-column table:style-name="{each}"/>' for each in column_names(style, (0, 0)))
    cells = odf.cell(said, f"{name}M") + odf.cell(paragraph(draw(card.picture, side), "CardPicture"), f"{name}M")
    inner = f'<table:table table:style-name="{style}">{columns}<table:table-row>{cells}</table:table-row></table:table>'
    return inner + paragraph("", TINY)


def _said(laid: Layout, name: str, card: Card) -> Iterator[str]:
    if card.kicker:
        yield paragraph(words(card.kicker), f"{name}K")
    if card.title:
        yield paragraph(words(card.title), _title(name, laid.title_size(card)))
    for line in card.lines:
        yield paragraph(words(line), f"{name}L")
