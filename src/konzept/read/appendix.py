"""The appendix of dropped measures: what of it is kept, and what is told."""

from __future__ import annotations

from konzept.model import DroppedMeasure, Kind
from konzept.read.draft import Draft, printed
from konzept.read.values import beside
from konzept.read.writing import Writing
from konzept.wording import line


def report_dropped(w: Writing) -> None:
    """The appendix keeps the wording; what stood beside it, or under a goal alone, is told."""
    kept = {id(draft) for draft in w.root.walk()}
    goals = [goal for goal in w.all_goals if id(goal) not in kept]
    above = {id(goal) for _, goal in w.dropped}
    for draft in goals:
        if draft.title and id(draft) not in above:
            w.dropped.append((Draft(Kind.GOAL, draft.place, draft.number, draft.label, draft.title), draft))
    rest = [(draft, beside(draft)) for draft, _ in w.dropped]
    for draft, values in [*rest, *((goal, [*goal.texts, *beside(goal)]) for goal in goals)]:
        words = "; ".join([*(line(value) for value in values), *(child.words for child in draft.walk()[1:])])
        if words:
            w.remark(None, draft.place, "left_out", f"Nicht übernommen (zu einer entfallenen Maßnahme): „{words}“.")


def dropped(w: Writing) -> tuple[DroppedMeasure, ...]:
    """The appendix of dropped measures, each with the goal it stood under."""
    made = []
    for draft, goal in w.dropped:
        named = " ".join(part for part in (goal.number, goal.title) if part) if goal else None
        reasons = draft.reasons or (goal.reasons if goal else [])
        made.append(
            DroppedMeasure(draft.words or "ohne Text", None, draft.number, named or None, printed(reasons) or None)
        )
    return tuple(made)
