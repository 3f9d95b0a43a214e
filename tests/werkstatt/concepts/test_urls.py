"""Every address of the stage, tried by everybody it may meet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from werkstatt.accounts.models import Role
from werkstatt.concepts import urls
from werkstatt.concepts.actions import propose
from werkstatt.concepts.models import Change, Import, Version
from werkstatt.journal.models import Entry
from werkstatt.lib.doors import rule_of
from werkstatt.network.actions import add_organisation
from werkstatt.network.models import Organisation

pytestmark = pytest.mark.django_db

READ = ("versions", "organisation")
PAGES = (
    "meant",
    "upload",
    "check",
    "check_element",
    "check_add",
    "check_frame",
    "check_swap",
    "hint",
    "left_out",
    "difference",
    "edit",
    "edit_frame",
    "edit_add",
    "edit_element",
    "edit_drop",
)
PARTS = ("sheet", "picture", "lines")
DEEDS = (
    "publish",
    "deed",
    "compare",
    "discard",
    "apply",
    "withdraw",
    "name",
    "name_all",
    "unname",
)
EDITORS = (Role.COMMISSIONER, Role.EDITOR)


@dataclass
class Workshop:
    """An authority with a public version, an import to check and a pending change."""

    version: Version
    import_: Import
    pdf: Import
    change: Change
    organisation: Organisation

    @property
    def addresses(self) -> dict[str, str]:
        slug, pk = self.version.concept.authority.slug, self.import_.pk
        uid = self.import_.doubts[0]["uid"]
        more: dict[str, tuple[object, ...]] = {
            **dict.fromkeys(
                ("check", "check_add", "check_frame", "check_swap", "left_out", "difference", "lines"), (pk,)
            ),
            **dict.fromkeys(("deed", "compare", "discard", "apply"), (pk,)),
            "check_element": (pk, uid),
            "hint": (pk, 0),
            "sheet": (pk, 1),
            "picture": (self.pdf.pk, 1),
            **dict.fromkeys(("edit_element", "edit_drop"), ("meas0111",)),
            "publish": (0,),
            "withdraw": (self.change.pk,),
            "organisation": (self.organisation.pk,),
            "unname": (uuid4(),),
        }
        return {
            each.name: reverse(f"concepts:{each.name}", args=[slug, *more.get(each.name, ())])
            for each in urls.urlpatterns
        }


@pytest.fixture
def workshop() -> Workshop:
    version = factories.published()
    import_ = factories.read_in(version.concept.authority)
    text = factories.concept_value()
    (made,) = factories.diff(text, factories.reworded(text, "meas0112", "Neu."))
    organisation = add_organisation(version.concept.authority, None, name="Jobcenter Erlenau")
    pdf = factories.read_pdf(version.concept.authority, content=factories.document("Übersicht", "Verzeichnis"))
    return Workshop(version, import_, pdf, propose(version.concept, None, made), organisation)


def test_the_lists_here_are_all_there_is() -> None:
    assert sorted(each.name for each in urls.urlpatterns) == sorted([*READ, *PAGES, *PARTS, *DEEDS])


@pytest.mark.parametrize("pattern", urls.urlpatterns, ids=lambda pattern: pattern.name)
def test_each_address_names_its_rule(pattern: object) -> None:
    declared, rule = rule_of(pattern.callback)  # type: ignore[attr-defined]  # an URLPattern
    assert declared
    assert rule is not None


def status(client: Client, name: str, address: str) -> int:
    return (client.post(address) if name in DEEDS else client.get(address)).status_code


@pytest.mark.parametrize("name", [*READ, *PAGES, *PARTS, *DEEDS])
def test_nobody_is_led_to_the_sign_in(name: str, workshop: Workshop, client: Client) -> None:
    response = client.post(workshop.addresses[name]) if name in DEEDS else client.get(workshop.addresses[name])
    assert response.status_code == 302
    assert response.url.startswith("/konto/anmelden/")


@pytest.mark.parametrize("name", [*READ, *PAGES, *PARTS, *DEEDS])
def test_a_stranger_from_another_authority_learns_nothing(name: str, workshop: Workshop) -> None:
    before = Entry.objects.count()
    stranger = factories.signed_in(factories.person(factories.authority()))
    assert status(stranger, name, workshop.addresses[name]) == 404
    assert Entry.objects.count() == before


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", [*READ, *PAGES, *PARTS])
def test_pages_open_for_whom_they_are_made(name: str, role: Role, workshop: Workshop) -> None:
    client = factories.signed_in(factories.person(workshop.version.concept.authority, role))
    expected = (200, 302 if name in ("sheet", "lines") else 200) if name in READ or role in EDITORS else (404,)
    assert status(client, name, workshop.addresses[name]) in expected


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", DEEDS)
def test_deeds_are_done_by_editors_alone(name: str, role: Role, workshop: Workshop) -> None:
    before = Entry.objects.count()
    client = factories.signed_in(factories.person(workshop.version.concept.authority, role))
    found = status(client, name, workshop.addresses[name])
    if role in EDITORS:
        assert found in (200, 302)
        assert Entry.objects.count() <= before + 1
    else:
        assert found == 404
        assert Entry.objects.count() == before


class Parts(HTMLParser):
    """What a page is made of, as far as the laws speak of it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.inline: list[str] = []
        self.unsafe_forms = 0
        self._form: dict[str, str | None] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if (
            "style" in given
            or any(name.startswith("on") for name in given)
            or (tag == "script" and not given.get("src"))
        ):
            self.inline.append(f"<{tag} {given}>")
        if tag == "form" and given.get("method") == "post":
            self.unsafe_forms += 1
        if tag == "input" and given.get("name") == "csrfmiddlewaretoken":
            self.unsafe_forms -= 1


@pytest.fixture
def pages(workshop: Workshop) -> dict[str, Parts]:
    client = factories.signed_in(factories.person(workshop.version.concept.authority))
    found = {name: client.get(workshop.addresses[name]) for name in (*READ, *PAGES)}
    return {name: Parts(response.content.decode()) for name, response in found.items()}


def test_no_page_has_inline_script_or_style(pages: dict[str, Parts]) -> None:
    assert {name: parts.inline for name, parts in pages.items() if parts.inline} == {}


def test_every_form_is_protected(pages: dict[str, Parts]) -> None:
    assert {name for name, parts in pages.items() if parts.unsafe_forms} == set()


def test_no_id_stands_twice_on_a_page(pages: dict[str, Parts]) -> None:
    doubled = {name: [each for each in parts.ids if parts.ids.count(each) > 1] for name, parts in pages.items()}
    assert {name: each for name, each in doubled.items() if each} == {}


def test_every_link_within_a_page_has_its_target(pages: dict[str, Parts]) -> None:
    for name, parts in pages.items():
        inner = {link[1:] for link in parts.links if link.startswith("#")}
        assert inner <= set(parts.ids), name


def test_every_link_into_the_office_opens(workshop: Workshop, pages: dict[str, Parts]) -> None:
    client = factories.signed_in(factories.person(workshop.version.concept.authority))
    here = workshop.addresses["versions"]
    links = {re.sub(r"[?#].*", "", link) for parts in pages.values() for link in parts.links}
    inner = sorted(link for link in links if link.startswith(here))
    assert len(inner) > 20
    assert {link: client.get(link).status_code for link in inner if client.get(link).status_code != 200} == {}
