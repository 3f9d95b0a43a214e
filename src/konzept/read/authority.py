"""Names of counties, cities and states, as covers print them."""

from __future__ import annotations

import re

PLACES = (
    r"Landkreis|Kreis|Stadt|Gemeinde|Freistaat|Land|Bezirk|Region|Landeshauptstadt|Kreisstadt|Samtgemeinde|Verbandsgemeinde"
    r"|Hansestadt|Freie\s+(?:und\s+)?Hansestadt|Universitätsstadt|Regionalverband|Städteregion|Burgenlandkreis"
)
AUTHORITY = re.compile(rf"\b(?:{PLACES})\s+[A-ZÄÖÜ][\w.-]+(?:[ -][A-ZÄÖÜ(][\w.)-]+)*|\b[A-ZÄÖÜ]\w+-(?:Kreis|KREIS)\b")
GENITIVE = re.compile(
    r"^(?:der|des|für\s+(?:den|die|das)|im|in\s+der)\s+(Landkreis|Kreis|Freistaat|Bezirk|Regionalverband|Stadt|Gemeinde|Region|Landeshauptstadt"
    r"|Kreisstadt|Samtgemeinde|Verbandsgemeinde|Hansestadt|Universitätsstadt|Städteregion|Land)(?:es|s)?\s+"
)


def as_printed_name(name: str) -> str:
    """A cover may print "ILM-KREIS" for "Ilm-Kreis"."""
    return re.sub(r"[A-ZÄÖÜ]{2,}", lambda word: word[0].capitalize(), name) if name.isupper() else name
