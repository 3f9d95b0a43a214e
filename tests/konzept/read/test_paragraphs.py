"""Headings and running text, line by line."""

from __future__ import annotations

import pytest

from konzept.model import Kind
from konzept.read.blocks import Block, Document, Heading, Paragraph, Table
from konzept.read.draft import Draft
from konzept.read.paragraphs import marked, take_text
from konzept.read.writing import Writing, begin


def head(text: str, level: int = 2) -> Heading:
    return Heading(text, text, level)


def para(text: str, **looks: object) -> Paragraph:
    return Paragraph(text, text, **looks)  # type: ignore[arg-type]


def bold(text: str, size: float | None = None) -> Paragraph:
    return para(text, bold=True, size=size)


def item(text: str, level: int = 0) -> Paragraph:
    return para(text, list_level=level)


def taken(*blocks: Block) -> Writing:
    w = begin(Document(blocks, "x"))
    for index, block in enumerate(blocks):
        if not isinstance(block, Table):
            take_text(w, block, index)
    return w


def shape(w: Writing) -> list[str]:
    """Kind, number and title of each draft, indented."""
    lines: list[str] = []

    def walk(drafts: list[Draft], depth: int) -> None:
        for draft in drafts:
            named = " ".join(part for part in (draft.number, draft.title) if part)
            lines.append(f"{'  ' * depth}{draft.kind} {named}".rstrip())
            walk(draft.children, depth + 1)

    walk(w.root.children, 0)
    return lines


AREA, GOAL = head("Handlungsfeld 1: Kultur"), head("Ziel 1.1: Musik", 3)


@pytest.mark.parametrize(
    ("blocks", "wanted"),
    [
        ((head("1 Vorwort"), head("2 Leitbild")), ["chapter 1 Vorwort", "chapter 2 Leitbild"]),
        (
            (head("1 Eins"), head("1.1 Zwei"), head("2 Drei")),
            ["chapter 1 Eins", "  chapter 1.1 Zwei", "chapter 2 Drei"],
        ),
        (
            (head("1 Eins"), head("Ohne Nummer", 3), head("2 Zwei")),
            ["chapter 1 Eins", "  chapter Ohne Nummer", "chapter 2 Zwei"],
        ),
        ((bold("1. Eins"), bold("2. Zwei")), ["chapter 1 Eins", "chapter 2 Zwei"]),
        ((bold("Groß", 14), bold("klein", 11), para("Text")), ["chapter Groß"]),
        ((bold("Anhang"),), ["chapter Anhang"]),
        ((bold("Nur fett."),), ["text"]),
        ((para("Abkürzungen:"),), ["chapter Abkürzungen:"]),
        ((AREA, GOAL), ["area 1 Kultur", "  goal 1.1 Musik"]),
        ((AREA, GOAL, head("2 Schluss")), ["area 1 Kultur", "  goal 1.1 Musik", "chapter 2 Schluss"]),
        ((head("3 Felder"), head("3.1 Handlungsfeld 1: Kultur", 2)), ["chapter 3 Felder", "  area 1 Kultur"]),
        (
            (head("3 Felder", 1), AREA, head("Handlungsfeld 2: Sport"), head("4 Ende", 1)),
            ["chapter 3 Felder", "  area 1 Kultur", "  area 2 Sport", "chapter 4 Ende"],
        ),
        (
            (AREA, GOAL, head("Hintergrund der Sache", 4)),
            ["area 1 Kultur", "  goal 1.1 Musik", "    chapter Hintergrund der Sache"],
        ),
        (
            (AREA, GOAL, head("Was sonst geschieht", 2)),
            ["area 1 Kultur", "  goal 1.1 Musik", "chapter Was sonst geschieht"],
        ),
        ((AREA, para("Handlungsziel 1.2"), para("Mehr Bücher")), ["area 1 Kultur", "  goal 1.2 Mehr Bücher"]),
        ((AREA, para("Handlungsziel 1.2"), item("Mehr Bücher")), ["area 1 Kultur", "  goal 1.2"]),
        ((AREA, head("Handlungsziel 1.2", 3), head("2 Schluss")), ["area 1 Kultur", "  goal 1.2", "chapter 2 Schluss"]),
        ((AREA, para("Ziel: Mehr Bücher")), ["area 1 Kultur", "  goal Mehr Bücher"]),
        (
            (
                AREA,
                bold("Ziel: Lesen"),
                bold("Maßnahme 1: Chor", 11),
                bold("Ziel: Singen"),
                bold("Maßnahme 2: Tanz", 11),
            ),
            ["area 1 Kultur", "  goal Lesen", "    measure 1 Chor", "  goal Singen", "    measure 2 Tanz"],
        ),
        (
            (AREA, GOAL, bold("Maßnahme 1: Chor", 11), bold("Ziel: Singen"), bold("Maßnahme 2: Tanz", 11)),
            ["area 1 Kultur", "  goal 1.1 Musik", "    measure 1 Chor", "    measure 2 Tanz"],
        ),
        ((head("Handlungsfeld 4"), para("x " * 60)), ["area 4"]),
        ((head("Handlungsfeld 4"), para("Wohnen")), ["area 4 Wohnen"]),
        ((AREA, head("Maßnahme 1: Chor", 3)), ["area 1 Kultur", "  measure 1 Chor"]),
        (
            (AREA, GOAL, head("Maßnahme 1", 4), para("Wir singen.")),
            ["area 1 Kultur", "  goal 1.1 Musik", "    measure 1"],
        ),
        (
            (AREA, GOAL, head("Maßnahme 1", 4), bold("Chor")),
            ["area 1 Kultur", "  goal 1.1 Musik", "    measure 1 Chor"],
        ),
        (
            (AREA, GOAL, head("M 1.1.1 Chor", 4), head("M 1.1.2 Tanz", 4)),
            ["area 1 Kultur", "  goal 1.1 Musik", "    measure 1.1.1 Chor", "    measure 1.1.2 Tanz"],
        ),
        (
            (head("Leitsatz 1"), para("Wir sind viele."), head("Leitsatz 2: Wir hören zu")),
            ["guiding_goal 1 Wir sind viele.", "guiding_goal 2 Wir hören zu"],
        ),
        (
            (head("Leitsätze"), para("1. Eins."), item("2. Zwei.")),
            ["chapter Leitsätze", "  guiding_goal 1 Eins.", "  guiding_goal 2 Zwei."],
        ),
        ((head("Grundsätze"), item("Ohne Nummer.")), ["chapter Grundsätze"]),
    ],
)
def test_shapes(blocks: tuple[Block, ...], wanted: list[str]) -> None:
    assert shape(taken(*blocks)) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Handlungsfeld 3 wurde neu aufgenommen.",
        "Ziel ist es, allen zu helfen.",
        "Maßnahmen kosten Geld.",
        "Leitlinie des Handelns ist der Mensch.",
        "Vision: eine Stadt für alle",
    ],
)
def test_sentences_open_nothing(text: str) -> None:
    w = taken(AREA, GOAL, para(text))
    assert shape(w) == ["area 1 Kultur", "  goal 1.1 Musik"]
    assert w.root.walk()[-1].texts == [text]


def test_a_plain_line_before_a_table_may_open_a_goal() -> None:
    line = para("Handlungsziel 1.2 Mehr Bücher für alle")
    assert shape(taken(AREA, line, Table((), "t"))) == ["area 1 Kultur", "  goal 1.2 Mehr Bücher für alle"]
    assert shape(taken(AREA, line, para("Text."))) == ["area 1 Kultur", "  goal 1.2 Mehr Bücher für alle"]
    assert shape(taken(AREA, para("Handlungsziel 1.2 ist vor zwei Jahren erreicht worden."), para("Text."))) == [
        "area 1 Kultur"
    ]


# --- labels inside measures -----------------------------------------------------------------------------------

CHOIR = head("Maßnahme 1: Chor", 4)


def measure_of(*blocks: Block) -> Draft:
    w = taken(AREA, GOAL, CHOIR, *blocks)
    return next(draft for draft in w.root.walk() if draft.kind is Kind.MEASURE)


@pytest.mark.parametrize(
    ("line", "part", "wanted"),
    [
        ("**Zuständig:** Amt", "responsible", ["Amt"]),
        ("Zuständig: Amt", "responsible", ["Amt"]),
        ("**Beteiligte**: Verein", "partners", ["Verein"]),
        ("*Zeitraum:* bald", "terms", ["bald"]),
        ("Beschreibung: Wir singen.", "texts", ["Wir singen."]),
        ("Handlungsschritte: erst proben", "steps", ["erst proben"]),
        ("Begründung: so gewollt", "reasons", ["so gewollt"]),
    ],
)
def test_run_in_labels(line: str, part: str, wanted: list[str]) -> None:
    assert getattr(measure_of(para(line)), part) == wanted


@pytest.mark.parametrize(
    ("line", "label"), [("Kosten: keine", "Kosten"), ("**Ziel:** keine", "Ziel"), ("Zielgruppe: keine", "Zielgruppe")]
)
def test_other_labels_are_fields(line: str, label: str) -> None:
    assert measure_of(para(line)).fields == {label: ["keine"]}


def test_a_label_alone_holds_for_the_lines_below() -> None:
    found = measure_of(para("Kosten:"), para("erst viel"), para("dann wenig"), head("Zielgruppe", 5), para("alle"))
    assert found.fields == {"Kosten": ["erst viel", "dann wenig"], "Zielgruppe": ["alle"]}


def test_unknown_labels_are_text() -> None:
    assert measure_of(para("Wetter: schön")).texts == ["Wetter: schön"]


def test_a_time_is_no_label() -> None:
    assert measure_of(para("Beginn um 10:30 Uhr im Amt")).texts == ["Beginn um 10:30 Uhr im Amt"]


# --- bullets --------------------------------------------------------------------------------------------------


def bullets(*blocks: Block) -> list[tuple[str, list[str], list[str]]]:
    w = taken(AREA, GOAL, *blocks)
    return [(draft.texts[0], draft.responsible, draft.terms) for draft in w.root.walk() if draft.kind is Kind.MEASURE]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Chor (Amt; ab 2026)", ("Chor", ["Amt"], ["ab 2026"])),
        ("Chor (fortlaufend)", ("Chor", [], ["fortlaufend"])),
        ("Chor (Amt, Verein; jährlich).", ("Chor", ["Amt, Verein"], ["jährlich"])),
        ("a) Chor (Amt; bis 2027)", ("Chor", ["Amt"], ["bis 2027"])),
    ],
)
def test_brackets_with_a_time_make_measures(text: str, wanted: tuple[str, list[str], list[str]]) -> None:
    assert bullets(item(text)) == [wanted]


@pytest.mark.parametrize("text", ["Chor (groß)", "Chor", "Chor (Amt) im Ort"])
def test_other_bullets_are_text(text: str) -> None:
    assert bullets(item(text)) == []


@pytest.mark.parametrize("intro", ["Maßnahmen:", "Maßnahmen", "Geplante Maßnahmen:", "Unsere Maßnahmen"])
def test_announced_bullets_are_measures(intro: str) -> None:
    assert bullets(item("davor"), para(intro), item("Chor"), item("Tanz (Amt)")) == [
        ("Chor", [], []),
        ("Tanz", ["Amt"], []),
    ]


def test_a_heading_ends_the_bullets() -> None:
    assert bullets(head("Maßnahmen", 4), item("Chor"), head("Sonstiges", 4), item("Tanz")) == [("Chor", [], [])]


def test_an_italic_line_belongs_to_the_bullet_before() -> None:
    assert bullets(para("Maßnahmen:"), item("Chor"), para("(Amt; bis 2027)", italic=True)) == [
        ("Chor", ["Amt"], ["bis 2027"])
    ]


# --- struck out, appendix -------------------------------------------------------------------------------------


def test_struck_paragraphs() -> None:
    w = taken(para("Vorn weg", struck=True), AREA, GOAL, para("Hier weg", struck=True))
    assert [(draft.words, goal.number if goal else None) for draft, goal in w.dropped] == [("Hier weg", "1.1")]
    assert [remark.kind for remark in w.remarks] == ["left_out", "repaired"]


APPENDIX = (head("1 Text"), head("Anhang"), para("Folgende Maßnahmen sind entfallen:"))


def test_the_appendix_takes_what_follows() -> None:
    w = taken(*APPENDIX, item("Chor"), head("Ziel 2.2: Tanz", 3), head("Maßnahme 1: Ballett", 4))
    assert [(draft.words, goal.number if goal else None) for draft, goal in w.dropped] == [
        ("Chor", None),
        ("Ballett", "2.2"),
    ]
    assert shape(w) == ["chapter 1 Text", "chapter Anhang"]


def test_the_appendix_ends_with_the_next_chapter() -> None:
    w = taken(*APPENDIX, head("2 Schluss"), head("Maßnahme 1: Ballett", 3))
    assert w.dropped == []
    assert shape(w)[-1] == "  measure 1 Ballett"


def test_areas_in_the_appendix_only_sort() -> None:
    w = taken(*APPENDIX, head("Handlungsfeld 1: Kultur", 3), head("Ziel 2.2: Tanz", 4))
    assert shape(w) == ["chapter 1 Text", "chapter Anhang", "  chapter 1 Kultur"]


def test_the_body_drops_nothing() -> None:
    assert taken(head("1 Text"), AREA, GOAL, para("Folgende Maßnahmen sind entfallen:"), item("Chor")).dropped == []


# --- lists of their own ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("AWO\tArbeiterwohlfahrt", "AWO", "Arbeiterwohlfahrt"),
        ("AWO\t= Arbeiterwohlfahrt", "AWO", "Arbeiterwohlfahrt"),
        ("AWO = Arbeiterwohlfahrt", "AWO", "Arbeiterwohlfahrt"),
        ("AWO: Arbeiterwohlfahrt", "AWO", "Arbeiterwohlfahrt"),
        ("AWO – Arbeiterwohlfahrt", "AWO", "Arbeiterwohlfahrt"),
        ("**AWO** = Arbeiterwohlfahrt", "AWO", "Arbeiterwohlfahrt"),
        ("o. M.\tohne Mittel", "o. M.", "ohne Mittel"),
        ("e.V. = eingetragener Verein", "e.V.", "eingetragener Verein"),
    ],
)
def test_abbreviations(text: str, short: str, long: str) -> None:
    found = taken(head("Abkürzungen"), para(text)).abbreviations
    assert [(entry.short, entry.long) for entry in found] == [(short, long)]


def test_what_is_no_abbreviation_stays_text() -> None:
    w = taken(head("Abkürzungen"), para("Die Liste ist kurz und hat noch keine Einträge"))
    assert w.abbreviations == []
    assert w.root.children[0].texts == ["Die Liste ist kurz und hat noch keine Einträge"]


def test_sources_are_plain() -> None:
    w = taken(head("Quellen"), item("Autorin (2016). **Titel**."), para("<https://example.org/a\\_b>"))
    assert w.sources == ["Autorin (2016). Titel.", "https://example.org/a_b"]


@pytest.mark.parametrize(
    ("block", "wanted"),
    [
        (para("x"), "x"),
        (bold("x"), "**x**"),
        (para("x", italic=True), "*x*"),
        (para("x", bold=True, italic=True), "***x***"),
        (bold("x *y*"), "x *y*"),
        (bold("x\n\ny"), "x\n\ny"),
        (item("x"), "- x"),
        (item("x", 2), "    - x"),
        (item("1. x"), "1. x"),
        (item("x\n\ny"), "- x y"),
    ],
)
def test_marked(block: Paragraph, wanted: str) -> None:
    assert marked(block) == wanted
