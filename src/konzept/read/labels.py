"""The words concepts use for their parts: one vocabulary, as data, and how a line or cell is recognised by it."""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from importlib.resources import files
from typing import Any

from konzept.wording import line


class Meaning(StrEnum):
    """What a label says about the words beside or below it."""

    AREA = "area"
    GUIDING = "guiding"
    GOAL = "goal"
    MEASURE = "measure"
    NUMBER = "number"
    RESPONSIBLE = "responsible"
    PARTNERS = "partners"
    TERM = "term"
    TEXT = "text"
    STEPS = "steps"
    REASON = "reason"
    DETAIL = "detail"


_DATA: dict[str, Any] = tomllib.loads(files("konzept.read").joinpath("vocabulary.toml").read_text("utf-8"))
VOCABULARY: dict[Meaning, tuple[str, ...]] = {
    Meaning(name): tuple(words) for name, words in _DATA["meanings"].items()
} | {Meaning.DETAIL: tuple(word for group in _DATA["details"] for word in group["labels"])}
PLURALS = frozenset(_DATA["announcing"]["plurals"])
SECTIONS: dict[str, tuple[str, ...]] = {name: tuple(words) for name, words in _DATA["sections"].items()}


def whole(label: str) -> str:
    """A label broken by a narrow column, whole again: "Stan/d" -> "Stand", "Feder- führung" -> "Federführung"."""
    return re.sub(r"(?<=\w)(?:/(?=[a-zäöüß]{1,3}$)|-\s(?=[a-zäöüß])(?!und|oder|bzw))", "", label)


def folded(label: str) -> str:
    """A label without what print does to it: "Stan/d:" -> "stand", "Maßnahme (n)" -> "maßnahme"."""
    text = re.sub(r"\(n\)|\(en\)|[/*]innen\b|:?\s*$", "", line(label).casefold())
    text = whole(text)
    return " ".join(re.sub(r"[^\w\s.-]", " ", text).split()).rstrip(". ")


MEANINGS = {folded(word): meaning for meaning, words in VOCABULARY.items() for word in words}


_BOTH = re.compile(r"(\w+?)(?:innen|in)\s+(?:und|oder|bzw)\.?\s+-?\w+$|(\w+?)(?:\s?innen|\s?in|_innen)$")


def _either(key: str) -> str:
    """A label for women and men as the one word the vocabulary has: "kooperationspartnerinnen und -partner"."""
    found = _BOTH.fullmatch(key)
    stem = (found[1] or found[2]) if found else ""
    return next((word for word in (stem, f"{stem}e", f"{stem}en") if word in MEANINGS), "")


def meaning(label: str) -> Meaning | None:
    """What a cell or run-in heading means when it is a label and nothing else; None for everything else."""
    text = line(label)
    if not text or len(text) > 60:
        return None
    key = folded(text)
    if key in MEANINGS:
        return MEANINGS[key]
    if (both := _either(key)) in MEANINGS:
        return MEANINGS[both]
    if text.endswith(".") and len(key) >= 4 and " " not in key:
        return next((found for word, found in MEANINGS.items() if word.startswith(key)), None)
    if (found := re.fullmatch(r"(\D{3,}?)\s*\d{1,2}(?:\.\d{1,2})*[a-z]?", key)) and found[1] in MEANINGS:
        return MEANINGS[found[1]]
    parts = [part for part in re.split(r"\s*(?:/|\bund\b|\boder\b|&|,)\s*", text) if part]
    known = [MEANINGS.get(folded(part)) for part in parts]
    return known[0] if len(parts) > 1 and all(known) else None


_SENSES = {
    folded(word): (group["sense"], tuple(group["stems"])) for group in _DATA["details"] for word in group["labels"]
}
_TITLES = frozenset(folded(word) for word in _DATA["announcing"]["titles"])
_UNDECIDED = frozenset(folded(word) for word in _DATA["undecided"]["costs"])
_RESOURCES = re.compile(
    r"€|\beuro\b|\beur\b|\bo\.\s?m\.|mittel|stelle|\bvzä|kosten|personal|keine[rn]?\b|gering|hoch|\d", re.IGNORECASE
)


def told(label: str) -> str:
    """The label of a value with its meaning behind it where the word alone does not say it: "Punkte" -> "Punkte (Priorität)"."""
    name = re.sub(r"\s*(?<!\d)\d+$", "", folded(label))
    sense, stems = _SENSES.get(name, ("", ()))
    return label if not sense or any(stem in name for stem in stems) else f"{label} ({sense})"


def names_title(label: str) -> bool:
    """Whether a label of a measure's wording means its title rather than its text."""
    return folded(label) in _TITLES


def is_undecided(label: str) -> bool:
    """Whether a label means costs only where its values do."""
    return folded(label) in _UNDECIDED


def means_resources(value: str) -> bool:
    """Whether a value speaks of money or staff: "€€", "o. M.", "0,5 Stellen"."""
    return len(value) < 200 and bool(_RESOURCES.search(value))


_SECTIONS = {word.casefold(): section for section, words in SECTIONS.items() for word in words}
_DROPPED = re.compile(
    r"(?:nicht\s+(?:mehr\s+)?(?:weiter\s*)?(?:verfolgt|aufgenommen|fortgeführt|übernommen|weitergeführt|umgesetzt)"
    r"|entfallen|gestrichen|herausgenommen|weggefallen)",
    re.IGNORECASE,
)
_PLURALS = re.compile(
    r"^(?:Leitsätze|Leitziele|Leitlinien|Leitgedanken|Grundsätze|Unsere\s+Leit\w+|Leitbild und Leit\w+)$", re.IGNORECASE
)


_NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}(?=\.)|[A-Z](?=[.)]))[.)]?\s+(?=\S)")


def _words(title: str) -> str:
    return _NUMBER.sub("", line(title))


def section(title: str) -> str | None:
    """The special section a heading opens: "toc", "imprint", "abbreviations", "sources"; an appendix number does not matter."""
    words = re.sub(r"^(?:Anlage|Anhang)\s+\w{1,3}\s*[:.–-]?\s*", "", _words(title), flags=re.IGNORECASE)
    return _SECTIONS.get(words.strip(" :").casefold())


def announces_dropped(text: str) -> bool:
    """Whether a heading or sentence says that measures of the last edition follow which were dropped."""
    words = line(text)
    return bool(re.search(r"Maßnahme|Ziele", words)) and bool(_DROPPED.search(words))


def announces_guiding(title: str) -> bool:
    """Whether a chapter is a list of guiding goals."""
    return bool(_PLURALS.match(_words(title).strip(" :")))
