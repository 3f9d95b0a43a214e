"""L7: bullets or lettered paragraphs under a goal; who and when in brackets at the end or in an italic line after it."""

from __future__ import annotations

import random

from bench.catalogue.concept import Area, Concept, Goal, Measure
from bench.catalogue.layouts import frame
from bench.catalogue.parts import Paragraph, Part, Run, line


def write(dice: random.Random, concept: Concept, area: Area) -> list[Part]:
    """The goals of one area, each with its list."""
    parts = frame.area_opening(concept, area, done=False)
    level = 3 if area.mark.startswith("3.") else 2
    done = area.done
    for goal in area.goals:
        parts += [*frame.goal_heading(concept, goal, level), *listed(concept, goal, done)]
        for below in goal.below:
            parts += [*frame.goal_heading(concept, below, level + 1), *listed(concept, below, ())]
        done = ()
    return parts


def listed(concept: Concept, goal: Goal, done: tuple[str, ...]) -> list[Part]:
    """What is done already, then what is planned."""
    parts: list[Part] = []
    if done:
        parts.append(line("Was bereits getan wird", bold=True))
        parts += [line(text, bullet="•") for text in done]
    if goal.measures and (done or concept.form["extra"] == "b"):
        parts.append(line("Was wir vorhaben" if done else "Maßnahmen:", bold=True))
    for measure in goal.measures:
        parts += item(concept, measure)
    return [*parts, *frame.star_notes(goal.measures)]


def item(concept: Concept, measure: Measure) -> list[Part]:
    """One measure with its bracket or its line."""
    bullet = "" if measure.mark else "•"
    [first] = frame.wording(measure)
    mark = (Run(f"{measure.mark} "),) if measure.mark else ()
    told = "; ".join(each for each in (measure.lead, measure.term) if each)
    if concept.form["extra"] == "c":
        return [Paragraph((*mark, *first.runs), bullet), *([line(told, italic=True)] if told else [])]
    end = (Run(f" ({told})"),) if told else ()
    return [Paragraph((*mark, *first.runs, *end), bullet)]
