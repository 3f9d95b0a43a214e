"""What only the whole document shows: a goal's one term for all its measures, "s. o.", parts without a label, doubled numbers."""

from __future__ import annotations

import re
from dataclasses import replace

from konzept import responsibility, timing
from konzept.canonical import DEEPEST
from konzept.model import DroppedMeasure, Holder, Kind, Responsibility, Role, Timing
from konzept.read.draft import Draft, printed
from konzept.read.labels import announces_dropped
from konzept.read.writing import Writing
from konzept.wording import line

_ABOVE = re.compile(r"^(?:s\.?\s?o\.?|siehe oben|wie oben|dto\.?|ditto|desgl\.?|[„“”\"〃]+)$", re.IGNORECASE)


def settle(w: Writing) -> None:
    """Completes the drafts and notes what is doubtful."""
    _fold_overall_goals(w)
    _promote_areas(w)
    _part_guiding_goals(w)
    _inherit_terms(w)
    _drop_empty_lists(w.root)
    _level_out(w.root, DEEPEST)
    for draft in w.root.walk():
        _fill(draft)
    _above(w)
    _doubt_measures(w)
    _doubt_numbers(w)
    _report_dropped(w)


def _measures(draft: Draft) -> list[Draft]:
    return [child for child in draft.children if child.kind is Kind.MEASURE]


# --- terms and responsibilities -------------------------------------------------------------------------------


def _inherit_terms(w: Writing) -> None:
    """One closing term is the goal's: seen where several measures share one, then held true for single ones as well."""
    goals = [draft for draft in w.root.walk() if draft.kind is Kind.GOAL and _measures(draft)]
    closing = [goal for goal in goals if len(_measures(goal)) > 1 and _closes(goal)]
    for goal in goals:
        measures = _measures(goal)
        if _closes(goal) and (len(measures) > 1 or closing):
            goal.terms, measures[-1].terms = measures[-1].terms, []
        elif len(measures) > 1 and not goal.terms and 0 < sum(bool(draft.terms) for draft in measures) < len(measures):
            _doubt_terms(w, measures)
    for goal in goals:
        if goal.terms:
            goal.timing = _timing(goal.terms)
            for measure in _measures(goal):
                if not measure.terms:
                    measure.timing = _timing(goal.terms, inherited=True)


def _closes(goal: Draft) -> bool:
    measures = _measures(goal)
    return not goal.terms and bool(measures[-1].terms) and not any(draft.terms for draft in measures[:-1])


def _doubt_terms(w: Writing, measures: list[Draft]) -> None:
    for draft in measures:
        if not draft.terms:
            w.remark(
                draft,
                draft.place,
                "unsure",
                "Diese Maßnahme hat keinen Termin, andere desselben Ziels haben einen; bitte prüfen, welcher gilt.",
            )


def _timing(terms: list[str], *, inherited: bool = False) -> Timing | None:
    verbatim = printed(terms)
    return timing.parse(verbatim, inherited=inherited) if verbatim else None


def _responsibility(draft: Draft) -> Responsibility | None:
    """The cells of lead and partners as one responsibility: who leads in the partners' own cell is a partner."""
    lead, partners = printed(draft.responsible), printed(draft.partners)
    if not partners:
        return responsibility.parse(lead) if lead else None
    second = (_as_partner(holder) for holder in responsibility.parse(partners).holders)
    first = responsibility.parse(lead).holders if lead else ()
    return Responsibility(f"{lead}; {partners}" if lead else partners, (*first, *second))


def _as_partner(holder: Holder) -> Holder:
    return replace(holder, role=Role.PARTNER) if holder.role is Role.LEAD else holder


def _fill(draft: Draft) -> None:
    draft.responsibility = _responsibility(draft)
    draft.timing = draft.timing or _timing(draft.terms)
    if draft.reasons:
        draft.fields.setdefault("Begründung", []).extend(draft.reasons)


def _above(w: Writing) -> None:
    """A cell "s. o." stays as printed and means what stands above it."""
    last: Draft | None = None
    for draft in w.root.walk():
        if draft.kind is not Kind.MEASURE:
            continue
        if last is not None and last.responsibility and draft.responsibility:
            draft.responsibility = _with_holders_above(draft, draft.responsibility, last.responsibility)
        if last is not None and draft.timing and _ABOVE.match(draft.timing.verbatim) and last.timing:
            draft.timing = replace(last.timing, verbatim=draft.timing.verbatim)
        last = draft


def _with_holders_above(draft: Draft, own: Responsibility, above: Responsibility) -> Responsibility:
    """Those who are meant where a cell only points upwards: the lead's cell to the leads, the partners' to the partners."""
    lead, partners = printed(draft.responsible), printed(draft.partners)
    if not (_ABOVE.match(lead) or _ABOVE.match(partners)):
        return own
    kept = [responsibility.parse(cell).holders for cell in (lead, partners) if cell and not _ABOVE.match(cell)]
    first = [holder for holder in above.holders if _ABOVE.match(lead) and holder.role is not Role.PARTNER]
    second = [holder for holder in above.holders if _ABOVE.match(partners) and holder.role is Role.PARTNER]
    others = [_as_partner(holder) if not _ABOVE.match(partners) else holder for cell in kept for holder in cell]
    return Responsibility(own.verbatim, (*first, *others, *second))


# --- parts ----------------------------------------------------------------------------------------------------


def _fold_overall_goals(w: Writing) -> None:
    """An area's one goal without a number above its numbered ones is a property of the area: "Oberziel: …"."""
    for area in w.root.walk():
        goals = [child for child in area.children if child.kind is Kind.GOAL]
        if area.kind is not Kind.AREA or len(goals) < 2 or not any(goal.number for goal in goals):
            continue
        for goal in goals:
            if goal.number is None and goal.label and goal.title and not (goal.children or goal.texts or _values(goal)):
                area.fields.setdefault(goal.label, []).append(goal.title)
                area.blocks |= goal.blocks
                area.marks += goal.marks
                area.children.remove(goal)


def _promote_areas(w: Writing) -> None:
    """Chapters side by side that hold goals or measures are areas, when the document names none."""
    drafts = w.root.walk()
    if any(draft.kind is Kind.AREA for draft in drafts):
        return
    holders = [draft for draft in drafts if draft is not w.root and draft.kind is Kind.CHAPTER and _holds(draft)]
    if len(holders) < 2:
        return
    for draft in holders:
        draft.kind, draft.certainty = Kind.AREA, 0.7
        w.remark(
            draft,
            draft.place,
            "unsure",
            f"Das Kapitel „{draft.title}“ wurde als Handlungsfeld gelesen, weil Ziele oder Maßnahmen darunter stehen.",
        )


def _values(draft: Draft) -> list[str]:
    """Whatever stands beside a draft's wording."""
    named = [*draft.responsible, *draft.partners, *draft.terms, *draft.steps]
    return named + [f"{label}: {value}" for label, values in draft.fields.items() for value in values]


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


# --- doubts ---------------------------------------------------------------------------------------------------


def _doubt_measures(w: Writing) -> None:
    for draft in w.root.walk():
        if draft.kind is Kind.MEASURE and len(draft.texts) == 1 and "(n)" in (draft.label or "").casefold():
            parts = [line(part) for part in draft.texts[0].split("\n\n") if not part.startswith("- ")]
            if len(parts) > 1:
                quoted = ", ".join(f"„{part[:80]}“" for part in parts)
                w.remark(
                    draft,
                    draft.place,
                    "unsure",
                    f"In der Zelle „{draft.label}“ scheinen mehrere Maßnahmen zu stehen: {quoted}; bitte prüfen, ob sie zu trennen sind.",
                )
        if draft.kind in {Kind.GOAL, Kind.AREA, Kind.GUIDING_GOAL} and not draft.title:
            w.remark(
                draft, draft.place, "unsure", f"„{draft.label or draft.number}“ hat keine Überschrift; bitte ergänzen."
            )


def _doubt_numbers(w: Writing) -> None:
    seen: dict[str, Draft] = {}
    heads: set[str] = set()
    for draft in w.root.walk():
        if draft.kind is Kind.GOAL and draft.number:
            if draft.number in seen:
                w.remark(
                    draft,
                    draft.place,
                    "unsure",
                    f"Die Zielnummer {draft.number} kommt zweimal vor (auch: {seen[draft.number].place}); sie wurde so gelassen.",
                )
            else:
                _doubt_gap(w, draft, seen, heads)
            seen.setdefault(draft.number, draft)
            heads.add(draft.number.rpartition(".")[0])


def _doubt_gap(w: Writing, draft: Draft, seen: dict[str, Draft], heads: set[str]) -> None:
    head, _, last = (draft.number or "").rpartition(".")
    if last.isdigit() and int(last) > 1:
        before = f"{head}.{int(last) - 1}" if head else str(int(last) - 1)
        if before not in seen and head in heads:
            w.remark(
                draft,
                draft.place,
                "unsure",
                f"Vor dem Ziel {draft.number} fehlt die Nummer {before}; bitte prüfen, ob ein Ziel verloren ging.",
            )


# --- dropped measures -----------------------------------------------------------------------------------------


def _report_dropped(w: Writing) -> None:
    """The appendix keeps the wording; what stood beside it, or under a goal alone, is told."""
    kept = {id(draft) for draft in w.root.walk()}
    goals = [goal for goal in w.all_goals if id(goal) not in kept]
    for draft in goals:
        if draft.title and not any(goal is draft for _, goal in w.dropped):
            w.dropped.append((Draft(Kind.GOAL, draft.place, draft.number, draft.label, draft.title), draft))
    beside = [(draft, _values(draft)) for draft, _ in w.dropped]
    for draft, values in [*beside, *((goal, [*goal.texts, *_values(goal)]) for goal in goals)]:
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
