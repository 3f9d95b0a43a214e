"""Lines -> paragraphs and their Markdown: where a paragraph ends, what its mark is, words broken at a line's end whole again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from konzept.read.labels import meaning
from konzept.read.pdf_lines import BULLET, Line, gap
from konzept.read.pdf_sheet import Word
from konzept.read.runs import Piece, markdown
from konzept.wording import normal

SOFT = "\x0b"  # a line's end inside a paragraph, which `normal` understands and `escape` does not
ORDINAL = re.compile(r"^(?:\(?(\d{1,2})[.)]|\(?([a-z])\))$")
_AMBIGUOUS = frozenset("-–—o")
LEADERS = re.compile(r"\s*(?:(?:\.[ \t]?){4,}|…{2,})\s*(?=(?:\d{1,3}|[ivxl]+)?$)")
_SHORTENED = re.compile(r"^[a-zäöü]{1,3}\.")  # "e. V."
_HYPHEN = re.compile(r"[-\u2010\u2011]$")
_ADDRESS = re.compile(r"https?:|www\.|@")
_FILE = re.compile(r"\.(?:pdf|html?|php|aspx|docx?|de|org|com|eu)\b")
_CHAPTER = re.compile(r"^(?:\d{1,2}|[IVX]{1,4}|[A-Z])(?:\.\d{1,2})+\.?\s+[A-ZÄÖÜ]")
LEADING = 1.22  # of the letters' size, where a document shows nothing else


@dataclass(slots=True)
class Habits:
    """What a document does all over.

    `spaces`: it writes a space where a line is full. `leading`: from line to line by letter size, in running text; `inside` cells.
    `body`: the size of its running text. `known`: words that no line's end can have cut.
    """

    spaces: bool = False
    leading: dict[float, float] = field(default_factory=dict)
    inside: dict[float, float] = field(default_factory=dict)
    body: float = 10.0
    known: frozenset[str] = frozenset()


@dataclass(slots=True)
class Para:
    """A paragraph: its lines, its list mark ("•", "1."), None without; `right` = where its lines could have ended."""

    lines: list[Line]
    mark: str | None = None
    right: float = 0.0

    @property
    def words(self) -> list[Word]:
        """Its words without a bullet; a number is a word."""
        found = [word for line in self.lines for word in line.words]
        return found[1:] if self.mark and ORDINAL.match(self.mark) is None else found

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        shown = self.shown
        return bool(shown) and all(word.bold for word in shown)

    @property
    def italic(self) -> bool:
        """Whether all of it is italic."""
        shown = self.shown
        return bool(shown) and all(word.italic for word in shown)

    @property
    def struck(self) -> bool:
        """Whether all of it is struck out."""
        shown = self.shown
        return bool(shown) and all(word.struck for word in shown)

    @property
    def shown(self) -> list[Word]:
        """Its words without the marks of footnotes."""
        return [word for word in self.words if not word.raised]

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        return max(self.lines, key=lambda line: len(line.text)).size


def paragraphs(lines: Sequence[Line], right: float, habits: Habits) -> list[Para]:
    """The paragraphs of a cell's lines; `right` = where a line could have ended."""
    found: list[Para] = []
    for line in lines:
        if not found or begins(found[-1], line, right, habits, habits.inside):
            found.append(Para([line], mark_of(line), right))
        else:
            found[-1].lines.append(line)
    return found


def mark_of(line: Line) -> str | None:
    """The bullet or number a line begins with."""
    first = line.words[0].text
    if len(line.words) < 2 or not gap(line.words[0], line.words[1]):
        return None
    return first if BULLET.match(first) or ORDINAL.match(first) else None


def begins(para: Para, line: Line, right: float, habits: Habits, leading: Mapping[float, float]) -> bool:
    """Whether a paragraph ends above a line; `leading` by letter size, here."""
    before = para.lines[-1]
    if LEADERS.search(before.text) or (_tabbed(before) and _tabbed(line) and abs(before.left - line.left) < 2):
        return True
    if _next_item(para, line, right):
        return True
    if line.page == before.page and not _is_next(before, line, leading):
        return True
    if changes_look(before, line) or begins_with_label(before, line) or _is_next_heading(before, line, habits):
        return True
    return ends(before, line, right, habits)


def _is_next(before: Line, line: Line, leading: Mapping[float, float]) -> bool:
    """Whether a line stands as far below another as lines of a paragraph do."""
    steps = [leading[size] for size in (round(before.size, 1), round(line.size, 1)) if size in leading]
    most = 1.15 * max(steps) if steps else 1.3 * LEADING * max(before.size, line.size)
    return -0.5 * line.size < line.base - before.base < most


def begins_with_label(before: Line, line: Line) -> bool:
    """Whether a line begins with a label of its own: "Frist: …"."""
    label, colon, _ = line.text.partition(":")
    if not colon or len(label) > 40:
        return False
    heavy = [word.bold for word in line.words[: len(label.split())]]
    return meaning(label) is not None or (all(heavy) and not before.words[-1].bold)


def _is_next_heading(before: Line, line: Line, habits: Habits) -> bool:
    """Whether a numbered heading stands below another heading, however full that is: "2.1 Patenschaften"."""
    heading = before.bold and line.bold and line.size >= before.size - 0.6 and line.size >= habits.body
    return heading and len(line.words) > 1 and _CHAPTER.match(line.text) is not None


def _tabbed(line: Line) -> bool:
    """Whether a line is a word or two, a gap and the rest: an entry of a list."""
    return "\t" in line.text and not line.text.startswith("\t")


def _next_item(para: Para, line: Line, right: float) -> bool:
    mark = mark_of(line)
    if mark is None:
        return False
    if ORDINAL.match(mark):
        return not is_full(para.lines[-1], line, right) or follows(para.mark, mark)
    if mark in _AMBIGUOUS:
        return para.mark == mark or not is_full(para.lines[-1], line, right)
    return True


def follows(before: str | None, mark: str) -> bool:
    """Whether "3." comes after "2."."""
    one, other = ORDINAL.match(before or ""), ORDINAL.match(mark)
    if one is None or other is None:
        return False
    if one[1] and other[1]:
        return int(other[1]) == int(one[1]) + 1
    return bool(one[2] and other[2]) and ord(other[2]) == ord(one[2]) + 1


def changes_look(before: Line, line: Line) -> bool:
    """Whether two lines cannot be of one paragraph by their letters."""
    if abs(before.size - line.size) > 0.6:
        return True
    last, first = before.words[-1], line.words[0]
    if last.bold == first.bold and last.italic == first.italic:
        return before.color != line.color and before.bold == line.bold and _one_color(before) and _one_color(line)
    return (before.bold, before.italic) != (line.bold, line.italic) and (before.bold or before.italic or line.bold)


def _one_color(line: Line) -> bool:
    return len({word.color for word in line.words}) == 1


def surplus(before: Line, line: Line, right: float) -> float:
    """How much room was left in a line for the next word, in points; negative where it did not fit."""
    return right - before.right - line.first_width - max(0.25 * line.size, _space(before))


def _space(line: Line) -> float:
    """The narrowest space in a line, which is wide where letters are set apart; 0 without any."""
    rooms = [word.left - before.right for before, word in pairwise(line.words) if word.spaced and not word.tab]
    return min(rooms, default=0.0)


def is_full(before: Line, line: Line, right: float) -> bool:
    """Whether the next line's first word found no room in a line."""
    return surplus(before, line, right) < 1.0


def ends(before: Line, line: Line, right: float, habits: Habits) -> bool:
    """Whether a paragraph ends with a line, by the room left in it and the space written at its end."""
    left, last, first = surplus(before, line, right), before.words[-1].text, line.words[0].text
    hyphen = _HYPHEN.search(last) and last[-2:-1].isalpha() and first[0].islower()
    years = re.search(r"\d[-–]$", last) and first[0].isdigit()
    alone = len(before.words) == 1
    if hyphen or years or first[0] in ",;.)" or is_cut(before.words[-1], line.words[0], right, habits, alone=alone):
        return False
    if left > max(1.0, line.size):
        return True
    if left > 1.0:
        return not (habits.spaces and before.space)
    room = right - before.right > max(0.4 * before.size, _space(before))  # for the space at least
    if not habits.spaces or before.space or not room or _HYPHEN.search(last) or last.endswith("/"):
        return False
    return abs(before.left - line.left) < before.size  # centred lines lose the space


def is_cut(before: Word, word: Word, right: float, habits: Habits, *, alone: bool) -> bool:
    """Whether a narrow column broke a word without a hyphen: "Stan" / "d". `alone` = it has a line of its own."""
    one, other = _bare(before.text), _bare(word.text)
    label = alone and word.text.islower() and not before.after
    if label and meaning(before.text + word.text) is not None:
        return True  # a label of the field, whatever the room
    if before.after or before.text[-1] in ".,;:" or right - before.right > 0.6 * before.size:
        return False
    if one.isdigit() and other.isdigit():
        return alone and len(one + other) == 4
    if not (one.isalpha() and other.isalpha() and word.text[0].islower()) or _SHORTENED.match(word.text):
        return False
    if one + other in habits.known:
        return True
    return other not in habits.known and (alone or (len(other) <= 3 and one not in habits.known))


def _bare(text: str) -> str:
    return text.strip('.,;:()„“"!?').casefold()


# --- text -----------------------------------------------------------------------------------------------------


def pieces(para: Para, habits: Habits) -> list[Piece]:
    """A paragraph's words as runs, lines joined by soft breaks."""
    found: list[Piece] = []
    skip = para.mark is not None and ORDINAL.match(para.mark) is None
    before: Word | None = None
    alone = False
    for line in para.lines:
        for word in line.words:
            if skip:
                skip = False
                continue
            if before is None:
                between = ""
            elif word is line.words[0]:
                between = _between(before, word, para.right, habits, alone=alone)
            else:
                between = gap(before, word)
            found.append(_piece(between, word))
            before = word
        alone = len(line.words) == 1
    return found


def _piece(between: str, word: Word) -> Piece:
    text = word.text.strip() if word.raised else between + word.text
    return Piece(text, word.bold, word.italic, word.struck, word.size, word.link, note=word.raised)


def _between(before: Word, word: Word, right: float, habits: Habits, *, alone: bool) -> str:
    """What joins the last word of a line with the first of the next."""
    last, first = before.text, word.text
    if first[0] in ",;)" and not before.after:
        return ""
    if not before.after and (
        re.search(r"\d-$|\d[-–]$" if first[0].isdigit() else r"\d-$", last) or _in_address(last, first)
    ):
        return ""
    if last == "-" and not before.after and first[0].islower():
        return ""
    if (last.endswith("/") or last in {"-", "–"}) and habits.spaces and not before.after:
        return ""
    return "" if is_cut(before, word, right, habits, alone=alone) else SOFT


def _in_address(last: str, first: str) -> bool:
    """Whether a line ends inside the address of a page or file: its hyphens stay."""
    return bool(_ADDRESS.search(last) and last[-1] in "-/_.?=&%") or (last[-1] in "-/_" and bool(_FILE.search(first)))


def text_of(found: Iterable[Piece]) -> str:
    """Restricted Markdown of runs, in one line."""
    return normal(markdown(list(found))).replace("\n", " ").strip()


def without_struck(found: list[Piece]) -> tuple[list[Piece], str]:
    """Runs without the words struck out among others, and those words."""
    shown = [piece for piece in found if piece.text.strip()]
    if all(piece.struck for piece in shown) or not any(piece.struck for piece in shown):
        return found, ""
    struck = "".join(piece.text for piece in found if piece.struck)
    return [piece for piece in found if not piece.struck], " ".join(struck.split())
