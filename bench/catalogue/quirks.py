"""What makes a document hard: doubled numbers, merged cells, struck-out rows, notes, an appendix."""

from __future__ import annotations

import random
from typing import Any

from bench.catalogue.concept import Concept, Goal, Gone, Measure
from bench.catalogue.values import in_sentence
from bench.catalogue.words import OFFICES, filled, pick


def structure(dice: random.Random, concept: Concept) -> None:
    """Goals below goals, goals without measures, what is being done already."""
    if "nested_goals" in concept.quirks and "nameless_goals" not in concept.quirks:
        nest(dice, concept)
    if "empty_goal" in concept.quirks and "no_goals" not in concept.quirks:
        dice.choice(dice.choice(concept.areas).goals).measures.clear()
    if "done" in concept.quirks:
        for area in concept.areas:
            if dice.random() < 0.7:
                area.done = tuple(dice.sample(OFFICES["done"], dice.randint(2, 4)))


def nest(dice: random.Random, concept: Concept) -> None:
    """One area's last two goals become one above the other."""
    for area in concept.areas:
        if len(area.goals) > 2:
            *kept, above, first, second = [None, *area.goals]
            if above is not None:
                above.below, above.measures = [first, second], []  # type: ignore[list-item]  # only the first is None
                area.goals = [goal for goal in (*kept, above) if goal]
                return


def numbers(concept: Concept) -> None:
    """A number given twice; one pushed in between."""
    goals = [goal for area in concept.areas for goal in area.goals]
    if "doubled_number" in concept.quirks:
        for area in concept.areas:
            pair = area.goals[-2:]
            if len(pair) == 2 and pair[0].number and not any(goal.below for goal in pair):
                pair[1].mark = pair[1].mark.replace(pair[1].number, pair[0].number)
                pair[1].number = pair[0].number
                break
    if "inserted_number" in concept.quirks and concept.form["number"] == "{r}":
        insert(goals)


def insert(goals: list[Goal]) -> None:
    """From the middle on every number is one less, the first of them gets a letter."""
    found = [measure for goal in goals for measure in goal.measures]
    for measure in found[len(found) // 2 :]:
        lower = str(int(measure.number) - 1)
        measure.mark = measure.number = lower
    middle = found[len(found) // 2]
    middle.mark = middle.number = f"{middle.number}a"


def wording(dice: random.Random, concept: Concept, subjects: list[dict[str, Any]]) -> None:
    """Everything that changes single measures."""
    measures = [measure for _, _, measure in concept.measures()]
    for quirk, change in CHANGES.items():
        if quirk in concept.quirks:
            change(dice, concept, measures)
    if "appendix" in concept.quirks:
        appendix(dice, concept, subjects)


def footnotes(dice: random.Random, concept: Concept, measures: list[Measure]) -> None:
    texts = dice.sample(OFFICES["footnotes"], min(len(measures), dice.randint(1, 4)))
    for measure, text in zip(dice.sample(measures, len(texts)), texts, strict=True):
        measure.footnote = text


def stars(dice: random.Random, concept: Concept, measures: list[Measure]) -> None:
    found = [measure for measure in measures if not measure.footnote]
    if found:
        dice.choice(found).star = pick(dice, "stars")


def several(dice: random.Random, concept: Concept, measures: list[Measure]) -> None:
    """The only measure of its goal is a "Maßnahme (n)": two or three in one cell."""
    for _, goal in concept.goals():
        if len(goal.measures) > 1 and dice.random() < 0.4:
            texts = tuple(each.text or each.title for each in goal.measures)
            first = goal.measures[0]
            goal.measures = [first]
            first.parts, first.title, first.text, first.bullets = texts, "", "", ()
            first.mark, first.number = "Maßnahme (n)", ""


def merged(dice: random.Random, concept: Concept, measures: list[Measure]) -> None:
    """The lead's cell of two or three rows is one."""
    for _, goal in concept.goals():
        if len(goal.measures) > 1 and dice.random() < 0.6:
            start = dice.randrange(len(goal.measures) - 1)
            for above, below in zip(goal.measures[start:], goal.measures[start + 1 :], strict=False):
                below.lead, below.lead_above = above.lead, True


def same_above(dice: random.Random, concept: Concept, measures: list[Measure]) -> None:
    """In place of what the row above says stands "s. o."."""
    said = dice.choice(("s. o.", "s.o.", "dto.", "siehe oben"))
    for _, goal in concept.goals():
        for above, below in zip(goal.measures, goal.measures[1:], strict=False):
            if below.lead_above or above.lead_above or dice.random() > 0.4:
                continue
            if dice.random() < 0.75:
                below.lead, below.lead_said = above.lead, said
            elif above.term:
                below.term, below.term_said = above.term, said


def struck(dice: random.Random, concept: Concept, measures: list[Measure]) -> None:
    """A row is struck out: its neighbours do not lean on it."""
    for _, goal in concept.goals():
        lonely = [each for each in goal.measures if leans_on_nothing(goal, each)]
        if len(goal.measures) > 1 and lonely and dice.random() < 0.3:
            dropped = dice.choice(lonely)
            dropped.struck, dropped.title, dropped.bullets = True, "", ()
            dropped.text = dropped.text or dropped.short
            dropped.footnote = dropped.star = ""


def leans_on_nothing(goal: Goal, measure: Measure) -> bool:
    """Neither this row nor the one below speaks of the one above."""
    place = goal.measures.index(measure)
    return not any(each.lead_above or each.lead_said or each.term_said for each in goal.measures[place : place + 2])


def tracked(dice: random.Random, concept: Concept, measures: list[Measure]) -> None:
    """A word was exchanged by someone who left the tracks on."""
    for measure in dice.sample(measures, min(3, len(measures))):
        found = measure.text.split(" ")
        if len(found) > 4 and not measure.struck:
            place = dice.randrange(1, len(found) - 2)
            measure.swapped = (dice.choice(("verschiedene", "bestehende", "gemeinsame")), found[place])


def years(dice: random.Random, concept: Concept, measures: list[Measure]) -> None:
    """The term is a cross in the columns of the years."""
    first = concept.years[0]
    for measure in measures:
        start = first + dice.randrange(3)
        measure.term = ", ".join(str(year) for year in range(start, start + dice.choice((1, 1, 2))))
        measure.term_said = ""


def nested_table(dice: random.Random, concept: Concept, measures: list[Measure]) -> None:
    """A small table within the cell of the term: figures that are no measure."""
    measure = dice.choice(measures)
    measure.nested = (("Standort", "Plätze"), (concept.place, str(dice.randint(8, 90))))


def pictures(dice: random.Random, concept: Concept, measures: list[Measure]) -> None:
    """One column's values are drawn and nowhere said."""
    found = [each for each in ("priority", "status", "costs") if each in concept.shown]
    if found:
        concept.form["drawn"] = found[0]
        for measure in measures:
            measure.lamps = dice.randint(1, 3)
            measure.cells.pop(found[0], None)


def within_sentences(dice: random.Random, concept: Concept, measures: list[Measure]) -> None:
    """Nobody is declared responsible and no term is given; someone is named in passing."""
    for measure in measures:
        measure.lead = measure.partners = measure.term = ""
        measure.text = f"{measure.text.rstrip('.')}. {in_sentence(dice, concept.place)}"


def brackets(dice: random.Random, concept: Concept, measures: list[Measure]) -> None:
    """Brackets that belong to the wording."""
    for measure in measures:
        if dice.random() < 0.5:
            inner = dice.choice(
                (
                    "z. B. in Vereinen und Kirchen",
                    "Schwerpunkt ländlicher Raum",
                    "auch digital",
                    "siehe Bildungsbericht",
                )
            )
            measure.text = f"{measure.text} ({inner})" if measure.text[-1] != "." else f"{measure.text[:-1]} ({inner})."


def appendix(dice: random.Random, concept: Concept, subjects: list[dict[str, Any]]) -> None:
    """What is no longer in the concept, from the stock's rest."""
    used = {measure.short for _, _, measure in concept.measures()}
    rest = [entry for subject in subjects for entry in subject["measures"] if entry[0] not in used]
    for entry in dice.sample(rest, min(len(rest), dice.randint(2, 4))):
        reason = pick(dice, "reasons") if concept.form["extra"] != "c" else ""
        concept.gone.append(Gone(filled(dice, entry[1], concept.place), "", reason))


CHANGES = {
    "several": several,
    "years": years,
    "merged": merged,
    "same_above": same_above,
    "struck": struck,
    "tracked": tracked,
    "footnotes": footnotes,
    "stars": stars,
    "nested_table": nested_table,
    "pictures": pictures,
    "within_sentences": within_sentences,
    "brackets": brackets,
}
