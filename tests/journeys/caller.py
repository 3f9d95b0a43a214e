"""Somebody without a browser: one thread, own cookies, fills in the forms of pages as they stand."""

from __future__ import annotations

import html
import re
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from tests.journeys.house import PASSWORD, House
from tests.machine import until

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
Files = Mapping[str, tuple[str, bytes]]
SMALL = """# Integrationskonzept Landkreis Erlenau

## Handlungsfeld 1: Sprache

### Handlungsziel 1.1

Alle finden einen Sprachkurs.

| Maßnahme 1 | Übersicht der Sprachkurse im Landkreis führen. |
| --- | --- |
| Zuständigkeiten | Volkshochschule Erlenau |
| Termin | fortlaufend |
| Maßnahme 2 | Sprachkurse mit Kinderbetreuung anbieten. |
| Zuständigkeiten | Jugendamt |
| Termin | bis Ende 2027 |
"""


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    path: str
    location: str
    text: str

    @property
    def words(self) -> str:
        """What one reads in the main part."""
        main = self.text[self.text.find("<main") :]
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


@dataclass
class Caller:
    """GET and POST with cookies; redirects are seen, not followed. OSError where nobody answers."""

    site: str
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> Reply:
        """One request on a connection of its own."""
        address = urlsplit(urljoin(self.site, path))
        connection = HTTPConnection(str(address.hostname), int(address.port or 80), timeout=30)
        target = address.path + (f"?{address.query}" if address.query else "")
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        try:
            connection.request(method, target, body, {**headers, **({"Content-Type": kind} if kind else {})})
            return self.reply(address.path, connection.getresponse())
        finally:
            connection.close()

    def reply(self, path: str, response: HTTPResponse) -> Reply:
        """Keep the cookies, read to the end."""
        for each in response.headers.get_all("Set-Cookie") or []:
            self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(each).items()})
        text = response.read().decode("utf-8", "replace")
        return Reply(response.status, path, response.headers.get("Location", ""), text)

    def get(self, path: str) -> Reply:
        """Open a page, wherever it leads."""
        found = self.ask("GET", path)
        while found.location:
            found = self.ask("GET", urljoin(found.path, found.location))
        return found

    def form(self, path: str) -> dict[str, str]:
        """The hidden fields of a page's forms."""
        return {name: html.unescape(value) for name, value in HIDDEN.findall(self.get(path).text)}

    def post(self, path: str, fields: Mapping[str, str | Sequence[str]], files: Files | None = None) -> Reply:
        """Send a form as a browser does."""
        boundary = uuid.uuid4().hex
        body = b"".join([*parts(boundary, fields, files or {}), f"--{boundary}--\r\n".encode()])
        return self.ask("POST", path, body, f"multipart/form-data; boundary={boundary}")

    def fill(
        self, path: str, fields: Mapping[str, str | Sequence[str]], files: Files | None = None, to: str = ""
    ) -> Reply:
        """Open a page, fill in its form, send it."""
        return self.post(to or path, {**self.form(path), **fields}, files)

    def waited(self, reply: Reply) -> Reply:
        """Past the progress, to where the work leads, or to what is in its way."""

        def page() -> Reply | None:
            found = self.get(reply.location)
            waiting = found.path.startswith("/auftrag/") and "Das hat nicht geklappt" not in found.text
            return None if waiting else found

        found = until(page, 40)
        assert isinstance(found, Reply)
        return found


def parts(boundary: str, fields: Mapping[str, str | Sequence[str]], files: Files) -> list[bytes]:
    """multipart/form-data."""
    given = [(name, value) for name, each in fields.items() for value in ([each] if isinstance(each, str) else each)]
    made = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in given
    ]
    for name, (filename, content) in files.items():
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
        made.append(head.encode() + b"Content-Type: application/octet-stream\r\n\r\n" + content + b"\r\n")
    return made


@dataclass
class Office:
    """A commissioner who calls."""

    caller: Caller
    slug: str

    @property
    def desk(self) -> str:
        """Where her pages begin."""
        return f"/werkstatt/{self.slug}/"

    def upload(self, name: str, content: bytes) -> Reply:
        """A document to be read in."""
        return self.caller.fill(f"{self.desk}konzept/einlesen/", {}, {"file": (name, content)})

    def publish(self, content: bytes) -> None:
        """A document becomes public as it was read."""
        check = self.caller.waited(self.upload("konzept.md", content))
        applied = self.caller.fill(check.path, {"publish": "on"}, to=f"{check.path}uebernehmen/")
        assert applied.status == 302, applied.words

    def open_round(self, title: str, *questions: str) -> str:
        """A round that runs; its address."""
        now = datetime.now(tz=UTC)
        fields = {
            "title": title,
            "introduction": "Sagen Sie Ihre Meinung.",
            "questions": "\n".join(questions or ["Was fehlt?"]),
            "opens_at": f"{now - timedelta(days=1):%Y-%m-%dT%H:%M}",
            "closes_at": f"{now + timedelta(days=9):%Y-%m-%dT%H:%M}",
        }
        made = self.caller.fill(f"{self.desk}beteiligung/neu/", fields)
        assert made.status == 302, made.words
        return f"/{self.slug}/mitmachen/{Path(made.location).name}/"


def office(house: House, slug: str) -> Office:
    """Found an authority; its commissioner is signed in."""
    email = f"{slug}@werkstatt.example"
    caller = Caller(house.site)
    choose = caller.get(house.found(slug, f"Landkreis {slug.title()}", email, "Alma Brandt").removeprefix(house.site))
    chosen = caller.fill(choose.path, {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert chosen.status == 302, chosen.words
    signed_in = caller.fill("/konto/anmelden/", {"login": email, "password": PASSWORD})
    assert signed_in.location == "/werkstatt/", signed_in.words
    return Office(caller, slug)


def element_of(caller: Caller, round_: str) -> str:
    """The page of the first measure of a round."""
    found = re.search(rf'<li class="measure">.*?href="({round_}e/[^"]+)"', caller.get(round_).text)
    assert found
    return found[1]


def filled_in_calmly(caller: Caller, say: str) -> dict[str, str]:
    """The hidden fields of a form for everybody, after the moment a person takes to fill it in."""
    fields = caller.form(say)
    time.sleep(2.1)
    return fields
