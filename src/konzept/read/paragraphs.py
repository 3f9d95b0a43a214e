"""Headings and running text, line by line: what opens a part, what titles it, what belongs to it."""

from __future__ import annotations

import re
from dataclasses import replace

from konzept.model import Abbreviation, Kind
from konzept.read.blocks import Heading, Paragraph
from konzept.read.draft import Draft
from konzept.read.evidence import NUMBERED, bracket, is_term, parts, run_in, says_who
from konzept.read.labels import Meaning, announces_dropped, announces_guiding, meaning, section
from konzept.read.levels import stands_out
from konzept.read.marks import Mark, chapter, clean_number, code, mark
from konzept.read.writing import (
    LONGEST_TITLE,
    Open,
    Writing,
    add_text,
    area,
    attach,
    chapter_of,
    current,
    home,
    labelled,
    open_mark,
    open_measure,
    path_to,
    push,
    put,
    set_title,
)
from konzept.wording import line, plain

_ABBREVIATION = re.compile(r"^(\S.{0,24}?)\s*(?:\t\s*=?|\s=|\s[–-]|:)\s*(\S.*)$", re.DOTALL)
_APPENDIX = re.compile(r"^(?:Anhang|Anlage)\b|entfallen", re.IGNORECASE)
_OPENING = re.compile(
    r"^(?:Vorwort|Grußwort|Einleitung|Präambel|Einführung|Zusammenfassung|Fazit|Ausblick|Schluss|Anhang|Anlage)\b",
    re.IGNORECASE,
)
_MEASURES = re.compile(
    r"^(?:(?:Geplante\s+|Unsere\s+|Die\s+|Neue\s+|Konkrete\s+)?(?:Maßnahmen|Vorhaben|Projekte)(?:\s+und\s+(?:Maßnahmen|Vorhaben|Projekte))?"
    r"|Was\s+wir\s+(?:vorhaben|tun\s+(?:wollen|werden)|planen)|(?:Das|Dies)\s+(?:wollen|werden)\s+wir(?:\s+tun)?|Was\s+geplant\s+ist|Das\s+haben\s+wir\s+vor)\s*:?$",
    re.IGNORECASE,
)


def take_text(w: Writing, block: Heading | Paragraph, index: int) -> None:
    """A heading or paragraph, at its place in the document."""
    if isinstance(block, Paragraph) and len(lines := parts(block.text)) > 1:
        for each in lines:
            _take_line(w, replace(block, text=each), index)
    elif block.text:
        _take_line(w, block, index)


def _take_line(w: Writing, block: Heading | Paragraph, index: int) -> None:
    at = Open(index, block.place, w.levels.of(block) if stands_out(block) else 0)
    if isinstance(block, Paragraph) and block.struck:
        _take_struck(w, block, at)
        return
    found = mark(block.text)
    if found is not None and _accepts(w, found, block, index):
        if not (found.continued and _reopened(w, found, index)):
            open_mark(w, found, at, block.text)
    elif w.untitled is not None and _titles(w, block, index):
        set_title(w, block.text, index)
    elif _is_sheet(w, found, block, index):
        _open_sheet(w, block, at)
    elif index in w.evidence.goals and not isinstance(block, Heading) and w.sections and found is None:
        _open_goal(w, block, at)
    elif _is_chapter(w, block):
        _take_heading(w, block.text, at)
    else:
        _take_paragraph(w, block if isinstance(block, Paragraph) else Paragraph(block.text, block.place, bold=True), at)


def _reopened(w: Writing, found: Mark, index: int) -> bool:
    """Whether a chapter of that number goes on: "Fortsetzung 3.1" below a heading without a label."""
    known = None if found.number in w.last_goals else chapter_of(w, found.number)
    if known is not None:
        w.goals, w.measure, w.untitled, w.target = [], None, None, known
        w.sections = path_to(w, known)
        known.blocks.add(index)
    return known is not None


def _is_sheet(w: Writing, found: Mark | None, block: Heading | Paragraph, index: int) -> bool:
    """Whether a line that stands out is a measure without a label: values follow it, or it has a measure's code below a goal."""
    if not stands_out(block) or (found is not None and found.kind is not Kind.MEASURE) or not _is_inside(w):
        return False
    label = code(block.text)[0] or ""
    return index in w.evidence.sheets or (label[:1] in {"M", "P"} and bool(w.goals or area(w)))


def _is_inside(w: Writing) -> bool:
    """Whether measures may stand here: below a goal, an area or any chapter."""
    return bool(w.goals or w.sections)


def _open_sheet(w: Writing, block: Heading | Paragraph, at: Open) -> None:
    """A heading without a label above labelled values is a measure."""
    label, number, title = code(block.text)
    if number is None:
        number, title = chapter(block.text)
    draft = open_mark(w, Mark(Kind.MEASURE, label or "", number, title, separated=True), at, block.text)
    draft.label, draft.certainty, w.untitled = label, 0.8, None


def _open_goal(w: Writing, block: Heading | Paragraph, at: Open) -> None:
    """A plain line above a table of measures is their goal."""
    number, title = chapter(block.text)
    draft = open_mark(w, Mark(Kind.GOAL, "", number, title, separated=True), at, block.text)
    draft.label, draft.certainty, w.untitled = None, 0.7, None
    w.remark(
        draft,
        at.place,
        "unsure",
        f"Die Zeile „{title[:80]}“ steht über einer Tabelle mit Maßnahmen und wurde als Ziel gelesen; bitte prüfen.",
    )


def _accepts(w: Writing, found: Mark, block: Heading | Paragraph, index: int) -> bool:
    """Whether a line that reads like the opening of a part is one: running text may begin with the same words."""
    strong = stands_out(block)
    if found.continued:
        return True
    if found.number is not None and found.number != found.chapter:
        return strong or found.separated or _reads_like_title(w, found, block, index)
    inside = w.measure is not None and not w.in_table and found.kind is Kind.GOAL and w.measure.level > 0
    if inside and w.measure is not None and not (strong and w.levels.of(block) < w.measure.level):
        return strong and found.separated and _is_like_open_goal(w, found, block)
    if found.kind is Kind.GOAL:
        return found.separated and (
            strong or (bool(w.sections) and found.title is not None and len(block.text) <= LONGEST_TITLE)
        )
    if found.kind is Kind.MEASURE:
        return found.separated and (strong or (bool(w.goals) and found.title is not None))
    return strong and (found.title is None or found.title[0].isupper())


def _is_like_open_goal(w: Writing, found: Mark, block: Heading | Paragraph) -> bool:
    """Whether a goal without a number looks and is called like the one above the open measure: they stand side by side."""
    goal = w.goals[-1] if w.goals else None
    return goal is not None and (goal.number, goal.label, goal.level) == (None, found.label, w.levels.of(block))


def _reads_like_title(w: Writing, found: Mark, block: Heading | Paragraph, index: int) -> bool:
    """Whether a plain line with label and number is one: it ends like no sentence, or a table stands below it."""
    title = found.title or ""
    if len(block.text) > LONGEST_TITLE or not title[:1].isupper():
        return _before_table(w, index) and len(block.text) <= LONGEST_TITLE
    return not title.endswith((".", ",", ":")) or _before_table(w, index)


def _before_table(w: Writing, index: int) -> bool:
    blocks = w.document.blocks
    return index + 1 < len(blocks) and not isinstance(blocks[index + 1], Heading | Paragraph)


def _titles(w: Writing, block: Heading | Paragraph, index: int) -> bool:
    """Whether the block is the title of the part that was opened without one."""
    assert w.untitled is not None
    if isinstance(block, Paragraph) and (block.list_level is not None or block.text.count("\n\n") > 1):
        return False
    if section(block.text) or (chapter(block.text)[0] and isinstance(block, Heading)):
        return False
    if stands_out(block):
        return w.untitled.title is None or w.untitled.title.endswith(":")
    if w.untitled.title is not None or w.untitled.kind is Kind.MEASURE:
        return False
    longest = 80 if w.untitled.kind is Kind.AREA else LONGEST_TITLE
    return len(block.text) <= longest


def _is_chapter(w: Writing, block: Heading | Paragraph) -> bool:
    if isinstance(block, Heading):
        return True
    if block.list_level is not None or len(block.text) > 120:
        return False
    if section(block.text) in {"abbreviations", "sources"} or (block.bold and announces_guiding(block.text)):
        return True
    if not block.bold or block.text.endswith((".", ",", ";")):
        return False
    numbered = chapter(block.text)[0] is not None
    large = block.size is not None and len(w.levels.sizes) > 1 and block.size > w.levels.sizes[-1]
    return numbered or large or bool(_OPENING.match(block.text))


def _take_heading(w: Writing, text: str, at: Open) -> None:
    number, title = chapter(text)
    if (
        number is None
        and (w.measure or w.goals)
        and (found := meaning(text))
        and found not in {Meaning.MEASURE, Meaning.GOAL}
    ):
        w.label = line(text).rstrip(": ")
        return
    w.bullets = bool(_MEASURES.match(title)) and bool(w.goals or area(w))
    if w.bullets:
        w.measure = None if w.measure is not None and w.measure.level >= at.level else w.measure
        return
    open_chapter(w, number, title, text, at)


def open_chapter(w: Writing, number: str | None, title: str, text: str, at: Open) -> None:
    """A chapter, or a heading inside an open goal or measure."""
    special = section(title)
    draft = Draft(Kind.CHAPTER, at.place, number, None, title, at.level)
    draft.take(text, at.index)
    inner = w.measure if w.measure is not None and w.measure.level else (w.goals[-1] if w.goals else None)
    if inner is not None and number is None and at.level > inner.level > 0 and not special:
        attach(w, draft, inner)
        w.target, w.flowing, w.label = draft, None, None
        return
    push(w, draft, _depth(w, draft))
    w.special = special if special in {"abbreviations", "sources"} else None
    draft.emptied = w.special is not None
    w.guiding = announces_guiding(title)
    if announces_dropped(title):
        w.dropping = draft.depth


def _depth(w: Writing, draft: Draft) -> int:
    """By number and look; a heading that goes on with the number of the open area stands below it."""
    open_area, number = area(w), draft.number or ""
    if (
        open_area is not None
        and open_area.number
        and number.startswith(f"{open_area.number}.")
        and draft.level > open_area.level
    ):
        return open_area.depth + number.count(".") - open_area.number.count(".")
    depth = w.levels.depth(draft.level, draft.number)
    inside = open_area is not None and open_area.number is None and draft.level > open_area.level > 0
    return max(depth, open_area.depth + 1) if inside and open_area is not None else depth


def _take_paragraph(w: Writing, block: Paragraph, at: Open) -> None:
    w.untitled, item, w.item = None, w.item, None
    text = marked(block)
    if item is not None and block.italic and block.list_level is None:
        _bracketed(item, line(item.take(block.text, at.index)).strip("()"))
        return
    if _MEASURES.match(line(block.text)) and (w.goals or area(w)):
        w.bullets = True
        return
    if w.special == "abbreviations" and _take_abbreviation(w, block.text):
        return
    if w.special == "sources":
        w.sources.append(" ".join(plain(re.sub(r"^- ", "", text)).split()))
        return
    if _announces(w, block):
        w.dropping = home(w).depth
    elif _take_item(w, block, at) or _take_run_in(w, text, at):
        return
    if w.label is not None:
        labelled(w, w.label).append(current(w).take(text, at.index))
        return
    add_text(w, text, at)


def _announces(w: Writing, block: Paragraph) -> bool:
    """Whether dropped measures follow: said at the end of a sentence that opens a list, in an appendix."""
    if w.dropping is not None or not announces_dropped(block.text):
        return False
    return line(block.text).endswith(":") and block.list_level is None and _is_appendix(w)


def _is_appendix(w: Writing) -> bool:
    return any(_APPENDIX.search(draft.title or "") for draft in w.sections) or not w.goals


def marked(block: Paragraph) -> str:
    """A paragraph's Markdown with what holds for the whole of it."""
    text = block.text
    stars = "*" * (2 * block.bold + block.italic)
    if stars and "*" not in text and "\n" not in text:
        text = f"{stars}{text}{stars}"
    if block.list_level is None:
        return text
    text = text.replace("\n\n", " ")
    return "  " * block.list_level + (text if NUMBERED.match(text) else f"- {text}")


def _take_abbreviation(w: Writing, text: str) -> bool:
    found = _ABBREVIATION.match(plain(text))
    if found is None:
        return False
    w.abbreviations.append(Abbreviation(found[1].strip(), " ".join(found[2].split())))
    return True


def _take_item(w: Writing, block: Paragraph, at: Open) -> bool:
    """A numbered or bulleted line that is a part of its own: guiding goal, dropped measure, measure below a goal."""
    numbered = NUMBERED.match(block.text)
    label, number, rest = code(block.text)
    listed = block.list_level is not None or numbered is not None or number is not None
    if w.guiding and numbered and len(block.text) <= LONGEST_TITLE:
        draft = Draft(Kind.GUIDING_GOAL, at.place, clean_number(numbered[1]), None, line(block.text[numbered.end() :]))
        draft.take(block.text, at.index)
        home(w).children.append(draft)
        return True
    known = at.index in w.evidence.items and _is_inside(w)
    if not listed or not (w.dropping is not None or w.bullets or known):
        return False
    words = block.text[numbered.end() :] if numbered else rest if known and number else block.text
    draft = Draft(
        Kind.MEASURE, at.place, clean_number(numbered[1]) if numbered else number if known else None, certainty=0.7
    )
    draft.label = label if known else None
    draft.take(block.text, at.index)
    found = bracket(words)
    below = w.document.blocks[at.index + 1 : at.index + 2]
    if found and w.dropping is None and not any(says_who(block) for block in below):
        _bracketed(draft, found[1])
        words = words[: found.start()]
    draft.texts.append(words)
    open_measure(w, draft)
    w.measure, w.item = None, draft
    return True


def _bracketed(draft: Draft, words: str) -> None:
    """What stands in brackets behind a measure, "(MI, MSFZ; ab 2026 fortlaufend)": who; when."""
    for part in re.split(r"\s*;\s*", words):
        (draft.terms if is_term(part) else draft.responsible).append(part)


def _take_run_in(w: Writing, text: str, at: Open) -> bool:
    """A line such as "Zielgruppe: Frauen" inside a measure is a labelled value."""
    found = run_in(text)
    if found is None or not (w.measure is not None and w.measure.level):
        return False
    label, what, value = found
    put(current(w), what, label, value, at.index)
    w.label = None if value else label
    return True


def _take_struck(w: Writing, block: Paragraph, at: Open) -> None:
    if not w.goals and area(w) is None:
        w.remark(None, at.place, "left_out", f"Nicht übernommen (durchgestrichen): „{line(block.text)}“.")
        return
    draft = Draft(Kind.MEASURE, at.place, struck=True)
    draft.texts.append(draft.take(block.text, at.index))
    w.dropped.append((draft, w.goals[-1] if w.goals else None))
    w.remark(None, at.place, "repaired", f"Durchgestrichen und deshalb als entfallen gelesen: „{line(block.text)}“.")
