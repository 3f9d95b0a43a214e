"""The table of translations, as it comes back from whoever translated (konzept.write.translations writes it)."""

from __future__ import annotations

from dataclasses import dataclass

from konzept.model import Problem
from konzept.read import listing
from konzept.translation import Key
from konzept.wording import fold
from konzept.write.translations import HEADER, kept_from_reckoning

NEEDED = ("Kennung", "Teil", "Deutsch", "Übersetzung")


@dataclass(frozen=True, slots=True)
class Translated:
    """One row: what it translates, the German words it was made of, the translation."""

    key: Key
    german: str
    words: str


def read(data: bytes, name: str) -> list[Translated]:
    """The rows that hold a translation; of two for the same words the later counts. Problem where a column is missing."""
    found = listing.read(data, name)
    columns = {fold(title): index for index, title in reversed([*enumerate(found.header)])}
    missing = [title for title in NEEDED if fold(title) not in columns]
    if missing:
        raise Problem(
            f"In „{name}“ fehlt die Spalte „{missing[0]}“; bitte nehmen Sie die Datei, die Sie hier heruntergeladen haben, "
            f"und lassen Sie ihre Überschriften stehen ({', '.join(HEADER)})."
        )
    subject, part, german, words = (columns[fold(title)] for title in NEEDED)
    rows = [tuple(_bare(cell) for cell in row) for row in found.rows]
    made = [Translated((row[subject], row[part]), row[german], row[words]) for row in rows if row[words]]
    return list({each.key: each for each in made}.values())


def _bare(cell: str) -> str:
    """Without the apostrophe that kept a spreadsheet from reckoning."""
    return cell[1:] if kept_from_reckoning(cell) else cell
