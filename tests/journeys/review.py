"""From what people said to the next edition: answers, changes, cosignatures, the decision."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Locator, expect

from tests.journeys.eyes import Onlooker, Visitor

OPEN = ".wk-said--open input[type=checkbox]"


def end_round(who: Visitor, slug: str, onlooker: Onlooker) -> None:
    """No more contributions; on to the desk."""
    page = who.go(f"/werkstatt/{slug}/beteiligung/")
    onlooker.look(page, "beteiligung")
    page.locator("main article h2 a").click()
    onlooker.look(page, "runde-mit-eingang")
    who.press("Runde jetzt beenden")
    expect(page.locator("main")).to_contain_text("ist beendet")
    who.press("Rückmeldungen auswerten")
    onlooker.look(page, "auswertung")


def unanswered_blocks(who: Visitor, onlooker: Onlooker) -> None:
    """While one contribution has no answer, there is nothing to press."""
    desk = who.path
    who.press("Auswertung abschließen")
    expect(who.page.locator("main")).to_contain_text("noch ohne Antwort")
    assert who.page.get_by_role("button", name=re.compile("bschließen")).count() == 0
    onlooker.look(who.page, "abschliessen-gesperrt")
    who.go(desk)


def answer(who: Visitor, boxes: Sequence[Locator], outcome: str, reason: str) -> None:
    """Tick, choose, give the reason."""
    for box in boxes:
        box.check()
    who.tick(outcome)
    who.fill(reason=reason)
    who.press("Antworten")
    many = "1 Rückmeldung" if len(boxes) == 1 else f"{len(boxes)} Rückmeldungen"
    expect(who.page.locator("main")).to_contain_text(f"{many} beantwortet")


def answer_all(who: Visitor, words: str, reason: str, onlooker: Onlooker) -> None:
    """One alone, then the rest of each shelf at once."""
    page = who.page
    page.locator(".wk-said--open").first.get_by_role("link", name=re.compile("Einzelheiten")).click()
    onlooker.look(page, "rueckmeldung")
    page.go_back()
    who.press("Antworten")
    expect(page.locator("main")).to_contain_text("Es ist keine Rückmeldung angekreuzt")
    onlooker.look(page, "auswertung-mit-fehler")
    said = page.locator(".wk-said--open", has_text=words)
    answer(who, [said.locator("input[type=checkbox]")], "übernommen", reason)
    for _ in range(10):
        boxes = page.locator(OPEN).all()
        if boxes:
            answer(who, boxes, "zur Kenntnis genommen", "Danke, das fließt in die Beratung ein.")
        shelf = page.locator(".wk-desk__shelves li a", has_text="offen").first
        if not shelf.count():
            break
        who.go(f"{who.path}{shelf.get_attribute('href')}")
    expect(page.locator("main")).to_contain_text("Alle sind beantwortet.")
    onlooker.look(page, "auswertung-beantwortet")


def stack(who: Visitor, words: str) -> Locator:
    """The element about which this was said; its shelf is opened first."""
    desk = who.path
    for shelf in [link.get_attribute("href") for link in who.page.locator(".wk-desk__shelves li a").all()]:
        found = who.go(f"{desk}{shelf}").locator("section.wk-stack", has_text=words)
        if found.count():
            return found.first
    raise AssertionError(words)


def change_wording(who: Visitor, words: str, addition: str, onlooker: Onlooker) -> None:
    """Edit the element because of everything said about it."""
    who.press("Wortlaut ändern", stack(who, words))
    text = who.page.locator("[name=text]")
    who.fill(text=f"{text.input_value()} {addition}")
    give_grounds(who)
    onlooker.look(who.page, "wortlaut-aendern")
    who.press("Änderung vormerken")
    expect(who.page.locator("main")).to_contain_text("Vorgemerkt für die nächste Fassung")


def drop(who: Visitor, words: str, reason: str, onlooker: Onlooker) -> None:
    """The measure goes, with its reason."""
    who.press("Wortlaut ändern", stack(who, words))
    who.press("Element streichen")
    who.fill(reason=reason)
    give_grounds(who)
    onlooker.look(who.page, "element-streichen")
    who.press("Streichen vormerken")
    expect(who.page.locator("main")).to_contain_text("Vorgemerkt für die nächste Fassung")


def add(who: Visitor, words: str, text: str, onlooker: Onlooker) -> None:
    """A new measure under a goal of the same area, because of a new proposal."""
    who.press("Neues Element anlegen", stack(who, words))
    who.fill(text=text, responsible="Begegnungsstätte Talblick", term="bis Ende 2028")
    give_grounds(who)
    onlooker.look(who.page, "element-anlegen")
    who.press("Änderung vormerken")
    expect(who.page.locator("main")).to_contain_text("Vorgemerkt für die nächste Fassung")


def give_grounds(who: Visitor) -> None:
    """Everything that was said about it led to it."""
    for box in who.page.locator("[name=grounds]").all():
        box.check()


def conclude(who: Visitor, onlooker: Onlooker) -> None:
    """All answered: the pending changes become the next version."""
    who.press("Auswertung abschließen")
    onlooker.look(who.page, "abschliessen")
    who.press("Abschließen und neue Fassung anlegen")
    expect(who.page.locator("main")).to_contain_text("Fassung 1 ist daraus entstanden")


def coordinate(who: Visitor, bodies: Sequence[str], onlooker: Onlooker) -> dict[str, str]:
    """Ask the bodies; gives the address of each one's own page."""
    page = who.page
    onlooker.look(page, "abstimmung-mit-entwurf")
    who.press("Abstimmung eröffnen")
    who.fill(
        due_on=f"{datetime.now(tz=UTC) + timedelta(days=21):%Y-%m-%d}", message="Bitte lesen Sie, was sich ändert."
    )
    who.tick(*bodies)
    onlooker.look(page, "abstimmung-eroeffnen")
    who.press("Abstimmung eröffnen", page.locator("main form"))
    expect(page.locator("main")).to_contain_text("Die Abstimmung ist eröffnet")
    onlooker.look(page, "abstimmung-offen")
    links = page.get_by_role("link", name="Seite des Gremiums").all()
    names = page.locator("main tbody th").all_inner_texts()
    return {name: str(link.get_attribute("href")) for name, link in zip(names, links, strict=True)}


def sign(
    arrive: Callable[..., AbstractContextManager[Visitor]],
    address: str,
    stance: str,
    reason: str,
    changes: Sequence[str],
    onlooker: Onlooker,
) -> None:
    """A body opens its link, without an account, reads what changed, votes."""
    with arrive() as who:
        page = who.go(address)
        expect(page.locator("main article")).to_have_text([re.compile(words) for words in changes])
        onlooker.look(page, "mitzeichnen")
        who.tick(stance)
        if reason:
            who.press("Votum abgeben")
            expect(page.locator("main")).to_contain_text("was anders werden soll und warum")
            onlooker.look(page, "mitzeichnen-mit-fehler")
            who.fill(reason=reason)
        who.press("Votum abgeben")
        expect(page.locator("main")).to_contain_text(f": {stance}.")
        onlooker.look(page, "mitgezeichnet")
