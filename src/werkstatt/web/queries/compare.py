"""Two issues side by side, and one element through all of them: what changed, and on the basis of how many contributions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from konzept.canonical import seal
from konzept.model import Concept as Text
from konzept.model import Element
from konzept.synopsis import Fold, Row, Status, folded, only_changed, synopsis
from werkstatt.review import queries as review
from werkstatt.web.queries.issues import Issue, texts_of


@lru_cache(maxsize=16)
def _rows(old: Comparable, new: Comparable) -> tuple[Row, ...]:
    return synopsis(old.text, new.text)


class Comparable:
    """A wording that is the same as another one when its seal is: a synopsis is made once."""

    def __init__(self, text: Text, sealed: str = "") -> None:
        self.text, self.seal = text, sealed or seal(text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Comparable) and self.seal == other.seal

    def __hash__(self) -> int:
        return hash(self.seal)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The Synopse of two issues. `basis`: uid -> how many contributions caused its changes."""

    old: Issue
    new: Issue
    rows: tuple[Row, ...]
    basis: Mapping[str, int]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many elements were changed, moved, new, dropped, kept."""
        found = Counter(row.status for row in self.rows)
        order = (Status.CHANGED, Status.MOVED, Status.NEW, Status.DROPPED, Status.KEPT)
        return [(status.german, found[status]) for status in order]

    def lines(self, *, changed_only: bool) -> Iterator[Line]:
        """What the page shows, in order: rows with their basis, and folds of what stayed."""
        shown: Iterable[Row | Fold] = folded(only_changed(self.rows) if changed_only else self.rows)
        for each in shown:
            yield Line(None, each, 0) if isinstance(each, Fold) else Line(each, None, self.basis.get(each.uid, 0))


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a fold."""

    row: Row | None
    fold: Fold | None
    basis: int

    @property
    def is_heading(self) -> bool:
        """Kept itself, it stands above something that changed."""
        return self.row is not None and self.row.status is Status.KEPT


def comparison(old: Issue, new: Issue) -> Comparison:
    """The Synopse of two issues of one authority."""
    texts = texts_of([old, new])
    rows = _rows(Comparable(texts[old.pk], old.seal), Comparable(texts[new.pk], new.seal))
    return Comparison(old, new, rows, review.causes(new.authority_slug, old.ordinal, new.ordinal))


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to an element from one issue to the next; `row` is None for the issue it was there from the start."""

    issue: Issue
    row: Row | None
    basis: int
    synopsis: tuple[str, str] | None

    @property
    def word(self) -> str:
        """In a word."""
        return self.row.status.german if self.row else "von Anfang an enthalten"


@dataclass(frozen=True, slots=True)
class History:
    """An element through the issues: how it stands now (or stood last), and every step, newest first."""

    element: Element
    issue: Issue
    text: Text
    steps: tuple[Step, ...]
    in_force: bool


def history(uid: str, listed: list[Issue], current: Issue) -> History | None:
    """The life of one element through the public issues; None where none of them has it. Drafts between them stay unseen."""
    texts = texts_of(listed)
    oldest_first = listed[::-1]
    having = [issue for issue in oldest_first if texts[issue.pk].find(uid)]
    if not having:
        return None
    known = texts[current.pk].find(uid) is not None
    shown = current if known else having[-1]
    element = texts[shown.pk].find(uid)
    if element is None:
        return None
    grounds = review.grounds_between(listed[0].authority_slug, -1, listed[0].ordinal)
    steps = [_step(uid, old, new, texts, grounds) for old, new in pairwise(oldest_first)]
    first = [Step(having[0], None, 0, None)] if having[0] is oldest_first[0] else []
    return History(element, shown, texts[shown.pk], tuple([*first, *filter(None, steps)][::-1]), known)


def _step(
    uid: str, old: Issue, new: Issue, texts: Mapping[int, Text], grounds: set[tuple[str, int, int]]
) -> Step | None:
    rows = _rows(Comparable(texts[old.pk], old.seal), Comparable(texts[new.pk], new.seal))
    row = next((row for row in rows if row.uid == uid and row.status is not Status.KEPT), None)
    if row is None:
        return None
    between = {who for what, ordinal, who in grounds if what == uid and old.ordinal < ordinal <= new.ordinal}
    return Step(new, row, len(between), (old.address, new.address))
