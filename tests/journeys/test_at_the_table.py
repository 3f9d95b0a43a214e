"""At a table of a conference: a tablet without network, a browser that is killed, a server that is away; all arrives once."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import psutil
import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.journeys.caller import SMALL, Office, office
from tests.journeys.conftest import Arrive
from tests.journeys.eyes import DESK, PHONE, QUIET, Onlooker
from tests.journeys.house import House

TABLET = {"width": 768, "height": 1024}
SAID = [f"Wortmeldung {number}: mehr Kurse am Abend" for number in range(1, 61)]


def link_of_table(desk: Office) -> tuple[str, str]:
    """A conference with one table; (the table's own address, the conference's desk)."""
    desk.publish(SMALL.encode())
    desk.open_round("Wie geht es weiter?", "Was hat sich bewährt?", "Wo muss nachjustiert werden?")
    begins = timezone.localtime() + timedelta(days=3)
    plan = f"{desk.desk}konferenzen/neu/"
    [round_] = re.findall(r'<option value="(\d+)"', desk.caller.get(plan).text)
    facts = {
        "round": round_,
        "title": "Regionalkonferenz",
        "place": "Bürgerhaus",
        "starts_at": f"{begins:%Y-%m-%dT10:00}",
        "ends_at": f"{begins:%Y-%m-%dT16:00}",
        "registration_closes_at": f"{begins - timedelta(days=1):%Y-%m-%dT10:00}",
        "capacity": "40",
        "sittings": "10:30-12:00",
    }
    made = desk.caller.fill(plan, facts)
    assert made.status == 302, made.words
    there = made.location
    desk.caller.fill(there, {}, to=f"{there}ankuendigen/")
    desk.caller.fill(f"{there}tische/", {}, to=f"{there}tische/anlegen/")
    desk.caller.fill(f"{there}mitschreiben/", {})
    found = re.search(r'href="https?://[^/]+(/[^"]+/tisch/[a-z0-9]+/)"', desk.caller.get(f"{there}mitschreiben/").text)
    assert found
    return found[1], there


def texts_of(desk: Office, table: str) -> list[str]:
    """What the server has, as the table's page shows it, the oldest first."""
    found = re.findall(r'data-part="text">([^<]+)<', desk.caller.get(table).text)
    return list(reversed(found))


@contextmanager
def tablet(chromium: Browser, profile: Path) -> Iterator[BrowserContext]:
    """A browser with a profile that outlives it."""
    context = chromium.browser_type.launch_persistent_context(
        profile,
        executable_path="/usr/bin/chromium",
        args=QUIET,
        viewport=TABLET,
        locale="de-DE",  # type: ignore[arg-type]  # as a dict
    )
    context.set_default_timeout(20_000)
    yield context


def kill(profile: Path) -> None:
    """`kill -9` for the browser of this profile: whatever it had not yet written is gone."""
    mine = psutil.Process().children(recursive=True)
    for process in mine:
        with_profile = process.is_running() and any(str(profile) in part for part in process.cmdline())
        if with_profile:
            os.kill(process.pid, signal.SIGKILL)


def write(page: Page, text: str) -> None:
    page.get_by_label("Was wurde gesagt?").fill(text)
    page.get_by_role("button", name="Festhalten", exact=True).click()
    expect(page.get_by_label("Was wurde gesagt?")).to_have_value("")


def test_sixty_remarks_without_network_survive_a_killed_browser_and_arrive_once(
    site: House, chromium: Browser, tmp_path: Path
) -> None:
    desk = office(site, "funkloch")
    table, _ = link_of_table(desk)
    profile = tmp_path / "profile"
    with tablet(chromium, profile) as context:
        page = context.new_page()
        page.goto(site.site + table)
        expect(page.locator("[data-ready=yes]")).to_be_attached()
        context.set_offline(True)
        for text in SAID:
            write(page, text)
        expect(page.get_by_role("status").filter(has_text="Noch nicht gesendet: 60.")).to_be_visible()
        assert texts_of(desk, table) == []
        kill(profile)
    site.kill()
    with tablet(chromium, profile) as context:
        page = context.new_page()
        page.goto(site.site + table)  # nobody answers: the page comes from the tablet itself
        expect(page.locator("[data-unsent='60']")).to_be_attached()
        expect(page.locator("[data-waiting] li")).to_have_count(60)
        write(page, "Wortmeldung 61: noch eine")
        page.reload()
        expect(page.locator("[data-unsent='61']")).to_be_attached()
        site.open()
        expect(page.locator("[data-unsent='0']")).to_be_attached(timeout=60_000)
        expect(page.get_by_role("status").filter(has_text="Alles gesendet")).to_be_visible()
        expect(page.locator("[data-written] li")).to_have_count(61)
        context.close()
    assert texts_of(desk, table) == [*SAID, "Wortmeldung 61: noch eine"]


def opened(browser: Browser, address: str) -> Page:
    page = browser.new_context(viewport=TABLET, locale="de-DE").new_page()  # type: ignore[arg-type]  # as a dict
    page.set_default_timeout(20_000)
    page.goto(address)
    return page


def test_two_tablets_at_one_table_a_server_in_trouble_and_an_answer_that_is_lost(
    site: House, chromium: Browser
) -> None:
    desk = office(site, "doppelt")
    table, _ = link_of_table(desk)
    one, two = opened(chromium, site.site + table), opened(chromium, site.site + table)
    troubles = iter(["broken", "lost", "portal"])

    def trouble(route: Route) -> None:
        match next(troubles, ""):
            case "broken":
                route.fulfill(status=500, body="kaputt")
            case "lost":
                route.fetch()
                route.abort()
            case "portal":
                route.fulfill(status=200, content_type="text/html", body="<h1>Bitte anmelden</h1>")
            case _:
                route.continue_()

    one.route("**/senden/", trouble)
    write(one, "Vom ersten Tablet.")
    write(two, "Vom zweiten Tablet.")
    expect(one.locator("[data-unsent='0']")).to_be_attached(timeout=60_000)
    expect(two.locator("[data-unsent='0']")).to_be_attached()
    assert sorted(texts_of(desk, table)) == ["Vom ersten Tablet.", "Vom zweiten Tablet."]
    one.reload()
    one.locator("[data-written] li", has_text="Vom zweiten").get_by_role("link", name="Berichtigen").click()
    expect(one.get_by_label("Was wurde gesagt?")).to_have_value("Vom zweiten Tablet.")
    one.get_by_label("Was wurde gesagt?").fill("Vom zweiten, berichtigt.")
    one.get_by_role("button", name="Berichtigung festhalten").click()
    expect(one.locator("[data-written]")).to_contain_text("berichtigt")
    one.locator("[data-written] li", has_text="Vom ersten").get_by_role("button", name="Streichen").click()
    expect(one.locator("[data-written] li")).to_have_count(1)
    assert texts_of(desk, table) == ["Vom zweiten, berichtigt."]
    for page in (one, two):
        page.context.close()


def test_the_wall_grows_and_can_be_held(site: House, chromium: Browser) -> None:
    desk = office(site, "leinwand")
    table, _ = link_of_table(desk)
    tablet_, wall = opened(chromium, site.site + table), opened(chromium, f"{site.site}{table}leinwand/")
    write(tablet_, "Das soll man sehen.")
    expect(wall.get_by_text("Das soll man sehen.")).to_be_visible()
    wall.get_by_role("button", name="Anhalten").click()
    write(tablet_, "Das kommt später.")
    expect(tablet_.locator("[data-unsent='0']")).to_be_attached()
    wall.wait_for_timeout(4_000)
    assert not wall.get_by_text("Das kommt später.").is_visible()
    wall.get_by_role("button", name="Weiter").click()
    expect(wall.get_by_text("Das kommt später.")).to_be_visible()
    expect(wall.locator(".wk-wall__newest")).to_contain_text("Das kommt später.")
    for page in (tablet_, wall):
        page.context.close()


def test_a_moderator_writes_in_arabic_without_network_too(site: House, arrive: Arrive, onlooker: Onlooker) -> None:
    desk = office(site, "arabisch")
    table, _ = link_of_table(desk)
    with arrive(PHONE) as moderator:
        page = moderator.go(f"/ar{table}")
        expect(page.locator("[data-ready=yes]")).to_be_attached()
        expect(page.get_by_role("status").filter(has_text="أُرسل كل شيء.")).to_be_visible()
        moderator.context.set_offline(True)
        page.get_by_label("ماذا قيل؟").fill("دورات مسائية")
        page.get_by_role("button", name="تدوين", exact=True).click()
        expect(page.get_by_role("status").filter(has_text="لم يُرسل بعد: 1.")).to_be_visible()
        page.reload()  # from the tablet itself, in its language
        expect(page.locator("[data-waiting] li")).to_contain_text("دورات مسائية")
        moderator.context.set_offline(False)
        expect(page.locator("[data-unsent='0']")).to_be_attached()
        expect(page.locator("[data-written] li")).to_have_count(1)
        onlooker.look(page, "mitschreiben-arabisch")
        onlooker.look(moderator.go(f"/ar{table}leinwand/"), "leinwand-arabisch")
    assert texts_of(desk, table) == ["دورات مسائية"]


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_everybody_can_use_the_pages(arrive: Arrive, onlooker: Onlooker, site: House, javascript: bool) -> None:  # noqa: FBT001  # a parameter of the test
    desk = office(site, f"blick-{'an' if javascript else 'aus'}")
    table, there = link_of_table(desk)
    with arrive(PHONE, javascript=javascript) as moderator:
        page = moderator.go(table)
        page.get_by_label("Wo muss nachjustiert werden?").check()
        page.get_by_label("Was wurde gesagt?").fill("Mehr Kurse am Abend.")
        moderator.press("Festhalten")
        expect(page.locator("[data-written] li")).to_have_count(1)
        expect(page.get_by_label("Wo muss nachjustiert werden?")).to_be_checked()
        if javascript:
            onlooker.look(page, "mitschreiben")
            page.set_viewport_size(TABLET)
            onlooker.check(page, "mitschreiben (768)", {"resultTypes": ["violations"]})
            onlooker.shoot(page, "mitschreiben-768")
            onlooker.look(moderator.go(f"{table}leinwand/"), "leinwand")
    if not javascript:
        return
    with arrive(DESK) as lead:
        lead.go("/konto/anmelden/")
        lead.context.add_cookies(
            [{"name": name, "value": value, "url": site.site} for name, value in desk.caller.cookies.items()]
        )
        onlooker.look(lead.go(f"{there}mitschreiben/"), "links")
        onlooker.look(lead.go(f"{there}protokoll/"), "protokoll")
        onlooker.look(lead.go(f"{there}protokoll/?gliederung=tabellen"), "protokoll-tabellen")
        lead.press("Protokoll veröffentlichen")
        lead.press("Öffentliche Seite")
        assert "Mehr Kurse am Abend." in lead.text
        onlooker.look(lead.page, "protokoll-oeffentlich")
