"""Wer ist gemeint? The names of the responsibilities become organisations: asked, confirmed, put together, and taken back."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.journeys import office
from tests.journeys.conftest import Arrive
from tests.journeys.eyes import Onlooker, Visitor
from tests.journeys.house import House

SLUG = "schilfau"
CONCEPT = """# Integrationskonzept Landkreis Schilfau

## Handlungsfeld 1: Sprache

### Handlungsziel 1.1: Alle finden einen Sprachkurs.

| Nr. | Maßnahme | Zuständigkeit | Termin |
|---|---|---|---|
| 1.1.1 | Übersicht der Sprachkurse führen. | Jobcenter Schilfau | fortlaufend |
| 1.1.2 | Kurse mit Kinderbetreuung anbieten. | Jobcenter | bis Ende 2027 |
| 1.1.3 | Sprachcafé öffnen. | Job-Center Schilfau | bis 2028 |
| 1.1.4 | Lotsinnen ausbilden. | Volkshochschule Schilfau | fortlaufend |
| 1.1.5 | Räume öffnen. | weitere Träger | fortlaufend |
| 1.1.6 | Vereine beraten. | Kreissportbund Schilfau | fortlaufend |
| 1.1.7 | Turniere ausrichten. | Sportjugend Schilfau | jährlich |
"""


def test_names_become_organisations(site: House, arrive: Arrive, onlooker: Onlooker, tmp_path: Path) -> None:
    (tmp_path / "konzept.md").write_text(CONCEPT)
    with arrive() as alma:
        office.sign_in(alma, site, SLUG, "Schilfau")
        office.upload(alma, SLUG, tmp_path / "konzept.md")
        alma.page.locator("main form[action$='/uebernehmen/'] button").click()
        alma.go(f"/werkstatt/{SLUG}/konzept/zustaendige/")
        onlooker.look(alma.page, "wer-ist-gemeint")
        is_asked_and_says_yes(alma)
        takes_it_back_and_says_no(alma)
        confirms_one_as_known(alma, onlooker)
        confirms_all_that_is_clear(alma, onlooker)
        puts_two_together(alma, onlooker)


def is_asked_and_says_yes(alma: Visitor) -> None:
    """Three spellings are one organisation, a new one."""
    page = alma.page
    expect(page.locator(".nm-question").first).to_contain_text("Ist „Jobcenter“ dasselbe wie „Jobcenter Schilfau“?")
    alma.press("Ja, dasselbe", page.locator(".nm-question").first)
    expect(page.locator("main")).to_contain_text("meinen „Jobcenter Schilfau“.")
    expect(page.locator("main")).to_contain_text("Zuletzt entschieden")


def takes_it_back_and_says_no(alma: Visitor) -> None:
    """It is asked again then, and another answer holds."""
    page = alma.page
    page.locator("section[aria-labelledby=gesagt] button").first.click()
    expect(page.locator("main")).to_contain_text("Zurückgenommen: 3 Namen sind wieder offen.")
    alma.press("Nein, etwas anderes", page.locator(".nm-question").first)
    expect(page.locator("main")).to_contain_text("„Jobcenter“ meint „Jobcenter“.")
    expect(page.locator(".nm-question")).to_have_count(0)


def confirms_one_as_known(alma: Visitor, onlooker: Onlooker) -> None:
    """A name belongs to an organisation that is there already, whatever it looks like."""
    page = alma.page
    row = page.locator(".nm-group", has_text="Sportjugend Schilfau")
    row.locator("summary").click()
    onlooker.look(page, "wer-ist-gemeint-offen")
    row.locator("[name=name]").fill("Jobcenter Schilfau")
    alma.press("Als Organisation aufnehmen", row)
    expect(page.locator("main")).to_contain_text("„Sportjugend Schilfau“ meint „Jobcenter Schilfau“.")
    page.locator("section[aria-labelledby=gesagt] button", has_text="Sportjugend").first.click()
    expect(page.locator("main")).to_contain_text("Zurückgenommen: 1 Name ist wieder offen.")


def confirms_all_that_is_clear(alma: Visitor, onlooker: Onlooker) -> None:
    """The rest at once, and what means nobody in particular."""
    page = alma.page
    page.locator("button[name=what][value=clear]").click()
    expect(page.locator("main")).to_contain_text("3 Namen sind zugeordnet.")
    page.locator("button[name=what][value=generic]").click()
    expect(page.locator("h1")).to_have_text("Wer ist gemeint?")
    expect(page.locator("main")).to_contain_text("Alle Namen aus den Zuständigkeiten sind zugeordnet.")
    onlooker.look(page, "wer-ist-gemeint-fertig")


def puts_two_together(alma: Visitor, onlooker: Onlooker) -> None:
    """What was kept apart is one after all; its page names the measures of both."""
    page = alma.page
    page.locator("section[aria-labelledby=bekannt] a", has_text="Jobcenter").first.click()
    onlooker.look(page, "zustaendige-organisation")
    alma.press("Name und Schreibweisen")
    kept = page.locator("h1").inner_text()
    alma.press("Mit einer anderen zusammenlegen")
    other = "Jobcenter Schilfau" if "Schilfau" not in kept else "Jobcenter"
    page.locator("main select").first.select_option(label=other)
    onlooker.look(page, "zusammenlegen")
    page.locator("main form[method=post] button").first.click()
    alma.go(f"/werkstatt/{SLUG}/konzept/zustaendige/")
    expect(page.locator("section[aria-labelledby=bekannt] a", has_text="Jobcenter")).to_have_count(1)
    expect(page.locator("section[aria-labelledby=bekannt] li", has_text="Jobcenter")).to_contain_text("3 Stellen")
