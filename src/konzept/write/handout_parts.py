"""A handout (Unterlage) as a value: any printed thing that is no concept, such as a dossier, minutes, badges, a receipt.

Four writers (konzept.write.handout) make a DOCX, an ODT, a PDF and HTML of it. Words, items and cells are restricted
Markdown (konzept.write.nodes); headings, cards and titles are plain text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

RTL = frozenset({"ar", "fa", "he", "ku", "ps", "ur", "ckb", "dv", "yi"})
DEEPEST = 5  # level of a heading; the title stands above all of them
LOW_ROW = 16  # lines; a higher row of a sheet may break over the page
LINE_LETTERS = 85  # in a line as wide as the page
LONGEST_RUNNING = 80  # letters of the title at the edge of the pages
LONGEST_ON_CARD = 400  # letters; more than that no card can show
A4 = (210.0, 297.0)  # millimetres
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ILLEGAL = re.compile("[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile("\r\n?|[\u0085\u2028\u2029\v\f]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (highest) to 5; the first is always 1, none lies more than one below the one before it."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """Paragraphs and lists; `quiet` = small and grey, for what is said beside the matter."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list of one line each; `ordered` = with numbers."""

    items: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a header row that is repeated on each page.

    `widths` are shares of the line (2, 1 = two thirds, one third; empty = all alike); rows are filled up or cut to the
    length of the head. `words` say to those who hear it what the table is; `tall` leaves room to write by hand in each row.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    words: str = ""
    tall: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """Ruled room for notes, so many lines high."""

    lines: int = 4


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG and the words for those who do not see it (never empty); `width` in millimetres."""

    svg: str
    words: str
    width: int = 40


@dataclass(frozen=True, slots=True)
class Card:
    """A badge or table card: a large title, small words above it, lines below it, perhaps a picture at its side."""

    title: str
    lines: tuple[str, ...] = ()
    kicker: str = ""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Cards:
    """Pages of cards that fill the sheet edge to edge and part it evenly: 2 x 4 on A4 are eight cards in A7."""

    cards: tuple[Card, ...]
    columns: int = 2
    rows: int = 4


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a new page."""


Block = Heading | Words | Items | Sheet | Room | Picture | Cards | NewPage


@dataclass(frozen=True, slots=True)
class Handout:
    """A whole handout, A4; `language` is a BCP 47 tag and decides hyphenation and direction."""

    title: str
    blocks: tuple[Block, ...] = ()
    language: str = "de"
    author: str = ""
    subtitle: str = ""
    landscape: bool = False

    @property
    def rtl(self) -> bool:
        """Whether its language runs from right to left."""
        return self.language.split("-")[0].lower() in RTL

    @property
    def page(self) -> tuple[float, float]:
        """Width and height of the page in millimetres."""
        return (A4[1], A4[0]) if self.landscape else A4

    @property
    def running(self) -> str:
        """The title as it stands at the edge of the pages."""
        return brief(self.title, LONGEST_RUNNING)

    @property
    def only_cards(self) -> bool:
        """Whether it is nothing but cards: then no page says title and subtitle."""
        return bool(self.blocks) and all(isinstance(block, Cards) for block in self.blocks)


def clean(text: str) -> str:
    """The text without what no format can hold: control characters, halves of letters; composed, its breaks line feeds."""
    return unicodedata.normalize("NFC", _ILLEGAL.sub("", _BREAKS.sub("\n", text)))


def prepared(handout: Handout) -> Handout:
    """What the writers set: clean text, headings without gaps, sheets with even rows, no sheet without columns.

    Raises ValueError where a picture has no words, or cards no place on the page.
    """
    depth = 0
    blocks: list[Block] = []
    for block in _cleaned(handout).blocks:
        if isinstance(block, Heading):
            if blank(block.text):
                continue
            depth = max(1, min(block.level, depth + 1, DEEPEST))
            blocks.append(Heading(depth, one_line(block.text)))
        elif isinstance(block, Sheet):
            blocks += [_even(block)] if block.head else []
        elif not isinstance(block, Cards) or block.cards:
            blocks.append(_checked(block))
    made: Handout = replace(_cleaned(handout), blocks=tuple(_turned(blocks)))
    return replace(
        made,
        language=made.language if _LANGUAGE.fullmatch(made.language) else "de",
        title="–" if blank(made.title) else one_line(made.title),
        subtitle=one_line(made.subtitle),
        author=one_line(made.author),
    )


def one_line(text: str) -> str:
    """The text with single blanks and no break."""
    return " ".join(text.split())


def brief(text: str, letters: int) -> str:
    """Its beginning, if it is longer than that."""
    return text if len(text) <= letters else f"{text[: letters - 1]}…"


def blank(text: str) -> bool:
    """Whether nothing of it can be seen."""
    return all(unicodedata.category(letter)[0] in "ZC" for letter in text)


def shares(sheet: Sheet) -> tuple[float, ...]:
    """The parts of the line that its columns take; together 1."""
    widths = sheet.widths if len(sheet.widths) == len(sheet.head) else (1.0,) * len(sheet.head)
    known = [max(width, 0.01) for width in widths]
    return tuple(width / sum(known) for width in known)


def low(sheet: Sheet, row: tuple[str, ...]) -> bool:
    """Whether a row (or the head) of a sheet is likely low enough to stay on one page, and to be repeated on each."""
    return max(_lines(cell, share) for cell, share in zip(row, shares(sheet), strict=True)) <= LOW_ROW


def _lines(text: str, share: float) -> float:
    room = LINE_LETTERS * share
    return sum(max(1.0, len(line) / room) for line in text.split("\n"))


def _turned(blocks: list[Block]) -> Iterator[Block]:
    """Without new pages that would be empty: at the beginning and end, twice, beside cards, which have pages of their own."""
    before: Block = NewPage()
    waiting = False
    for block in blocks:
        if isinstance(block, NewPage):
            waiting = not isinstance(before, NewPage | Cards)
            continue
        if waiting and not isinstance(block, Cards):
            yield NewPage()
        yield block
        before, waiting = block, False


def _even(sheet: Sheet) -> Sheet:
    wide = len(sheet.head)
    return replace(sheet, rows=tuple((*row, *("",) * wide)[:wide] for row in sheet.rows))


def _checked(block: Block) -> Block:
    if isinstance(block, Picture):
        return _told(block)
    if not isinstance(block, Cards):
        return block
    if min(block.columns, block.rows) < 1:
        raise ValueError("Cards need at least one column and one row.")
    return replace(block, cards=tuple(_fitting(card) for card in block.cards))


def _told(picture: Picture) -> Picture:
    if blank(picture.words):
        raise ValueError("A picture needs words for those who do not see it.")
    return picture


def _fitting(card: Card) -> Card:
    kicker, title, *lines = (brief(one_line(text), LONGEST_ON_CARD) for text in (card.kicker, card.title, *card.lines))
    return Card(title, tuple(lines), kicker, _told(card.picture) if card.picture else None)


def _cleaned(value: Any) -> Any:
    """The value with all its texts clean, whatever it is made of."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple | list):
        return tuple(_cleaned(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: _cleaned(getattr(value, each.name)) for each in fields(value)})
    return value
