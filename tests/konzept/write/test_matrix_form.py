"""What stands in a matrix, whichever program it is for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from konzept.model import Concept, Element, Kind, Responsibility, Timing
from konzept.suggestion import Form, Verdict
from konzept.write import matrix_form as matrix
from tests.konzept.strategies import few

MEASURE = Element(
    "meas0111",
    Kind.MEASURE,
    number="1.1.1",
    label="Maßnahme",
    title="Lesepaten",
    text="Lesepaten kommen in **jede** Schule.[^1]\n\n- montags\n- freitags",
    responsibility=Responsibility("Schulamt\nmit der Bücherei"),
    timing=Timing("fortlaufend"),
)
GOAL = Element("goal0110", Kind.GOAL, number="1.1", title="Lesen fällt leichter", children=(MEASURE,))
AREA = Element("area0001", Kind.AREA, number="1", title="Sprache", children=(GOAL,))
ORPHAN = Element("meas0900", Kind.MEASURE, text="Eine Stelle für alle Fragen.")
SILENT = Element("area0002", Kind.AREA, label="Handlungsfeld B", title="Wohnen", text="Nur ein Vorspann.")


def form(*elements: Element, **given_: object) -> Form:
    return replace(Form("runde", "Runde", "Kreis Talau", Concept("Konzept", elements)), **given_)  # type: ignore[arg-type]  # keyword arguments of a dataclass


def test_a_section_for_each_area_with_goals_and_measures_in_order() -> None:
    found = matrix.sections(form(ORPHAN, AREA, SILENT))
    assert [(part.heading, [line.element.uid for line in part.lines]) for part in found] == [
        ("Weitere Ziele und Maßnahmen", ["meas0900"]),
        ("Handlungsfeld 1: Sprache", ["goal0110", "meas0111"]),
    ]


def test_only_the_areas_that_were_asked_for() -> None:
    found = matrix.sections(form(ORPHAN, AREA, areas=("area0001",)))
    assert [part.area and part.area.uid for part in found] == ["area0001"]


def test_an_area_within_an_area_is_a_section_of_its_own() -> None:
    inner = replace(AREA, uid="area0011", number="1.1")
    found = matrix.sections(form(replace(AREA, children=(ORPHAN, inner))))
    assert [[line.element.uid for line in part.lines] for part in found] == [["meas0900"], ["goal0110", "meas0111"]]


def test_the_printed_label_goes_before_our_own_words() -> None:
    assert matrix.sections(form(replace(SILENT, children=(ORPHAN,))))[0].heading == "Handlungsfeld B: Wohnen"
    assert matrix.sections(form(Element("area0003", Kind.AREA, children=(ORPHAN,))))[0].heading == "Handlungsfeld"


def test_an_element_is_quoted_line_by_line_without_marks() -> None:
    assert matrix.wording(MEASURE) == (
        "Maßnahme",
        "Lesepaten",
        "Lesepaten kommen in jede Schule.",
        "• montags",
        "• freitags",
        "Zuständig: Schulamt mit der Bücherei",
        "Termin: fortlaufend",
    )
    assert matrix.wording(GOAL)[0] == "Handlungsziel 1.1"
    assert matrix.wording(ORPHAN) == ("Maßnahme", "Eine Stelle für alle Fragen.")


def test_an_element_without_number_shows_a_dash() -> None:
    assert matrix.sections(form(ORPHAN))[0].lines[0].number == "–"


def test_short_codes_are_as_long_as_they_must_be() -> None:
    alike = [Element(uid, Kind.MEASURE) for uid in ("abcdef01", "abcdef02", "zzzzzzzz")]
    assert matrix.codes(Concept("K", tuple(alike))) == {
        "abcdef01": "ABCDEF01",
        "abcdef02": "ABCDEF02",
        "zzzzzzzz": "ZZZZZZZZ",
    }
    assert matrix.codes(Concept("K", (AREA,)))["meas0111"] == "MEAS"
    assert matrix.codes(Concept("K")) == {}


@few
@given(st.sets(st.text("0123456789abcdefghijklmnopqrstuvwxyz", min_size=8, max_size=32), max_size=40))
def test_no_two_elements_share_a_code(uids: set[str]) -> None:
    codes = matrix.codes(Concept("K", tuple(Element(uid, Kind.MEASURE) for uid in sorted(uids))))
    assert len(set(codes.values())) == len(uids)
    assert all(uid.upper().startswith(code) and len(code) >= 4 for uid, code in codes.items())


def test_the_codebook_names_every_row() -> None:
    assert matrix.codebook(form(AREA)) == "GOAL=goal0110 MEAS=meas0111"


def test_the_invitation_says_until_when() -> None:
    assert "bis zum 1. März 2027 zurück" in matrix.invitation(form(due=date(2027, 3, 1)))
    assert matrix.invitation(form()).startswith(matrix.INVITATION)
    assert "bis zum" not in matrix.invitation(form())


def test_every_verdict_is_explained() -> None:
    assert matrix.meanings(form(AREA)) == tuple((verdict.german, matrix.MEANINGS[verdict]) for verdict in Verdict)
    assert matrix.explained(form(AREA)) == "Das bedeuten die vier Wörter unter „Einschätzung“:"


def test_questions_of_a_rounds_own_are_answers_of_their_own() -> None:
    long = "Welche Angebote für Familien mit kleinen Kindern fehlen in Ihrer Gemeinde am dringendsten?"
    own = form(AREA, questions=("Was ist überholt?", "Wer fehlt?", long))
    assert matrix.meanings(own) == (
        ("überholt", "das ist überholt und kann entfallen"),
        ("Wer fehlt?", "Ihre Antwort auf diese Frage"),
        ("Welche Angebote für Familien mit kleinen Kindern fehlen in …", f"Ihre Antwort auf die Frage „{long}“"),
    )
    assert matrix.explained(own) == "Das bedeuten die Antworten unter „Einschätzung“:"
    assert matrix.new_word(own) == ""
    assert matrix.new_word(form(AREA)) == "neu"


def test_a_question_that_is_offered_word_for_word_is_said_once() -> None:
    said = [each.strong or each.text for each in matrix.head(form(AREA, questions=("Wer fehlt?", "Was ist überholt?")))]
    assert said.count("Wer fehlt?") == 1
    assert said[-2:] == ["Das bedeuten die Antworten unter „Einschätzung“:", "überholt"]
    assert matrix.head(form(AREA, questions=("Wer fehlt?",)))[-1].text == "Wer fehlt?"


def test_a_short_head_has_a_page_of_its_own_and_a_long_one_runs_on() -> None:
    assert matrix.fills_a_page(form(AREA))
    assert not matrix.fills_a_page(
        form(AREA, questions=tuple(f"Wie geht es weiter mit Punkt {at}?" for at in range(20)))
    )


def test_the_forms_own_lines_are_all_that_its_head_says() -> None:
    lines = matrix.head_lines(form(AREA, organisation="Erle e. V."))
    assert "Bitte machen Sie keine Angaben über andere Personen." in lines
    assert "neu – das fehlt und soll neu hinein" in lines
    assert not any("Erle" in line for line in lines)


def test_a_changed_wording_is_told_from_what_stayed_around_it() -> None:
    lines = list(matrix.wording(MEASURE))
    assert matrix.own_words("\n".join(lines), MEASURE) == "\n".join(lines[1:5])
    lines[2] = "Lesepaten kommen in jede Klasse."
    assert matrix.own_words("\n".join(lines), MEASURE).split("\n")[1] == "Lesepaten kommen in jede Klasse."
    lines[5] = "Zuständig: Bücherei"
    assert "Zuständig: Bücherei" in matrix.own_words("\n".join(lines), MEASURE)
