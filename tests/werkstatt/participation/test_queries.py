"""What runs, what is asked, what came in."""

from __future__ import annotations

import string
import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.model import Element, Kind
from konzept.suggestion import QUESTIONS, Suggestion, Verdict
from tests import factories
from werkstatt.participation import actions, queries
from werkstatt.participation.models import Channel, Round, Upload, UploadState
from werkstatt.work.models import Job

pytestmark = pytest.mark.django_db

SECOND = timedelta(microseconds=1)


@pytest.fixture
def round_() -> Round:
    return factories.round_()


def stored(round_: Round, **more: object) -> Upload:
    return Upload.objects.create(round=round_, **{"name": "m.docx", "sha256": "a" * 64, **more})


# --- phases ---


def test_a_round_is_open_from_its_first_moment_until_just_before_its_last(round_: Round) -> None:
    opens, closes = round_.opens_at, round_.closes_at
    moments = [opens - SECOND, opens, closes - SECOND, closes]
    assert [queries.phase(round_, moment) for moment in moments] == ["ahead", "open", "open", "closed"]


def test_lists_agree_with_the_phase_at_each_border(round_: Round) -> None:
    county = round_.authority
    for moment in (round_.opens_at, round_.closes_at):
        for now in (moment - SECOND, moment, moment + SECOND):
            phase = queries.phase(round_, now)
            assert (round_ in queries.open_rounds(county, now)) == (phase == "open")
            assert (round_ in queries.public_rounds(county, now)) == (phase != "ahead")
            assert round_ in queries.rounds_of(county)


def test_rounds_of_another_authority_are_not_among_them(round_: Round) -> None:
    other = factories.authority()
    for found in (queries.rounds_of(other), queries.public_rounds(other), queries.open_rounds(other)):
        assert not found.exists()


# --- what a round asks about ---


def test_without_a_choice_all_areas_goals_and_measures_are_asked(round_: Round) -> None:
    kinds = {element.kind for element in queries.elements_in_scope(round_)}
    assert kinds == {Kind.AREA, Kind.GOAL, Kind.MEASURE}
    assert len(queries.elements_in_scope(round_)) == 12


@pytest.mark.parametrize(
    ("area", "below"),
    [
        ("area0001", ["goal0011", "meas0111", "meas0112", "goal0012", "meas0121"]),
        ("area0002", ["goal0021", "meas0211", "meas0212", "goal0022", "meas0221"]),
    ],
)
def test_with_a_choice_only_that_area_is_asked(round_: Round, area: str, below: list[str]) -> None:
    round_.areas = [area]
    assert [element.uid for element in queries.elements_in_scope(round_)] == [area, *below]


def test_a_concept_without_areas_asks_about_all_it_has() -> None:
    value = replace(
        factories.concept_value(),
        elements=(
            Element("guid0001", Kind.GUIDING_GOAL, title="Alle nehmen teil."),
            Element("text0001", Kind.TEXT, text="Ein Vorwort."),
            factories.goal("goal0001", "1", "Ein Ziel.", factories.measure("meas0001", "1.1", "Etwas tun.")),
        ),
    )
    made = factories.round_(factories.published(value=value))
    assert [element.uid for element in queries.elements_in_scope(made)] == ["guid0001", "goal0001", "meas0001"]


def test_an_area_within_an_area_is_asked_once() -> None:
    inner = factories.area("area0011", "1.1", "Kurse", factories.goal("goal0111", "1.1.1", "Ein Ziel."))
    outer = factories.area("area0001", "1", "Sprache", inner)
    value = replace(factories.concept_value(), elements=(outer,))
    uids = [element.uid for element in queries.elements_in_scope(factories.round_(factories.published(value=value)))]
    assert uids == ["area0001", "area0011", "goal0111"]


def test_the_form_is_that_of_the_round(round_: Round) -> None:
    round_.areas, round_.questions = ["area0002"], ["Was fehlt?"]
    form = queries.form_of(round_, "Sprachtreff")
    assert (form.id, form.areas, form.questions) == (round_.key.hex, ("area0002",), ("Was fehlt?",))
    assert (form.organisation, form.authority) == ("Sprachtreff", round_.authority.name)


def test_a_round_without_questions_of_its_own_asks_the_usual_ones(round_: Round) -> None:
    round_.questions = []
    assert queries.form_of(round_).questions == QUESTIONS


def test_the_form_is_due_on_the_day_as_germany_counts_it(round_: Round) -> None:
    round_.closes_at = round_.closes_at.replace(month=7, hour=22, minute=30)
    day = queries.form_of(round_).due
    assert day is not None
    assert day == (round_.closes_at + timedelta(hours=2)).date(), "22:30 UTC in summer is the next day in Berlin"


def test_labels_are_short_and_name_the_element(round_: Round) -> None:
    long = Element("meas0001", Kind.MEASURE, number="1.1", text="Wort " * 60)
    bare = Element("meas0002", Kind.MEASURE)
    found = queries.labels([long, bare])
    assert len(found["meas0001"]) <= 120
    assert "1.1" in found["meas0001"]
    assert found["meas0002"]


# --- what came in ---


def test_contributions_come_in_the_order_they_came(round_: Round) -> None:
    words = ["eins", "zwei", "drei"]
    for word in words:
        factories.said(round_, comment=word)
    factories.said(factories.round_(), comment="anderswo")
    assert [said.comment for said in queries.contributions(round_)] == words


def test_channels_are_counted(round_: Round) -> None:
    factories.said(round_)
    both = [Suggestion(uid="meas0111", comment="Ja."), Suggestion(uid="meas0112", comment="Nein.")]
    actions.receive(round_, both, channel=Channel.XLSX, form_key=uuid.uuid4())
    assert queries.count_by_channel(round_) == {"web": 1, "matrix-xlsx": 2}


def test_a_round_in_which_nothing_was_said_counts_nothing(round_: Round) -> None:
    assert queries.count_by_channel(round_) == {}
    assert not queries.contributions(round_).exists()


@pytest.mark.parametrize(
    ("state", "known"),
    [
        (UploadState.READING, True),
        (UploadState.PREVIEW, True),
        (UploadState.TAKEN, True),
        (UploadState.DISCARDED, False),
        (UploadState.FAILED, False),
    ],
)
def test_a_file_is_known_while_it_may_count(round_: Round, state: UploadState, known: bool) -> None:  # noqa: FBT001  # a table
    upload = stored(round_, state=state)
    assert (queries.known_upload(round_, upload.sha256) == upload) == known


def test_a_file_is_known_in_its_own_round_alone(round_: Round) -> None:
    upload = stored(round_)
    assert queries.known_upload(factories.round_(), upload.sha256) is None
    assert queries.known_upload(round_, "b" * 64) is None


def test_a_file_whose_reading_broke_down_may_come_again(round_: Round) -> None:
    upload = stored(round_, job=Job.objects.create(title="m.docx wird gelesen"))
    assert queries.known_upload(round_, upload.sha256) == upload, "it is still being read"
    Job.objects.update(problem="Das hat nicht geklappt.")
    assert queries.known_upload(round_, upload.sha256) is None


# --- receipts ---


@given(st.uuids())
def test_a_code_has_sixty_bits_in_letters_that_nobody_confuses(key: uuid.UUID) -> None:
    code = queries.receipt_code(key)
    assert [len(part) for part in code.split("-")] == [4, 4, 4]
    assert not set(code) & set("OILU" + string.ascii_lowercase)
    assert queries.receipt_code(key) == code


@given(st.uuids(), st.uuids())
def test_two_forms_have_two_codes(one: uuid.UUID, other: uuid.UUID) -> None:
    assert (queries.receipt_code(one) == queries.receipt_code(other)) == (one == other)


@given(st.uuids(), st.randoms(use_true_random=False))
def test_a_code_may_be_typed_as_people_type(key: uuid.UUID, chance: object) -> None:
    code = queries.receipt_code(key)
    pick = chance.choice  # type: ignore[attr-defined]  # hypothesis' Random
    swapped = "".join(pick({"0": "0Oo", "1": "1IiLl"}.get(letter, letter + letter.lower())) for letter in code)
    spaced = swapped.replace("-", pick([" ", "", "–", " - ", "."]))
    assert queries.receipt_digest(f" {spaced} ") == queries.receipt_digest(code)


@given(st.text(max_size=40))
def test_any_text_may_be_asked_for(text: str) -> None:
    assert len(queries.receipt_digest(text)) == 64


def test_another_installation_makes_other_codes(settings: object) -> None:
    key = uuid.uuid4()
    here = queries.receipt_code(key)
    settings.SECRET_KEY = "anders-" * 10  # type: ignore[attr-defined]  # pytest-django's fixture
    assert queries.receipt_code(key) != here
    assert queries.receipt_digest(here) != queries.receipt_digest(queries.receipt_code(key))


def test_a_receipt_is_found_by_its_code_alone(round_: Round) -> None:
    key = uuid.uuid4()
    made, code = actions.receive(round_, [Suggestion(uid="meas0111", comment="Ja.")], channel=Channel.WEB, form_key=key)
    assert queries.receipt(code) == made
    assert queries.receipt(key.hex) is None
    assert queries.receipt(made.receipt_digest) is None, "who reads the database cannot read receipts"
    assert queries.receipt("") is None


# --- suggestions as JSON ---


@given(
    st.builds(
        Suggestion,
        uid=st.one_of(st.none(), st.text(max_size=8)),
        verdict=st.one_of(st.none(), st.sampled_from(Verdict)),
        comment=st.text(max_size=20),
        proposal=st.text(max_size=20),
        doubt=st.one_of(st.none(), st.text(max_size=20)),
    )
)
def test_what_is_kept_comes_back_whole(said: Suggestion) -> None:
    assert queries.suggestion(queries.plain(said)) == said
