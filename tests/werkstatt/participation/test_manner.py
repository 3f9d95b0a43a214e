"""How a round is run: its ways, its languages, who reads what came in, what is contested in its paper."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils import timezone

from konzept.model import Problem
from konzept.suggestion import QUESTIONS
from tests import factories
from werkstatt.lib import languages
from werkstatt.participation import actions, queries
from werkstatt.participation.forms import NOTICE, AboutForm, ContestedForm
from werkstatt.participation.models import ContestedPoint, Round, Visibility, Way

pytestmark = pytest.mark.django_db
POSITIONS = {
    "title": "Wer bezahlt die Kinderbetreuung?",
    "uid": "meas0112",
    "who_1": "Kreiselternrat",
    "text_1": "Der Landkreis, sonst findet sie nicht statt.",
    "who_2": "",
    "text_2": "Die Träger der Kurse aus ihren Pauschalen.",
}


@pytest.fixture
def round_() -> Round:
    return factories.round_()


@pytest.fixture
def commissioner(round_: Round) -> Client:
    return factories.signed_in(factories.person(round_.authority))


@pytest.fixture
def office(round_: Round) -> str:
    return f"/werkstatt/{round_.authority.slug}/beteiligung/{round_.slug}/"


@pytest.fixture
def public(round_: Round) -> str:
    return f"/{round_.authority.slug}/mitmachen/{round_.slug}/"


def about(round_: Round, **more: object) -> dict[str, object]:
    closes = timezone.localtime(round_.closes_at).strftime("%Y-%m-%dT%H:%M")
    return {"introduction": round_.introduction, "closes_at": closes, "visibility": "internal", **more}


# --- what a round says of itself ---


def test_the_page_says_who_reads_it_and_what_happens_to_it(
    commissioner: Client, client: Client, round_: Round, office: str, public: str
) -> None:
    commissioner.post(
        office + "aendern/",
        about(round_, visibility="moderated", languages=["uk", "ar"], notice="Wir löschen nach zwei Jahren."),
    )
    html = client.get(public).content.decode()
    for words in (
        "Wir löschen nach zwei Jahren.",
        "wenn die Verwaltung es geprüft hat",
        "Українська",
        "العربية",
        "Was andere sagen",
    ):
        assert words in html


def test_a_round_that_runs_may_change_what_it_says_and_not_what_it_asks(round_: Round) -> None:
    later = round_.closes_at + timedelta(days=7)
    actions.change_round(round_, None, closes_at=later, title="Etwas anderes", questions=["Neu?"])
    round_.refresh_from_db()
    assert (round_.closes_at, round_.title, round_.questions) == (later, "Was hat sich bewährt?", list(QUESTIONS))


def test_a_round_that_is_over_changes_no_more(commissioner: Client, round_: Round, office: str) -> None:
    actions.close_round(round_, None)
    with pytest.raises(Problem, match="ist beendet"):
        actions.change_round(round_, None, introduction="Zu spät.")
    later = about(round_, closes_at="2099-01-01T00:00")
    assert "ist beendet" in commissioner.post(office + "aendern/", later).content.decode()


def test_an_end_in_the_past_comes_back() -> None:
    form = AboutForm({"introduction": "Worum", "closes_at": "2020-01-01T00:00"})
    assert "Vergangenheit" in str(form.errors["closes_at"])
    assert form.fields["notice"].initial == NOTICE


def test_without_a_word_nothing_is_read_outside() -> None:
    form = AboutForm({"introduction": "Worum", "closes_at": "2099-01-01T00:00"})
    assert form.is_valid()
    assert form.cleaned_data["visibility"] == Visibility.INTERNAL


@pytest.mark.parametrize(
    ("ways", "form", "file"), [([], True, True), (["web"], True, False), (["matrix"], False, True)]
)
def test_only_the_chosen_ways_are_offered(
    client: Client, round_: Round, public: str, ways: list[str], *, form: bool, file: bool
) -> None:
    round_ = actions.change_round(round_, None, ways=ways)
    html = client.get(public).content.decode()
    assert ("Welches Thema?" in html, "Matrix herunterladen" in html) == (form, file)
    assert (client.get(public + "matrix.docx").status_code == 200) is file
    assert (client.get(public + "abgeben/").status_code == 200) is file
    assert (client.get(public + "e/meas0111/").status_code == 200) is form
    assert (client.get(public + "pfad/").status_code == 200) is form
    assert [way.value for way in queries.ways_of(round_)] == (ways or [way.value for way in Way])


# --- the matrix that is handed out ---


@pytest.mark.parametrize("ending", ["docx", "odt", "xlsx", "ods"])
def test_the_matrix_comes_in_four_formats_with_area_and_organisation(
    client: Client, public: str, round_: Round, ending: str
) -> None:
    answer = client.get(
        public + "matrix/", {"format": ending, "organisation": "Verein Regenbogen", "bereich": ["area0002"]}
    )
    assert answer["Content-Type"] == queries.FORMATS[ending].media_type
    assert answer["Content-Disposition"].endswith(f'.{ending}"')
    with ZipFile(BytesIO(answer.content)) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".xml")).decode()
    assert "Verein Regenbogen" in whole
    assert ("im Halbjahr" in whole, "Kinderbetreuung" in whole) == (True, False)
    assert round_.key.hex in whole


@pytest.mark.parametrize("query", [{"format": ""}, {"format": "pdf"}, {"format": "../etc"}])
def test_a_format_there_is_not_is_no_page(client: Client, public: str, query: dict[str, str]) -> None:
    assert client.get(public + "matrix/", query).status_code == 404


def test_an_area_of_another_concept_is_all(round_: Round) -> None:
    assert queries.form_of(round_, "", ["fremd"]).areas == ()
    assert queries.form_of(round_, "", ["area0002", "area0002"]).areas == ("area0002",)


# --- what is contested ---


def test_positions_stand_side_by_side_on_the_page(
    commissioner: Client, client: Client, round_: Round, office: str, public: str
) -> None:
    assert commissioner.post(office + "strittig/", POSITIONS).status_code == 302
    html = client.get(public).content.decode()
    for words in (
        "strittig",
        POSITIONS["title"],
        POSITIONS["text_1"],
        POSITIONS["text_2"],
        "Kreiselternrat",
        "Position 2",
    ):
        assert words in html
    assert POSITIONS["title"] in commissioner.get(office).content.decode()
    assert [point.title for point in queries.contested(round_, "meas0112")] == [POSITIONS["title"]]
    assert queries.contested(round_) == []


def test_a_point_is_worded_anew_and_taken_away(commissioner: Client, round_: Round, office: str) -> None:
    commissioner.post(office + "strittig/", POSITIONS)
    point = ContestedPoint.objects.get()
    page = commissioner.get(f"{office}strittig/{point.pk}/")
    assert page.context["form"]["text_2"].value() == POSITIONS["text_2"]
    commissioner.post(f"{office}strittig/{point.pk}/", {**POSITIONS, "title": "Wer zahlt?", "uid": ""})
    point.refresh_from_db()
    assert (point.title, point.uid) == ("Wer zahlt?", "")
    for _ in range(2):
        assert commissioner.post(f"{office}strittig/{point.pk}/entfernen/").status_code == 302
    assert not ContestedPoint.objects.exists()


@pytest.mark.parametrize("missing", [{"text_2": ""}, {"text_1": " ", "text_2": " "}, {"title": ""}, {"uid": "fremd"}])
def test_one_position_is_no_contest(commissioner: Client, office: str, missing: dict[str, str]) -> None:
    page = commissioner.post(office + "strittig/", {**POSITIONS, **missing})
    assert page.status_code == 200
    assert page.context["form"].errors
    assert not ContestedPoint.objects.exists()


def test_another_authoritys_point_is_not_there(commissioner: Client, office: str) -> None:
    other = actions.set_contested(factories.round_(), None, title="Anderswo", positions=[{"who": "", "text": "a"}] * 2)
    assert commissioner.get(f"{office}strittig/{other.pk}/").status_code == 404
    commissioner.post(f"{office}strittig/{other.pk}/entfernen/")
    assert ContestedPoint.objects.filter(pk=other.pk).exists()


def test_the_form_holds_six_positions() -> None:
    form = ContestedForm([], {"title": "Streit", **{f"text_{n}": f"Position {n}" for n in range(1, 7)}})
    assert form.is_valid()
    assert len(form.positions()) == len(form.rows()) == 6


def test_languages_know_their_direction() -> None:
    assert (languages.direction("ar"), languages.direction("uk")) == ("rtl", "ltr")
    assert set(languages.NAMES) >= languages.RIGHT_TO_LEFT
