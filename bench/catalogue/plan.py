"""A random concept of a layout: what it says, and what is right about it. Same seed, same concept."""

from __future__ import annotations

import random
from typing import Any

from bench.catalogue import cover, quirks, values
from bench.catalogue.concept import Area, Concept, Goal, Measure
from bench.catalogue.habits import AREAS, GOALS, LAYOUTS, NAMELESS, Habits, habits
from bench.catalogue.words import OFFICES, STOCK, filled

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")


def plan(seed: int, layout: str = "") -> Concept:
    """The concept of this seed; without a layout, one after the other in turn."""
    layout = layout or LAYOUTS[(seed - 1) % len(LAYOUTS)]
    dice = random.Random(f"{layout} {seed}")
    found = habits(dice, layout)
    authority = dice.choice(OFFICES["authorities"])
    concept = Concept(seed, layout, tuple(authority), dice.choice(OFFICES["places"]), "")
    concept.labels, concept.shown, concept.form, concept.quirks = found.labels, found.shown, found.form, found.quirks
    cover.fill(dice, concept)
    subjects = dice.sample(STOCK, dice.randint(3, 7))
    concept.areas = [area(dice, concept, found, subject, place) for place, subject in enumerate(subjects, 1)]
    quirks.structure(dice, concept)
    number(concept)
    for each in concept.areas:
        values.fill(dice, concept, each)
    quirks.wording(dice, concept, subjects)
    return concept


def area(dice: random.Random, concept: Concept, found: Habits, subject: dict[str, Any], place: int) -> Area:
    """One area with goals and bare measures."""
    mark, joint, counted = AREAS[int(found.form["area"])]
    signs = {"n": place, "a": chr(64 + place), "i": ROMAN[place - 1], "c": place + 3}
    titles = dice.sample(subject["goals"], dice.choice((1, 2, 2, 3, 3, 4)))
    goals = [Goal(title) for title in titles] if "no_goals" not in found.quirks else [Goal("")]
    pool = dice.sample(subject["measures"], len(subject["measures"]))
    for goal in goals:
        goal.measures = [
            measure(dice, concept, pool.pop()) for _ in range(dice.choice((1, 2, 2, 3, 3) if goal.title else (3, 4, 5)))
        ]
    intro = tuple(dice.sample(subject["intro"], dice.randint(0, len(subject["intro"]))))
    title = dice.choice(subject["titles"])
    return Area(title, counted.format(**signs), mark.format(**signs), joint, intro, (), goals)


def measure(dice: random.Random, concept: Concept, entry: list[str]) -> Measure:
    """The wording alone."""
    short, text, more = (filled(dice, each, concept.place) for each in entry)
    listed = dice.random() < 0.12 and concept.layout != "L7"
    bullets = tuple(dice.sample(OFFICES["bullets"], dice.randint(2, 3))) if listed else ()
    form = concept.form["wording"]
    if form == "title":
        return Measure(title=short, short=short)
    if form in ("both", "columns"):
        return Measure(title=short, text=text, bullets=bullets, short=short)
    if form == "long":
        return Measure(title=short, text=f"{text}. {more}", bullets=bullets, short=short)
    if form == "more":
        return Measure(text=f"{text}. {more}", bullets=bullets, short=short)
    return Measure(text=text, bullets=bullets, short=short)


def number(concept: Concept) -> None:
    """Numbers and marks of goals and measures, running where the document runs."""
    run = goals_so_far = 0
    for area in concept.areas:
        step = 0
        for goal in area.goals:
            step += 1
            goals_so_far += 1
            if "gap" in concept.quirks and step == 2 and len(area.goals) > 2:
                step += 1
            counted = str(goals_so_far) if running(concept) else f"{area.number}.{step}"
            if goal.title:
                name(concept, goal, counted)
            else:
                goal.number = area.number  # for its measures alone
            for place, below in enumerate(goal.below, 1):
                name(concept, below, f"{counted}.{place}")
            for holder in (goal, *goal.below):
                for place, each in enumerate(holder.measures, 1):
                    run += 1
                    sign(concept, each, holder, place, run)
            goal.number = goal.number if goal.title else ""
    quirks.numbers(concept)


def running(concept: Concept) -> bool:
    """Whether goals are counted through the document, as they are where areas have no number."""
    labelled = GOALS[int(concept.form["goal"])][0] != "{g}"
    return (concept.form["running"] == "goals" and labelled) or not concept.areas[0].number


def name(concept: Concept, goal: Goal, counted: str) -> None:
    """The goal's number as printed."""
    if "nameless_goals" in concept.quirks:
        mark, joint = NAMELESS[int(concept.form["nameless"])]
        if not mark and not stands_out(concept):
            mark, joint = NAMELESS[0]
        goal.number, goal.mark = "", mark + joint
    else:
        mark, joint = GOALS[int(concept.form["goal"])]
        goal.number, goal.mark = counted, mark.format(g=counted) + joint


def stands_out(concept: Concept) -> bool:
    """Whether a goal is known by its place and look, without word and number."""
    looks = {
        "L1": ("heading", "row", "bold"),
        "L3": ("heading", "row", "bold"),
        "L8": ("heading", "row", "bold", "plain"),
    }
    return concept.form["goal_form"] in looks.get(concept.layout, ("heading", "row"))


def sign(concept: Concept, each: Measure, goal: Goal, place: int, run: int) -> None:
    """The measure's number as printed."""
    style = concept.form["number"]
    if "within_sentences" in concept.quirks and "M" not in style:
        style = f"Maßnahme {style}"
    if "{g}" in style and not goal.number:
        style = style.replace("{g}.{k}", "{r}")
    each.mark = style.format(g=goal.number, k=place, r=run, letter=chr(96 + place))
    each.number = each.mark.rpartition(" ")[2] if "{" in style else ""
