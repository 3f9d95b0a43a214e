from __future__ import annotations

import re
from http import HTTPStatus

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests import factories
from werkstatt.accounts import actions
from werkstatt.accounts.models import Membership, Role, User
from werkstatt.authorities.models import Authority
from werkstatt.journal.actions import record
from werkstatt.work.models import Mail

pytestmark = pytest.mark.django_db

PASSWORD = "ein-wirklich-langes-Wort"


@pytest.fixture(autouse=True)
def no_failures_yet() -> None:
    """Failed attempts are counted in the cache."""
    cache.clear()


@pytest.fixture
def where() -> Authority:
    return factories.authority()


@pytest.fixture
def alma(where: Authority) -> User:
    alma = factories.person(where)
    alma.set_password(PASSWORD)
    alma.save()
    return alma


@pytest.fixture
def office(alma: User) -> Client:
    return factories.signed_in(alma)


def sign_in(client: Client, who: User, password: str = PASSWORD, **more: str) -> str:
    """Where it leads; "" when it does not."""
    response = client.post("/konto/anmelden/", {"login": who.email, "password": password, **more})
    return response.headers.get("Location", "")


class TestDoor:
    def test_the_right_password_opens(self, client: Client, alma: User) -> None:
        assert sign_in(client, alma) == "/werkstatt/"
        assert client.session["_auth_user_id"] == str(alma.pk)

    def test_it_leads_back_to_where_one_wanted_to_go(self, client: Client, alma: User, where: Authority) -> None:
        wanted = reverse("accounts:people", args=[where.slug])
        asked = client.get(wanted)
        assert asked["Location"] == f"/konto/anmelden/?next={wanted}"
        assert f'value="{wanted}"' in client.get(asked["Location"]).content.decode()
        assert sign_in(client, alma, next=wanted) == wanted

    def test_it_leads_nowhere_else(self, client: Client, alma: User) -> None:
        assert sign_in(client, alma, next="https://anderswo.example/") == "/werkstatt/"

    def test_the_wrong_password_is_one_german_sentence(self, client: Client, alma: User) -> None:
        response = client.post("/konto/anmelden/", {"login": alma.email, "password": "falsch"})
        assert response.status_code == HTTPStatus.OK
        [sentence] = response.context["form"].non_field_errors()
        assert "falsch" in sentence
        assert "_auth_user_id" not in client.session

    def test_after_five_failures_even_the_right_one_has_to_wait(self, client: Client, alma: User) -> None:
        for _ in range(5):
            sign_in(client, alma, "falsch")
        assert sign_in(client, alma) == ""

    def test_who_is_locked_out_stays_out(self, client: Client, alma: User) -> None:
        User.objects.filter(pk=alma.pk).update(is_active=False)
        response = client.post("/konto/anmelden/", {"login": alma.email, "password": PASSWORD})
        assert "Zugang ist gesperrt" in response.content.decode()
        assert "_auth_user_id" not in client.session

    def test_there_is_no_way_to_sign_up(self, client: Client) -> None:
        text = client.get("/konto/anmelden/").content.decode()
        assert "signup" not in text
        assert "registrier" not in text.lower()

    def test_leaving_asks_first_when_it_comes_by_a_link(self, office: Client) -> None:
        assert office.get("/konto/abmelden/").status_code == HTTPStatus.OK
        assert "_auth_user_id" in office.session
        assert office.post("/konto/abmelden/")["Location"] == "/"
        assert "_auth_user_id" not in office.session


class TestPassword:
    def test_changing_ones_own_keeps_one_signed_in(self, office: Client, alma: User) -> None:
        new = "ein-anderes-langes-Wort"
        fields = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
        assert office.post("/konto/passwort/", fields)["Location"] == "/werkstatt/"
        alma.refresh_from_db()
        assert alma.check_password(new)
        assert office.get("/konto/passwort/").status_code == HTTPStatus.OK

    def test_a_weak_one_is_refused(self, office: Client) -> None:
        fields = {"old_password": PASSWORD, "new_password1": "kurz", "new_password2": "kurz"}
        assert office.post("/konto/passwort/", fields).status_code == HTTPStatus.OK

    def test_nobody_changes_nothing(self, client: Client) -> None:
        assert client.get("/konto/passwort/")["Location"].startswith("/konto/anmelden/")

    def test_forgotten_known_and_unknown_look_the_same(self, client: Client, alma: User) -> None:
        answers = [
            client.post("/konto/passwort/vergessen/", {"email": email}, follow=True).content
            for email in (alma.email, "wer@erlenau.example")
        ]
        told = [re.search(r"wk-messages.*?</p>", answer.decode(), re.DOTALL) for answer in answers]
        assert told[0]
        assert told[1]
        assert told[0][0] == told[1][0]
        assert Mail.objects.count() == 1

    def test_forgotten_to_signed_in_by_the_link_in_the_mail(self, client: Client, alma: User) -> None:
        client.post("/konto/passwort/vergessen/", {"email": alma.email})
        found = re.search(r"http://testserver(/konto/passwort/\S+)", Mail.objects.get().body)
        assert found
        page = client.get(found[1], follow=True)
        address = page.redirect_chain[-1][0]
        assert "set-password" in address
        fields = {"new_password1": "ein-neues-langes-Wort", "new_password2": "ein-neues-langes-Wort"}
        assert client.post(address, fields)["Location"] == "/konto/anmelden/"
        assert sign_in(client, alma, "ein-neues-langes-Wort") == "/werkstatt/"
        spent = Client().get(found[1])
        assert "gilt nicht mehr" in spent.content.decode()

    def test_an_invented_link_says_what_to_do(self, client: Client) -> None:
        assert "Neuen Link anfordern" in client.get("/konto/passwort/MQ/abc-def/").content.decode()


class TestPeople:
    def test_the_list_names_everybody(self, office: Client, where: Authority) -> None:
        factories.person(where, Role.REVIEWER, "Bert Neu")
        text = office.get(reverse("accounts:people", args=[where.slug])).content.decode()
        assert "Alma Brandt" in text
        assert "Bert Neu" in text
        assert "Auswertung" in text

    @pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER, Role.READER])
    def test_other_roles_do_not_learn_of_it(self, where: Authority, role: Role) -> None:
        client = factories.signed_in(factories.person(where, role))
        for name in ("people", "invite", "journal"):
            address = reverse(f"accounts:{name}", args=[where.slug])
            assert client.get(address).status_code == HTTPStatus.NOT_FOUND

    def test_inviting(self, office: Client, where: Authority) -> None:
        address = reverse("accounts:invite", args=[where.slug])
        fields = {"name": "Bert Neu", "email": "bert@erlenau.example", "role": "editor"}
        assert office.get(address).status_code == HTTPStatus.OK
        assert office.post(address, fields)["Location"] == reverse("accounts:people", args=[where.slug])
        assert where.memberships.get(user__email="bert@erlenau.example").role == Role.EDITOR
        assert "http://testserver/konto/passwort/" in Mail.objects.get().body
        assert "arbeitet hier schon mit" in office.post(address, fields).content.decode()

    def test_changing_a_role(self, office: Client, where: Authority) -> None:
        bert = factories.person(where, Role.READER).memberships.get()
        address = reverse("accounts:person", args=[where.slug, bert.pk])
        assert office.get(address).status_code == HTTPStatus.OK
        assert office.post(address, {"role": "reviewer"}).status_code == HTTPStatus.FOUND
        bert.refresh_from_db()
        assert bert.role == Role.REVIEWER

    def test_the_last_commissioner_stays_and_is_told_why(self, office: Client, where: Authority, alma: User) -> None:
        own = Membership.objects.get(user=alma)
        address = reverse("accounts:person", args=[where.slug, own.pk])
        assert "einzige Person" in office.post(address, {"role": "reader"}).content.decode()
        removed = office.post(reverse("accounts:remove", args=[where.slug, own.pk]), follow=True)
        assert "einzige Person" in removed.content.decode()
        own.refresh_from_db()
        assert own.role == Role.COMMISSIONER

    def test_removing_ends_access_at_once(self, office: Client, where: Authority) -> None:
        bert = factories.person(where, Role.COMMISSIONER)
        browser = factories.signed_in(bert)
        address = reverse("accounts:remove", args=[where.slug, bert.memberships.get().pk])
        assert office.get(address).status_code == HTTPStatus.METHOD_NOT_ALLOWED
        assert office.post(address).status_code == HTTPStatus.FOUND
        assert browser.get(reverse("accounts:people", args=[where.slug])).status_code == HTTPStatus.NOT_FOUND

    def test_somebody_of_another_authority_is_out_of_reach(self, office: Client, where: Authority) -> None:
        other = factories.person(factories.authority()).memberships.get()
        for name in ("person", "remove"):
            address = reverse(f"accounts:{name}", args=[where.slug, other.pk])
            assert office.post(address, {"role": "reader"}).status_code == HTTPStatus.NOT_FOUND

    @pytest.mark.parametrize("rows", [1, 3])
    def test_as_many_queries_for_three_as_for_one(
        self, office: Client, where: Authority, rows: int, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        for _ in range(rows - 1):
            factories.person(where)
        with django_assert_num_queries(5):
            office.get(reverse("accounts:people", args=[where.slug]))


class TestJournal:
    def test_deeds_in_german_newest_first(self, office: Client, where: Authority, alma: User) -> None:
        bert = actions.invite(where, alma, email="bert@erlenau.example", name="Bert Neu", role=Role.EDITOR)
        actions.change_role(Membership.objects.get(user=bert), alma, Role.READER)
        text = office.get(reverse("accounts:journal", args=[where.slug])).content.decode()
        assert text.index("änderte eine Rolle") < text.index("lud eine Person ein")
        assert "bert@erlenau.example" not in text

    def test_an_empty_one_says_so(self, office: Client, where: Authority) -> None:
        assert (
            "Noch ist nichts geschehen" in office.get(reverse("accounts:journal", args=[where.slug])).content.decode()
        )

    def test_nothing_of_other_authorities(self, office: Client, where: Authority) -> None:
        other = factories.authority(name="Landkreis Fremd")
        record("network.add_body", subject=other, authority=other)
        assert "nahm ein Gremium auf" not in office.get(reverse("accounts:journal", args=[where.slug])).content.decode()

    def test_the_chain_is_checked_on_demand(self, office: Client, where: Authority, alma: User) -> None:
        record("network.add_body", subject=where, authority=where, actor=alma)
        address = reverse("accounts:journal", args=[where.slug])
        assert "lückenlos und unverändert" not in office.get(address).content.decode()
        assert "lückenlos und unverändert" in office.get(address, {"pruefen": "1"}).content.decode()

    def test_fifty_to_a_page(self, office: Client, where: Authority) -> None:
        for _ in range(51):
            record("network.add_body", subject=where, authority=where)
        address = reverse("accounts:journal", args=[where.slug])
        assert "Seite 1 von 2" in office.get(address).content.decode()
        assert office.get(address, {"seite": "2"}).content.decode().count("nahm ein Gremium auf") == 1
