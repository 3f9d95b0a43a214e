"""Small invented concepts for the rules."""

from __future__ import annotations

from itertools import count
from typing import Any

from konzept.lint import Finding, lint
from konzept.model import Concept, Element, Kind, Responsibility, Timing
from konzept.responsibility import parse as holders
from konzept.timing import parse as term

COUNTER = count(1)
GOOD = {"responsibility": "Sozialamt", "timing": "bis 31.12.2027", "fields": {"Indikatoren": "40 Plätze"}}


def element(
    kind: Kind, number: str | None = None, title: str | None = None, *children: Element, **parts: Any
) -> Element:
    who, when = parts.pop("responsibility", None), parts.pop("timing", None)
    return Element(
        f"element{next(COUNTER):05}",
        kind,
        number,
        title=title,
        children=children,
        responsibility=holders(who) if isinstance(who, str) else who,
        timing=term(when) if isinstance(when, str) else when,
        **parts,
    )


def measure(number: str | None = None, title: str | None = None, **parts: Any) -> Element:
    """A sound measure; what is given replaces its parts."""
    return element(Kind.MEASURE, number, title or f"Vorhaben {next(COUNTER)} im Auental", **{**GOOD, **parts})


def goal(number: str | None = None, *children: Element, **parts: Any) -> Element:
    return element(Kind.GOAL, number, parts.pop("title", "Ankommen"), *children, **parts)


def area(number: str | None = None, *children: Element) -> Element:
    return element(Kind.AREA, number, "Sprache", *children)


def concept(*elements: Element, **parts: Any) -> Concept:
    return Concept("Integrationskonzept Auental", elements, **parts)


def found(rule: str, *elements: Element, **parts: Any) -> list[Finding]:
    return [finding for finding in lint(concept(*elements, **parts)) if finding.rule == rule]


def sentences(rule: str, *elements: Element, **parts: Any) -> list[str]:
    return [finding.sentence for finding in found(rule, *elements, **parts)]


__all__ = ["Responsibility", "Timing", "area", "concept", "element", "found", "goal", "measure", "sentences"]
