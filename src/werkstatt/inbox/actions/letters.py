"""A letter is cut, placed, taken over and taken back; whoever is late sees what the other did."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from konzept.feedback.meant import propose
from konzept.feedback.passages import Passages, is_whole, open_points, points
from konzept.model import Problem
from werkstatt.accounts.models import User
from werkstatt.inbox.actions.arriving import hand_on_again
from werkstatt.inbox.models import Letter, LetterState
from werkstatt.inbox.queries import as_rows, contents, index_of, passages_of, suggestions
from werkstatt.journal.actions import record
from werkstatt.participation import actions as participation
from werkstatt.participation.actions.contacts import tie_contact
from werkstatt.participation.models import LONGEST, Channel, Round, Submission
from werkstatt.participation.queries import elements_in_scope

MEANWHILE = "Inzwischen hat jemand anders dieses Schreiben geändert. So sieht es jetzt aus; bitte wiederholen Sie Ihren Schritt, wenn er noch nötig ist."
NOT_OPEN = "Dieses Schreiben wird gerade nicht bearbeitet: Es ist übernommen oder weggelegt."
STEPS = 60  # back, at most


def _held(letter: Letter, seen: int | None = None) -> Letter:
    """The letter as it is now; whoever else changes it waits. Problem where it is not what the person saw."""
    held = (
        Letter.objects.select_for_update(no_key=True, of=("self",))
        .select_related("authority", "round")
        .get(pk=letter.pk)
    )
    if held.state != LetterState.OPEN:
        raise Problem(NOT_OPEN)
    if seen is not None and held.edits != seen:
        raise Problem(MEANWHILE)
    return held


@transaction.atomic
def revise(letter: Letter, person: User | None, *, seen: int, change: Callable[[str, Passages], Passages]) -> Letter:
    """Cut, join, move, mark or place: `change` gives the passages as they become. They stay the whole text, or nothing happens."""
    held = _held(letter, seen)
    before = passages_of(held)
    after = change(held.text, before)
    if after == before:
        return held
    if not is_whole(held.text, after):
        raise Problem("So ginge ein Teil des Textes verloren. Bitte laden Sie die Seite neu.")
    if held.round and _borders(after) != _borders(before):
        after = propose(held.text, after, index_of(held.round))  # other words may mean other elements
    held.past = [*held.past, held.passages][-STEPS:]
    held.passages, held.edits = as_rows(after), held.edits + 1
    held.save(update_fields=["past", "passages", "edits"])
    record("inbox.revise", subject=held, authority=held.authority, actor=person, open=len(open_points(after)))
    return held


def _borders(passages: Passages) -> list[tuple[int, int, str]]:
    return [(passage.start, passage.end, passage.kind) for passage in passages]


@transaction.atomic
def undo(letter: Letter, person: User | None, *, seen: int) -> Letter:
    """The last change is taken back."""
    held = _held(letter, seen)
    if not held.past:
        raise Problem("Es gibt keinen Schritt mehr, der sich zurücknehmen lässt.")
    *held.past, held.passages = held.past
    held.edits += 1
    held.save(update_fields=["past", "passages", "edits"])
    record("inbox.undo", subject=held, authority=held.authority, actor=person)
    return held


@transaction.atomic
def address(
    letter: Letter, person: User | None, *, round_: Round, organisation: str, received_at: datetime | None = None
) -> Letter:
    """Say to which round a letter belongs, from whom and when it came. In another round all places are open again, and its matrices go there."""
    held = _held(letter)
    before = (held.round_id, held.organisation, held.received_at)
    if held.round_id != round_.pk:
        open_again = tuple(replace(each, settled=False, uid="", guesses=(), hint="") for each in passages_of(held))
        held.passages = as_rows(propose(held.text, open_again, index_of(round_)))
        held.past, held.edits = [], held.edits + 1
    held.round, held.organisation = round_, organisation.strip()[:200]
    held.received_at = received_at or held.received_at
    if (held.round_id, held.organisation, held.received_at) != before:
        held.save(update_fields=["passages", "past", "edits", "round", "organisation", "received_at"])
        record("inbox.address", subject=held, authority=held.authority, actor=person, round=round_.pk)
    hand_on_again(held, person)
    return held


@transaction.atomic
def discard(letter: Letter, person: User | None) -> None:
    """Put a letter away of which nothing is taken over: an advertisement, a thank-you. Twice is once."""
    held = Letter.objects.select_for_update(no_key=True, of=("self",)).select_related("authority").get(pk=letter.pk)
    if held.state == LetterState.DISCARDED:
        return
    if held.state not in {LetterState.OPEN, LetterState.FAILED}:
        raise Problem("Dieses Schreiben ist schon übernommen. Bitte nehmen Sie es zuerst zurück.")
    held.state = LetterState.DISCARDED
    held.save(update_fields=["state"])
    record("inbox.discard", subject=held, authority=held.authority, actor=person)


@transaction.atomic
def restore(letter: Letter, person: User | None) -> None:
    """It is worked on after all. Twice is once."""
    held = Letter.objects.select_for_update(no_key=True, of=("self",)).select_related("authority").get(pk=letter.pk)
    if held.state == LetterState.OPEN:
        return
    if held.state != LetterState.DISCARDED or held.problem:
        raise Problem("Dieses Schreiben lässt sich nicht wieder aufnehmen.")
    held.state = LetterState.OPEN
    held.save(update_fields=["state"])
    record("inbox.restore", subject=held, authority=held.authority, actor=person)


@transaction.atomic
def take_over(letter: Letter, person: User, *, seen: int) -> tuple[Submission, str]:
    """The points of a letter become contributions; gives the submission and its receipt code. Twice is once."""
    locked = (
        Letter.objects.select_for_update(no_key=True, of=("self",))
        .select_related("authority", "round", "submission")
        .get(pk=letter.pk)
    )
    if locked.state == LetterState.TAKEN and locked.submission:
        key = _form_key(locked, locked.taken)
        return participation.receive(
            locked.submission.round, [], channel=Channel(locked.channel), form_key=key, person=person
        )
    held = _held(letter, seen)
    round_ = _checked(held)
    submission, code = participation.receive(
        round_,
        suggestions(held, elements_in_scope(round_)),
        channel=Channel(held.channel),
        form_key=_form_key(held, held.taken + 1),
        organisation=held.organisation,
        person=person,
        received_at=held.received_at,
    )
    if held.contact:
        tie_contact(held.contact, submission)
    held.state, held.submission, held.taken = LetterState.TAKEN, submission, held.taken + 1
    held.save(update_fields=["state", "submission", "taken"])
    record(
        "inbox.take_over", subject=held, authority=held.authority, actor=person, points=len(points(passages_of(held)))
    )
    return submission, code


def _form_key(letter: Letter, attempt: int) -> uuid.UUID:
    """The same taking over is one submission; after taking back, the next is another."""
    return uuid.uuid5(letter.key, str(attempt))


def _checked(letter: Letter) -> Round:
    """The round of a letter that may be taken over. Problem says what is still missing."""
    passages = contents(letter.passages)
    if letter.round is None:
        raise Problem("Bitte sagen Sie zuerst, zu welcher Runde dieses Schreiben gehört.")
    if not points(passages):
        raise Problem(
            "Dieses Schreiben enthält keine Anregung. Bitte legen Sie es weg oder machen Sie eine Textstelle dazu."
        )
    missing = len(open_points(passages))
    if missing:
        which = "Anregung hat" if missing == 1 else "Anregungen haben"
        raise Problem(f"{missing} {which} noch keinen Platz. Bitte ordnen Sie sie zuerst zu.")
    too_long = next(
        (number for number, index in enumerate(points(passages), 1) if _size(passages, index) > LONGEST), None
    )
    if too_long:
        raise Problem(f"Anregung {too_long} ist länger als {LONGEST} Zeichen. Bitte teilen Sie sie.")
    return letter.round


def _size(passages: Passages, index: int) -> int:
    return passages[index].end - passages[index].start


@transaction.atomic
def take_back(letter: Letter, person: User) -> None:
    """What was taken over counts no more and the letter is open again, as long as nothing of it is answered. Twice is once."""
    held = (
        Letter.objects.select_for_update(no_key=True, of=("self",))
        .select_related("authority", "submission")
        .get(pk=letter.pk)
    )
    if held.state == LetterState.OPEN and held.taken:
        return
    if held.state != LetterState.TAKEN or held.submission is None:
        raise Problem("Dieses Schreiben ist nicht übernommen.")
    if import_string(settings.ANSWERED)([held.submission]):
        raise Problem("Davon ist schon etwas beantwortet. Es lässt sich deshalb nicht mehr zurücknehmen.")
    participation.withdraw(held.submission, person)
    held.state, held.submission, held.edits = LetterState.OPEN, None, held.edits + 1
    held.save(update_fields=["state", "submission", "edits"])
    record("inbox.take_back", subject=held, authority=held.authority, actor=person)
