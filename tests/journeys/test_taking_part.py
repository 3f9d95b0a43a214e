"""Taking part on a telephone: the guided path without scripts, the form with files, the receipt; by keyboard and by ear."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.caller import Office, office
from tests.journeys.conftest import Arrive
from tests.journeys.eyes import PHONE, Onlooker
from tests.journeys.house import House

CONCEPT = """# Integrationskonzept Landkreis Talau

## Handlungsfeld 1: Sprache und Bildung

### Handlungsziel 1.1

Alle finden einen passenden Sprachkurs.

| Maßnahme 1 | Übersicht der Sprachkurse im Landkreis führen und zweimal im Jahr erneuern. |
| --- | --- |
| Zuständigkeiten | Bildungsbüro |
| Termin | fortlaufend |
| Maßnahme 2 | Sprachkurse am Abend und mit Kinderbetreuung anbieten. |
| Zuständigkeiten | Volkshochschule in Zusammenarbeit mit dem Jugendamt |
| Termin | bis Ende 2027 |
| Maßnahme 3 | Lotsinnen begleiten Familien beim Schulstart. |
| Zuständigkeiten | Schulamt |
| Termin | Beginn Schuljahr 2027/28 |

## Handlungsfeld 2: Arbeit und Beruf

### Handlungsziel 2.1

Abschlüsse werden zügig anerkannt.

| Maßnahme 1 | Sprechstunde zur Anerkennung ausländischer Abschlüsse. |
| --- | --- |
| Zuständigkeiten | Jobcenter |
| Termin | fortlaufend |

## Handlungsfeld 3: Wohnen und Zusammenleben

### Handlungsziel 3.1

Neue Nachbarn lernen sich kennen.

| Maßnahme 1 | Ein Nachbarschaftsfest in jedem Ortsteil. |
| --- | --- |
| Zuständigkeiten | Ortsbeiräte |
| Termin | jährlich |
"""
QUESTIONS = ("Was hat sich bewährt?", "Was ist überholt?", "Wo muss nachjustiert werden?", "Was ist neu nötig?")


@pytest.fixture(scope="module")
def alma(site: House) -> Office:
    """An office with a published concept."""
    it = office(site, "talau")
    it.publish(CONCEPT.encode())
    return it


@pytest.fixture(scope="module")
def round_(alma: Office) -> str:
    """A round that runs."""
    return alma.open_round("Was hat sich bewährt?", *QUESTIONS)


def names(page: Page) -> str:
    """What somebody hears: the roles and names of the main part."""
    return page.locator("main").aria_snapshot()


def test_the_guided_path_on_a_telephone(round_: str, arrive: Arrive, onlooker: Onlooker) -> None:
    with arrive(PHONE, javascript=False) as aisha, arrive(PHONE) as lookers:
        page = aisha.go(round_)
        aisha.press("Schritt für Schritt mitmachen")
        onlooker.look(lookers.go(f"{round_}pfad/"), "pfad-thema")
        onlooker.look(lookers.go(f"{round_}pfad/?q=schule"), "pfad-suche")
        aisha.press("Sprache und Bildung")
        heard = names(page)
        assert 'heading "Was denken Sie darüber?" [level=1]' in heard
        assert 'progressbar "Frage 1 von 4"' in heard
        assert 'radio "bewährt"' in heard
        assert 'group "Wie sehen Sie das? (freiwillig)"' in heard
        onlooker.look(lookers.go(aisha.path), "pfad-frage")
        aisha.tick("bewährt")
        aisha.press("Weiter")
        aisha.fill(comment="Bitte auch am Samstag.")
        aisha.press("Weiter")
        aisha.fill(comment="Noch nicht fertig")
        page.go_back()
        expect(page.locator("[name=comment]")).to_have_value("Bitte auch am Samstag.")
        page.go_forward()
        aisha.press("Dazu sage ich nichts")
        expect(page.locator("h1")).to_contain_text("Fehlt etwas zum Thema „Sprache und Bildung“?")
        aisha.fill(comment="Ein Sprachcafé.")
        aisha.press("Weiter")
        expect(page.locator("h1")).to_have_text("Fast geschafft")
        lookers.context.add_cookies(aisha.context.cookies())  # type: ignore[arg-type]  # what one gives the other takes
        onlooker.look(lookers.go(aisha.path), "pfad-ende")
        page.wait_for_timeout(2_100)
        aisha.press("Alles absenden")
        expect(page.locator("h1")).to_have_text("Vielen Dank")
        expect(page.locator("main")).to_contain_text("Bitte auch am Samstag.")
        expect(page.locator("main")).not_to_contain_text("Noch nicht fertig")
        receipt = aisha.path
        page.reload()
        assert aisha.path == receipt, "a reload sends nothing"
        onlooker.look(lookers.go(receipt), "beleg-mit-bild")
        assert 'img "QR-Code mit der Adresse dieser Seite"' in names(page)
        assert {each["name"] for each in aisha.context.cookies()} == {"sessionid"}


def test_the_form_its_files_and_the_way_back(round_: str, arrive: Arrive, onlooker: Onlooker, tmp_path: Path) -> None:
    letter = tmp_path / "Stellungnahme.pdf"
    letter.write_bytes(b"%PDF-1.7\nStellungnahme")
    with arrive(PHONE, javascript=False) as hanna, arrive(PHONE) as lookers:
        page = hanna.go(round_)
        page.locator("details.wk-area summary").first.click()
        hanna.press("Ihre Meinung", page.locator("details.wk-area").first.locator("li.measure").first)
        say = hanna.path
        page.locator("details.wk-more summary").click()
        onlooker.look(page_open(lookers.go(say)), "meinung-mehr")
        heard = names(page)
        for name in ("Ihre Worte", "Ihr Vorschlag für den Text", "Wer soll es tun?", "Ihre Organisation", "E-Mail"):
            assert re.search(rf'textbox "{re.escape(name)}[^"]*"', heard), name
        assert "Betreff" not in heard, "nobody hears the field that stays empty"
        hanna.fill(comment="Mehr davon.", organisation="Sprachtreff", email="kein")
        page.locator("[name=attached]").set_input_files(letter)
        page.wait_for_timeout(2_100)
        hanna.press("Absenden")
        assert "alert" in names(page)
        expect(page.locator("[name=comment]")).to_have_value("Mehr davon.")
        expect(page.locator("main")).to_contain_text("Bitte wählen Sie Ihre Dateien noch einmal aus.")
        hanna.fill(email="hanna@talau.example")
        page.locator("[name=attached]").set_input_files(letter)
        hanna.press("Absenden")
        expect(page.locator("main")).to_contain_text("Stellungnahme.pdf")
        expect(page.locator("main")).to_contain_text("Wir schreiben Ihnen, wenn eine Antwort da ist.")
        onlooker.look(lookers.go(hanna.path), "beleg-mit-datei")
        hanna.press("Rückmeldung ändern")
        onlooker.look(lookers.go(hanna.path), "rueckmeldung-aendern")
        hanna.fill(**{"r0-comment": "Viel mehr davon."})
        page.wait_for_timeout(2_100)
        hanna.press("Absenden")
        expect(page.locator("main")).to_contain_text("Viel mehr davon.")
        paper = hanna.context.request.get(f"{hanna.site}{hanna.path}beleg.pdf")
        assert paper.body().startswith(b"%PDF-")
        page.locator("details.wk-more summary").click()
        hanna.press("Ja, zurücknehmen")
        expect(page.locator("h1")).to_have_text("Zurückgenommen")
        onlooker.look(lookers.go(hanna.path), "beleg-zurueckgenommen")


def page_open(page: Page) -> Page:
    """With everything unfolded."""
    page.locator("details.wk-more summary").click()
    return page


def test_the_path_by_keyboard_alone(round_: str, arrive: Arrive) -> None:
    with arrive() as kim:
        page = kim.go(f"{round_}pfad/")
        reach(page, "Arbeit und Beruf")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("Was denken Sie darüber?")
        reach(page, "bewährt")
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.type("Weiter so.")
        reach(page, "Weiter")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_contain_text("Fehlt etwas zum Thema")
        kim.press("Weiter")
        page.wait_for_timeout(2_100)
        reach(page, "Alles absenden")
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_contain_text("Weiter so.")


def reach(page: Page, name: str) -> None:
    """Press Tab until the thing of this name has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        here = page.evaluate("() => (document.activeElement.labels?.[0] ?? document.activeElement).innerText.trim()")
        if here == name:
            return
    pytest.fail(f"„{name}“ ist mit der Tabulatortaste nicht zu erreichen")


@pytest.mark.parametrize("where", ["pfad/", "pfad/?q=arbeit"])
def test_at_320_pixels_nothing_sticks_out(round_: str, arrive: Arrive, where: str) -> None:
    with arrive({"width": 320, "height": 640}) as narrow:
        page = narrow.go(round_ + where)
        for _ in range(4):
            assert page.evaluate("() => document.documentElement.scrollWidth") <= 320, page.url
            go_on = page.locator("main form button").first
            assert (go_on.bounding_box() or {"height": 0})["height"] >= 44
            go_on.click()


@pytest.mark.parametrize(
    ("code", "direction", "words"),
    [
        (
            "ar",
            "rtl",
            {
                "step": "شارِك خطوة بخطوة",
                "good": "أثبت جدواه",
                "on": "التالي",
                "skip": "لا تعليق لدي",
                "almost": "أوشكت على الانتهاء",
                "send": "إرسال الكل",
                "thanks": "شكرًا جزيلًا",
                "change": "تغيير الرأي",
                "once": "إرسال",
                "said": "نحتاج إلى دورات مسائية.",
                "better": "نحتاج إلى دورات مسائية مع رعاية الأطفال.",
            },
        ),
        (
            "uk",
            "ltr",
            {
                "step": "Взяти участь крок за кроком",
                "good": "виправдало себе",
                "on": "Далі",
                "skip": "Мені нічого сказати",
                "almost": "Майже готово",
                "send": "Надіслати все",
                "thanks": "Щиро дякуємо",
                "change": "Змінити відгук",
                "once": "Надіслати",
                "said": "Потрібні вечірні курси.",
                "better": "Потрібні вечірні курси з доглядом за дітьми.",
            },
        ),
    ],
)
def test_in_another_language_from_the_path_to_the_corrected_receipt(
    round_: str, arrive: Arrive, onlooker: Onlooker, code: str, direction: str, words: dict[str, str]
) -> None:
    with arrive(PHONE, javascript=False) as samira, arrive(PHONE) as lookers:
        page = samira.go(f"/{code}{round_}")
        assert page.locator("html").get_attribute("lang") == code
        assert page.locator("html").get_attribute("dir") in {direction, None if direction == "ltr" else ""}
        onlooker.look(lookers.go(samira.path), f"{code}-runde")
        samira.press(words["step"])
        page.locator("main form button", has_text="Sprache und Bildung").click()
        onlooker.look(lookers.go(samira.path), f"{code}-frage")
        asked = page.locator("[lang=de]", has_text="Übersicht der Sprachkurse").first
        assert asked.get_attribute("dir") == "ltr"
        samira.tick(words["good"])
        samira.fill(comment=words["said"])
        samira.press(words["on"])
        while page.get_by_role("button", name=words["skip"]).count():
            samira.press(words["skip"])
        expect(page.locator("h1")).to_have_text(words["almost"])
        page.wait_for_timeout(2_100)
        samira.press(words["send"])
        expect(page.locator("h1")).to_have_text(words["thanks"])
        expect(page.locator("main")).to_contain_text(words["said"])
        onlooker.look(lookers.go(samira.path), f"{code}-beleg")
        samira.press(words["change"])
        samira.fill(**{"r0-comment": words["better"]})
        page.wait_for_timeout(2_100)
        samira.press(words["once"])
        expect(page.locator("main")).to_contain_text(words["better"])
        assert samira.path.startswith(f"/{code}/")
        paper = samira.context.request.get(f"{samira.site}{samira.path}beleg.pdf")
        assert paper.body().startswith(b"%PDF-")
