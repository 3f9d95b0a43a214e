"""A letter from the post to the desk: taken in, cut and placed with the keyboard, taken over, taken back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.factories import mail_of
from tests.journeys.caller import SMALL, Office, office
from tests.journeys.conftest import Arrive
from tests.journeys.eyes import Onlooker, Visitor
from tests.journeys.house import House

BODY = """Frauenhaus Erlenau e. V.
Marktstraße 3

Sehr geehrte Frau Brandt,

vielen Dank für die Gelegenheit zur Stellungnahme.

Zu Handlungsziel 1.1:

Der Sprachkurs am Abend hat sich bewährt. Die Kinderbetreuung sollte in allen Kursen angeboten werden, auch in den Ferien.

Die Übersicht der Sprachkurse ist veraltet.

Unser Verein hat im Sommer ein neues Büro bezogen.

Mit freundlichen Grüßen
Ida Sommer

Am 1. März 2026 um 10:12 schrieb Alma Brandt <alma@erlenau.example>:
> Bitte senden Sie uns Ihre Stellungnahme.
"""


@pytest.fixture(scope="module")
def alma(site: House) -> Office:
    """An office with a concept and an open round."""
    made = office(site, "postberg")
    made.publish(SMALL.encode())
    made.open_round("Was hat sich bewährt?")
    return made


def enter(who: Visitor, site: House, alma: Office) -> None:
    """She is signed in."""
    who.context.add_cookies([{"name": n, "value": v, "url": site.site} for n, v in alma.caller.cookies.items()])


def post(folder: Path) -> list[Path]:
    """A mail with a statement enclosed, and a picture nobody can read."""
    mail = mail_of(BODY)
    mail.add_attachment(b"Die Lotsinnen fehlen.", maintype="text", subtype="plain", filename="nachtrag.txt")
    mail.add_attachment(b"PK\x03\x04", maintype="application", subtype="zip", filename="fotos.zip")
    (folder / "stellungnahme.eml").write_bytes(mail.as_bytes())
    (folder / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return [folder / "stellungnahme.eml", folder / "scan.png"]


def open_points(who: Visitor) -> int:
    """How many are still without a place."""
    found = re.search(r"(\d+) Anregung(?:en)? brauch", who.text)
    return int(found[1]) if found else 0


def shows(page: Page, words: str) -> None:
    """The page came anew with these words, and hears keys again."""
    expect(page.locator("main")).to_contain_text(words)
    expect(page.locator(".ib-keys")).to_be_attached()


def test_a_letter_with_the_keyboard(
    site: House, arrive: Arrive, alma: Office, onlooker: Onlooker, tmp_path: Path
) -> None:
    with arrive() as who:
        enter(who, site, alma)
        page = who.go(f"{alma.desk}posteingang/")
        onlooker.look(page, "posteingang-leer")
        who.press("Post aufnehmen")
        onlooker.look(page, "post-aufnehmen")
        page.locator("[name=post]").set_input_files(post(tmp_path))
        who.press("Aufnehmen und lesen")
        page.wait_for_url(re.compile("/posteingang/$"))
        expect(page.locator("main")).to_contain_text("1 Schreiben wartet")
        onlooker.look(page, "posteingang")
        who.press("Stellungnahme", page.locator("main"))
        onlooker.look(page, "schreiben")
        assert open_points(who) == 4
        page.locator("h1").click()
        page.keyboard.press("1")
        shows(page, "3 Anregungen brauchen")
        page.keyboard.press("u")
        shows(page, "4 Anregungen brauchen")
        page.keyboard.press("s")
        page.keyboard.type("Die Kinderbetreuung")
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_contain_text("5 Anregungen brauchen")
        onlooker.look(page, "schreiben-geteilt")
        with page.expect_navigation():
            page.get_by_role("button", name=re.compile(r"^\d+ genannten? Pl(atz|ätze) bestätigen")).click()
        left = open_points(who)
        while left:
            words = page.locator(".ib-point--here .ib-point__words").text_content() or ""
            if "Büro" in words:
                page.keyboard.press("x")
                page.keyboard.type("betrifft das Konzept nicht")
                page.keyboard.press("Enter")
            elif page.locator(".ib-guess").count():
                page.keyboard.press("1")
            else:
                page.keyboard.press("0")
            left -= 1
            expect(page.locator("main .ib-head")).to_contain_text(
                f"{left} Anregung" if left else "Alle Anregungen haben einen Platz"
            )
            who.go(who.path)
        onlooker.look(page, "schreiben-zugeordnet")
        who.press("Übernehmen", page.locator("main"))
        expect(page.locator("main")).to_contain_text("Rückmeldungen übernommen")
        onlooker.look(page, "schreiben-uebernommen")
        who.press("Übernahme zurücknehmen")
        expect(page.locator("main")).to_contain_text("wieder zu bearbeiten")
