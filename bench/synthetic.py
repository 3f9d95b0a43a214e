"""Concepts of any size, and their next editions: same seed, same text."""

from __future__ import annotations

import random
from dataclasses import replace

from konzept.amend import amend
from konzept.change import Edited, Moved
from konzept.model import Concept, EditionMark, Element, Holder, Kind, Responsibility, Role, Timing, TimingKind

WORDS = [
    "Beratung",
    "Sprachkurs",
    "Begegnung",
    "Ehrenamt",
    "Familie",
    "Schule",
    "Ausbildung",
    "Betrieb",
    "Wohnung",
    "Gesundheit",
    "Verein",
    "Angebot",
    "Übersicht",
    "Lotsin",
    "Fortbildung",
    "Netzwerk",
    "Öffnung",
    "Teilhabe",
    "Übergang",
    "Anerkennung",
    "gemeinsam",
    "mehrsprachig",
    "wohnortnah",
    "verlässlich",
    "jährlich",
    "niedrigschwellig",
    "stärken",
    "ausbauen",
    "vermitteln",
    "begleiten",
    "prüfen",
    "veröffentlichen",
    "und",
    "für",
    "mit",
    "in",
]
HOUSES = ("Sozialamt", "Jobcenter", "Volkshochschule", "Schulamt", "Jugendamt", "Sportbund", "Gesundheitsamt")


def sentence(dice: random.Random, length: int) -> str:
    """So many words, like a sentence."""
    words = [dice.choice(WORDS) for _ in range(length)]
    return " ".join([words[0].capitalize(), *words[1:]]) + "."


def measure(dice: random.Random, uid: str, number: str) -> Element:
    """One measure with who and when."""
    house = dice.choice(HOUSES)
    return Element(
        uid,
        Kind.MEASURE,
        number=number,
        text="\n\n".join(sentence(dice, 22) for _ in range(2)),
        responsibility=Responsibility(f"{house} in Zusammenarbeit mit Trägern", (Holder(house, Role.LEAD),)),
        timing=Timing("fortlaufend", kind=TimingKind.ONGOING),
        fields={"Indikator": sentence(dice, 6)},
    )


def concept(measures: int = 150, areas: int = 6, seed: int = 7, prose: int = 3) -> Concept:
    """A concept with so many measures, three under each goal, `prose` paragraphs at the head of each area."""
    dice = random.Random(seed)
    trees: list[list[Element]] = [[] for _ in range(areas)]
    for goal in range((measures + 2) // 3):
        area = goal % areas
        number = f"{area + 1}.{len(trees[area]) + 1}"
        below = tuple(
            measure(dice, f"m{goal:05d}{position}xx", f"{number}.{position + 1}")
            for position in range(min(3, measures - goal * 3))
        )
        uid = f"goal{goal:05d}"
        trees[area].append(Element(uid, Kind.GOAL, number=number, title=sentence(dice, 9), children=below))
    text = [
        Element(
            f"area{index:05d}",
            Kind.AREA,
            number=str(index + 1),
            title=sentence(dice, 4)[:-1],
            text="\n\n".join(sentence(dice, 60) for _ in range(prose)),
            children=tuple(goals),
        )
        for index, goals in enumerate(trees)
    ]
    return Concept("Integrationskonzept Musterkreis", tuple(text), edition=EditionMark("Erstfassung", 0, "2026-01-01"))


def next_edition(old: Concept, seed: int = 8) -> Concept:
    """A third of the measures reworded, five moved, five dropped."""
    dice = random.Random(seed)
    measures = [element for element in old.walk() if element.kind is Kind.MEASURE]
    changes: list[Edited | Moved] = []
    for element in dice.sample(measures, len(measures) // 3):
        words = (element.text or "").split(" ")
        words[dice.randrange(len(words))] = "zusätzlich"
        changes.append(Edited(element.uid, "text", element.text, " ".join(words)))
    parents = old.parents()
    goals = [element for element in old.walk() if element.kind is Kind.GOAL]
    for element in dice.sample(measures, 5):
        home = parents[element.uid]
        assert home is not None
        away = dice.choice([goal for goal in goals if goal is not home])
        place = [child.uid for child in home.children].index(element.uid)
        changes.append(Moved(element.uid, away.uid, 0, home.uid, place))
    moved = amend(old, changes)
    gone = {element.uid for element in dice.sample(measures, 5)}
    return replace(moved, elements=tuple(without(element, gone) for element in moved.elements))


def without(element: Element, gone: set[str]) -> Element:
    """The tree without these elements."""
    kept = tuple(without(child, gone) for child in element.children if child.uid not in gone)
    return replace(element, children=kept)
