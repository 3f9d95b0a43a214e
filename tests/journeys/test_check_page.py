"""An import is corrected with the keyboard from start to „Übernehmen“, and read again with a hint that is taken back."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import typst
from playwright.sync_api import Page, Route, expect

from tests.journeys import office
from tests.journeys.conftest import Arrive
from tests.journeys.eyes import PHONE, Onlooker, Visitor
from tests.journeys.house import House

SLUG = "tessenau"
CONCEPT = """# Integrationskonzept Landkreis Tessenau

## Handlungsfeld 1: Sprache

### Handlungsziel 1.1: Alle finden einen Sprachkurs.

| Nr. | Maßnahme | Zuständigkeit | Termin |
|---|---|---|---|
| 1.1.1 | Übersicht der Sprachkurse führen. | Volkshochschule Tessenau | fortlaufend |
| 1.1.2 | Kurse mit Kinderbetreuung anbieten. | Jugendamt | bis Ende 2027 |
| 1.1.3 | Sprachcafé öffnen.<br><br>Lotsinnen ausbilden. | Jobcenter | |

## Handlungsfeld 2: Arbeit

### Handlungsziel 2.1: Abschlüsse werden anerkannt.

| Nr. | Maßnahme | Zuständigkeit | Termin |
|---|---|---|---|
| 2.1.1 | Sprechstunde zur Anerkennung. | Jobcenter | fortlaufend |
"""
PRINTED = """
#set page(width: 14cm, height: 12cm, margin: 1.5cm)
#set text(size: 11pt)
#set heading(numbering: none)
= Integrationskonzept Landkreis Tessenau
== Handlungsfeld 1: Sprache
=== Handlungsziel 1.1: Alle finden einen Sprachkurs.
#table(columns: (2cm, 1fr, 3cm), [Nr.], [Maßnahme], [Zuständigkeit],
  [1.1.1], [Übersicht der Sprachkurse führen.], [Volkshochschule],
  [1.1.2], [Kurse mit Kinderbetreuung anbieten.], [Jugendamt])
#pagebreak()
== Handlungsfeld 2: Arbeit
=== Handlungsziel 2.1: Abschlüsse werden anerkannt.
#table(columns: (2cm, 1fr, 3cm), [Nr.], [Maßnahme], [Zuständigkeit],
  [2.1.1], [Sprechstunde zur Anerkennung.], [Jobcenter])
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The concept as a text and as a PDF."""
    made = tmp_path_factory.mktemp("tessenau")
    (made / "konzept.md").write_text(CONCEPT)
    printed = typst.compile(PRINTED.encode(), format="pdf")
    assert isinstance(printed, bytes)
    (made / "konzept.pdf").write_bytes(printed)
    return made


def test_corrected_with_the_keyboard_alone(site: House, arrive: Arrive, onlooker: Onlooker, folder: Path) -> None:
    with arrive() as alma:
        office.sign_in(alma, site, SLUG, "Tessenau")
        office.upload(alma, SLUG, folder / "konzept.md")
        onlooker.look(alma.page, "pruefseite")
        hears_keys(alma.page)
        goes_from_place_to_place(alma.page)
        one_by_one(alma.page)
        takes_back_in_a_hurry(alma.page)
        types_faster_than_the_answers_come(alma.page)
        clicks_twice(alma.page)
        many_at_once(alma.page, onlooker)
        keys_may_be_off(alma.page)
        reads_again_with_a_hint(alma, site, onlooker)
        takes_over(alma.page)


def says(page: Page, sentence: str) -> None:
    """What is said to everybody, screen readers too."""
    expect(page.locator("#gesagt")).to_contain_text(sentence)


def hears_keys(page: Page) -> None:
    """The page came anew, and its script is there."""
    expect(page.locator(".cc-keys")).to_be_attached()


def here(page: Page) -> str:
    """The element that has the focus, as a screen reader calls it."""
    return str(page.evaluate("() => document.activeElement.ariaLabel || document.activeElement.id"))


def goes_from_place_to_place(page: Page) -> None:
    """J finds what is unsure, the document follows."""
    page.keyboard.press("j")
    expect(page.locator(".cc-place:focus")).to_contain_text("Bitte prüfen")
    expect(page.locator(".cc-pane--document .doc-here")).to_have_count(1)
    page.keyboard.press("ArrowUp")
    assert here(page).startswith("Maßnahme")
    page.keyboard.press("n")
    page.keyboard.press("p")


def one_by_one(page: Page) -> None:
    """Kinds, levels, split, join, undo: the focus stays where one works."""
    page.locator(".cc-tick[aria-label='Maßnahme 1.1.2']").focus()
    for key, said, name in (
        ("z", "Maßnahme 1.1.2 ist jetzt Handlungsziel.", "Handlungsziel 1.1.2"),
        ("ArrowRight", "eine Ebene tiefer", "Handlungsziel 1.1.2"),
        ("ArrowLeft", "eine Ebene höher", "Handlungsziel 1.1.2"),
        ("t", "ist jetzt Abschnitt", "Abschnitt 1.1.2"),
        ("u", "Zurückgenommen: Handlungsziel 1.1.2 ist jetzt Abschnitt.", "Handlungsziel 1.1.2"),
        ("m", "ist jetzt Maßnahme", "Maßnahme 1.1.2"),
        ("v", "ist mit Maßnahme 1.1.1 zusammengefügt", "Maßnahme 1.1.1"),
        ("u", "Zurückgenommen: Maßnahme 1.1.2 ist mit", "Maßnahme 1.1.2"),
    ):
        page.keyboard.press(key)
        says(page, said)
        expect(page.locator(f".cc-tick[aria-label='{name}']")).to_be_focused()
    page.locator(".cc-tick[aria-label='Maßnahme 1.1.3']").focus()
    page.keyboard.press("s")
    says(page, "Aus 1 sind 2 geworden.")
    expect(page.locator(".cc-line--measure", has_text="Lotsinnen ausbilden.")).to_contain_text("Jobcenter")
    expect(page.locator("#kopf")).to_contain_text("5 Maßnahmen")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Maßnahme 1.1.3")
    page.go_back()


def takes_back_in_a_hurry(page: Page) -> None:
    """What is still on its way is taken back as soon as it is done."""
    page.locator(".cc-tick[aria-label='Maßnahme 1.1.2']").focus()
    page.keyboard.press("z")
    page.keyboard.press("u")
    says(page, "Zurückgenommen: Maßnahme 1.1.2 ist jetzt Handlungsziel.")
    expect(page.locator(".cc-tick[aria-label='Maßnahme 1.1.2']")).to_be_focused()


def types_faster_than_the_answers_come(page: Page) -> None:
    """Each key is meant: two measures become goals, the focus goes on between them, and both are taken back."""
    page.route("**/tun/", slowly)
    page.locator(".cc-tick[aria-label='Maßnahme 1.1.1']").focus()
    for key in ("z", "ArrowDown", "z", "ArrowUp"):
        page.keyboard.press(key)
    expect(page.locator(".cc-tick[aria-label='Handlungsziel 1.1.2']")).to_have_count(1)
    expect(page.locator(".cc-tick[aria-label='Handlungsziel 1.1.1']")).to_be_focused()
    page.keyboard.press("u")
    page.keyboard.press("u")
    expect(page.locator(".cc-tick[aria-label='Maßnahme 1.1.1']")).to_have_count(1)
    expect(page.locator(".cc-tick[aria-label='Maßnahme 1.1.2']")).to_have_count(1)
    page.unroute_all()


def slowly(route: Route) -> None:
    """The answer takes longer than the next key."""
    time.sleep(0.4)
    route.continue_()


def clicks_twice(page: Page) -> None:
    """A double click is one deed."""
    page.locator(".cc-tick[aria-label='Maßnahme 1.1.2']").check()
    page.locator("#tun [value=goal]").dblclick()
    says(page, "Maßnahme 1.1.2 ist jetzt Handlungsziel.")
    page.keyboard.press("u")
    says(page, "Zurückgenommen: Maßnahme 1.1.2 ist jetzt Handlungsziel.")
    expect(page.locator(".cc-tick:checked")).to_have_count(0)


def many_at_once(page: Page, onlooker: Onlooker) -> None:
    """X chooses; what will happen is said before, and what happened after."""
    page.locator(".cc-tick[aria-label='Maßnahme 1.1.1']").focus()
    page.keyboard.press("x")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("x")
    expect(page.locator("[data-count]")).to_have_text("2 ausgewählt, werden")
    page.keyboard.press("t")
    expect(page.locator("#frage")).to_contain_text("Maßnahme 1.1.1 wird Abschnitt")
    onlooker.look(page, "pruefseite-auswahl")
    page.locator("[data-sure]").focus()
    page.keyboard.press("Enter")
    says(page, "2 Teile sind jetzt Text.")
    page.keyboard.press("u")
    says(page, "Zurückgenommen: 2 Teile sind jetzt Text.")
    expect(page.locator("#kopf")).to_contain_text("5 Maßnahmen")


def keys_may_be_off(page: Page) -> None:
    """Whoever speaks to their computer must not do deeds by accident."""
    page.locator(".cc-keys summary").click()
    button = page.locator(".cc-keys button")
    button.click()
    expect(button).to_have_text("Tasten einschalten")
    page.locator(".cc-tick").first.focus()
    before = page.locator("#gesagt").inner_text()
    page.keyboard.press("m")
    page.wait_for_timeout(300)
    assert page.locator("#gesagt").inner_text() == before
    button.click()
    page.locator(".cc-keys summary").click()


def reads_again_with_a_hint(alma: Visitor, site: House, onlooker: Onlooker) -> None:
    """The first table is no part of the concept; corrections elsewhere stay; then it is taken back."""
    page = alma.page
    page.locator(".cc-tick[aria-label='Maßnahme 2.1.1']").focus()
    page.keyboard.press("z")
    says(page, "Maßnahme 2.1.1 ist jetzt Handlungsziel.")
    table = page.locator(".doc-piece", has=page.locator("table")).first
    table.hover()
    table.locator("[data-hint]").click()
    expect(table.locator(".doc-hint input[type=radio]").first).to_be_focused()
    onlooker.look(page, "pruefseite-hinweis")
    table.get_by_label("kein Teil des Konzepts").check()
    table.get_by_role("button", name="Noch einmal lesen").click()
    expect(page.locator("h1")).to_contain_text("Ist alles richtig verstanden?")
    expect(page.locator("#kopf")).to_contain_text("Noch einmal gelesen: Tabelle 1 ist kein Teil des Konzepts")
    expect(page.locator(".cc-tick[aria-label='Maßnahme 1.1.1']")).to_have_count(0)
    expect(page.locator(".cc-tick[aria-label='Handlungsziel 2.1.1']")).to_have_count(1)
    expect(page.locator("#allgemein")).to_contain_text("Ihre Korrektur passt nach dem neuen Lesen nicht mehr")
    hears_keys(page)
    page.keyboard.press("u")
    expect(page.locator(".cc-tick[aria-label='Maßnahme 1.1.1']")).to_have_count(1)
    expect(page.locator(".cc-tick[aria-label='Handlungsziel 2.1.1']")).to_have_count(1)
    hears_keys(page)
    page.keyboard.press("u")
    says(page, "Zurückgenommen: Maßnahme 2.1.1 ist jetzt Handlungsziel.")
    says_that_a_table_is_one_goal(page)


def says_that_a_table_is_one_goal(page: Page) -> None:
    """And that is taken back too."""
    table = page.locator(".doc-piece", has=page.locator("table")).last
    table.hover()
    table.locator("[data-hint]").click()
    table.get_by_label("ein Ziel", exact=True).check()
    table.get_by_role("button", name="Noch einmal lesen").click()
    expect(page.locator("#kopf")).to_contain_text("Noch einmal gelesen: Tabelle 2 ist ein Ziel")
    expect(page.locator(".cc-line--goal")).to_have_count(3)
    hears_keys(page)
    page.keyboard.press("u")
    expect(page.locator(".cc-line--goal")).to_have_count(2)


def takes_over(page: Page) -> None:
    """What was checked becomes version 0."""
    while page.locator("[data-unsure]").count():
        left = page.locator("[data-unsure]").count()
        page.locator("[data-fine]").first.click()
        expect(page.locator("[data-unsure]")).to_have_count(left - 1)
    expect(page.locator("#kopf")).to_contain_text("keine Stelle mehr zu prüfen")
    page.locator("main form[action$='/uebernehmen/'] button").click()
    expect(page.locator("main")).to_contain_text("Übernommen: Fassung 0")


def test_a_pdf_beside_its_pages_and_all_of_it_without_a_script(
    site: House, arrive: Arrive, onlooker: Onlooker, folder: Path
) -> None:
    with arrive() as alma:
        office.sign_in(alma, site, "wiesgrund", "Wiesgrund")
        office.upload(alma, "wiesgrund", folder / "konzept.pdf")
        page = alma.page
        picture = page.locator(".cc-paper img").first
        expect(picture).to_be_visible()
        expect(picture).to_have_js_property("naturalWidth", 1100)
        page.locator(".cc-line--measure [data-source]").last.click()
        expect(page.locator("rect.doc-here")).to_be_visible()
        page.locator(".cc-boxes a").first.click()
        assert here(page)
        onlooker.look(page, "pruefseite-pdf")
        cookies, address = alma.context.cookies(), alma.path
    with arrive(PHONE, javascript=False) as plain:
        plain.context.add_cookies(cookies)  # type: ignore[arg-type]  # as they came
        goes_without_a_script(plain, address)


def goes_without_a_script(who: Visitor, address: str) -> None:
    """Boxes and buttons, a page that asks, a page that tells."""
    page = who.go(address)
    before = page.locator("#kopf .wk-lead").inner_text()
    page.locator(".cc-line--measure .cc-tick").nth(0).check()
    page.locator(".cc-line--measure .cc-tick").nth(1).check()
    page.locator("#tun [value=text]").click()
    expect(page.locator("h1")).to_have_text("Ausgewählte Teile")
    who.press("So machen")
    expect(page.locator("main")).to_contain_text("2 Teile sind jetzt Text.")
    who.press("Letzten Schritt zurücknehmen")
    expect(page.locator("#kopf .wk-lead")).to_have_text(before)
    page.locator(".cc-line--measure [data-source]").last.click()
    assert "blatt=2" in page.url
    who.press("Nur Unsicheres zeigen")
    expect(page.get_by_role("link", name="Alles zeigen")).to_be_visible()


def test_a_long_document_comes_as_one_looks(site: House, arrive: Arrive, onlooker: Onlooker, folder: Path) -> None:
    """Of 250 lines forty are there; the others come with the wheel, with J, by a link from the document, without a script."""
    rows = "".join(f"| 2.1.{n} | Maßnahme Nummer {n}. | Jobcenter | fortlaufend |\n" for n in range(2, 240))
    last = "| 2.1.240 | Ohne Termin. | Jobcenter | |\n"
    (folder / "lang.md").write_text(CONCEPT + rows + last)
    with arrive() as alma:
        office.sign_in(alma, site, "langenau", "Langenau")
        office.upload(alma, "langenau", folder / "lang.md")
        page, lines = alma.page, alma.page.locator(".cc-line")
        expect(page.locator(".cc-gap").first).to_be_attached()
        assert 40 <= lines.count() <= 120
        onlooker.look(page, "pruefseite-lang")
        cookies, address = alma.context.cookies(), alma.path
        alma.go(address)
        goes_to_the_end(page)
        goes_back_to_what_was_changed(page)
    with arrive(PHONE, javascript=False) as plain:
        plain.context.add_cookies(cookies)  # type: ignore[arg-type]  # as they came
        page = plain.go(address)
        page.locator(".cc-gap > a").last.click()
        expect(page.locator(".cc-tick[aria-label='Maßnahme 2.1.240']")).to_have_count(1)


def goes_to_the_end(page: Page) -> None:
    """J fetches the places to check that have not come; a step and taking it back work there."""
    expect(page.locator(".cc-tick[aria-label='Maßnahme 2.1.240']")).to_have_count(0)
    page.keyboard.press("k")
    expect(page.locator(".cc-place:focus")).to_be_visible()
    expect(page.locator(".cc-line:has(:focus) .cc-tick")).to_have_attribute("aria-label", "Maßnahme 2.1.240")
    page.keyboard.press("z")
    says(page, "Maßnahme 2.1.240 ist jetzt Handlungsziel.")
    page.keyboard.press("u")
    expect(page.locator(".cc-tick[aria-label='Maßnahme 2.1.240']")).to_be_focused()
    page.locator(".cc-gap").first.scroll_into_view_if_needed()
    expect(page.locator(".cc-tick[aria-label='Maßnahme 2.1.60']")).to_have_count(1)
    page.reload()


def goes_back_to_what_was_changed(page: Page) -> None:
    """Whoever opens a form far down comes back to the same element, with its button or the browser's."""
    page.keyboard.press("k")
    expect(page.locator(".cc-place:focus")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Maßnahme 2.1.240")
    page.go_back()
    expect(page.locator(".cc-tick[aria-label='Maßnahme 2.1.240']")).to_be_focused()


def test_two_on_one_import_are_told_of_each_other_where_they_work(site: House, arrive: Arrive, folder: Path) -> None:
    with arrive() as alma:
        office.sign_in(alma, site, "zweinau", "Zweinau")
        office.upload(alma, "zweinau", folder / "konzept.md")
        page, other = alma.page, alma.context.new_page()
        other.goto(page.url)
        for each, key in ((other, "z"), (page, "f")):
            each.locator(".cc-tick[aria-label='Maßnahme 2.1.1']").focus()
            each.keyboard.press(key)
            expect(each.locator("#gesagt")).not_to_be_empty()
        says(page, "hat inzwischen jemand anders geändert. Es ist nichts geschehen")
        expect(page.locator(".cc-tick[aria-label='Handlungsziel 2.1.1']")).to_be_focused()
        expect(page.locator(".cc-pane--document .doc-here")).to_have_count(1)
