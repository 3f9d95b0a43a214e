"""Every page that participants meet, in languages from left to right and from right to left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import translation
from pytest_django import DjangoDbBlocker

from tests.architecture import world as worlds
from tests.architecture.laws.addresses import Address, addresses
from tests.architecture.world import World
from tests.catalogues import written
from werkstatt.lib import doors, languages

pytestmark = pytest.mark.django_db
APPS = ("participation:", "conferences:", "web:", "search:")
PAGES = [
    address
    for address in addresses(get_resolver().url_patterns)
    if address.name.startswith(APPS) and doors.rule_of(address.view) == (True, None) and address.name != "web:start"
]
PARTS = ("conferences:written", "conferences:wall")  # of a page that stays open, and the wall, where nobody chooses
WHOLE = [address for address in PAGES if not address.name.startswith(PARTS)]
NAMES = re.compile(r"<(?:\w+:)?(\w+)>")


@pytest.fixture(scope="module")
def county(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """One county for all, taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield worlds.found()
        transaction.set_rollback(True)


SAID = ("aria-label", "title", "placeholder", "alt")
OWN = {
    "Konzeptwerkstatt",
    "Landkreis Erlenau",
    "English",
    "Word",
    "PDF",
    "LibreOffice",
    "Regionalkonferenz Nord",
}  # names
NAMED = re.compile(
    "|".join(
        ("Wie geht es uns damit\\?", "Thema \\d", "Excel", "[A-Z]{3,4}", "LibreOffice-(Text|Tabelle)", *sorted(OWN))
    )
)
LATIN = re.compile(r"[^\W\d_\u0600-\u06ff]{4,}")


class Heard(HTMLParser):
    """What a page says, text by text, but for what is marked as German or follows its own direction."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []  # tag, is its text somebody's own
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        own = tag in {"title", "style", "script", "bdi"} or has.get("lang") == "de" or has.get("dir") == "auto"
        own = own or ("lang" not in has and bool(self.open) and self.open[-1][1])
        if not own:
            self.texts += [value for name in SAID if (value := has.get(name))]
        if tag not in {"input", "br", "img", "meta", "link", "hr", "wbr"}:
            self.open.append((tag, own))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open and not self.open[-1][1]:
            self.texts.append(" ".join(data.split()))


def page(address: Address, county: World, code: str) -> str:
    """Its HTML; "" for a file and for an address that leads elsewhere or only takes deeds."""
    with translation.override(code):
        path = reverse(address.name, kwargs=county.filled(address.name, NAMES.findall(address.pattern)))
    assert path.startswith(f"/{code}/")
    with transaction.atomic():
        response = Client().get(path)
        transaction.set_rollback(True)
    assert response.status_code < 500
    is_page = response.status_code == 200 and response.headers["Content-Type"].startswith("text/html")
    return response.content.decode() if is_page else ""


@pytest.mark.parametrize("code", ["en", "uk", "ar"])
@pytest.mark.parametrize("address", WHOLE, ids=lambda address: address.name)
def test_a_page_says_which_language_it_speaks(county: World, address: Address, code: str) -> None:
    html = page(address, county, code)
    if html:
        assert f'<html lang="{code}" dir="{languages.direction(code)}">' in html
        assert 'class="wk-languages"' in html
        main = html.partition("<main")[2].partition("</main>")[0]
        leads = re.findall(r'(?:href|action)="(/[^"]*)"', main)
        assert [each for each in leads if not each.startswith((f"/{code}/", "/static/"))] == []


@pytest.mark.parametrize("code", ["en", "uk", "ar"])
@pytest.mark.parametrize("address", PAGES, ids=lambda address: address.name)
def test_no_german_is_left(county: World, address: Address, code: str) -> None:
    """But for what is marked as German and for what people and the office wrote."""
    html = page(address, county, code)
    title = re.findall(r"<title>([^<]*)</title>", html)
    words = {line.strip() for text in [*title, *Heard(html).texts] for line in text.split("\n")}
    german = {one for one, many in written(code).items() if one not in many}
    assert words & german == set()


@pytest.mark.parametrize("address", PAGES, ids=lambda address: address.name)
def test_an_arabic_page_marks_each_german_word(county: World, address: Address) -> None:
    """Whatever has Latin letters is German: a name, a code in capitals, or marked so that it is read out and set as German."""
    heard = Heard(page(address, county, "ar")).texts
    left = [text for text in heard if not re.search("[\u0600-\u06ff]", text) and LATIN.search(NAMED.sub("", text))]
    assert left == []


@pytest.mark.parametrize(
    ("html", "heard"),
    [
        ("<p>Ihre Meinung</p>", ["Ihre Meinung"]),
        ('<p lang="de">Ihre <b>Meinung</b></p>', []),
        ('<main lang="de"><p lang="ar">نص</p>Wort</main>', ["نص"]),
        ('<p dir="auto">Eigenes</p><bdi>Name</bdi>', []),
        ('<nav aria-label="Seiten"><br><p>x</p></nav>', ["Seiten", "x"]),
        ('<p><span lang="de">a</span> b</p>', ["b"]),
    ],
)
def test_only_what_is_not_marked_is_heard(html: str, heard: list[str]) -> None:
    assert Heard(html).texts == heard


@pytest.mark.parametrize("address", PAGES, ids=lambda address: address.name)
def test_what_people_write_has_its_own_direction(county: World, address: Address) -> None:
    """Fields for words of one's own, in an Arabic page as in a German one."""
    fields = re.findall(r"<textarea[^>]*>", page(address, county, "ar"))
    assert [field for field in fields if 'dir="auto"' not in field] == []


def test_pages_were_really_seen(county: World) -> None:
    """Or the tests above would find nothing wherever they looked."""
    seen = {address.name for address in PAGES if page(address, county, "ar")}
    assert {"participation:list", "participation:round", "participation:say", "participation:path"} <= seen
    assert {"participation:said", "participation:hand_in", "conferences:list", "conferences:conference"} <= seen
    assert {"conferences:register", "web:home", "web:find_receipt", "web:concept"} <= seen
