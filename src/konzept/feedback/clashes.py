"""Clashes (Widersprüche): what people want of one element that cannot all be, by what they filled in.

Found by structure alone: opposite stances, different responsible bodies, proposals that want different words at the same place.
Whether words sound friendly or not is no evidence and is not looked at. The same statements give the same clashes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from konzept.feedback.alike import plain
from konzept.merging import Proposal, merged
from konzept.suggestion import Verdict


class ClashKind(StrEnum):
    """In what people differ."""

    STANCE = "stance"
    RESPONSIBLE = "responsible"
    WORDING = "wording"

    @property
    def german(self) -> str:
        """The word on the page."""
        return {"stance": "Einschätzung", "responsible": "Zuständigkeit", "wording": "Wortlaut"}[self.value]


@dataclass(frozen=True, slots=True)
class Said:
    """What one contribution says of one element; `key` is the caller's name for it."""

    key: str
    uid: str
    verdict: Verdict | None = None
    proposal: str = ""
    responsible: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """What some of them want, in a word or in their words, and who they are."""

    label: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """Two sides or more about one element, the one that most want first; `because` says in a sentence what cannot both be."""

    uid: str
    kind: ClashKind
    sides: tuple[Side, ...]
    because: str


_OPPOSED = (Verdict.PROVEN, Verdict.OUTDATED)


def clashes(said: Iterable[Said], wordings: Mapping[str, str]) -> list[Clash]:
    """All clashes in the order in which their elements are first spoken of. `wordings`: uid -> the text proposals change."""
    about: dict[str, list[Said]] = defaultdict(list)
    for each in said:
        if each.uid:
            about[each.uid].append(each)
    return [clash for uid, each in about.items() for clash in _of_element(uid, each, wordings.get(uid, ""))]


def _of_element(uid: str, said: Sequence[Said], wording: str) -> Iterator[Clash]:
    stances = [
        Side(verdict.german, tuple(each.key for each in said if each.verdict is verdict)) for verdict in _OPPOSED
    ]
    if all(side.keys for side in stances):
        yield Clash(uid, ClashKind.STANCE, _ranked(stances), "Die einen nennen es bewährt, die anderen überholt.")
    bodies = _bodies(said)
    if len(bodies) > 1:
        yield Clash(
            uid, ClashKind.RESPONSIBLE, _ranked(bodies), "Es werden verschiedene Stellen als zuständig vorgeschlagen."
        )
    if wording:
        yield from _collisions(uid, said, wording)


def _bodies(said: Iterable[Said]) -> list[Side]:
    """Who shall be responsible, the same names together as they were first written."""
    named: dict[str, list[Said]] = defaultdict(list)
    for each in said:
        if plain(each.responsible):
            named[plain(each.responsible)].append(each)
    return [Side(each[0].responsible.strip(), tuple(one.key for one in each)) for each in named.values()]


def _collisions(uid: str, said: Iterable[Said], wording: str) -> Iterator[Clash]:
    """Places of the text for which proposals want different words."""
    proposals = [Proposal(each.key, each.proposal) for each in said if each.proposal.strip()]
    if len(proposals) < 2:
        return
    for collision in merged(wording, proposals).collisions:
        sides = [Side(each.text.strip() or "streichen", tuple(sorted(each.keys))) for each in collision.choices]
        place = wording[collision.start : collision.end].strip()
        yield Clash(
            uid,
            ClashKind.WORDING,
            _ranked(sides),
            f"Für „{place}“ gibt es verschiedene Vorschläge."
            if place
            else "An derselben Stelle soll Verschiedenes ergänzt werden.",
        )


def _ranked(sides: Iterable[Side]) -> tuple[Side, ...]:
    """The side that most want first; of equal ones the earlier."""
    return tuple(sorted(sides, key=lambda side: -len(side.keys)))
