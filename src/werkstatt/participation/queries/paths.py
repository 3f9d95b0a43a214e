"""The guided path: which few things one person is asked about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Count

from konzept.feedback.meant import Index, guesses
from konzept.model import Element, Kind
from konzept.wording import fold
from werkstatt.participation.models import Round
from werkstatt.participation.queries.contributions import contributions
from werkstatt.participation.queries.rounds import elements_in_scope

A_TURN = 5  # measures that one person looks at in three minutes
MOST_FOUND = 8


def areas_in_scope(round_: Round) -> list[Element]:
    """What one chooses from."""
    return [element for element in elements_in_scope(round_) if element.kind == Kind.AREA]


def area_of(areas: Iterable[Element], uid: str) -> Element | None:
    """The area that is this element or holds it."""
    return next((area for area in areas if any(each.uid == uid for each in area.walk())), None)


def turn(round_: Round, area: Element, begun: Sequence[str] = (), first: str = "") -> list[str]:
    """The next few uids to be asked about: `first`, then what fewest people spoke about; in the paper's order; none that was begun.

    Measures; where an area has none, its goals. One query.
    """
    below = list(area.walk())
    kind = Kind.MEASURE if any(each.kind == Kind.MEASURE for each in below) else Kind.GOAL
    listed = [each.uid for each in below if each.kind == kind and each.uid not in begun]
    said = contributions(round_).filter(uid__in=listed).order_by().values_list("uid").annotate(Count("pk"))
    voices = dict(said)
    chosen = set(sorted(listed, key=lambda uid: (uid != first, voices.get(uid, 0)))[:A_TURN])
    ordered = [uid for uid in listed if uid in chosen]
    return sorted(ordered, key=lambda uid: uid != first)


def found(round_: Round, words: str) -> list[Element]:
    """Measures, goals and areas that the words may mean, at most eight: what holds them all, then what is like them."""
    elements = [each for each in elements_in_scope(round_) if each.kind in {Kind.AREA, Kind.GOAL, Kind.MEASURE}]
    wanted = fold(words).split()
    if not wanted:
        return []
    by_word = [
        each for each in elements if all(word in fold(f"{each.title or ''} {each.text or ''}") for word in wanted)
    ]
    likely = {guess.uid for guess in guesses(words, Index(elements))}
    like = [each for each in elements if each.uid in likely]
    return list({each.uid: each for each in (*by_word, *like)}.values())[:MOST_FOUND]
