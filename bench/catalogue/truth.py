"""What is right about a concept, in the form of the hand-checked truths."""

from __future__ import annotations

from typing import Any

from bench.catalogue.concept import Area, Concept, Goal, Measure

# How a detail is found by its printed label; one that is found under two labels, or under none, is not asked for.
FINDS = {
    "costs": ("kosten", "finanz", "ressourc", "mittel", "budget"),
    "indicators": ("indikator", "erfolgskriteri", "messgr", "kennzahl", "erfolg"),
    "target_group": ("zielgruppe",),
    "status": ("status", "stand", "umsetzungsstand", "sachstand"),
    "priority": ("priorit",),
    "funding": ("förder", "finanzierung"),
    "baseline": ("ausgangslage",),
    "notes": ("bemerk", "hinweis", "anmerk"),
}


def truth(concept: Concept) -> dict[str, Any]:
    """All of it."""
    goals = concept.goals()
    measures = concept.measures()
    notes = [(str(place), note) for place, note in enumerate(footnotes(concept), 1)]
    notes += [("*", measure.star) for _, _, measure in measures if measure.star and not measure.struck]
    return {
        "title": concept.title,
        "title_verbatim": concept.other_title or concept.title,
        "edition": concept.edition,
        "layout": concept.layout,
        "seed": concept.seed,
        "quirks": sorted(concept.quirks),
        "leitziele": [{"number": str(place), "title": each} for place, each in enumerate(concept.guiding, 1)],
        "fields": [{"number": area.number or None, "title": area.title, "label": area.mark} for area in concept.areas],
        "objectives": [objective(area, goal, place) for place, (area, goal) in enumerate(goals) if goal.title],
        "measures": [entry(concept, *each) for each in measures if not each[2].struck],
        "dropped_measures": [
            *({"text": measure.wording} for _, _, measure in measures if measure.struck),
            *({"text": gone.text, "reason": gone.reason or None} for gone in concept.gone),
        ],
        "abbreviations": [{"short": short, "long": long} for short, long in concept.abbreviations],
        "references": list(concept.sources),
        "footnotes": [{"number": mark, "text": note} for mark, note in notes],
    }


def footnotes(concept: Concept) -> list[str]:
    """In the order of the document."""
    return [measure.footnote for _, _, measure in concept.measures() if measure.footnote and not measure.struck]


def objective(area: Area, goal: Goal, place: int) -> dict[str, Any]:
    """One goal."""
    return {
        "number": goal.number or None,
        "key": goal.number or f"goal {place}",
        "title": goal.title,
        "field": area.number or None,
    }


def entry(concept: Concept, area: Area, goal: Goal, measure: Measure) -> dict[str, Any]:
    """One measure."""
    bullets = list(measure.bullets)
    if "steps" in concept.shown:
        bullets += measure.steps
    return {
        "objective": goal.number or None,
        "objective_title": goal.title,
        "field": area.number or None,
        "number": measure.number or None,
        "label": measure.mark or None,
        "title": measure.title or None,
        "text": measure.text or None,
        "bullets": bullets,
        "parts": list(measure.parts),
        "responsibilities": joined(measure.lead_said or measure.lead, measure.partners),
        "responsibilities_resolved": joined(measure.lead, measure.partners),
        "term": measure.term_said or measure.term or None,
        "term_resolved": resolved(measure.term),
        "term_source": "own" if measure.term_own else "goal",
        **details(concept, measure),
    }


def joined(lead: str, partners: str) -> str | None:
    """Lead; partners."""
    return "; ".join(each for each in (lead, partners) if each) or None


def resolved(term: str) -> str | None:
    """Years in columns may be read as a span."""
    found = term.split(", ")
    return f"{found[0]}–{found[-1]}" if len(found) > 1 and all(each.isdigit() for each in found) else term or None


def details(concept: Concept, measure: Measure) -> dict[str, Any]:
    """The further cells, each under its meaning as far as its label is found without doubt, all under their labels."""
    printed = {concept.labels[meaning]: value for meaning, value in measure.cells.items() if value}
    labels = [*printed, *(series_label(concept, year) for year, _ in measure.series)]
    asked: dict[str, Any] = {}
    for meaning, value in measure.cells.items():
        found = [label for label in labels if any(each in label.lower() for each in FINDS.get(meaning, ()))]
        if found == [concept.labels[meaning]]:
            asked[meaning] = value
    if "colour_status" in concept.quirks and "status" in asked:
        asked["status_only_as_cell_colour"] = True
    return {**asked, "fields": printed}


def series_label(concept: Concept, year: str) -> str:
    """The label of a year's status."""
    return f"{concept.labels['status']} {year}"
