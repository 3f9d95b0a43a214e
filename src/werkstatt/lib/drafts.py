"""Kept drafts: the newest state of something that changes, beside a word for what it was made of.

Unlike a kept page (lib.pages) a draft is written over, and what is found outdated is erased: words that were taken back or
blacked out lie nowhere here once anybody has looked. Drafts can be made again at any time and need no backup.
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from werkstatt.lib.files import write_whole

NAMES = 64  # letters of a name (lib.pages.name_of)


def place(slot: str) -> Path:
    """Where the draft of this slot lies; a slot is a name by lib.pages.name_of."""
    return Path(settings.PAGES, "drafts", slot[:2], slot)


def keep(slot: str, made_of: str, content: bytes) -> None:
    """Keep the draft in place of the one before. `made_of` is a name by lib.pages.name_of."""
    write_whole(place(slot), made_of.encode() + content)


def load(slot: str, made_of: str) -> bytes | None:
    """The draft, if it was made of exactly that; an older one is erased."""
    try:
        kept = place(slot).read_bytes()
    except FileNotFoundError:
        return None
    if kept[:NAMES] == made_of.encode():
        return kept[NAMES:]
    place(slot).unlink(missing_ok=True)
    return None
