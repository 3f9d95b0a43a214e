"""A person at a browser: what they see is checked wherever they look, for everybody who could be looking."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright, Request, Response

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
SHOTS = os.environ.get("JOURNEY_SHOTS", "")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SETTLE = "() => Promise.all([document.fonts.ready, new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))])"
EVERYTHING: dict[str, Any] = {"resultTypes": ["violations"]}
COLOURS = {**EVERYTHING, "runOnly": ["color-contrast", "link-in-text-block"]}  # all that darkness changes
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def launch(playwright: Playwright) -> Browser:
    """Debian's Chromium: no other browser is downloaded, and it asks nobody outside."""
    return playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)


@dataclass
class Visitor:
    """A browser of one person, who notes whatever should not happen: messages in the console, other hosts, faults."""

    site: str
    context: BrowserContext
    faults: list[str] = field(default_factory=list)
    expected: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        self.context.on("request", self.requested)
        self.context.on("response", self.responded)
        self.context.on("console", lambda message: self.said(message.type, message.text))
        self.context.on("weberror", lambda error: self.said("error", str(error.error)))
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(20_000)

    def requested(self, request: Request) -> None:
        """Nothing comes from elsewhere."""
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.faults.append(f"anderer Server: {request.url}")

    def responded(self, response: Response) -> None:
        """No page is missing or broken, unless the story expects it."""
        if response.status >= 400 and response.status not in self.expected:
            self.faults.append(f"{response.status} {response.request.method} {response.url}")

    def said(self, kind: str, text: str) -> None:
        """The console stays empty, so the content security policy was kept. The response's own line is counted above."""
        if kind in {"error", "warning"} and "Failed to load resource" not in text:
            self.faults.append(f"Konsole: {text} ({self.page.url})")

    def go(self, path: str) -> Page:
        """Type an address."""
        self.page.goto(self.site + path)
        return self.page

    def press(self, name: str, page: Page | Locator | None = None) -> Page:
        """Press the button or follow the link of this name."""
        named = re.compile(rf"^{re.escape(name)}(?!\w)")
        place = page or self.page
        place.get_by_role("button", name=named).or_(place.get_by_role("link", name=named)).first.click()
        return self.page

    def fill(self, **fields: str) -> Page:
        """Fill in fields by the name they have in the form."""
        for name, value in fields.items():
            self.page.locator(f"[name={name}]:visible").fill(value)
        return self.page

    def tick(self, *labels: str) -> Page:
        """Tick boxes and choices by their label."""
        for label in labels:
            self.page.get_by_label(label, exact=True).check()
        return self.page

    def download(self, name: str, folder: Path) -> Path:
        """Follow a link that is a file."""
        with self.page.expect_download() as waiting:
            self.press(name)
        target = folder / waiting.value.suggested_filename
        waiting.value.save_as(target)
        return target

    @property
    def path(self) -> str:
        """Where one is."""
        return urlsplit(self.page.url).path

    @property
    def text(self) -> str:
        """All one reads in the main part, blanks made one."""
        return " ".join(self.page.locator("main").inner_text().split())


class Onlooker:
    """Looks at a page as everybody would: wide and narrow, light and dark, with axe; takes pictures where wanted."""

    def __init__(self) -> None:
        self.axe = AXE.read_text("utf-8")
        self.seen: set[str] = set()
        self.faults: list[str] = []

    def look(self, page: Page, name: str) -> None:
        """Check the page as it stands; once for each name."""
        if name in self.seen:
            return
        self.seen.add(name)
        before = page.viewport_size
        page.evaluate(self.axe)
        for width, size in (("1280", DESK), ("360", PHONE)):
            page.set_viewport_size(size)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                page.evaluate(SETTLE)
                self.check(page, f"{name} ({width}, {scheme})", EVERYTHING if scheme == "light" else COLOURS)
                self.shoot(page, f"{name}-{width}-{scheme}")
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        if before:
            page.set_viewport_size(before)

    def check(self, page: Page, where: str, rules: dict[str, Any]) -> None:
        """What axe finds, in words; and whether the page is wider than the window."""
        found: dict[str, Any] = page.evaluate("rules => axe.run(document, rules)", rules)
        for violation in found["violations"]:
            for node in violation["nodes"][:4]:
                why = " ".join(node["failureSummary"].split())
                self.faults.append(f"{where}: {violation['id']}: {node['target']}: {why}")
        excess = page.evaluate(WIDER)
        if excess > 0:
            self.faults.append(f"{where}: {excess} Pixel breiter als das Fenster")

    def shoot(self, page: Page, name: str) -> None:
        """A picture of the whole page, where JOURNEY_SHOTS names a folder."""
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


@contextmanager
def visitor(
    browser: Browser,
    site: str,
    size: Any = None,
    *,
    scheme: Literal["light", "dark"] = "light",
    javascript: bool = True,
    expected: tuple[int, ...] = (),
) -> Iterator[Visitor]:
    """A fresh browser without cookies; at its end nothing may have gone wrong in it."""
    context = browser.new_context(
        viewport=size or DESK,
        color_scheme=scheme,
        java_script_enabled=javascript,
        locale="de-DE",
        reduced_motion="reduce",
    )
    try:
        who = Visitor(site, context, expected=expected)
        yield who
        assert not who.faults, "\n".join(who.faults)
    finally:
        context.close()
