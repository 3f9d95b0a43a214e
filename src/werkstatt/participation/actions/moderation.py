"""A person lets contributions be read outside, holds them back, or blackens what names somebody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from konzept.model import Problem
from werkstatt.accounts.models import User
from werkstatt.journal.actions import record
from werkstatt.participation.actions.rounds import locked
from werkstatt.participation.models import PARTS, Contribution, ContributionTranslation, Moderation, Redaction, Round
from werkstatt.participation.queries import shown, translations_of, words_on


@transaction.atomic
def moderate(
    round_: Round, contributions: Sequence[Contribution], person: User | None, *, published: bool, reason: str = ""
) -> int:
    """Let contributions be read outside or hold them back; gives how many that changes. The same twice is once."""
    if not contributions:
        raise Problem("Es ist keine Rückmeldung ausgewählt. Bitte mindestens eine ankreuzen.")
    locked(round_)
    known = words_on(contributions)
    fresh = [said for said in contributions if known.get(said.pk) is not published]
    if fresh:
        Moderation.objects.bulk_create(
            Moderation(contribution=said, published=published, reason=reason.strip(), moderated_by=person)
            for said in fresh
        )
        record(
            "participation.moderate",
            subject=round_,
            authority=round_.authority,
            actor=person,
            published=published,
            contributions=[said.pk for said in fresh],
        )
    return len(fresh)


@transaction.atomic
def redact(contribution: Contribution, person: User | None, wording: Mapping[str, str]) -> list[str]:
    """How parts of a contribution are read outside from now on; gives the parts that this changes. What was said stays."""
    round_ = contribution.submission.round
    locked(round_)
    [now] = shown([contribution])
    known = {part for part, _ in PARTS}
    changed = [part for part, text in wording.items() if part in known and text.strip() != getattr(now, part).strip()]
    if changed:
        Redaction.objects.bulk_create(
            Redaction(contribution=contribution, part=part, text=wording[part].strip(), redacted_by=person)
            for part in changed
        )
        record("participation.redact", subject=contribution, authority=round_.authority, actor=person, parts=changed)
    return changed


@transaction.atomic
def put_beside(contribution: Contribution, person: User | None, wording: Mapping[str, str]) -> list[str]:
    """What parts of a contribution say in German; gives the parts that this changes. The original stays, no words take it back."""
    round_ = contribution.submission.round
    locked(round_)
    now = translations_of([contribution]).get(contribution.pk, {})
    known = {part: each.words for part, each in now.items() if each.source == getattr(contribution, part)}
    parts = [part for part, _ in PARTS if getattr(contribution, part) and part in wording]
    changed = [part for part in parts if wording[part].strip() != known.get(part, "")]
    if changed:
        ContributionTranslation.objects.bulk_create(
            ContributionTranslation(
                contribution=contribution,
                part=part,
                source=getattr(contribution, part),
                words=wording[part].strip(),
                entered_by=person,
            )
            for part in changed
        )
        record(
            "participation.put_beside", subject=contribution, authority=round_.authority, actor=person, parts=changed
        )
    return changed
