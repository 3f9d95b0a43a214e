"""The export of a Beteiligungsportal (CSV or Excel) as a table; which column may be what, and what each row says.

What the columns mean is a person's word, given once for each header; `guess` only proposes. Columns with names and
addresses of people are never read.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import islice

from openpyxl import load_workbook

from konzept.model import Problem
from konzept.read.container import decode, open_archive, sniff
from konzept.read.mail_headers import clean
from konzept.read.matrix_xlsx import text_of
from konzept.wording import fold

MAX_ROWS = 10_000
MAX_COLUMNS = 100
MAX_SHEETS = 40 * 1024 * 1024  # bytes of sheets unpacked
LOOKED_AT = 50  # records by which the separator is told

csv.field_size_limit(1_000_000)  # letters of one cell; a statement of 400 pages


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
class Export:
    """A table: its header, its rows as wide as the header, and the numbers of rows that were not (as a spreadsheet counts them)."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    odd: tuple[int, ...] = ()


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


def read(data: bytes, name: str) -> Export:
    """The table of an export. Problem where it is none, empty or too long."""
    records = _workbook(data, name) if data.startswith(b"PK") else _records(data, name)
    found = [record for record in islice(records, MAX_ROWS + 2) if any(record[1])]
    if len(found) > MAX_ROWS + 1:
        raise Problem(f"„{name}“ hat mehr als {MAX_ROWS} Zeilen; bitte teilen Sie den Export auf.")
    if not found or sum(map(bool, found[0][1])) < 2:
        raise Problem(
            f"„{name}“ ist keine Tabelle mit Überschriften; bitte nehmen Sie den Export des Portals als CSV oder Excel."
        )
    (_, header), *rest = found
    while header and not header[-1]:
        header.pop()
    width = min(len(header), MAX_COLUMNS)
    odd = tuple(number for number, row in rest if any(row[width:]))
    rows = tuple(tuple((row + [""] * width)[:width]) for _, row in rest)
    return Export(tuple(header[:width]), rows, odd)


def _records(data: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    """The records of a CSV file, whatever its encoding and separator, each with the line it ends in."""
    sniff(data, name)
    text = decode(data, name).lstrip("\ufeff")
    told = re.match(r"sep=(.)\r?\n", text)
    text = text[told.end() :] if told else text
    separator = told[1] if told else _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for number, record in enumerate(reader, 1):
            yield number, [clean(cell) for cell in record]
    except csv.Error as error:
        raise Problem(
            f"„{name}“, Zeile {reader.line_num}: Die Anführungszeichen gehen nicht auf; bitte exportieren Sie die Tabelle neu."
        ) from error


def _separator(text: str) -> str:
    """The one that gives most records as many cells as the header has, and more than one."""

    def agreement(separator: str) -> tuple[int, int]:
        try:
            widths = [
                len(record)
                for record in islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), LOOKED_AT)
            ]
        except csv.Error:
            return 0, 0
        width = widths[0] if widths else 0
        return (widths.count(width), width) if width > 1 else (0, 0)

    return max(";,\t|", key=agreement)


def _workbook(data: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    infos = open_archive(data, name).archive.infolist()
    if sum(info.file_size for info in infos if info.filename.startswith("xl/")) > MAX_SHEETS:
        raise Problem(f"„{name}“ wird beim Entpacken zu groß; bitte exportieren Sie die Tabelle als CSV.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of extensions it leaves out
            book = load_workbook(io.BytesIO(data), data_only=True)
    except Exception as error:  # openpyxl raises whatever a broken part makes it stumble over
        raise Problem(f"„{name}“ ist keine lesbare Excel-Tabelle; bitte exportieren Sie sie neu.") from error
    page = book.worksheets[0]
    last, wide = min(page.max_row, MAX_ROWS + 2), min(page.max_column, MAX_COLUMNS)
    for number, cells in enumerate(page.iter_rows(max_row=last, max_col=wide), 1):
        yield number, [clean(text_of(cell)) for cell in cells]


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


def entries(export: Export, columns: Mapping[Column, int]) -> list[Entry]:
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
