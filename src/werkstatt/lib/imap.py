"""A mailbox is read over IMAP: nothing is marked as seen, moved or deleted. What is in the way is said in one sentence.

Built on the standard library's imaplib; folders are opened with EXAMINE, mails fetched with BODY.PEEK by UID (RFC 3501).
"""

from __future__ import annotations

import base64
import imaplib
import re
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from konzept.model import Problem

TIMEOUT = 20  # seconds for each answer of the server
PORTS = {"tls": 993, "starttls": 143, "plain": 143}
_SIZE = re.compile(rb"UID (\d+)\b.*?RFC822\.SIZE (\d+)|RFC822\.SIZE (\d+)\b.*?UID (\d+)")


@dataclass(frozen=True, slots=True)
class Login:
    """Where a mailbox is and who may read it. `security` is "tls", "starttls" or "plain"."""

    host: str
    port: int
    security: str
    user: str
    password: str
    folder: str = "INBOX"


@dataclass(frozen=True, slots=True)
class Folder:
    """An open folder. Numbers (UIDs) grow and hold as long as `validity` stays; `next` will be the next one's."""

    client: imaplib.IMAP4
    validity: int
    next: int

    def newer(self, after: int) -> list[tuple[int, int]]:
        """(number, size in bytes) of each mail after this number, in order."""
        if after + 1 >= self.next > 0:
            return []
        found = []
        for line in _answer(self.client.uid("FETCH", f"{after + 1}:*", "(UID RFC822.SIZE)")):
            said = _SIZE.search(line if isinstance(line, bytes) else line[0])
            if said:
                number, size = (said[1], said[2]) if said[1] else (said[4], said[3])
                found.append((int(number), int(size)))
        return sorted(pair for pair in found if pair[0] > after)

    def load(self, number: int) -> tuple[bytes, datetime | None]:
        """The mail as it lies there, and when the server got it; b"" where it is gone meanwhile."""
        for part in _answer(self.client.uid("FETCH", str(number), "(INTERNALDATE BODY.PEEK[])")):
            if isinstance(part, tuple):
                return part[1], _moment(part[0])
        return b"", None


@contextmanager
def opened(login: Login) -> Iterator[Folder]:
    """The folder, open for reading only. Problem where one does not get there, or the connection breaks on the way."""
    try:
        client = _connected(login)
        try:
            _sign_in(client, login)
            yield _folder(client, login)
        finally:
            with suppress(OSError, imaplib.IMAP4.error):
                client.logout()
    except imaplib.IMAP4.error as error:
        raise Problem(
            f"Der Mailserver „{login.host}“ hat die Verbindung abgebrochen; es wird später noch einmal versucht."
        ) from error
    except OSError as error:
        raise Problem(_not_reached(login, error)) from error


def _connected(login: Login) -> imaplib.IMAP4:
    context = ssl.create_default_context()
    if login.security == "tls":
        return imaplib.IMAP4_SSL(login.host, login.port, ssl_context=context, timeout=TIMEOUT)
    client = imaplib.IMAP4(login.host, login.port, timeout=TIMEOUT)
    if login.security == "starttls":
        try:
            client.starttls(context)
        except imaplib.IMAP4.error as error:
            raise Problem(
                f"Der Mailserver „{login.host}“ bietet auf Port {login.port} kein STARTTLS; bitte wählen Sie TLS und Port 993."
            ) from error
    return client


def _not_reached(login: Login, error: OSError) -> str:
    where = f"Der Mailserver „{login.host}“"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"{where} hat kein gültiges Zertifikat; bitte prüfen Sie den Namen des Servers oder fragen Sie Ihre IT."
    if isinstance(error, ssl.SSLError):
        return f"{where} spricht auf Port {login.port} kein TLS; bitte prüfen Sie Port und Verschlüsselung."
    if isinstance(error, socket.gaierror):
        return f"{where} ist nicht zu finden; bitte prüfen Sie den Namen."
    return f"{where} antwortet auf Port {login.port} nicht; bitte prüfen Sie Name und Port, sonst wird es später noch einmal versucht."


def _sign_in(client: imaplib.IMAP4, login: Login) -> None:
    try:
        if "AUTH=PLAIN" in client.capabilities:
            client.authenticate("PLAIN", lambda _: f"\0{login.user}\0{login.password}".encode())
        else:
            client.login(_quoted(login.user), login.password)
    except imaplib.IMAP4.abort:
        raise
    except (imaplib.IMAP4.error, UnicodeEncodeError) as error:
        raise Problem(
            f"Der Mailserver „{login.host}“ hat die Anmeldung als „{login.user}“ abgelehnt; bitte prüfen Sie Benutzername und Passwort."
        ) from error


def _folder(client: imaplib.IMAP4, login: Login) -> Folder:
    status, _ = client.select(_quoted(modified_utf7(login.folder)), readonly=True)
    if status != "OK":
        raise Problem(
            f"Den Ordner „{login.folder}“ gibt es im Postfach nicht; bitte prüfen Sie seinen Namen, auch Groß und Klein."
        )
    return Folder(client, _number(client, "UIDVALIDITY"), _number(client, "UIDNEXT"))


def _number(client: imaplib.IMAP4, name: str) -> int:
    """What the server said of the folder; 0 where it said nothing."""
    said = client.response(name)[1]
    return int(said[0]) if said and said[0] and bytes(said[0]).isdigit() else 0


def _answer(given: tuple[str, list[bytes | tuple[bytes, bytes] | None]]) -> list[bytes | tuple[bytes, bytes]]:
    status, parts = given
    if status != "OK":
        raise imaplib.IMAP4.error(status)
    return [part for part in parts if part]


def _moment(line: bytes) -> datetime | None:
    found = imaplib.Internaldate2tuple(line)
    return datetime.fromtimestamp(time.mktime(found), tz=UTC) if found else None


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def modified_utf7(name: str) -> str:
    """A folder's name as IMAP writes it: "Entwürfe" -> "Entw&APw-rfe" (RFC 3501, 5.1.3)."""
    coded = re.sub(r"[^\x20-\x7e]+", lambda found: f"\0{_base64(found[0])}-", name.replace("&", "&-"))
    return coded.replace("\0", "&")


def _base64(text: str) -> str:
    return base64.b64encode(text.encode("utf-16-be")).decode().rstrip("=").replace("/", ",")
