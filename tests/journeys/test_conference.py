"""A conference from the invitation to the minutes: planned, announced, registered for on a phone without scripts, seated, held, told."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from tests.journeys.caller import SMALL, Office, office
from tests.journeys.conftest import Arrive
from tests.journeys.eyes import PHONE, Onlooker, Visitor
from tests.journeys.house import House

SLUG = "talkreis"
CONFERENCES = f"/werkstatt/{SLUG}/konferenzen/"
PLACE = "regionalkonferenz-talkreis"
GOOD, ADJUST = "Was hat sich bewährt?", "Wo muss nachjustiert werden?"
SAID = [
    (ADJUST, "Sprachkurse am Abend fehlen."),
    (GOOD, "Die Übersicht der Sprachkurse hilft."),
    (ADJUST, "Die Kinderbetreuung soll bleiben."),
]
OPPOSED = "Die Kinderbetreuung soll nicht bleiben."
ELSEWHERE = "Junge Leute wollen mitreden."
BEFORE = "Hier ist der Empfang schwach."
WITHOUT_NETWORK = ["Der Bus fährt abends nicht.", "Formulare sind zu schwer.", "Ehrenamt braucht Räume."]
OWN_PAGE = re.compile(rf"/{SLUG}/konferenz/{PLACE}/anmeldung/[a-z2-7]{{20}}/$")


@pytest.fixture(scope="module")
def alma(site: House) -> Office:
    """An office with a concept and an open round."""
    made = office(site, SLUG)
    made.publish(SMALL.encode())
    made.open_round("Wie geht es weiter?", GOOD, ADJUST)
    return made


def enter(who: Visitor, site: House, alma: Office) -> None:
    """She is signed in."""
    who.context.add_cookies([{"name": n, "value": v, "url": site.site} for n, v in alma.caller.cookies.items()])


def plan(who: Visitor, onlooker: Onlooker) -> None:
    """From the participation to a conference with three seats that everybody sees."""
    page = who.go(f"/werkstatt/{SLUG}/beteiligung/")
    who.press("Konferenzen", page.locator("main"))
    onlooker.look(page, "konferenzen-leer")
    who.press("Konferenz planen")
    onlooker.look(page, "konferenz-planen")
    day = datetime.now(tz=UTC) + timedelta(days=20)
    who.fill(
        title="Regionalkonferenz Talkreis",
        place="Bürgerhaus Talbrück",
        address="Marktplatz 1\n99999 Talbrück",
        starts_at=f"{day:%Y-%m-%d}T10:00",
        ends_at=f"{day:%Y-%m-%d}T16:00",
        registration_closes_at=f"{day:%Y-%m-%d}T08:00",
        sittings="vormittags",
        capacity="3",
        programme="- 10:00 Begrüßung\n- 10:30 Tische",
        accessibility="Stufenloser Zugang",
    )
    who.press("Konferenz planen", page.locator("main form"))
    expect(page.locator("main")).to_contain_text("„vormittags“ ist keine Zeit.")
    onlooker.look(page, "konferenz-planen-fehler")
    who.fill(sittings="10:30–12:00\n13:00–14:30")
    who.press("Konferenz planen", page.locator("main form"))
    expect(page.locator("main")).to_contain_text("Noch sieht sie nur die Werkstatt.")
    onlooker.look(page, "konferenz-geplant")


def lay(who: Visitor, onlooker: Onlooker) -> None:
    """A table for each area and one more; then everybody may come."""
    page = who.go(f"{CONFERENCES}{PLACE}/")
    who.press("Thementische", page.locator("main"))
    onlooker.look(page, "tische-leer")
    who.press("Je Handlungsfeld ein Tisch")
    expect(page.locator("main")).to_contain_text("angelegt")
    laid = page.locator("tbody tr").count()
    for topic in ("Ehrenamt und Begegnung", "Junge Menschen", "Wohnen")[: 4 - laid]:
        who.press("Tisch anlegen")
        onlooker.look(page, "tisch-anlegen")
        who.fill(topic=topic, seats="2", moderator="Freiwilligenagentur")
        who.press("Tisch anlegen", page.locator("main form"))
        expect(page.locator("main table")).to_contain_text(topic)
    onlooker.look(page, "tische")
    who.go(f"{CONFERENCES}{PLACE}/")
    who.press("Ankündigen und Anmeldung öffnen")
    expect(page.locator("main")).to_contain_text("Ab jetzt kann man sich anmelden.")
    onlooker.look(page, "konferenz-angekuendigt")


def come(who: Visitor, name: str, looker: Visitor | None = None, onlooker: Onlooker | None = None) -> str:
    """From the home page to one's own page; its path."""
    page = who.go(f"/{SLUG}/")
    who.press("Regionalkonferenz Talkreis", page.locator("main"))
    for words in ("Bürgerhaus Talbrück", "Stufenloser Zugang", "10:00 Begrüßung"):
        expect(page.locator("main")).to_contain_text(words)
    if looker and onlooker:
        onlooker.look(looker.go(who.path), "konferenz-oeffentlich")
        onlooker.look(looker.go(f"{who.path}anmelden/"), "konferenz-anmelden")
    page.locator("main a.kern-btn--primary").click()
    who.fill(name=name, organisation="Verein Talblick")
    page.locator("[name=wish_1]").select_option(index=1)
    page.locator("[name=wish_2]").select_option(index=2)
    page.wait_for_timeout(2_100)  # faster than a person, and it is asked once more
    page.locator("main form button").click()
    expect(page).to_have_url(OWN_PAGE)
    expect(page.locator("main")).to_contain_text(name)
    return who.path


def seat(who: Visitor, onlooker: Onlooker) -> None:
    """All at once; then one is dragged to another table, and one is moved by the form."""
    page = who.go(f"{CONFERENCES}{PLACE}/plaetze/")
    expect(page.locator("main")).to_contain_text("3 Personen haben noch keinen Platz.")
    onlooker.look(page, "plaetze-offen")
    who.press("Plätze verteilen")
    expect(page.locator("main")).to_contain_text("3 Personen haben jetzt einen Platz in jeder Gesprächsrunde.")
    onlooker.look(page, "plaetze")
    places = page.locator("tbody td[data-table]")
    first = page.locator("tbody td:nth-child(2)")
    taken = first.filter(has=page.locator("li"))
    person = taken.first.locator("li").first
    name = (person.locator("a").text_content() or "").strip()
    elsewhere = page.locator("tbody tr").filter(has_not_text=name).locator("td:nth-child(2)").first
    person.drag_to(elsewhere)
    expect(page.locator("main")).to_contain_text("ist festgelegt.")
    expect(page.locator("tbody .wk-tag")).to_have_count(1)
    expect(page.locator("tbody li", has=page.locator(".wk-tag"))).to_contain_text(name)
    assert places.count() == 8
    page.locator("tbody li", has=page.locator(".wk-tag")).locator("a").click()
    onlooker.look(page, "platz-aendern")
    who.press("Festlegung lösen")
    expect(page.locator("main")).to_contain_text("Die Festlegung ist gelöst.")
    expect(page.locator("tbody .wk-tag")).to_have_count(0)


def print_out(who: Visitor, folder: Path, onlooker: Onlooker) -> None:
    """The list to sign, and a dossier."""
    page = who.go(f"{CONFERENCES}{PLACE}/")
    who.press("Unterlagen", page.locator("main"))
    onlooker.look(page, "unterlagen")
    listed = take(who, "Teilnahmelisten", folder)
    words = "\n".join(cell.text for table in Document(str(listed)).tables for row in table.rows for cell in row.cells)
    assert "Wanda Wartet" in words
    assert "Unterschrift" in words
    dossier = take(who, "Tisch 1", folder)
    assert "Die Fragen" in [paragraph.text for paragraph in Document(str(dossier)).paragraphs]


def take(who: Visitor, what: str, folder: Path) -> Path:
    """The Word file of one line of the list."""
    with who.page.expect_download() as waiting:
        who.page.locator("main li", has_text=what).get_by_role("link", name=re.compile("^Word")).click()
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target


def tables_of(who: Visitor) -> list[str]:
    """The paths for those who write at the tables: what the office hands to the moderators."""
    page = who.go(f"{CONFERENCES}{PLACE}/")
    who.press("Mitschreiben", page.locator("main"))
    who.press("4 Links ausstellen")
    links = page.locator("main a.wk-address")
    expect(links).to_have_count(4)
    return [urlsplit(link.get_attribute("href") or "").path for link in links.all()]


def write(who: Visitor, table: str, answer: str, text: str) -> None:
    """One remark at one table."""
    page = who.go(table)
    page.get_by_label(answer).check()
    page.get_by_label("Was wurde gesagt?").fill(text)
    who.press("Festhalten")
    expect(page.locator("[data-written]")).to_contain_text(text)


def hold(who: Visitor, wall: Visitor, tables: list[str]) -> None:
    """Two tables talk; what is said twice is written twice, and the wall shows it."""
    for answer, text in [*SAID, SAID[0], (ADJUST, OPPOSED)]:
        write(who, tables[0], answer, text)
    write(who, tables[1], ADJUST, ELSEWHERE)
    page = wall.go(f"{tables[0]}leinwand/")
    expect(page.locator("main")).to_contain_text(SAID[0][1])


def hold_without_network(moderator: Visitor, wall: Visitor, table: str) -> None:
    """A third table loses the network and its page; once there is network again all arrives once, and the wall grows."""
    shown = wall.go(f"{table}leinwand/").locator("[data-wall] li")
    expect(shown).to_have_count(0)
    page = moderator.go(table)
    expect(page.locator("[data-ready=yes]")).to_be_attached()
    note(page, BEFORE)
    expect(shown).to_contain_text([BEFORE])
    moderator.context.set_offline(True)
    for text in WITHOUT_NETWORK:
        note(page, text)
    expect(page.locator("[data-unsent='3']")).to_be_attached()
    page.close()
    again = moderator.context.new_page()
    again.goto(moderator.site + table)  # from the tablet itself
    expect(again.locator("[data-waiting] li")).to_contain_text(WITHOUT_NETWORK[::-1])  # the newest first
    expect(shown).to_have_count(1)
    moderator.context.set_offline(False)
    expect(again.locator("[data-unsent='0']")).to_be_attached()
    expect(again.locator("[data-written] li")).to_have_count(4)
    expect(shown).to_have_count(4)
    for text in WITHOUT_NETWORK:
        expect(shown.filter(has_text=text)).to_have_count(1)
    again.reload()
    expect(again.locator("[data-written] li")).to_have_count(4)


def note(page: Page, text: str) -> None:
    """One remark on the tablet, which keeps it by itself."""
    page.get_by_label(ADJUST).check()
    page.get_by_label("Was wurde gesagt?").fill(text)
    page.get_by_role("button", name="Festhalten", exact=True).click()
    expect(page.get_by_label("Was wurde gesagt?")).to_have_value("")


def tell(who: Visitor, onlooker: Onlooker) -> None:
    """The office looks through and publishes with one click."""
    page = who.go(f"{CONFERENCES}{PLACE}/")
    who.press("Ergebnisprotokoll", page.locator("main"))
    onlooker.look(page, "protokoll-der-konferenz")
    who.press("Protokoll veröffentlichen")
    expect(page.locator("main")).to_contain_text("Das Protokoll mit 10 Aussagen ist veröffentlicht.")


def everybody_reads(who: Visitor) -> None:
    """Sorted by area and question, repeats counted, both views, and nobody's name."""
    page = who.go(f"/{SLUG}/konferenz/{PLACE}/")
    who.press("Ergebnisprotokoll lesen", page.locator("main"))
    told = page.locator(".wk-minutes").inner_text()
    for words in (*(text for _, text in SAID), BEFORE, *WITHOUT_NETWORK):
        assert told.count(words) == 1, words
    assert OPPOSED in told
    assert told.index(OPPOSED) < told.index(ELSEWHERE), "table by table"
    assert told.index(SAID[1][1]) < told.index(SAID[2][1]), "what proved itself stands before what is to be adjusted"
    assert f"{SAID[0][1]} (2-mal genannt)" in told
    for name in ("Ringelblum", "Sonntag", "Tulpe", "Wartet", "Talblick"):
        assert name not in told


def test_a_conference_from_the_invitation_to_the_minutes(
    site: House, arrive: Arrive, alma: Office, onlooker: Onlooker, tmp_path: Path
) -> None:
    with arrive() as office_:
        enter(office_, site, alma)
        plan(office_, onlooker)
        lay(office_, onlooker)
        with arrive(PHONE, javascript=False) as guest, arrive() as looker:
            pages = [come(guest, "Rosa Ringelblum", looker, onlooker)]
            onlooker.look(looker.go(pages[0]), "anmeldung")
            pages += [come(guest, name) for name in ("Sami Sonntag", "Tea Tulpe", "Wanda Wartet")]
            expect(guest.page.locator("h1")).to_have_text("Sie stehen auf der Warteliste")
            onlooker.look(looker.go(pages[3]), "anmeldung-warteliste")
            guest.press("Absagen", guest.go(pages[0]).locator("main"))
            expect(guest.page.locator("h1")).to_have_text("Sie sind abgemeldet")
            expect(guest.page.locator("main")).not_to_contain_text("Rosa")
            onlooker.look(looker.go(pages[0]), "anmeldung-abgesagt")
            expect(guest.go(pages[3]).locator("h1")).to_have_text("Sie sind angemeldet")
            assert not guest.context.cookies()
        page = office_.go(f"{CONFERENCES}{PLACE}/personen/")
        expect(page.locator("main")).to_contain_text("3 von 3 Plätzen sind vergeben.")
        expect(page.locator("main")).not_to_contain_text("Rosa")
        onlooker.look(page, "personen-der-konferenz")
        seat(office_, onlooker)
        print_out(office_, tmp_path, onlooker)
        tables = tables_of(office_)
        with arrive(PHONE, javascript=False) as moderator, arrive() as wall:
            hold(moderator, wall, tables)
        with arrive(PHONE) as moderator, arrive() as wall:
            hold_without_network(moderator, wall, tables[2])
        tell(office_, onlooker)
        with arrive(PHONE, javascript=False) as nobody, arrive() as looker:
            everybody_reads(nobody)
            onlooker.look(looker.go(nobody.path), "protokoll-der-konferenz-oeffentlich")
    stored = repr(site.ask("SELECT * FROM participation_contact")) + repr(site.ask("SELECT * FROM journal_entry"))
    assert "Wanda" not in stored
