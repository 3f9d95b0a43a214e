"""Two states of one invented concept, by what was done to it."""

from __future__ import annotations

from dataclasses import replace

from konzept.model import Concept, Element, Kind, Note, Responsibility, Timing

SAID = "Die Kurse finden **abends** statt, auch in [Wiesental](https://kurse.example/a?b=1&c=2)."


def measure(uid: str, number: str, text: str, **more: object) -> Element:
    """A measure with its cells."""
    return Element(
        uid,
        Kind.MEASURE,
        number=number,
        text=text,
        responsibility=Responsibility("Sozialamt"),
        timing=Timing("fortlaufend"),
        **more,  # type: ignore[arg-type]  # fields of an element
    )


def goal(uid: str, number: str, title: str, *children: Element) -> Element:
    """A goal with its measures."""
    return Element(uid, Kind.GOAL, number=number, label="Handlungsziel", title=title, children=children)


def area(*goals: Element, uid: str = "area0001", number: str = "1", title: str = "Sprache") -> Element:
    """An area with a paragraph and a list."""
    return Element(
        uid, Kind.AREA, number=number, title=title, children=goals,
        text="Wer hier lebt, lernt Deutsch.\n\n1. Erstens & zuerst\n2. Zweitens <nicht>\n\n- ein Punkt\n- noch einer",
    )  # fmt: skip  # one value beside the other


FIRST = measure("meas000m1", "1.1.1", SAID)
SECOND = measure("meas000m2", "1.1.2", "Lotsinnen begleiten Familien zu Ämtern.[^1]", notes=(Note("1", "Seit 2024."),))
THIRD = measure("meas000m3", "1.1.3", "Ein Sprachcafé öffnet.")
ONE = goal("goal000g1", "1.1", "Alle finden einen Kurs", FIRST, SECOND, THIRD)
TWO = goal("goal000g2", "1.2", "Niemand wartet lange", measure("meas000m4", "1.2.1", "Wartezeiten werden gemessen."))
OLD = Concept("Integrationskonzept Auental", (area(ONE, TWO),), subtitle="Erstfassung", authority="Kreis Auental")


def with_goals(*goals: Element) -> Concept:
    """The concept with these goals."""
    return replace(OLD, elements=(area(*goals),))


PAIRS: dict[str, tuple[Concept, Concept]] = {
    "nothing": (OLD, OLD),
    "title": (OLD, replace(OLD, title="Teilhabekonzept Auental", subtitle="1. Fortschreibung")),
    "words": (
        OLD,
        with_goals(
            replace(ONE, children=(replace(FIRST, text=SAID.replace("**abends**", "morgens")), SECOND, THIRD)), TWO
        ),
    ),
    "link": (
        OLD,
        with_goals(replace(ONE, children=(replace(FIRST, text=SAID.replace("b=1", "b=2")), SECOND, THIRD)), TWO),
    ),
    "row gone": (OLD, with_goals(replace(ONE, children=(FIRST, THIRD)), TWO)),
    "row come": (
        OLD,
        with_goals(
            replace(ONE, children=(FIRST, measure("meas000m9", "1.1.9", "Neu & <anders>."), SECOND, THIRD)), TWO
        ),
    ),
    "rows turned": (OLD, with_goals(replace(ONE, children=(THIRD, FIRST, SECOND)), TWO)),
    "goal gone": (OLD, with_goals(ONE)),
    "goal come": (with_goals(TWO), OLD),
    "goals turned": (OLD, with_goals(TWO, ONE)),
    "goal renamed": (OLD, with_goals(replace(ONE, title="Jede findet ihren Kurs"), TWO)),
    "cells": (
        OLD,
        with_goals(
            replace(
                ONE,
                children=(
                    replace(FIRST, responsibility=Responsibility("Jugendamt, Volkshochschule"), timing=None),
                    SECOND,
                    THIRD,
                ),
            ),
            TWO,
        ),
    ),
    "list": (
        OLD,
        replace(
            OLD,
            elements=(
                replace(
                    area(ONE, TWO),
                    text="Wer hier lebt, lernt gern Deutsch.\n\n1. Erstens\n2. Dazwischen\n3. Zweitens <nicht>\n\nSchluss.",
                ),
            ),
        ),
    ),
    "note": (
        OLD,
        with_goals(replace(ONE, children=(FIRST, replace(SECOND, notes=(Note("1", "Seit 2026."),)), THIRD)), TWO),
    ),
    "everything": (
        OLD,
        Concept("Ganz anderes", (area(goal("goal000x", "1.1", "Neu"), uid="area000b", title="Arbeit"),)),
    ),
    "from nothing": (Concept("Leer", ()), OLD),
    "to nothing": (OLD, Concept("Leer", ())),
}
