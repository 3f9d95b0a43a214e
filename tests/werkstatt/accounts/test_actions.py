from __future__ import annotations

import re

import pytest
from django.test import override_settings

from konzept.model import Problem
from tests import factories
from werkstatt.accounts import actions, queries
from werkstatt.accounts.models import Membership, Role, User
from werkstatt.authorities.models import Authority
from werkstatt.journal.models import Entry
from werkstatt.work.models import Mail

pytestmark = pytest.mark.django_db

SITE = "https://konzept.example"
LINK = re.compile(r"https://konzept\.example/konto/passwort/\S+/\S+/")


@pytest.fixture
def where() -> Authority:
    return factories.authority()


@pytest.fixture
def alma(where: Authority) -> User:
    return factories.person(where)


def invited(where: Authority, by: User | None, email: str = "Bert.Neu@erlenau.example") -> User:
    return actions.invite(where, by, email=email, name="Bert Neu", role=Role.EDITOR, site=SITE)


def member(where: Authority, user: User) -> Membership:
    return Membership.objects.get(authority=where, user=user)


def deeds() -> list[str]:
    return [entry.deed for entry in Entry.objects.order_by("position")]


def test_who_is_new_gets_a_link_and_cannot_sign_in_before(where: Authority, alma: User) -> None:
    bert = invited(where, alma)
    assert bert.email == "bert.neu@erlenau.example"
    assert not bert.has_usable_password()
    assert member(where, bert).role == Role.EDITOR
    mail = Mail.objects.get()
    assert mail.recipient == bert.email
    assert LINK.search(mail.body)
    assert "Redaktion" in mail.body
    assert deeds() == ["accounts.invite"]
    assert Entry.objects.get().facts == {"role": "editor"}


def test_who_is_known_gets_no_link_to_change_a_password(where: Authority, alma: User) -> None:
    bert = invited(where, alma)
    actions.choose_password(bert, "ein langes Passwort")
    Mail.objects.all().delete()
    other = factories.authority()
    assert invited(other, None, email="BERT.NEU@erlenau.example") == bert
    assert not LINK.search(Mail.objects.get().body)
    assert bert.memberships.count() == 2


def test_nobody_is_invited_twice(where: Authority, alma: User) -> None:
    invited(where, alma)
    with pytest.raises(Problem, match="arbeitet hier schon mit"):
        invited(where, alma)
    assert Mail.objects.count() == 1
    assert deeds() == ["accounts.invite"]


def test_a_link_is_worth_nothing_once_the_password_is_chosen(where: Authority, alma: User) -> None:
    bert = invited(where, alma)
    link = queries.one_time_link(bert, SITE)
    token = link.rstrip("/").rpartition("/")[2]
    assert actions.queries.default_token_generator.check_token(bert, token)
    actions.choose_password(bert, "ein langes Passwort")
    assert not actions.queries.default_token_generator.check_token(bert, token)
    assert deeds()[-1] == "accounts.choose_password"


def test_a_role_changes(where: Authority, alma: User) -> None:
    bert = member(where, invited(where, alma))
    actions.change_role(bert, alma, Role.COMMISSIONER)
    bert.refresh_from_db()
    assert bert.role == Role.COMMISSIONER
    assert deeds()[-1] == "accounts.change_role"


def test_somebody_goes(where: Authority, alma: User) -> None:
    bert = invited(where, alma)
    actions.remove(member(where, bert), alma)
    assert not where.memberships.filter(user=bert).exists()
    assert User.objects.filter(pk=bert.pk).exists()
    assert deeds()[-1] == "accounts.remove"


def test_one_commissioner_always_stays(where: Authority, alma: User) -> None:
    invited(where, alma)
    with pytest.raises(Problem, match="Alma Brandt ist die einzige"):
        actions.change_role(member(where, alma), alma, Role.READER)
    with pytest.raises(Problem, match="Geben Sie diese Rolle zuerst einer anderen"):
        actions.remove(member(where, alma), alma)
    assert member(where, alma).role == Role.COMMISSIONER
    factories.person(where)
    actions.remove(member(where, alma), alma)
    assert where.memberships.filter(role=Role.COMMISSIONER).count() == 1


def test_who_forgot_their_password_gets_a_link(alma: User) -> None:
    assert actions.ask_password(alma.email.upper(), site=SITE)
    mail = Mail.objects.get()
    assert mail.recipient == alma.email
    assert LINK.search(mail.body)
    assert deeds() == ["accounts.ask_password"]


def test_nobody_gets_a_link_who_is_unknown_or_locked_out(alma: User) -> None:
    assert not actions.ask_password("wer@erlenau.example", site=SITE)
    User.objects.filter(pk=alma.pk).update(is_active=False)
    assert not actions.ask_password(alma.email, site=SITE)
    assert not Mail.objects.exists()
    assert deeds() == []


def test_the_mail_says_where_as_what_and_how_and_no_password(where: Authority, alma: User) -> None:
    invited(where, alma)
    body = Mail.objects.get().body
    for words in ("Bert Neu", where.name, "Redaktion", "sieben Tage", "müssen Sie nichts tun"):
        assert words in body


def test_an_invitation_that_fails_at_the_end_leaves_nothing(where: Authority, alma: User) -> None:
    with pytest.raises(RuntimeError), override_settings(SEND_MAIL=f"{__name__}.refuse"):
        invited(where, alma)
    assert not User.objects.filter(name="Bert Neu").exists()
    assert deeds() == []


def refuse(recipient: str, subject: str, body: str) -> None:
    """An outbox that is full."""
    raise RuntimeError
