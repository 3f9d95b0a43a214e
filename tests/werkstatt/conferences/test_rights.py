"""Each page of the office, opened and pressed by each role: who may, does; who may not, learns nothing and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.test import Client

from tests import factories
from werkstatt.accounts.models import Role
from werkstatt.conferences import actions
from werkstatt.conferences.models import Conference, Registration, RegistrationState, Seat, TopicTable
from werkstatt.journal.models import Entry

pytestmark = pytest.mark.django_db

OFFICE = set(Role)
PEOPLE = {Role.COMMISSIONER, Role.EDITOR, Role.REVIEWER}
RUN = {Role.COMMISSIONER, Role.EDITOR}
PAGES: dict[str, set[Role]] = {
    "": OFFICE,
    "tische/": OFFICE,
    "unterlagen/": OFFICE,
    "unterlagen/tisch-1.docx": OFFICE,
    "personen/": PEOPLE,
    "personen/eintragen/": PEOPLE,
    "plaetze/": PEOPLE,
    "unterlagen/teilnahme.docx": PEOPLE,
    "unterlagen/namensschilder.odt": PEOPLE,
    "aendern/": RUN,
    "absagen/": RUN,
    "tische/neu/": RUN,
    "tische/{table}/": RUN,
    "plaetze/{guest}/": RUN,
}
DEEDS: dict[str, set[Role]] = {
    "personen/{guest}/abmelden/": PEOPLE,
    "ankuendigen/": RUN,
    "personen/loeschen/": RUN,
    "tische/anlegen/": RUN,
    "tische/{table}/entfernen/": RUN,
    "plaetze/verteilen/": RUN,
    "plaetze/{guest}/1/loesen/": RUN,
}


@pytest.fixture
def nord() -> Conference:
    """With two tables, somebody who comes and somebody who sits."""
    made = factories.conference()
    factories.topic_tables(made, 2)
    factories.coming(made, "Rosa Beispiel", organisation="Verein Erle", needs="Rollstuhl")
    actions.assign(made)
    return made


def path_of(nord: Conference, pattern: str) -> str:
    filled = pattern.format(table=nord.tables.all()[0].pk, guest=nord.registrations.get().pk)
    return f"/werkstatt/{nord.authority.slug}/konferenzen/{nord.slug}/{filled}"


def everybody(nord: Conference) -> Iterator[tuple[str, Client]]:
    """Each role here, the same role elsewhere, nobody."""
    for role in Role:
        yield role, factories.signed_in(factories.person(nord.authority, role))
    yield "stranger", factories.signed_in(factories.person(factories.authority()))
    yield "nobody", Client()


def expected(who: str, allowed: set[Role], fine: int) -> int:
    return 302 if who == "nobody" else fine if who in allowed else 404


def state_of(nord: Conference) -> tuple[object, ...]:
    """Everything that a deed could change."""
    nord.refresh_from_db()
    return (
        sorted(Registration.objects.values_list("pk", "state")),
        sorted(Seat.objects.values_list("registration", "sitting", "table", "pinned")),
        sorted(TopicTable.objects.values_list("pk", "topic", "seats")),
        (nord.announced_at, nord.called_off_at, nord.erased_at, nord.title),
        Entry.objects.filter(deed__startswith="conferences.").count(),
    )


@pytest.mark.parametrize("pattern", PAGES)
def test_each_page_opens_for_whom_it_may(nord: Conference, pattern: str) -> None:
    path = path_of(nord, pattern)
    for who, client in everybody(nord):
        answer = client.get(path)
        assert answer.status_code == expected(who, PAGES[pattern], 200), who
        if who == "nobody":
            assert answer.headers["Location"].startswith("/konto/anmelden/")


@pytest.mark.parametrize("pattern", DEEDS)
def test_a_deed_is_no_page(nord: Conference, pattern: str) -> None:
    lead = factories.signed_in(factories.person(nord.authority))
    before = state_of(nord)
    assert lead.get(path_of(nord, pattern)).status_code == 405
    assert state_of(nord) == before


@pytest.mark.parametrize(
    "pattern", [*DEEDS, "absagen/", "aendern/", "tische/neu/", "tische/{table}/", "plaetze/{guest}/"]
)
def test_who_may_not_changes_nothing(nord: Conference, pattern: str) -> None:
    path, allowed = path_of(nord, pattern), {**PAGES, **DEEDS}[pattern]
    before = state_of(nord)
    for who, client in everybody(nord):
        if who not in allowed:
            answer = client.post(path, {"topic": "Meins", "seats": "1", "title": "Meins", "form_key": str(uuid4())})
            assert answer.status_code == expected(who, allowed, 0), who
            assert state_of(nord) == before, who


@pytest.mark.parametrize("pattern", DEEDS)
def test_who_may_does_it_and_twice_does_no_harm(nord: Conference, pattern: str) -> None:
    path = path_of(nord, pattern)
    lead = factories.signed_in(factories.person(nord.authority))
    assert lead.post(path).status_code == 302
    after = state_of(nord)
    assert lead.post(path).status_code in {302, 404}
    assert state_of(nord)[:4] == after[:4]


def test_a_reader_reads_of_nobody(nord: Conference) -> None:
    reader = factories.signed_in(factories.person(nord.authority, Role.READER))
    for pattern, allowed in PAGES.items():
        if Role.READER in allowed and not pattern.endswith(".docx"):
            shown = reader.get(path_of(nord, pattern)).content.decode()
            assert not any(words in shown for words in ("Rosa Beispiel", "Verein Erle", "Rollstuhl")), pattern


def test_a_token_missing_keeps_the_office_from_being_tricked(nord: Conference) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(factories.person(nord.authority))
    for pattern in DEEDS:
        assert client.post(path_of(nord, pattern)).status_code == 403, pattern
    assert nord.registrations.get().state == RegistrationState.REGISTERED


def test_hostile_words_are_words_in_the_office_too(nord: Conference) -> None:
    hostile = '<script>alert("x")</script>'
    factories.coming(nord, hostile, organisation=hostile, needs=hostile)
    actions.add_table(nord, None, topic=hostile, seats=3, moderator=hostile)
    actions.assign(nord)
    lead = factories.signed_in(factories.person(nord.authority))
    for pattern in PAGES:
        if not pattern.endswith((".docx", ".odt")) and "{guest}" not in pattern:
            shown = lead.get(path_of_first(nord, pattern)).content.decode()
            assert "<script>alert" not in shown, pattern


def path_of_first(nord: Conference, pattern: str) -> str:
    filled = pattern.format(table=nord.tables.all()[0].pk)
    return f"/werkstatt/{nord.authority.slug}/konferenzen/{nord.slug}/{filled}"
