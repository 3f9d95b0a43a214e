"""The sums of a round, counted anew each time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from werkstatt.participation.models import Contribution, Round, Submission
from werkstatt.participation.queries import counting, received
from werkstatt.review.models import Outcome
from werkstatt.review.queries.desk import Mark, desk, marks, reviewed


@dataclass(frozen=True, slots=True)
class Ledger:
    """Received = placed + without place + withdrawn, always; and how many of those that count are answered."""

    placed: int
    without_place: int
    withdrawn: int
    answered: int

    @property
    def received(self) -> int:
        """Everything that ever came in."""
        return self.counting + self.withdrawn

    @property
    def counting(self) -> int:
        """What is to be answered: neither withdrawn nor replaced by a newer wording."""
        return self.placed + self.without_place

    @property
    def open(self) -> int:
        """Not answered yet."""
        return self.counting - self.answered


def ledger(round_: Round, marked: Sequence[Mark] | None = None) -> Ledger:
    """The sums of a round, counted anew each time."""
    rows = marks(round_) if marked is None else marked
    placed = sum(row.means != "" for row in rows)
    answered = sum(row.outcome is not None for row in rows)
    return Ledger(placed, len(rows) - placed, received(round_).count() - len(rows), answered)


def ledgers(rounds: Iterable[Round]) -> dict[int, Ledger]:
    """Round -> its sums, for all of them in one question."""
    listed = [round_.pk for round_ in rounds]
    counts = Exists(counting(Submission.objects.filter(pk=OuterRef("submission"))))
    rows = reviewed(Contribution.objects.filter(submission__round__in=listed).annotate(counts=counts)).order_by()
    sums = {number: [0, 0, 0, 0] for number in listed}
    for number, counts_still, means, outcome in rows.values_list("submission__round", "counts", "means", "outcome"):
        counted = sums[number]
        counted[0] += counts_still and means != ""
        counted[1] += counts_still and means == ""
        counted[2] += not counts_still
        counted[3] += counts_still and outcome is not None
    return {number: Ledger(*counted) for number, counted in sums.items()}


def outcomes(round_: Round) -> list[tuple[str, int]]:
    """How many got which answer, in the order of the outcomes."""
    counted = dict(desk(round_).order_by().values_list("outcome").annotate(Count("pk")))
    return [(label, counted.get(value, 0)) for value, label in Outcome.choices]
