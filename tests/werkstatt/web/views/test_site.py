"""The public site around the concept."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import factories
from tests.werkstatt.web import scene
from werkstatt.authorities.models import Authority

pytestmark = pytest.mark.django_db


def text(client: Client, path: str, status: int = 200) -> str:
    page = client.get(path)
    assert page.status_code == status
    return page.content.decode()


def test_a_new_server_says_what_to_do_first(client: Client) -> None:
    assert "werkstatt found" in text(client, "/")


def test_the_only_authority_is_the_front(client: Client) -> None:
    where = factories.authority()
    assert client.get("/").headers["Location"] == f"/{where.slug}/"


def test_several_authorities_are_listed(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    names = ["Landkreis Erlenau", "Stadt Tessen", "Landkreis Ohmtal"]
    for name in names:
        factories.authority(name=name)
    with django_assert_num_queries(1):
        page = text(client, "/")
    assert all(name in page for name in names)


def test_a_home_without_a_concept_promises_nothing(client: Client) -> None:
    where = factories.authority()
    factories.version(where)
    page = text(client, f"/{where.slug}/")
    assert "Noch ist keine Fassung veröffentlicht" in page
    assert "Konzept lesen" not in page


def test_a_home_shows_the_concept_what_runs_and_what_was_decided(client: Client) -> None:
    where = factories.authority()
    _, second = scene.whole(where)
    scene.round_(second, "sommer")
    scene.round_(second, "spaeter", starts=3, ends=9)
    page = text(client, f"/{where.slug}/")
    for words in ("Konzept lesen", "Runde sommer", "Sprache und Bildung", "2 Ziele, 3 Maßnahmen", "Erstfassung 2026"):
        assert words in page
    assert "Runde spaeter" not in page
    assert f"/{where.slug}/konzept/synopse/erstfassung..1-fortschreibung/" in page


def test_one_primary_action_a_page(client: Client) -> None:
    where = factories.authority()
    _, second = scene.whole(where)
    for slug in ("eins", "zwei"):
        scene.round_(second, slug)
    assert text(client, f"/{where.slug}/").count("kern-btn--primary") == 1


@pytest.mark.parametrize("rounds", [1, 3])
def test_a_home_asks_the_same_however_much_there_is(
    client: Client, rounds: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    where = factories.authority()
    _, second = scene.whole(where)
    for number in range(rounds):
        scene.round_(second, f"runde-{number}")
    with django_assert_num_queries(5):
        text(client, f"/{where.slug}/")


def test_a_receipt_is_shown_and_never_kept_by_anybody(client: Client) -> None:
    where = factories.authority()
    asked = scene.round_(scene.first_edition(where))
    code = scene.say(asked, "meas0111")
    scene.answer_all(asked)
    page = client.get(f"/{where.slug}/mitmachen/beleg/{code}/")
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    body = page.content.decode()
    for words in (scene.SAID, "übernommen", "Das wird so gemacht.", "Der Kreistag entscheidet im Mai."):
        assert words in body
    assert "noindex" in body


def test_an_answer_to_come_is_promised(client: Client) -> None:
    where = factories.authority()
    code = scene.say(scene.round_(scene.first_edition(where)), "meas0111")
    assert "Noch nicht beantwortet" in text(client, f"/{where.slug}/mitmachen/beleg/{code}/")


def test_a_receipt_can_be_taken_along_on_paper(client: Client) -> None:
    where = factories.authority()
    code = scene.say(scene.round_(scene.first_edition(where)), "meas0111")
    shown = text(client, f"/{where.slug}/mitmachen/beleg/{code}/")
    assert f"/{where.slug}/mitmachen/beleg/{code}/beleg.pdf" in shown
    assert 'src="data:image/svg+xml' in shown
    sheet = client.get(f"/{where.slug}/mitmachen/beleg/{code}/beleg.pdf")
    assert sheet.content.startswith(b"%PDF-")
    assert (sheet["Cache-Control"], sheet["Content-Type"]) == ("no-store", "application/pdf")
    assert client.get(f"/{factories.authority().slug}/mitmachen/beleg/{code}/beleg.pdf").status_code == 404


@pytest.mark.parametrize("voices", [1, 3])
def test_a_receipt_costs_the_same_however_much_was_said(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, voices: int
) -> None:
    where = factories.authority()
    code = scene.say(scene.round_(scene.first_edition(where)), *["meas0111", "meas0112", "meas0211"][:voices])
    text(client, f"/{where.slug}/mitmachen/beleg/{code}/")
    with django_assert_num_queries(7):
        text(client, f"/{where.slug}/mitmachen/beleg/{code}/")


@pytest.mark.parametrize("code", ["K7F3-92QM-4TXA", "x", "K7F3"])
def test_an_unknown_code_is_said_kindly(client: Client, code: str) -> None:
    where = factories.authority()
    page = text(client, f"/{where.slug}/mitmachen/beleg/{code}/", 404)
    assert "Diesen Beleg finden wir nicht" in page
    assert 'name="code"' in page


def test_a_receipt_of_another_authority_is_unknown_here(client: Client) -> None:
    where, elsewhere = factories.authority(), factories.authority()
    code = scene.say(scene.round_(scene.first_edition(where)), "meas0111")
    assert scene.SAID not in text(client, f"/{elsewhere.slug}/mitmachen/beleg/{code}/", 404)


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [(" k7f3-92qm-4txa ", "k7f3-92qm-4txa"), ("../../x", "x"), ("???", "-"), ("K7F3 92QM", "K7F392QM")],
)
def test_the_form_leads_to_the_receipt_without_a_cookie(client: Client, typed: str, leads_to: str) -> None:
    where = factories.authority()
    page = client.get(f"/{where.slug}/beleg/", {"code": typed})
    assert page.headers["Location"] == f"/{where.slug}/mitmachen/beleg/{leads_to}/"
    assert not page.cookies


def test_the_form_explains_itself(client: Client) -> None:
    assert "was daraus geworden ist" in text(client, f"/{factories.authority().slug}/beleg/")


@pytest.mark.parametrize("page", ["barrierefreiheit", "datenschutz"])
def test_declarations_name_whom_to_ask(client: Client, page: str) -> None:
    where = factories.authority()
    where.contact = "Alma Brandt, Telefon 03000 123"
    where.save()
    Authority.objects.create(name="Stadt Tessen", slug="tessen")
    own, general = text(client, f"/{page}/{where.slug}/"), text(client, f"/{page}/")
    for body in (own, general):
        assert "Alma Brandt, Telefon 03000 123" in body
    assert "Stadt Tessen" in general
    assert "Stadt Tessen" not in own
    assert client.get(f"/{page}/gibt-es-nicht/").status_code == 404


def test_every_public_page_links_both_declarations(client: Client) -> None:
    where = factories.authority()
    scene.first_edition(where)
    for path in ("", "konzept/", "konzept/e/meas0111/", "beleg/", "suche/"):
        page = text(client, f"/{where.slug}/{path}")
        assert f'href="/barrierefreiheit/{where.slug}/"' in page
        assert f'href="/datenschutz/{where.slug}/"' in page
    assert 'href="/barrierefreiheit/"' in text(client, "/nichts-da/", 404)


def test_pages_for_readers_set_no_cookie(client: Client) -> None:
    where = factories.authority()
    scene.first_edition(where)
    for path in ("", "konzept/", "konzept/e/meas0111/", "beleg/", "suche/?q=Sprache"):
        assert not client.get(f"/{where.slug}/{path}").cookies
