"""What the commissioner does up to the first edition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.eyes import Onlooker, Visitor
from tests.journeys.house import PASSWORD, House
from tests.journeys.public import finds, settle


def sign_in(who: Visitor, site: House, slug: str, name: str, onlooker: Onlooker | None = None) -> None:
    """Found the authority, choose a password by the link of the invitation, sign in; ends at the desk."""
    email = f"{slug}@werkstatt.example"
    link = site.found(slug, name, email, "Alma Brandt")
    page = who.go(link.removeprefix(site.site))
    look(onlooker, who, "passwort-waehlen")
    who.fill(new_password1=PASSWORD, new_password2=PASSWORD)
    page.locator("main form button").click()
    expect(page.locator("main")).to_contain_text("Ihr Passwort ist gesetzt")
    look(onlooker, who, "anmelden")
    who.fill(login=email, password=PASSWORD)
    who.press("Anmelden", page.locator("main"))
    expect(page).to_have_url(f"{site.site}/werkstatt/{slug}/")


def look(onlooker: Onlooker | None, who: Visitor, name: str) -> None:
    """Look where somebody looks."""
    if onlooker:
        onlooker.look(who.page, name)


def upload(who: Visitor, slug: str, document: Path, onlooker: Onlooker | None = None) -> None:
    """From the desk to the check page, past the progress."""
    page = who.go(f"/werkstatt/{slug}/konzept/einlesen/")
    look(onlooker, who, "konzept-hochladen")
    page.locator("[name=file]").set_input_files(document)
    who.press("Hochladen und lesen")
    page.wait_for_url(re.compile(r"/konzept/einlesen/\d+/"))


def upload_by_mistake(who: Visitor, slug: str, broken: Path, onlooker: Onlooker) -> None:
    """Half a file: a sentence, and a way on."""
    page = who.go(f"/werkstatt/{slug}/konzept/einlesen/")
    page.locator("[name=file]").set_input_files(broken)
    who.press("Hochladen und lesen")
    expect(page.locator("main")).to_contain_text("beschädigt oder unvollständig")
    onlooker.look(page, "auftrag-gescheitert")
    who.press("Weiter")
    expect(page.locator("main")).to_contain_text("An Ihrem Konzept hat sich nichts geändert.")
    onlooker.look(page, "einlesen-gescheitert")
    who.press("Andere Datei hochladen")


def correct_and_take_over(who: Visitor, onlooker: Onlooker) -> None:
    """Look at unsure places, change a wording, take it back, apply with publishing."""
    page = who.page
    expect(page.locator("main")).to_contain_text("Handlungsfelder")
    assert page.locator(".cc-place").count() > 0, "keine unsichere Stelle"
    onlooker.look(page, "einlesen-pruefen")
    line = page.locator(".cc-line--measure").first
    before = line.text_content()
    who.press("Ändern", line)
    onlooker.look(page, "einlesen-element")
    who.fill(text="Ein Satz, der so nicht im Dokument steht.")
    who.press("Änderung festhalten")
    expect(line).to_contain_text("Ein Satz, der so nicht im Dokument steht.")
    who.press("Letzten Schritt zurücknehmen")
    expect(page.locator("main")).to_contain_text("Zurückgenommen")
    assert line.text_content() == before
    while found := re.search(r"noch \d+ Stellen? zu prüfen", who.text):
        who.press("Zur ersten unsicheren Stelle")
        who.press("Stimmt so", page.locator("[data-unsure]").first)
        expect(page.locator("main")).not_to_contain_text(found.group())
    expect(page.locator("main")).to_contain_text("keine Stelle mehr zu prüfen")
    page.locator("[name=publish]").check()
    who.press("Übernehmen", page.locator("main"))
    expect(page.locator("main")).to_contain_text("Übernommen: Fassung 0")
    onlooker.look(page, "fassungen")


def add_bodies(who: Visitor, slug: str, onlooker: Onlooker) -> None:
    """One that decides, two that sign; and an organisation."""
    page = who.go(f"/werkstatt/{slug}/netzwerk/")
    onlooker.look(page, "netzwerk-leer")
    for name, decides in (("Kreistag", True), ("Sozialamt", False), ("Schulamt", False)):
        who.press("Gremium aufnehmen")
        onlooker.look(page, "gremium-aufnehmen")
        who.fill(name=name, email=f"{name.lower()}@ilm.example")
        if decides:
            page.locator("[name=decides]").check()
        who.press("Gremium aufnehmen", page.locator("main form"))
        expect(page.locator("main table")).to_contain_text(name)
    who.press("Organisation aufnehmen")
    who.fill(name="Begegnungsstätte Talblick")
    who.press("Organisation aufnehmen", page.locator("main form"))
    expect(page.locator("main")).to_contain_text("Begegnungsstätte Talblick")
    onlooker.look(page, "netzwerk")


def enter_decision(who: Visitor, slug: str, label: str, reference: str, onlooker: Onlooker) -> None:
    """The newest version becomes an edition; body, day and label stand there already where the document names them."""
    page = who.go(f"/werkstatt/{slug}/abstimmung/")
    onlooker.look(page, f"abstimmung-vor-{reference}")
    who.press("Beschluss eintragen")
    onlooker.look(page, f"beschluss-{reference}")
    if page.locator("[name=label]").input_value() != label:
        who.fill(decided_on=f"{datetime.now(tz=UTC):%Y-%m-%d}", label=label)
    who.fill(reference=reference)
    who.press("Beschluss eintragen", page.locator("main form"))
    expect(page.locator("main")).to_contain_text(f"„{label}“ ist beschlossen")
    onlooker.look(page, f"abstimmung-nach-{reference}")


def open_round(who: Visitor, slug: str, onlooker: Onlooker) -> None:
    """Ask everybody, from yesterday until next month."""
    page = who.go(f"/werkstatt/{slug}/beteiligung/")
    onlooker.look(page, "beteiligung-leer")
    who.press("Runde eröffnen")
    onlooker.look(page, "runde-eroeffnen")
    now = datetime.now(tz=UTC)
    who.fill(
        title="Was hat sich bewährt?",
        introduction="Das Konzept wird fortgeschrieben. Sagen Sie uns, was bleiben soll und was nicht.",
        afterwards="Jede Rückmeldung wird beantwortet.",
        opens_at=f"{now - timedelta(days=1):%Y-%m-%dT%H:%M}",
        closes_at=f"{now + timedelta(days=30):%Y-%m-%dT%H:%M}",
    )
    who.press("Runde eröffnen", page.locator("main form"))
    expect(page.locator("main")).to_contain_text("ist eröffnet")
    onlooker.look(page, "runde-einrichten")


def take_in(who: Visitor, slug: str, matrix: Path, onlooker: Onlooker, expected: Sequence[str]) -> None:
    """A matrix that came by mail: into the inbox, look, take it; the same file again is known."""
    page = who.go(f"/werkstatt/{slug}/beteiligung/")
    page.locator("main article h2 a").click()
    who.press("Matrix aufnehmen")
    onlooker.look(page, "eingang-leer")
    page.locator("[name=matrices]").set_input_files(matrix)
    who.press("Dateien aufnehmen")
    page.wait_for_url(re.compile(r"/eingang/[0-9a-f-]{36}/"))
    onlooker.look(page, "eingang-pruefen")
    finds(who, expected)
    settle(who)
    who.press("Übernehmen")
    expect(page.locator("main")).to_contain_text(f"{len(expected)} Rückmeldungen aus „{matrix.name}“ übernommen")
    onlooker.look(page, "lieferung")
    who.press("Eingang")
    page.locator("[name=matrices]").set_input_files(matrix)
    who.press("Dateien aufnehmen")
    expect(page.locator("main")).to_contain_text("schon da")
    onlooker.look(page, "lieferung-bekannt")
    who.press("Eingang")
    onlooker.look(page, "eingang")


def move(who: Visitor, slug: str, what: str, where: str, onlooker: Onlooker) -> None:
    """In the editor: a measure goes under another goal with the next version."""
    page = who.go(f"/werkstatt/{slug}/konzept/bearbeiten/")
    onlooker.look(page, "konzept-bearbeiten")
    who.press("Ändern", page.locator(".cc-line--measure", has_text=what))
    onlooker.look(page, "element-bearbeiten")
    choice = page.locator("[name=parent] option", has_text=where).first.get_attribute("value")
    page.locator("[name=parent]").select_option(choice)
    who.press("Änderung vormerken")
    expect(page.locator("main")).to_contain_text("Vorgemerkt für die nächste Fassung.")
    onlooker.look(page, "konzept-bearbeiten-vorgemerkt")


def look_around(who: Visitor, slug: str, onlooker: Onlooker) -> None:
    """The pages that no stage leads to."""
    office = f"/werkstatt/{slug}/"
    for path, name in (
        (office, "schreibtisch-am-ende"),
        (f"{office}konzept/", "fassungen-am-ende"),
        (f"{office}auswertung/", "auswertungen"),
        (f"{office}einstellungen/personen/", "personen"),
        (f"{office}einstellungen/personen/einladen/", "person-einladen"),
        (f"{office}einstellungen/journal/?pruefen", "journal"),
        ("/konto/passwort/", "passwort-aendern"),
    ):
        onlooker.look(who.go(path), name)
