"""Which of many texts are nearly the same: runs of five letters, MinHash and LSH in numpy, then each candidate checked exactly.

The measure is Jaccard: shared runs of letters by all runs of both. The same texts give the same pairs, whatever their order.
Cost grows with the number of letters; a block of texts is worked at a time, so that memory does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

LIKENESS = 0.7  # from here on two texts are nearly the same
RUN = 5  # letters
BANDS, ROWS = 24, 4  # two texts of likeness .7 meet with a chance of .9986, of .8 with one of .999997
BLOCK = 20_000  # texts whose letters are in memory at once
CROWD = 12  # of so many that meet in one band each is compared with the next ones only
ROUGH = 0.17  # what the estimate may be below the measure

KEPT = 10_000  # texts whose runs are remembered

Words = npt.NDArray[np.uint64]
Signatures = npt.NDArray[np.uint32]
Pairs = npt.NDArray[np.int64]
_SEED = 20260312
_NO_WORD = re.compile(  # but for what belongs to a number: "1,5", "-5", "50 %"
    r"(?:(?!(?<=\d)[.,:/–-](?=\d))(?!(?<!\w)[-–+](?=\d))[^\w%€$§°]|_)+"
)


class Alike(NamedTuple):
    """Two texts by their places, the earlier first, and their likeness."""

    one: int
    other: int
    likeness: float


def plain(text: str) -> str:
    """Letters and numbers in lower case, a blank between words: what is the same here is the same."""
    return _NO_WORD.sub(" ", text.casefold()).strip()


def runs(text: str) -> frozenset[str]:
    """The runs of letters of a plain text; a shorter one is its own run."""
    return frozenset(text[at : at + RUN] for at in range(max(len(text) - RUN + 1, 1))) if text else frozenset()


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard of two sets of runs."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def alike(texts: Sequence[str], least: float = LIKENESS) -> list[Alike]:
    """All pairs of plain, different, non-empty texts from this likeness on, in order of their places."""
    if len(texts) < 2:
        return []
    signed = signatures(texts)
    known = lru_cache(maxsize=KEPT)(lambda place: runs(texts[place]))
    found = []
    for ones, others in _promising(signed, _candidates(signed), least):
        for one, other in zip(ones.tolist(), others.tolist(), strict=True):
            value = likeness(known(one), known(other))
            if value >= least:
                found.append(Alike(one, other, value))
    return found


def alike_to(text: str, texts: Sequence[str], signed: Signatures, least: float = LIKENESS) -> list[tuple[int, float]]:
    """The texts that one plain text is nearly the same as, with their likeness, the likest first. `signed` = signatures(texts)."""
    if not text or not len(texts):
        return []
    agree = np.count_nonzero(signed == signatures([text]), axis=1) / signed.shape[1]
    own = runs(text)
    told = ((place, likeness(own, runs(texts[place]))) for place in np.flatnonzero(agree >= least - ROUGH).tolist())
    return sorted(((place, value) for place, value in told if value >= least), key=lambda each: (-each[1], each[0]))


def _promising(signed: Signatures, pairs: Pairs, least: float) -> Iterator[tuple[Pairs, Pairs]]:
    """The candidates whose signatures agree nearly as much as asked, a block at a time."""
    for start in range(0, len(pairs), BLOCK):
        ones, others = np.divmod(pairs[start : start + BLOCK], len(signed))
        agree = np.count_nonzero(signed[ones] == signed[others], axis=1) / signed.shape[1]
        good = agree >= least - ROUGH
        yield ones[good], others[good]


def signatures(texts: Sequence[str]) -> Signatures:
    """MinHash of each text (texts x BANDS * ROWS)."""
    made = np.empty((len(texts), BANDS * ROWS), dtype=np.uint32)
    for start in range(0, len(texts), BLOCK):
        block = texts[start : start + BLOCK]
        made[start : start + len(block)] = _signed(block)
    return made


def _signed(texts: Sequence[str]) -> Signatures:
    """One block: all letters in a row, a hash at each, the least of each text under each permutation."""
    padded = [text.ljust(RUN) for text in texts]
    letters = np.frombuffer("".join(padded).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    lengths = np.array([len(text) for text in padded])
    ends = lengths.cumsum()
    starts = ends - lengths
    hashed = np.zeros(len(letters), dtype=np.uint64)
    for step in range(RUN):
        hashed[: len(letters) - step] *= np.uint64(1_000_003)
        hashed[: len(letters) - step] += letters[step:]
    within = np.ones(len(letters), dtype=bool)
    for step in range(1, RUN):
        within[ends - step] = False  # a run ends with its text
    hashed = _mixed(hashed[within])
    firsts = starts - np.arange(len(texts)) * (RUN - 1)
    low = hashed.astype(np.uint32)
    made = np.empty((len(texts), BANDS * ROWS), dtype=np.uint32)
    for column, (factor, shift) in enumerate(zip(*_permutations(), strict=True)):
        made[:, column] = np.minimum.reduceat(low * factor + shift ^ (low >> np.uint32(15)), firsts)
    return made


def _mixed(values: Words) -> Words:
    """Neighbouring values far from each other (the finish of splitmix64)."""
    values ^= values >> np.uint64(30)
    values *= np.uint64(0xBF58476D1CE4E5B9)
    values ^= values >> np.uint64(27)
    values *= np.uint64(0x94D049BB133111EB)
    values ^= values >> np.uint64(31)
    return values


def _permutations() -> tuple[Signatures, Signatures]:
    """The factors (odd) and shifts of all permutations; always the same."""
    random = np.random.default_rng(_SEED)
    factors = random.integers(0, 2**31, BANDS * ROWS, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    return factors, random.integers(0, 2**32, BANDS * ROWS, dtype=np.uint32)


def _candidates(signed: Signatures) -> Pairs:
    """Pairs that agree in a whole band, each as one * texts + other, in order."""
    met = [_meeting(_keys(signed[:, band * ROWS : (band + 1) * ROWS]), len(signed)) for band in range(BANDS)]
    return np.unique(np.concatenate(met))


def _keys(rows: Signatures) -> Words:
    """A band of each text as one number."""
    keys = np.zeros(len(rows), dtype=np.uint64)
    for column in range(ROWS):
        keys = _mixed(keys + rows[:, column].astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15))
    return keys


def _meeting(keys: Words, texts: int) -> Pairs:
    """The places of equal keys, two and two; in a crowd each with the next ones."""
    order = np.argsort(keys, kind="stable")
    ranked = keys[order]
    met = []
    for step in range(1, CROWD):
        same = np.flatnonzero(ranked[step:] == ranked[:-step])
        if not len(same):
            break
        ones, others = order[same], order[same + step]  # a stable order: the earlier text comes first
        met.append(ones.astype(np.int64) * texts + others)
    return np.concatenate(met) if met else np.empty(0, dtype=np.int64)
