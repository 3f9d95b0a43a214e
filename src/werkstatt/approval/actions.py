"""Deeds between draft and edition: ask, sign, decide."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, transaction
from django.urls import reverse

from konzept.model import Problem
from werkstatt.accounts.models import User
from werkstatt.approval.models import Addressee, Coordination, Cosignature, Decision, Edition, Stance
from werkstatt.approval.queries import dropped_without_reason, editions, token_of
from werkstatt.concepts.actions import publish
from werkstatt.concepts.models import Concept, Version
from werkstatt.journal.actions import record
from werkstatt.lib.words import address
from werkstatt.network.models import Body
from werkstatt.work.actions import send

VERSION = re.compile(r"fassung-\d+")
DECIDED = "Über diese Fassung ist schon beschlossen. Eine Mitzeichnung ist nicht mehr möglich."

INVITATION = """Guten Tag,

{authority} bittet {body} um Mitzeichnung: {title}.
Frist: {due:%d.%m.%Y}

Lesen und mitzeichnen ohne Anmeldung:
{address}

{message}
"""


@transaction.atomic
def open_coordination(
    version: Version, person: User | None, *, title: str, message: str, due_on: date, bodies: Iterable[Body], site: str
) -> Coordination:
    """Ask bodies to cosign a version; those with an address get their link by mail. `site` is "https://host".

    The same twice is one coordination.
    """
    asked = list(bodies)
    if _decided_meanwhile(version):
        raise Problem(DECIDED)
    for known in version.coordinations.filter(title=title, message=message, due_on=due_on):
        if set(known.addressees.values_list("body", flat=True)) == {body.pk for body in asked}:
            return known
    coordination = Coordination.objects.create(
        version=version, title=title, message=message, due_on=due_on, opened_by=person
    )
    addressees = Addressee.objects.bulk_create(Addressee(coordination=coordination, body=body) for body in asked)
    for addressee in addressees:
        if addressee.body.email:
            _invite(addressee, site)
    authority = version.concept.authority
    record(
        "approval.open_coordination", subject=coordination, authority=authority, actor=person, bodies=len(addressees)
    )
    return coordination


def _decided_meanwhile(version: Version) -> bool:
    """Asked while nobody else can decide: whoever wants to waits for us."""
    Concept.objects.select_for_update(no_key=True).get(pk=version.concept_id)
    return Decision.objects.filter(version=version).exists()


def _invite(addressee: Addressee, site: str) -> None:
    coordination = addressee.coordination
    send(
        addressee.body.email,
        f"Bitte um Mitzeichnung: {coordination.title}"[:200],
        INVITATION.format(
            authority=coordination.version.concept.authority.name,
            body=addressee.body.name,
            title=coordination.title,
            due=coordination.due_on,
            address=site + reverse("approval:sign", args=[token_of(addressee)]),
            message=coordination.message,
        ),
    )


@transaction.atomic
def sign(
    addressee: Addressee, *, stance: str, reason: str = "", uid: str = "", person: User | None = None
) -> Cosignature:
    """A body signs, signs with a condition, dissents or is not concerned. It may change its mind until the decision; the same twice is once."""
    version = addressee.coordination.version
    if _decided_meanwhile(version):
        raise Problem(DECIDED)
    if stance in {Stance.CONDITIONAL, Stance.DISSENT} and not reason.strip():
        raise Problem("Eine Maßgabe oder ein Dissens braucht eine Begründung. Bitte das Feld „Begründung“ ausfüllen.")
    known = addressee.cosignatures.last()
    if known and (known.stance, known.reason, known.uid) == (stance, reason.strip(), uid):
        return known
    cosignature = Cosignature.objects.create(
        addressee=addressee, stance=stance, reason=reason.strip(), uid=uid, entered_by=person
    )
    record("approval.sign", subject=cosignature, authority=version.concept.authority, actor=person, stance=str(stance))
    return cosignature


@transaction.atomic
def decide(
    version: Version, person: User | None, *, body: Body, decided_on: date, reference: str, label: str, remark: str = ""
) -> Edition:
    """A body has decided: the version becomes the next edition, public, for ever."""
    if _decided_meanwhile(version):
        raise Problem(f"Über {version} ist schon beschlossen.")
    missing = dropped_without_reason(version)
    if missing:
        names = ", ".join(f"„{(element.title or element.text or '')[:60]}“" for element in missing)
        raise Problem(f"Diese entfallenen Maßnahmen haben keine Begründung: {names}. Bitte zuerst begründen.")
    before = editions(version.concept).last()
    if before and before.version.ordinal > version.ordinal:
        raise Problem(f"{before.label} ist jünger als {version}. Bitte die neueste Fassung beschließen.")
    decision = Decision(
        version=version, body=body, decided_on=decided_on, reference=reference, remark=remark, entered_by=person
    )
    edition = _edition(decision, label, before.ordinal + 1 if before else 0)
    publish(version, person)
    record(
        "approval.decide",
        subject=edition,
        authority=version.concept.authority,
        actor=person,
        ordinal=edition.ordinal,
        decided_on=decided_on.isoformat(),
    )
    return edition


def _slug(label: str, ordinal: int) -> str:
    """„Fassung 3“ is the address of a version, edition or not."""
    wanted = address(label, 60)
    return f"ausgabe-{ordinal}" if not wanted or VERSION.fullmatch(wanted) else wanted


def _edition(decision: Decision, label: str, ordinal: int) -> Edition:
    version = decision.version
    try:
        with transaction.atomic():
            decision.save(force_insert=True)
            return Edition.objects.create(
                concept=version.concept,
                decision=decision,
                version=version,
                ordinal=ordinal,
                slug=_slug(label, ordinal),
                label=label,
            )
    except IntegrityError as error:
        raise Problem(
            f"„{label}“ gibt es schon, oder jemand hat den Beschluss gerade eingetragen. Bitte die Seite neu laden."
        ) from error
