"""What is found: organisations and the ways they are written."""

from __future__ import annotations

from dataclasses import dataclass

from konzept.model import Concept

SURE, ASKED = 0.9, 0.5


@dataclass(frozen=True, slots=True)
class Spelling:
    """Schreibweise: one way a text names an organisation, with the uids of the elements that do so, in document order.

    `certainty` (0 to 1) says how sure it is that this organisation is meant, `reason` (a German sentence) why; None where
    the name is the same.
    """

    name: str
    uids: tuple[str, ...] = ()
    certainty: float = 1.0
    reason: str | None = None

    @property
    def sure(self) -> bool:
        """Nobody need be asked."""
        return self.certainty >= SURE


@dataclass(frozen=True, slots=True)
class Organisation:
    """Akteur, Träger: the names of a concept that mean one house; `generic` where they name none in particular ("weitere Partner").

    `name` and `short` are proposals, or those of the known organisation `ref`. The spelling of the proposed name comes first.
    """

    name: str
    short: str
    spellings: tuple[Spelling, ...]
    ref: str | None = None
    generic: bool = False

    @property
    def sure(self) -> bool:
        """Nothing in it need be asked."""
        return all(spelling.sure for spelling in self.spellings)

    @property
    def uids(self) -> tuple[str, ...]:
        """The elements that name it in any spelling."""
        return tuple(dict.fromkeys(uid for spelling in self.spellings for uid in spelling.uids))


@dataclass(frozen=True, slots=True)
class Known:
    """An organisation that is known before the text is read: how it is referred to, its name and all its spellings."""

    ref: str
    name: str
    short: str = ""
    spellings: tuple[str, ...] = ()


def uses(concept: Concept) -> dict[str, tuple[str, ...]]:
    """Each name of a responsibility -> the uids of the elements with it, both in document order."""
    found: dict[str, list[str]] = {}
    for element in concept.walk():
        for holder in element.responsibility.holders if element.responsibility else ():
            uids = found.setdefault(holder.name, [])
            if element.uid not in uids[-1:]:
                uids.append(element.uid)
    return {name: tuple(uids) for name, uids in found.items()}
