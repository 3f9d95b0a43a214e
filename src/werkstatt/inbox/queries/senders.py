"""Which organisation writes: one that the network knows, else what stands in the letterhead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from konzept.feedback.passages import Passage, PassageKind, words_in
from werkstatt.authorities.models import Authority
from werkstatt.network.queries import key_of, spelled

LEGAL = re.compile(
    r"\b(?:e\.\s?V\.|g?GmbH|gUG|Stiftung|Verein|Verband|Kirchenkreis|Kirchengemeinde|Landratsamt|Stadtverwaltung|Gemeinde|Jobcenter|"
    r"Agentur für Arbeit|Schulamt|Jugendamt|Volkshochschule|Universität|Hochschule|Kammer|Beirat|Bündnis|Fraktion|Diakonie|Caritas|AWO|DRK)(?!\w)"
)
LONGEST = 120  # letters of a line that may be a name


def organisation_in(authority: Authority, sender: str, text: str, passages: Sequence[Passage]) -> str:
    """The name of the organisation that a letter names as its own, "" where it names none."""
    lines = list(dict.fromkeys([*filter(None, [sender]), *_lines(text, passages)]))
    found = spelled(authority, [part for line in lines for part in _parts(line)])
    for line in lines:
        for part in _parts(line):
            if organisation := found.get(key_of(part)):
                return organisation.name
    return next((line[:200] for line in lines if LEGAL.search(line) and not _is_ours(line, authority)), "")


def _lines(text: str, passages: Sequence[Passage]) -> Iterable[str]:
    """The lines of signature and letterhead: below the close first, there the sender is named."""
    for kind in (PassageKind.SIGNATURE, PassageKind.GREETING):
        for passage in passages:
            if passage.kind is kind:
                said = (" ".join(line.split()) for line in words_in(text, passage).splitlines())
                yield from (line for line in said if 2 < len(line) <= LONGEST)


def _parts(line: str) -> list[str]:
    """A line, and what stands between its commas and bars."""
    return [line, *(part.strip() for part in re.split(r"[,|·•–]", line) if 2 < len(part.strip()) < len(line))]


def _is_ours(line: str, authority: Authority) -> bool:
    """The addressee stands in the letterhead too."""
    said = line.casefold()
    return authority.name.casefold() in said or "landratsamt" in said or said.startswith("an ")
