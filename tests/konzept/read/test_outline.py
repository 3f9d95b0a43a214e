"""Whole documents in small: the layouts of the field, and what belongs where."""

from __future__ import annotations

import pytest
from docx.oxml import parse_xml

from konzept.model import Abbreviation, Concept, DroppedMeasure, Kind, Note, Role, TimingKind
from konzept.read import Reading
from konzept.read.outline import uid_for
from tests.konzept.read.builders import NAMES, body, measures, of_kind, read_text, read_word, sentences, table, word

FRAME = "# Integrationskonzept Auenland\n\n"


def tree(concept: Concept) -> list[str]:
    """The elements as lines, indented by depth: kind, number, title or text."""
    lines: list[str] = []

    def walk(elements: tuple, depth: int) -> None:  # type: ignore[type-arg]
        for element in elements:
            named = " ".join(part for part in (element.number, element.title) if part)
            lines.append(f"{'  ' * depth}{element.kind}: {named or (element.text or '')}")
            walk(element.children, depth + 1)

    walk(concept.elements, 0)
    return lines


def responsible(reading: Reading) -> list[str | None]:
    return [m.responsibility.verbatim if m.responsibility else None for m in measures(reading.concept)]


def terms(reading: Reading) -> list[tuple[str, bool] | None]:
    return [(m.timing.verbatim, m.timing.inherited) if m.timing else None for m in measures(reading.concept)]


# --- L1: label and value, one table per goal ------------------------------------------------------------------

L1 = FRAME + (
    "## 1 Vorwort\n\nLiebe Leute, das ist ein Vorwort.\n\n"
    "## 3 Handlungsfelder und Ziele\n\nDie Felder folgen hier.\n\n"
    "### 3.1 Handlungsfeld 1: Sprache\n\nSprache ist wichtig für alle.\n\n"
    "Handlungsziel 1.1\t\n🚩 Mehr Kurse\t\nMaßnahme 1\tAbendkurse <sup>1</sup>\nZuständigkeiten\tVolkshochschule\n"
    "Maßnahme 2\tSprachcafé\nZuständigkeiten\tVerein Brücke in Zusammenarbeit mit der Stadt\nTermin\tfortlaufend\n\n"
    "<sup>1</sup> Siehe auch Feld 2\n\n"
    "### Handlungsziel 1.2\n\n#### Mehr Bücher\n\n"
    "Maßnahme (n)\tBücherei öffnen  Lesekreis gründen\nZuständigkeiten\tBücherei\nTermin\tjährlich im Mai\n\n"
    "### 3.2 Handlungsfeld 2: Arbeit\n\n"
    "### Handlungsziel 2.1\n\nArbeit für alle\n\n"
    "Maßnahme\tJobmesse\nZuständigkeiten\tJobcenter\nTermin\t2025\n\n"
    "## 4 Ausblick\n\nEs geht weiter mit dem Konzept.\n"
)


def test_l1_tree() -> None:
    assert tree(read_text(L1).concept) == [
        "chapter: 1 Vorwort",
        "chapter: 3 Handlungsfelder und Ziele",
        "  area: 1 Sprache",
        "    goal: 1.1 Mehr Kurse",
        "      measure: 1",
        "      measure: 2",
        "    goal: 1.2 Mehr Bücher",
        "      measure: Bücherei öffnen\n\nLesekreis gründen",
        "  area: 2 Arbeit",
        "    goal: 2.1 Arbeit für alle",
        "      measure: Jobmesse",
        "chapter: 4 Ausblick",
    ]


def test_l1_values() -> None:
    reading = read_text(L1)
    assert responsible(reading) == [
        "Volkshochschule",
        "Verein Brücke in Zusammenarbeit mit der Stadt",
        "Bücherei",
        "Jobcenter",
    ]
    assert terms(reading) == [("fortlaufend", True), ("fortlaufend", True), ("jährlich im Mai", True), ("2025", True)]
    assert [m.label for m in measures(reading.concept)] == ["Maßnahme 1", "Maßnahme 2", "Maßnahme (n)", "Maßnahme"]
    assert measures(reading.concept)[0].notes == (Note("1", "Siehe auch Feld 2"),)
    assert measures(reading.concept)[0].text == "Abendkurse [^1]"
    assert reading.concept.notes == ()


def test_l1_meaning() -> None:
    found = measures(read_text(L1).concept)[1]
    assert found.responsibility is not None
    assert [holder.role for holder in found.responsibility.holders] == [Role.LEAD, Role.PARTNER]
    assert found.timing is not None
    assert found.timing.kind is TimingKind.ONGOING


def test_l1_doubts() -> None:
    (sentence,) = sentences(read_text(L1), "unsure")
    assert "In der Zelle „Maßnahme (n)“" in sentence
    assert "„Bücherei öffnen“, „Lesekreis gründen“" in sentence


def test_areas_have_their_intro_and_places() -> None:
    area = of_kind(read_text(L1).concept, Kind.AREA)[0]
    assert area.text == "Sprache ist wichtig für alle."
    assert area.label == "Handlungsfeld 1"
    assert area.source is not None
    assert area.source.place == "Zeile 11"


def test_sources_lead_to_the_blocks() -> None:
    reading = read_text(L1)
    for element in reading.concept.walk():
        words = " ".join(str(reading.blocks[index]) for index in reading.sources[element.uid])
        assert (element.title or "") in words


def test_own_terms_are_not_inherited() -> None:
    own = "Maßnahme 1\tChor\nTermin\tim Mai\nMaßnahme 2\tTanz\nTermin\tim Juni\n"
    reading = read_text(f"{FRAME}## Handlungsfeld 1: Kultur\n\n### Handlungsziel 1.1: Musik\n\n{own}")
    assert terms(reading) == [("im Mai", False), ("im Juni", False)]


def test_one_measure_alone_keeps_its_term() -> None:
    text = f"{FRAME}## Handlungsfeld 1: Kultur\n\n### Handlungsziel 1.1: Musik\n\nMaßnahme\tChor\nTermin\tim Mai\n"
    assert terms(read_text(text)) == [("im Mai", False)]


def test_a_term_before_all_measures_is_the_goals() -> None:
    text = f"{FRAME}## Handlungsfeld 1: Kultur\n\n### Handlungsziel 1.1: Musik\n\nTermin\tim Mai\nMaßnahme 1\tChor\nMaßnahme 2\tTanz\n"
    assert terms(read_text(text)) == [("im Mai", True), ("im Mai", True)]


def test_terms_with_gaps_are_doubted() -> None:
    rows = "Maßnahme 1\tChor\nMaßnahme 2\tTanz\nTermin\tim Mai\nMaßnahme 3\tSpiel\nTermin\tim Juni\n"
    reading = read_text(f"{FRAME}## Handlungsfeld 1: Kultur\n\n### Handlungsziel 1.1: Musik\n\n{rows}")
    assert terms(reading) == [None, ("im Mai", False), ("im Juni", False)]
    assert "keinen Termin" in sentences(reading, "unsure")[0]


def test_a_goal_goes_on_over_the_page() -> None:
    text = (
        f"{FRAME}## Handlungsfeld 1: Kultur\n\n### Handlungsziel 1.1: Musik\n\nMaßnahme 1\tChor\nZuständigkeiten\tVerein\n\n"
        "Fortsetzung Handlungsziel 1.1\n\nMaßnahme 2\tTanz\nZuständigkeiten\tSchule\nTermin\tlaufend\n"
    )
    reading = read_text(text)
    assert len(of_kind(reading.concept, Kind.GOAL)) == 1
    assert terms(reading) == [("laufend", True), ("laufend", True)]


def test_goals_below_goals() -> None:
    text = f"{FRAME}## Handlungsfeld 3: Arbeit\n\n### Handlungsziel 3.4: Schule\n\n### Handlungsziel 3.4.1: Beruf\n\n### Handlungsziel 3.5: Kurs\n"
    assert tree(read_text(text).concept) == [
        "area: 3 Arbeit",
        "  goal: 3.4 Schule",
        "    goal: 3.4.1 Beruf",
        "  goal: 3.5 Kurs",
    ]


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        (["1.1", "1.1"], "Die Zielnummer 1.1 kommt zweimal vor"),
        (["1.1", "1.3"], "fehlt die Nummer 1.2"),
        (["1", "3"], "fehlt die Nummer 2"),
        (["1.1", "1.2", "2.1"], None),
        (["1.9", "1.10"], None),
    ],
)
def test_numbers_are_checked(numbers: list[str], words: str | None) -> None:
    goals = "\n\n".join(f"### Ziel {number}: Thema {at}" for at, number in enumerate(numbers))
    found = sentences(read_text(f"{FRAME}## Handlungsfeld 1: Kultur\n\n{goals}\n"), "unsure")
    assert (words is None and not found) or (words is not None and words in found[0])
    assert len(of_kind(read_text(f"{FRAME}## HF 1: K\n\n{goals}\n").concept, Kind.GOAL)) == len(numbers)


def test_parts_without_title_are_doubted() -> None:
    reading = read_text(f"{FRAME}## Handlungsfeld 1: Kultur\n\n### Ziel 1.1\n\nMaßnahme\tChor\nTermin\tbald\n")
    assert sentences(reading, "unsure") == ["„Ziel 1.1“ hat keine Überschrift; bitte ergänzen."]


def test_a_bold_first_line_is_the_title_of_a_measure() -> None:
    document = word()
    document.add_heading("Handlungsfeld 1: Kultur", 1)
    made = document.add_table(rows=2, cols=2)
    made.cell(0, 0).text, made.cell(1, 0).text, made.cell(1, 1).text = "Maßnahme 1", "Termin", "bald"
    made.cell(0, 1).paragraphs[0].add_run("Chor").bold = True
    made.cell(0, 1).paragraphs[0].add_run(" ")
    made.cell(0, 1).add_paragraph("Wir singen gemeinsam.")
    found = measures(read_word(document).concept)[0]
    assert "Chor" in f"{found.title}{found.text}"
    assert "Wir singen gemeinsam." in (found.text or "")


# --- L2: a table per measure ----------------------------------------------------------------------------------

L2 = FRAME + (
    "## 2 Handlungsfeld Wohnen\n\n### Ziel 1: Mehr Wohnungen\n\n"
    "| | |\n|---|---|\n| **M 1.1 Wohnlotsen** | |\n| Beschreibung | Lotsinnen helfen. |\n| Federführung | Sozialamt |\n"
    "| Beteiligte | AWO, Caritas |\n| Zeitraum | 2024–2026 |\n| Kosten | 20.000 Euro |\n| Ziel | Schneller wohnen |\n\n"
    "| | |\n|---|---|\n| **M 1.2 Umzugshilfe** | |\n| Umsetzungsschritte | erst planen |\n| Verantwortlich | Bauamt |\n"
)


def test_l2() -> None:
    reading = read_text(L2)
    lotsen, hilfe = measures(reading.concept)
    assert (lotsen.number, lotsen.label, lotsen.title, lotsen.text) == (
        "1.1",
        "M 1.1",
        "Wohnlotsen",
        "Lotsinnen helfen.",
    )
    assert responsible(reading) == ["Sozialamt; AWO, Caritas", "Bauamt"]
    assert lotsen.fields == {"Kosten": "20.000 Euro", "Ziel": "Schneller wohnen"}
    assert hilfe.text == "erst planen"
    assert len(of_kind(reading.concept, Kind.GOAL)) == 1


def test_partners_of_a_cell_of_their_own_are_partners() -> None:
    found = measures(read_text(L2).concept)[0].responsibility
    assert found is not None
    assert [(holder.name, holder.role) for holder in found.holders] == [
        ("Sozialamt", Role.LEAD),
        ("AWO", Role.PARTNER),
        ("Caritas", Role.PARTNER),
    ]


# --- L3 and L8: records ---------------------------------------------------------------------------------------

HEADS = (
    "<tr><th>Nr.</th><th>Maßnahme</th><th>Federführung</th><th>Beteiligte</th><th>Zeithorizont</th><th>Stan/d</th></tr>"
)
L8 = (
    f"{FRAME}<table>{HEADS}"
    '<tr><td colspan="6"><b>Handlungsfeld 1: Bildung</b></td></tr>'
    '<tr><td colspan="6">Ziel: Alle lernen</td></tr>'
    '<tr><td>M 1.1.1</td><td>Lernpaten</td><td rowspan="2">Schulamt</td><td>Vereine</td><td>bis 2026</td><td>●</td></tr>'
    "<tr><td>12a</td><td>Lesekreis</td><td>Bücherei</td><td>s. o.</td><td>○</td></tr>"
    f"{HEADS}"
    "<tr><td>3</td><td>Chor</td><td>s. o.</td><td>Kirchen</td><td>dto.</td><td>○</td></tr>"
    "<tr><td></td><td></td><td></td><td>Musikschule</td><td></td><td></td></tr>"
    "</table>"
)


def test_l8_values() -> None:
    reading = read_text(L8)
    assert tree(reading.concept) == [
        "area: 1 Bildung",
        "  goal: Alle lernen",
        "    measure: 1.1.1",
        "    measure: 12a",
        "    measure: 3",
    ]
    assert [m.label for m in measures(reading.concept)] == ["M 1.1.1", None, None]
    assert responsible(reading) == ["Schulamt; Vereine", "Schulamt; Bücherei", "s. o.; Kirchen\nMusikschule"]
    assert terms(reading) == [("bis 2026", False), ("s. o.", False), ("dto.", False)]
    assert [dict(m.fields) for m in measures(reading.concept)] == [{"Stand": "●"}, {"Stand": "○"}, {"Stand": "○"}]


def test_what_points_upwards_means_what_stands_above() -> None:
    found = measures(read_text(L8).concept)[2]
    assert found.responsibility is not None
    assert found.timing is not None
    assert [holder.name for holder in found.responsibility.holders][:2] == ["Schulamt", "Kirchen"]
    assert found.timing.due == "2026-12-31"


def test_coloured_rows_without_label() -> None:
    document = word()
    document.add_paragraph("Text am Anfang der Seite, der kein Titel ist.")
    made = table(
        document, [["Nr.", "Maßnahme", "Wer"], ["Bildung"] * 3, ["Alle lernen lesen"] * 3, ["1", "Lernpaten", "Amt"]]
    )
    for at, fill in ((1, "AAAAAA"), (2, "CCCCCC")):
        first = made.rows[at].cells[0].merge(made.rows[at].cells[2])
        first.text = made.rows[at].cells[0].text.split("\n")[0]
        first._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {NAMES} w:fill="{fill}"/>'))
    reading = read_word(document)
    assert tree(reading.concept)[1:] == ["area: Bildung", "  goal: Alle lernen lesen", "    measure: 1"]
    assert len(sentences(reading, "unsure")) == 2


def test_a_column_of_goals() -> None:
    rows = "| Ziel | Maßnahme | Wer |\n|---|---|---|\n| 1.1 Lesen | Lernpaten | Amt |\n| 1.1 Lesen | Chor | Amt |\n| 1.2 Rechnen | Kurs | VHS |\n"
    assert tree(read_text(f"{FRAME}## Handlungsfeld 1: Bildung\n\n{rows}").concept) == [
        "area: 1 Bildung",
        "  goal: 1.1 Lesen",
        "    measure: Lernpaten",
        "    measure: Chor",
        "  goal: 1.2 Rechnen",
        "    measure: Kurs",
    ]


def test_struck_rows_are_dropped() -> None:
    strike = "<w:rPr><w:strike/></w:rPr>"
    cell = "<w:tc><w:p><w:r>{}<w:t>{}</w:t></w:r></w:p></w:tc>"
    head = "".join(cell.format("", text) for text in ("Nr.", "Maßnahme", "Wer"))
    gone = "".join(cell.format(strike, text) for text in ("1", "Chor", "Amt"))
    kept = "".join(cell.format("", text) for text in ("2", "Tanz", "Amt"))
    document = body(word(), f"<w:tbl><w:tr>{head}</w:tr><w:tr>{gone}</w:tr><w:tr>{kept}</w:tr></w:tbl>")
    reading = read_word(document)
    assert [m.text for m in measures(reading.concept)] == ["Tanz"]
    assert reading.concept.dropped == (DroppedMeasure("Chor", None, "1", None, None),)
    assert sentences(reading, "repaired") == ["Durchgestrichen und deshalb als entfallen gelesen: „Chor“."]


# --- L4: profile sheets ---------------------------------------------------------------------------------------


def test_l4() -> None:
    document = word()
    document.add_heading("Handlungsfeld 1: Sport", 1)
    table(
        document,
        [
            ["M 1.1.1", "Sportfest", "", ""],
            ["Zuständig", "Sportamt", "Zeitraum", "2026"],
            ["Zielgruppe", "Jugend", "Kosten", "keine"],
            ["Handlungsschritte", "planen\nfeiern", "", ""],
        ],
    )
    reading = read_word(document)
    found = measures(reading.concept)[0]
    assert (found.number, found.label, found.text) == ("1.1.1", "M 1.1.1", "Sportfest\n\nplanen\n\nfeiern")
    assert found.fields == {"Zielgruppe": "Jugend", "Kosten": "keine"}
    assert (responsible(reading), terms(reading)) == (["Sportamt"], [("2026", False)])


def test_a_table_within_a_cell_is_kept() -> None:
    document = word()
    document.add_heading("Handlungsfeld 1: Sport", 1)
    made = document.add_table(rows=2, cols=2)
    for at, text in enumerate(("Maßnahme", "Sportfest", "Termin", "2026")):
        made._cells[at].text = text
    inner = made.cell(1, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Platz", "Halle"
    reading = read_word(document)
    assert terms(reading) == [("2026", False)]
    assert [child.text for child in measures(reading.concept)[0].children] == ["- Platz; Halle"]
    assert "weitere Tabelle" in sentences(reading, "unsure")[0]


# --- L6 and L7: prose and bullets -----------------------------------------------------------------------------

L6 = FRAME + (
    "## Handlungsfeld 1: Teilhabe\n\n### Ziel 1: Mitreden\n\n"
    "#### Maßnahme 1.1: Beirat\n\nEin Beirat wird gewählt.\n\n**Zuständig:** Stadt\n\nZeitraum: jährlich\n\n"
    "##### Zielgruppe\n\nalle Menschen\n\n#### Maßnahme 1.2: Fest\n\n- im Sommer\n- am Fluss\n"
)


def test_l6() -> None:
    reading = read_text(L6)
    beirat, fest = measures(reading.concept)
    assert (beirat.title, beirat.text) == ("Beirat", "Ein Beirat wird gewählt.")
    assert beirat.fields == {"Zielgruppe": "alle Menschen"}
    assert fest.text == "- im Sommer\n- am Fluss"
    assert responsible(reading) == ["Stadt", None]
    assert terms(reading) == [("jährlich", False), None]


def test_measures_in_running_text() -> None:
    text = f"{FRAME}## 1 Bildung\n\n### 1.1 Ziel: Gute Schulen\n\nMaßnahme 1: Sozialarbeit wird ausgebaut.\n\nWer: Schulamt\n\n## 2 Arbeit\n\n### 2.1 Ziel: Gute Arbeit\n"
    reading = read_text(text)
    assert tree(reading.concept) == [
        "area: 1 Bildung",
        "  goal: 1.1 Gute Schulen",
        "    measure: 1",
        "area: 2 Arbeit",
        "  goal: 2.1 Gute Arbeit",
    ]
    assert measures(reading.concept)[0].text == "Sozialarbeit wird ausgebaut."
    assert responsible(reading) == ["Schulamt"]
    assert [doubt.sentence.split("“")[0] for doubt in reading.doubts] == ["Das Kapitel „Bildung", "Das Kapitel „Arbeit"]


L7 = FRAME + (
    "## Handlungsfeld A: Sprache\n\n### Ziel A.1 Alle lernen Deutsch\n\nWas bereits getan wird:\n\n- Kurse an drei Orten\n\n"
    "Maßnahmen:\n\n- Kurse am Abend (MI, MSFZ; ab 2026 fortlaufend)\n- Mehr Lehrkräfte\n\n*(MBK; bis 2027)*\n\n"
    "### Ziel A.2 Kinder lernen früh\n\n- Sprachkitas weiterführen (MSB; fortlaufend)\n- Nur ein Gedanke (ohne Zahl)\n"
)


def test_l7() -> None:
    reading = read_text(L7)
    assert [m.text for m in measures(reading.concept)] == [
        "Kurse am Abend",
        "Mehr Lehrkräfte",
        "Sprachkitas weiterführen",
    ]
    assert responsible(reading) == ["MI, MSFZ", "MBK", "MSB"]
    assert terms(reading) == [("ab 2026 fortlaufend", False), ("bis 2027", False), ("fortlaufend", False)]
    assert of_kind(reading.concept, Kind.GOAL)[0].text == "Was bereits getan wird:\n\n- Kurse an drei Orten"
    assert "Nur ein Gedanke (ohne Zahl)" in str(of_kind(reading.concept, Kind.GOAL)[1])


# --- guiding goals --------------------------------------------------------------------------------------------


def test_guiding_goals() -> None:
    parts = "".join(
        f"#### Leitziel {at}\n\n#### Wir sind {at}{':' if at == 3 else ''}\n\n{'#### viele' if at == 3 else ''}\n\nText zu {at}.\n\n"
        for at in (1, 2, 3)
    )
    reading = read_text(f"{FRAME}## 2 Leitbild\n\nEinleitung dazu.\n\n{parts}Ein Absatz, der nicht mehr dazugehört.\n")
    assert tree(reading.concept) == [
        "chapter: 2 Leitbild",
        "  guiding_goal: 1 Wir sind 1",
        "  guiding_goal: 2 Wir sind 2",
        "  guiding_goal: 3 Wir sind 3: viele",
        "  text: Ein Absatz, der nicht mehr dazugehört.",
    ]
    assert "hinter „Leitziel 3“" in sentences(reading, "unsure")[0]
    assert of_kind(reading.concept, Kind.TEXT)[0].source != of_kind(reading.concept, Kind.GUIDING_GOAL)[2].source


def test_guiding_goals_as_a_numbered_list() -> None:
    reading = read_text(
        f"{FRAME}## 3. Leitsätze\n\nSie gelten für alle.\n\n1. Vielfalt ist normal.\n2. Alle reden mit.\n"
    )
    assert [(goal.number, goal.title) for goal in of_kind(reading.concept, Kind.GUIDING_GOAL)] == [
        ("1", "Vielfalt ist normal."),
        ("2", "Alle reden mit."),
    ]


def test_an_overall_goal_is_the_areas() -> None:
    text = f"{FRAME}## HF 1 Bildung\n\nText dazu hier.\n\n**Oberziel:** Alle lernen.\n\n### Teilziel 1.1: Lesen\n\n### Teilziel 1.2: Rechnen\n"
    area = of_kind(read_text(text).concept, Kind.AREA)[0]
    assert area.fields == {"Oberziel": "Alle lernen."}
    assert [child.title for child in area.children] == ["Lesen", "Rechnen"]


# --- appendices -----------------------------------------------------------------------------------------------

DROPPED = FRAME + (
    "## Handlungsfeld 1: Kultur\n\n### Handlungsziel 1.1: Musik\n\nMaßnahme 1\tChor\nZuständigkeiten\tVerein\n\n"
    "## Anhang\n\nFolgende Maßnahmen wurden nicht aufgenommen:\n\n"
    "Handlungsziel 2.2\t\n🚧 Gute Kurse\t\n🚧 Viele Kurse\t\nMaßnahme (n)\tPrüfung der Kurse\n\n"
    "### Handlungsziel 5.8\n\n#### Wohnen\n\nMaßnahme 2\tTagesplan\nZuständigkeiten\tAmt\n\n"
    "Die Gründe sind verschieden und stehen hier.\n\n## Schluss\n\nMaßnahme 9\tDoch nicht entfallen\nTermin\tbald\n"
)


def test_dropped_measures() -> None:
    concept = read_text(DROPPED).concept
    assert concept.dropped == (
        DroppedMeasure("Prüfung der Kurse", None, None, "2.2 Gute Kurse Viele Kurse", None),
        DroppedMeasure("Tagesplan", None, "2", "5.8 Wohnen", None),
    )
    assert [m.text for m in measures(concept)] == ["Chor", "Doch nicht entfallen"]
    assert len(of_kind(concept, Kind.GOAL)) == 1


def test_what_stands_beside_dropped_measures_is_told() -> None:
    reading = read_text(DROPPED)
    assert "Nicht übernommen (zu einer entfallenen Maßnahme): „Amt“." in sentences(reading, "left_out")
    appendix = next(element for element in reading.concept.walk() if element.title == "Anhang")
    assert "Die Gründe sind verschieden" in str(appendix)


@pytest.mark.parametrize(
    "listing",
    [
        "| Nr. | Maßnahme | Begründung |\n|---|---|---|\n| 7 | Chor | erledigt |\n",
        "Maßnahme 7\tChor\nBegründung\terledigt\n",
    ],
)
def test_dropped_measures_with_reasons(listing: str) -> None:
    found = read_text(f"{FRAME}## 1 Text\n\n## Entfallene Maßnahmen\n\n{listing}").concept.dropped
    assert found == (DroppedMeasure("Chor", None, "7", None, "erledigt"),)


def test_dropped_measures_as_bullets() -> None:
    found = read_text(f"{FRAME}## 1 Text\n\n## Entfallene Maßnahmen\n\n- Chor\n- Tanz\n").concept.dropped
    assert [entry.text for entry in found] == ["Chor", "Tanz"]


def test_a_sentence_about_dropped_measures_drops_nothing() -> None:
    text = f"{FRAME}## 1 Vorwort\n\nEinige Maßnahmen sind entfallen.\n\n## Handlungsfeld 1: Kultur\n\nMaßnahme\tChor\nTermin\tbald\n"
    assert read_text(text).concept.dropped == ()


ABBREVIATIONS = (Abbreviation("AWO", "Arbeiterwohlfahrt"), Abbreviation("o. M.", "ohne Mittel"))


@pytest.mark.parametrize(
    "listing",
    [
        "AWO\tArbeiterwohlfahrt\no. M.\tohne Mittel\n",
        "AWO\tArbeiterwohlfahrt\n\no. M.\tohne Mittel\n",
        "| Abkürzung | Bedeutung |\n|---|---|\n| AWO | Arbeiterwohlfahrt |\n| o. M. | ohne Mittel |\n",
        "AWO = Arbeiterwohlfahrt\n\no. M. = ohne Mittel\n",
        "- AWO: Arbeiterwohlfahrt\n- o. M.: ohne Mittel\n",
        "AWO – Arbeiterwohlfahrt\n\no. M. – ohne Mittel\n",
    ],
)
def test_abbreviations(listing: str) -> None:
    reading = read_text(
        f"{FRAME}## 1 Text\n\nEin Satz.\n\n## Abkürzungsverzeichnis\n\n{listing}\n## Schluss\n\nEnde.\n"
    )
    assert reading.concept.abbreviations == ABBREVIATIONS
    assert [element.title for element in reading.concept.elements] == ["Text", "Schluss"]


def test_abbreviations_with_tabs_in_word() -> None:
    document = word()
    document.add_heading("1 Text", 1)
    document.add_paragraph("Abkürzungen:")
    document.add_paragraph("AWO\t\t= Arbeiterwohlfahrt")
    document.add_paragraph("o. M.\tohne Mittel")
    assert read_word(document).concept.abbreviations == ABBREVIATIONS


def test_sources() -> None:
    text = f"{FRAME}## 1 Text\n\n## Literatur- und Quellenverzeichnis\n\nAutorin (2016). Titel. <https://example.org/a>\n\n- Autor (2017). [Titel](https://example.org/b).\n"
    assert read_text(text).concept.sources == ("Autorin (2016). Titel. https://example.org/a", "Autor (2017). Titel.")


# --- running text ---------------------------------------------------------------------------------------------


def test_text_behind_parts_is_an_element_of_its_own() -> None:
    text = f"{FRAME}## Handlungsfeld 1: Kultur\n\nEinleitung zum Feld.\n\n### Ziel 1: Musik\n\nMaßnahme\tChor\nTermin\tbald\n\nNachwort zum Ziel.\n\nUnd noch eines.\n"
    assert tree(read_text(text).concept)[-1] == "    text: Nachwort zum Ziel.\n\nUnd noch eines."


def test_a_paragraph_cut_by_the_page_is_whole() -> None:
    first = "Bei diesem Thema sollte stets gemeinsam gedacht und auch gemeinsam gehandelt werden in"
    reading = read_text(f"{FRAME}## 1 Text\n\n{first}\n\nallen Orten des Kreises.\n")
    assert reading.concept.elements[0].text == f"{first} allen Orten des Kreises."
    assert "Seitenwechsel" in sentences(reading, "repaired")[0]


def test_plain_tables_become_lists() -> None:
    table_text = "| Gemeinde | Einwohner |\n|---|---|\n| Auen | 1.200 |\n| Feld | 900 |\n"
    reading = read_text(f"{FRAME}## 1 Zahlen\n\n{table_text}")
    assert reading.concept.elements[0].text == "- Gemeinde: Auen; Einwohner: 1.200\n- Gemeinde: Feld; Einwohner: 900"
    assert "steht als Liste" in sentences(reading, "repaired")[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "Handlungsfeld 3 wurde im letzten Jahr neu aufgenommen.",
        "Ziel ist es, allen Menschen zu helfen.",
        "Maßnahmen brauchen Zeit und Geld.",
        "Ziel: so hieß es früher einmal.",
    ],
)
def test_sentences_that_begin_like_parts(sentence: str) -> None:
    assert tree(read_text(f"# Konzept\n\n## 1 Text\n\nDavor steht etwas.\n\n{sentence}\n").concept)[:1] == [
        "chapter: 1 Text"
    ]
    concept = read_text(f"Davor steht ein ganzer Satz.\n\n{sentence}\n").concept
    assert [element.kind for element in concept.walk()] == [Kind.TEXT]


def test_emphasis_stays_in_running_text() -> None:
    assert read_text(f"{FRAME}## 1 Text\n\nEtwas *Wichtiges* und **Fettes**.\n\n*Ganz schräg.*\n").concept.elements[
        0
    ].text == ("Etwas *Wichtiges* und **Fettes**.\n\n*Ganz schräg.*")


def test_garbled_letters_are_reported_and_kept() -> None:
    reading = read_text(f"{FRAME}## 1 Text\n\nDer IIm-Kreis heißt Ilm-Kreis, sagt der IIm-Kreis.\n")
    assert sentences(reading, "unsure") == [
        "Vermutlich ein Lesefehler (2-mal): „IIm-Kreis“ statt „Ilm-Kreis“; der Wortlaut wurde so gelassen."
    ]
    assert "IIm-Kreis" in str(reading.concept)


def test_notes_without_bearer_belong_to_the_document() -> None:
    assert read_text(f"{FRAME}## 1 Text\n\nSatz.\n\n[^9]: Niemandes Note\n").concept.notes == (
        Note("9", "Niemandes Note"),
    )


@pytest.mark.parametrize(
    ("name", "title"),
    [("konzept auen.md", "konzept auen"), ("C:\\a\\plan.docx", "plan"), (".md", "Ohne Titel"), ("", "Ohne Titel")],
)
def test_a_document_without_title_has_its_name(name: str, title: str) -> None:
    assert read_text("Ein Satz, der kein Titel ist, sondern Text.", name).concept.title == title


def test_uids_depend_on_content_alone() -> None:
    assert uid_for(Kind.GOAL, ("area:1",), "1.1", "Mehr Kurse") == uid_for(Kind.GOAL, ("area:1",), "1.1", "Mehr  kurse")
    assert uid_for(Kind.GOAL, (), "1.1", "a") != uid_for(Kind.GOAL, (), "1.2", "a")
    twice = read_text(
        f"{FRAME}## HF 1: K\n\n### Ziel 1: M\n\nMaßnahme\tChor\nTermin\tx\nMaßnahme\tChor\nTermin\ty\n"
    ).concept
    assert len({m.uid for m in measures(twice)}) == 2
