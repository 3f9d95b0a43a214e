"""Concepts for tests of organisations: each measure with the holders it names."""

from __future__ import annotations

from konzept.model import Abbreviation, Concept, Element, Holder, Kind, Responsibility, Role
from konzept.organisations import Organisation


def named(
    *cells: str | Holder, abbreviations: tuple[tuple[str, str], ...] = (), text: str = "", **more: str
) -> Concept:
    """A concept with one measure a holder: measure0, measure1, …"""
    holders = [cell if isinstance(cell, Holder) else Holder(cell, Role.LEAD) for cell in cells]
    measures = tuple(
        Element(f"measure{index}", Kind.MEASURE, responsibility=Responsibility(each.name, (each,)))
        for index, each in enumerate(holders)
    )
    said = (Element("texttext", Kind.TEXT, text=text),) if text else ()
    return Concept(
        "Integrationskonzept",
        (*said, *measures),
        authority=more.get("authority"),
        abbreviations=tuple(Abbreviation(*each) for each in abbreviations),
    )


def told(found: tuple[Organisation, ...]) -> dict[str, dict[str, bool]]:
    """Proposed name -> spelling -> is it sure."""
    return {each.name: {spelling.name: spelling.sure for spelling in each.spellings} for each in found}
