"""What frames a concept: cover, imprint, table of contents, page heads; title, edition and authority out of them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from konzept.model import EditionMark
from konzept.read.authority import AUTHORITY, GENITIVE, as_printed_name
from konzept.read.blocks import Block, Document, Heading, Paragraph, Table, words_of
from konzept.read.edition import DATE, EDITION, YEARS, day, ordinal, parted_title
from konzept.read.labels import section
from konzept.read.marks import chapter, mark
from konzept.wording import fold, line

_CONCEPT = re.compile(
    r"konzept|aktionsplan|masterplan|maßnahmenplan|leitbild|strategie|programm\b|rahmenplan|integrationsplan|(?<!zeit)plan\b|agenda\b",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"©|\b(?:Foto|Bild|Herausgeber|Stand|Redaktion|Beschluss|beschlossen|Telefon|Fachdienst|Internet)|beschluss",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^(?:Vorwort|Grußworte?|Einleitung|Präambel|Einführung|Zusammenfassung|Ausgangslage|Vorbemerkung|Leitbild|Anhang|Anlage)\b",
    re.IGNORECASE,
)
_PAGE_HEAD = re.compile(r"(?:\bSeite\s+\d{1,3}\b|[\t|]\s*\d{1,3}\s*$|^\d{1,3}\s*[\t|])")
_TOC_ENTRY = re.compile(r"(?:\.{3,}|…|\t|\s)\s*\d{1,3}$|^\d{1,3}$")
LONGEST_COVER = 40


@dataclass(slots=True)
class Frame:
    """What was found around the body. `left_out`: block -> what it is; `used`: blocks whose words the frame holds."""

    title: str | None = None
    subtitle: str | None = None
    authority: str | None = None
    label: str | None = None
    years: tuple[str, str] | None = None
    date: str | None = None
    used: set[int] = field(default_factory=set)
    left_out: dict[int, str] = field(default_factory=dict)

    @property
    def edition(self) -> EditionMark:
        """The edition as the cover names it."""
        first, last = self.years or (None, None)
        return EditionMark(
            label=self.label,
            ordinal=ordinal(self.label),
            date=self.date,
            valid_from=f"{first}-01-01" if first else None,
            valid_to=f"{last}-12-31" if last else None,
        )


def frame(document: Document) -> Frame:
    """Cover, imprint, contents and page heads of a document."""
    found = Frame()
    blocks = document.blocks
    _page_heads(blocks, found)
    end = _body_start(blocks, found)
    _contents(blocks, found)
    _imprint(blocks, found)
    _cover(blocks[:end], found)
    _title_as_written(document, found)
    _date(blocks, found)
    return found


def _heads(block: Block) -> str | None:
    """The words of a line that stands out, None for running text and tables."""
    if isinstance(block, Heading) or (isinstance(block, Paragraph) and block.bold and len(block.text) <= 200):
        return line(block.text)
    return None


# --- page heads and contents ----------------------------------------------------------------------------------


def _page_heads(blocks: tuple[Block, ...], found: Frame) -> None:
    """Lines with a page number that come again and again, the number growing."""
    lines = {
        index: block.text
        for index, block in enumerate(blocks)
        if isinstance(block, Paragraph) and len(block.text) < 150 and _PAGE_HEAD.search(block.text)
    }
    shapes = Counter(re.sub(r"\d+", "#", text) for text in lines.values())
    for index, text in lines.items():
        if shapes[re.sub(r"\d+", "#", text)] >= 3 and mark(text) is None:
            found.left_out[index] = "Seitenkopf"


def _contents(blocks: tuple[Block, ...], found: Frame) -> None:
    """The table of contents: below its heading whatever looks like an entry; paragraphs in Word's own styles anywhere."""
    titles = {fold(chapter(block.text)[1]) for block in blocks if isinstance(block, Heading)}
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.toc:
            found.left_out[index] = "Inhaltsverzeichnis"
    after = 0
    for index, block in enumerate(blocks):
        if index < after or (text := _heads(block)) is None or section(text) != "toc":
            continue
        found.left_out[index] = "Inhaltsverzeichnis"
        after = index + 1
        while after < len(blocks) and _is_entry(blocks[after], titles):
            found.left_out[after] = "Inhaltsverzeichnis"
            after += 1


def _is_entry(block: Block, titles: set[str]) -> bool:
    if isinstance(block, Heading):
        return False
    if isinstance(block, Table):
        lasts = [line(row.cells[-1].text) for row in block.rows]
        return sum(bool(_TOC_ENTRY.search(text)) for text in lasts) * 2 > len(lasts)
    text = line(block.text)[-200:]
    linked = re.match(r"^(?:\d+[.)]?\s*)?\[[^\]]*\]\(#", block.text)
    return bool(_TOC_ENTRY.search(text) or linked or block.toc or (not block.bold and fold(chapter(text)[1]) in titles))


def _imprint(blocks: tuple[Block, ...], found: Frame) -> None:
    inside: Heading | Paragraph | None = None
    for index, block in enumerate(blocks):
        text = _heads(block)
        if text is not None and not isinstance(block, Table):
            if section(text) == "imprint":
                inside = block
            elif inside is not None and _ends_imprint(inside, block, text):
                inside = None
        if inside is not None and index not in found.left_out:
            found.left_out[index] = "Impressum"


def _ends_imprint(inside: Heading | Paragraph, block: Heading | Paragraph, text: str) -> bool:
    if isinstance(inside, Heading) and isinstance(block, Heading):
        return block.level <= inside.level
    return isinstance(block, Heading) or bool(section(text) or chapter(text)[0] or _OPENING.match(text) or mark(text))


# --- the cover ------------------------------------------------------------------------------------------------


def _body_start(blocks: tuple[Block, ...], found: Frame) -> int:
    """The first block that is no part of a cover."""
    for index, block in enumerate(blocks[:LONGEST_COVER]):
        if index in found.left_out:
            return index
        if isinstance(block, Table) or _is_running_text(block) or _opens_body(block, index):
            return index
    return min(len(blocks), LONGEST_COVER) if len(blocks) > LONGEST_COVER else len(blocks)


def _is_running_text(block: Heading | Paragraph) -> bool:
    text = line(block.text)
    if isinstance(block, Heading) or EDITION.search(text) or DATE.search(text):
        return False
    return (
        len(text) > 200
        or block.list_level is not None
        or (text.endswith((".", ":", "!", "?", ",")) and text.count(" ") > 4)
    )


def _opens_body(block: Heading | Paragraph, index: int) -> bool:
    text = line(block.text)
    if EDITION.search(text) or DATE.search(text):
        return False
    if section(text) or mark(text) is not None or (_OPENING.match(text) and index > 0):
        return True
    stands_out = _heads(block) is not None
    return stands_out and bool(chapter(text)[0]) and index > 0


def _cover(blocks: tuple[Block, ...], found: Frame) -> None:
    title_at = _find_title(blocks, found)
    for index, block in enumerate(blocks):
        if index in found.left_out or index in found.used:
            continue
        text = line(words_of(block))
        if _takes_edition(text, found) or _takes_authority(text, index, title_at, found):
            found.used.add(index)
        elif isinstance(block, Paragraph) and _is_subtitle(text, index, title_at, found):
            found.subtitle = text
            found.used.add(index)
        elif title_at is not None and not isinstance(block, Heading):
            found.left_out[index] = "Titelseite"


def _find_title(blocks: tuple[Block, ...], found: Frame) -> int | None:
    """The first outstanding line that names a concept; else the first heading; else nothing."""
    candidates = [(index, line(words_of(block))) for index, block in enumerate(blocks) if index not in found.left_out]
    named = [
        (index, text)
        for index, text in candidates
        if _CONCEPT.search(text) and len(text) <= 150 and DATE.search(text) is None
    ]
    headed = [(index, text) for index, text in named if _heads(blocks[index])] or named
    headings = [(index, text) for index, text in candidates if isinstance(blocks[index], Heading) and index < 5]
    for index, text in headed[:1] or headings[:1] or _largest(blocks, candidates):
        found.title, found.label = parted_title(text)
        found.used.add(index)
        return index
    return None


def _largest(blocks: tuple[Block, ...], candidates: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The line set in the largest letters of a cover, where they are larger than all others on it."""
    sized = [
        (block.size or 0, index, text)
        for index, text in candidates
        if isinstance(block := blocks[index], Paragraph) and index < 8
    ]
    sized = [entry for entry in sized if DATE.search(entry[2]) is None and EDITION.search(entry[2]) is None]
    best = max(sized, default=None, key=lambda entry: entry[0])
    alone = best is not None and best[0] > 0 and sum(size == best[0] for size, _, _ in sized) == 1
    return [(best[1], best[2])] if best and alone else []


def _takes_edition(text: str, found: Frame) -> bool:
    label, years = EDITION.search(text), YEARS.search(text)
    if (
        label is not None
        and label.start() == 0
        and len(text) <= 80
        and DATE.search(text) is None
        and found.label is None
    ):
        found.label = text
        return True
    if years is not None and found.years is None and len(text) <= 40:
        found.years = (years[1], years[2])
        return True
    return False


def _takes_authority(text: str, index: int, title_at: int | None, found: Frame) -> bool:
    """The line of the county or city; beside the title it belongs to the title."""
    place = AUTHORITY.match(re.sub(GENITIVE, r"\1 ", text))
    if place is None or title_at is None or len(text) > 80:
        return False
    if abs(index - title_at) == 1 and found.title and place[0].casefold() not in found.title.casefold():
        found.title = f"{found.title} {text}"
    if found.authority is None:
        found.authority = as_printed_name(place[0])
        return True
    return fold(found.authority) in fold(text)


def _is_subtitle(text: str, index: int, title_at: int | None, found: Frame) -> bool:
    below = title_at is not None and index > title_at
    return (
        below
        and found.subtitle is None
        and _FURNITURE.search(text) is None
        and DATE.search(text) is None
        and len(text.split()) > 2
    )


def _title_as_written(document: Document, found: Frame) -> None:
    """Covers shout; page heads and sentences print the same words as they are written."""
    if found.title is None:
        return
    for index, what in found.left_out.items():
        head = re.split(r"\t|\||\bSeite\b", line_with_tabs(document.blocks[index]))[0].strip()
        if what == "Seitenkopf" and sorted(fold(head).split()) == sorted(fold(found.title).split()):
            found.title = head
    if any(word.isupper() and len(word) > 4 for word in found.title.split()):
        text = "\n".join(words_of(block) for block in document.blocks)
        found.title = _as_spelled(found.title, text)
    if found.years is None and found.label and (years := YEARS.search(found.label)):
        found.years = (years[1], years[2])
    if found.label is None and found.years is not None:
        found.label = _years_line(document, found)
    if found.authority is None and (place := AUTHORITY.search(found.title)):
        found.authority = place[0]


def line_with_tabs(block: Block) -> str:
    """A block's words with the tabs between them."""
    return words_of(block).replace("\n", " ")


def _as_spelled(title: str, text: str) -> str:
    """The title; its words in capitals as the text first writes them otherwise."""
    words = {found.lower(): found for found in re.findall(r"\b[A-ZÄÖÜ]{5,}\b", title)}
    for other in re.findall(r"\w{5,}", text):
        if (small := other.lower()) in words and words[small].isupper() and not other.isupper():
            words[small] = other
    return re.sub(r"\b[A-ZÄÖÜ]{5,}\b", lambda word: words[word[0].lower()], title)


def _years_line(document: Document, found: Frame) -> str | None:
    texts = (line(words_of(document.blocks[index])) for index in sorted(found.used))
    return next((text for text in texts if YEARS.search(text) and text != found.title), None)


def _date(blocks: tuple[Block, ...], found: Frame) -> None:
    """The date of the edition: beside its name in the imprint, else of the decision on the cover."""
    around = sorted(
        found.used | {index for index, what in found.left_out.items() if what in {"Impressum", "Titelseite"}}
    )
    dated = [(line(words_of(blocks[at])), when) for at in around if (when := day(words_of(blocks[at])))]
    ranked = sorted(dated, key=lambda entry: (not EDITION.search(entry[0]), "schl" not in entry[0]))
    if ranked:
        found.date = ranked[0][1]
