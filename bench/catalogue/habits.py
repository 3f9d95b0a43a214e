"""How a document of each layout is used to be made: its labels, numbering, columns, and the quirks it may have."""

from __future__ import annotations

import random
from dataclasses import dataclass

from bench.catalogue.words import label

LAYOUTS = ("L1", "L2", "L3", "L4", "L5", "L6", "L7", "L8")
# (mark, what joins it to the title, what number it has); {n} the position, {a} as letter, {i} Roman, {c} as chapter.
AREAS = (
    ("Handlungsfeld {n}", ": ", "{n}"),
    ("Handlungsfeld {n}", ": ", "{n}"),
    ("Handlungsfeld {n}", " – ", "{n}"),
    ("Handlungsfeld {n}", " ", "{n}"),
    ("HF {n}", " ", "{n}"),
    ("HF {n}", ": ", "{n}"),
    ("Themenfeld {a}", ": ", "{a}"),
    ("Schwerpunkt {i}", ": ", "{i}"),
    ("Lebensbereich {n}", ": ", "{n}"),
    ("3.{n} Handlungsfeld {n}", ": ", "{n}"),
    ("3.{n} Handlungsfeld", ": ", "3.{n}"),
    ("3.{n} Handlungsfeld", " ", "3.{n}"),
    ("3.{n}", " ", "3.{n}"),
    ("{c}", " ", "{c}"),
    ("{c}.", " ", "{c}"),
    ("Handlungsfeld", ": ", ""),
)
COUNTED = ("12", "13")  # those that a word processor counts by itself
# (mark, joint); {g} the number. An empty mark prints the title alone.
GOALS = (
    ("Handlungsziel {g}", ": "),
    ("Handlungsziel {g}", "\n"),
    ("Ziel {g}", ": "),
    ("Ziel {g}", " "),
    ("Teilziel {g}", ": "),
    ("Strategisches Ziel {g}", ": "),
    ("Operatives Ziel {g}", " – "),
    ("Wirkungsziel {g}", ": "),
    ("{g}", " "),
)
NAMELESS = (("Ziel", ": "), ("Handlungsziel", ": "), ("Teilziel", ": "), ("", ""))
NUMBERS = {
    "L1": ("Maßnahme {k}", "Maßnahme {k}", "Maßnahme", "M {g}.{k}", "Teilmaßnahme {k}", "Projekt {k}", "Vorhaben {k}"),
    "L2": ("{g}.{k}", "M {g}.{k}", "M{r}", "Maßnahme {g}.{k}", "Maßnahme {r}", "Projekt {r}", "M{g}.{k}"),
    "L3": ("{g}.{k}", "M {g}.{k}", "M{r}", "{r}", "M {r}", "{k}", ""),
    "L4": ("{g}.{k}", "M {g}.{k}", "M{r}", "Maßnahme {r}", "Maßnahme {g}.{k}", "M {r}"),
    "L5": ("{g}.{k}", "M {g}.{k}", "M{r}", "Maßnahme {k}", "Maßnahme {r}", ""),
    "L6": ("{g}.{k}", "Maßnahme {g}.{k}", "Maßnahme {k}", "M{r}", "Maßnahme {r}"),
    "L7": ("", "", "{letter})", "M{r}", "{k}."),
    "L8": ("{r}", "{r}", "{g}.{k}", "M {g}.{k}", "M{r}", ""),
}
WHO = {
    "L1": 0,
    "L2": 0.4,
    "L3": 0.75,
    "L4": 0.6,
    "L5": 0.3,
    "L6": 0.3,
    "L7": 0,
    "L8": 0.7,
}  # how often partners have a cell
# Meanings beside who and when: (how many at least, how many at most, from which)
DETAILS: dict[str, tuple[int, int, tuple[str, ...]]] = {
    "L1": (0, 0, ()),
    "L2": (
        1,
        5,
        ("target_group", "indicators", "costs", "funding", "status", "priority", "baseline", "notes", "steps"),
    ),
    "L3": (1, 4, ("indicators", "costs", "status", "target_group", "priority", "notes")),
    "L4": (
        4,
        8,
        ("baseline", "target_group", "indicators", "costs", "funding", "priority", "status", "steps", "notes"),
    ),
    "L5": (0, 2, ("target_group", "notes", "priority", "indicators")),
    "L6": (0, 3, ("target_group", "indicators", "costs", "funding")),
    "L7": (0, 0, ()),
    "L8": (1, 4, ("status", "indicators", "costs", "notes", "priority", "target_group")),
}
ORDER = (
    "baseline",
    "who",
    "partners",
    "target_group",
    "steps",
    "term",
    "indicators",
    "costs",
    "funding",
    "priority",
    "status",
    "notes",
)
WORDINGS = {
    "L1": ("text", "text", "text", "more"),
    "L2": ("both", "both", "title", "text"),
    "L3": ("text", "text", "text", "both", "columns"),
    "L4": ("both", "both", "long"),
    "L5": ("text", "both", "more"),
    "L6": ("long", "long", "both"),
    "L7": ("text", "text", "more"),
    "L8": ("text", "text", "both"),
}
COMMON = {
    "footnotes": 2,
    "stars": 1,
    "overview": 3,
    "appendix": 2,
    "typed_headers": 2,
    "letter_spaced": 1,
    "soft_hyphens": 1,
    "kept_hyphens": 1,
    "bold_headings": 2,
    "tracked": 1,
    "doubled_number": 2,
    "gap": 2,
    "nameless_goals": 2,
    "empty_goal": 1,
    "nested_goals": 2,
    "done": 2,
    "subheads": 2,
    "figures": 2,
    "auto_numbers": 2,
}
QUIRKS = {
    "L1": {"several": 6, "own_terms": 2, "continued": 3, "nested_table": 1},
    "L2": {"alone": 2, "nested_table": 1, "no_goals": 2},
    "L3": {
        "merged": 6,
        "legend": 6,
        "repeated_head": 4,
        "broken_head": 2,
        "years": 2,
        "same_above": 2,
        "struck": 2,
        "no_goals": 2,
    },
    "L4": {"pictures": 2, "schedule": 4, "named_in_cells": 2, "no_goals": 2},
    "L5": {"centred_label": 3, "no_goals": 2},
    "L6": {"within_sentences": 4, "no_goals": 2},
    "L7": {"done": 4, "brackets": 3},
    "L8": {
        "same_above": 5,
        "two_merged": 2,
        "colour_status": 3,
        "struck": 5,
        "tracked": 3,
        "inserted_number": 4,
        "legend": 2,
        "no_goals": 2,
    },
}


@dataclass(frozen=True, slots=True)
class Habits:
    """What is the same all through one document."""

    labels: dict[str, str]
    shown: tuple[str, ...]
    form: dict[str, str]
    quirks: frozenset[str]


def habits(dice: random.Random, layout: str) -> Habits:
    """All choices of one document that are not its wording."""
    quirks = draw(dice, {**COMMON, **QUIRKS[layout]})
    form = {
        "area": str(dice.randrange(len(AREAS))),
        "goal": str(dice.randrange(len(GOALS))),
        "nameless": str(dice.randrange(len(NAMELESS))),
        "number": dice.choice(NUMBERS[layout]),
        "wording": dice.choice(WORDINGS[layout]),
        "goal_form": dice.choice(("heading", "heading", "row", "bold", "plain")),
        "running": dice.choice(("", "", "goals")),
        "extra": dice.choice("abc"),
    }
    if form["goal_form"] == "plain" and GOALS[int(form["goal"])][0] == "{g}":
        form["goal_form"] = "bold"  # a bare number on a plain line would be no heading for anyone
    if "auto_numbers" in quirks:
        form.update(area=dice.choice(COUNTED), goal=str(len(GOALS) - 1), goal_form="heading", running="")
        quirks -= {"gap", "doubled_number", "nameless_goals", "bold_headings"}
    own_partners = dice.random() < WHO[layout]
    least, most, choices = DETAILS[layout]
    details = set(dice.sample(choices, dice.randint(least, most))) if most else set()
    shown = tuple(
        each for each in ORDER if each in details or each in ("who", "term") or (each == "partners" and own_partners)
    )
    return Habits(chosen_labels(dice, own_partners=own_partners), shown, form, quirks)


def draw(dice: random.Random, weights: dict[str, int]) -> frozenset[str]:
    """One to four quirks, the likelier the heavier."""
    names, found = list(weights), set[str]()
    for _ in range(dice.choice((1, 2, 2, 3, 3, 4))):
        found.add(dice.choices(names, [weights[name] for name in names])[0])
    return frozenset(found)


def chosen_labels(dice: random.Random, *, own_partners: bool) -> dict[str, str]:
    """One label for each meaning, none twice."""
    labels: dict[str, str] = {"who": label(dice, "lead" if own_partners else "responsible")}
    for meaning in (*ORDER, "text", "measure"):
        while meaning not in labels:
            found = label(dice, meaning)
            if found not in labels.values():
                labels[meaning] = found
    return labels
