"""What a participant says about an element, whichever way it came: web form, Word, Excel, letter."""

from __future__ import annotations

from collections.abc import Iterable
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
    """One thing said. `uid` None = a new proposal (under `area` where known); `doubt` = why a person must look first.

    `question` = the words of one of the round's own questions, where no verdict says which was answered.
    """

    uid: str | None
    verdict: Verdict | None = None
    comment: str = ""
    proposal: str = ""
    responsible: str = ""
    area: str | None = None
    wording: str = ""
    place: str = ""
    doubt: str | None = None
    question: str = ""


QUESTIONS = (
    "Was hat sich bewährt?",
    "Was ist überholt?",
    "Wo muss nachjustiert werden?",
    "Was ist neu nötig?",
)
LIST_LETTERS = 255  # what Excel takes as a list written into a cell's rule, commas included
WORD_LETTERS = range(24, 61)  # a question of a round is shortened to a word between these lengths


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose: `word` is what every form offers, `question` what it answers; `key` stands in web forms.

    `told` = a round's own question in the language of the page, "" where it is not translated.
    """

    key: str
    word: str
    question: str
    verdict: Verdict | None = None
    told: str = ""


def choices(questions: Iterable[str]) -> tuple[Choice, ...]:
    """What a round offers as answers, in the order of its questions: a default question gives its verdict, any other one its own choice.

    Keys are the verdicts' values and q1, q2, …; words are told apart from each other even where questions begin alike.
    """
    asked = dict.fromkeys(line for question in questions if (line := " ".join(question.split())))
    verdicts = dict(zip(QUESTIONS, Verdict, strict=True))
    own = [question for question in asked if question not in verdicts]
    words = _words(own, [verdicts[question].german for question in asked if question in verdicts])
    keys = {question: f"q{number}" for number, question in enumerate(own, 1)}
    return tuple(
        Choice(verdicts[question].value, verdicts[question].german, question, verdicts[question])
        if question in verdicts
        else Choice(keys[question], words[question], question)
        for question in asked
    )


def _words(questions: list[str], others: list[str]) -> dict[str, str]:
    """A short word for each question, all of them with `others` within Excel's list where that is possible."""
    left = LIST_LETTERS - sum(len(word) + 1 for word in others)
    limit = min(max(left // max(len(questions), 1) - 1, WORD_LETTERS[0]), WORD_LETTERS[-1])
    taken, words = {verdict.german for verdict in Verdict}, {}
    for number, question in enumerate(questions, 1):
        word = _short(question, limit)
        while word.casefold() in taken:
            word = f"{number}. {word}"
        taken.add(word.casefold())
        words[question] = word
    return words


def _short(question: str, limit: int) -> str:
    if len(question) <= limit:
        return question
    return question[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + " …"


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
