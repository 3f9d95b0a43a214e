"""E-mails become a letter: who wrote, when, the plain text, the attachments; what cannot be read is said in one sentence.

`messages` takes an mbox apart, `read` understands one mail. Nothing is loaded, run or thrown away: quoted lines keep their
">", a mail within a mail stands below its own head, and what no text comes of is named in `notes`.
"""

from __future__ import annotations

import email
import re
from dataclasses import dataclass, field
from datetime import datetime
from email.message import Message
from mimetypes import guess_extension

from konzept.model import Problem
from konzept.read import mail_headers as headers
from konzept.read import mail_html
from konzept.read.container import MAX_FILE, MIB
from konzept.read.pasted import taken_apart

MAX_TEXT = 500_000  # characters: two hundred pages
MAX_ATTACHMENTS = 50
MAX_DEPTH = 5  # mails within mails
MAX_BOUNDARIES = 20_000
MAX_MESSAGES = 2_000  # of one mbox
PASTED = "Matrix aus dem Text der E-Mail.html"
FORWARDED = "---------- Weitergeleitete Nachricht ----------"

_FROM = re.compile(rb"(?:\A|(?<=\n)\r?\n)From [^\r\n]*\r?\n(?=[!-9;-~]+:)")
_HEADER = re.compile(rb"[!-9;-~]{1,60}:[ \t]*[^\r\n]*\r?\n")
_TELLS = re.compile(
    rb"^(?:from|to|subject|date|received|message-id|return-path|mime-version):", re.IGNORECASE | re.MULTILINE
)
_SEALED = {"application/pkcs7-mime", "application/x-pkcs7-mime"}
_SILENT = {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"}
_REPORTS = {"message/delivery-status", "message/disposition-notification", "text/rfc822-headers"}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a mail, or a matrix pasted into it. `inline` = a picture within the text, mostly a logo."""

    name: str
    data: bytes
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as a person reads it. `automatic` = a machine wrote it (absence, delivery report)."""

    message_id: str
    subject: str
    name: str
    address: str
    sent_at: datetime | None
    text: str
    attachments: tuple[Attachment, ...] = ()
    notes: tuple[str, ...] = ()
    automatic: bool = False


@dataclass(slots=True)
class _Found:
    """What has been found so far."""

    texts: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    pasted: int = 0  # matrices within the text

    def note(self, sentence: str) -> None:
        if sentence not in self.notes:
            self.notes.append(sentence)


def is_mail(data: bytes) -> bool:
    """Whether the bytes are one mail, whatever their file is called."""
    head = data.lstrip()[:8000]
    return _HEADER.match(head) is not None and len(_TELLS.findall(head)) >= 2


def is_mbox(data: bytes) -> bool:
    """Whether the bytes are a folder of mails in one file."""
    return _FROM.match(data) is not None


def messages(data: bytes, name: str) -> list[bytes]:
    """The mails of an mbox, or the one mail. Problem for what is neither, or too much."""
    if len(data) > MAX_FILE:
        raise Problem(f"Die Datei „{name}“ ist größer als {MAX_FILE // MIB} MB; bitte teilen Sie sie auf.")
    if not is_mbox(data):
        if not is_mail(data):
            raise Problem(f"Die Datei „{name}“ ist keine E-Mail; bitte speichern Sie die Nachricht als .eml.")
        return [data]
    starts = list(_FROM.finditer(data))
    if len(starts) > MAX_MESSAGES:
        raise Problem(
            f"Die Datei „{name}“ enthält {len(starts)} E-Mails, erlaubt sind {MAX_MESSAGES}; bitte teilen Sie sie auf."
        )
    ends = [found.start() for found in starts[1:]] + [len(data)]
    cut = (data[found.end() : end] for found, end in zip(starts, ends, strict=True))
    return [re.sub(rb"^>(>*From )", rb"\1", each, flags=re.MULTILINE) for each in cut]


def read(data: bytes, name: str) -> Mail:
    """One mail. Problem where nothing of it can be read; what part of it cannot is said in `notes`."""
    if len(data) > MAX_FILE:
        raise Problem(
            f"Die E-Mail „{name}“ ist größer als {MAX_FILE // MIB} MB; bitte speichern Sie Text und Anhänge einzeln."
        )
    if not is_mail(data):
        raise Problem(f"Die Datei „{name}“ ist keine E-Mail; bitte speichern Sie die Nachricht als .eml.")
    if data.count(b"\n--") > MAX_BOUNDARIES:
        raise Problem(_tangled(name))
    try:
        message = email.message_from_bytes(data.lstrip())
        found = _Found()
        _walk(message, found, depth=0)
    except RecursionError as error:
        raise Problem(_tangled(name)) from error
    return _told(message, found)


def _tangled(name: str) -> str:
    return f"Die E-Mail „{name}“ ist zu tief verschachtelt und wird nicht geöffnet; bitte kopieren Sie ihren Text in eine Datei."


def _told(message: Message, found: _Found) -> Mail:
    text = headers.clean("\n\n".join(filter(None, map(str.strip, found.texts))))
    if len(text) > MAX_TEXT:
        text = text[:MAX_TEXT]
        found.note(f"Der Text ist länger als {MAX_TEXT} Zeichen; was danach kommt, steht nur in der Datei selbst.")
    if not text:
        found.note("Diese E-Mail hat keinen Text.")
    name, address = headers.sender(message)
    return Mail(
        message_id=headers.message_id(message),
        subject=headers.header(message, "Subject")[:300],
        name=name,
        address=address,
        sent_at=headers.sent(message),
        text=text,
        attachments=tuple(found.attachments),
        notes=tuple(found.notes),
        automatic=_is_automatic(message),
    )


def _is_automatic(message: Message) -> bool:
    """RFC 3834, and delivery reports."""
    auto = headers.header(message, "Auto-Submitted").lower()
    return (bool(auto) and not auto.startswith("no")) or message.get_content_type() == "multipart/report"


def _walk(part: Message, found: _Found, depth: int) -> None:
    kind = part.get_content_type()
    if kind == "message/rfc822":
        _within(part, found, depth)
    elif kind in _SEALED or kind == "multipart/encrypted":
        found.note(
            "Diese E-Mail ist verschlüsselt; bitte öffnen Sie sie in Ihrem Mailprogramm und nehmen ihren Text als Datei auf."
        )
        _attach(part, found, "smime.p7m")
    elif kind == "multipart/alternative":
        _best(_parts(part), found, depth)
    elif part.is_multipart():
        for each in _parts(part):
            _walk(each, found, depth)
    else:
        _leaf(part, kind, found)


def _parts(part: Message) -> list[Message]:
    return [each for each in part.get_payload() if isinstance(each, Message)]


def _within(part: Message, found: _Found, depth: int) -> None:
    """A mail within the mail: its head and its text follow, its attachments are attachments."""
    inner = next(iter(_parts(part)), None)
    if inner is None or depth >= MAX_DEPTH:
        found.note("Eine E-Mail im Anhang ist zu tief verschachtelt; sie steht nur in der Datei selbst.")
        return
    name, address = headers.sender(inner)
    head = {
        "Von": f"{name} <{address}>" if name and address else name or address,
        "Datum": headers.header(inner, "Date"),
        "Betreff": headers.header(inner, "Subject"),
    }
    lines = [f"{label}: {value}" for label, value in head.items() if value]
    found.texts.append("\n".join([FORWARDED, *lines]))
    _walk(inner, found, depth + 1)


def _best(choices: list[Message], found: _Found, depth: int) -> None:
    """The same said twice: the plain text, unless it only says that there is another, or that one held a matrix."""
    tried: list[tuple[str, int]] = []
    for each in choices:
        one = _Found()
        _walk(each, one, depth)
        found.attachments += one.attachments
        found.notes += [note for note in one.notes if note not in found.notes]
        found.pasted += one.pasted
        tried.append(("\n\n".join(one.texts), one.pasted))
    most = max((pasted for _, pasted in tried), default=0)
    texts = [text for text, pasted in tried if pasted == most]
    fullest = max((len(text.split()) for text in texts), default=0)
    if fullest:
        found.texts.append(next(text for text in texts if 4 * len(text.split()) >= fullest))


def _leaf(part: Message, kind: str, found: _Found) -> None:
    named = part.get_filename() is not None
    attached = part.get_content_disposition() == "attachment"
    if kind in _SILENT or kind in _REPORTS:
        return
    if kind in {"text/plain", "text/html"} and not attached and not named:
        _text(part, kind, found)
    elif kind == "application/ms-tnef" or headers.file_name(part, "").lower() == "winmail.dat":
        found.note(
            "Der Anhang „winmail.dat“ lässt sich nur in Outlook öffnen; bitte öffnen Sie ihn dort oder bitten um die Dateien als PDF."
        )
        _attach(part, found, "winmail.dat")
    elif kind != "text/calendar" or attached or named:
        _attach(part, found, f"Anhang-{len(found.attachments) + 1}{guess_extension(kind) or ''}")


def _text(part: Message, kind: str, found: _Found) -> None:
    data = _bytes(part)
    said, whole = headers.decoded(data, part.get_content_charset())
    if not whole:
        found.note("Einige Zeichen dieser E-Mail sind nicht lesbar; sie stehen als � im Text.")
    if kind == "text/plain":
        found.texts.append(
            _flowed(said, delsp=str(part.get_param("delsp", "no")).lower() == "yes") if _is_flowed(part) else said
        )
        return
    try:
        rest, matrix = taken_apart(said, "E-Mail")
        words = mail_html.text(rest.encode(), "E-Mail")
    except Problem:
        found.note(
            "Der gestaltete Text dieser E-Mail ist nicht lesbar; bitte öffnen Sie die Datei in Ihrem Mailprogramm."
        )
        return
    found.texts.append(words)
    if matrix:
        found.pasted += 1
        found.attachments.append(Attachment(PASTED, matrix.encode()))


def _bytes(part: Message) -> bytes:
    """The content without its transfer encoding; a broken one as far as it goes."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _is_flowed(part: Message) -> bool:
    return str(part.get_param("format", "")).lower() == "flowed"


def _flowed(text: str, *, delsp: bool) -> str:
    """RFC 3676: a line that ends with a space goes on in the next one of the same depth."""
    lines: list[tuple[int, str, bool]] = []
    for raw in text.splitlines():
        marks = len(raw) - len(raw.lstrip(">"))
        words = raw[marks:].removeprefix(" ")
        soft = words.endswith(" ") and words != "-- "
        said = words[:-1] if soft and delsp else words
        if lines and lines[-1][2] and lines[-1][0] == marks and words != "-- ":
            lines[-1] = (marks, lines[-1][1] + said, soft)
        else:
            lines.append((marks, said, soft))
    return "\n".join(f"{'>' * marks}{' ' if marks else ''}{words}" for marks, words, _ in lines)


def _attach(part: Message, found: _Found, otherwise: str) -> None:
    if len(found.attachments) >= MAX_ATTACHMENTS:
        found.note(f"Diese E-Mail hat mehr als {MAX_ATTACHMENTS} Anhänge; die übrigen stehen nur in der Datei selbst.")
        return
    name = headers.file_name(part, otherwise)
    data = _bytes(part)
    if not data:
        found.note(f"Der Anhang „{name}“ ist leer oder beschädigt.")
        return
    inline = part.get_content_maintype() == "image" and (
        part.get_content_disposition() != "attachment" or part.get("Content-ID") is not None
    )
    found.attachments.append(Attachment(name, data, inline))


def number(data: bytes) -> str:
    """The number (Message-ID) of a mail, "" where it has none; only its head is read."""
    head = re.split(rb"\r?\n\r?\n", data.lstrip()[:100_000], maxsplit=1)[0]
    return headers.message_id(email.message_from_bytes(head + b"\n\n"))
