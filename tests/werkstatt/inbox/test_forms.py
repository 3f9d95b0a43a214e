"""What people fill in: post, where it belongs, one step on one passage."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from konzept.feedback.passages import Passage, PassageKind, Passages, words_in
from konzept.model import Problem
from tests import factories
from werkstatt.inbox.forms import AddressForm, DeedForm, PostForm
from werkstatt.participation.queries import rounds_of

pytestmark = pytest.mark.django_db
LABELS = {
    "a": "Handlungsfeld 1: Sprache",
    "b": "Maßnahme 1.1: Sprachkurse",
    "c": "Maßnahme 1.10: Lotsinnen",
    "d": "Maßnahme 2: Busse",
}
TEXT = "Eins zwei. Drei vier.\n\nFünf sechs."
PASSAGES: Passages = (Passage(0, 23), Passage(23, len(TEXT)))


def post(*names: str, size: int = 3, **more: Any) -> PostForm:
    files = MultiValueDict({"post": [SimpleUploadedFile(name, b"x" * size) for name in names]})
    return PostForm(rounds_of(factories.authority()), None, more, files)


def deed(do: str, index: int = 0, **more: str) -> DeedForm:
    form = DeedForm(LABELS, {"do": do, "seen": "0", "index": str(index), **more})
    assert form.is_valid(), form.errors
    return form


def done(do: str, index: int = 0, **more: str) -> Passages:
    return deed(do, index, **more).change(TEXT, PASSAGES)


def test_several_files_at_once() -> None:
    form = post("a.eml", "b.pdf")
    assert form.is_valid(), form.errors
    assert form.contents() == [("a.eml", b"xxx"), ("b.pdf", b"xxx")]
    assert form.received_at() is None


def test_no_file_and_too_many_are_said() -> None:
    assert "post" in post().errors
    assert "erlaubt sind 50" in str(post(*[f"{number}.eml" for number in range(51)]).errors["post"])


def test_the_day_is_one_that_was() -> None:
    today = timezone.localdate()
    assert "post" not in post("a.eml", received_on=str(today)).errors
    assert "received_on" in post("a.eml", received_on=str(today + timedelta(days=2))).errors
    assert "received_on" in post("a.eml", received_on="1999-01-01").errors
    earlier = post("a.eml", received_on=str(today - timedelta(days=2)))
    assert earlier.is_valid()
    assert timezone.localtime(earlier.received_at()).hour == 12


def test_rounds_of_others_cannot_be_chosen() -> None:
    mine, other = factories.round_(), factories.round_()
    fields = {"organisation": "", "received_on": str(timezone.localdate())}
    assert AddressForm(rounds_of(mine.authority), {**fields, "round": str(mine.pk)}).is_valid()
    assert not AddressForm(rounds_of(mine.authority), {**fields, "round": str(other.pk)}).is_valid()
    assert not AddressForm(rounds_of(mine.authority), {**fields, "round": "9" * 30}).is_valid()


@pytest.mark.parametrize(
    ("typed", "uid"),
    [
        ("Maßnahme 1.1: Sprachkurse", "b"),
        ("maßnahme  1.1: sprachkurse", "b"),
        ("1.1", "b"),
        ("1.10", "c"),
        ("Maßnahme 2", "d"),
        ("lotsinnen", "c"),
        ("zu keinem bestimmten Element", ""),
    ],
)
def test_an_element_is_found_by_label_number_or_word(typed: str, uid: str) -> None:
    (first, _) = done("place:", place=typed)
    assert (first.settled, first.uid) == (True, uid)


@pytest.mark.parametrize(
    ("typed", "why"), [("", "Bitte wählen"), ("Sprach", "nicht eindeutig"), ("Wohnen", "nicht eindeutig")]
)
def test_what_is_not_found_is_said(typed: str, why: str) -> None:
    with pytest.raises(Problem, match=why):
        done("place:", place=typed)


def test_every_step() -> None:
    assert done("place:c")[0].uid == "c"
    assert done("nowhere")[0].settled
    assert done("mark:quoted")[0].kind is PassageKind.QUOTED
    assert done("mark:left_out", reason="doppelt")[0].reason == "doppelt"
    assert [words_in(TEXT, each) for each in done("cut", words="drei")][:2] == ["Eins zwei.", "Drei vier."]
    assert len(done("join:next")) == len(done("join:before", 1)) == 1
    assert words_in(TEXT, done("begin:word-later", 1)[1]) == "sechs."
    assert words_in(TEXT, done("end:sentence-earlier")[0]) == "Eins zwei."
    assert words_in(TEXT, done("end:word-later")[0]).endswith("Fünf")


@pytest.mark.parametrize("do", ["", "mark:nonsense", "begin:far", "join:", "place", "delete", "x" * 70])
def test_other_steps_are_none(do: str) -> None:
    form = DeedForm(LABELS, {"do": do, "seen": "0", "index": "0"})
    if form.is_valid():
        with pytest.raises(Problem):
            form.change(TEXT, PASSAGES)


@pytest.mark.parametrize("fields", [{"seen": "x"}, {"index": "-1"}, {"index": "9" * 400}, {}])
def test_broken_forms_are_not_valid(fields: dict[str, str]) -> None:
    base = {} if not fields else {"do": "cut", "seen": "0", "index": "0"}
    assert not DeedForm(LABELS, base | fields).is_valid()
