"""Placing that learns: what people have confirmed, by a linear support vector machine beside the words of the targets.

The machine knows runs of letters, as konzept.feedback.place does, and what that scores; it counts n/(n+100) after n
confirmations, and targets that are seldom confirmed count as much as frequent ones. A confirmation is learnt at once by the
machines of its targets, by all others with every fiftieth. The same confirmations in the same order give the same result.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, diags, hstack, vstack
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.svm import LinearSVC

from konzept.feedback.place import LONGEST_RUN, SHORTEST_RUN, Placer, Placing, Scores, best

Truth = npt.NDArray[np.bool_]

HALF = 100  # confirmations after which both count the same
BLOCK = 50  # confirmations after which every machine is fitted anew; between, those of the targets confirmed
FAINT = 0.1  # a sum of scores that is hardly more than chance
STEEP = 3.0  # how sharply a margin of the machine becomes a score
FAR = 50.0  # a margin that is as good as certain
FOLDS = 5
PRECISION = 0.90
FEWEST = 50  # fewer confirmations give no threshold
COLUMNS = 2**18
FIRST = 0  # the seed of liblinear's order

_LETTERS = HashingVectorizer(
    analyzer="char_wb", ngram_range=(SHORTEST_RUN, LONGEST_RUN), n_features=COLUMNS, norm=None, alternate_sign=False
)


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A statement and the targets that a person has confirmed for it (one or several)."""

    text: str
    uids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Acceptance:
    """From which margin on the first proposal may be taken without a person: how often that is right, and how often it happens."""

    margin: float
    precision: float
    coverage: float


class Machines:
    """One linear machine a target, on runs of letters and on what the targets' words say (shares of each statement).

    Which runs count, and how much, is settled by the rows it is made of; `learn` fits single machines on more rows.
    """

    def __init__(self, rows: Any, told: Scores, truth: Truth) -> None:
        held = np.asarray((rows > 0).sum(axis=0)).ravel()
        self._columns = np.flatnonzero(held)
        self._rarity = np.log((1 + rows.shape[0]) / (1 + held[self._columns])) + 1
        self._told = 1 - weight_of(rows.shape[0])
        self._weights = np.zeros((truth.shape[1], len(self._columns) + truth.shape[1]))
        self._offsets = np.full(truth.shape[1], -np.inf)
        self.learn(rows, told, truth, range(truth.shape[1]))

    def learn(self, rows: Any, told: Scores, truth: Truth, targets: Iterable[int]) -> None:
        """Fit the machines of these targets anew; one without a confirmation says nothing, one with all says always yes."""
        seen = self._features(rows, told)
        for target in targets:
            column = truth[:, target]
            if column.all() or not column.any():
                self._offsets[target] = np.inf if column.all() else -np.inf
                self._weights[target] = 0
            else:
                self._weights[target], self._offsets[target] = _fitted(seen, column)

    def _features(self, rows: Any, told: Scores) -> Any:
        """Rarity-weighted rows of length 1 of the runs that count, and beside them what the words say."""
        found = rows[:, self._columns].astype(np.float64)
        found.data = 1 + np.log(found.data)
        found = found @ diags(self._rarity)
        lengths = np.sqrt(np.asarray(found.multiply(found).sum(axis=1))).ravel()
        even = diags(1 / np.where(lengths > 0, lengths, 1)) @ found
        return hstack([even, csr_matrix(_evened(told) * self._told)], format="csr")

    def scores(self, rows: Any, told: Scores) -> Scores:
        """Scores from 0 to 1 (rows x targets); 0 for a target that nobody has confirmed yet."""
        margin = np.clip(self._features(rows, told) @ self._weights.T + self._offsets, -FAR, FAR)
        found: Scores = np.where(margin > -FAR, 1 / (1 + np.exp(-STEEP * margin)), 0)
        return found


def weight_of(confirmations: int) -> float:
    """How much the machines count beside the words of the targets, from 0 to 1."""
    return confirmations / (confirmations + HALF)


def _evened(scores: Scores) -> Scores:
    """The best of each row is 1."""
    highest = scores.max(axis=1, keepdims=True)
    even: Scores = scores / np.where(highest > 0, highest, 1)
    return even


def _fitted(rows: Any, truth: Truth) -> tuple[Scores, float]:
    machine = LinearSVC(C=1.0, class_weight="balanced", random_state=FIRST, tol=1e-3, max_iter=5000).fit(rows, truth)
    return machine.coef_[0], float(machine.intercept_[0])


class Learner:
    """A placer with what people have confirmed so far. `confirm` is the only thing that changes it."""

    def __init__(self, placer: Placer, confirmed: Iterable[Confirmed] = ()) -> None:
        self.placer = placer
        self._places = {target.uid: place for place, target in enumerate(placer.targets)}
        self._rows: list[Any] = []
        self._truth: list[list[bool]] = []
        self._cold: list[Scores] = []
        self._machines: Machines | None = None
        self._base = 0
        self._learnt: dict[int, int] = {}
        for each in confirmed:
            self.confirm(each)

    def __len__(self) -> int:
        """How many confirmations it has learnt."""
        return len(self._rows)

    def confirm(self, confirmed: Confirmed) -> None:
        """Learn one confirmation; targets that the concept no longer has are left out, and so is one without any."""
        known = confirmed.uids & self._places.keys()
        if not known:
            return
        self._rows.append(_LETTERS.transform([confirmed.text]))
        self._truth.append([target.uid in known for target in self.placer.targets])
        self._cold.append(self.placer.scores(confirmed.text))

    def _ready(self) -> Machines:
        """The machines as these confirmations make them, whether they came one by one or all at once.

        All know the last full block; one whose target was confirmed since knows everything up to then.
        """
        base = len(self) - len(self) % BLOCK if len(self) >= BLOCK else len(self)
        if self._machines is None or self._base != base:
            rows, told, truth = self._first(base)
            self._machines, self._base, self._learnt = Machines(rows, told, truth), base, {}
        since = {int(at): row + 1 for row in range(base, len(self)) for at in np.flatnonzero(self._truth[row])}
        for at, until in sorted(since.items()):
            if self._learnt.get(at) != until:
                self._machines.learn(*self._first(until), [at])
        self._learnt = since
        return self._machines

    def _first(self, until: int) -> tuple[Any, Scores, Truth]:
        rows = vstack(self._rows[:until], format="csr")
        return rows, np.array(self._cold[:until]), np.array(self._truth[:until])

    def scores(self, texts: Sequence[str]) -> Scores:
        """The scores of each target for each text (texts x targets), 0 to 1."""
        cold = np.array([self.placer.scores(text) for text in texts]).reshape(len(texts), len(self.placer.targets))
        if not self._rows or not texts:
            return _shared(cold)
        return _blended(cold, self._ready().scores(_LETTERS.transform(texts), cold), len(self))

    def propose(self, text: str, most: int = 3) -> tuple[Placing, ...]:
        """The likeliest targets, best first, with the words of the statement that speak for them."""
        scores = self.scores([text])[0]
        places = best(scores, most)
        said = self.placer.weigh(text)
        return tuple(self.placer.proposals(said, scores, places))

    def acceptance(self, precision: float = PRECISION) -> Acceptance | None:
        """The threshold of automatic acceptance, judged on confirmations that were held out; None where none holds.

        It is off until somebody switches it on: this only says what it would do.
        """
        if len(self) < FEWEST:
            return None
        truth = np.array(self._truth)
        scores = self._held_out(truth)
        first = scores.argmax(axis=1)
        return accepted(margins(scores), truth[np.arange(len(first)), first], precision)

    def _held_out(self, truth: Truth) -> Scores:
        """Scores of every confirmation by machines that have not seen it."""
        rows, cold = vstack(self._rows, format="csr"), np.array(self._cold)
        scores = np.zeros_like(cold)
        for fold in range(FOLDS):
            out = np.arange(len(self)) % FOLDS == fold
            learnt = Machines(rows[~out], cold[~out], truth[~out]).scores(rows[out], cold[out])
            scores[out] = _blended(cold[out], learnt, int((~out).sum()))
        return scores


def _blended(cold: Scores, learnt: Scores, confirmations: int) -> Scores:
    weight = weight_of(confirmations)
    mixed: Scores = (1 - weight) * _shared(cold) + weight * learnt
    return mixed


def _shared(cold: Scores) -> Scores:
    """Each target's share of all that the words say; where they say little, all shares are small."""
    shares: Scores = cold / (cold.sum(axis=1, keepdims=True) + FAINT)
    return shares


def margins(scores: Scores) -> Scores:
    """How far the best target is ahead of the second (texts)."""
    if scores.shape[1] < 2:
        alone: Scores = scores.sum(axis=1)
        return alone
    highest = np.partition(scores, -2, axis=1)
    ahead: Scores = highest[:, -1] - highest[:, -2]
    return ahead


def accepted(ahead: Scores, right: Truth, precision: float) -> Acceptance | None:
    """The lowest margin above which the first proposal is right often enough, with one standard error in hand.

    A threshold that is just good enough where it was found is a little too low elsewhere.
    """
    order = np.argsort(-ahead, kind="stable")
    taken = np.arange(1, len(order) + 1)
    hits = right[order].cumsum() / taken
    safe = hits - np.sqrt(precision * (1 - precision) / taken)
    # A threshold takes all of one margin or none of it.
    last_of_margin = np.append(np.diff(ahead[order]) != 0, [True])
    good = np.flatnonzero((safe >= precision) & last_of_margin)
    if not len(good):
        return None
    at = int(good[-1])
    return Acceptance(float(ahead[order][at]), float(hits[at]), (at + 1) / len(order))


def unsure_first(scores: Scores) -> list[int]:
    """The order in which a person should look: the smallest lead first; with equal ones, the earlier."""
    return [int(row) for row in np.argsort(margins(scores).round(9), kind="stable")]
