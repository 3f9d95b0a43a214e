"""Names as letters: what two spellings of one name have in common, and what tells them apart, in German."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

FIELD = tomllib.loads(Path(__file__).with_name("field.toml").read_text("utf-8"))
SMALL = frozenset(FIELD["small"]["words"])
LEGAL = re.compile(
    r"(?<![\w-])(?:" + "|".join(map(re.escape, sorted(FIELD["legal"]["forms"], key=len, reverse=True))) + r")(?![\w-])",
    re.IGNORECASE,
)
MARKS = re.compile(r"[„“”‟»«‚‘’'\"]")
GENDERED = re.compile(r"(?<=[^\W\d_])(?:[*:_·]|/-?)?[IilL]nnen(?![^\W\d_])|(?<=[a-zäöüß])lInnen(?![^\W\d_])")
GENITIVE = re.compile(r"(?<=\w{3}(?:mt|um|er|ät|nt|rk|in|at|is|nd|rt|ro|us|ng|us|ld|rg|ht|st|et|ll|ck))(?:es|s)$")
ADJECTIVE = re.compile(r"(?<=\w{3})(?:e|en|em|er|es)$")
ATTRIBUTE = re.compile(r"[^\W\d_]*(?:isch|tsch|lich|al|iv|ig|ell|frei|är)(?:e|en|em|er|es)", re.IGNORECASE)
OFFICER = re.compile(r"(?<=beauftragte)[nr]$", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def key(name: str) -> str:
    """What counts of a name when it is looked up: letters and digits in lower case, never empty where the name is not."""
    folded = unicodedata.normalize("NFKC", name).casefold().replace("&", "und")
    return re.sub(r"[\W_]+", "", folded) or folded.strip()


def without_marks(name: str) -> str:
    """Without quotation marks and apostrophes."""
    return " ".join(MARKS.sub("", name).split())


def without_legal_form(name: str) -> str:
    """Auenhaus e.V. -> Auenhaus"""
    return " ".join(LEGAL.sub("", name).split()).strip(" ,") or name


def without_small_words(name: str) -> str:
    """Büro der Landrätin -> Büro Landrätin"""
    return " ".join(word for place, word in enumerate(name.split()) if not place or word not in SMALL)


def without_endings(name: str) -> str:
    """Adjectives, genitives and "Beauftragte" without the endings of their cases."""
    words = name.split()
    last = len(words) - 1
    return " ".join(
        _bare(word, attributive=index < last and (bool(ATTRIBUTE.fullmatch(word)) or (index > 0 and word[0].islower())))
        for index, word in enumerate(words)
    )


def _bare(word: str, *, attributive: bool) -> str:
    if OFFICER.search(word):
        return OFFICER.sub("", word)
    return ADJECTIVE.sub("", word) if attributive else GENITIVE.sub("", word)


def bare(name: str) -> str:
    """Every word without whatever may be an ending, umlauts as plain letters: singular and plural, she and he are the same."""
    plain = unicodedata.normalize("NFKD", GENDERED.sub("", name).casefold())
    words = "".join(letter for letter in plain if not unicodedata.combining(letter)).split()
    return " ".join(re.sub(r"(?<=\w{4})(?:erin|in|en|er|es|em|e|n|s|r)+$", "", word) for word in words)


Step = tuple[Callable[[str], str], str]
STEPS: tuple[Step, ...] = (
    (without_marks, "mit anderen Zeichen"),
    (without_legal_form, "mit anderer oder ohne Rechtsform"),
    (without_small_words, "mit oder ohne ein kleines Wort wie „im“ oder „der“"),
    (without_endings, "in einem anderen Fall"),
    (str.casefold, "anders groß- und kleingeschrieben"),
    (key, "anders getrennt oder zusammengeschrieben"),
)


@lru_cache(maxsize=20_000)
def core(name: str) -> str:
    """What is left of a name when all that does not tell two houses apart is taken away; its words stay apart."""
    bare_name = without_small_words(without_legal_form(without_marks(name)))
    return " ".join(filter(None, map(key, without_endings(bare_name).replace("-", " ").split()))) or key(name)


def differences(one: str, other: str) -> list[str]:
    """In which respects two spellings of the same core differ, in German; [] where they are the same."""
    found = []
    apart = _apart(one, other)
    for step, words in STEPS:
        one, other = step(one), step(other)
        left = _apart(one, other)
        if left < apart:
            found.append(words)
        apart = left
    return found


def _apart(one: str, other: str) -> int:
    left, right = Counter(one.split()), Counter(other.split())
    return ((left - right) + (right - left)).total() + (one != other)
