"""A handout as a Word document: real headings, header rows that repeat, ruled room, pictures with their words."""

from __future__ import annotations

from dataclasses import dataclass, field

from konzept.write import ooxml
from konzept.write.docx_text import CELL, Press, numbering
from konzept.write.handout_cards import layout
from konzept.write.handout_docx_cards import card_section, card_table
from konzept.write.handout_docx_look import BODY, HEAD_SHADE, LOOKS, QUIET, TINY
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
from konzept.write.ooxml import cell, paragraph, row, run, table

MARGIN, FLAT_MARGIN = 1418, 1134
TALL = 680  # twentieths of a point


def docx(handout: Handout) -> bytes:
    """The same handout gives the same bytes."""
    handout = prepared(handout)
    made = _Body(handout, drawn(pictures(handout.blocks)))
    body = made.whole()
    footer = run(f"{handout.running} · ") + ooxml.counter("PAGE") + run(" / ") + ooxml.counter("NUMPAGES")
    return ooxml.package(
        ooxml.Paper(
            body=body,
            footer=footer,
            title=handout.title,
            author=handout.author,
            language="de-DE" if handout.language == "de" else handout.language,
            links=tuple(made.press.links),
            looks=LOOKS,
            numbers=numbering(made.press.lists),
            pictures=tuple(made.drawn.values()),
            rtl=handout.rtl,
            bare=any(isinstance(block, Cards) for block in handout.blocks),
        )
    )


@dataclass(slots=True)
class _Body:
    """The body as it grows; `number` counts the pictures shown."""

    handout: Handout
    drawn: dict[Picture, bytes]
    press: Press = field(default_factory=Press)
    number: int = 0

    def whole(self) -> str:
        parts = [] if self.handout.only_cards else self._head()
        blocks = self.handout.blocks
        for index, block in enumerate(blocks):
            if isinstance(block, Cards):
                parts += [self._ended(self._section())] * bool(parts and not isinstance(blocks[index - 1], Cards))
                parts.append(self._cards(block, last=index == len(blocks) - 1))
            else:
                parts.append(self._block(block))
        ends_with_cards = bool(blocks) and isinstance(blocks[-1], Cards)
        return "".join(parts) + ("" if ends_with_cards else self._section())

    @property
    def _width(self) -> int:
        """Of the line, in twentieths of a point."""
        return 16838 - 2 * FLAT_MARGIN if self.handout.landscape else 11906 - 2 * MARGIN

    def _section(self) -> str:
        flat = self.handout.landscape
        return ooxml.section(landscape=flat, margin=FLAT_MARGIN if flat else MARGIN)

    @staticmethod
    def _ended(section: str) -> str:
        return paragraph(style=TINY, properties=section)

    def _head(self) -> list[str]:
        lines = ((self.handout.author, "Issuer"), (self.handout.title, "Title"), (self.handout.subtitle, "Subtitle"))
        return [paragraph(run(words), style) for words, style in lines if words]

    def _block(self, block: Block) -> str:
        match block:
            case Heading(level, text):
                made = paragraph(run(text), f"Heading{level}")
            case Words(text, quiet):
                made = self.press.text(text, QUIET if quiet else BODY)
            case Items(items, ordered):
                made = self.press.items(items, BODY, ordered=ordered)
            case Sheet():
                made = self._sheet(block)
            case Room(lines):
                made = paragraph(style="Room") * lines + paragraph(style="Gap")
            case Picture():
                made = paragraph(self._picture(block), "BodyText")
            case _:
                made = paragraph(style=TINY, properties="<w:pageBreakBefore/>")
        return made

    def _picture(self, picture: Picture, width: float = 0) -> str:
        self.number += 1
        wide, high = size(picture, self.drawn[picture])
        scale = (width or wide) / wide
        index = list(self.drawn).index(picture)
        return ooxml.picture(self.number, index, (wide * scale, high * scale), picture.words)

    def _sheet(self, sheet: Sheet) -> str:
        widths = tuple(int(share * self._width) for share in shares(sheet))
        heads = zip(sheet.head, widths, strict=True)
        head = "".join(
            cell(paragraph(self.press.line(words), "CellHead"), width, shade=HEAD_SHADE) for words, width in heads
        )
        rows = row(head, header=low(sheet, sheet.head), keep=low(sheet, sheet.head))
        for values in sheet.rows:
            cells = "".join(
                cell(self.press.text(value, CELL), width) for value, width in zip(values, widths, strict=True)
            )
            rows += row(cells, keep=low(sheet, values), height=TALL * sheet.tall)
        made = table(rows, widths, sheet.words or self.handout.title)
        return (made.replace("<w:tblW", "<w:bidiVisual/><w:tblW", 1) if self.handout.rtl else made) + paragraph(
            style="Gap"
        )

    def _cards(self, cards: Cards, *, last: bool) -> str:
        """Pages of their own; LibreOffice wants a paragraph above the table, Word one below, which may end the section."""
        section = card_section(landscape=self.handout.landscape)
        end = section if last else ""
        cards_laid = card_table(layout(self.handout, cards), self._picture)
        return paragraph(style=TINY) + cards_laid + paragraph(style=TINY, properties="" if last else section) + end
