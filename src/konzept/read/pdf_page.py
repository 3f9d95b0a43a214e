"""A page as pdfplumber gives it -> a sheet: letters to words, paths to rules and colours, lines through words."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from konzept.read.pdf_sheet import Box, Fill, Sheet, Word

THIN = 2.6  # points: a box thinner than this is a rule
_BOLD = re.compile(r"bold|black|heavy|semibold|demi|fett|(?:^|[-,_])(?:bd|sb|hv)\b", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obli|kursiv|slanted|(?:^|[-,_])(?:it|ita)\b", re.IGNORECASE)
_UNKNOWN = re.compile(r"\(cid:\d+\)")
_LIGATURE = re.compile(r"[\ufb00-\ufb06]")
_SYMBOLS = dict(
    zip(
        (
            0xF0B7,
            0xF0A7,
            0xF0D8,
            0xF0FC,
            0xF0E0,
            0xF0E8,
            0xF076,
            0xF06F,
            0xF02D,
            0xF0A8,
            0xF071,
            0xF0B0,
            0xF0DE,
            0xF0FE,
        ),
        "•▪➢✓➔➔❖◦–◦◦°➢✓",
        strict=True,
    )
)  # private characters that Word writes for its symbol fonts
_PICTURED = {"§": "▪", "Ø": "➢", "ü": "✓", "à": "➔", "·": "•", "v": "❖", "q": "◦", "n": "■", "l": "●", "ð": "➔"}
_PICTURES = re.compile(r"wingding|webding|zapfdingbat|symbol", re.IGNORECASE)  # fonts whose letters are pictures


def sheet(page: Any, roles: Mapping[int, str]) -> Sheet:
    """What stands on a page of pdfplumber's; `roles` say what a tagged piece of content is, by its number."""
    width, height = max(float(page.width), 1.0), max(float(page.height), 1.0)
    chars = [char for char in page.chars if _sane(char)]
    turn = _turn(chars)
    placed = _Placed(turn, width, height)
    found = Sheet(page.page_number, *((height, width) if turn else (width, height)), turn=turn)
    found.unknown = sum(1 for char in chars if _UNKNOWN.match(char["text"]))
    found.words = closed_up(_once(_words(chars, placed, roles)))
    found.rules = list(_rules(page, placed))
    found.fills = list(_fills(page, placed))
    found.pictures = _pictures(page.images, width, height)
    _strike(found)
    _link(found, page.annots, placed)
    return found


def _sane(char: Mapping[str, Any]) -> bool:
    return all(math.isfinite(char[side]) for side in ("x0", "x1", "top", "bottom")) and bool(char["text"])


def _turn(chars: list[dict[str, Any]]) -> int:
    """Which way most of the text of a page runs."""
    ways = Counter(_way(char) for char in chars if not char["text"].isspace())
    way, count = ways.most_common(1)[0] if ways else (0, 0)
    return way if count * 2 > ways.total() else 0


def _way(char: Mapping[str, Any]) -> int:
    along, across = char["matrix"][0], char["matrix"][1]
    if abs(across) <= abs(along):
        return 0
    return 1 if across > 0 else -1


@dataclass(frozen=True, slots=True)
class _Placed:
    """Turns what is written sideways upright."""

    turn: int
    width: float
    height: float

    def box(self, thing: Mapping[str, Any]) -> tuple[float, float, float, float]:
        left, top, right, bottom = thing["x0"], thing["top"], thing["x1"], thing["bottom"]
        if self.turn > 0:
            return self.height - bottom, left, self.height - top, right
        if self.turn < 0:
            return top, self.width - right, bottom, self.width - left
        return left, top, right, bottom

    def base(self, char: Mapping[str, Any]) -> float:
        """The line a letter stands on, growing downwards."""
        x, y = char["matrix"][4], char["matrix"][5]
        return float(x if self.turn > 0 else self.width - x if self.turn < 0 else self.height - y)


def _letters(text: str) -> str:
    if len(text) > 1 and _UNKNOWN.match(text):
        return "\ufffd"
    text = "-" if text == "\u00ad" else text.replace("\u00ad", "")  # alone it is drawn, beside a letter it is not
    text = _LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return _SYMBOLS.get(ord(text), text) if len(text) == 1 else text


def _words(chars: list[dict[str, Any]], placed: _Placed, roles: Mapping[int, str]) -> list[Word]:
    """Letters that follow each other on a line without a gap."""
    found: list[Word] = []
    looks: dict[str, tuple[bool, bool, bool]] = {}
    spaced = True
    figures = _figures(chars)
    for char in chars:
        text = char["text"]
        word = found[-1] if found else None
        if text.isspace() and text != "\u00a0":
            spaced = True
            if word is not None:
                word.after = True
            continue
        letter = _letter(char, placed, roles, looks)
        before = word.text[-1] if word is not None and not spaced and _beside(word, letter) else " "
        letter.raised = _is_superior(char, figures, before)
        if word is not None and not word.after and _doubled(word, letter):
            word.bold = True
        elif word is not None and not spaced and _goes_on(word, letter):
            word.text += letter.text
            word.right, word.left = max(word.right, letter.right), min(word.left, letter.left)
            word.top, word.bottom = min(word.top, letter.top), max(word.bottom, letter.bottom)
        else:
            letter.spaced = spaced
            found.append(letter)
        spaced = False
    return found


def _figures(chars: list[dict[str, Any]]) -> dict[tuple[str, str], float]:
    """How wide each figure of each font is at most, in letter sizes; "" = the widest of them."""
    found: dict[tuple[str, str], float] = {}
    for char in chars:
        if char["text"].isdigit() and char["size"] > 0:
            for key in ((char["fontname"], char["text"]), (char["fontname"], "")):
                found[key] = max(found.get(key, 0.0), char["adv"] / char["size"])
    return found


def _is_superior(char: Mapping[str, Any], figures: Mapping[tuple[str, str], float], before: str) -> bool:
    """Whether a figure is one of those small raised ones that good fonts have: narrower than others, of the same size.

    Fonts have narrow ones, too: where the same figure is not seen wider, it must cling to a word.
    """
    if len(char["text"]) != 1 or not char["text"].isdigit() or _way(char) or char["size"] <= 0:
        return False
    wide = char["adv"] / char["size"]
    clings = before.isalpha() or before in (")", "“", "»")
    seen = wide < 0.75 * figures[char["fontname"], char["text"]]
    return seen or (clings and wide < 0.75 * figures[char["fontname"], ""])


def _letter(
    char: dict[str, Any], placed: _Placed, roles: Mapping[int, str], looks: dict[str, tuple[bool, bool, bool]]
) -> Word:
    left, top, right, bottom = placed.box(char)
    turned = _way(char) != placed.turn
    font = char["fontname"]
    if font not in looks:
        name = str(font).split("+")[-1]
        looks[font] = (bool(_BOLD.search(name)), bool(_ITALIC.search(name)), bool(_PICTURES.search(name)))
    bold, italic, pictured = looks[font]
    base = bottom if turned else placed.base(char)
    size = min(right - left, bottom - top) if turned else (bottom - top)
    role = roles.get(char["mcid"], "") if char["mcid"] is not None else (char["tag"] or "")
    skew = char["matrix"][2] if placed.turn == 0 and not turned else 0
    return Word(
        *(left, top, right, bottom),
        text=_PICTURED.get(char["text"], "") if pictured and char["text"] in _PICTURED else _letters(char["text"]),
        base=base,
        size=size,
        bold=bold,
        italic=italic or skew > 0.1 * abs(char["matrix"][3]),
        color=color(char["non_stroking_color"]),
        role=role,
        turned=turned,
    )


def _doubled(word: Word, letter: Word) -> bool:
    """Whether a letter is printed a second time to look bold."""
    same = word.text.endswith(letter.text) and abs(word.base - letter.base) < 0.1 * letter.size
    return same and letter.right - word.right < 0.12 * letter.size and letter.right > word.right - 0.05 * letter.size


def _goes_on(word: Word, letter: Word) -> bool:
    if (word.turned, word.raised) != (letter.turned, letter.raised) or (word.bold, word.italic) != (
        letter.bold,
        letter.italic,
    ):
        return False
    if word.turned:
        beside = abs(word.middle[0] - letter.middle[0]) < 0.5 * letter.size
        return beside and min(abs(word.top - letter.bottom), abs(letter.top - word.bottom)) < 0.3 * letter.size
    return _beside(word, letter)


def _beside(word: Word, letter: Word) -> bool:
    """Whether a letter of the same size follows on the same line without a gap."""
    if abs(word.base - letter.base) > 0.08 * letter.size or abs(word.size - letter.size) > 0.1 * word.size:
        return False
    return -0.4 * letter.size < letter.left - word.right < 0.2 * letter.size


def _once(words: list[Word]) -> list[Word]:
    """Words without those printed twice at the same place (shadows, poor man's bold)."""
    seen: dict[tuple[str, int, int], Word] = {}
    found: list[Word] = []
    for word in words:
        key = (word.text, round(word.left / 2), round(word.base / 2))
        if key in seen and len(word.text) > 1:
            seen[key].bold = True
            continue
        seen[key] = word
        found.append(word)
    return found


def closed_up(words: list[Word]) -> list[Word]:
    """Letters set apart by even gaps without a space between them are one word, on lines where most stand alone."""
    found: list[Word] = []
    spaced: set[tuple[float, bool]] = set()  # looks met with letters set apart
    for _, line in groupby(words, key=lambda word: (round(word.base), word.turned)):
        row = list(line)
        alone, look = sum(len(word.text) == 1 for word in row), (round(row[0].size, 1), row[0].bold)
        if alone >= 5 and alone * 5 >= len(row) * 3:
            spaced.add(look)
        rest = look in spaced and len(row) > 1 and all(len(word.text) < 3 for word in row)  # 2 = drawn as one letter
        found += _together(row) if rest or (look in spaced and alone >= 5) else row
    return found


def _together(row: list[Word]) -> list[Word]:
    found: list[Word] = []
    room: float | None = None
    for word in row:
        before = found[-1] if found else None
        wide = word.left - before.right if before is not None else 0.0
        even = room is None or abs(wide - room) < 0.12 * word.size
        if before is not None and not word.spaced and even and -0.1 * word.size < wide < 0.8 * word.size:
            before.text += word.text
            before.right, before.after = word.right, word.after
            room = wide if room is None else room
        else:
            found.append(word)
            room = None
    return found


def color(value: Any) -> str:
    """A colour of pdfplumber's (grey, RGB or CMYK in 0..1) as six hexadecimal digits; patterns count as black."""
    parts = value if isinstance(value, tuple | list) else (value,)
    if not all(isinstance(part, int | float) and math.isfinite(part) for part in parts):
        return "000000"
    if len(parts) == 4:
        cyan, magenta, yellow, black = parts
        parts = tuple((1 - ink) * (1 - black) for ink in (cyan, magenta, yellow))
    levels = parts if len(parts) == 3 else (parts[0],) * 3 if parts else (0, 0, 0)
    return "".join(f"{round(min(max(float(level), 0.0), 1.0) * 255):02X}" for level in levels)


def _rules(page: Any, placed: _Placed) -> Iterable[Box]:
    for line in page.lines:
        yield from _rule(Box(*placed.box(line)))
    for rect in page.rects:
        box = Box(*placed.box(rect))
        if min(box.width, box.height) <= THIN:
            if rect["fill"] or rect["stroke"]:
                yield from _rule(box)
        elif rect["stroke"] and color(rect["stroking_color"]) != "FFFFFF":
            yield from _edges(box)
    for curve in page.curves:
        if curve["stroke"] and len(curve["pts"]) <= 20:
            for one, other in zip(curve["pts"], curve["pts"][1:], strict=False):
                (x0, y0), (x1, y1) = one, other
                thing = {"x0": min(x0, x1), "x1": max(x0, x1), "top": min(y0, y1), "bottom": max(y0, y1)}
                yield from _rule(Box(*placed.box(thing)))


def _rule(box: Box) -> Iterable[Box]:
    """A level or plumb line of some length; slanted ones are drawings."""
    sides = (box.left, box.top, box.right, box.bottom)
    if all(map(math.isfinite, sides)) and min(box.width, box.height) <= THIN and max(box.width, box.height) >= 3:
        yield box


def _edges(box: Box) -> Iterable[Box]:
    yield replace(box, bottom=box.top)
    yield replace(box, top=box.bottom)
    yield replace(box, right=box.left)
    yield replace(box, left=box.right)


def _fills(page: Any, placed: _Placed) -> Iterable[Fill]:
    for rect in page.rects:
        box = Fill(*placed.box(rect), color=color(rect["non_stroking_color"]))
        small = min(box.width, box.height) <= THIN or max(box.width, box.height) < 10
        if rect["fill"] and not small and box.width * box.height < 0.6 * placed.width * placed.height:
            yield box


def _pictures(images: list[dict[str, Any]], width: float, height: float) -> float:
    """The share of the page that its largest picture covers."""
    shares = [
        max(min(image["x1"], width) - max(image["x0"], 0), 0)
        * max(min(image["bottom"], height) - max(image["top"], 0), 0)
        / (width * height)
        for image in images
    ]
    return max(shares, default=0.0)


def _strike(found: Sheet) -> None:
    """Thin lines through the middle of words strike them out and are no rules of a table."""
    kept = []
    for rule in found.rules:
        level = rule.width > rule.height and rule.height < 1.6
        through = [word for word in found.words if _runs_through(rule, word)] if level else []
        for word in through:
            word.struck = True
        if not through:
            kept.append(rule)
    found.rules = kept


def _runs_through(rule: Box, word: Word) -> bool:
    y = rule.middle[1]
    if word.turned or not word.base - 0.55 * word.size < y < word.base - 0.1 * word.size:
        return False
    return min(rule.right, word.right) - max(rule.left, word.left) > 0.6 * word.width


def _link(found: Sheet, annotations: list[dict[str, Any]], placed: _Placed) -> None:
    """Words under a link to the web or to a mailbox; links to files and programs are ignored."""
    for annotation in annotations[:2000]:
        address = annotation.get("uri")
        if not isinstance(address, str) or not re.match(r"(?:https?://|mailto:)[!-~]+$", address):
            continue
        box = Box(*placed.box(annotation))
        for word in found.words:
            if box.holds(word.middle):
                word.link = address
