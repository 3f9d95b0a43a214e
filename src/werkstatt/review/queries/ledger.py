"""The sums of a round, counted anew each time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count

from werkstatt.participation.models import Contribution, Round
from werkstatt.review.models import Outcome
from werkstatt.review.queries.desk import Mark, desk, marks, reviewed


@dataclass(frozen=True, slots=True)
class Ledger:
    """Received = placed + without place, always; and how many of them are answered."""

    received: int
    placed: int
    without_place: int
    answered: int

    @property
    def open(self) -> int:
        """Not answered yet."""
        return self.received - self.answered


def ledger(round_: Round, marked: Sequence[Mark] | None = None) -> Ledger:
    """The sums of a round, counted anew each time."""
    rows = marks(round_) if marked is None else marked
    placed = sum(row.means != "" for row in rows)
    answered = sum(row.outcome is not None for row in rows)
    return Ledger(len(rows), placed, len(rows) - placed, answered)


def ledgers(rounds: Iterable[Round]) -> dict[int, Ledger]:
    """Round -> its sums, for all of them in one question."""
    listed = [round_.pk for round_ in rounds]
    rows = reviewed(Contribution.objects.filter(submission__round__in=listed)).order_by()
    sums = {number: [0, 0, 0] for number in listed}
    for number, means, outcome in rows.values_list("submission__round", "means", "outcome"):
        counted = sums[number]
        counted[0] += 1
        counted[1] += means != ""
        counted[2] += outcome is not None
    return {
        number: Ledger(received, placed, received - placed, answered)
        for number, (received, placed, answered) in sums.items()
    }


def outcomes(round_: Round) -> list[tuple[str, int]]:
    """How many got which answer, in the order of the outcomes."""
    counted = dict(desk(round_).order_by().values_list("outcome").annotate(Count("pk")))
    return [(label, counted.get(value, 0)) for value, label in Outcome.choices]
