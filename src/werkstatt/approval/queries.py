"""Where a version stands between draft and edition."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.core import signing
from django.db.models import QuerySet
from django.utils import timezone

from konzept.model import Element
from konzept.synopsis import Row, Status, synopsis
from werkstatt.approval.models import Addressee, Coordination, Cosignature, Edition, Stance
from werkstatt.authorities.models import Authority
from werkstatt.concepts.models import Concept, Version
from werkstatt.concepts.queries import text_of
from werkstatt.lib import clock

SALT = "approval.sign"


def editions(concept: Concept) -> QuerySet[Edition]:
    """All editions, the first one first."""
    return Edition.objects.filter(concept=concept).select_related("version", "decision__body")


def current_edition(concept: Concept) -> Edition | None:
    """The edition in force."""
    return editions(concept).last()


def edition_before(version: Version) -> Edition | None:
    """The edition that this version continues."""
    return editions(version.concept).filter(version__ordinal__lt=version.ordinal).last()


def coordinations(authority: Authority) -> QuerySet[Coordination]:
    """All coordinations, newest first."""
    return Coordination.objects.filter(version__concept__authority=authority).select_related(
        "version__concept", "version__decision"
    )


@dataclass(frozen=True, slots=True)
class Vote:
    """What a body said, or that it has not: `lapsed` when the due day is past."""

    addressee: Addressee
    cosignature: Cosignature | None
    lapsed: bool

    @property
    def german(self) -> str:
        """The state in words."""
        if self.cosignature:
            return self.cosignature.get_stance_display()
        return "Frist abgelaufen" if self.lapsed else "steht aus"


def votes(coordination: Coordination, today: date | None = None) -> list[Vote]:
    """One vote for each body that is asked; its newest cosignature counts."""
    lapsed = (today or timezone.localdate(clock.now())) > coordination.due_on
    asked = coordination.addressees.select_related("body").prefetch_related("cosignatures")
    return [
        Vote(addressee, signed[-1] if (signed := list(addressee.cosignatures.all())) else None, lapsed)
        for addressee in asked
    ]


def unsettled(version: Version) -> tuple[int, int]:
    """(how many votes are missing, how many are given with a condition or dissent) in all coordinations of a version."""
    asked = Addressee.objects.filter(coordination__version=version).prefetch_related("cosignatures")
    newest = [signed[-1] if (signed := list(each.cosignatures.all())) else None for each in asked]
    reserved = {Stance.CONDITIONAL, Stance.DISSENT}
    return sum(vote is None for vote in newest), sum(bool(vote and vote.stance in reserved) for vote in newest)


def token_of(addressee: Addressee) -> str:
    """The body's own link: signed from its number, so nothing secret is stored."""
    return signing.dumps(addressee.pk, salt=SALT)


def addressee_of(token: str) -> Addressee | None:
    """Whose link it is, or None for a broken one."""
    try:
        number = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return (
        Addressee.objects.filter(pk=number)
        .select_related("body", "coordination__version__concept__authority", "coordination__version__decision")
        .first()
    )


def is_decided(version: Version) -> bool:
    """Has a body decided on this version? Then nothing about it can be said any more."""
    return hasattr(version, "decision")


def rows_since_edition(version: Version) -> tuple[Row, ...]:
    """The Synopse from the edition in force (or the first version) to this one; of the first version itself all is new."""
    before = edition_before(version)
    start = before.version if before else version.concept.versions.order_by("ordinal").first()
    new = text_of(version)
    old = text_of(start) if start and start != version else replace(new, elements=())
    return synopsis(old, new)


def dropped_without_reason(version: Version) -> list[Element]:
    """Measures of the edition before that are gone and nobody said why; they stand in the way of a decision."""
    if edition_before(version) is None:
        return []
    gone = [row for row in rows_since_edition(version) if row.status == Status.DROPPED and not row.reason]
    return [row.old for row in gone if row.old and row.old.kind == "measure"]
