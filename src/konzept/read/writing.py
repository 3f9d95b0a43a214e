"""What the outline has read so far: which parts are open, and how new ones are added to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from konzept.canonical import DEEPEST
from konzept.model import Abbreviation, Kind
from konzept.read.blocks import Document, DoubtKind
from konzept.read.draft import Draft
from konzept.read.evidence import Evidence, evidence
from konzept.read.labels import Meaning, meaning
from konzept.read.levels import Levels, levels
from konzept.read.marks import Mark, without_signs
from konzept.wording import fold, line

LONGEST_TITLE = 300
LONGEST_PARAGRAPH = 10_000  # three pages; nothing longer was cut by a page break or goes on in a further line
BELOW_HEADINGS = 99


@dataclass(frozen=True, slots=True)
class Open:
    """Where a part begins: the index of its block, its place in words, the level of its heading (0 = none)."""

    index: int
    place: str
    level: int = 0


class Remark(NamedTuple):
    """A doubt whose element has no uid yet."""

    draft: Draft | None
    place: str
    kind: DoubtKind
    sentence: str


@dataclass(slots=True)
class Known:
    """Chapters and areas in the order in which they were met, by number; the first of each folded title, with any number
    (None) and with its own; what each stands below.
    """

    numbers: dict[str, list[Draft]] = field(default_factory=dict)
    titles: dict[tuple[str, str | None], Draft] = field(default_factory=dict)
    above: dict[Draft, Draft] = field(default_factory=dict)

    def enter(self, draft: Draft) -> None:
        """Keeps a chapter or area that has a place, as it is numbered and called now."""
        if draft not in self.above:
            return
        if draft.number and draft not in self.numbers.get(draft.number, ())[-1:]:
            self.numbers.setdefault(draft.number, []).append(draft)
        for number in (None, draft.number):
            self.titles.setdefault((fold(draft.title or ""), number), draft)


@dataclass(slots=True)
class Writing:
    """Everything read so far. `goals` are open from the outermost inwards; `target` takes running text,
    `item` is the measure of the last bullet, `sheets` counts the fact sheets met, `sheet` = the open table is one,
    `lines` = how many unlabelled lines it has, `looks` = in how many looks.
    """

    document: Document
    levels: Levels
    evidence: Evidence
    root: Draft
    target: Draft
    sections: list[Draft] = field(default_factory=list)
    goals: list[Draft] = field(default_factory=list)
    measure: Draft | None = None
    untitled: Draft | None = None
    flowing: Draft | None = None
    label: str | None = None
    special: str | None = None
    guiding: bool = False
    bullets: bool = False
    item: Draft | None = None
    dropping: int | None = None
    in_table: bool = False
    in_records: bool = False
    sheets: int = 0
    sheet: bool = False
    looks: int = 0
    lines: int = 0
    fills: list[tuple[str | None, bool]] = field(default_factory=list)
    all_goals: list[Draft] = field(default_factory=list)
    last_goals: dict[str, Draft] = field(default_factory=dict)
    dropped: list[tuple[Draft, Draft | None]] = field(default_factory=list)
    abbreviations: list[Abbreviation] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    known: Known = field(default_factory=Known)

    def remark(self, draft: Draft | None, place: str, kind: DoubtKind, sentence: str) -> None:
        """Notes what a person should look at."""
        self.remarks.append(Remark(draft, place, kind, sentence))


def begin(document: Document) -> Writing:
    """Nothing read yet."""
    root = Draft(Kind.CHAPTER, "")
    return Writing(document, levels(document.blocks), evidence(document.blocks), root, root)


def set_title(w: Writing, text: str, index: int) -> None:
    """Gives the open part its title, or the rest of it where it ends in a colon."""
    draft = w.untitled
    assert draft is not None
    words = without_signs(line(draft.take(text, index)))
    draft.title = f"{draft.title} {words}" if draft.title else words
    w.untitled = draft if draft.title.endswith(":") and len(draft.title) <= LONGEST_PARAGRAPH else None
    w.known.enter(draft)


def push(w: Writing, draft: Draft, depth: int) -> None:
    """Opens a chapter or area at its depth; what stood there or deeper is closed."""
    draft.depth = depth
    while w.sections and (len(w.sections) >= DEEPEST or w.sections[-1].depth >= depth):
        w.sections.pop()
    attach(w, draft, w.sections[-1] if w.sections else w.root)
    w.sections.append(draft)
    w.goals, w.measure, w.untitled, w.flowing, w.label = [], None, None, None, None
    w.special, w.guiding, w.bullets, w.target = None, False, False, draft
    if w.dropping is not None and depth <= w.dropping:
        w.dropping = None


def attach(w: Writing, draft: Draft, above: Draft) -> None:
    """Puts a chapter or area below another part."""
    above.children.append(draft)
    w.known.above[draft] = above
    w.known.enter(draft)


def path_to(w: Writing, draft: Draft) -> list[Draft]:
    """The chapters and areas from the outermost down to the draft; [] where another part stands between."""
    path = [draft]
    while (above := w.known.above.get(path[-1])) is not None and above is not w.root:
        path.append(above)
    return path[::-1] if above is w.root and all(each.kind in {Kind.CHAPTER, Kind.AREA} for each in path) else []


def chapter_of(w: Writing, number: str | None) -> Draft | None:
    """The last chapter of that number."""
    found = w.known.numbers.get(number or "", ())
    return next((draft for draft in reversed(found) if draft.kind is Kind.CHAPTER), None)


def area(w: Writing) -> Draft | None:
    """The open area."""
    return next((draft for draft in reversed(w.sections) if draft.kind is Kind.AREA), None)


def open_mark(w: Writing, found: Mark, at: Open, text: str) -> Draft:
    """The part that a labelled line opens; `text` is the line whole, for its footnotes."""
    w.flowing = w.label = None
    w.bullets = False
    known = _resumed(w, found)
    if known is not None:
        w.measure, w.untitled, w.target = None, None, known
        w.goals, w.sections = ([known], w.sections) if known.kind is Kind.GOAL else ([], path_to(w, known))
        known.blocks.add(at.index)
        return known
    title = found.title
    draft = Draft(found.kind, at.place, found.number, found.label, title, at.level)
    draft.take(text, at.index)
    if found.kind is Kind.AREA:
        _open_area(w, draft, _area_depth(w, found, at))
    elif found.kind is Kind.MEASURE:
        open_measure(w, draft)
    else:
        _open_goal(w, draft)
    w.untitled = draft if title is None or title.endswith(":") else None
    w.target = draft
    if found.kind is Kind.MEASURE and not at.level and not w.in_table:
        _as_prose(draft)
    return draft


def _open_area(w: Writing, draft: Draft, depth: int) -> None:
    """An area; inside the appendix of dropped measures only a heading that sorts them."""
    if w.dropping is not None and depth > w.dropping:
        draft.kind = Kind.CHAPTER
        attach(w, draft, home(w))
        w.goals, w.measure = [], None
    else:
        push(w, draft, depth)


def _as_prose(draft: Draft) -> None:
    """A measure in running text: what follows its label is its wording, and no heading stands above its lines."""
    draft.level = BELOW_HEADINGS
    if draft.title:
        draft.texts, draft.title = [draft.title], None


def _resumed(w: Writing, found: Mark) -> Draft | None:
    """The goal that goes on after a page break, by its number."""
    if found.kind is Kind.AREA and w.in_table:
        return _known_area(w, found)
    goal = w.last_goals.get(found.number or "") if found.kind is Kind.GOAL else None
    if goal is None:
        return None
    same = found.continued or (found.title is not None and fold(found.title) == fold(goal.title or ""))
    return goal if same else None


def _known_area(w: Writing, found: Mark) -> Draft | None:
    """The area that a table names once more; a chapter of that title is one, whatever stands over it."""
    known = w.known.titles.get((fold(found.title), found.number)) if found.title else None
    if known is not None and known.kind is Kind.CHAPTER:
        known.kind, known.certainty = Kind.AREA, 0.8
    return known


def _area_depth(w: Writing, found: Mark, at: Open) -> int:
    """Areas stand side by side; the first one by its chapter number or its look."""
    known = area(w)
    if found.chapter is not None:
        return w.levels.depth(at.level, found.chapter)
    if known is not None:
        return known.depth
    if at.level and (at.level in w.levels.depths or not w.sections or at.level <= w.sections[-1].level):
        return w.levels.depth(at.level, None)
    return (w.sections[-1].depth if w.sections else 0) + 1


def _open_goal(w: Writing, draft: Draft) -> None:
    """A goal below the area, or below the goal whose number it goes on; guiding goals below their chapter."""
    if draft.kind is Kind.GOAL:
        while w.goals and (len(w.goals) >= DEEPEST or not _below(draft, w.goals[-1])):
            w.goals.pop()
        parent = w.goals[-1] if w.goals else home(w)
        w.goals.append(draft)
        w.all_goals.append(draft)
        w.last_goals[draft.number or ""] = draft
    else:
        w.goals, parent = [], home(w)
    w.measure = None
    if w.dropping is None or draft.kind is not Kind.GOAL:
        parent.children.append(draft)


def _below(inner: Draft, outer: Draft) -> bool:
    return bool(inner.number and outer.number) and str(inner.number).startswith(f"{outer.number}.")


def home(w: Writing) -> Draft:
    """The open chapter or area, else the document."""
    return w.sections[-1] if w.sections else w.root


def open_measure(w: Writing, draft: Draft) -> None:
    """A measure below the open goal, else below the area or chapter; in the appendix among the dropped ones."""
    w.measure, w.flowing = draft, None
    goal = w.goals[-1] if w.goals else None
    if w.dropping is not None or draft.struck:
        w.dropped.append((draft, goal))
    else:
        (goal or home(w)).children.append(draft)


def current(w: Writing) -> Draft:
    """What a labelled value belongs to: the open measure, else the goal, else the chapter."""
    return w.measure or (w.goals[-1] if w.goals else home(w))


def labelled(w: Writing, label: str) -> list[str]:
    """Where the words under a label go."""
    return values(current(w), meaning(label), label)


def values(draft: Draft, what: Meaning | None, label: str) -> list[str]:
    """Where a draft keeps words of that meaning."""
    named = {
        Meaning.RESPONSIBLE: draft.responsible,
        Meaning.PARTNERS: draft.partners,
        Meaning.TERM: draft.terms,
        Meaning.TEXT: draft.texts,
        Meaning.STEPS: draft.steps,
        Meaning.REASON: draft.reasons,
    }
    if what in named:
        return named[what]
    return draft.fields.setdefault(label, [])


def put(draft: Draft, what: Meaning | None, label: str, text: str, index: int) -> None:
    """A labelled value into its place."""
    if text:
        values(draft, what, label).append(draft.take(text, index))


def add_text(w: Writing, text: str, at: Open) -> None:
    """Running text: into the open part while nothing stands below it, else an element of its own."""
    draft = w.target
    if draft is w.root or draft.children:
        if w.flowing is None:
            w.flowing = Draft(Kind.TEXT, at.place)
            draft.children.append(w.flowing)
        draft = w.flowing
    if draft.texts and _is_broken(draft.texts[-1], text):
        draft.texts[-1] = f"{draft.texts[-1]} {draft.take(text, at.index)}"
        w.remark(
            draft,
            at.place,
            "repaired",
            f"Ein Absatz, den ein Seitenwechsel trennte, steht wieder zusammen: „… {line(text)[:80]} …“.",
        )
    else:
        draft.texts.append(draft.take(text, at.index))


def _is_broken(before: str, after: str) -> bool:
    """A paragraph without an end, then one that begins small."""
    return (
        60 < len(before) <= LONGEST_PARAGRAPH
        and before[-1].isalpha()
        and after[:1].islower()
        and not before.startswith(("- ", "  "))
    )
