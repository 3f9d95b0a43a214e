"""Title, edition and the guiding part of a concept."""

from __future__ import annotations

import random

from bench.catalogue.concept import Concept
from bench.catalogue.words import OFFICES, pick


def fill(dice: random.Random, concept: Concept) -> None:
    """What stands before the areas and after them."""
    start = dice.choice((2023, 2024, 2025, 2026))
    concept.years = (start, start + dice.choice((3, 4, 5)))
    titled(dice, concept)
    edition(dice, concept)
    if dice.random() < 0.6:
        concept.guiding_word = dice.choice(
            ("Leitziel", "Leitsatz", "Leitlinie", "Leitgedanke", "Grundsatz", "Leitziel")
        )
        ends = dice.choice((".", ""))
        concept.guiding = [each + ends for each in dice.sample(OFFICES["guiding"], dice.randint(3, 5))]
    if dice.random() < 0.5:
        found = dice.sample(OFFICES["abbreviations"], dice.randint(4, 10))
        concept.abbreviations = sorted(((short, long) for short, long in found), key=lambda each: each[0].lower())
    if dice.random() < 0.4:
        concept.sources = sorted(dice.sample(OFFICES["sources"], dice.randint(2, 5)))


def titled(dice: random.Random, concept: Concept) -> None:
    """The name, on one line or two, with the authority before it or in it."""
    name, (whose, of_whom) = pick(dice, "names"), concept.authority
    span = "–".join(map(str, concept.years))
    way = dice.choice(("one", "one", "two", "above", "years"))
    if way == "one":
        concept.title = dice.choice((f"{name} {of_whom}", f"{name} {whose}"))
        concept.cover = [(concept.title, 26)]
    elif way == "two":
        concept.title = f"{name} {of_whom}"
        concept.cover = [(name, 28), (of_whom, 28)]
    elif way == "above":
        concept.title, concept.other_title = name, f"{name} {whose}"
        concept.cover = [(whose, 14), (name, 30)]
    else:
        concept.title, concept.other_title = f"{name} {of_whom}", f"{name} {span} {of_whom}"
        concept.cover = [(concept.other_title, 26)]


def edition(dice: random.Random, concept: Concept) -> None:
    """The edition's words on the cover; left open where a reader may fairly take them in two ways."""
    first, last = concept.years
    count = dice.randint(1, 3)
    if concept.form["extra"] == "a" and dice.random() < 0.3:
        concept.cover.append((f"{first} bis {last}", 16))
        return
    label = dice.choice(
        (
            f"{count}. Fortschreibung {first}-{last}",
            f"{count}. Fortschreibung {first}–{last}",
            f"{count}. Fortschreibung",
            f"Fortschreibung {first}",
            f"Erstfassung {first}",
            f"{count}. Fortschreibung {first} bis {last}",
            f"{count + 1}. Auflage {first}",
        )
    )
    concept.cover.append((label, 16))
    concept.edition = label
    if "–" not in label and "-" not in label and "bis" not in label and dice.random() < 0.3:
        concept.cover.append((f"{first} – {last}", 14))
        concept.edition = ""
