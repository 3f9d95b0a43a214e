"""Elements that answer a question, the same on every database: the index of a sealed version is made once, in memory."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log

from django.db.models import F, Q
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from konzept.model import Kind
from konzept.wording import normal
from werkstatt.concepts.models import Entry, Version
from werkstatt.lib.words import WORD, parts, stem, stems

MOST = 100
AROUND = 24  # words shown before and after the first hit
LONGEST_QUESTION = 200
WEIGHT = {Kind.AREA.value: 1.3, Kind.GOAL.value: 1.2, Kind.MEASURE.value: 1.1}
PUBLIC = Q(publication__isnull=False) | Q(edition__isnull=False)


@dataclass(frozen=True, slots=True)
class Index:
    """Stem -> the elements (by uid) it stands in, and how often; parts of compounds count as words. And what each is called."""

    places: Mapping[str, Mapping[str, float]]
    size: int
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Hit:
    """An element that answers, its words marked; `above` names what it stands under."""

    entry: Entry
    above: str
    title: SafeString
    excerpt: SafeString


def searched(authority_slug: str) -> tuple[int, str] | None:
    """(number, seal) of the version that is searched: the edition in force, else what was published last; None where nothing is public."""
    visible = Version.objects.filter(PUBLIC, concept__authority__slug=authority_slug)
    ranked = visible.order_by(F("edition__ordinal").desc(nulls_last=True), "-ordinal")
    return ranked.values_list("pk", "seal").first()


@lru_cache(maxsize=32)
def index_of(version_id: int, seal: str) -> Index:
    """The index of a version. What is sealed never changes, so neither does this: the seal is part of its name."""
    rows = list(Entry.objects.filter(version_id=version_id).values_list("uid", "words", "number", "title"))
    counted = {uid: Counter(words.split()) for uid, words, *_ in rows}
    vocabulary = {word for words in counted.values() for word in words}
    places: dict[str, dict[str, float]] = {}
    for uid, words in counted.items():
        for word, count in words.items():
            for part, weight in [(word, 1.0), *((each, 0.7) for each in parts(word, vocabulary))]:
                found = places.setdefault(part, {})
                found[uid] = found.get(uid, 0) + count * weight
    names = {uid: f"{number} {title}".strip() for uid, _, number, title in rows}
    return Index(places, len(counted), names)


def scores(index: Index, wanted: Iterable[str]) -> dict[str, float]:
    """Uid -> how well it answers: every word must be there, rare words count more."""
    found: dict[str, float] | None = None
    for word in dict.fromkeys(wanted):
        places = index.places.get(word) or _apart(index, word)
        rarity = log(1 + index.size / (1 + len(places)))
        hits = {uid: (1 + log(count)) * rarity if count >= 1 else count * rarity for uid, count in places.items()}
        found = hits if found is None else {uid: found[uid] + hits[uid] for uid in found if uid in hits}
    return found or {}


def _apart(index: Index, word: str) -> Mapping[str, float]:
    """A compound the concept does not have: where all its parts stand."""
    split = parts(word, index.places.keys())
    if not split:
        return {}
    common = set.intersection(*(set(index.places[part]) for part in split))
    return dict.fromkeys(common, 0.5)


def cut(question: str) -> str:
    """As much of a question as anybody asks, in whole words, without signs that stand in no page."""
    short = normal(question)[: LONGEST_QUESTION + 1]
    return short if len(short) <= LONGEST_QUESTION else short.rpartition(" ")[0] or short[:LONGEST_QUESTION]


def find(version_id: int, seal: str, question: str) -> list[Hit]:
    """The elements of a version that answer the question, best first, at most a hundred."""
    wanted = stems(cut(question))
    index = index_of(version_id, seal)
    found = scores(index, wanted)
    entries = Entry.objects.filter(version_id=version_id, uid__in=list(found))
    order = sorted(entries, key=lambda entry: (-found[entry.uid] * WEIGHT.get(entry.kind, 1.0), entry.position))
    apart = {part for word in wanted if word not in index.places for part in parts(word, index.places.keys())}
    return [hit_of(entry, frozenset(wanted) | apart, index.names.get(entry.parent_uid, "")) for entry in order[:MOST]]


def hit_of(entry: Entry, wanted: frozenset[str], above: str) -> Hit:
    """An entry with the words that answer marked, and as much of its text as fits in two lines."""
    return Hit(entry, above, marked(entry.title, wanted), marked(excerpt(entry.text, wanted), wanted))


def answers(word: str, wanted: frozenset[str]) -> bool:
    """Is this word, or a part of it, looked for?"""
    own = stem(word)
    return own in wanted or any(len(each) >= 4 and (own.startswith(each) or own.endswith(each)) for each in wanted)


def excerpt(text: str, wanted: frozenset[str]) -> str:
    """The words around the first one that is looked for."""
    words = text.split()
    first = next(
        (place for place, word in enumerate(words) if any(answers(each, wanted) for each in WORD.findall(word))), 0
    )
    start, end = max(0, first - AROUND), first + AROUND
    return ("… " if start else "") + " ".join(words[start:end]) + (" …" if end < len(words) else "")


def marked(text: str, wanted: frozenset[str]) -> SafeString:
    """The text, escaped, with <mark> around what is looked for."""
    pieces = re.split(f"({WORD.pattern})", text)
    html = [
        f"<mark>{conditional_escape(each)}</mark>"
        if place % 2 and answers(each, wanted)
        else str(conditional_escape(each))
        for place, each in enumerate(pieces)
    ]
    return mark_safe("".join(html))  # noqa: S308  # every piece is escaped above
