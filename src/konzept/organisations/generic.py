"""Names that mean no house in particular: "alle Beteiligten", "weitere Träger", "Ehrenamtliche", "Vereine im Kreis"."""

from __future__ import annotations

import re
from functools import lru_cache

from konzept.organisations.names import FIELD, GENDERED

OPENERS = tuple(FIELD["generic"]["openers"])
HEADS = tuple(FIELD["generic"]["heads"])
ALONE = frozenset(FIELD["generic"]["after_an_opener"])
OPENER = re.compile(rf"(?:{'|'.join(map(re.escape, OPENERS))})(?:n|r|s|m|e[nrsm]?)?", re.IGNORECASE)
AFTER = re.compile(
    r"\s+(?:als|an|auf|aus|außerhalb|bei|beim|der|des|für|im|in|innerhalb|mit|ohne|rund|vom|von|vor|wie|zu|zum|zur|z\. ?B\.)\s.*$"
)
OF_SEVERAL = re.compile(
    r"\s(?:der|aller|in den|an den|von)\s(?:\w+en\s)?(?:Gemeinden|Kommunen|Städten?|Schulen|Kitas|Ortschaften)\b"
)
JOINED = re.compile(r"\s*(?:,|/|\s(?:und|oder|sowie|bzw\.|u\.)\s)\s*")


@lru_cache(maxsize=20_000)
def is_generic(name: str) -> bool:
    """Does the name say only what kind of house is meant?"""
    if OF_SEVERAL.search(name):
        return True
    head = AFTER.sub("", f"{name} ").strip()
    parts = [part.split() for part in JOINED.split(head) if part.strip()]
    return bool(parts) and all(_several(words) for words in parts)


def _several(words: list[str]) -> bool:
    """Adjectives, and last a plural: "regionalen Vereinen"; an opener alone is enough, and so is a stub before "und"."""
    *before, last = words
    if not all(OPENER.fullmatch(word) or word[0].islower() for word in before):
        return False
    if before and last.casefold() in ALONE:
        return True
    return last.endswith("-") or bool(OPENER.fullmatch(last)) or bool(GENDERED.search(last)) or _plural(last)


def _plural(word: str) -> bool:
    low = word.casefold()
    return low.endswith(HEADS) or low.removesuffix("n").endswith(HEADS)
