"""Pages between draft and edition, as each person meets them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests import factories
from werkstatt.accounts.models import Role
from werkstatt.approval import actions, queries
from werkstatt.approval.models import Coordination, Cosignature, Edition
from werkstatt.concepts.models import Version
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
