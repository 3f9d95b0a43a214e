"""What only the whole document shows of its parts: areas and goals without a label, what follows the last guiding goal."""

from __future__ import annotations

import re

from konzept.canonical import DEEPEST
from konzept.model import Kind
from konzept.read.appendix import report_dropped
from konzept.read.doubts import doubt
from konzept.read.draft import Draft
from konzept.read.labels import announces_dropped
from konzept.read.placed import place
from konzept.read.repeats import join_repeats
from konzept.read.values import are_sheets, beside, settle_values
from konzept.read.writing import Writing


def settle(w: Writing) -> None:
    """Completes the drafts and notes what is doubtful."""
    apart = are_sheets(w)
    join_repeats(w)
    place(w)
    _fold_overall_goals(w)
    _promote_areas(w)
    _promote_goals(w)
    _part_guiding_goals(w)
    _drop_empty_lists(w.root)
    _level_out(w.root, DEEPEST)
    settle_values(w, apart=apart)
    doubt(w)
    report_dropped(w)


# --- parts ----------------------------------------------------------------------------------------------------


def _fold_overall_goals(w: Writing) -> None:
    """An area's one goal without a number above its numbered ones is a property of the area: "Oberziel: …"."""
    for area in w.root.walk():
        goals = [child for child in area.children if child.kind is Kind.GOAL]
        if area.kind is not Kind.AREA or len(goals) < 2 or not any(goal.number for goal in goals):
            continue
        folded = set()
        for goal in goals:
            if goal.number is None and goal.label and goal.title and not (goal.children or goal.texts or beside(goal)):
                area.fields.setdefault(goal.label, []).append(goal.title)
                area.blocks |= goal.blocks
                area.marks += goal.marks
                folded.add(goal)
        area.children = [child for child in area.children if child not in folded]


def _promote_areas(w: Writing) -> None:
    """Chapters side by side below which all goals and measures stand are areas, when the document names none."""
    if any(draft.kind is Kind.AREA for draft in w.root.walk()):
        return
    level = [draft for draft in w.root.children if _leads(draft)]
    while len(level) == 1:
        level = [child for child in level[0].children if _leads(child)]
    for draft in level if len(level) > 1 else ():
        draft.kind, draft.certainty = Kind.AREA, 0.7
        w.remark(
            draft,
            draft.place,
            "unsure",
            f"Das Kapitel „{draft.title}“ wurde als Handlungsfeld gelesen, weil Ziele oder Maßnahmen darunter stehen.",
        )


def _leads(draft: Draft) -> bool:
    """Whether a chapter has goals or measures somewhere below it."""
    if draft.kind is not Kind.CHAPTER or announces_dropped(draft.title or ""):
        return False
    return any(child.kind in {Kind.GOAL, Kind.MEASURE} for child in draft.walk())


_LISTS = re.compile(r"maßnahme|projekt|umsetzung|überblick|übersicht|bewertung|zeitplan|kosten", re.IGNORECASE)


def _promote_goals(w: Writing) -> None:
    """Chapters below an area that hold measures are its goals, whatever stands over them."""
    for area in [draft for draft in w.root.walk() if draft.kind is Kind.AREA]:
        for parent in area.walk():
            found = {child for child in parent.children if _is_goal(child)}
            numbered = {(child.number or "").count(".") for child in found if child.number}
            for child in parent.children:
                if child in found or (
                    child.kind is Kind.CHAPTER and child.number and child.number.count(".") in numbered
                ):
                    _promote_goal(w, child)


def _is_goal(draft: Draft) -> bool:
    return draft.kind is Kind.CHAPTER and bool(draft.title) and _holds(draft) and not _LISTS.search(draft.title or "")


def _promote_goal(w: Writing, draft: Draft) -> None:
    draft.kind, draft.certainty = Kind.GOAL, 0.7
    sentence = f"Die Überschrift „{draft.title}“ wurde als Ziel gelesen, weil Maßnahmen darunter oder daneben stehen; bitte prüfen."
    w.remark(draft, draft.place, "unsure", sentence)


def _holds(draft: Draft) -> bool:
    return any(child.kind in {Kind.GOAL, Kind.MEASURE} for child in draft.children) and not announces_dropped(
        draft.title or ""
    )


def _part_guiding_goals(w: Writing) -> None:
    """What follows the last guiding goal is no longer about it, when all others have fewer paragraphs."""
    for parent in w.root.walk():
        guiding = [child for child in parent.children if child.kind is Kind.GUIDING_GOAL]
        if len(guiding) < 3 or parent.children[-1] is not guiding[-1]:
            continue
        usual, last = max(len(draft.texts) for draft in guiding[:-1]), guiding[-1]
        if 0 < usual < len(last.texts):
            blocks = sorted(last.blocks)[usual - len(last.texts) :]
            place = w.document.blocks[blocks[0]].place
            rest = Draft(Kind.TEXT, place, texts=last.texts[usual:], certainty=0.8, blocks=set(blocks))
            last.texts = last.texts[:usual]
            parent.children.append(rest)
            w.remark(
                rest,
                place,
                "unsure",
                f"Dieser Absatz steht hinter „{last.label or last.title}“ und wurde als eigener Text gelesen; bitte prüfen.",
            )


def _drop_empty_lists(draft: Draft) -> None:
    """Headings of lists that stand in the concept's own places (abbreviations, sources) hold nothing any more."""
    draft.children = [child for child in draft.children if not _is_empty_list(child)]
    for child in draft.children:
        _drop_empty_lists(child)


def _level_out(draft: Draft, left: int) -> None:
    """A concept has a bottom: what stands below it follows the deepest part instead of hanging from it."""
    if left == 1:
        draft.children = [each for child in draft.children for each in child.walk()]
        for child in draft.children:
            child.children = []
    for child in draft.children:
        _level_out(child, left - 1)


def _is_empty_list(draft: Draft) -> bool:
    return draft.kind is Kind.CHAPTER and draft.emptied and not (draft.texts or draft.children)
