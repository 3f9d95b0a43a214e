"""Who there is, and who is meant by a name."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from konzept import organisations as names
from werkstatt.authorities.models import Authority
from werkstatt.network.models import Body, Organisation, Spelling

LONGEST_KEY = 300


def bodies(authority: Authority) -> QuerySet[Body]:
    """All bodies, by name."""
    return Body.objects.filter(authority=authority)


def deciding_bodies(authority: Authority) -> QuerySet[Body]:
    """Those that decide on concepts (Kreistag, Kabinett)."""
    return bodies(authority).filter(decides=True)


def organisations(authority: Authority) -> QuerySet[Organisation]:
    """All organisations, by name, without those that were merged into another."""
    return Organisation.objects.filter(authority=authority, merged_into=None)


def with_spellings(authority: Authority) -> QuerySet[Organisation]:
    """All organisations, each with its spellings."""
    return organisations(authority).prefetch_related("spellings")


def find_organisation(authority: Authority, number: int) -> Organisation | None:
    """The organisation of this number, where it is listed."""
    return with_spellings(authority).filter(pk=number).first()


def spellings_of(authority: Authority) -> QuerySet[Spelling]:
    """All spellings with their organisations."""
    return Spelling.objects.filter(authority=authority).select_related("organisation")


def key_of(text: str) -> str:
    """What counts of a name, as it is stored."""
    return names.key(text)[:LONGEST_KEY]


def spelled(authority: Authority, texts: Iterable[str]) -> dict[str, Organisation]:
    """Key -> the organisation that one of these texts is a spelling of; texts nobody knows are left out."""
    wanted = {key_of(text) for text in texts}
    rows = Spelling.objects.filter(authority=authority, key__in=wanted).select_related("organisation")
    return {row.key: row.organisation for row in rows}


def meant(authority: Authority, text: str) -> Organisation | None:
    """The organisation this text is a spelling of."""
    return spelled(authority, [text]).get(key_of(text))
