"""A person says which organisation a name means, or that it means none in particular; and takes it back."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID, uuid4

from django.db import transaction

from werkstatt.accounts.models import User
from werkstatt.authorities.models import Authority
from werkstatt.concepts.models import Concept, Naming
from werkstatt.concepts.queries.namings import namings_of
from werkstatt.journal.actions import record
from werkstatt.lib import clock
from werkstatt.network import actions as network
from werkstatt.network.queries import key_of, meant, spelled


@transaction.atomic
def name(
    concept: Concept,
    person: User | None,
    names: Iterable[str],
    *,
    called: str,
    short: str = "",
    act: UUID | None = None,
) -> Naming | None:
    """These names mean the organisation of this name: a known one, or a new one. Names already decided stay as they are; None where all are.

    Problem where the short name belongs to another organisation.
    """
    fresh = _undecided(concept, names)
    if not fresh:
        return None
    organisation = meant(concept.authority, called)
    if organisation:
        added = network.add_spellings(organisation, person, fresh)
    else:
        organisation = network.add_organisation(concept.authority, person, name=called, short=short, spellings=fresh)
        added = [*filter(None, (called, short)), *fresh]
    naming = Naming.objects.create(
        concept=concept, names=fresh, organisation=organisation, spellings=added, act=act or uuid4(), named_by=person
    )
    record("concepts.name", subject=naming, authority=concept.authority, actor=person, names=len(fresh))
    return naming


@transaction.atomic
def name_nobody(
    concept: Concept, person: User | None, names: Iterable[str], *, act: UUID | None = None
) -> Naming | None:
    """These names mean no organisation in particular. Names already decided stay as they are; None where all are."""
    fresh = _undecided(concept, names)
    if not fresh:
        return None
    naming = Naming.objects.create(concept=concept, names=fresh, nobody=True, act=act or uuid4(), named_by=person)
    record("concepts.name_nobody", subject=naming, authority=concept.authority, actor=person, names=len(fresh))
    return naming


@transaction.atomic
def unname(naming: Naming, person: User | None) -> None:
    """It was not so: the names are open again, and an organisation that entered the network by them alone leaves it. Twice is once.

    Problem where the organisation has got other spellings since, and would lose its name.
    """
    authority = naming.concept.authority
    _lock(authority)
    held = namings_of(authority).filter(pk=naming.pk).first()
    if held is None:
        return
    owners = spelled(authority, held.spellings)
    for owner in dict.fromkeys(owners.values()):
        network.drop_spellings(owner, person, [text for text in held.spellings if owners.get(key_of(text)) == owner])
    Naming.objects.filter(pk=held.pk).update(withdrawn_by=person, withdrawn_at=clock.now())
    record("concepts.unname", subject=held, authority=authority, actor=person, names=len(held.names))


def _lock(authority: Authority) -> None:
    """One after the other: what a name means is said once."""
    Authority.objects.select_for_update(no_key=True).get(pk=authority.pk)


def _undecided(concept: Concept, names: Iterable[str]) -> list[str]:
    """Those of the names nobody has decided on; from here on nobody else does."""
    _lock(concept.authority)
    wanted = list(dict.fromkeys(names))
    settled = {*spelled(concept.authority, wanted)}
    settled |= {key_of(text) for each in namings_of(concept.authority).filter(nobody=True) for text in each.names}
    return [each for each in wanted if key_of(each) not in settled]
