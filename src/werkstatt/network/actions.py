"""Organisations and bodies enter the list; organisations get other names and more spellings, and two become one."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import IntegrityError, transaction

from konzept.model import Problem
from werkstatt.accounts.models import User
from werkstatt.authorities.models import Authority
from werkstatt.journal.actions import record
from werkstatt.network.models import Body, Organisation, Spelling
from werkstatt.network.queries import key_of, meant, organisations, spelled

THERE = "„{}“ steht schon in der Liste. Bitte einen anderen Namen wählen."


@transaction.atomic
def add_body(authority: Authority, person: User | None, *, name: str, decides: bool = False, email: str = "") -> Body:
    """Add a body. Problem where its name is in the list already."""
    try:
        with transaction.atomic():
            body = Body.objects.create(authority=authority, name=name, decides=decides, email=email)
    except IntegrityError as error:
        raise Problem(THERE.format(name)) from error
    record("network.add_body", subject=body, authority=authority, actor=person, decides=decides)
    return body


@transaction.atomic
def add_organisation(
    authority: Authority, person: User | None, *, name: str, short: str = "", spellings: Iterable[str] = ()
) -> Organisation:
    """Add an organisation with all its spellings. Problem where one of them is in the list already."""
    _lock(authority)
    texts = [name, short, *spellings]
    _refuse_taken(authority, texts)
    organisation = Organisation.objects.create(authority=authority, name=name, short=short)
    _spell(organisation, person, texts)
    record("network.add_organisation", subject=organisation, authority=authority, actor=person)
    return organisation


@transaction.atomic
def add_spellings(organisation: Organisation, person: User | None, texts: Iterable[str]) -> list[str]:
    """More ways to write it; the texts that are new. Twice is once. Problem where one belongs to another organisation."""
    _lock(organisation.authority)
    wanted = [*texts]
    _refuse_taken(organisation.authority, wanted, but=_listed(organisation))
    added = _spell(organisation, person, wanted)
    if added:
        authority = organisation.authority
        record("network.add_spellings", subject=organisation, authority=authority, actor=person, count=len(added))
    return added


@transaction.atomic
def rename(organisation: Organisation, person: User | None, *, name: str, short: str = "") -> Organisation:
    """Another name; the old one stays a spelling. Problem where the new one belongs to another organisation."""
    _lock(organisation.authority)
    held = _listed(organisation)
    _refuse_taken(held.authority, [name, short], but=held)
    if (held.name, held.short) == (name, short):
        return held
    held.name, held.short = name, short
    held.save(update_fields=["name", "short"])
    for text in filter(None, (name, short)):  # the same letters may now be written otherwise
        held.spellings.filter(key=key_of(text)).update(text=text)
    _spell(held, person, [name, short])
    record("network.rename", subject=held, authority=held.authority, actor=person)
    return held


@transaction.atomic
def merge(gone: Organisation, kept: Organisation, person: User | None) -> Organisation:
    """Two were one: `kept` takes over all spellings; `gone` is listed no more. Merged twice is merged once."""
    _lock(kept.authority)
    gone.refresh_from_db()
    if gone.merged_into_id == kept.pk:
        return kept
    if gone.pk == kept.pk:
        raise Problem("Eine Organisation lässt sich nicht mit sich selbst zusammenlegen; bitte wählen Sie eine andere.")
    gone, kept = _listed(gone), _listed(kept)
    moved = gone.spellings.update(organisation=kept)
    gone.merged_into = kept
    gone.save(update_fields=["merged_into"])
    record("network.merge", subject=kept, authority=kept.authority, actor=person, gone=gone.pk, spellings=moved)
    return kept


@transaction.atomic
def drop_spellings(organisation: Organisation, person: User | None, texts: Iterable[str]) -> None:
    """These are no spellings of it after all. Where none is left, the organisation goes too: nothing speaks of it any more.

    Problem where its name or short name would go and others stay.
    """
    _lock(organisation.authority)
    keys = {key_of(text) for text in texts}
    rows = Spelling.objects.filter(organisation=organisation, key__in=keys)
    left = Spelling.objects.filter(organisation=organisation).exclude(key__in=keys)
    count, remains = rows.count(), left.exists()
    if count == 0:
        return
    named = sorted({organisation.name, organisation.short} - {""})
    if remains and any(key_of(name) in keys for name in named):
        raise Problem(f"So heißt „{organisation.name}“; bitte geben Sie der Organisation zuerst einen anderen Namen.")
    record("network.drop_spellings", subject=organisation, authority=organisation.authority, actor=person, count=count)
    rows.delete()
    if not remains:
        Organisation.objects.filter(pk=organisation.pk).delete()


def _lock(authority: Authority) -> None:
    """One after the other: which organisation a spelling belongs to is decided once."""
    Authority.objects.select_for_update(no_key=True).get(pk=authority.pk)


def _listed(organisation: Organisation) -> Organisation:
    found = organisations(organisation.authority).filter(pk=organisation.pk).first()
    if found is None:
        raise Problem("Diese Organisation steht nicht mehr in der Liste; bitte laden Sie die Seite neu.")
    return found


def _refuse_taken(authority: Authority, texts: Iterable[str], but: Organisation | None = None) -> None:
    """Problem where one of the texts is a spelling of an organisation other than `but`."""
    for text in filter(None, texts):
        owner = meant(authority, text) or organisations(authority).filter(name=text).first()
        if owner and owner != but:
            as_what = "" if key_of(owner.name) == key_of(text) else f", als Schreibweise von „{owner.name}“"
            raise Problem(f"„{text}“ steht schon in der Liste{as_what}. Bitte einen anderen Namen wählen.")


def _spell(organisation: Organisation, person: User | None, texts: Iterable[str]) -> list[str]:
    """The texts that became spellings; those that are some already are left out."""
    fresh = {key_of(text): text for text in reversed([*filter(None, texts)])}
    known = spelled(organisation.authority, fresh.values())
    rows = [
        Spelling(authority=organisation.authority, organisation=organisation, text=text, key=key, added_by=person)
        for key, text in reversed(fresh.items())
        if key not in known
    ]
    Spelling.objects.bulk_create(rows)
    return [row.text for row in rows]
