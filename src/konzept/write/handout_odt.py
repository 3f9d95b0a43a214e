"""A handout as an OpenDocument text: real headings and lists, header rows that repeat, ruled room, pictures with their words."""

from __future__ import annotations

from dataclasses import dataclass, field

from konzept.write import odt_text
from konzept.write import opendocument as odf
from konzept.write.handout_cards import layout
from konzept.write.handout_odt_cards import card_styles, card_table
from konzept.write.handout_odt_look import (
    BACK,
    FRONT,
    TINY,
    TURN,
    column_names,
    line_width,
    sheet_styles,
    styles,
    table_style,
)
from konzept.write.handout_parts import (
    Block,
    Cards,
    Handout,
    Heading,
    Items,
    Picture,
    Room,
    Sheet,
    Words,
    low,
    prepared,
    shares,
)
from konzept.write.handout_picture import drawn, pictures, size
from konzept.write.opendocument import paragraph, words


def odt(handout: Handout) -> bytes:
    """The same handout gives the same bytes."""
    handout = prepared(handout)
    made = _Body(handout, drawn(pictures(handout.blocks)))
    body = made.whole()
    return odf.package(
        odf.Paper(
            kind=odf.TEXT,
            body=body,
            automatic=sheet_styles() + "".join(made.automatic),
            styles=styles(handout),
            title=handout.title,
            author=handout.author,
            language="de-DE" if handout.language == "de" else handout.language,
            pictures=tuple(made.drawn.values()),
        )
    )


@dataclass(slots=True)
class _Body:
    """The body as it grows; `automatic` are the styles of its tables, `number` counts the pictures shown."""

    handout: Handout
    drawn: dict[Picture, bytes]
    automatic: list[str] = field(default_factory=list)
    number: int = 0

    def whole(self) -> str:
        parts = [] if self.handout.only_cards else self._head()
        after_cards = False
        for block in self.handout.blocks:
            cards = isinstance(block, Cards)
            parts += [paragraph("", BACK)] * (after_cards and not cards)
            parts.append(self._block(block))
            after_cards = cards
        return "".join(parts)

    def _head(self) -> list[str]:
        lines = ((self.handout.author, "Issuer"), (self.handout.title, "Title"), (self.handout.subtitle, "Subtitle"))
        return [paragraph(words(said), style) for said, style in lines if said]

    def _block(self, block: Block) -> str:
        match block:
            case Heading(level, text):
                made = odf.heading(words(text), level)
            case Words(text, quiet):
                made = odt_text.text(text, "Aside", "Aside") if quiet else odt_text.text(text)
            case Items(items, ordered):
                made = odt_text.items(items, ordered=ordered)
            case Sheet():
                made = self._sheet(block)
            case Room(lines):
                made = paragraph("", "Room") * lines + paragraph("", "Gap")
            case Picture():
                made = paragraph(self._picture(block))
            case Cards():
                made = self._cards(block)
            case _:
                made = paragraph("", TURN)
        return made

    def _picture(self, picture: Picture, width: float = 0) -> str:
        self.number += 1
        wide, high = size(picture, self.drawn[picture])
        scale = (width or wide) / wide
        index = list(self.drawn).index(picture)
        return odf.picture(self.number, index, (wide * scale, high * scale), picture.words)

    def _name(self) -> str:
        return f"Tabelle{len(self.automatic) + 1}"

    def _sheet(self, sheet: Sheet) -> str:
        name = self._name()
        width = line_width(self.handout)
        widths = tuple(round(share * width, 2) for share in shares(sheet))
        self.automatic.append(table_style(name, widths))
        head = "".join(odf.cell(paragraph(odt_text.line(cell), "CellHead"), "SheetHead") for cell in sheet.head)
        rows = "".join(
            odf.row(
                "".join(odf.cell(odt_text.text(cell, "Cell", "Cell"), "SheetCell") for cell in row), _row(sheet, row)
            )
            for row in sheet.rows
        )
        title = sheet.words or self.handout.title
        made = odf.table(name, title, column_names(name, widths), odf.row(head, _row(sheet, sheet.head)), rows, name)
        return made + paragraph("", "Gap")

    def _cards(self, cards: Cards) -> str:
        """LibreOffice wants a paragraph above the table (its page is of another kind) and one below: none to speak of."""
        name, laid = self._name(), layout(self.handout, cards)
        self.automatic.append(card_styles(laid, name))
        return paragraph("", FRONT) + card_table(laid, name, self._picture) + paragraph("", TINY)


def _row(sheet: Sheet, row: tuple[str, ...]) -> str:
    """The style of a row."""
    if not low(sheet, row):
        return "RowLong"
    return "RowTall" if sheet.tall and row is not sheet.head else "RowWhole"
