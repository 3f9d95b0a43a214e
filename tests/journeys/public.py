"""What everybody does without an account: read, search, take files along, say something, fill in a matrix."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.eyes import Onlooker, Visitor

CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


def read(who: Visitor, slug: str, edition: str, onlooker: Onlooker) -> None:
    """Home, the book, one element, search."""
    if who.go("/") and who.path == "/":  # there are other authorities
        onlooker.look(who.page, "wessen-konzept")
        who.press("Ilm-Kreis", who.page.locator("main"))
    expect(who.page).to_have_url(f"{who.site}/{slug}/")
    onlooker.look(who.page, "startseite")
    who.press("Konzept lesen")
    expect(who.page.locator("main")).to_contain_text("Handlungsfeld")
    onlooker.look(who.page, "konzept-lesen")
    who.press("Verlauf und Meinung", who.page.locator(".wk-leaf--measure").first)
    expect(who.page).to_have_url(re.compile(f"/{slug}/konzept/e/[a-z2-7]+/"))
    onlooker.look(who.page, "element")
    who.press("Suche", who.page.locator("header"))
    onlooker.look(who.page, "suche-leer")
    who.fill(q="Integrationskurse")
    who.press("Suchen")
    expect(who.page.locator("main ol.wk-list > li").first).to_be_visible()
    onlooker.look(who.page, "suche-treffer")
    who.press(edition, who.go(f"/{slug}/").locator("#fassungen"))
    expect(who.page.locator("article .wk-over").first).to_contain_text(edition)


def take_files(who: Visitor, slug: str, edition: str, folder: Path) -> dict[str, bytes]:
    """All four formats, each what it says it is."""
    who.go(f"/{slug}/konzept/{edition}/")
    found = {
        name: who.context.request.get(f"{who.site}/{slug}/konzept/{edition}/konzept.{name}")
        for name in ("json", "md", "docx", "pdf")
    }
    assert all(response.status == 200 for response in found.values()), {n: r.status for n, r in found.items()}
    files = {name: response.body() for name, response in found.items()}
    assert json.loads(files["json"])["title"] == "Integrationskonzept ILM-Kreis"
    assert b"Integrationskonzept ILM-Kreis" in files["md"]
    assert files["docx"].startswith(b"PK")
    assert files["pdf"].startswith(b"%PDF-")
    assert who.download("Word", folder).read_bytes() == files["docx"]
    return files


def say(who: Visitor, slug: str, words: str, onlooker: Onlooker, lookers: Visitor) -> str:
    """On a phone, without scripts: choose a topic, a measure, speak. Gives the code of the receipt."""
    page = who.go(f"/{slug}/mitmachen/")
    onlooker.look(lookers.go(who.path), "mitmachen")
    page.locator("main article h2 a").click()
    onlooker.look(lookers.go(who.path), "runde")
    page.locator("details.wk-area summary").nth(1).click()
    who.press("Ihre Meinung", page.locator("details.wk-area").nth(1).locator("li.measure").first)
    onlooker.look(lookers.go(who.path), "meinung")
    page.wait_for_timeout(2_100)  # faster than a person, and it is asked once more
    who.press("Absenden")
    expect(page.locator("main")).to_contain_text("Hier steht noch nichts.")
    who.tick("nachjustieren")
    who.fill(comment=words, responsible="Volkshochschule")
    who.press("Absenden")
    expect(page.locator("main")).to_contain_text(words)
    onlooker.look(lookers.go(who.path), "beleg-ohne-antwort")
    found = CODE.search(who.text)
    assert found
    return found.group()


def hand_in(who: Visitor, matrix: Path, onlooker: Onlooker, expected: Sequence[str]) -> str:
    """Give in a filled matrix, look at what was found, send it off. Gives the code of the receipt."""
    page = who.page
    if not who.path.endswith("/abgeben/"):
        who.press("Ausgefüllte Matrix abgeben")
    onlooker.look(page, "matrix-abgeben")
    page.locator("[name=file]").set_input_files(matrix)
    who.press("Datei hochladen")
    page.wait_for_url(re.compile(r"/mitmachen/[^/]+/eingang/"))
    onlooker.look(page, "matrix-gefunden")
    finds(who, expected)
    settle(who)
    who.press("Absenden")
    expect(page.locator("main h1")).to_have_text("Vielen Dank")
    onlooker.look(page, "beleg-der-matrix")
    found = CODE.search(who.text)
    assert found
    return found.group()


def finds(who: Visitor, expected: Sequence[str]) -> None:
    """These and no other: one row with each of these words."""
    rows = who.page.locator("fieldset.wk-found")
    assert rows.count() == len(expected), who.text
    for words in expected:
        expect(rows.filter(has_text=words)).to_have_count(1)


def settle(who: Visitor) -> None:
    """Where it is unclear what is meant, what is proposed is right; where nothing is proposed, it is new."""
    for choice in who.page.locator("fieldset.wk-found select").all():
        if not choice.input_value():
            choice.select_option("neu")


def follow_up(who: Visitor, slug: str, code: str, answer: str, onlooker: Onlooker, lookers: Visitor) -> None:
    """Type the code of the receipt, still without scripts: what became of it stands there."""
    who.go(f"/{slug}/beleg/")
    onlooker.look(lookers.go(who.path), "beleg-eingeben")
    who.fill(code=code.lower())
    who.press("Beleg öffnen")
    expect(who.page.locator("main")).to_contain_text(answer)
    onlooker.look(lookers.go(who.path), "beleg-mit-antwort")


def compare(who: Visitor, slug: str, old: str, new: str, onlooker: Onlooker) -> None:
    """From the home to the Synopse of two editions."""
    between = who.go(f"/{slug}/").locator("main a", has_text="Was sich geändert hat").filter(has_text=f"{old} – {new}")
    between.click()
    expect(who.page.locator("main")).to_contain_text(f"{old} und {new}, nebeneinander.")
    onlooker.look(who.page, "synopse")
    who.press("Nur Geändertes zeigen")
    onlooker.look(who.page, "synopse-nur-geaendert")
    who.press("Grundlage")
    expect(who.page.locator("#verlauf")).to_contain_text(new)
    onlooker.look(who.page, "element-mit-verlauf")
    who.page.go_back()


def sees_change(who: Visitor, status: str, words: str, grounds: str) -> None:
    """One row of the Synopse: what happened, the words, because of how many contributions."""
    row = who.page.locator(".wk-synopsis__row", has_text=words)
    expect(row).to_have_count(1)
    expect(row.locator(".wk-tag")).to_have_text(status)
    if grounds:
        expect(row).to_contain_text(f"Grundlage: {grounds}")


def take_synopse(who: Visitor) -> None:
    """The same as PDF."""
    address = who.page.get_by_role("link", name="Als PDF").get_attribute("href")
    response = who.context.request.get(f"{who.site}{address}")
    assert response.status == 200
    assert response.body().startswith(b"%PDF-")


def look_around(who: Visitor, slug: str, onlooker: Onlooker) -> None:
    """The pages that no stage leads to."""
    for path, name in (
        (f"/barrierefreiheit/{slug}/", "barrierefreiheit"),
        (f"/datenschutz/{slug}/", "datenschutz"),
        (f"/{slug}/mitmachen/", "mitmachen-danach"),
        ("/konto/passwort/vergessen/", "passwort-vergessen"),
        (f"/{slug}/konzept/gibt-es-nicht/", "nicht-gefunden"),
        (f"/{slug}/mitmachen/beleg/0000-0000-0000/", "beleg-unbekannt"),
    ):
        onlooker.look(who.go(path), name)
