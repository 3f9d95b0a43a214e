"""How handouts look in LibreOffice: their own styles, the pages, the tables."""

from __future__ import annotations

from konzept.write import opendocument as odf
from konzept.write.handout_cards import EDGE
from konzept.write.handout_parts import Handout
from konzept.write.ooxml_styles import ACCENT, INK, LINE, QUIET
from konzept.write.opendocument_styles import HEAD_SHADE, document_styles, letters, named, painted, spacing

MARGIN, FLAT_MARGIN = 25.0, 20.0  # millimetres
TALL = 34  # points
TINY, TURN, FRONT, BACK = "Tiny", "Turn", "Front", "Back"
CARDS = "Cards"  # the master page
WHOLE = 'fo:hyphenate="false"'


def _one_point(more: str = "") -> str:
    """No line to speak of."""
    return f'<style:paragraph-properties fo:margin-top="0pt" fo:margin-bottom="0pt" fo:line-height="1pt" {more}/>{letters(1)}'


def _whole(properties: str) -> str:
    """The text properties of words that are never parted."""
    return properties.replace("<style:text-properties ", f"<style:text-properties {WHOLE} ")


def _ruled() -> str:
    edge = f'fo:border-bottom="0.5pt solid #{LINE}" fo:border-top="none" fo:border-left="none" fo:border-right="none"'
    return (
        '<style:paragraph-properties fo:margin-top="0pt" fo:margin-bottom="0pt" fo:line-height="24pt" '
        f'{edge} style:join-border="false"/>'
    )


STYLES = "".join((
    named("text", "Emphasis", '<style:text-properties fo:font-style="italic" style:font-style-complex="italic"/>'),
    named("paragraph", "Issuer", spacing(0, 2) + letters(12, QUIET), "Standard"),
    named("paragraph", "Aside", spacing(0, 4, 105) + letters(9, QUIET), "Standard"),
    named("paragraph", "Room", _ruled(), "Standard"),
    named("paragraph", "CardKicker", spacing(0, 6, 105) + _whole(letters(8.5, QUIET, bold=True)), "Standard"),
    named("paragraph", "CardTitle", spacing(0, 5, 100) + _whole(letters(26, ACCENT)), "Standard"),
    named("paragraph", "CardLine", spacing(0, 1, 105) + letters(11, INK), "Standard"),
    named("paragraph", "CardPicture", spacing(0, 0, 100, 'fo:text-align="end"'), "Standard"),
    named("paragraph", TINY, _one_point(), "Standard"),
    named("paragraph", TURN, _one_point('fo:break-before="page"'), "Standard"),
    named("paragraph", FRONT, _one_point(), "Standard", f' style:master-page-name="{CARDS}"'),
    named("paragraph", BACK, _one_point(), "Standard", ' style:master-page-name="Standard"'),
))  # fmt: skip


def line_width(handout: Handout) -> float:
    """Points of a line of words."""
    return points(handout.page[0] - 2 * (FLAT_MARGIN if handout.landscape else MARGIN))


def points(millimetres: float) -> float:
    """To two places."""
    return round(millimetres * 72 / 25.4, 2)


def styles(handout: Handout) -> str:
    """styles.xml: the page with a number at its foot, and the almost bare sheet for cards."""
    pages = 'text:select-page="current">1</text:page-number> / <text:page-count>1</text:page-count>'
    foot = odf.paragraph(f"{odf.words(f'{handout.running} · ')}<text:page-number {pages}", "Footer")
    margin = FLAT_MARGIN if handout.landscape else MARGIN
    footed = '<style:footer-style><style:header-footer-properties fo:min-height="14pt" fo:margin-top="6pt"/></style:footer-style>'
    layouts = _layout("Page", handout, (margin, margin, margin - 8), footed) + _layout(CARDS, handout, (EDGE,) * 3, "")
    masters = f'<style:master-page style:name="Standard" style:page-layout-name="Page"><style:footer>{foot}</style:footer></style:master-page>'
    masters += f'<style:master-page style:name="{CARDS}" style:page-layout-name="{CARDS}"/>'
    language = "de-DE" if handout.language == "de" else handout.language
    return document_styles(language, STYLES, layouts, masters)


def _layout(name: str, handout: Handout, margins: tuple[float, ...], foot: str) -> str:
    side, top, bottom = margins
    width, height = handout.page
    turned = "landscape" if handout.landscape else "portrait"
    return (
        f'<style:page-layout style:name="{name}"><style:page-layout-properties fo:page-width="{width}mm" fo:page-height="{height}mm" '
        f'style:print-orientation="{turned}" fo:margin-top="{top}mm" fo:margin-bottom="{bottom}mm" fo:margin-left="{side}mm" '
        f'fo:margin-right="{side}mm" style:writing-mode="{"rl-tb" if handout.rtl else "lr-tb"}"/>{foot}</style:page-layout>'
    )


def sheet_styles() -> str:
    """The automatic styles that all sheets share: rows that stay whole, long and tall ones, cells."""
    edge = f'fo:border="0.5pt solid #{LINE}" fo:padding-top="2pt" fo:padding-bottom="2pt" fo:padding-left="5pt" fo:padding-right="5pt"'
    rows = {
        "RowWhole": 'fo:keep-together="always"',
        "RowLong": 'fo:keep-together="auto"',
        "RowTall": f'fo:keep-together="always" style:min-row-height="{TALL}pt"',
    }
    made = (named("table-row", name, f"<style:table-row-properties {more}/>") for name, more in rows.items())
    cells = (
        named("table-cell", name, f"<style:table-cell-properties {edge}{painted(shade)}/>")
        for name, shade in (("SheetCell", ""), ("SheetHead", HEAD_SHADE))
    )
    return "".join((*made, *cells))


def table_style(name: str, widths: tuple[float, ...]) -> str:
    """The automatic styles of one table and its columns (points)."""
    table = (
        f'<style:table-properties style:width="{sum(widths):.2f}pt" table:align="margins" table:border-model="collapsing" '
        'fo:margin-top="0pt" fo:margin-bottom="0pt" style:may-break-between-rows="true"/>'
    )
    columns = (
        named("table-column", f"{name}C{at}", f'<style:table-column-properties style:column-width="{width}pt"/>')
        for at, width in enumerate(widths)
    )
    return named("table", name, table) + "".join(columns)


def column_names(name: str, widths: tuple[float, ...]) -> list[str]:
    """What the columns of such a table are called."""
    return [f"{name}C{at}" for at in range(len(widths))]
