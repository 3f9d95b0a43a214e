"""The document of a plan."""

from __future__ import annotations

import random

from bench.catalogue.concept import Concept
from bench.catalogue.layouts import frame, l1, l2, l3, l4, l5, l6, l7, l8, soft
from bench.catalogue.parts import Break, Sheet, Turn

BY_AREA = {
    "L1": l1.write,
    "L2": l2.write,
    "L3": l3.write,
    "L4": l4.write,
    "L5": l5.write,
    "L6": l6.write,
    "L7": l7.write,
}
LYING = ("L3", "L8")


def document(concept: Concept) -> Sheet:
    """All its parts, in order."""
    dice = random.Random(f"parts {concept.layout} {concept.seed}")
    sheet = frame.sheet(dice, concept)
    sheet.parts += frame.title_page(dice, concept)
    sheet.parts += frame.contents(dice, concept, frame.chapters(concept))
    sheet.parts += frame.introduction(dice, concept)
    if concept.layout in LYING:
        sheet.parts.append(Turn(lying=True))
    if concept.layout == "L8":
        sheet.parts += l8.write_all(dice, concept)
    else:
        for area in concept.areas:
            if dice.random() < 0.3 and not isinstance(sheet.parts[-1], Turn):
                sheet.parts.append(Break())
            sheet.parts += BY_AREA[concept.layout](dice, concept, area)
    if concept.layout == "L4":
        sheet.parts += l4.repeats(dice, concept)
    sheet.parts += frame.ending(dice, concept)
    if "soft_hyphens" in concept.quirks:
        sheet.parts = [soft.soften(part) for part in sheet.parts]
    return sheet
