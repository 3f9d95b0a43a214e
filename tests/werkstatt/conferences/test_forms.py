"""What is typed becomes clean values, or a sentence at its field."""

from __future__ import annotations

from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from konzept.model import Element, Kind
from tests import factories
from werkstatt.conferences import actions
from werkstatt.conferences.forms import ComingForm, ConferenceForm, MoveForm, RegistrationForm, TableForm
from werkstatt.conferences.forms.office import hours_of
from werkstatt.conferences.models import Conference
from werkstatt.participation.forms.guarding import stamp

pytestmark = pytest.mark.django_db


@pytest.fixture
def nord() -> Conference:
    return factories.conference()


@pytest.mark.parametrize(
    "line",
    [
        "10:30–12:00",
        "10:30-12:00",
        "10:30 - 12:00",
        "10:30 — 12:00 Uhr",
        "10.30 bis 12.00 Uhr",
        "10:30 Uhr bis 12:00",
        "10:30bis12:00",
    ],
)
def test_times_are_understood_however_they_are_typed(line: str) -> None:
    assert hours_of(line) == (time(10, 30), time(12))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("10:30", "ist keine Zeit"),
        ("", "ist keine Zeit"),
        ("10:30–12:00–13:00", "ist keine Zeit"),
        ("24:00–25:00", "ist keine Zeit"),
        ("10:61–12:00", "ist keine Zeit"),
        ("12:00–12:00", "liegt nicht nach dem Beginn"),
        ("13:00–12:00", "liegt nicht nach dem Beginn"),
        ("x" * 5000, "ist keine Zeit"),
        ("١٠:٣٠–١٢:٠٠" * 9, "ist keine Zeit"),
    ],
)
def test_what_is_no_time_is_told_in_a_short_sentence(line: str, words: str) -> None:
    with pytest.raises(ValidationError, match=words) as told:
        hours_of(line)
    assert len(told.value.messages[0]) < 140


def coming(to: Conference, form: type[ComingForm] = ComingForm, **fields: str) -> ComingForm:
    return form(to, {"form_key": str(uuid4()), "stamp": stamp(), **fields})


def test_fields_stand_in_the_order_people_are_asked(nord: Conference) -> None:
    factories.topic_tables(nord, 5)
    asked = [field.name for field in RegistrationForm(nord).told]
    assert asked == ["name", "organisation", "wish_1", "wish_2", "wish_3", "needs", "email"]
    assert [field.name for field in RegistrationForm(nord).hidden_fields()] == ["form_key", "stamp"]
    assert not any(field.field.required for field in RegistrationForm(nord).told)


@pytest.mark.parametrize(("tables", "wishes"), [(0, 0), (1, 1), (2, 2), (7, 3)])
def test_one_wishes_for_as_many_tables_as_there_are(nord: Conference, tables: int, wishes: int) -> None:
    factories.topic_tables(nord, tables)
    assert len(ComingForm(nord).wish_names) == wishes


def test_a_table_that_is_not_open_all_day_says_when(nord: Conference) -> None:
    actions.add_table(nord, None, topic="Wohnen", seats=4, sittings=[nord.sittings.get(ordinal=2)])
    shown = str(ComingForm(nord)["wish_1"])
    assert "Wohnen (2. Gesprächsrunde)" in shown
    assert "Kein Wunsch" in shown


def test_the_same_words_from_the_same_form_have_the_same_key(nord: Conference) -> None:
    key = str(uuid4())
    first, again, other = (coming(nord, form_key=key, name=name) for name in ("Rosa", "Rosa", "Rita"))
    assert first.is_valid()
    assert again.is_valid()
    assert other.is_valid()
    assert first.answers()["form_key"] == again.answers()["form_key"] != other.answers()["form_key"]


def test_when_the_form_was_handed_out_makes_no_other_key(nord: Conference) -> None:
    key = str(uuid4())
    early, late = (coming(nord, RegistrationForm, form_key=key, stamp=stamp()) for _ in range(2))
    assert early.is_valid(), early.errors
    assert late.is_valid()
    assert early.answers()["form_key"] == late.answers()["form_key"]


def test_two_conferences_have_two_keys(nord: Conference) -> None:
    key, other = str(uuid4()), factories.conference(nord.round, "Süd")
    one, two = coming(nord, form_key=key), coming(other, form_key=key)
    assert one.is_valid()
    assert two.is_valid()
    assert one.answers()["form_key"] != two.answers()["form_key"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "x" * 121),
        ("organisation", "x" * 201),
        ("needs", "x" * 1001),
        ("email", "kein.Klammeraffe"),
        ("email", "zwei@erlenau.example, drei@erlenau.example"),
        ("form_key", "keine Kennung"),
        ("name", "nul\x00l"),
    ],
)
def test_what_is_too_long_or_no_address_is_refused(nord: Conference, field: str, value: str) -> None:
    form = coming(nord, **{field: value})
    assert not form.is_valid()
    assert list(form.errors) == [field]


def test_wishes_keep_their_order_and_empty_ones_are_left_out(nord: Conference) -> None:
    first, _, third = factories.topic_tables(nord, 3)
    form = coming(nord, wish_1=str(third.pk), wish_2="", wish_3=str(first.pk))
    assert form.is_valid()
    assert form.answers()["wishes"] == [third.pk, first.pk]


def test_a_conference_that_is_there_shows_its_sittings_and_keeps_its_round(nord: Conference) -> None:
    form = ConferenceForm((), instance=nord)
    assert "round" not in form.fields
    assert form["sittings"].value() == "10:30–12:00\n13:00–14:30"


def test_rounds_of_others_are_no_choice(nord: Conference) -> None:
    other = factories.round_(factories.published(factories.authority()))
    form = ConferenceForm([nord.round], {"round": str(other.pk)})
    assert "round" in form.errors


def test_a_conference_over_two_days_takes_its_sittings_as_they_are(nord: Conference) -> None:
    form = ConferenceForm(
        [nord.round],
        {
            "round": str(nord.round_id),
            "title": "Zwei Tage",
            "place": "Schloss Tessen",
            "starts_at": f"{nord.starts_at:%Y-%m-%d}T14:00",
            "ends_at": f"{nord.starts_at + timedelta(days=1):%Y-%m-%d}T12:00",
            "registration_closes_at": f"{nord.starts_at:%Y-%m-%d}T09:00",
            "capacity": "12",
            "sittings": "09:00–11:00",
        },
    )
    assert form.is_valid(), form.errors
    assert form.cleaned_data["sittings"] == [(time(9), time(11))]


AREA = Element("area0001", Kind.AREA, number="1", label="Handlungsfeld", title="Sprache und Bildung")


def test_a_table_takes_the_title_of_its_area_or_a_topic_of_its_own(nord: Conference) -> None:
    for given, expected in (
        (("area0001", ""), "Sprache und Bildung"),
        (("area0001", "Kita"), "Kita"),
        (("", "X"), "X"),
    ):
        form = TableForm(nord, [AREA], MultiValueDict({"area_uid": [given[0]], "topic": [given[1]], "seats": ["8"]}))
        assert form.is_valid(), form.errors
        assert form.cleaned_data["topic"] == expected


def test_sittings_of_another_conference_are_no_choice(nord: Conference) -> None:
    other = factories.conference(nord.round, "Süd").sittings.all()[0]
    form = TableForm(nord, [AREA], MultiValueDict({"topic": ["X"], "seats": ["8"], "sittings": [str(other.pk)]}))
    assert list(form.errors) == ["sittings"]


def test_somebody_moves_within_their_conference_only(nord: Conference) -> None:
    [table] = factories.topic_tables(nord, 1)
    other = factories.conference(nord.round, "Süd")
    [foreign] = factories.topic_tables(other, 1)
    sitting = nord.sittings.all()[0]
    assert MoveForm(nord, {"sitting": str(sitting.pk), "table": str(table.pk)}).is_valid()
    assert list(MoveForm(nord, {"sitting": str(sitting.pk), "table": str(foreign.pk)}).errors) == ["table"]
    assert set(MoveForm(nord, {"sitting": "x", "table": ""}).errors) == {"sitting", "table"}
