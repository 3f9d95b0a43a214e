"""Two people press the same button at the same moment: it is done once, and both learn what it became."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.caller import SMALL, Caller, Office, Reply, element_of, filled_in_calmly, office
from tests.journeys.conftest import Arrive
from tests.journeys.house import House

APPLY = "() => { document.querySelector('form[action$=\"/uebernehmen/\"]').submit(); }"

TAKEN = re.compile("Übernommen: Fassung 0|Dieses Dokument ist übernommen")


@pytest.fixture(scope="module")
def alma(site: House) -> Office:
    """An office with one document read in, to be taken over."""
    return office(site, "talbrueck")


def at_once(count: int, deed: Callable[[], Reply]) -> list[Reply]:
    """So many people do it at the same moment."""
    barrier, replies = threading.Barrier(count), []

    def person() -> None:
        barrier.wait(10)
        replies.append(deed())

    threads = [threading.Thread(target=person) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(replies) == count
    return replies


def test_two_browsers_take_over_the_same_document(site: House, arrive: Arrive, alma: Office) -> None:
    check = alma.caller.waited(alma.upload("konzept.md", SMALL.encode())).path
    with arrive() as one, arrive() as other:
        for who in (one, other):
            who.context.add_cookies([{"name": n, "value": v, "url": site.site} for n, v in alma.caller.cookies.items()])
            expect(who.go(check).locator("main")).to_contain_text("Ist alles richtig verstanden?")
        for who in (one, other):
            who.page.evaluate(APPLY)
        for who in (one, other):
            expect(who.page.locator("main")).to_contain_text(TAKEN)
    assert versions(site, alma) == 1


def test_six_at_once_upload_publish_and_speak(site: House, alma: Office) -> None:
    before = versions(site, alma)
    fresh = SMALL.replace("Jugendamt", "Sozialamt").encode()
    cookies = dict(alma.caller.cookies)

    def upload() -> Reply:
        return Office(Caller(site.site, dict(cookies)), alma.slug).upload("neu.md", fresh)

    [check] = {alma.caller.waited(reply).path for reply in at_once(6, upload)}
    fields = {**alma.caller.form(check), "publish": "on"}
    applied = at_once(6, lambda: Caller(site.site, dict(cookies)).post(f"{check}uebernehmen/", fields))
    assert Counter(reply.status for reply in applied) == {302: 6}
    assert versions(site, alma) == before + 1

    say = element_of(alma.caller, alma.open_round("Alle zugleich"))
    form = {**filled_in_calmly(alma.caller, say), "comment": "Ein Mal gesagt, sechs Mal gedrückt."}
    receipts = at_once(6, lambda: Caller(site.site, dict(cookies)).post(say, form))
    assert len({reply.location for reply in receipts}) == 1
    assert site.ask("SELECT count(*) FROM participation_contribution WHERE comment LIKE 'Ein Mal gesagt%'")[0][0] == 1


def versions(site: House, alma: Office) -> int:
    """How many versions there are."""
    found = site.ask(
        "SELECT count(*) FROM concepts_version v JOIN concepts_concept c ON v.concept_id = c.id "
        f"JOIN authorities_authority a ON c.authority_id = a.id WHERE a.slug = '{alma.slug}'"
    )
    return int(found[0][0])
