"""What people fill in: times as Germany tells them, lengths, empties, hostile input, choices of the round alone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from tests import factories
from werkstatt.lib import clock
from werkstatt.participation.forms import BIGGEST, NEW, HandInForm, PreviewForm, RoundForm

ELEMENTS = list(factories.concept_value().walk())
NOW = datetime(2026, 1, 10, 12, tzinfo=UTC)
ROUND = {
    "title": "Was hat sich bewährt?",
    "introduction": "Sagen Sie es uns.",
    "opens_at": "2026-02-01T08:00",
    "closes_at": "2026-03-01T20:00",
    "questions": "Was fehlt?",
}


def posted(values: dict[str, Any]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def round_form(**more: Any) -> RoundForm:
    with clock.at(NOW):
        form = RoundForm(ELEMENTS, 0, posted({**ROUND, **more}))
        form.is_valid()
    return form


# --- a round ---


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-02-01T08:00", datetime(2026, 2, 1, 7, tzinfo=UTC)),
        ("2026-07-01T08:00", datetime(2026, 7, 1, 6, tzinfo=UTC)),
        ("2026-03-29T01:59", datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        ("2026-03-29T03:00", datetime(2026, 3, 29, 1, tzinfo=UTC)),
        ("2026-10-25T03:00", datetime(2026, 10, 25, 2, tzinfo=UTC)),
    ],
)
def test_times_are_those_of_berlin_in_winter_and_summer(typed: str, meant: datetime) -> None:
    form = round_form(opens_at=typed, closes_at="2026-12-01T00:00")
    assert not form.errors
    assert form.cleaned_data["opens_at"] == meant


@pytest.mark.parametrize("typed", ["2026-03-29T02:30", "2026-10-25T02:30"])
def test_an_hour_that_is_not_or_is_twice_comes_back(typed: str) -> None:
    assert "opens_at" in round_form(opens_at=typed, closes_at="2026-12-01T00:00").errors


@pytest.mark.parametrize("typed", ["0001-01-01T00:00", "1999-12-31T23:59", "2101-01-01T00:00", "9999-12-31T23:59"])
@pytest.mark.parametrize("name", ["opens_at", "closes_at"])
def test_years_that_no_database_holds_come_back(name: str, typed: str) -> None:
    assert "Jahr" in str(round_form(**{name: typed}).errors[name])


@pytest.mark.parametrize("typed", ["", "morgen", "2026-02-30T08:00", "2026-02-01T25:00", "<script>"])
def test_what_is_no_time_comes_back(typed: str) -> None:
    assert "opens_at" in round_form(opens_at=typed).errors


@pytest.mark.parametrize("closes", ["2026-02-01T08:00", "2026-02-01T07:59", "2025-01-01T00:00"])
def test_a_round_ends_after_it_begins(closes: str) -> None:
    assert "liegt vor dem Beginn" in str(round_form(closes_at=closes).errors["closes_at"])


def test_a_round_does_not_end_in_the_past() -> None:
    form = round_form(opens_at="2026-01-01T08:00", closes_at="2026-01-10T13:00")
    assert "in der Vergangenheit" in str(form.errors["closes_at"]), "13 Uhr in Berlin is 12 UTC: just now"
    assert not round_form(opens_at="2026-01-01T08:00", closes_at="2026-01-10T13:01").errors


@pytest.mark.parametrize("name", ["title", "introduction", "opens_at", "closes_at", "questions"])
def test_what_must_be_said_must_be_said(name: str) -> None:
    assert name in round_form(**{name: "  "}).errors


@pytest.mark.parametrize(("length", "fits"), [(200, True), (201, False)])
def test_a_title_has_its_length(length: int, fits: bool) -> None:  # noqa: FBT001  # a table
    assert ("title" not in round_form(title="x" * length).errors) == fits


def test_one_question_a_line() -> None:
    assert round_form(questions=" Was fehlt? \r\n\r\n Was stört?\n").cleaned_data["questions"] == [
        "Was fehlt?",
        "Was stört?",
    ]


@pytest.mark.parametrize("uid", ["meas0111", "goal0011", "area9999", "<script>", "area0001' OR 1=1"])
def test_only_areas_of_the_version_may_be_chosen(uid: str) -> None:
    assert "areas" in round_form(areas=["area0001", uid]).errors
    assert round_form(areas=["area0001", "area0002"]).cleaned_data["areas"] == ["area0001", "area0002"]


@pytest.mark.parametrize("seen", ["", "0"])
def test_the_newest_version_was_shown(seen: str) -> None:
    form = round_form(ordinal=seen)
    assert not form.errors
    assert "ordinal" not in form.cleaned_data, "the deed gets the version itself"


def test_another_version_than_the_shown_one_is_asked_about_once_more() -> None:
    with clock.at(NOW):
        form = RoundForm(ELEMENTS, 3, posted({**ROUND, "ordinal": "2", "areas": ["area0001"]}))
        assert "Fassung 3" in str(form.non_field_errors())
        assert RoundForm(ELEMENTS, 3, form.data).is_valid(), "sent once more, it was seen"
        assert form.data.getlist("areas") == ["area0001"], "nothing chosen is lost"  # type: ignore[attr-defined]  # a QueryDict


# --- a filled matrix ---


def hand_in(size: int, name: str = "matrix.docx", **more: str) -> HandInForm:
    file = SimpleUploadedFile(name, b"")
    file.size = size
    return HandInForm(posted(more), {"file": file})


@pytest.mark.parametrize(("size", "fits"), [(0, True), (BIGGEST, True), (BIGGEST + 1, False), (21 * 1024**2, False)])
def test_a_file_has_its_size(size: int, fits: bool) -> None:  # noqa: FBT001  # a table
    form = hand_in(size)
    assert form.is_valid() == fits
    if not fits:
        assert "erlaubt sind 20 MB" in str(form.errors["file"])


def test_no_file_is_no_file() -> None:
    assert "file" in HandInForm({}, {}).errors


@pytest.mark.parametrize("name", ["../../etc/passwd.docx", "ordner/matrix.docx"])
def test_a_path_is_no_part_of_a_name(name: str) -> None:
    form = hand_in(1, name)
    assert form.is_valid()
    assert "/" not in form.cleaned_data["file"].name


def test_a_hostile_name_is_shown_as_text() -> None:
    form = hand_in(BIGGEST + 1, "<script>.docx")
    assert "<script>" not in str(form.errors)
    assert "&lt;script&gt;" in str(form.errors)


@pytest.mark.parametrize(("length", "fits"), [(200, True), (201, False)])
def test_an_organisation_has_its_length(length: int, fits: bool) -> None:  # noqa: FBT001  # a table
    assert hand_in(1, organisation="x" * length).is_valid() == fits


# --- the preview ---


def row(**more: Any) -> dict[str, Any]:
    plain = {"uid": "meas0111", "area": None, "verdict": "adjust", "comment": "Ja.", "proposal": "", "responsible": ""}
    return {**plain, "wording": "", "place": "Tabelle 1, Zeile 2", "doubt": None, **more}


def preview(found: list[dict[str, Any]], **ticked: str) -> PreviewForm:
    return PreviewForm(found, ELEMENTS, posted(ticked))


def test_ticked_rows_are_taken() -> None:
    form = preview([row(), row(uid="meas0112"), row(uid=None)], **{"take-0": "on", "take-2": "on"})
    assert form.is_valid()
    assert form.chosen() == {0: "meas0111", 2: None}


def test_nothing_ticked_is_nothing_taken() -> None:
    form = preview([row(), row()], nichts="on")
    assert form.is_valid()
    assert form.chosen() == {}


def test_a_clear_row_stays_where_it_belongs_whatever_is_posted() -> None:
    form = preview([row()], **{"take-0": "on", "uid-0": "meas0221"})
    assert form.is_valid()
    assert form.chosen() == {0: "meas0111"}


@pytest.mark.parametrize("uid", ["meas9999", "x", "<script>", "area0001txt0"])
def test_an_unclear_row_goes_only_where_the_round_asks(uid: str) -> None:
    form = preview([row(doubt="Zwei Kennungen.")], **{"take-0": "on", "uid-0": uid})
    assert "uid-0" in form.errors


def test_an_unclear_row_may_be_a_new_proposal() -> None:
    form = preview([row(uid=None, doubt="Unbekannt.")], **{"take-0": "on", "uid-0": NEW})
    assert form.is_valid()
    assert form.chosen() == {0: None}


def test_an_unclear_row_that_is_not_taken_needs_no_place() -> None:
    form = preview([row(doubt="Zwei Kennungen."), row()], **{"take-1": "on"})
    assert form.is_valid()
    assert form.chosen() == {1: "meas0111"}


@pytest.mark.parametrize("number", ["-1", "1", "99999"])
def test_rows_that_are_not_there_are_not_taken(number: str) -> None:
    form = preview([row()], **{f"take-{number}": "on"})
    assert form.is_valid()
    assert form.chosen() == {}


def test_an_unclear_row_says_where_it_stands() -> None:
    form = preview([row(doubt="Zwei Kennungen.")], **{"take-0": "on"})
    assert "Tabelle 1, Zeile 2: Bitte wählen" in str(form.errors["uid-0"])
    nameless = preview([row(doubt="Zwei Kennungen.", place="")], **{"take-0": "on"})
    assert "Diese Zeile: Bitte wählen" in str(nameless.errors["uid-0"])


def test_rows_are_shown_in_words() -> None:
    clear, unclear = PreviewForm([row(), row(verdict=None, uid=None, doubt="?")], ELEMENTS).rows()
    assert clear[0]["german"] == "nachjustieren"
    assert "Übersicht der Sprachkurse" in clear[0]["label"]
    assert clear[2] is None
    assert (unclear[0]["german"], unclear[0]["label"]) == ("", "Neuer Vorschlag")
    assert unclear[2] is not None
