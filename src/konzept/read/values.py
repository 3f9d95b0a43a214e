"""Values that only the whole document explains: a goal's one term for all its measures, "s. o.", codes of a legend, costs called "Bedarf"."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from konzept import responsibility, timing
from konzept.model import Holder, Kind, Responsibility, Role, Timing, TimingKind
from konzept.read.blocks import Table
from konzept.read.draft import Draft, printed
from konzept.read.labels import is_undecided, means_resources, told
from konzept.read.legend import fitting, legends, resolved
from konzept.read.writing import Writing

_ABOVE = re.compile(r"^(?:s\.?\s?o\.?|siehe oben|wie oben|dto\.?|ditto|desgl\.?|[„“”\"〃]+)$", re.IGNORECASE)


def settle_values(w: Writing, *, apart: bool) -> None:
    """Completes terms, responsibilities and labels of all drafts; `apart` = every measure has a table of its own."""
    _inherit_terms(w, apart=apart)
    _name_values(w)
    _resolve(w)
    for draft in w.root.walk():
        _fill(draft)
    _above(w)


def measures_below(draft: Draft) -> list[Draft]:
    """The measures that stand right below a draft."""
    return [child for child in draft.children if child.kind is Kind.MEASURE]


def _resolve(w: Writing) -> None:
    """Codes stay as printed; what the document's legend says of them stands beside, label by label."""
    known, drafts = legends(w.document.blocks), w.root.walk()
    if not known:
        return
    values: dict[str, list[str]] = {"Termin": [printed(draft.terms) for draft in drafts]}
    for draft in drafts:
        for label, parts in draft.fields.items():
            values.setdefault(label, []).append(printed(parts))
    chosen = {label: fitting(each, known) for label, each in values.items()}
    for draft in drafts:
        if term := resolved(printed(draft.terms), chosen["Termin"]):
            draft.timing = _of_code(printed(draft.terms), term)
        own = {**draft.fields, "Termin": draft.terms}
        meant = {label: resolved(printed(parts), chosen[label]) for label, parts in own.items()}
        told_by = {f"{label.partition(' (')[0]} (laut Legende)": [words] for label, words in meant.items() if words}
        draft.fields |= told_by


def _of_code(code: str, meaning: str) -> Timing:
    """A term that is a code: its own meaning where codes have one everywhere (K, M, L, D), else the legend's."""
    own = timing.parse(code)
    return own if own.kind is not TimingKind.UNCLEAR else replace(timing.parse(meaning), verbatim=code)


def _name_values(w: Writing) -> None:
    """Labels that need it get their meaning; where a document's "Bedarf" is prose, it is no cost and stays as printed."""
    drafts = w.root.walk()
    votes: dict[str, list[bool]] = {}
    for draft in drafts:
        for label, parts in draft.fields.items():
            if is_undecided(label):
                votes.setdefault(label, []).extend(means_resources(part) for part in parts)
    prose = {label for label, said in votes.items() if sum(said) * 2 <= len(said)}
    for draft in drafts:
        draft.fields = {label if label in prose else told(label): parts for label, parts in draft.fields.items()}


def _inherit_terms(w: Writing, *, apart: bool) -> None:
    """One closing term is the goal's: seen where measures of one table share it, then held true for the other tables as well."""
    goals = [draft for draft in w.root.walk() if draft.kind is Kind.GOAL and measures_below(draft)]
    closing = [] if apart else [goal for goal in goals if _closes(goal)]
    if not any(len(measures_below(goal)) > 1 for goal in closing):
        closing = []
    for goal in goals:
        measures = measures_below(goal)
        if goal in closing:
            goal.terms, measures[-1].terms = measures[-1].terms, []
        elif len(measures) > 1 and not goal.terms and 0 < sum(bool(draft.terms) for draft in measures) < len(measures):
            _doubt_terms(w, measures)
    for goal in goals:
        if goal.terms:
            goal.timing = _timing(goal.terms)
            for measure in measures_below(goal):
                if not measure.terms:
                    measure.timing = _timing(goal.terms, inherited=True)


def _closes(goal: Draft) -> bool:
    measures = measures_below(goal)
    closing = bool(measures[-1].terms) and not any(draft.terms for draft in measures[:-1])
    return not goal.terms and closing and not any(draft.record or draft.level for draft in measures)


def are_sheets(w: Writing) -> bool:
    """Whether every measure has a table of its own: then its term is its own, and an empty row is an empty row."""
    found = Counter(
        index
        for draft in w.root.walk()
        if draft.kind is Kind.MEASURE and not draft.record
        for index in draft.blocks
        if isinstance(w.document.blocks[index], Table)
    )
    return len(found) > 2 and max(found.values()) == 1


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


def beside(draft: Draft) -> list[str]:
    """Whatever stands beside a draft's wording."""
    named = [*draft.responsible, *draft.partners, *draft.terms, *draft.steps]
    return named + [f"{label}: {value}" for label, values in draft.fields.items() for value in values]
