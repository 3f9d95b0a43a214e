"""Kept pages: rendered and compressed once, named by what they were made of, served as they lie there.

They can be made again at any time from the sealed text, so they stand in a folder of their own (settings.PAGES) and need no backup.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import brotli
from django.conf import settings

from werkstatt.lib.files import write_whole

ENDINGS = {"br": ".br", "gzip": ".gz", "": ""}
MADE_OF = {".html", ".css", ".py", ".svg", ".js", ".typ", ".mo"}


@lru_cache(maxsize=8)
def fingerprint(*folders: Path) -> str:
    """One digest over the templates, styles and code in these folders: another house version, other pages."""
    found = sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in MADE_OF)
    digest = hashlib.sha256()
    for path in found:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def name_of(*facts: Any) -> str:
    """The name of a page that was made of these facts: 64 hex digits."""
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False, default=str).encode()).hexdigest()


def place(name: str, ending: str) -> Path:
    """Where a kept file lies."""
    return _within(str(settings.PAGES), name, ending)


@lru_cache(maxsize=1024)
def _within(folder: str, name: str, ending: str) -> Path:
    return Path(folder, name[:2], f"{name}{ending}")


def keep(name: str, content: bytes, *, compress: bool = True) -> None:
    """Keep a page, for text also compressed as far as it goes. Doing it twice is the same as once.

    The plain file is written last: who sees it may rely on the others.
    """
    if place(name, "").exists():
        return
    if compress:
        write_whole(place(name, ".br"), brotli.compress(content, quality=11))
        write_whole(place(name, ".gz"), gzip.compress(content, compresslevel=9, mtime=0))
    write_whole(place(name, ""), content)


def kept(name: str) -> bool:
    """Is there a page of this name?"""
    return place(name, "").exists()


REFUSED = re.compile(r"q=0(?:\.0*)?")


@lru_cache(maxsize=256)
def accepted(header: str) -> tuple[str, ...]:
    """The encodings to try, best first, from an Accept-Encoding header; "" (as it is) always last."""
    said = (part.replace(" ", "").lower().partition(";") for part in header.split(","))
    wanted = {name for name, _, weight in said if not REFUSED.fullmatch(weight)}
    return (*(name for name in ("br", "gzip") if name in wanted), "")


def load(name: str, accept_encoding: str) -> tuple[bytes, str] | None:
    """The kept page in the best encoding the browser takes ("" = as it is); None where it is not kept."""
    for encoding in accepted(accept_encoding):
        content = _content(place(name, ENDINGS[encoding]))
        if content is not None:
            return content, encoding
    return None


def _content(path: Path) -> bytes | None:
    try:
        return _read(path)
    except FileNotFoundError:
        return None


@lru_cache(maxsize=64)
def _read(path: Path) -> bytes:
    """A kept file never changes; a missing one raises, and what raises is not remembered."""
    return path.read_bytes()
