"""The eight layouts of the field as small Word files: what breaks naive readers does not break ours."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml

from konzept.model import Element, Kind, Role, TimingKind
from konzept.read import Reading
from tests.konzept.read.builders import NAMES, measures, of_kind, read_text, read_word, sentences, table, word


def plan(*headings: tuple[str, int]) -> WordDocument:
    """A concept with a title and these headings."""
    document = word()
    document.add_heading("Integrationskonzept Auenland", 0)
    for text, level in headings:
        document.add_heading(text, level)
    return document


AREA, GOAL = ("Handlungsfeld 1: Sprache", 1), ("Ziel 1.1: Alle lernen", 2)


def brief(element: Element) -> tuple[str | None, str | None, str | None, str | None]:
    """Number, wording, who, when."""
    who = element.responsibility.verbatim if element.responsibility else None
    return element.number, element.title or element.text, who, element.timing.verbatim if element.timing else None


def found(reading: Reading) -> list[tuple[str | None, str | None, str | None, str | None]]:
    return [brief(element) for element in measures(reading.concept)]


# --- L1: a table per goal -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["heading", "row", "bold", "plain"])
def test_l1_the_goal_stands_wherever_it_likes(kind: str) -> None:
    document = plan(AREA)
    rows = [["Maßnahme 1", "Kurse"], ["Zuständigkeiten", "VHS"], ["Termin", "fortlaufend"]]
    if kind == "heading":
        document.add_heading("Handlungsziel 1.1: Alle lernen", 2)
    elif kind == "row":
        rows.insert(0, ["Handlungsziel 1.1: Alle lernen", ""])
    elif kind == "bold":
        document.add_paragraph().add_run("Handlungsziel 1.1: Alle lernen").bold = True
    else:
        document.add_paragraph("Handlungsziel 1.1: Alle lernen")
    table(document, rows)
    reading = read_word(document)
    (goal,) = of_kind(reading.concept, Kind.GOAL)
    assert (goal.number, goal.title) == ("1.1", "Alle lernen")
    assert goal.children == tuple(measures(reading.concept))
    assert found(reading) == [(None if not goal.children[0].number else "1", "Kurse", "VHS", "fortlaufend")]


def test_l1_two_measures_in_one_cell_are_asked_never_split() -> None:
    document = plan(AREA, GOAL)
    table(document, [["Maßnahme (n)", "Kurse führen\nBücher kaufen"], ["Termin", "laufend"]])
    reading = read_word(document)
    assert len(measures(reading.concept)) == 1
    (sentence,) = sentences(reading, "unsure")
    assert "„Kurse führen“, „Bücher kaufen“; bitte prüfen, ob sie zu trennen sind." in sentence


def test_l1_one_closing_term_for_all() -> None:
    document = plan(AREA, GOAL)
    table(document, [["Maßnahme 1", "Kurse"], ["Maßnahme 2", "Bücher"], ["Termin", "jährlich im Mai"]])
    one, two = measures(read_word(document).concept)
    assert one.timing is not None
    assert two.timing is not None
    assert (one.timing.verbatim, one.timing.inherited, one.timing.kind) == (
        "jährlich im Mai",
        True,
        TimingKind.RECURRING,
    )
    assert two.timing.inherited


def test_l1_partners_inside_the_cell() -> None:
    document = plan(AREA, GOAL)
    who = "VHS in Zusammenarbeit mit dem Jobcenter, mit Unterstützung durch das Land"
    table(document, [["Maßnahme 1", "Kurse"], ["Zuständigkeiten", who], ["Termin", "2026"]])
    held = measures(read_word(document).concept)[0].responsibility
    assert held is not None
    assert held.verbatim == who
    assert [holder.role for holder in held.holders] == [Role.LEAD, Role.PARTNER, Role.SUPPORT]


# --- L2: a table per measure ----------------------------------------------------------------------------------


def test_l2_rows_left_out_are_left_out() -> None:
    document = plan(AREA, GOAL)
    for number, rows in enumerate(([["Verantwortlich", "Amt"]], [["Kosten", "keine"]], []), 1):
        title = [f"M 1.1.{number} Angebot {number}", ""]
        table(document, [title, ["Beschreibung", f"Was es ist {number}."], *rows])
        document.add_paragraph()
    reading = read_word(document)
    one, two, three = measures(reading.concept)
    assert (one.title, one.text) == ("Angebot 1", "Was es ist 1.")
    assert one.responsibility is not None
    assert two.fields == {"Kosten": "keine"}
    assert (three.responsibility, three.timing, dict(three.fields)) == (None, None, {})


def test_l2_a_title_row_alone_at_the_foot_of_a_page() -> None:
    document = plan(AREA, GOAL)
    made = table(document, [["M 1.1.1 Lotsen", ""]])
    made.rows[0].cells[0].merge(made.rows[0].cells[1])
    document.add_paragraph()
    table(document, [["Beschreibung", "Lotsinnen helfen."], ["Federführung", "Sozialamt"]])
    reading = read_word(document)
    (only,) = measures(reading.concept)
    assert (only.number, only.title, only.text) == ("1.1.1", "Lotsen", "Lotsinnen helfen.")


# --- L3: a row per measure ------------------------------------------------------------------------------------

HEADS = ["Nr.", "Maßnahme", "Federführung", "Beteiligte", "Zeit", "Kosten", "Stan/d"]


def records(*rows: Sequence[str], merged: tuple[int, int, int] | None = None) -> Reading:
    document = plan(AREA, GOAL)
    made = table(document, [HEADS, *rows])
    if merged:
        column, first, last = merged
        text = made.cell(first, column).text
        made.cell(first, column).merge(made.cell(last, column)).text = text
    return read_word(document)


def test_l3_a_merged_cell_counts_for_each_row_and_nothing_slides() -> None:
    reading = records(
        ["1", "Kurse", "Sozialamt", "AWO", "K", "€€", "●"],
        ["2", "Bücher", "", "Caritas", "M", "€", "○"],
        merged=(2, 1, 2),
    )
    assert found(reading) == [
        ("1", "Kurse", "Sozialamt; AWO", "K"),
        ("2", "Bücher", "Sozialamt; Caritas", "M"),
    ]
    assert [dict(each.fields) for each in measures(reading.concept)] == [
        {"Kosten": "€€", "Stand": "●"},
        {"Kosten": "€", "Stand": "○"},
    ]


def test_l3_a_row_cut_by_the_page_goes_on_behind_the_repeated_header() -> None:
    reading = records(
        ["1", "Kurse für alle", "Sozialamt", "AWO,", "K", "€€", "●"],
        HEADS,
        ["", "", "", "Caritas", "", "", ""],
        ["2", "Bücher", "Amt", "", "M", "", ""],
    )
    assert found(reading) == [
        ("1", "Kurse für alle", "Sozialamt; AWO,\nCaritas", "K"),
        ("2", "Bücher", "Amt", "M"),
    ]


@pytest.mark.parametrize(("code", "field"), [("K", None), ("L/D", None), ("●", "Stand"), ("€€", "Kosten")])
def test_l3_codes_of_the_legend_stay_verbatim(code: str, field: str | None) -> None:
    row = ["1", "Kurse", "Amt", "", code if field is None else "M", code, code]
    (only,) = measures(records(row).concept)
    assert only.timing is not None
    assert only.fields[field] == code if field else only.timing.verbatim == code


# --- L4: Steckbriefe ------------------------------------------------------------------------------------------


def test_l4_four_columns_of_label_and_value() -> None:
    document = plan(AREA)
    table(
        document,
        [
            ["M 1.1 Sprachcafé", "", "", ""],
            ["Beschreibung", "Ein Café.", "Priorität", "hoch"],
            ["Federführung", "VHS", "Beteiligte", "AWO"],
            ["Zeithorizont", "2026–2028", "Kosten", "€€"],
        ],
    )
    (only,) = measures(read_word(document).concept)
    assert brief(only) == ("1.1", "Sprachcafé", "VHS; AWO", "2026–2028")
    assert only.text == "Ein Café."
    assert only.fields == {"Priorität": "hoch", "Kosten": "€€"}
    assert only.timing is not None
    assert (only.timing.start, only.timing.due) == ("2026-01-01", "2028-12-31")


def test_l4_values_that_are_pictures_are_told() -> None:
    picture = '<w:r><w:drawing><wp:docPr xmlns:wp="urn:x" descr="drei Sterne"/></w:drawing></w:r>'
    document = plan(AREA)
    made = table(document, [["Maßnahme", "Sprachcafé"], ["Priorität", ""]])
    made.cell(1, 1).paragraphs[0]._p.append(parse_xml(picture.replace("<w:r>", f"<w:r {NAMES}>")))
    reading = read_word(document)
    assert "Nicht übernommen (Bild): „drei Sterne“." in sentences(reading, "left_out")


# --- L5: a status series --------------------------------------------------------------------------------------


def test_l5_each_year_is_a_field_of_its_own() -> None:
    document = plan(AREA)
    table(document, [["Maßnahme 1", "Kurse"], ["Sachstand 2023", "begonnen"], ["Sachstand 2024", "läuft"]])
    assert measures(read_word(document).concept)[0].fields == {"Sachstand 2023": "begonnen", "Sachstand 2024": "läuft"}


def test_l5_a_value_over_two_pages_is_one_value() -> None:
    document = plan(AREA)
    table(
        document,
        [["Maßnahme 1", "Kurse"], ["", "für alle"], ["Sachstand 2024", "läuft"], ["", "gut an"], ["Termin", "2026"]],
    )
    (only,) = measures(read_word(document).concept)
    assert only.text == "Kurse\n\nfür alle"
    assert only.fields == {"Sachstand 2024": "läuft\ngut an"}
    assert only.timing is not None


def test_l5_a_label_merged_beside_a_long_value_is_one_label() -> None:
    document = plan(AREA)
    made = table(document, [["Maßnahme 1", "Kurse"], ["", "für alle"], ["Sachstand", "läuft"], ["", "gut an"]])
    for first, text in ((0, "Maßnahme 1"), (2, "Sachstand")):
        made.cell(first, 0).merge(made.cell(first + 1, 0)).text = text
    (only,) = measures(read_word(document).concept)
    assert only.text == "Kurse\n\nfür alle"
    assert only.fields == {"Sachstand": "läuft\ngut an"}


# --- L6: prose ------------------------------------------------------------------------------------------------


def test_l6_run_in_headings_are_labels() -> None:
    document = plan(("3 Handlungsfelder", 1), ("3.1 Handlungsfeld Wohnen", 2), ("Maßnahme 3.1.1: Lotsen", 3))
    document.add_paragraph("Das Sozialamt richtet bis 2026 Lotsen ein.")
    for label, value in (("Zielgruppe:", " Familien"), ("Zuständigkeit:", " Sozialamt"), ("Termin:", " bis 2026")):
        made = document.add_paragraph()
        made.add_run(label).bold = True
        made.add_run(value)
    (only,) = measures(read_word(document).concept)
    assert brief(only) == ("3.1.1", "Lotsen", "Sozialamt", "bis 2026")
    assert only.text == "Das Sozialamt richtet bis 2026 Lotsen ein."
    assert only.fields == {"Zielgruppe": "Familien"}


def test_l6_without_labels_nobody_is_made_responsible() -> None:
    document = plan(("3 Handlungsfelder", 1), ("3.1 Handlungsfeld Wohnen", 2), ("Maßnahme 3.1.1: Lotsen", 3))
    document.add_paragraph("Das Sozialamt richtet bis 2026 Lotsen ein.")
    (only,) = measures(read_word(document).concept)
    assert (only.responsibility, only.timing) == (None, None)


# --- L7: bullets ----------------------------------------------------------------------------------------------


def test_l7_brackets_say_who_and_when() -> None:
    document = plan(AREA, GOAL)
    document.add_paragraph("Was bereits getan wird:")
    document.add_paragraph("Kurse der VHS", "List Bullet")
    document.add_paragraph("Maßnahmen:")
    document.add_paragraph("Abendkurse (auch für Eltern) anbieten (MI, MSFZ; ab 2026 fortlaufend)", "List Bullet")
    document.add_paragraph("Bücher kaufen", "List Bullet")
    document.add_paragraph().add_run("(Bücherei; bis Ende 2027)").italic = True
    document.add_paragraph("a) Chor gründen (Musikschule; 2026)")
    reading = read_word(document)
    assert found(reading) == [
        (None, "Abendkurse (auch für Eltern) anbieten", "MI, MSFZ", "ab 2026 fortlaufend"),
        (None, "Bücher kaufen", "Bücherei", "bis Ende 2027"),
        ("a", "Chor gründen", "Musikschule", "2026"),
    ]
    (goal,) = of_kind(reading.concept, Kind.GOAL)
    assert "Kurse der VHS" in (goal.text or "")
    assert all((each.source.certainty if each.source else 1) != 1 for each in measures(reading.concept))


# --- L8: one giant table --------------------------------------------------------------------------------------


def giant(*rows: Sequence[str]) -> WordDocument:
    document = plan()
    made = table(document, [["Nr.", "Maßnahme", "Wer", "Bis wann", "Stand"], *rows])
    for row in made.rows:
        if row.cells[0].text and not any(cell.text for cell in row.cells[1:]):
            row.cells[0].merge(row.cells[4])
    return document


def line_(text: str) -> list[str]:
    return [text, "", "", "", ""]


def test_l8_areas_and_goals_are_merged_rows() -> None:
    reading = read_word(
        giant(
            line_("Handlungsfeld 1: Bildung"),
            line_("Ziel: Alle lernen"),
            ["12", "Paten", "Amt", "2026", "läuft"],
            ["12a", "Chor", "dto.", "s. o.", ""],
            line_("Handlungsfeld 2: Sport"),
            ["13", "Lauftreff", "Verein", "2027", ""],
        )
    )
    assert [element.title for element in of_kind(reading.concept, Kind.AREA)] == ["Bildung", "Sport"]
    (goal,) = of_kind(reading.concept, Kind.GOAL)
    assert goal.number is None
    assert found(reading) == [
        ("12", "Paten", "Amt", "2026"),
        ("12a", "Chor", "dto.", "s. o."),
        ("13", "Lauftreff", "Verein", "2027"),
    ]


def test_l8_what_points_upwards_has_a_meaning_and_keeps_its_words() -> None:
    chor = measures(
        read_word(giant(["1", "Paten", "Amt", "bis 2026", ""], ["2", "Chor", "dto.", "s. o.", ""])).concept
    )[1]
    assert chor.responsibility is not None
    assert chor.timing is not None
    assert [holder.name for holder in chor.responsibility.holders] == ["Amt"]
    assert (chor.timing.verbatim, chor.timing.due) == ("s. o.", "2026-12-31")


def test_l8_struck_rows_are_dropped_and_told() -> None:
    document = giant(["1", "Paten", "Amt", "2026", ""], ["2", "Chor", "Amt", "2026", ""])
    for cell in document.tables[0].rows[1].cells:
        for run in cell.paragraphs[0].runs:
            run.font.strike = True
    reading = read_word(document)
    assert [entry.text for entry in reading.concept.dropped] == ["Paten"]
    assert [number for number, *_ in found(reading)] == ["2"]
    assert "Durchgestrichen und deshalb als entfallen gelesen: „Paten“." in sentences(reading, "repaired")


def test_l8_tracked_changes_are_read_as_accepted_and_told() -> None:
    document = giant(["1", "", "Amt", "2026", ""])
    paragraph = document.tables[0].rows[1].cells[1].paragraphs[0]._p
    paragraph.append(parse_xml(f'<w:del {NAMES} w:id="1"><w:r><w:delText>Paten</w:delText></w:r></w:del>'))
    paragraph.append(parse_xml(f'<w:ins {NAMES} w:id="2"><w:r><w:t>Lotsen</w:t></w:r></w:ins>'))
    reading = read_word(document)
    assert found(reading) == [("1", "Lotsen", "Amt", "2026")]
    (sentence,) = [each for each in sentences(reading, "repaired") if "Nachverfolgte" in each]
    assert "gelöscht „Paten“, eingefügt „Lotsen“" in sentence


# --- what all of them have ------------------------------------------------------------------------------------


def test_an_appendix_of_dropped_measures_with_and_without_reasons() -> None:
    document = plan(AREA, GOAL)
    table(document, [["Maßnahme 1", "Kurse"], ["Termin", "2026"]])
    document.add_heading("Anhang: Nicht weiter verfolgte Maßnahmen", 1)
    table(document, [["Maßnahme", "Zuständigkeit", "Begründung"], ["Chor", "Amt", "erledigt"], ["Tanz", "Amt", ""]])
    reading = read_word(document)
    assert [(entry.text, entry.reason) for entry in reading.concept.dropped] == [("Chor", "erledigt"), ("Tanz", None)]
    assert found(reading)[0][1] == "Kurse"


def test_abbreviations_and_sources_have_places_of_their_own() -> None:
    document = plan(AREA, GOAL)
    document.add_heading("Abkürzungsverzeichnis", 1)
    table(document, [["Abkürzung", "Bedeutung"], ["AWO", "Arbeiterwohlfahrt"], ["VHS", "Volkshochschule"]])
    document.add_heading("Literatur", 1)
    document.add_paragraph("Sozialatlas 2025")
    concept = read_word(document).concept
    assert [(entry.short, entry.long) for entry in concept.abbreviations] == [
        ("AWO", "Arbeiterwohlfahrt"),
        ("VHS", "Volkshochschule"),
    ]
    assert concept.sources == ("Sozialatlas 2025",)
    assert "Abkürzungsverzeichnis" not in [element.title for element in concept.walk()]


def test_scanned_letters_are_told_and_left() -> None:
    reading = read_text(
        "# Konzept IIm-Kreis\n\nDer IIm-Kreis liegt schön, der IIm-Kreis ist groß. Der Ilm-Kreis auch, sagt der Ilm-Kreis.\n"
    )
    (sentence,) = [each for each in sentences(reading, "unsure") if "Lesefehler" in each]
    assert "(3-mal): „IIm-Kreis“ statt „Ilm-Kreis“" in sentence
    assert "IIm-Kreis liegt" in "".join(element.text or "" for element in reading.concept.walk())


def test_more_garbled_words_than_anybody_corrects_are_counted() -> None:
    letters = [f"{a}{b}{c}dorf" for a in "abcdefgh" for b in "aeiou" for c in "klmnrst"]
    reading = read_text("# Konzept\n\n" + " ".join(f"Il{word} II{word}" for word in letters))
    told = [each for each in sentences(reading, "unsure") if "Lesefehler" in each]
    assert len(told) == 201
    assert told[-1] == f"Weitere {len(letters) - 200} Wörter sehen nach Lesefehlern aus; bitte prüfen Sie den Scan."


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("Schlüs-\nselaufgabe", "Schlüsselaufgabe"),
        ("Sprach-\nund Kulturkurse", "Sprach- und Kulturkurse"),
        ("Inte\u00adgra\u00adtion", "Integration"),
        ("I n t e g r a t i o n", "Integration"),
        ("e.\u00a0V.", "e. V."),
        ("u\u0308ber", "über"),
    ],
)
def test_what_print_does_to_words_is_undone(typed: str, read_as: str) -> None:
    reading = read_text(f"# Konzept Auen\n\n## 1 Vorwort\n\nHier steht {typed} und mehr dazu.\n")
    assert any(f"Hier steht {read_as} und mehr dazu." in (element.text or "") for element in reading.concept.walk())
