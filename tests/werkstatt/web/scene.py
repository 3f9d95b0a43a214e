"""Procedures as the public site meets them: editions, drafts nobody may see, rounds, contributions with their answers."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from django.utils import timezone

from konzept.amend import amend, drop
from konzept.model import Concept
from tests import factories
from werkstatt.approval.models import Decision, Edition
from werkstatt.authorities.models import Authority
from werkstatt.concepts.models import Publication, Version
from werkstatt.network.models import Body
from werkstatt.participation.models import Contribution, Round, Submission
from werkstatt.participation.queries import receipt_code, receipt_digest
from werkstatt.review.models import Answer, Conclusion, Ground, Outcome

DRAFT = "Sprachkurse mit verlässlicher Kinderbetreuung in allen Gemeinden anbieten."
SECRET = "ENTWURFGEHEIM"
SAID = "STIMMEGEHEIM: Bitte auch am Abend."


def publish(version: Version) -> Version:
    """Everybody may read it."""
    Publication.objects.get_or_create(version=version)
    return version


def decide(version: Version, ordinal: int, slug: str, label: str) -> Edition:
    """The Kreistag has decided on it."""
    publish(version)
    authority = version.concept.authority
    body, _ = Body.objects.get_or_create(authority=authority, name="Kreistag", defaults={"decides": True})
    decision = Decision.objects.create(
        version=version, body=body, decided_on=date(2026, 3, 18), reference=f"KT {ordinal}/2026"
    )
    return Edition.objects.create(
        concept=version.concept, decision=decision, version=version, ordinal=ordinal, slug=slug, label=label
    )


def first_edition(where: Authority) -> Version:
    """The authority's first edition."""
    version = factories.version(where)
    decide(version, 0, "erstfassung", "Erstfassung 2026–2029")
    return version


def next_text(value: Concept | None = None, text: str = DRAFT) -> Concept:
    """The concept with one measure reworded."""
    return factories.reworded(value or factories.concept_value(), "meas0112", text)


def without(value: Concept, uid: str, reason: str) -> Concept:
    """The concept without an element; the appendix says why."""
    return amend(value, drop(value, uid, reason))


def next_version(parent: Version, text: str = DRAFT) -> Version:
    """A draft on top of a version: one measure reworded, nobody but the office may see it."""
    return factories.version(value=next_text(text=text), parent=parent)


def round_(version: Version, slug: str = "herbst", *, starts: int = -5, ends: int = 5) -> Round:
    """A round on a version; days from today."""
    now = timezone.now()
    return Round.objects.create(
        authority=version.concept.authority,
        version=version,
        slug=slug,
        title=f"Runde {slug}",
        introduction="Worum es geht.",
        afterwards="Der Kreistag entscheidet im Mai.",
        opens_at=now + timedelta(days=starts),
        closes_at=now + timedelta(days=ends),
    )


def say(where: Round, *uids: str, comment: str = SAID) -> str:
    """Somebody says something about these elements; their receipt code."""
    key = uuid.uuid4()
    code = receipt_code(key)
    submission = Submission.objects.create(
        round=where, channel="web", form_key=key, receipt_digest=receipt_digest(code)
    )
    for position, uid in enumerate(uids):
        Contribution.objects.create(
            submission=submission, position=position, uid=uid, verdict="adjust", comment=comment
        )
    return code


def answer_all(where: Round, outcome: str = Outcome.ADOPTED, reason: str = "Das wird so gemacht.") -> None:
    """Every contribution of the round gets this answer."""
    for contribution in Contribution.objects.filter(submission__round=where):
        Answer.objects.create(contribution=contribution, outcome=outcome, reason=reason)


def ground(version: Version, where: Round) -> None:
    """Every change of the version was made because of every contribution of the round."""
    for change in version.changes.all():
        for contribution in Contribution.objects.filter(submission__round=where):
            Ground.objects.create(change=change, contribution=contribution)


def conclude(where: Round, version: Version | None) -> Conclusion:
    """The review is over."""
    return Conclusion.objects.create(round=where, version=version)


def whole(where: Authority, voices: int = 3) -> tuple[Version, Version]:
    """First edition, a round with contributions, the second edition because of them."""
    first = first_edition(where)
    asked = round_(first, "fruehjahr", starts=-40, ends=-20)
    for _ in range(voices):
        say(asked, "meas0112")
    answer_all(asked)
    second = next_version(first)
    ground(second, asked)
    conclude(asked, second)
    decide(second, 1, "1-fortschreibung", "1. Fortschreibung 2030–2033")
    return first, second
