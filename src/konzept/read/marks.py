"""Lines that open a part: "3.1 Handlungsfeld 1: Wohnen", "Maßnahme (n)", "M 1.1.1", "Fortsetzung Handlungsziel 2.1"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from konzept.model import Kind
from konzept.read.labels import PLURALS, VOCABULARY, Meaning
from konzept.wording import line

_KINDS = {
    Meaning.AREA: Kind.AREA,
    Meaning.GUIDING: Kind.GUIDING_GOAL,
    Meaning.GOAL: Kind.GOAL,
    Meaning.MEASURE: Kind.MEASURE,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A line that opens a part: "3.1 Handlungsfeld 1: Wohnen" -> AREA, label "Handlungsfeld 1", number "1", title "Wohnen"."""

    kind: Kind
    label: str
    number: str | None
    title: str | None
    chapter: str | None = None
    continued: bool = False
    separated: bool = False


_FIGURE = r"(?:[IVX]{1,5}\.\d+(?:\.\d+)*|(?:[A-Z]\.|[A-Z]{0,2})\d+(?:\.\d+)*\.?[a-z]?|[IVX]+|[A-Z])"
_SIGN = r"[^\w„“\"'(\[*]*"


def _pattern(found: Meaning) -> str:
    words = sorted((word for word in VOCABULARY[found] if word not in PLURALS), key=len, reverse=True)
    return "|".join(re.escape(word).replace("\\ ", r"\s+") for word in words)


_MARKS = {
    kind: re.compile(
        rf"^(?P<chapter>\d+(?:\.\d+)*\.?\s+)?(?P<label>(?P<word>{_pattern(found)})(?P<n>\s*\(e?n\))?(?:\s*(?:Nr\.?\s*)?(?P<number>{_FIGURE})(?![\w]))?)"
        rf"(?P<gap>\s*[:.–—|\-](?=\s|$)|\t|$|\s)\s*(?P<title>.*)$",
        re.IGNORECASE | re.DOTALL,
    )
    for found, kind in _KINDS.items()
}
_CODE = re.compile(
    r"^(?P<label>[A-ZÄÖÜ]{1,3}[ .\-]?(?P<number>(?:(?:[A-Z]|[IVX]{1,5})\.)?\d+(?:\.\d+)*[a-z]?))(?P<gap>\s*[:.–—\-](?=\s|$)|\t|\s|$)\s*(?P<title>.*)$",
    re.DOTALL,
)
_CONTINUED = re.compile(r"^(?:Fortsetzung|noch)\b(?:\s+(?:von|zu))?\s*:?\s*(?P<rest>.+)$", re.IGNORECASE | re.DOTALL)
_BARE = re.compile(r"^(?:\d{1,2}|[A-Z]|[IVX]{1,5})(?:\.\d{1,2})+\.?(?:\s|$)")
_ALSO = re.compile(r"\((?:Fortsetzung|Forts\.)\)\s*$", re.IGNORECASE)


def mark(text: str) -> Mark | None:
    """The part a line opens, None for any other line. Whether it really opens one is for the outline to judge."""
    text = re.sub(rf"^{_SIGN}", "", line(text) if "\t" not in text else text.strip())
    continued = _CONTINUED.match(text)
    if continued and (found := _mark(continued["rest"])):
        return replace(found, continued=True, separated=True)
    if continued and _BARE.match(continued["rest"]):
        number, title = chapter(f"{continued['rest']} …")
        return Mark(Kind.GOAL, continued["rest"], number, title.rstrip(" …") or None, continued=True, separated=True)
    if _ALSO.search(text) and (found := _mark(_ALSO.sub("", text))):
        return replace(found, continued=True, separated=True)
    return _mark(text)


def _mark(text: str) -> Mark | None:
    for kind, pattern in _MARKS.items():
        if (found := pattern.match(text)) and _is_number(found["number"]):
            return _made(kind, found)
    found = _CODE.match(text)
    if (
        found
        and (found["title"] or found["label"] == text.rstrip(" \t:.–—-"))
        and ("." in found["number"] or found["gap"].strip())
    ):
        kind = Kind.AREA if found["label"].startswith("HF") else Kind.MEASURE
        return _made(kind, found) if found["label"][0] in "MPH" else None
    return None


def code(text: str) -> tuple[str | None, str | None, str]:
    """Label, number and title of a line that begins with a code: "M3 Lotsen" -> ("M3", "3", "Lotsen"); (None, None, line) else."""
    words = without_signs(line(text))
    found = _CODE.match(words)
    if found is None or found["label"][0] not in "MPA":
        return None, None, words
    return found["label"], clean_number(found["number"]), without_signs(found["title"])


def _is_number(number: str | None) -> bool:
    """Whether it is one: "I" and "A" are, "im" after "Handlungsfeld" is not."""
    return number is None or bool(re.match(r"[A-Z]*\.?\d", number)) or number.isupper()


def _made(kind: Kind, found: re.Match[str]) -> Mark:
    groups = found.groupdict()
    above = clean_number((groups.get("chapter") or "").strip())
    title = without_signs(groups["title"].strip())
    separated = bool(groups["gap"].strip()) or groups["gap"] == "\t" or not title
    label = " ".join(groups["label"].split())
    return Mark(kind, label, clean_number(groups["number"]) or above, title or None, above, separated=separated)


def clean_number(number: str | None) -> str | None:
    """A number as printed, without the dot behind it."""
    return number.rstrip(". )") or None if number else None


_ICON = re.compile(r"[\U0001F000-\U0001FAFF\u2600-\u27BF\uE000-\uF8FF\ufe0f\u2190-\u21ff\u25a0-\u25ff]+")


def without_signs(title: str) -> str:
    """A title without the pictures beside it (flags, arrows, characters of symbol fonts)."""
    return " ".join(_ICON.sub(" ", title).split())


_CHAPTER = re.compile(
    r"^(?P<number>(?:\d{1,2}(?:\.\d{1,2}){0,5}|(?:[IVX]{1,5}|[A-Z])(?:\.\d{1,2}){1,4}|[IVX]{1,5}(?=\.)|[A-Z](?=[.)]))[.)]?)\s+(?P<title>\S.*)$",
    re.DOTALL,
)


def chapter(text: str) -> tuple[str | None, str]:
    """The number of a heading and its words: "3.1. Wohnen" -> ("3.1", "Wohnen")."""
    words = without_signs(line(text))
    found = _CHAPTER.match(words)
    return (clean_number(found["number"]), found["title"]) if found else (None, words)
