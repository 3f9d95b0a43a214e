"""A filled matrix pasted into an e-mail is taken out of it: a page of its own, and the letter without it.

Both together are the whole mail: tables, the headings that carry an area's name and what the form asks about the sender go
with the matrix, all else stays in the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from lxml import etree

from konzept.read.container import parse_html
from konzept.read.matrix_html import HEADINGS_OF_PAGES, around, grouped, is_matrix, names_at, text_of
from konzept.read.matrix_tables import FORM_ID, asked_fields
from konzept.suggestion import QUESTIONS
from konzept.wording import fold
from konzept.write.matrix_form import AREA, INTRODUCTION, INVITATION, MEANINGS, REST, instructions

LINES = HEADINGS_OF_PAGES | {"p", "div", "li", "span", "font", "b", "strong"}
MOST_WITHIN = 60  # elements: more than any program writes into one line
LONGEST_LINE = 400  # characters: longer than any line of the form
PAGE = '<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Matrix</title></head><body>{}</body></html>'
_FORM_LINE = re.compile(
    rf"[\s(\[]*{FORM_ID.pattern}[\s.)\]]*(?:· Seite \d+ von \d+)?|{INVITATION}, soweit Sie etwas .* zurück\."
)
_AREA_LINE = re.compile(rf"Handlungsfeld\b.*[^.!?:;,]|{REST}")
_MEANT = (f"{verdict.german} – {said}" for verdict, said in MEANINGS.items())
_OWN = frozenset(map(fold, (*INTRODUCTION, *instructions(), *QUESTIONS, *_MEANT)))
_MARK = re.compile(r"(?:[·•▪o–-]|\d{1,2}[.)])\s+")  # before an item, where Word writes a list as lines


def taken_apart(page: str, name: str) -> tuple[str, str]:
    """The page of a mail without its matrices, and these as a page of their own ("" where there is none, the first then unchanged)."""
    body = parse_html(page.encode("utf-8", "replace"), name)
    ours = outermost(_matrices(body))
    if not ours:
        return page, ""
    parts = [each for each in body.iter() if each in ours or _is_of_form(each, ours)]
    matrix = "".join(map(_markup, parts))
    for each in parts:
        _take_out(each)
    return PAGE.format(_markup(body)), PAGE.format(matrix)


def _matrices(body: etree._Element) -> list[etree._Element]:
    rows = grouped(body)
    holders = around(rows)
    return [table for table, lines in rows.items() if is_matrix(lines, holders)]


def outermost(tables: Iterable[etree._Element]) -> set[etree._Element]:
    """Those that stand in none of the others, in any order."""
    found = set(tables)
    return {table for table in found if not any(above in found for above in table.iterancestors("table"))}


def _is_of_form(each: etree._Element, tables: set[etree._Element]) -> bool:
    """Is it one line of the form itself: an area's heading, its number, an answer about the sender?"""
    if each.tag not in LINES or not _is_small(each) or any(above in tables for above in each.iterancestors()):
        return False
    if any(within in tables for within in each.iter("table")) or _taken_with(each):
        return False
    text = text_of(each)
    return "\n" not in text and len(text) <= LONGEST_LINE and _says_form(each, text, tables)


def _taken_with(each: etree._Element) -> bool:
    """Does the element around it say nothing else? Then that one goes, and this one with it."""
    above = each.getparent()
    return above is not None and above.tag in LINES and _is_small(above) and text_of(above) == text_of(each)


def _is_small(each: etree._Element) -> bool:
    """Could it be one line? Whatever holds more than that is never read for it: a mail of many tags stays quick."""
    return len(list(islice(each.iter(), MOST_WITHIN + 1))) <= MOST_WITHIN


def _says_form(each: etree._Element, text: str, tables: set[etree._Element]) -> bool:
    if _is_own(text) or (_AREA_LINE.fullmatch(text) and _follows(each) in tables):
        return True
    heading = each.tag in HEADINGS_OF_PAGES
    return heading and any(name.startswith(AREA) for within in each.iter() for name in names_at(within))


def _is_own(text: str) -> bool:
    """Is this line the same in every form, or an answer about the sender?"""
    words = text[mark.end() :] if (mark := _MARK.match(text)) else text
    return bool(_FORM_LINE.fullmatch(text) or asked_fields([text]) or fold(words) in _OWN)


def _follows(each: etree._Element) -> etree._Element | None:
    """The table in what comes next, lines of the form aside; None where words come first."""
    for above in (each, *each.iterancestors()):
        if (above.tail or "").strip():
            return None
        for after in above.itersiblings():
            text = text_of(after)
            if after.tag == "table" or (text and not _is_own(text)):
                return next(after.iter("table"), None)
            if (after.tail or "").strip():
                return None
    return None


def _markup(each: etree._Element) -> str:
    return etree.tostring(each, encoding="unicode", method="html", with_tail=False)


def _take_out(each: etree._Element) -> None:
    """Its tail stays; the text before and after it become no one word."""
    blank = etree.Element("p")
    blank.tail = each.tail
    above = each.getparent()
    if above is not None:
        above.replace(each, blank)
