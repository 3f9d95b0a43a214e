"""Law 7: every address, opened by everybody it may meet, answers as its rule says; and nothing secret is seen."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import get_resolver, reverse
from pytest_django import DjangoDbBlocker

from tests import factories
from tests.architecture import world as worlds
from tests.architecture.laws.addresses import Address, addresses
from tests.architecture.world import SECRET, World
from werkstatt.accounts.models import Role, User
from werkstatt.lib import doors

pytestmark = pytest.mark.django_db

ADDRESSES = list(addresses(get_resolver().url_patterns))
WHO = ["nobody", "stranger", "without a role", *Role.values]
FINE = {HTTPStatus.OK, HTTPStatus.ACCEPTED, HTTPStatus.FOUND}
# Opened by knowing them, and made to show what was said: the participant's own file, the body's own request.
BY_KNOWING = {"participation:preview", "approval:sign", "conferences:registration"} | {
    f"conferences:{page}"
    for page in ("capture", "written", "wall", "wall_now")  # what was written down at one's own table
}
NAMES = re.compile(r"<(?:\w+:)?(\w+)>")


@pytest.fixture(scope="module")
def county(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """One county for all, taken back at the end; each step is taken back after itself."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield worlds.found()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def visitors(county: World) -> dict[str, User | AnonymousUser]:
    """Everybody a page may meet."""
    return {
        "nobody": AnonymousUser(),
        "stranger": factories.person(factories.authority("anderswo")),
        "without a role": factories.person(None),
        **county.people,
    }


@contextmanager
def taken_back() -> Iterator[None]:
    """What happens within did not happen."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def browser(who: User | AnonymousUser) -> Client:
    """Theirs."""
    return factories.signed_in(who) if isinstance(who, User) else Client()


def path_of(address: Address, county: World) -> str:
    """A real one."""
    return reverse(address.name, kwargs=county.filled(address.name, NAMES.findall(address.pattern)))


def answer(address: Address, county: World, who: User | AnonymousUser) -> tuple[HttpResponseBase, bool]:
    """(what comes back, whether it only takes deeds)."""
    path, client = path_of(address, county), browser(who)
    with taken_back():
        response = client.get(path)
    if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
        return response, False
    with taken_back():
        return client.post(path), True


def allowed(address: Address, county: World, who: User | AnonymousUser) -> bool:
    """What the address's rule says."""
    rule = doors.rule_of(address.view)[1]
    if rule is None:
        return True
    subjects: dict[str, Any] = {"person": who, "authority": county.where, "job": county.job}
    return rule(*(subjects[name] for name in inspect.signature(rule).parameters))


def body(response: HttpResponseBase) -> str:
    """All that is seen, in files too as far as they are text."""
    return response.getvalue().decode("utf-8", "ignore") + repr(dict(response.headers))


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: f"{address.name} {address.pattern}")
def test_each_address_opens_as_its_rule_says(
    county: World, visitors: dict[str, User | AnonymousUser], address: Address, who: str
) -> None:
    response, takes_deeds = answer(address, county, visitors[who])
    rule = doors.rule_of(address.view)[1]
    if allowed(address, county, visitors[who]):
        assert takes_deeds or response.status_code in FINE or (rule is None and "receipt" in address.name)
        assert response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
        assert response.status_code != HTTPStatus.FORBIDDEN
    elif who == "nobody":
        assert response.status_code == HTTPStatus.FOUND
        assert response.headers["Location"].startswith("/konto/anmelden/")
    elif len(inspect.signature(rule).parameters) > 1:  # type: ignore[arg-type]  # public was allowed above
        assert response.status_code == HTTPStatus.NOT_FOUND
    else:
        pytest.fail(f"{who} ist angemeldet und darf {address.name} nicht")


@pytest.mark.parametrize("who", ["nobody", "stranger", "without a role"])
@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: f"{address.name} {address.pattern}")
def test_nothing_secret_is_seen_from_outside(
    county: World, visitors: dict[str, User | AnonymousUser], address: Address, who: str
) -> None:
    if address.name in BY_KNOWING:
        pytest.skip("zeigt dem, der die Adresse kennt, was er selbst gesagt hat oder entscheiden soll")
    assert SECRET not in body(answer(address, county, visitors[who])[0])


def test_the_draft_is_not_found_under_a_guessed_address(county: World) -> None:
    names = (f"fassung-{county.new.ordinal}", str(county.new.ordinal), county.new.seal)
    for name in names:
        for path in (
            reverse("web:edition", args=[county.where.slug, name]),
            reverse("web:download", args=[county.where.slug, name, "konzept", "json"]),
            reverse("web:synopsis", args=[county.where.slug, county.editions[0], name]),
        ):
            assert SECRET not in body(Client().get(path))


def test_the_search_does_not_find_it(county: World) -> None:
    for question in (SECRET, SECRET.lower(), "Entwurf"):
        found = Client().get(reverse("search:find", args=[county.where.slug]), {"q": question, "frage": question})
        assert f"{SECRET} " not in body(found).replace(f'value="{SECRET}', "")


def test_the_office_sees_what_is_secret(county: World) -> None:
    """Or the test above would find nothing wherever it looked."""
    seen = {
        address.name
        for address in ADDRESSES
        if doors.rule_of(address.view)[1]
        if SECRET in body(answer(address, county, county.people[Role.COMMISSIONER])[0])
    }
    assert {"accounts:people", "approval:coordination", "review:desk", "concepts:check", "concepts:edit"} <= seen
    assert {"concepts:meant", "concepts:organisation"} <= seen
    assert {"conferences:conferences", "conferences:people", "conferences:seats", "conferences:move"} <= seen
    assert {"inbox:letters", "inbox:letter", "inbox:file", "inbox:mailbox"} <= seen
    assert {"inbox:portal", "inbox:export", "inbox:columns"} <= seen
    assert {"participation:inbox", "participation:check", "work:job", "network:bodies", "network:organisation"} <= seen


def test_a_breach_would_be_caught(county: World, visitors: dict[str, User | AnonymousUser]) -> None:
    """A page that opens for everybody though its rule says no."""

    def leaking(request: object) -> None:
        """Never called: only its rule counts here."""

    doors.named(leaking, lambda person, authority: isinstance(person, User) and person.name.startswith("niemand"))
    planted = Address("web:home", "<slug:slug>/", leaking)
    assert not allowed(planted, county, visitors["stranger"])
    assert answer(planted, county, visitors["stranger"])[0].status_code == HTTPStatus.OK
