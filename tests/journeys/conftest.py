"""One open workshop and one browser for all journeys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.journeys.eyes import Onlooker, Visitor, launch, visitor
from tests.journeys.house import House, house

expect.set_options(timeout=20_000)  # a slow machine is slow, not wrong

Arrive = Callable[..., AbstractContextManager[Visitor]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here takes a real server."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """A failed journey shows what the server said."""
    result: Any = yield
    report, site = result.get_result(), getattr(item, "funcargs", {}).get("site")
    if report.failed and site is not None:
        report.sections.append(("Server", site.log()[-6000:]))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The open workshop."""
    with house(tmp_path_factory.mktemp("house")) as it:
        it.open()
        yield it


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser program."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def arrive(chromium: Browser, site: House) -> Arrive:
    """`with arrive(PHONE, javascript=False) as who:` somebody opens a browser of their own."""
    return partial(visitor, chromium, site.site)


@pytest.fixture
def onlooker() -> Iterator[Onlooker]:
    """Checks the pages; what was found is told at the end, all of it."""
    it = Onlooker()
    yield it
    assert not it.faults, "\n".join([f"{len(it.faults)} Mängel auf {len(it.seen)} Seiten:", *it.faults])
