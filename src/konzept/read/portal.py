"""The export of a Beteiligungsportal (CSV or Excel) as a table; which column may be what, and what each row says.

What the columns mean is a person's word, given once for each header; `guess` only proposes. Columns with names and
addresses of people are never read.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from konzept.read.listing import Listing
from konzept.wording import fold


class Column(StrEnum):
    """What a column holds. Everything else of an export is left where it is."""

    NUMBER = "number"
    TEXT = "text"
    SUBJECT = "subject"
    PLACE = "place"
    PROPOSAL = "proposal"
    RECEIVED = "received"
    ORGANISATION = "organisation"

    @property
    def german(self) -> str:
        """The word on the page."""
        return {
            "number": "Nummer des Beitrags",
            "text": "Text des Beitrags",
            "subject": "Überschrift",
            "place": "worauf er sich bezieht",
            "proposal": "Vorschlag zum Wortlaut",
            "received": "Tag des Eingangs",
            "organisation": "Organisation",
        }[self.value]


_WORDS: dict[Column, tuple[str, ...]] = {
    Column.NUMBER: ("beitragsnummer", "beitrags-id", "beitragsid", "beitrag-nr", "stellungnahme-id", "kennung", "lfd. nr", "lfd nr", "id", "nr", "nummer"),
    Column.PROPOSAL: ("formulierungsvorschlag", "änderungsvorschlag", "vorschlag"),
    Column.TEXT: ("beitragstext", "stellungnahmetext", "text des beitrags", "beitrag", "stellungnahme", "kommentar", "anregung", "inhalt", "text", "meinung", "nachricht", "anmerkung"),
    Column.SUBJECT: ("titel", "betreff", "überschrift"),
    Column.PLACE: ("bezug", "gliederungspunkt", "kapitel", "abschnitt", "dokumentteil", "maßnahme", "element", "zuordnung", "handlungsfeld", "ziel", "thema", "kategorie"),
    Column.RECEIVED: ("eingangsdatum", "eingegangen", "eingereicht", "erstellt", "datum", "zeitpunkt"),
    Column.ORGANISATION: ("organisation", "institution", "einrichtung", "verband", "träger", "behörde"),
}  # fmt: skip
_PRIVATE = re.compile(r"vorname|nachname|name|mail|telefon|straße|plz|wohnort|anschrift|adresse|status", re.IGNORECASE)
_DAYS = ("%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d")


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row says. `key` tells it from all others: its number, or all its words where it has none; `digest` is what it says."""

    key: str
    digest: str
    text: str
    proposal: str = ""
    place: str = ""
    received: datetime | None = None
    organisation: str = ""


def fingerprint(header: Iterable[str]) -> str:
    """By what a header is known again: its words in their order, whatever their case."""
    return hashlib.sha256("\x1f".join(map(fold, header)).encode()).hexdigest()


def guess(header: Sequence[str]) -> dict[Column, int]:
    """Which column may hold what: a name of the field first as it is, then as the beginning of a header, then within it."""
    folded = [fold(name).strip(":. ") for name in header]
    found: dict[Column, int] = {}
    for fits in (_is, _begins, _holds):
        for column, words in _WORDS.items():
            free = [index for index in range(len(folded)) if index not in found.values()]
            hits = (index for word in map(fold, words) for index in free if fits(folded[index], word))
            hit = next(hits, None)
            if column not in found and hit is not None:
                found[column] = hit
    return found


def _is(name: str, word: str) -> bool:
    return name == word


def _begins(name: str, word: str) -> bool:
    return len(word) > 3 and name.startswith(word) and not _PRIVATE.search(name)


def _holds(name: str, word: str) -> bool:
    return len(word) > 4 and word in name and not _PRIVATE.search(name)


def entries(export: Listing, columns: Mapping[Column, int]) -> list[Entry]:
    """What the rows say; those without text are left out. Two rows of one number are the later one's."""
    found = (_entry(row, columns) for row in export.rows)
    return list({entry.key: entry for entry in found if entry.text or entry.proposal}.values())


def _entry(row: tuple[str, ...], columns: Mapping[Column, int]) -> Entry:
    said = {column: row[index] for column, index in columns.items() if index < len(row)}
    subject, text = said.get(Column.SUBJECT, ""), said.get(Column.TEXT, "")
    whole = text if not subject or fold(subject) in fold(text) else f"{subject}\n\n{text}".strip()
    place, proposal = said.get(Column.PLACE, ""), said.get(Column.PROPOSAL, "")
    words = f"{whole}\x1f{place}\x1f{proposal}"
    source = said.get(Column.NUMBER, "") or "\x1f".join(
        [words, said.get(Column.RECEIVED, ""), said.get(Column.ORGANISATION, "")]
    )
    return Entry(
        key=_digest(source),
        digest=_digest(words),
        text=whole,
        proposal=proposal,
        place=" ".join(place.split()),
        received=day_of(said.get(Column.RECEIVED, "")),
        organisation=" ".join(said.get(Column.ORGANISATION, "").split())[:200],
    )


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def day_of(text: str) -> datetime | None:
    """A moment without zone, as exports write it; None for everything else."""
    said = re.sub(r"(?<=\d)T(?=\d)|,\s*", " ", text.strip()).removesuffix(" Uhr").removesuffix("Z")
    said = re.sub(r"(?:\.\d+)?(?:[+-]\d\d:?\d\d)?$", "", said) if ":" in said else said
    for form in _DAYS:
        try:
            found = datetime.strptime(said, form)  # noqa: DTZ007  # the authority's own time is added by whoever knows it
        except ValueError:
            continue
        return found if found.year >= 2000 else None
    return None
