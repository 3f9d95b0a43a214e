"""Files kept by their content: written once under their SHA-256, never changed, whole or not there."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from urllib.parse import quote

from django.conf import settings


def digest(content: bytes) -> str:
    """SHA-256 of the content, 64 hex digits."""
    return hashlib.sha256(content).hexdigest()


def place(sha256: str) -> Path:
    """Where the file of this digest lies."""
    return Path(settings.FILES) / sha256[:2] / sha256


def write_whole(target: Path, content: bytes) -> None:
    """Write so that a reader, or a power cut, sees all of it or nothing."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(target)


def keep(content: bytes) -> str:
    """Keep the content, return its digest. Keeping the same twice is the same as once."""
    sha256 = digest(content)
    if not place(sha256).exists():
        write_whole(place(sha256), content)
    return sha256


def load(sha256: str) -> bytes:
    """The content kept under this digest."""
    return place(sha256).read_bytes()


def attachment(name: str) -> str:
    """The header that has a browser save a file under its own name, whatever letters that has (RFC 6266)."""
    plain = "".join(letter if letter.isascii() and (letter.isalnum() or letter in " .-_") else "_" for letter in name)
    return f"attachment; filename=\"{plain}\"; filename*=utf-8''{quote(name)}"
