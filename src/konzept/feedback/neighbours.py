"""Candidates: neighbours in meaning among the statements about one target, by runs of letters; a person reads both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from sklearn.feature_extraction.text import TfidfVectorizer

from konzept.feedback.alike import plain
from konzept.feedback.guards import guards
from konzept.feedback.twins import Grade, Twin, Twins, twins

AT_ONCE = 500  # statements compared with all others of their target in one step
NEIGHBOURS = 3  # candidates of one statement
OFTEN, ENOUGH = 0.3, 50  # runs in more of the statements than this say nothing, where there are enough to tell
MEANT = 0.35  # cosine from which two statements of one target may mean the same


def neighbours(
    statements: Sequence[str], targets: Sequence[str], least: float = MEANT
) -> dict[int, list[tuple[int, float]]]:
    """Statement -> its three likest among those about the same target, by runs of letters, the likest first.

    `targets`: what each statement means; "" = nothing in particular, which has no neighbours.
    """
    about: dict[str, list[int]] = defaultdict(list)
    for place, (statement, target) in enumerate(zip(statements, targets, strict=True)):
        if target and plain(statement):
            about[target].append(place)
    found: dict[int, list[tuple[int, float]]] = {place: [] for place in range(len(statements))}
    told = sorted(place for places in about.values() if len(places) > 1 for place in places)
    if told:
        letters = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, max_df=OFTEN if len(told) >= ENOUGH else 1.0
        )
        rows = letters.fit_transform(plain(statements[place]) for place in told)
        at = {place: row for row, place in enumerate(told)}
        for places in about.values():
            if len(places) > 1:
                found.update(_neighbours(rows[[at[place] for place in places]], places, least))
    return found


def candidates(statements: Sequence[str], targets: Sequence[str], least: float = MEANT) -> list[Twins]:
    """Pairs of neighbours that may mean the same, the likest first; none that is near already."""
    near = {pair for group in twins(statements) for pair in combinations(group.places, 2)}
    found = {
        (min(one, other), max(one, other)): value
        for one, others in neighbours(statements, targets, least).items()
        for other, value in others
    }
    ranked = sorted((-value, pair) for pair, value in found.items() if pair not in near)
    return [_candidate(statements, one, other, -value) for value, (one, other) in ranked]


def _candidate(statements: Sequence[str], one: int, other: int, value: float) -> Twins:
    first, second = statements[one], statements[other]
    twin = Twin(other, round(value, 4), first, second, guards(first, second))
    return Twins(Grade.CANDIDATE, (Twin(one, 1.0), twin))


def _neighbours(rows: Any, places: Sequence[int], least: float) -> Iterator[tuple[int, list[tuple[int, float]]]]:
    for start in range(0, len(places), AT_ONCE):
        for row, values in enumerate((rows[start : start + AT_ONCE] @ rows.T).toarray(), start):
            values[row] = -1
            ranked = (-values.round(9)).argsort(kind="stable")[:NEIGHBOURS]
            yield places[row], [(places[at], float(values[at])) for at in ranked if values[at] >= least]
