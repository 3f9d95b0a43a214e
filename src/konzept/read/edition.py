"""What a cover says of an edition: its name, its years, the day it was decided."""

from __future__ import annotations

import re
from datetime import date

ORDINALS = {"erste": 1, "zweite": 2, "dritte": 3, "vierte": 4, "fünfte": 5}
EDITION = re.compile(
    rf"(?P<label>(?:(?P<figure>\d{{1,2}})\.|\b(?P<word>{'|'.join(ORDINALS)})n?)\s+(?:Fortschreibung|Auflage|Neufassung|Fassung)\b.*"
    r"|\b(?:Erstfassung|Fortschreibung)\b.*)$",
    re.IGNORECASE,
)
YEARS = re.compile(r"\b(20\d\d)\s*(?:[-–—/]|bis)\s*(20\d\d)\b")
MONTHS = (
    "januar",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
)
DATE = re.compile(rf"\b(\d{{1,2}})\.\s*(?:(\d{{1,2}})\.|({'|'.join(MONTHS)}))\s*((?:19|20)\d\d)\b", re.IGNORECASE)


def ordinal(label: str | None) -> int | None:
    """The number of a Fortschreibung: "2. Fortschreibung" -> 2, "Erstfassung" -> 0."""
    found = EDITION.search(label or "")
    if found is None:
        return None
    if found["figure"] or found["word"]:
        return int(found["figure"]) if found["figure"] else ORDINALS[found["word"].casefold()]
    return 0 if "erstfassung" in found[0].casefold() else None


def parted_title(text: str) -> tuple[str, str | None]:
    """A title line without the edition or years at its end, and those: "Integrationskonzept 2025–2030"."""
    found = EDITION.search(text) or re.search(rf"{YEARS.pattern}$", text)
    if found is None or found.start() <= 5:
        return text, None
    return text[: found.start()].strip(" ,:–-("), found[0].rstrip(")")


def day(text: str) -> str | None:
    """The first day a text names, as YYYY-MM-DD."""
    found = DATE.search(text)
    if found is None:
        return None
    month = int(found[2]) if found[2] else MONTHS.index(found[3].casefold()) + 1
    try:
        return str(date(int(found[4]), month, int(found[1])))
    except ValueError:  # the 31st of June was a slip of somebody's pen
        return None
