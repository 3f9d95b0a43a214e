from __future__ import annotations

import re
from datetime import datetime, timedelta
from http import HTTPStatus

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests import factories
from werkstatt.accounts import actions, queries
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


class TestDoorForOthers:
    @pytest.mark.parametrize(
        "elsewhere",
        [
            "https://anderswo.example/",
            "//anderswo.example/",
            "///anderswo.example/",
            "/\\anderswo.example/",
            "javascript:alert(1)",
            "http:anderswo.example",
            "https:///anderswo.example",
            "\x00//anderswo.example",
        ],
    )
    def test_signing_in_leads_nowhere_else(self, client: Client, alma: User, elsewhere: str) -> None:
        if "\x00" not in elsewhere:
            page = client.get("/konto/anmelden/", {"next": elsewhere}).content.decode()
            assert f'href="{elsewhere}"' not in page
        assert sign_in(client, alma, next=elsewhere) == "/werkstatt/"

    def test_a_hostile_way_back_is_only_a_value(self, client: Client) -> None:
        page = client.get("/konto/anmelden/", {"next": '"><script>alert(1)</script>'}).content.decode()
        assert "<script>alert" not in page

    def test_known_and_unknown_addresses_fail_alike(self, client: Client, alma: User) -> None:
        said = []
        for email in (alma.email, "wer@erlenau.example"):
            response = client.post("/konto/anmelden/", {"login": email, "password": "falsch"})
            said.append((response.status_code, list(response.context["form"].non_field_errors())))
        assert said[0] == said[1]

    def test_somebody_else_may_sign_in_while_one_has_to_wait(
        self, client: Client, alma: User, where: Authority
    ) -> None:
        for _ in range(5):
            sign_in(client, alma, "falsch")
        bert = factories.person(where, Role.EDITOR, "Bert Neu")
        bert.set_password(PASSWORD)
        bert.save()
        assert sign_in(client, alma) == ""
        assert sign_in(Client(), bert) == "/werkstatt/"

    def test_four_failures_are_forgiven(self, client: Client, alma: User) -> None:
        for _ in range(4):
            sign_in(client, alma, "falsch")
        assert sign_in(client, alma) == "/werkstatt/"

    def test_case_of_the_address_does_not_matter_and_does_not_buy_more_attempts(
        self, client: Client, alma: User
    ) -> None:
        assert sign_in(client, User(email=alma.email.upper())) == "/werkstatt/"
        client.post("/konto/abmelden/")
        for number in range(5):
            changed = alma.email.upper() if number % 2 else alma.email
            client.post("/konto/anmelden/", {"login": changed, "password": "falsch"})
        assert sign_in(client, alma) == ""

    def test_a_person_without_a_password_cannot_sign_in(self, client: Client, where: Authority, alma: User) -> None:
        bert = actions.invite(where, alma, email="bert@erlenau.example", name="Bert", role=Role.EDITOR)
        for password in ("", "!", bert.password):
            assert sign_in(client, bert, password) == ""

    def test_signing_in_takes_another_session(self, client: Client, alma: User) -> None:
        """Who planted a session before has nothing of it after."""
        session = client.session
        session["planted"] = "x"
        session.save()
        before = client.session.session_key
        sign_in(client, alma)
        assert client.session.session_key != before

    def test_signing_out_asks_for_the_forms_token(self, alma: User) -> None:
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(alma)
        assert browser.post("/konto/abmelden/").status_code == HTTPStatus.FORBIDDEN
        assert "_auth_user_id" in browser.session

    def test_signing_in_asks_for_the_forms_token(self, alma: User) -> None:
        assert sign_in(Client(enforce_csrf_checks=True), alma) == ""

    def test_the_password_is_in_no_log(self, client: Client, alma: User, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level("DEBUG"):
            sign_in(client, alma, "falsches-Geheimnis")
            sign_in(client, alma)
        assert PASSWORD not in caplog.text
        assert "falsches-Geheimnis" not in caplog.text

    def test_a_deed_of_somebody_whose_session_ended_leads_to_the_office_not_to_a_page_that_is_none(
        self, client: Client, alma: User, where: Authority
    ) -> None:
        member = Membership.objects.get(user=alma)
        asked = client.post(reverse("accounts:remove", args=[where.slug, member.pk]))
        assert asked["Location"] == "/konto/anmelden/?next=/werkstatt/"
        assert client.get(sign_in(client, alma, next="/werkstatt/")).status_code == HTTPStatus.FOUND
        assert Membership.objects.filter(pk=member.pk).exists()


class TestLinks:
    @staticmethod
    def link(client: Client, who: User) -> str:
        client.post("/konto/passwort/vergessen/", {"email": who.email})
        found = re.search(r"http://testserver(/konto/passwort/\S+)", Mail.objects.latest("pk").body)
        assert found
        return found[1]

    @staticmethod
    def choose(link: str, password: str = "ein-neues-langes-Wort") -> str:
        """What a browser that never saw the house before is told."""
        browser = Client()
        page = browser.get(link, follow=True)
        if not page.redirect_chain:
            return page.content.decode()
        fields = {"new_password1": password, "new_password2": password}
        return browser.post(page.redirect_chain[-1][0], fields, follow=True).content.decode()

    def test_a_link_holds_six_days_and_not_eight(
        self, client: Client, alma: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        link = self.link(client, alma)
        now = datetime.now()  # noqa: DTZ005  # Django's own clock for links has no zone
        for days, holds in ((8, False), (6, True)):
            moment = now + timedelta(days=days)
            monkeypatch.setattr(default_token_generator, "_now", lambda moment=moment: moment)
            assert ("gilt nicht mehr" in Client().get(link, follow=True).content.decode()) is not holds

    def test_two_links_and_the_first_one_used_ends_both(self, client: Client, alma: User) -> None:
        one, two = self.link(client, alma), self.link(client, alma)
        assert "Ihr Passwort ist gesetzt" in self.choose(two)
        assert "gilt nicht mehr" in self.choose(one)
        assert "gilt nicht mehr" in self.choose(two)

    def test_a_link_opens_nobody_elses_account(self, client: Client, alma: User, where: Authority) -> None:
        bert = factories.person(where, Role.EDITOR, "Bert")
        token = self.link(client, alma).rstrip("/").rpartition("/")[2]
        forged = queries.one_time_link(bert, "").rstrip("/").rpartition("/")[0] + f"/{token}/"
        assert "gilt nicht mehr" in self.choose(forged)
        bert.refresh_from_db()
        assert not bert.check_password("ein-neues-langes-Wort")

    @pytest.mark.parametrize("password", ["kurz", "elf-zeichen", "123456789012", "alma.brandt@erlenau", "Alma  Brandt"])
    def test_weak_ones_are_refused_and_the_link_stays_good(self, client: Client, alma: User, password: str) -> None:
        User.objects.filter(pk=alma.pk).update(email="alma.brandt@erlenau.example")
        alma.refresh_from_db()
        link = self.link(client, alma)
        assert "Bitte prüfen Sie Ihre Angaben" in self.choose(link, password)
        alma.refresh_from_db()
        assert alma.check_password(PASSWORD)
        assert "Ihr Passwort ist gesetzt" in self.choose(link)

    def test_choosing_ends_every_session(self, client: Client, alma: User, office: Client) -> None:
        assert office.get("/konto/passwort/").status_code == HTTPStatus.OK
        self.choose(self.link(client, alma))
        assert office.get("/konto/passwort/").status_code == HTTPStatus.FOUND

    def test_the_address_of_the_page_no_longer_holds_the_link(self, client: Client, alma: User) -> None:
        link = self.link(client, alma)
        page = Client().get(link, follow=True)
        token = link.rstrip("/").rpartition("/")[2]
        assert token not in page.redirect_chain[-1][0]
        assert token not in page.content.decode()
        assert "no-store" in page.headers["Cache-Control"]

    def test_nobodys_mailbox_is_filled(self, client: Client, alma: User) -> None:
        told = {client.post("/konto/passwort/vergessen/", {"email": alma.email}).status_code for _ in range(9)}
        assert told == {HTTPStatus.FOUND}
        assert Mail.objects.count() == 5
        client.post("/konto/passwort/vergessen/", {"email": alma.email.upper()})
        assert Mail.objects.count() == 5

    @pytest.mark.parametrize("email", ["", "keine-adresse", "a@b", "x" * 400 + "@erlenau.example"])
    def test_what_is_no_address_is_said(self, client: Client, email: str) -> None:
        page = client.post("/konto/passwort/vergessen/", {"email": email})
        assert page.status_code == HTTPStatus.OK
        assert not Mail.objects.exists()

    @pytest.mark.parametrize("path", ["Mg/x-y", "%00/a-b", "äöü/a-b", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5/a-b"])
    def test_invented_links_are_none(self, client: Client, path: str) -> None:
        assert client.get(f"/konto/passwort/{path}/").status_code in (HTTPStatus.OK, HTTPStatus.NOT_FOUND)


class TestInviting:
    @staticmethod
    def waits(office: Client, where: Authority) -> bool:
        """Does the list say that somebody has not come yet?"""
        page = office.get(reverse("accounts:people", args=[where.slug])).content.decode()
        return bool(re.search(r"\(eingeladen\)|>eingeladen<", page))

    @pytest.mark.parametrize(
        ("field", "value"),
        [("email", "keine"), ("email", ""), ("name", ""), ("name", "x" * 121), ("role", "chefin"), ("role", "")],
    )
    def test_what_cannot_be_is_said_and_nobody_comes(
        self, office: Client, where: Authority, field: str, value: str
    ) -> None:
        given = {"name": "Bert", "email": "bert@erlenau.example", "role": "editor", field: value}
        page = office.post(reverse("accounts:invite", args=[where.slug]), given)
        assert page.status_code == HTTPStatus.OK
        assert list(page.context["form"].errors) == [field]
        assert where.memberships.count() == 1
        assert not Mail.objects.exists()

    def test_a_hostile_name_is_only_a_name(self, office: Client, where: Authority) -> None:
        given = {"name": "<script>alert(1)</script>", "email": "bert@erlenau.example", "role": "editor"}
        page = office.post(reverse("accounts:invite", args=[where.slug]), given, follow=True).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page

    def test_who_was_invited_chooses_a_password_and_is_there(self, office: Client, where: Authority) -> None:
        given = {"name": "Bert", "email": "bert@erlenau.example", "role": "editor"}
        office.post(reverse("accounts:invite", args=[where.slug]), given)
        assert self.waits(office, where)
        found = re.search(r"http://testserver(/konto/passwort/\S+)", Mail.objects.get().body)
        assert found
        assert "Ihr Passwort ist gesetzt" in TestLinks.choose(found[1])
        browser = Client()
        assert sign_in(browser, where.memberships.get(role=Role.EDITOR).user, "ein-neues-langes-Wort") == "/werkstatt/"
        assert browser.get("/werkstatt/", follow=True).status_code == HTTPStatus.OK
        assert not self.waits(office, where)

    def test_somebody_who_works_elsewhere_keeps_that(self, office: Client, where: Authority) -> None:
        other = factories.authority()
        bert = factories.person(other, Role.READER, "Bert")
        given = {"name": "Ein anderer Name", "email": bert.email, "role": "editor"}
        office.post(reverse("accounts:invite", args=[where.slug]), given)
        bert.refresh_from_db()
        assert bert.name == "Bert"
        assert {each.authority: each.role for each in bert.memberships.all()} == {
            other: Role.READER,
            where: Role.EDITOR,
        }

    @pytest.mark.parametrize("role", ["", "chefin", "COMMISSIONER"])
    def test_no_other_role_than_the_four(self, office: Client, where: Authority, role: str) -> None:
        bert = factories.person(where, Role.READER).memberships.get()
        page = office.post(reverse("accounts:person", args=[where.slug, bert.pk]), {"role": role})
        assert page.status_code == HTTPStatus.OK
        bert.refresh_from_db()
        assert bert.role == Role.READER

    @pytest.mark.parametrize("page", ["0", "-1", "999", "abc", "1 OR 1=1"])
    def test_a_page_of_the_journal_that_is_none_is_the_nearest_one(
        self, office: Client, where: Authority, page: str
    ) -> None:
        record("network.add_body", subject=where, authority=where)
        address = reverse("accounts:journal", args=[where.slug])
        assert "nahm ein Gremium auf" in office.get(address, {"seite": page}).content.decode()
