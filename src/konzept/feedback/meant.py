"""Which elements a passage may mean: by the numbers it names, else by the words it shares; each guess says why.

Numbers in the heading above count too ("Zu Maßnahme 2.2.1:" and three paragraphs). Words are compared by runs of five
letters, so that „Sprachkursangebot“ and „Sprachkurse“ meet; what stands in many elements counts little.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from konzept.change import name_of
from konzept.feedback.passages import Guess, Passage, PassageKind, words_in
from konzept.feedback.segment import is_lead
from konzept.model import Element, Kind
from konzept.wording import fold

GUESSES = 3
NAMED = "genannt: "  # with this begins why a guess was made that the words themselves name
LEAST = 0.12  # cosine: below it the words in common are chance
RUN = 5

_NUMBER = r"\d{1,3}(?:\.\d{1,3}){0,4}[a-z]?"
_NAMED = re.compile(
    rf"\b(?P<kind>Maßnahmen?|(?:Handlungs|Teil|Ober)?ziele?n?|Leitziele?n?|Leits(?:atz|ätzen?)|Handlungsfeld(?:er)?n?|HF|M|Z|Punkt(?:en?)?|Nr\.?|Nummern?|Ziffern?)\s*"
    rf"(?P<numbers>{_NUMBER}(?![\d.]*\d)(?:\s*(?:,|und|sowie|/|&|bis)\s*{_NUMBER}(?![\d.]*\d))*)",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?<![\d.,/:-])\d{1,3}(?:\.\d{1,3}){1,4}(?![\d/-]|\.\d|\s*(?:Uhr|%|Mio|Prozent|Euro|€))")
_KINDS = (
    ("m", {Kind.MEASURE}),
    ("leits", {Kind.PRINCIPLE}),
    ("leitz", {Kind.GUIDING_GOAL}),
    ("handlungsf", {Kind.AREA}),
    ("hf", {Kind.AREA}),
    ("handlungsz", {Kind.GOAL}),
    ("teilz", {Kind.GOAL}),
    ("oberz", {Kind.GOAL}),
    ("z", {Kind.GOAL, Kind.GUIDING_GOAL}),
)
_SAID = re.compile(r"[^\W\d_]{4,}")
_SILENT = frozenset(
    [
        "aber",
        "alle",
        "allem",
        "allen",
        "aller",
        "alles",
        "also",
        "andere",
        "anderen",
        "auch",
        "bereits",
        "beim",
        "bitte",
        "bitten",
        "dabei",
        "damit",
        "dann",
        "darüber",
        "darum",
        "dass",
        "dazu",
        "denn",
        "deren",
        "dessen",
        "diese",
        "diesem",
        "diesen",
        "dieser",
        "dieses",
        "durch",
        "eine",
        "einem",
        "einen",
        "einer",
        "eines",
        "etwa",
        "etwas",
        "fehlt",
        "gibt",
        "haben",
        "hatte",
        "hier",
        "ihre",
        "ihrem",
        "ihren",
        "ihrer",
        "immer",
        "jede",
        "jeden",
        "jeder",
        "kann",
        "kein",
        "keine",
        "können",
        "könnte",
        "machen",
        "mehr",
        "muss",
        "müssen",
        "nach",
        "nicht",
        "noch",
        "oder",
        "ohne",
        "schon",
        "sehr",
        "sein",
        "seine",
        "seit",
        "sich",
        "sind",
        "sollen",
        "sollte",
        "sollten",
        "soweit",
        "sowie",
        "sowohl",
        "über",
        "unter",
        "unser",
        "unsere",
        "unseren",
        "viel",
        "viele",
        "wenn",
        "werden",
        "wird",
        "worden",
        "wurde",
        "wurden",
        "zwischen",
    ]  # reads better
)


@dataclass(frozen=True, slots=True)
class _Named:
    """A number in a text: as it was written, and the elements that bear it."""

    said: str
    elements: tuple[Element, ...]


class Index:
    """The elements one may speak about, made ready to be found. Make it once for many letters."""

    def __init__(self, elements: Iterable[Element]) -> None:
        self.elements = [*elements]
        self.by_number: dict[str, list[Element]] = defaultdict(list)
        for element in self.elements:
            if element.number:
                self.by_number[element.number.strip(". ").lower()].append(element)
        counts = {
            element.uid: Counter(_runs(f"{element.title or ''} {element.text or ''}")) for element in self.elements
        }
        spread = Counter(run for found in counts.values() for run in found)
        self.weight = {run: math.log(1 + len(counts) / many) for run, many in spread.items()}
        self.postings: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for uid, found in counts.items():
            weights = {run: (1 + math.log(many)) * self.weight[run] for run, many in found.items()}
            length = math.sqrt(sum(each * each for each in weights.values())) or 1.0
            for run, each in weights.items():
                self.postings[run].append((uid, each / length))

    def looks_like_one(self, number: str) -> bool:
        """Whether a number that no element bears is made like theirs: of three parts, the first being an area's."""
        parts = number.split(".")
        return len(parts) > 2 and any(known.split(".")[0] == parts[0] for known in self.by_number)


def propose(text: str, passages: Sequence[Passage], index: Index) -> tuple[Passage, ...]:
    """The passages, each point with its guesses and with a hint where it names a number that does not exist."""
    told: list[Passage] = []
    above: tuple[list[Guess], str] = ([], "")
    for passage in passages:
        if passage.kind is not PassageKind.POINT:
            told.append(passage)
            continue
        words = words_in(text, passage)
        lead = _lead(words)
        if lead:
            above = (_of_numbers(_named(lead, index)), lead)
        told.append(_guessed(passage, words, above, index))
    return tuple(told)


def named(words: str, index: Index) -> tuple[Element, ...]:
    """The elements whose numbers the words name, in order, each once."""
    found = {element.uid: element for each in _named(words, index) for element in each.elements}
    return tuple(found.values())


def guesses(words: str, index: Index) -> tuple[Guess, ...]:
    """What the words may mean, the likeliest first, at most three."""
    by_number = _of_numbers(_named(words, index))
    known = {guess.uid for guess in by_number}
    by_words = [guess for guess in _of_words(words, index) if guess.uid not in known]
    return tuple([*by_number, *by_words][:GUESSES])


def _lead(words: str) -> str:
    """The heading with which a passage begins, "" where it has none."""
    first, _, rest = words.partition("\n")
    return first.strip() if rest.strip() and is_lead(first) else ""


def _guessed(passage: Passage, words: str, above: tuple[list[Guess], str], index: Index) -> Passage:
    named = _named(words, index)
    unknown = next((each.said for each in named if not each.elements), "")
    hint = f"Genannt ist {unknown}; diese Nummer gibt es in der Runde nicht." if unknown else ""
    own = _of_numbers(named)
    heading = [Guess(guess.uid, f"steht unter „{above[1].rstrip(':')}“") for guess in above[0]]
    found: dict[str, Guess] = {}
    for guess in (*own, *heading, *_of_words(words, index)):
        found.setdefault(guess.uid, guess)
    return replace(passage, guesses=tuple(found.values())[:GUESSES], hint=hint)


def _named(words: str, index: Index) -> list[_Named]:
    """The numbers in a text, in order: with a word before them always, bare ones where an element bears them."""
    found: dict[int, _Named] = {}
    taken: set[int] = set()
    for each in _NAMED.finditer(words):
        taken.update(range(*each.span()))
        for number in re.finditer(_NUMBER, each["numbers"]):
            borne = index.by_number.get(number[0].lower(), [])
            fit = [element for element in borne if element.kind in _kinds(each["kind"])] or borne
            if fit or "." in number[0]:
                found[each.start("numbers") + number.start()] = _Named(f"{each['kind']} {number[0]}", tuple(fit))
    for bare in _BARE.finditer(words):
        borne = index.by_number.get(bare[0], [])
        if bare.start() not in taken and (borne or index.looks_like_one(bare[0])):
            found[bare.start()] = _Named(bare[0], tuple(borne))
    return [found[at] for at in sorted(found)]


def _kinds(word: str) -> set[Kind]:
    said = word.lower()
    return next((kinds for start, kinds in _KINDS if said.startswith(start)), set(Kind))


def _of_numbers(named: Iterable[_Named]) -> list[Guess]:
    found = {element.uid: f"{NAMED}{name_of(element)}" for each in named for element in each.elements}
    return [Guess(uid, why) for uid, why in found.items()]


def _of_words(words: str, index: Index) -> list[Guess]:
    """The elements that share most with a text, and the words that speak for each."""
    said = {fold(word): word for word in reversed(_SAID.findall(words))}
    weights = {run: index.weight[run] for run in _runs(words) if run in index.weight}
    length = math.sqrt(sum(each * each for each in weights.values())) or 1.0
    scores: Counter[str] = Counter()
    for run, weight in weights.items():
        for uid, each in index.postings[run]:
            scores[uid] += weight * each / length  # type: ignore[assignment]  # a Counter of fractions
    best = [uid for uid, score in scores.most_common(GUESSES) if score >= LEAST]
    return [Guess(uid, f"gemeinsame Wörter: {', '.join(_shared(uid, said, index))}") for uid in best]


def _shared(uid: str, said: dict[str, str], index: Index) -> list[str]:
    """The three words of a text that have most in common with an element."""
    strength = {
        word: sum(
            index.weight[run] * dict(index.postings[run]).get(uid, 0.0)
            for run in set(_runs(folded))
            if run in index.weight
        )
        for folded, word in said.items()
    }
    ranked = sorted(strength, key=lambda word: strength[word], reverse=True)
    return [word for word in ranked[:GUESSES] if strength[word] > 0]


def _runs(text: str) -> list[str]:
    """The runs of five letters of each word of four and more; shorter words are whole."""
    padded = (f" {word} " for word in _SAID.findall(fold(text)) if word not in _SILENT)
    return [word[at : at + RUN] for word in padded for at in range(max(1, len(word) - RUN + 1))]
