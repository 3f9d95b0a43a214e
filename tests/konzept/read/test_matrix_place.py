"""Suggestions held against the round they belong to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from konzept.model import Concept, Problem
from konzept.read.matrix_place import asked, likeness, nearest, not_own, place, settled, whole
from konzept.read.matrix_rows import ASK, COLUMNS, Filled
from konzept.suggestion import QUESTIONS, Suggestion, Verdict
from konzept.write.matrix_form import HINT
from tests.konzept.read.matrix_ground import AREAS, FORM, OWN_QUESTION, WORDS

KNOWN = asked(FORM)
UID, OTHER = "kurs0001", "lots0002"
PLACE = "Tabelle 1, Zeile 2"
PRINTED = KNOWN.printed[UID]


def about(uid: str | None = UID, **parts: object) -> Suggestion:
    given = {"place": PLACE, "comment": "gut", "wording": PRINTED, **parts}
    return Suggestion(uid, **given)  # type: ignore[arg-type]  # keyword arguments of a dataclass


def one(said: Suggestion, form: object = KNOWN) -> Suggestion:
    (found,) = place(Filled(None, (said,)), form).suggestions  # type: ignore[arg-type]  # a form or what it asked
    return found


def test_what_a_form_asked_is_prepared_once_for_any_number_of_files() -> None:
    for said in (about(), about(uid=None), about(OTHER), about("zzzz9999", wording="")):
        assert one(said) == one(said, FORM)
    assert set(KNOWN.elements) == set(KNOWN.printed) == set(KNOWN.quoted) == set(WORDS)
    assert KNOWN.areas["Handlungsfeld 2: Alltag"] == KNOWN.areas["lots0001"] == "fld00002"


def test_a_suggestion_about_an_element_is_of_that_elements_area() -> None:
    assert one(about(area="fld00003")).area == "fld00001"
    assert one(about(None, wording=PRINTED)).area == "fld00001"


@pytest.mark.parametrize(
    ("area", "uid"),
    [("fld00002", "fld00002"), ("Handlungsfeld 3: Beruf", "fld00003"), ("lots0001", "fld00002"), ("lots0001"[:5], None), ("Garten", None), (None, None)],
)  # fmt: skip
def test_the_area_of_a_new_proposal_is_known_by_uid_heading_or_neighbour(area: str | None, uid: str | None) -> None:
    assert one(about(None, area=area, wording="Etwas ganz Neues.")).area == uid


def test_the_beginning_of_a_uid_is_completed_where_just_one_begins_so() -> None:
    assert whole("kurs0001", KNOWN) == "kurs0001"
    assert whole("beru0001"[:4], KNOWN) == "beru"
    assert whole("kurs000", KNOWN) == "kurs000"
    single = asked(replace(FORM, areas=("fld00001",), concept=Concept("K", FORM.concept.elements[:1])))
    assert [whole(text, single) for text in ("kurs0002"[:8], "zzzz", None)] == ["kurs0002", "zzzz", None]


def test_a_code_that_two_elements_share_is_asked() -> None:
    found = one(about("kurs", wording=""))
    assert (found.uid, found.doubt) == (None, f"{PLACE}: Diese Kennung gibt es im Konzept nicht. {ASK}")


# --- wordings -------------------------------------------------------------------------------------------------


def test_the_printed_wording_is_no_change_whatever_its_spaces_and_quotes() -> None:
    for wording in (PRINTED, PRINTED.upper(), PRINTED.replace("\n", "  \n"), f" {PRINTED} ", ""):
        assert one(about(wording=wording)) == about(area="fld00001", wording=wording)


def test_a_changed_wording_is_a_proposal_and_asked_about() -> None:
    found = one(about(wording=PRINTED.replace("führen", "führen und drucken")))
    assert found.proposal == "Übersicht der Sprachkurse im Landkreis Erlenau führen und drucken."
    assert "in der Tabelle selbst geändert" in (found.doubt or "")


def test_a_changed_wording_in_a_row_of_two_uids_is_not_lost() -> None:
    changed = PRINTED.replace("führen", "führen und drucken")
    doubt = f"{PLACE}: In dieser Zeile stehen zwei Kennungen. {ASK}"
    found = one(about(comment="", wording=changed, doubt=doubt))
    assert found.proposal == "Übersicht der Sprachkurse im Landkreis Erlenau führen und drucken."
    assert found.doubt == doubt.replace(ASK, "Meinten Sie 1.1?")


def test_the_wording_decides_between_two_uids() -> None:
    doubt = f"{PLACE}: In dieser Zeile stehen zwei Kennungen. {ASK}"
    found = one(about(OTHER, doubt=doubt))
    assert (found.uid, found.area, found.proposal) == (UID, "fld00001", "")
    assert (found.doubt or "").endswith("Meinten Sie 1.1?")


def test_another_elements_wording_is_asked_and_no_proposal() -> None:
    found = one(about(wording=KNOWN.printed[OTHER]))
    assert (found.uid, found.proposal, found.area) == (OTHER, "", "fld00002")
    assert found.doubt == f"{PLACE}: Kennung und Wortlaut passen nicht zusammen. Meinten Sie 2.2?"


def test_what_stands_under_columns_that_nothing_tells_is_freed_of_the_forms_own_words() -> None:
    doubt = f"{PLACE}: {COLUMNS}"
    said = about(comment=f"{PRINTED}\n{HINT}\nBitte öfter.", wording="", doubt=doubt)
    assert (one(said).comment, one(said).doubt) == ("Bitte öfter.", doubt)
    assert place(Filled(None, (replace(said, comment=PRINTED),)), FORM).suggestions == ()


def test_nearness_is_measured_and_not_guessed() -> None:
    assert nearest(PRINTED, KNOWN.quoted) == UID
    assert nearest("Ein Schwimmbad bauen.", KNOWN.quoted) is None
    assert nearest("", KNOWN.quoted) is None
    assert likeness(PRINTED, KNOWN.quoted[UID]) == 1.0


# --- answers --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "verdict", "question"),
    [
        (OWN_QUESTION, None, OWN_QUESTION),
        ("Was ist überholt?", Verdict.OUTDATED, ""),
        ("wer sollte noch", None, OWN_QUESTION),
    ],
)
def test_an_answer_of_the_round_is_a_question_or_a_verdict(typed: str, verdict: Verdict | None, question: str) -> None:
    found = one(about(question=typed))
    assert (found.verdict, found.question, found.comment, found.doubt) == (verdict, question, "gut", None)


def test_any_other_answer_joins_the_remark_and_is_asked_about() -> None:
    found = one(about(question="geht so"))
    assert (found.question, found.comment) == ("", "Einschätzung: geht so\ngut")
    assert (
        found.doubt
        == f"{PLACE}: „geht so“ ist keine der Antworten, die zur Wahl standen; es steht jetzt in der Anmerkung."
    )


def test_a_graver_doubt_stays() -> None:
    found = one(about("zzzz9999", wording="", question="geht so"))
    assert "Diese Kennung gibt es im Konzept nicht" in (found.doubt or "")
    assert "geht so" in found.comment


def test_without_questions_of_its_own_a_round_does_not_know_them() -> None:
    found = one(about(question=OWN_QUESTION), replace(FORM, questions=QUESTIONS))
    assert (found.question, bool(found.doubt)) == ("", True)


def test_a_new_proposal_that_answers_a_question_is_no_verdict() -> None:
    assert one(about(None, wording="Ein Chor.", question=OWN_QUESTION)).verdict is None
    assert one(about(None, wording="Ein Chor.")).verdict is Verdict.NEW


# --- the form's own words -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "Zweite Runde",
        "Handlungsfeld 1: Sprache",
        "Bitte füllen Sie die Tabelle aus, soweit Sie etwas dazu sagen möchten, und senden Sie sie bis zum 1. Mai 2030 zurück.",
        "So füllen Sie die Tabelle aus | Bitte füllen Sie die Tabelle aus, soweit",
        "neu | das fehlt und soll neu hinein",
        "Ihre Organisation: | Sprachtreff Erle e. V.",
        f"Kennung der Matrix: {FORM.id}",
        "neu – das fehlt und soll neu hinein",
    ],
)
def test_the_forms_own_words_say_nothing(line: str) -> None:
    assert not_own(line, KNOWN.own) == ""
    assert not_own(f"{line}\nDanke!", KNOWN.own) == "Danke!"


def test_a_row_that_only_quotes_says_nothing() -> None:
    assert place(
        Filled(None, (), unsaid=(about(comment=""), about(None, comment="Danke!", wording=""))), KNOWN
    ) == Filled(None, (settled(about(None, comment="Danke!", wording=""), KNOWN),))


def test_another_rounds_matrix_is_refused_whichever_way_its_id_is_written() -> None:
    dashed = f"{FORM.id[:8]}-{FORM.id[8:]}"
    assert place(Filled(dashed, ()), KNOWN).suggestions == ()
    with pytest.raises(Problem, match="einer anderen Runde"):
        place(Filled("0" * 32, ()), KNOWN)


def test_every_area_of_the_round_has_its_measures() -> None:
    assert {KNOWN.areas[uid] for uid in WORDS} == set(AREAS)
