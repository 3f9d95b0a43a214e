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
    with django_assert_num_queries(12):
        reviewer.get(desk)


# --- everybody at every door ---

REVIEWERS = {Role.COMMISSIONER, Role.EDITOR, Role.REVIEWER}
EDITORS = {Role.COMMISSIONER, Role.EDITOR}
PAGES = {
    "": set(Role),
    "r/{said}/": set(Role),
    "entwurf/": EDITORS,
    "neu/": EDITORS,
    "e/meas0111/": EDITORS,
    "e/meas0111/entfaellt/": EDITORS,
}
DEEDS = {
    "antwort/": {"contribution": "{said}", "outcome": "noted", "reason": "Danke."},
    "r/{said}/platz/": {"uid": "meas0112"},
}


def browser(round_: Round, who: str) -> Client:
    if who == "nobody":
        return Client()
    if who == "stranger":
        return factories.signed_in(factories.person(None))
    where = factories.authority() if who == "elsewhere" else round_.authority
    return factories.signed_in(factories.person(where, Role.COMMISSIONER if who == "elsewhere" else who))


EVERYBODY = pytest.mark.parametrize("who", [*Role, "stranger", "elsewhere", "nobody"])


@EVERYBODY
def test_each_page_opens_for_whom_it_may(round_: Round, desk: str, who: str) -> None:
    said, client = factories.said(round_), browser(round_, who)
    for page, allowed in PAGES.items():
        status = 302 if who == "nobody" else 200 if who in allowed else 404
        assert client.get(desk + page.format(said=said.pk)).status_code == status, page
    assert client.get("/werkstatt/erlenau/auswertung/").status_code == (
        302 if who == "nobody" else 200 if who in set(Role) else 404
    )


@EVERYBODY
@pytest.mark.parametrize("page", DEEDS)
def test_each_deed_is_done_by_whom_it_may_and_by_a_post_alone(round_: Round, desk: str, who: str, page: str) -> None:
    said, client = factories.said(round_), browser(round_, who)
    address = desk + page.format(said=said.pk)
    filled = {name: value.format(said=said.pk) for name, value in DEEDS[page].items()}
    may = who in REVIEWERS
    assert client.get(address).status_code == (302 if who == "nobody" else 405 if may else 404)
    client.post(address, filled)
    assert (Answer.objects.exists() or said.placements.exists()) == may


@EVERYBODY
def test_the_review_is_ended_by_whom_it_may(round_: Round, desk: str, who: str) -> None:
    close_round(round_, None)
    browser(round_, who).post(f"{desk}entwurf/")
    assert (queries.conclusion_of(round_) is not None) == (who in EDITORS)


@pytest.mark.parametrize("page", ["", "entwurf/", "neu/", "e/meas0111/", "e/meas0111/entfaellt/", "r/1/"])
def test_a_round_that_is_not_there_is_not_found(desk: str, editor: Client, page: str, round_: Round) -> None:
    assert editor.get(desk.replace(round_.slug, "keine-runde") + page).status_code == 404


@pytest.mark.parametrize("page", ["e/meas9999/", "e/meas9999/entfaellt/", "r/0/", f"r/{'9' * 20}/"])
def test_what_is_not_there_is_not_found(desk: str, editor: Client, page: str) -> None:
    assert editor.get(desk + page, follow=True).status_code == 404


def test_a_contribution_opens_only_in_its_own_round(round_: Round, desk: str, reviewer: Client) -> None:
    other = factories.said(factories.round_(round_.version, title="Andere"))
    assert reviewer.get(f"{desk}r/{other.pk}/").status_code == 404
    assert reviewer.post(f"{desk}r/{other.pk}/platz/", {"uid": "meas0112"}).status_code == 404
    assert not other.placements.exists()


# --- faults, doubles, what is gone ---


@pytest.mark.parametrize("number", ["9" * 20, "9" * 5000, "²", "x"])
def test_a_number_that_is_none_comes_back(round_: Round, desk: str, reviewer: Client, number: str) -> None:
    filled = {"contribution": [number], "outcome": "noted", "reason": "Danke."}
    assert reviewer.post(f"{desk}antwort/", filled).status_code == 422


def test_a_double_click_answers_once_and_says_so_twice(round_: Round, desk: str, reviewer: Client) -> None:
    filled = {"contribution": [factories.said(round_).pk], "outcome": "partly", "reason": "Zum Teil."}
    for _ in range(2):
        page = reviewer.post(f"{desk}antwort/", filled, follow=True).content.decode()
        assert "1 Rückmeldung beantwortet: teilweise übernommen." in page
    assert Answer.objects.count() == 1


def test_after_answering_one_is_where_one_was(round_: Round, desk: str, reviewer: Client) -> None:
    said = factories.said(round_, uid="meas0211")
    filled = {"contribution": [said.pk], "outcome": "noted", "reason": "Danke.", "feld": "area0002&x=1"}
    answer = reviewer.post(f"{desk}antwort/", filled)
    assert answer["Location"] == f"{desk}?feld=area0002%26x%3D1"


def test_a_place_that_is_none_is_said(round_: Round, desk: str, reviewer: Client) -> None:
    said = factories.said(round_)
    for uid in ("", "meas9999"):
        page = reviewer.post(f"{desk}r/{said.pk}/platz/", {"uid": uid}, follow=True).content.decode()
        assert "Bitte wählen Sie ein Element" in page
    assert not said.placements.exists()


def test_only_open_ones_are_shown_on_demand(round_: Round, desk: str, reviewer: Client) -> None:
    done, _ = factories.said(round_, comment="ERLEDIGT"), factories.said(round_, comment="OFFEN")
    actions.answer(round_, [done], None, outcome=Outcome.NOTED, reason="Danke.")
    assert "ERLEDIGT" in reviewer.get(desk).content.decode()
    page = reviewer.get(f"{desk}?offen=1&feld=area0001").content.decode()
    assert "OFFEN" in page
    assert "ERLEDIGT" not in page


@pytest.mark.parametrize("query", ["feld=area9999", "feld=%3Cscript%3E", "offen=%00", "feld="])
def test_a_shelf_that_is_not_there_is_the_first_open_one(
    round_: Round, desk: str, reviewer: Client, query: str
) -> None:
    factories.said(round_, comment="SICHTBAR")
    page = reviewer.get(f"{desk}?{query}").content.decode()
    assert "SICHTBAR" in page
    assert "<script>" not in page.split("<main", 1)[1]


@pytest.mark.parametrize("page", ["e/meas0112/", "e/meas0112/entfaellt/"])
def test_an_element_that_goes_already_is_not_worked_on(round_: Round, desk: str, editor: Client, page: str) -> None:
    editor.post(f"{desk}e/meas0112/entfaellt/", {"reason": "Einmalig erledigt."})
    answer = editor.get(desk + page, follow=True)
    assert answer.status_code == 200
    assert "entfällt schon" in answer.content.decode()


def test_nothing_changed_is_said_and_nothing_is_kept(round_: Round, desk: str, editor: Client) -> None:
    filled = {
        "kind": "measure",
        "number": "1.1.1",
        "text": "Übersicht der Sprachkurse im Landkreis führen.",
        "responsible": "Bildungsbüro Erlenau",
        "term": "fortlaufend",
        "parent": "goal0011",
        "position": "1",
    }
    page = editor.post(f"{desk}e/meas0111/", filled, follow=True).content.decode()
    assert "Es hat sich nichts geändert." in page
    assert not round_.version.concept.changes.exists()


@pytest.mark.parametrize("page", ["neu/", "e/meas0111/", "e/meas0111/entfaellt/"])
def test_concluded_nothing_is_changed_through_the_round(round_: Round, desk: str, editor: Client, page: str) -> None:
    close_round(round_, None)
    actions.draft(round_, None)
    assert editor.get(desk + page).status_code == 404
    assert "abgeschlossen" in editor.get(desk).content.decode()
    assert "abgeschlossen" in editor.get(f"{desk}entwurf/").content.decode()


def test_a_ground_of_another_element_is_refused(round_: Round, desk: str, editor: Client) -> None:
    other = factories.said(round_, uid="meas0112")
    editor.post(f"{desk}e/meas0111/entfaellt/", {"reason": "Erledigt.", "grounds": [other.pk]})
    assert not Ground.objects.exists()
    assert not round_.version.concept.changes.exists()


HOSTILE = '<script>alert("x")</script>'


def test_hostile_words_are_words(round_: Round, desk: str, editor: Client) -> None:
    said = factories.said(round_, comment=HOSTILE, proposal=HOSTILE, organisation=HOSTILE)
    actions.answer(round_, [said], None, outcome=Outcome.NOTED, reason=HOSTILE)
    Round.objects.update(title=HOSTILE)
    for page in ("", "../", "entwurf/", "neu/", "e/meas0111/", f"r/{said.pk}/"):
        text = editor.get("/werkstatt/erlenau/auswertung/" if page == "../" else desk + page).content.decode()
        assert "alert(" in text, page
        assert "<script>alert" not in text, page
    faulty = editor.post(f"{desk}antwort/", {"contribution": [said.pk], "reason": HOSTILE}).content.decode()
    assert "<script>alert" not in faulty


@pytest.mark.parametrize("count", [1, 3])
def test_constant_queries_in_lists(
    round_: Round, desk: str, editor: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        other = factories.round_(round_.version, title=f"Runde {number}")
        said = factories.said(other, comment=f"Nummer {number}")
        factories.said(round_, comment=f"Nummer {number}")
        for words in ("eins", "zwei")[: 1 + (count > 1)]:
            actions.answer(other, [said], factories.person(None), outcome=Outcome.NOTED, reason=words)
    with django_assert_num_queries(6):
        editor.get("/werkstatt/erlenau/auswertung/")
    with django_assert_num_queries(11):
        editor.get(f"{desk}entwurf/")
    with django_assert_num_queries(10):
        editor.get(f"{desk}e/meas0111/")
    with django_assert_num_queries(10):
        editor.get(f"/werkstatt/erlenau/auswertung/{other.slug}/r/{said.pk}/")


def test_each_shelf_shows_its_own(round_: Round, desk: str, reviewer: Client) -> None:
    factories.said(round_, uid="meas0111", comment="ERSTES")
    factories.said(round_, uid="meas0211", comment="ZWEITES")
    page = reviewer.get(f"{desk}?feld=area0002").content.decode()
    assert "ZWEITES" in page
    assert "ERSTES" not in page


def test_an_older_answer_stays_to_be_read(round_: Round, desk: str, reviewer: Client) -> None:
    said = factories.said(round_)
    for reason in ("ERSTER GRUND", "ZWEITER GRUND"):
        actions.answer(round_, [said], None, outcome=Outcome.NOTED, reason=reason)
    page = reviewer.get(f"{desk}r/{said.pk}/").content.decode()
    assert page.index("ZWEITER GRUND") < page.index("ERSTER GRUND")
    assert "ERSTER GRUND" not in reviewer.get(desk).content.decode()
