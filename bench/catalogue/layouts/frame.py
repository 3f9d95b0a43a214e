"""What every layout shares: cover, contents, prose, legend, overview, lists at the end."""

from __future__ import annotations

import random

from bench.catalogue.concept import Area, Concept, Goal, Measure
from bench.catalogue.parts import Break, Cell, Paragraph, Part, Run, Sheet, Table, Turn, cell, line, words
from bench.catalogue.words import OFFICES

LEGEND = (
    "In der Spalte „{term}“ bedeutet K = kurzfristig (Beginn innerhalb von 12 Monaten), M = mittelfristig (Beginn innerhalb "
    "von drei Jahren), L = langfristig und D = Daueraufgabe."
)
LAMPS = "Für den Stand gilt: ● = abgeschlossen, ◐ = in Umsetzung, ○ = noch nicht begonnen."
EUROS = "Kosten: € = bis 5.000 Euro, €€ = bis 25.000 Euro, €€€ = mehr als 25.000 Euro im Jahr; o. M. = ohne zusätzliche Mittel."


def sheet(dice: random.Random, concept: Concept) -> Sheet:
    """An empty document with its furniture."""
    name = concept.other_title or concept.title
    return Sheet(
        header=dice.choice(("", name, name)),
        footer=dice.choice(("", concept.authority[0], "")),
        page_word=dice.choice(("", "Seite ", "", "- ")),
        font=dice.randrange(3),
        accent=dice.choice(("1F3864", "2E7D32", "7B1F3A", "000000", "005A8C")),
        justified=dice.random() < 0.4,
        look=dice.choice(("grid", "grid", "lines")),
        dark_heads=dice.random() < 0.25,
        auto_numbers="auto_numbers" in concept.quirks,
        broken_heads="broken_head" in concept.quirks,
        german_styles=dice.random() < 0.5,
        bullet=dice.choice(("style", "style", "•", "-", "–", "➤", "▪")),
    )


def heading(concept: Concept, text: str, level: int, runs: tuple[Run, ...] = ()) -> Paragraph:
    """By style, or only bold where the document knows no styles."""
    styled = "bold_headings" not in concept.quirks
    return Paragraph(runs or words(text), heading=level, styled=styled, spaced="letter_spaced" in concept.quirks)


def title_page(dice: random.Random, concept: Concept) -> list[Part]:
    """The cover and, on its back, the imprint."""
    parts: list[Part] = [Paragraph(words(""), above=90)]
    styled = dice.random() < 0.3
    for text, size in concept.cover:
        style = ("Title" if size > 20 else "Subtitle") if styled else ""
        parts.append(Paragraph(words(text, bold=size > 20), size=size, centred=True, above=8, style=style))
    parts.append(Break())
    if dice.random() < 0.6:
        parts += [line("Impressum", bold=True), line(f"Herausgeber: {concept.authority[0]}")]
        parts += [line("Redaktion: Stabsstelle Integration, Marktplatz 1"), line(f"Stand: März {concept.years[0]}")]
        parts.append(Break())
    return parts


def contents(dice: random.Random, concept: Concept, chapters: list[tuple[str, int]]) -> list[Part]:
    """A table of contents, typed; none in short documents."""
    if dice.random() < 0.25:
        return []
    dots = dice.choice(("dots", "tab", "space"))
    name = dice.choice(("Inhaltsverzeichnis", "Inhalt"))
    parts: list[Part] = [line("I N H A L T" if "letter_spaced" in concept.quirks else name, size=16)]
    page = 3
    for text, level in chapters:
        parts.append(Paragraph(words(text.replace("\n", " ")), level=level, tail=f"{dots}:{page}"))
        page += dice.choice((0, 1, 1, 2))
    return [*parts, Break()]


def chapters(concept: Concept) -> list[tuple[str, int]]:
    """What the contents list, with levels."""
    found = [(text, 1) for text in before(concept)]
    if concept.areas[0].mark.startswith("3."):
        found.append(("3 Handlungsfelder und Maßnahmen", 1))
    for area in concept.areas:
        found.append((area.heading, 2 if area.mark.startswith("3.") else 1))
        if concept.form["extra"] == "b":
            found += [(f"{goal.mark}{goal.title}", 3) for goal in area.goals if goal.title]
    return found + [(text, 1) for text in after(concept)]


def numbered(concept: Concept) -> bool:
    """Whether the document's chapters have numbers."""
    return concept.areas[0].mark.startswith("3.") or concept.areas[0].mark[:1].isdigit()


def before(concept: Concept) -> list[str]:
    """The chapters before the areas."""
    names = ["Vorwort", "Leitbild" if concept.guiding else "Ausgangslage"]
    if not concept.areas[0].mark.startswith("3."):
        names.append("Zum Aufbau des Konzeptes")
    return [f"{place} {name}" for place, name in enumerate(names, 1)] if numbered(concept) else names


def after(concept: Concept) -> list[str]:
    """The chapters after the areas."""
    chapter = "4 " if concept.areas[0].mark.startswith("3.") else f"{len(concept.areas) + 4} "
    names = [f"{chapter if numbered(concept) else ''}Umsetzung und Fortschreibung"]
    if concept.abbreviations:
        names.append("Abkürzungsverzeichnis" if concept.form["extra"] != "b" else "Abkürzungen")
    if concept.sources:
        names.append("Literatur- und Quellenverzeichnis" if concept.form["extra"] == "a" else "Quellen")
    if concept.gone:
        names.append(
            "Anhang: Entfallene Maßnahmen" if concept.form["extra"] == "a" else "Anlage: Nicht fortgeführte Maßnahmen"
        )
    return names


def introduction(dice: random.Random, concept: Concept) -> list[Part]:
    """Foreword, guiding part, what the reader should know about the tables."""
    parts: list[Part] = []
    first, second, *third = before(concept)
    prose = dice.sample(OFFICES["prose"], 6)
    parts += [heading(concept, first, 1), *(line(text) for text in prose[:2])]
    parts += [heading(concept, second, 1), line(prose[2]), *figures(dice, concept), *guiding(dice, concept)]
    for text in third:
        parts += [heading(concept, text, 1), line(prose[3]), *legend(concept)]
    if not third:
        parts += [heading(concept, "3 Handlungsfelder und Maßnahmen", 1), line(prose[3]), *legend(concept)]
    if "kept_hyphens" in concept.quirks:
        parts.insert(2, line("Die Ergebnisse der Befragung sind in die Ziele und Maßnah-\nmen eingeflossen."))
    return parts


def figures(dice: random.Random, concept: Concept) -> list[Part]:
    """A table that has nothing to do with measures."""
    if "figures" not in concept.quirks:
        return []
    rows = [tuple(cell(text, bold=True) for text in ("Gemeinde", "Einwohner", "Anteil", "Veränderung seit 2019"))]
    for place in dice.sample(OFFICES["places"], 4):
        count, share, change = dice.randint(4000, 60000), dice.randint(30, 160) / 10, dice.randint(5, 45)
        rows.append(
            tuple(map(cell, (place, f"{count:,}".replace(",", "."), f"{share} %".replace(".", ","), f"+ {change} %")))
        )
    return [Table(tuple(rows), (3, 2, 2, 2), 1), line("Quelle: eigene Erhebung", size=8)]


def members(concept: Concept) -> list[Part]:
    """Who steers: a table of people."""
    if "figures" not in concept.quirks:
        return []
    rows = [(cell("Name", bold=True), cell("Funktion", bold=True))]
    rows += [tuple(map(cell, pair)) for pair in OFFICES["people"]]
    return [line("Mitglieder der Steuerungsgruppe", bold=True), Table(tuple(rows), (1, 1))]


def guiding(dice: random.Random, concept: Concept) -> list[Part]:
    """The guiding goals, as a list or each under its label."""
    if not concept.guiding:
        return []
    word, way = concept.guiding_word, dice.choice(("labels", "labels below", "list", "text"))
    parts: list[Part] = []
    for place, text in enumerate(concept.guiding, 1):
        if way == "labels":
            parts.append(line(f"{word} {place}: {text}", bold=True))
        elif way == "labels below":
            parts += [line(f"{word} {place}", bold=True), line(text)]
        elif way == "list":
            if place == 1:
                plural = {"Grundsatz": "Grundsätze", "Leitsatz": "Leitsätze", "Leitgedanke": "Leitgedanken"}
                parts.append(heading(concept, plural.get(word, f"{word}e" if word == "Leitziel" else f"{word}n"), 2))
            parts.append(line(f"{place}. {text}"))
        else:
            parts += [heading(concept, f"{word} {place}: {text}", 2), line(dice.choice(OFFICES["guiding_text"]))]
    return parts


def legend(concept: Concept) -> list[Part]:
    """What the codes of the tables mean."""
    if "legend" not in concept.quirks:
        return []
    texts = [LEGEND.format(term=concept.labels["term"])]
    texts += [LAMPS] if "status" in concept.shown else []
    texts += [EUROS] if "costs" in concept.shown else []
    return [line(text) for text in texts]


def overview(concept: Concept) -> list[Part]:
    """All measures once more, by their short titles."""
    if "overview" not in concept.quirks:
        return []
    rows = [(measure, area) for area, _, measure in concept.measures() if not measure.struck]
    parts: list[Part] = [heading(concept, "Übersicht über alle Maßnahmen", 2 if numbered(concept) else 1)]
    if concept.form["extra"] == "a":
        return [*parts, *(line(f"{measure.mark} {measure.short}".strip(), bullet="•") for measure, _ in rows)]
    head = (cell("Nr.", bold=True), cell("Maßnahme", bold=True), cell("Handlungsfeld", bold=True))
    body = tuple((cell(measure.mark), cell(measure.short), cell(area.title)) for measure, area in rows)
    return [*parts, Table((head, *body), (1.5, 5, 4), heads=1)]


def ending(dice: random.Random, concept: Concept) -> list[Part]:
    """Overview, closing words, lists."""
    names = after(concept)
    parts: list[Part] = [Turn(lying=False)] if concept.layout in ("L3", "L8") else []
    parts += [*overview(concept), heading(concept, names[0], 1)]
    parts += [line(text) for text in dice.sample(OFFICES["prose"][5:], 2)]
    parts += members(concept)
    for name in names[1:]:
        parts.append(heading(concept, name, 1))
        if name.startswith("Abkürzung"):
            parts += abbreviations(dice, concept)
        elif name.startswith("An"):
            parts += appendix(concept)
        else:
            parts += [line(text) for text in concept.sources]
    return parts


def abbreviations(dice: random.Random, concept: Concept) -> list[Part]:
    """As a table or as lines with a tab."""
    if dice.random() < 0.5:
        rows = tuple((cell(short), cell(long)) for short, long in concept.abbreviations)
        return [Table(rows, (1, 5), look=dice.choice(("plain", "grid")))]
    return [line(f"{short}\t{long}") for short, long in concept.abbreviations]


def appendix(concept: Concept) -> list[Part]:
    """The measures that are no longer there."""
    parts: list[Part] = [line("Die folgenden Maßnahmen des vorherigen Konzeptes werden nicht fortgeführt.")]
    if concept.form["extra"] == "c":
        return [*parts, *(line(gone.text, bullet="•") for gone in concept.gone)]
    head = (cell("Maßnahme", bold=True), cell("Begründung", bold=True))
    return [*parts, Table((head, *((cell(gone.text), cell(gone.reason)) for gone in concept.gone)), (5, 4), heads=1)]


def area_opening(concept: Concept, area: Area, *, done: bool = True) -> list[Part]:
    """Heading, introduction, what is being done already."""
    parts: list[Part] = []
    if "typed_headers" in concept.quirks:
        page = 4 + 2 * concept.areas.index(area)
        parts += [Break(), line(f"{concept.title}\tSeite {page}")]
    level = 2 if area.mark.startswith("3.") else 1
    subheads = "subheads" in concept.quirks
    parts.append(heading(concept, area.heading, level))
    parts += [heading(concept, "Ausgangslage", level + 1)] if subheads and area.intro else []
    parts += [line(text) for text in area.intro]
    if area.done and done:
        parts.append(line("Was bereits getan wird", bold=True))
        parts += [line(text, bullet="•") for text in area.done]
    return [*parts, heading(concept, "Ziele und Maßnahmen", level + 1)] if subheads else parts


def goal_heading(concept: Concept, goal: Goal, level: int) -> list[Part]:
    """A goal above what belongs to it: a heading, a bold line, a plain paragraph."""
    if not goal.title:
        return []
    form, text = concept.form["goal_form"], f"{goal.mark}{goal.title}"
    level += "subheads" in concept.quirks
    if form in ("heading", "row"):
        return [heading(concept, text.replace("\n", ": "), level)]
    return [line(each, bold=form == "bold") for each in text.split("\n")]


def wording(measure: Measure, *, title: bool = True) -> list[Paragraph]:
    """The paragraphs of a measure's wording with its notes, tracks and list."""
    blocks: list[Paragraph] = []
    if measure.title and title:
        blocks.append(line(measure.title, bold=bool(measure.text)))
    if measure.text:
        blocks.append(Paragraph(text_runs(measure)))
    blocks += [line(part) for part in measure.parts]
    if blocks and (measure.footnote or measure.star):
        last = blocks[-1]
        mark = " *" if measure.star else ""
        noted = Run(last.runs[-1].text + mark, last.runs[-1].bold, note=measure.footnote or None)
        blocks[-1] = Paragraph((*last.runs[:-1], noted))
    return [*blocks, *(line(each, bullet="•") for each in measure.bullets)]


def text_runs(measure: Measure) -> tuple[Run, ...]:
    """The text, with what was exchanged in it."""
    if measure.struck:
        return (Run(measure.text, struck=True),)
    if not measure.swapped:
        return words(measure.text)
    gone, come = measure.swapped
    first, _, rest = measure.text.partition(f" {come} ")
    return (Run(f"{first} "), Run(gone, deleted=True), Run(come, inserted=True), Run(f" {rest}"))


def star_notes(measures: list[Measure]) -> list[Part]:
    """What the stars mean, below the table."""
    return [line(f"* {measure.star}", size=9) for measure in measures if measure.star and not measure.struck]


def wrapped(blocks: list[Paragraph], *, across: int = 1, down: int = 1, fill: str = "") -> Cell:
    """A cell of these paragraphs."""
    return Cell(tuple(blocks) or (line(""),), across, down, fill)
