"""Placing: which goals and measures a statement may mean, by runs of letters and by the field's synonyms; each with its reasons.

Words are compared by runs of three to five letters, weighted by how rare they are among the targets (TF-IDF), so that
"Sprachkursangebot" meets "Sprachkurse"; the groups of synonyms count double. Everything is a sum over the words of the
statement: what a word adds is its reason, and what it adds is reckoned once. The same input gives the same output.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from konzept.feedback.synonyms import SHIPPED, Groups, Thesaurus
from konzept.feedback.targets import Target
from konzept.model import Kind

Scores = npt.NDArray[np.float64]
Part = str | int  # a run of letters, or the number of a group

SHORTEST_RUN, LONGEST_RUN = 3, 5
SYNONYMS = 2.0  # how much the groups count beside the letters
REASONS = 4  # words that speak for a proposal
LEAST = 0.1  # a word is a reason from this share of the score on
KEPT = 50_000  # words whose part is remembered, at 8 bytes a target
SHORTEST_REASON = 3
LONGEST_WORD = 60  # letters; what is longer is no word

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Placing:
    """Vorschlag: a target, how much speaks for it (0 to 1), and the words of the statement that do."""

    uid: str
    kind: str
    number: str | None
    score: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """What a word adds: to each target by its letters; the square of its length; its groups."""

    parts: Scores
    square: float
    groups: frozenset[int]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A statement: score of each target (0 to 1), and how much of it each word brings (words x targets)."""

    scores: Scores
    words: tuple[str, ...]
    shares: Scores


def words_of(text: str) -> list[str]:
    """The words as they are written."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(text)]


def runs(word: str) -> list[str]:
    """The runs of letters of a word in lower case, its ends marked by blanks."""
    padded = f" {word.casefold()} "
    lengths = range(SHORTEST_RUN, min(LONGEST_RUN, len(padded)) + 1)
    return [padded[at : at + length] for length in lengths for at in range(len(padded) - length + 1)]


class Placer:
    """Ready to place statements at these targets."""

    def __init__(self, targets: Sequence[Target], groups: Groups = SHIPPED) -> None:
        self.targets = tuple(targets)
        self._thesaurus = Thesaurus(groups)
        counts = [Counter(words_of(target.text)) for target in self.targets]
        letters = [_spread(each, runs) for each in counts]
        meanings = [_spread(each, self._thesaurus.of) for each in counts]
        self._rows, self._rarity, self._letters = _matrix(letters)
        numbers, rarity, table = _matrix(meanings)
        self._meanings = {group: table[row] * rarity[row] for group, row in numbers.items()}
        self._squares = {group: float(rarity[row] ** 2) for group, row in numbers.items()}
        self._unknown = _idf(len(self.targets), 0)
        self.word = lru_cache(maxsize=KEPT)(self._word)

    def _word(self, word: str) -> Word:
        found = Counter(runs(word))
        known = [(self._rows[run], count) for run, count in sorted(found.items()) if run in self._rows]
        rows = np.array([row for row, _ in known], dtype=np.intp)
        weights = np.array([count for _, count in known], dtype=np.float64) * self._rarity[rows]
        strangers = sum(count**2 for run, count in found.items() if run not in self._rows)
        square = float(weights @ weights) + strangers * self._unknown**2
        groups = frozenset(group for group in self._thesaurus.of(word) if group in self._meanings)
        return Word(weights @ self._letters[rows], square, groups)

    def weigh(self, text: str) -> Weighed:
        """What speaks for each target in a statement."""
        written = words_of(text)
        counts = Counter(word.casefold() for word in written)
        words = [self.word(word) for word in counts]
        if not words:
            nothing = np.zeros((0, len(self.targets)))
            return Weighed(np.zeros(len(self.targets)), (), nothing)
        often = np.array([*counts.values()], dtype=np.float64)
        squares = np.array([word.square for word in words])
        shares = np.array([word.parts for word in words]) * (often / math.sqrt(often**2 @ squares))[:, None]
        self._add_meanings(words, shares)
        shares /= 1 + SYNONYMS
        first = {word.casefold(): word for word in reversed(written)}
        return Weighed(shares.sum(axis=0), tuple(first[word] for word in counts), shares)

    def _add_meanings(self, words: Sequence[Word], shares: Scores) -> None:
        """Each group counts once, divided among the words that bring it."""
        holders = Counter(group for word in words for group in word.groups)
        length = math.sqrt(sum(self._squares[group] for group in sorted(holders)))
        for row, word in enumerate(words):
            for group in sorted(word.groups):
                shares[row] += self._meanings[group] * (SYNONYMS / length / holders[group])

    def scores(self, text: str) -> Scores:
        """The score of each target, in their order."""
        return self.weigh(text).scores

    def propose(self, text: str, most: int = 3) -> tuple[Placing, ...]:
        """The likeliest targets, best first; with equal scores, the earlier in the concept."""
        weighed = self.weigh(text)
        return tuple(self.proposals(weighed, weighed.scores, best(weighed.scores, most)))

    def propose_each_kind(self, text: str, most: int = 10) -> tuple[Placing, ...]:
        """The likeliest of each kind (goals, measures) together, best first."""
        weighed = self.weigh(text)
        kinds = (Kind.GOAL.value, Kind.MEASURE.value)
        ranked = best(weighed.scores, len(self.targets))
        chosen = {place for kind in kinds for place in [at for at in ranked if self.targets[at].kind == kind][:most]}
        return tuple(self.proposals(weighed, weighed.scores, [place for place in ranked if place in chosen]))

    def proposals(self, weighed: Weighed, scores: Scores, places: Iterable[int]) -> Iterator[Placing]:
        """These targets as proposals, with the scores given and the statement's reasons."""
        for place in places:
            target, score = self.targets[place], round(float(scores[place]), 4)
            yield Placing(target.uid, target.kind, target.number, score, _reasons(weighed, place))


def best(scores: Scores, most: int) -> list[int]:
    """The places of the highest scores; equal ones in their order."""
    return [int(place) for place in np.argsort(-scores.round(9), kind="stable")[:most]]


def _reasons(weighed: Weighed, place: int) -> tuple[str, ...]:
    total, column = weighed.scores[place], weighed.shares[:, place]
    ranked = (row for row in np.argsort(-column.round(9), kind="stable") if column[row] > LEAST * total)
    said = (weighed.words[row] for row in ranked)
    return tuple(word for word in said if len(word) >= SHORTEST_REASON)[:REASONS]


def _spread(words: Mapping[str, int], parts: Callable[[str], Iterable[Part]]) -> Counter[Part]:
    """Words with their counts become parts with theirs."""
    found: Counter[Part] = Counter()
    for word, count in words.items():
        for part in parts(word):
            found[part] += count
    return found


def _idf(documents: int, holding: int) -> float:
    return math.log((1 + documents) / (1 + holding)) + 1


def _matrix(counts: Sequence[Counter[Part]]) -> tuple[dict[Part, int], Scores, Scores]:
    """Parts -> row, how rare each is, and their weights in each target (parts x targets; each target of length 1)."""
    held = Counter(part for each in counts for part in each)
    rows = {part: row for row, part in enumerate(sorted(held, key=str))}
    rarity = np.array([_idf(len(counts), held[part]) for part in rows])
    table = np.zeros((len(rows), len(counts)))
    for column, each in enumerate(counts):
        for part, count in each.items():
            table[rows[part], column] = 1 + math.log(count)
    table *= rarity[:, None]
    lengths = np.sqrt((table**2).sum(axis=0))
    table /= np.where(lengths > 0, lengths, 1)
    return rows, rarity, table
