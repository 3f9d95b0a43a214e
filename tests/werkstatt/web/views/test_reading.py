"""The concept as it is read, and that nobody reads what is not public."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from konzept.amend import amend
from konzept.change import Edited
from tests import factories
from tests.werkstatt.web import scene
from werkstatt.accounts.models import Role
from werkstatt.authorities.models import Authority
from werkstatt.concepts.actions import propose
from werkstatt.concepts.models import Version
from werkstatt.lib import pages
from werkstatt.participation import actions
from werkstatt.participation.models import Round
from werkstatt.web.queries import issues, kept

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def where(settings: Settings, tmp_path: Path) -> Authority:
    settings.PAGES = tmp_path
    return factories.authority()


def keep(where: Authority) -> str:
    issue = issues.current(where.slug)
    assert issue is not None
    name = kept.name_of_reading(issue)
    pages.keep(name, kept.reading(issue).encode())
    return name


def test_before_anything_is_published_the_page_says_so(client: Client, where: Authority) -> None:
    factories.version(where)
    page = client.get(f"/{where.slug}/konzept/")
    assert page.status_code == 200
    assert "noch nicht veröffentlicht" in page.content.decode()
    assert "Sprachkurse" not in page.content.decode()


def test_the_current_edition_is_read(client: Client, where: Authority) -> None:
    scene.whole(where)
    page = client.get(f"/{where.slug}/konzept/").content.decode()
    assert scene.DRAFT in page
    assert "1. Fortschreibung 2030–2033" in page


def test_older_editions_stay_under_their_address(client: Client, where: Authority) -> None:
    scene.first_edition(where)
    before = client.get(f"/{where.slug}/konzept/erstfassung/").content
    scene.next_version(Version.objects.get())
    scene.decide(Version.objects.get(ordinal=1), 1, "zweite", "1. Fortschreibung")
    assert client.get(f"/{where.slug}/konzept/erstfassung/").content == before
    assert client.get(f"/{where.slug}/konzept/zweite/").content != before


def test_a_published_version_without_edition_has_an_address(client: Client, where: Authority) -> None:
    scene.publish(factories.version(where))
    assert client.get(f"/{where.slug}/konzept/fassung-0/").status_code == 200


def test_an_edition_is_reached_by_its_number_too(client: Client, where: Authority) -> None:
    scene.first_edition(where)
    page = client.get(f"/{where.slug}/konzept/fassung-0/")
    assert page.status_code == 302
    assert client.get(f"/{where.slug}/konzept/fassung-0/", follow=True).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "konzept/fassung-1/",
        "konzept/fassung-99/",
        "konzept/zweite/",
        "konzept/synopse/erstfassung..fassung-1/",
        "konzept/synopse/fassung-1..erstfassung/",
        "konzept/e/unbekannt/",
    ],
)
def test_what_was_never_published_is_not_there(client: Client, where: Authority, path: str) -> None:
    scene.next_version(scene.first_edition(where), scene.SECRET)
    page = client.get(f"/{where.slug}/{path}")
    assert page.status_code == 404
    assert scene.SECRET not in page.content.decode()


def test_drafts_and_voices_are_nowhere_on_the_public_site(client: Client, where: Authority) -> None:
    first, second = scene.whole(where)
    asked = scene.round_(second, "laufend")
    scene.say(asked, "meas0112", "")
    scene.answer_all(asked, reason=f"Antwort {scene.SECRET}")
    scene.next_version(second, scene.SECRET)
    slug = where.slug
    paths = ["", "konzept/", "konzept/erstfassung/", "konzept/1-fortschreibung/", "konzept/e/meas0112/", "beleg/"]
    paths += ["konzept/synopse/erstfassung..1-fortschreibung/", f"suche/?q={scene.SECRET}", "suche/?q=Kinderbetreuung"]
    for path in paths:
        page = client.get(f"/{slug}/{path}").content.decode().replace(f"value=&quot;{scene.SECRET}", "")
        assert scene.SAID not in page
        if "suche" not in path:
            assert scene.SECRET not in page
    assert first.pk != second.pk


def test_an_element_of_another_authority_is_not_here(client: Client, where: Authority) -> None:
    scene.first_edition(factories.authority())
    assert client.get(f"/{where.slug}/konzept/e/meas0111/").status_code == 404


def test_an_element_says_wording_place_who_when_and_history(client: Client, where: Authority) -> None:
    scene.whole(where, voices=2)
    page = client.get(f"/{where.slug}/konzept/e/meas0112/").content.decode()
    for words in ("Maßnahme 1.1.2", scene.DRAFT, "Volkshochschule Erlenau", "bis Ende 2027", "Sprache und Bildung"):
        assert words in page
    assert "Grundlage: 2 Rückmeldungen" in page
    assert "In der Synopse zeigen" in page
    assert "Zurzeit wird danach nicht gefragt" in page


def test_a_dropped_element_says_that_it_is_gone(client: Client, where: Authority) -> None:
    first = scene.first_edition(where)
    without = scene.without(factories.concept_value(), "meas0212", "Alle Wegweiser sind im Netz.")
    scene.decide(factories.version(value=without, parent=first), 1, "zweite", "1. Fortschreibung")
    page = client.get(f"/{where.slug}/konzept/e/meas0212/").content.decode()
    assert "nicht mehr enthalten" in page
    assert "Grund: Alle Wegweiser sind im Netz." in page


def test_one_may_speak_while_a_round_asks_about_the_element(client: Client, where: Authority) -> None:
    asked = scene.round_(scene.first_edition(where))
    asked.areas = ["area0002"]
    asked.save()
    assert "Meinung sagen" in client.get(f"/{where.slug}/konzept/e/meas0211/").content.decode()
    assert "Meinung sagen" not in client.get(f"/{where.slug}/konzept/e/meas0111/").content.decode()


@pytest.mark.parametrize("voices", [1, 3])
def test_an_element_asks_the_same_however_much_was_said(
    client: Client, where: Authority, voices: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    _, second = scene.whole(where, voices=voices)
    scene.round_(second)
    with django_assert_num_queries(6):
        client.get(f"/{where.slug}/konzept/e/meas0112/")


def test_the_synopsis_may_leave_out_what_stayed(client: Client, where: Authority) -> None:
    scene.whole(where)
    path = f"/{where.slug}/konzept/synopse/erstfassung..1-fortschreibung/"
    whole, changed = client.get(path).content.decode(), client.get(f"{path}?nur=geaendert").content.decode()
    assert "Elemente unverändert" in whole
    assert "Elemente unverändert" not in changed
    assert "Nur Geändertes zeigen" in whole
    assert "Auch Unverändertes zeigen" in changed


# --- kept pages ------------------------------------------------------------------------------------------------------


def test_a_page_that_is_not_kept_yet_is_rendered_and_sent_as_it_is(client: Client, where: Authority) -> None:
    scene.first_edition(where)
    page = client.get(f"/{where.slug}/konzept/", headers={"accept-encoding": "br, gzip"})
    assert "Content-Encoding" not in page.headers
    assert page.headers["Cache-Control"] == "public, no-cache"
    assert page.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(("accepted", "encoding"), [("gzip, br", "br"), ("gzip", "gzip"), ("", None)])
def test_a_kept_page_is_sent_as_the_browser_takes_it(
    client: Client, where: Authority, accepted: str, encoding: str | None
) -> None:
    scene.first_edition(where)
    plain = client.get(f"/{where.slug}/konzept/").content
    keep(where)
    page = client.get(f"/{where.slug}/konzept/", headers={"accept-encoding": accepted})
    assert page.headers.get("Content-Encoding") == encoding
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
    assert unpack(page.content) == plain


def test_what_the_browser_has_is_not_sent_again(client: Client, where: Authority) -> None:
    scene.first_edition(where)
    keep(where)
    first = client.get(f"/{where.slug}/konzept/", headers={"accept-encoding": "br"})
    again = client.get(
        f"/{where.slug}/konzept/", headers={"accept-encoding": "br", "if-none-match": first.headers["ETag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Vary"] == "Accept-Encoding"


def test_each_encoding_has_its_own_tag(client: Client, where: Authority) -> None:
    scene.first_edition(where)
    keep(where)
    tags = {
        client.get(f"/{where.slug}/konzept/", headers={"accept-encoding": each}).headers["ETag"]
        for each in ("br", "gzip", "")
    }
    assert len(tags) == 3


def test_another_wording_is_sent_although_the_browser_has_the_old_one(client: Client, where: Authority) -> None:
    first = scene.first_edition(where)
    tag = client.get(f"/{where.slug}/konzept/").headers["ETag"]
    scene.decide(scene.next_version(first), 1, "zweite", "1. Fortschreibung")
    page = client.get(f"/{where.slug}/konzept/", headers={"if-none-match": tag})
    assert page.status_code == 200
    assert scene.DRAFT in page.content.decode()


def test_a_kept_page_costs_one_small_question_and_no_cookie(
    client: Client, where: Authority, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    scene.whole(where)
    keep(where)
    with django_assert_num_queries(1):
        page = client.get(f"/{where.slug}/konzept/")
    assert not page.cookies


def test_signed_in_or_not_the_page_is_the_same(client: Client, where: Authority) -> None:
    scene.first_edition(where)
    keep(where)
    browser = factories.signed_in(factories.person(where))
    path = f"/{where.slug}/konzept/"
    assert browser.get(path).content == client.get(path).content


def test_a_tag_may_come_weakened_or_among_others(client: Client, where: Authority) -> None:
    scene.first_edition(where)
    tag = client.get(f"/{where.slug}/konzept/").headers["ETag"]
    for said in (f"W/{tag}", f'"anderes", {tag}'):
        assert client.get(f"/{where.slug}/konzept/", headers={"if-none-match": said}).status_code == 304
    assert client.get(f"/{where.slug}/konzept/", headers={"if-none-match": '"anderes"'}).status_code == 200


def test_a_page_kept_before_a_new_publication_is_not_served_after_it(client: Client, where: Authority) -> None:
    first = scene.first_edition(where)
    old = keep(where)
    scene.decide(scene.next_version(first), 1, "zweite", "1. Fortschreibung")
    page = client.get(f"/{where.slug}/konzept/", headers={"accept-encoding": "br"})
    assert old not in page.headers["ETag"]
    assert scene.DRAFT in page.content.decode()
    assert old in client.get(f"/{where.slug}/konzept/erstfassung/").headers["ETag"]


def test_a_renamed_authority_has_its_new_name_at_once(client: Client, where: Authority) -> None:
    scene.first_edition(where)
    keep(where)
    Authority.objects.filter(pk=where.pk).update(name="Landkreis Neu-Erlenau")
    assert "Landkreis Neu-Erlenau" in client.get(f"/{where.slug}/konzept/").content.decode()


def test_a_paper_that_becomes_an_edition_says_so_at_once(client: Client, where: Authority) -> None:
    version = scene.publish(factories.version(where))
    keep(where)
    assert "noch nicht beschlossen" in client.get(f"/{where.slug}/konzept/").content.decode()
    scene.decide(version, 0, "erstfassung", "Erstfassung")
    assert "beschlossen am 18. März 2026" in client.get(f"/{where.slug}/konzept/").content.decode()


def test_asking_for_the_head_alone_is_answered(client: Client, where: Authority) -> None:
    scene.first_edition(where)
    keep(where)
    page = client.head(f"/{where.slug}/konzept/", headers={"accept-encoding": "gzip"})
    assert (page.status_code, page.content) == (200, b"")
    assert page.headers["Content-Encoding"] == "gzip"


HOSTILE = "<script>alert(1)</script> {{ 7|add:7 }} \u202eteg\u202c [x](javascript:alert(1)) <img src=x onerror=y>"


def test_hostile_words_of_a_concept_are_only_words(client: Client, where: Authority) -> None:
    value = scene.next_text(text=HOSTILE)
    measure = value.find("meas0111")
    assert measure is not None
    bad = [Edited("meas0111", "title", None, HOSTILE), Edited("meas0111", "fields", {}, {HOSTILE: HOSTILE})]
    first = scene.first_edition(where)
    scene.decide(factories.version(value=amend(value, bad), parent=first), 1, "zweite", "1. Fortschreibung")
    slug = where.slug
    for path in ("konzept/", "konzept/e/meas0111/", "konzept/e/meas0112/", "konzept/e/goal0011/", "suche/?q=alert", ""):
        page = client.get(f"/{slug}/{path}").content.decode()
        assert "<script>alert" not in page
        assert "<img" not in page
        assert 'href="javascript' not in page


@pytest.mark.parametrize("text", ["a" * 10_000, "Wort " * 2_000, "\n\n".join(["Absatz."] * 500), "- x\n" * 500])
def test_ten_thousand_characters_are_read_whole(client: Client, where: Authority, text: str) -> None:
    scene.publish(factories.version(where, scene.next_text(text=text.strip())))
    words = text.split()
    for path in ("konzept/", "konzept/e/meas0112/"):
        page = client.get(f"/{where.slug}/{path}").content.decode()
        assert page.count(words[-1]) >= words.count(words[-1])


def visitors(where: Authority) -> list[Client]:
    """Everybody a public page may meet."""
    people = [factories.person(where, role) for role in Role.values]
    people += [factories.person(factories.authority()), factories.person(None)]
    return [Client(), *map(factories.signed_in, people)]


def test_a_draft_is_on_no_public_page_for_anybody(where: Authority) -> None:
    """The commissioner too: what the office sees stands in the office."""
    first, second = scene.whole(where)
    scene.next_version(second, scene.SECRET)
    element = factories.concept_value().find("meas0111")
    assert element is not None
    propose(second.concept, None, Edited("meas0111", "text", element.text, f"{scene.SECRET} vorgemerkt"))
    names = ["erstfassung", "1-fortschreibung", "fassung-0", "fassung-1", "fassung-2", "fassung-3"]
    paths = ["", "konzept/", "konzept/e/meas0111/", "konzept/e/meas0112/", "mitmachen/", "suche/?q=vorgemerkt"]
    paths += [f"konzept/{name}/" for name in names]
    paths += [f"konzept/synopse/{old}..{new}/" for old in names[:2] for new in names[1:]]
    paths += [f"konzept/synopse/{names[0]}..{new}.pdf" for new in names[1:]]
    paths += [f"konzept/{name}/konzept.{ending}" for name in names for ending in ("json", "md")]
    for browser in visitors(where):
        for path in paths:
            page = browser.get(f"/{where.slug}/{path}", follow=True)
            assert scene.SECRET not in page.content.decode("utf-8", "ignore"), path
    assert first.ordinal == 0


def test_everybody_reads_the_same(where: Authority) -> None:
    scene.whole(where)
    for path in ("konzept/", "konzept/erstfassung/", "konzept/synopse/erstfassung..1-fortschreibung/"):
        pages_seen = {browser.get(f"/{where.slug}/{path}").content for browser in visitors(where)}
        assert len(pages_seen) == 1


def test_an_element_shows_its_translation_above_the_german_text(client: Client) -> None:
    where = factories.authority("erlenau")
    round_ = factories.round_(factories.published(where))
    Round.objects.filter(pk=round_.pk).update(languages=["ar"])
    actions.translate(Round.objects.get(pk=round_.pk), None, "ar", [(("meas0111", "text"), "نص عربي")])
    arabic = client.get("/ar/erlenau/konzept/e/meas0111/").content.decode()
    assert '<div lang="ar" dir="rtl"><p>نص عربي</p></div>' in arabic.replace("\n", "")
    assert "النص الألماني هو المعتمد" in arabic
    assert "هذا النص متوفر باللغة الألمانية فقط" not in arabic  # it is there, after all
    assert "هذا النص متوفر باللغة الألمانية فقط" in client.get("/ar/erlenau/konzept/e/meas0112/").content.decode()
    assert "Meinung sagen" not in arabic
    german = client.get("/erlenau/konzept/e/meas0111/").content.decode()
    assert "نص عربي" not in german
    assert 'hreflang="ar"' in german
    assert "wk-told" not in client.get("/en/erlenau/konzept/e/meas0111/").content.decode()
