"""The desk, as each person meets it."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import factories
from werkstatt.accounts.models import Role
from werkstatt.participation.actions import close_round
from werkstatt.participation.models import Round
from werkstatt.review import actions, queries
from werkstatt.review.models import Answer, Ground, Outcome

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_() -> Round:
    return factories.round_(factories.published(factories.authority("erlenau")))


@pytest.fixture
def desk(round_: Round) -> str:
    return f"/werkstatt/erlenau/auswertung/{round_.slug}/"


@pytest.fixture
def reviewer(round_: Round) -> Client:
    return factories.signed_in(factories.person(round_.authority, Role.REVIEWER))


@pytest.fixture
def editor(round_: Round) -> Client:
    return factories.signed_in(factories.person(round_.authority, Role.EDITOR))


def test_an_empty_desk_says_so(desk: str, reviewer: Client) -> None:
    assert "Noch keine Rückmeldung" in reviewer.get(desk).content.decode()


def test_contributions_stand_beside_what_they_mean(round_: Round, desk: str, reviewer: Client) -> None:
    factories.said(round_, comment="Auch auf Ukrainisch.", organisation="Sprachtreff Erle")
    page = reviewer.get(desk).content.decode()
    for words in ("Auch auf Ukrainisch.", "Sprachtreff Erle", "Übersicht der Sprachkurse", "1 Rückmeldung ist"):
        assert words in page


@pytest.mark.parametrize(("verdicts", "contested"), [(("proven", "outdated"), True), (("proven", "adjust"), False)])
def test_opposed_views_on_one_element_are_shown(
    round_: Round, desk: str, reviewer: Client, verdicts: tuple[str, str], *, contested: bool
) -> None:
    for verdict in verdicts:
        factories.said(round_, verdict=verdict)
    assert ("Gegensätzlich" in reviewer.get(desk).content.decode()) is contested


def test_whoever_looks_at_the_open_ones_stays_with_them(round_: Round, desk: str, reviewer: Client) -> None:
    first, other = factories.said(round_), factories.said(round_)
    filled = {"contribution": [first.pk], "outcome": "adopted", "reason": "Das nehmen wir auf.", "offen": "1"}
    assert reviewer.post(f"{desk}antwort/", filled)["Location"].endswith("?offen=1")
    page = reviewer.post(f"{desk}antwort/", {"contribution": [other.pk], "offen": "1"}).content.decode()
    assert f'id="r-{other.pk}"' in page
    assert f'id="r-{first.pk}"' not in page


def test_many_are_answered_at_once(round_: Round, desk: str, reviewer: Client) -> None:
    many = [factories.said(round_, comment=f"Nummer {number}") for number in range(3)]
    filled = {"contribution": [said.pk for said in many[:2]], "outcome": "adopted", "reason": "Das nehmen wir auf."}
    page = reviewer.post(f"{desk}antwort/", filled, follow=True).content.decode()
    assert "2 Rückmeldungen beantwortet: übernommen." in page
    assert "1 Rückmeldung ist" in page
    assert Answer.objects.count() == 2


def test_a_fault_keeps_what_was_ticked_and_typed(round_: Round, desk: str, reviewer: Client) -> None:
    said = factories.said(round_)
    answer = reviewer.post(f"{desk}antwort/", {"contribution": [said.pk], "reason": "Weil es stimmt."})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'value="{said.pk}" id="r-{said.pk}" checked' in page
    assert "Weil es stimmt." in page
    assert not Answer.objects.exists()


def test_only_contributions_of_this_round_are_answered(round_: Round, desk: str, reviewer: Client) -> None:
    other = factories.said(factories.round_())
    filled = {"contribution": [other.pk], "outcome": "noted", "reason": "Danke."}
    assert reviewer.post(f"{desk}antwort/", filled).status_code == 422
    assert not Answer.objects.exists()


def test_one_contribution_is_placed(round_: Round, desk: str, reviewer: Client) -> None:
    said = factories.said(round_, uid="", area="area0001")
    page = reviewer.post(f"{desk}r/{said.pk}/platz/", {"uid": "meas0112"}, follow=True).content.decode()
    assert "Sprachkurse mit Kinderbetreuung" in page
    assert queries.desk(round_).get().means == "meas0112"


def test_the_editor_changes_the_wording_because_of_what_was_said(round_: Round, desk: str, editor: Client) -> None:
    said = factories.said(round_, proposal="Mehrsprachige Übersicht führen.")
    page = editor.get(f"{desk}e/meas0111/").content.decode()
    assert "Mehrsprachige Übersicht führen." in page
    filled = {
        "kind": "measure",
        "number": "1.1.1",
        "text": "Mehrsprachige Übersicht der Sprachkurse führen.",
        "responsible": "Bildungsbüro Erlenau",
        "term": "fortlaufend",
        "parent": "goal0011",
        "position": "1",
        "grounds": [said.pk],
    }
    editor.post(f"{desk}e/meas0111/", filled)
    ground = Ground.objects.get()
    assert ground.contribution == said
    assert ground.change.body["part"] == "text"


def test_the_editor_drops_with_a_reason(round_: Round, desk: str, editor: Client) -> None:
    said = factories.said(round_, uid="meas0112", verdict="outdated")
    assert "warum dieser Teil entfällt" in editor.post(f"{desk}e/meas0112/entfaellt/", {"reason": ""}).content.decode()
    editor.post(f"{desk}e/meas0112/entfaellt/", {"reason": "Einmalig erledigt.", "grounds": [said.pk]})
    assert Ground.objects.filter(contribution=said).exists()
    gone = editor.get(f"{desk}e/meas0112/", follow=True).content.decode()
    assert "entfällt schon" in gone


def test_the_editor_adds_a_measure_because_of_a_new_proposal(round_: Round, desk: str, editor: Client) -> None:
    said = factories.said(round_, uid="", area="area0001", verdict="new", comment="Ein Sprachcafé am Samstag.")
    assert "Sprachcafé" in editor.get(f"{desk}neu/?unter=goal0011").content.decode()
    filled = {"kind": "measure", "text": "Sprachcafé am Samstag.", "parent": "goal0011", "grounds": [said.pk]}
    editor.post(f"{desk}neu/", filled)
    assert Ground.objects.get().contribution == said


def test_the_draft_page_lists_what_is_in_the_way_and_then_makes_the_version(
    round_: Round, desk: str, editor: Client
) -> None:
    said = factories.said(round_, comment="Noch ohne Antwort, bitte.")
    page = editor.get(f"{desk}entwurf/").content.decode()
    assert "läuft noch" in page
    assert "Noch ohne Antwort, bitte." in page
    actions.answer(round_, [said], None, outcome=Outcome.NOTED, reason="Danke.")
    close_round(round_, None)
    done = editor.post(f"{desk}entwurf/", follow=True).content.decode()
    assert "Die Auswertung ist abgeschlossen" in done
    again = editor.post(f"{desk}entwurf/", follow=True).content.decode()
    assert "schon abgeschlossen" in again


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        (Role.READER, "", 200),
        (Role.REVIEWER, "entwurf/", 404),
        (Role.REVIEWER, "e/meas0111/", 404),
        (Role.EDITOR, "entwurf/", 200),
    ],
)
def test_each_role_opens_what_it_may(round_: Round, desk: str, role: Role, path: str, status: int) -> None:
    assert factories.signed_in(factories.person(round_.authority, role)).get(desk + path).status_code == status


def test_a_reader_answers_nothing(round_: Round, desk: str) -> None:
    said = factories.said(round_)
    reader = factories.signed_in(factories.person(round_.authority, Role.READER))
    filled = {"contribution": [said.pk], "outcome": "noted", "reason": "Danke."}
    assert reader.post(f"{desk}antwort/", filled).status_code == 404
    assert not Answer.objects.exists()


def test_a_stranger_learns_nothing(round_: Round, desk: str) -> None:
    said = factories.said(round_)
    stranger = factories.signed_in(factories.person(factories.authority("anderswo")))
    for path in ("", "entwurf/", "neu/", "e/meas0111/", f"r/{said.pk}/"):
        assert stranger.get(desk + path).status_code == 404
        assert stranger.get((desk + path).replace("erlenau", "anderswo")).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_constant_queries(
    round_: Round, desk: str, reviewer: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        said = factories.said(round_, comment=f"Nummer {number}")
        actions.answer(round_, [said], None, outcome=Outcome.NOTED, reason="Danke.")
    with django_assert_num_queries(11):
        reviewer.get(desk)
