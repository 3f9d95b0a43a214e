"""What waits for a person before it is read outside, and what everybody reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from konzept.feedback.personal import traces
from konzept.suggestion import Verdict
from werkstatt.participation.models import PARTS, Contribution, Round
from werkstatt.participation.queries.contributions import NEWEST_WORD, Shown, contributions, shown, words_on
from werkstatt.participation.queries.rounds import elements_in_scope, labels

STATES = {
    "offen": ("noch nicht geprüft", None),
    "veroeffentlicht": ("veröffentlicht", True),
    "zurueckgehalten": ("zurückgehalten", False),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One contribution on a list: as it is read outside, what it is about, its answer in words; for the office also what may name a person."""

    shown: Shown
    uid: str
    name: str
    answer: str
    published: bool | None = None
    traces: tuple[str, ...] = ()


def in_state(round_: Round, state: str) -> QuerySet[Contribution]:
    """The contributions in one of STATES, as they came."""
    _, published = STATES[state]
    return contributions(round_).annotate(published=NEWEST_WORD).filter(published=published)


def entries(round_: Round, listed: Sequence[Contribution], *, inside: bool) -> list[Entry]:
    """What a page shows of these contributions; `inside` = for the office. A constant number of queries."""
    names = labels(elements_in_scope(round_))
    decided = words_on(listed) if inside else {}
    return [
        Entry(
            each,
            each.contribution.uid,
            names.get(each.contribution.uid) or _("Neuer Vorschlag"),
            _(Verdict(each.contribution.verdict).german) if each.contribution.verdict else each.contribution.question,
            decided.get(each.contribution.pk),
            tuple(found(each)) if inside else (),
        )
        for each in shown(listed)
    ]


def found(each: Shown) -> Iterable[str]:
    """What may name a person in the wording that would be read: „Name: Frau Lind“."""
    for part, _label in PARTS:
        for text in (getattr(each, part), each.translated.get(part, "")):
            for trace in traces(text):
                yield f"{trace.kind.german}: {text[trace.start : trace.end]}"
