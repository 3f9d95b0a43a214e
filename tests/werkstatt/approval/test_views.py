"""Pages between draft and edition, as each person meets them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from konzept.amend import amend, drop
from tests import factories
from werkstatt.accounts.models import Role
from werkstatt.approval import actions, queries
from werkstatt.approval.models import Coordination, Cosignature, Edition
from werkstatt.concepts.models import Version
from werkstatt.lib.logs import JsonLines
from werkstatt.network.actions import add_body

pytestmark = pytest.mark.django_db

LIST = "/werkstatt/erlenau/abstimmung/"


@pytest.fixture
def draft() -> Version:
    """A decided first version and a draft with one measure reworded."""
    first = factories.version(factories.authority("erlenau"))
    council = add_body(first.concept.authority, None, name="Kreistag", decides=True)
    today = timezone.localdate()
    actions.decide(first, None, body=council, decided_on=today, reference="1/2026", label="Erstfassung")
    changed = factories.reworded(factories.concept_value(), "meas0111", "Übersicht aller Sprachkurse führen.")
    return factories.version(value=changed, parent=first)


@pytest.fixture
def commissioner(draft: Version) -> Client:
    return factories.signed_in(factories.person(draft.concept.authority))


@pytest.fixture
def coordination(draft: Version) -> Coordination:
    office = add_body(draft.concept.authority, None, name="Schulamt")
    due = timezone.localdate() + timedelta(days=10)
    return actions.open_coordination(
        draft, None, title="Entwurf der 1. Fortschreibung", message="", due_on=due, bodies=[office], site=""
    )


def test_an_empty_workshop_says_what_comes_first() -> None:
    county = factories.authority("erlenau")
    page = factories.signed_in(factories.person(county)).get(LIST).content.decode()
    assert "Konzept hochladen" in page


def test_the_office_opens_a_coordination(draft: Version, commissioner: Client) -> None:
    body = add_body(draft.concept.authority, None, name="Sozialamt")
    due = timezone.localdate() + timedelta(days=14)
    form = {"title": "Entwurf", "due_on": due.isoformat(), "bodies": [body.pk], "message": ""}
    page = commissioner.post(f"{LIST}neu/", form, follow=True).content.decode()
    assert "Sozialamt" in page
    assert "steht aus" in page


def test_a_due_day_in_the_past_is_refused(draft: Version, commissioner: Client) -> None:
    body = add_body(draft.concept.authority, None, name="Sozialamt")
    form = {"title": "Entwurf", "due_on": "2020-01-01", "bodies": [body.pk]}
    assert "liegt in der Vergangenheit" in commissioner.post(f"{LIST}neu/", form).content.decode()
    assert not Coordination.objects.exists()


def test_a_body_signs_through_its_link_without_account(coordination: Coordination) -> None:
    address = f"/l/{queries.token_of(coordination.addressees.get())}/"
    page = Client().get(address).content.decode()
    assert "Was sich ändert gegenüber „Erstfassung“" in page
    assert "aller" in page
    assert "Sprechstunde zur Anerkennung" not in page, "unchanged measures are not shown"
    answer = Client().post(
        address, {"stance": "conditional", "uid": "meas0111", "reason": "Nur mit halber Stelle."}, follow=True
    )
    assert "Ihr Votum vom" in answer.content.decode()
    assert Cosignature.objects.get().uid == "meas0111"


def test_a_reservation_without_reason_comes_back(coordination: Coordination) -> None:
    address = f"/l/{queries.token_of(coordination.addressees.get())}/"
    assert "was anders werden soll" in Client().post(address, {"stance": "dissent"}).content.decode()
    assert not Cosignature.objects.exists()


@pytest.mark.parametrize("token", ["kaputt", "MQ:1abc:xyz"])
def test_a_broken_link_opens_nothing(draft: Version, token: str) -> None:
    assert Client().get(f"/l/{token}/").status_code == 404


def test_the_office_enters_a_vote_on_behalf(coordination: Coordination, commissioner: Client) -> None:
    address = f"{LIST}{coordination.pk}/{coordination.addressees.get().pk}/"
    page = commissioner.post(address, {"stance": "not_concerned"}, follow=True).content.decode()
    assert "nicht betroffen" in page
    assert Cosignature.objects.get().entered_by is not None


def test_the_decision_makes_the_edition(draft: Version, commissioner: Client) -> None:
    council = draft.concept.authority.bodies.get(name="Kreistag")
    form = {
        "body": council.pk,
        "decided_on": timezone.localdate().isoformat(),
        "reference": "Beschluss 7/2026",
        "label": "1. Fortschreibung 2027–2030",
    }
    page = commissioner.post(f"{LIST}fassung/1/beschluss/", form, follow=True).content.decode()
    assert "1. Fortschreibung 2027–2030" in page
    assert Edition.objects.count() == 2
    again = commissioner.post(f"{LIST}fassung/1/beschluss/", form).content.decode()
    assert "schon beschlossen" in again


def test_a_day_ahead_is_no_decision(draft: Version, commissioner: Client) -> None:
    council = draft.concept.authority.bodies.get(name="Kreistag")
    day = (timezone.localdate() + timedelta(days=1)).isoformat()
    form = {"body": council.pk, "decided_on": day, "reference": "x", "label": "y"}
    assert "liegt in der Zukunft" in commissioner.post(f"{LIST}fassung/1/beschluss/", form).content.decode()


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        (Role.READER, "", 200),
        (Role.READER, "neu/", 404),
        (Role.REVIEWER, "neu/", 404),
        (Role.EDITOR, "neu/", 200),
        (Role.EDITOR, "fassung/1/beschluss/", 404),
        (Role.COMMISSIONER, "fassung/1/beschluss/", 200),
    ],
)
def test_each_role_opens_what_it_may(draft: Version, role: Role, path: str, status: int) -> None:
    client = factories.signed_in(factories.person(draft.concept.authority, role))
    assert client.get(LIST + path).status_code == status


def test_a_stranger_learns_nothing(draft: Version, coordination: Coordination) -> None:
    stranger = factories.signed_in(factories.person(factories.authority("anderswo")))
    for path in ("", "neu/", f"{coordination.pk}/", "fassung/1/beschluss/"):
        assert stranger.get(LIST + path).status_code == 404
    other = f"/werkstatt/anderswo/abstimmung/{coordination.pk}/"
    assert stranger.get(other).status_code == 404, "a number of another authority opens nothing at home"


@pytest.mark.parametrize("rows", [1, 3])
def test_constant_queries(
    draft: Version, commissioner: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    authority = draft.concept.authority
    bodies = [add_body(authority, None, name=f"Amt {number}") for number in range(rows)]
    due = timezone.localdate()
    made = actions.open_coordination(draft, None, title="x", message="", due_on=due, bodies=bodies, site="")
    for asked in made.addressees.all():
        actions.sign(asked, stance="signed")
    with django_assert_num_queries(10):
        commissioner.get(f"{LIST}{made.pk}/")


# --- everybody at every door ---

EDITORS = {Role.COMMISSIONER, Role.EDITOR}
PAGES = {
    "": set(Role),
    "{number}/": set(Role),
    "neu/": EDITORS,
    "{number}/{asked}/": EDITORS,
    "fassung/1/beschluss/": {Role.COMMISSIONER},
}


def browser(draft: Version, who: str) -> Client:
    if who == "nobody":
        return Client()
    where = {"stranger": None, "elsewhere": factories.authority()}.get(who, draft.concept.authority)
    return factories.signed_in(factories.person(where, who if who in set(Role) else Role.COMMISSIONER))


EVERYBODY = pytest.mark.parametrize("who", [*Role, "stranger", "elsewhere", "nobody"])


@EVERYBODY
def test_each_page_opens_for_whom_it_may(draft: Version, coordination: Coordination, who: str) -> None:
    client, asked = browser(draft, who), coordination.addressees.get()
    for page, allowed in PAGES.items():
        address = LIST + page.format(number=coordination.pk, asked=asked.pk)
        status = 302 if who == "nobody" else 200 if who in allowed else 404
        assert client.get(address).status_code == status, page


@EVERYBODY
def test_each_deed_is_done_by_whom_it_may(draft: Version, coordination: Coordination, who: str) -> None:
    client, asked = browser(draft, who), coordination.addressees.get()
    council = draft.concept.authority.bodies.get(name="Kreistag")
    today = timezone.localdate().isoformat()
    client.post(f"{LIST}neu/", {"title": "Neu", "due_on": today, "bodies": [council.pk]})
    assert Coordination.objects.filter(title="Neu").exists() == (who in EDITORS)
    client.post(f"{LIST}{coordination.pk}/{asked.pk}/", {"stance": "signed"})
    assert Cosignature.objects.exists() == (who in EDITORS)
    filled = {"body": council.pk, "decided_on": today, "reference": "2/2026", "label": "1. Fortschreibung"}
    client.post(f"{LIST}fassung/1/beschluss/", filled)
    assert (Edition.objects.count() == 2) == (who == Role.COMMISSIONER)


@EVERYBODY
def test_the_link_of_a_body_opens_for_whoever_has_it(draft: Version, coordination: Coordination, who: str) -> None:
    address = f"/l/{queries.token_of(coordination.addressees.get())}/"
    answer = browser(draft, who).get(address)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("role", Role)
def test_the_link_of_a_body_is_shown_to_whom_may_vote_for_it(
    draft: Version, coordination: Coordination, role: Role
) -> None:
    page = browser(draft, role).get(f"{LIST}{coordination.pk}/").content.decode()
    assert ("/l/" in page) == (role in EDITORS)
    assert "Schulamt" in page


@pytest.mark.parametrize("page", [f"{'9' * 20}/", f"fassung/{'9' * 20}/beschluss/", "fassung/7/beschluss/", "0/"])
def test_what_is_not_there_is_not_found(draft: Version, commissioner: Client, page: str) -> None:
    assert commissioner.get(LIST + page).status_code == 404


def test_nobody_votes_for_a_body_of_another_authority_or_coordination(
    draft: Version, coordination: Coordination, commissioner: Client
) -> None:
    other = factories.version()
    body = add_body(other.concept.authority, None, name="Fremdes Amt")
    today = timezone.localdate()
    theirs = actions.open_coordination(other, None, title="x", message="", due_on=today, bodies=[body], site="")
    asked = theirs.addressees.get()
    for number in (coordination.pk, theirs.pk):
        address = f"{LIST}{number}/{asked.pk}/"
        assert commissioner.get(address).status_code == 404
        assert commissioner.post(address, {"stance": "signed"}).status_code == 404
    assert not Cosignature.objects.exists()


def test_without_a_concept_there_is_nothing_to_decide() -> None:
    client = factories.signed_in(factories.person(factories.authority("neuland")))
    assert client.get("/werkstatt/neuland/abstimmung/fassung/0/beschluss/").status_code == 404
    page = client.get("/werkstatt/neuland/abstimmung/neu/", follow=True).content.decode()
    assert "keinen Entwurf" in page


# --- again, too late ---


def test_a_double_click_signs_once(coordination: Coordination) -> None:
    address = f"/l/{queries.token_of(coordination.addressees.get())}/"
    for _ in range(2):
        assert Client().post(address, {"stance": "signed"}).status_code == 302
    assert Cosignature.objects.count() == 1


def test_after_the_decision_the_link_only_reads(draft: Version, coordination: Coordination) -> None:
    council = draft.concept.authority.bodies.get(name="Kreistag")
    actions.decide(draft, None, body=council, decided_on=timezone.localdate(), reference="2", label="Zweite")
    address = f"/l/{queries.token_of(coordination.addressees.get())}/"
    page = Client().get(address).content.decode()
    assert "schon beschlossen" in page
    assert "<form" not in page.split("<main", 1)[1].split("</main>", 1)[0]
    Client().post(address, {"stance": "signed"})
    assert not Cosignature.objects.exists()


def test_the_page_of_the_decision_says_what_it_ends(
    draft: Version, coordination: Coordination, commissioner: Client
) -> None:
    assert "1 Votum steht aus" in commissioner.get(f"{LIST}fassung/1/beschluss/").content.decode()
    actions.sign(coordination.addressees.get(), stance="dissent", reason="Nein.")
    assert "1 Votum mit Maßgabe oder Dissens" in commissioner.get(f"{LIST}fassung/1/beschluss/").content.decode()


def test_the_cover_of_the_edition_before_is_not_proposed_again(draft: Version, commissioner: Client) -> None:
    page = commissioner.get(f"{LIST}fassung/1/beschluss/").content.decode()
    assert "Erstfassung 2026–2029" not in page
    assert "2026-03-18" not in page


def test_a_reservation_about_a_dropped_measure_names_it(draft: Version, commissioner: Client) -> None:
    text = amend(queries.text_of(draft), drop(queries.text_of(draft), "meas0112", "Erledigt."))
    later = factories.version(value=text, parent=draft)
    body = add_body(draft.concept.authority, None, name="Jugendamt")
    today = timezone.localdate()
    made = actions.open_coordination(later, None, title="x", message="", due_on=today, bodies=[body], site="")
    actions.sign(made.addressees.get(), stance="dissent", reason="Bleibt nötig.", uid="meas0112")
    page = commissioner.get(f"{LIST}{made.pk}/").content.decode()
    assert "Sprachkurse mit Kinderbetreuung" in page


def test_links_stay_out_of_the_log(coordination: Coordination, caplog: pytest.LogCaptureFixture) -> None:
    Client().get(f"/l/{queries.token_of(coordination.addressees.get())[:-1]}/")
    line = JsonLines().format(caplog.records[-1])
    assert "/l/…" in line
    assert queries.token_of(coordination.addressees.get())[:6] not in line


def test_hostile_words_are_words(draft: Version, commissioner: Client) -> None:
    hostile = '<script>alert("x")</script>'
    body = add_body(draft.concept.authority, None, name=hostile)
    today = timezone.localdate()
    made = actions.open_coordination(draft, None, title=hostile, message=hostile, due_on=today, bodies=[body], site="")
    actions.sign(made.addressees.get(), stance="dissent", reason=hostile)
    sign_page = f"/l/{queries.token_of(made.addressees.get())}/"
    for address in (
        LIST,
        f"{LIST}neu/",
        f"{LIST}{made.pk}/",
        sign_page,
        f"{LIST}{made.pk}/{made.addressees.get().pk}/",
    ):
        page = commissioner.get(address).content.decode()
        assert "alert(" in page, address
        assert "<script>alert" not in page, address
    faulty = Client().post(sign_page, {"stance": hostile, "reason": hostile, "uid": hostile}).content.decode()
    assert "<script>alert" not in faulty


@pytest.mark.parametrize("rows", [1, 3])
def test_constant_queries_in_the_list(
    draft: Version, commissioner: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    body = add_body(draft.concept.authority, None, name="Amt")
    for number in range(rows):
        due = timezone.localdate() + timedelta(days=number)
        actions.open_coordination(draft, None, title="x", message="", due_on=due, bodies=[body], site="")
    with django_assert_num_queries(11):
        commissioner.get(LIST)
    with django_assert_num_queries(15):
        commissioner.get(f"{LIST}fassung/1/beschluss/")
