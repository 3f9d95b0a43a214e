"""The post of an authority; a letter's passages as values."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from konzept.feedback.meant import Index
from konzept.feedback.passages import Guess, Passage, PassageKind, Passages, points, words_in
from konzept.model import Element
from konzept.suggestion import Suggestion
from werkstatt.authorities.models import Authority
from werkstatt.inbox.models import Letter
from werkstatt.participation.models import Round
from werkstatt.participation.queries import elements_in_scope, open_rounds


def letters_of(authority: Authority) -> QuerySet[Letter]:
    """All post, newest first, without the long columns."""
    return (
        Letter.objects.filter(authority=authority)
        .select_related("round", "contact")
        .prefetch_related("enclosures")
        .defer("text", "passages", "past")
    )


def message_digest(message_id: str) -> str:
    """How a mail's number is stored: it may name a person's house. "" for none."""
    return hashlib.sha256(message_id.strip("<> ").lower().encode()).hexdigest() if message_id else ""


def known(authority: Authority, sha256: str, digest: str = "") -> Letter | None:
    """The same letter, if it came before: the same bytes, or a mail of the same number."""
    same = Q(sha256=sha256) | Q(message_digest=digest) if digest else Q(sha256=sha256)
    return Letter.objects.filter(same, authority=authority).first()


def round_for(authority: Authority) -> Round | None:
    """The round that a letter belongs to when nobody says which: the one that is open, if it is the only one."""
    running = list(open_rounds(authority)[:2])
    return running[0] if len(running) == 1 else None


def index_of(round_: Round) -> Index:
    """The elements of a round, to be found by what people write."""
    return Index(elements_in_scope(round_))


def as_rows(passages: Iterable[Passage]) -> list[dict[str, Any]]:
    """Passages as JSON."""
    return [dataclasses.asdict(passage) for passage in passages]


def contents(rows: Iterable[dict[str, Any]]) -> Passages:
    """And back."""
    return tuple(
        Passage(
            **{
                **row,
                "kind": PassageKind(row["kind"]),
                "guesses": tuple(Guess(**guess) for guess in row["guesses"]),
            }
        )
        for row in rows
    )


def passages_of(letter: Letter) -> Passages:
    """How a letter is cut now."""
    return contents(letter.passages)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One passage as the page shows it: `number` counts points from 1, 0 for everything else."""

    index: int
    number: int
    passage: Passage
    words: str
    label: str
    guesses: tuple[tuple[str, str, str], ...]


def sheets(text: str, passages: Passages, labels: dict[str, str]) -> list[Sheet]:
    """The passages of a letter as its page shows them. `labels`: uid -> what the list of elements calls it."""
    numbers = {index: number for number, index in enumerate(points(passages), 1)}
    return [
        Sheet(
            index,
            numbers.get(index, 0),
            passage,
            words_in(text, passage),
            labels.get(passage.uid, "") if passage.uid else "",
            tuple((guess.uid, labels[guess.uid], guess.why) for guess in passage.guesses if guess.uid in labels),
        )
        for index, passage in enumerate(passages)
    ]


def suggestions(letter: Letter, elements: Iterable[Element]) -> list[Suggestion]:
    """The points of a letter, each with the wording of its element, as they are received."""
    passages, by_uid = passages_of(letter), {element.uid: element for element in elements}
    return [_suggestion(letter, passages[index], by_uid) for index in points(passages)]


def _suggestion(letter: Letter, passage: Passage, by_uid: dict[str, Element]) -> Suggestion:
    element = by_uid.get(passage.uid)
    wording = (element.title or element.text or "") if element else ""
    return Suggestion(uid=passage.uid or None, comment=words_in(letter.text, passage), wording=wording)
