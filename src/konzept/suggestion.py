"""What a participant says about an element, whichever way it came: web form, Word, Excel, letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from konzept.model import Concept


class Verdict(StrEnum):
    """The four questions of Thüringen's Regionalkonferenzen: Was hat sich bewährt, was ist überholt, wo nachjustieren, was ist neu?"""

    PROVEN = "proven"
    OUTDATED = "outdated"
    ADJUST = "adjust"
    NEW = "new"

    @property
    def german(self) -> str:
        """The word in the form."""
        return {"proven": "bewährt", "outdated": "überholt", "adjust": "nachjustieren", "new": "neu"}[self.value]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing said. `uid` None = a new proposal (under `area` where known); `doubt` = why a person must look first."""

    uid: str | None
    verdict: Verdict | None = None
    comment: str = ""
    proposal: str = ""
    responsible: str = ""
    area: str | None = None
    wording: str = ""
    place: str = ""
    doubt: str | None = None


QUESTIONS = (
    "Was hat sich bewährt?",
    "Was ist überholt?",
    "Wo muss nachjustiert werden?",
    "Was ist neu nötig?",
)


@dataclass(frozen=True, slots=True)
class Form:
    """The matrix of one round (Matrixvorlage): `id` comes back in the file and says which round it belongs to; `areas` () = all."""

    id: str
    title: str
    authority: str
    concept: Concept
    due: date | None = None
    areas: tuple[str, ...] = ()
    organisation: str = ""
    questions: tuple[str, ...] = QUESTIONS
