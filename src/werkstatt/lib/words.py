"""German words reduced to stems: the same on every database, because Python does it before anything is stored or asked.

Snowball alone stems Kurs and Kurse differently and knows neither Traeger nor Bürger*innen; what is added here mends that.
Compounds are split later, by the words of the concept that is searched (`parts`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

import snowballstemmer
from django.utils.text import slugify

WORD = re.compile(r"\d+(?:\.\d+)+|[^\W_]+")
GENDERED = re.compile(r"(?<=[^\W\d_])(?:[*:_·]|/-?)[Ii]nnen|(?<=[a-zäöüß])Innen")
SPELT_OUT = re.compile(r"([ao])e|(?<![aeqAEQ])(u)e")
UMLAUTS = {"a": "ä", "o": "ö", "u": "ü"}
SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "–": "-", "/": "-"})
JOINTS = ("", "s", "n", "en", "es", "e", "er")
SHORTEST_PART = 4

# Plurals that no rule of German endings gives.
IRREGULAR = {
    "zentren": "zentrum",
    "themen": "thema",
    "kitas": "kita",
    "infos": "info",
    "museen": "museum",
    "praktika": "praktikum",
    "gremien": "gremium",
    "ministerien": "ministerium",
    "kriterien": "kriterium",
    "materialien": "material",
    "firmen": "firma",
    "teams": "team",
    "jobcenters": "jobcenter",
    "risiken": "risiko",
    "workshops": "workshop",
}

SILENT = """
aber als am an auch auf aus bei beim bis da damit das dass dem den denn der des die dies diese diesem diesen dieser dieses
doch dort du durch ein eine einem einen einer eines er es etwa für hat haben hier ich ihr ihre ihrem ihren ihrer im in ins
ist ja je kann können mit nach nicht noch nur ob oder sein seine seinen seiner sich sie sind so sowie soll sollen sowohl
über um und uns unser unsere unseren unter vom von vor war waren was weil wenn werden wer wie wir wird wo wurde wurden zu
zum zur zwischen bzw etc z b d h u a
"""
_SNOWBALL = snowballstemmer.stemmer("german")


def spoken(word: str) -> str:
    """Lower case, composed, „Traeger“ and „Träger“ the same."""
    lowered = unicodedata.normalize("NFC", word).casefold()
    return SPELT_OUT.sub(lambda found: UMLAUTS[found[1] or found[2]], lowered)


STOP = frozenset(map(spoken, SILENT.split()))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """One word's stem: ASCII letters where German has umlauts, digits as they are."""
    value = spoken(word)
    for plural, singular in IRREGULAR.items():
        if value.endswith(plural):
            value = value.removesuffix(plural) + singular
    if value.endswith("innen") and len(value) > 8:
        value = value.removesuffix("innen")
    shorter = str(_SNOWBALL.stemWord(value))
    # until nothing more comes off: Kurse -> kurs -> kur, as Kurs -> kur
    while shorter != value:
        value, shorter = shorter, str(_SNOWBALL.stemWord(shorter))
    folded = unicodedata.normalize("NFKD", value)
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def tokens(text: str) -> list[str]:
    """The words of a text as they stand, numbers such as 2.2.1 whole, „Bürger*innen“ as „Bürger“."""
    return WORD.findall(GENDERED.sub("", unicodedata.normalize("NFC", text)))


def address(text: str, longest: int) -> str:
    """A text as part of an address, as Germans spell it without umlauts: „Was hat sich bewährt?“ -> was-hat-sich-bewaehrt.

    Longer ones end with a whole word. "" where no letter is left.
    """
    whole = slugify(unicodedata.normalize("NFC", text).casefold().translate(SPELT))
    return whole if len(whole) <= longest else whole[: longest + 1].rpartition("-")[0] or whole[:longest]


def stems(text: str) -> list[str]:
    """The stems of a text in order, without words that say nothing; repeats stay."""
    return [stem(word) for word in tokens(text) if spoken(word) not in STOP]


def parts(compound: str, vocabulary: Collection[str]) -> list[str]:
    """The stems a compound is made of, as far as the vocabulary knows them all: sprachkur -> [sprach, kur]; else []."""
    return _parts(compound, vocabulary, {})


def _parts(compound: str, vocabulary: Collection[str], tried: dict[str, list[str]]) -> list[str]:
    """Each beginning is tried once: several joints lead to the same one, and a hostile word has many joints."""
    if compound not in tried:
        cuts = range(3, len(compound) - SHORTEST_PART + 2)
        heads = (
            (_beginnings(compound[:cut], vocabulary, tried), compound[cut:])
            for cut in cuts
            if compound[cut:] in vocabulary
        )
        tried[compound] = next(([*head, last] for head, last in heads if head), [])
    return tried[compound]


def _beginnings(text: str, vocabulary: Collection[str], tried: dict[str, list[str]]) -> list[str]:
    """The parts of what stands before the last one, without its joint: „Integration-s-“ -> [integration]."""
    for joint in JOINTS:
        bare = stem(text.removesuffix(joint)) if text.endswith(joint) else ""
        found = [bare] if len(bare) >= 3 and bare in vocabulary else _parts(bare, vocabulary, tried)
        if found:
            return found
    return []
