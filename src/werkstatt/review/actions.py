"""Contributions are placed and answered; changes know their contributions; the round ends in the next version."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction

from konzept import change
from konzept.model import Problem
from werkstatt.accounts.models import User
from werkstatt.concepts.actions import append, propose
from werkstatt.concepts.models import Change, Concept, Version
from werkstatt.concepts.queries import newest, pending, text_of
from werkstatt.journal.actions import record
from werkstatt.participation.models import Contribution, Round
from werkstatt.participation.queries import phase
from werkstatt.review.models import Answer, Conclusion, Ground, Outcome, Placement
from werkstatt.review.queries import conclusion_of, newest_answers, unanswered


@transaction.atomic
def answer(
    round_: Round, contributions: Sequence[Contribution], person: User | None, *, outcome: str, reason: str
) -> list[Answer]:
    """Answer one contribution or many alike. A later answer counts instead of the earlier one, which stays; the same twice is once."""
    if not contributions:
        raise Problem("Es ist keine Rückmeldung ausgewählt. Bitte mindestens eine ankreuzen.")
    if not reason.strip():
        raise Problem("Jede Antwort braucht eine Begründung. Bitte das Feld „Begründung“ ausfüllen.")
    _lock(round_)
    told = {each.contribution_id: (each.outcome, each.reason) for each in newest_answers(contributions)}
    fresh = [said for said in contributions if told.get(said.pk) != (outcome, reason.strip())]
    if not fresh:
        return []
    rows = Answer.objects.bulk_create(
        Answer(contribution=said, outcome=Outcome(outcome), reason=reason.strip(), answered_by=person) for said in fresh
    )
    record(
        "review.answer",
        subject=round_,
        authority=round_.authority,
        actor=person,
        outcome=str(outcome),
        contributions=[said.pk for said in fresh],
    )
    return rows


def _lock(round_: Round) -> Round:
    """The round as it is now; whoever else writes in it waits for us."""
    return Round.objects.select_for_update(no_key=True).select_related("authority").get(pk=round_.pk)


@transaction.atomic
def place(contribution: Contribution, person: User | None, uid: str) -> Placement:
    """Say which element a contribution means. The same twice is once."""
    round_ = contribution.submission.round
    if text_of(round_.version).find(uid) is None:
        raise Problem("Dieses Element gibt es in der Fassung der Runde nicht. Bitte ein anderes wählen.")
    _lock(round_)
    known = contribution.placements.last()
    if known and known.uid == uid:
        return known
    placement = Placement.objects.create(contribution=contribution, uid=uid, placed_by=person)
    record("review.place", subject=contribution, authority=round_.authority, actor=person, uid=uid)
    return placement


@transaction.atomic
def amend(
    round_: Round, person: User | None, *, changes: Iterable[change.Change], contributions: Sequence[Contribution]
) -> list[Change]:
    """Propose changes for the next version, because of these contributions. Without a change nothing is done."""
    listed = list(changes)
    if not listed:
        return []
    rows = [propose(round_.version.concept, person, made) for made in listed]
    Ground.objects.bulk_create(Ground(change=row, contribution=said) for row in rows for said in contributions)
    record(
        "review.amend",
        subject=round_,
        authority=round_.authority,
        actor=person,
        changes=len(rows),
        contributions=[said.pk for said in contributions],
    )
    return rows


@transaction.atomic
def draft(round_: Round, person: User | None) -> Conclusion:
    """End the review: refuses while one contribution has no answer; pending changes become the next version."""
    concept = Concept.objects.select_for_update(no_key=True).get(pk=round_.version.concept_id)
    if conclusion_of(round_):
        raise Problem("Die Auswertung dieser Runde ist schon abgeschlossen.")
    if phase(_lock(round_)) != "closed":
        raise Problem("Die Runde läuft noch. Abgeschlossen werden kann, wenn sie beendet ist.")
    still = unanswered(round_).count()
    if still:
        raise Problem(
            f"{still} {'Rückmeldung ist' if still == 1 else 'Rückmeldungen sind'} noch nicht beantwortet. "
            "Abgeschlossen werden kann, wenn jede eine Antwort hat."
        )
    conclusion = Conclusion.objects.create(round=round_, version=_next(concept, round_, person), concluded_by=person)
    record(
        "review.draft",
        subject=conclusion,
        authority=round_.authority,
        actor=person,
        version=conclusion.version.ordinal if conclusion.version else None,
    )
    return conclusion


def _next(concept: Concept, round_: Round, person: User | None) -> Version | None:
    """The version made of all pending changes; None where nothing changes."""
    rows, parent = list(pending(concept)), newest(concept)
    if not rows or parent is None:
        return None
    return append(concept, parent, rows, person=person, remark=f"Auswertung: {round_.title}")
