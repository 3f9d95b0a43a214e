"""What stands in the cells of the measures of an area."""

from __future__ import annotations

import random

from bench.catalogue.concept import Area, Concept, Measure
from bench.catalogue.words import OFFICES, House, houses, partners, pick, responsibility

LISTS = {
    "indicators": "indicators",
    "target_group": "targets",
    "funding": "funding",
    "priority": "priorities",
    "baseline": "baselines",
    "notes": "notes",
}
COLOURS = {"in Umsetzung": "C6E0B4", "noch nicht begonnen": "F8CBAD", "abgeschlossen": "BDD7EE"}
LAMPS = ("●", "◐", "○")
YES_NO = ("ja", "nein")


def fill(dice: random.Random, concept: Concept, area: Area) -> None:
    """Who, when and the rest, for every measure of the area."""
    for goal in [each for top in area.goals for each in (top, *top.below)]:
        shared = pick_term(dice, concept)
        for measure in goal.measures:
            who(dice, concept, measure)
            measure.term_own = concept.layout != "L1" or "own_terms" in concept.quirks
            measure.term = pick_term(dice, concept) if measure.term_own else shared
            rest(dice, concept, measure)
            gaps(dice, concept, measure)


def pick_term(dice: random.Random, concept: Concept) -> str:
    """In words, or by the legend's codes."""
    if "years" in concept.quirks:
        return ""
    terms = OFFICES["terms"]
    if "legend" in concept.quirks:
        return str(dice.choice([*terms["codes"] * 2, *terms["extended"]]))
    return str(dice.choice(terms["plain"]))


def who(dice: random.Random, concept: Concept, measure: Measure) -> None:
    """The responsible, and partners where they have a cell."""
    if "partners" in concept.shown:
        measure.lead = ", ".join(each.name for each in houses(dice, concept.place, dice.choice((1, 1, 1, 2))))
        measure.partners = partners(dice, concept.place, measure.lead) if dice.random() < 0.85 else ""
    elif concept.layout == "L7" and concept.form["extra"] == "a":
        measure.lead = ", ".join(dice.sample(OFFICES["ministries"], dice.randint(1, 3)))
    elif concept.layout == "L7":
        measure.lead = ", ".join(each.name for each in houses(dice, concept.place, dice.randint(1, 3)))
    else:
        measure.lead = responsibility(dice, concept.place)


def rest(dice: random.Random, concept: Concept, measure: Measure) -> None:
    """Every further labelled cell."""
    coded = "legend" in concept.quirks
    for meaning in concept.shown:
        if meaning in LISTS:
            measure.cells[meaning] = pick(dice, LISTS[meaning])
        elif meaning == "costs":
            measure.cells[meaning] = pick(dice, "cost_codes" if coded else "costs")
        elif meaning == "status":
            measure.cells[meaning] = dice.choice(LAMPS) if coded else pick(dice, "statuses")
            if concept.layout in ("L2", "L4") and not coded and dice.random() < 0.5:
                measure.cells[meaning] = pick(dice, "reports")
        elif meaning == "steps":
            measure.steps = tuple(dice.sample(OFFICES["steps"], dice.randint(2, 4)))
    if "priority" in measure.cells and concept.labels["priority"] == "Quick-Win":
        measure.cells["priority"] = dice.choice(YES_NO)
    if "priority" in measure.cells and concept.labels["priority"] == "Punkte":
        measure.cells["priority"] = str(dice.randint(3, 30))


def gaps(dice: random.Random, concept: Concept, measure: Measure) -> None:
    """What an office leaves empty now and then."""
    for meaning in list(measure.cells):
        if dice.random() < 0.12:
            del measure.cells[meaning]
    if concept.layout in ("L2", "L4", "L5", "L6") and dice.random() < 0.1:
        measure.term = ""
    if concept.layout == "L5":
        first = concept.years[0]
        count = int(concept.form["extra"] != "a") + 1
        measure.series = tuple((str(first + year), pick(dice, "reports")) for year in range(count))


def in_sentence(dice: random.Random, place: str) -> str:
    """Someone named within a sentence, who is not declared responsible."""
    house: House = houses(dice, place, 1)[0]
    return f"Die Abstimmung erfolgt mit {house.dative}."
