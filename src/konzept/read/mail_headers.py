"""What a mail says of itself, whatever encoding it claims: words, addresses, times, file names. Nothing here raises."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import collapse_rfc2231_value, parseaddr, parsedate_to_datetime

LONGEST_HEADER = 10_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_NOTHING = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u2060\ufeff"), "")
_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2007\u2009"), " ")
_NO_NAME = re.compile(r'[\\/:*?"<>|\n\t]')


def clean(text: str) -> str:
    """Composed, plain spaces, no control characters; lines stay lines, three blank ones are two."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode("utf-8", "replace")
    whole = unicodedata.normalize("NFC", _CONTROL.sub("", whole).translate(_NOTHING).translate(_SPACES))
    return re.sub(r"\n{4,}", "\n\n\n", re.sub(r"[ \t]+\n", "\n", whole)).strip()


def decoded(data: bytes, charset: str | None) -> tuple[str, bool]:
    """The text, and whether every byte was readable. What the mail claims comes first, then UTF-8, then Windows' own."""
    claims = (charset or "utf-8").strip("\"' ").lower()
    first = "cp1252" if claims in {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"} else claims
    for encoding in ("utf-8", first, "cp1252") if first == "cp1252" else (first, "utf-8", "cp1252"):
        try:
            return data.decode(encoding), True
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace"), False


def header(message: Message, name: str) -> str:
    """A header in one line, without encoded words; "" where there is none."""
    return words(raw(message, name))


def raw(message: Message, name: str) -> str:
    """The first header of this name as it stands; bytes without an encoding are surrogates in it."""
    found = (str(value) for key, value in message.raw_items() if key.lower() == name.lower())
    return next(found, "")


def words(said: str) -> str:
    """Encoded words and raw bytes of a header as text."""
    folded = " ".join(said[:LONGEST_HEADER].split())
    try:
        parts = decode_header(folded)
    except (HeaderParseError, ValueError, LookupError):
        parts = [(folded, None)]
    texts = (part if isinstance(part, str) else decoded(part, charset)[0] for part, charset in parts)
    return " ".join(clean(_bytes_as_text("".join(texts))).split())


def _bytes_as_text(text: str) -> str:
    """Bytes that stood in a header without any encoding come as surrogates; read what they mean."""
    if not any("\udc80" <= letter <= "\udcff" for letter in text):
        return text
    return decoded(text.encode("utf-8", "surrogateescape"), None)[0]


def sender(message: Message) -> tuple[str, str]:
    """(name, address) of whoever wrote, either may be ""."""
    said = (raw(message, "From") or raw(message, "Sender"))[:LONGEST_HEADER]
    name, address = parseaddr(" ".join(said.split()))
    known = words(address)
    return words(name)[:200], known[:254] if re.fullmatch(r"[^@\s]+@[^@\s]+", known) else ""


def sent(message: Message) -> datetime | None:
    """When it was sent, aware; None where the mail does not say it, or says nonsense."""
    try:
        moment = parsedate_to_datetime(raw(message, "Date"))
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return aware.astimezone(UTC) if 1990 < aware.year < 2100 else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def message_id(message: Message) -> str:
    """The number its sender gave it, without brackets; "" where there is none."""
    return words(raw(message, "Message-ID")).strip("<> ")[:500]


def file_name(part: Message, otherwise: str) -> str:
    """The name of an attachment: no folders, nothing that a file system minds."""
    given = part.get_param("filename", None, "content-disposition") or part.get_param("name", None)
    said = words(collapse_rfc2231_value(given)) if given else ""
    return _NO_NAME.sub("-", said.replace("\\", "/").rpartition("/")[2]).strip(" .-")[-150:] or otherwise
