"""What is planned and what is announced."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from konzept.model import Element, Kind
from werkstatt.authorities.models import Authority
from werkstatt.conferences.models import Conference, TopicTable
from werkstatt.lib import clock
from werkstatt.participation.queries import elements_in_scope


def phase(conference: Conference, now: datetime | None = None) -> str:
    """Where it stands: "draft", "open" (for registration), "closed" (for it), "over" or "called_off"."""
    now = now or clock.now()
    if conference.called_off_at:
        return "called_off"
    if now >= conference.ends_at:
        return "over"
    if conference.announced_at is None:
        return "draft"
    return "open" if now < conference.registration_closes_at else "closed"


def conferences_of(authority: Authority) -> QuerySet[Conference]:
    """All conferences, the earliest first."""
    return Conference.objects.filter(authority=authority).select_related("authority", "round__version__concept")


def public_conferences(authority: Authority) -> QuerySet[Conference]:
    """Those that are announced; one that was called off stays, so that people learn of it."""
    return conferences_of(authority).exclude(announced_at=None)


def tables_of(conference: Conference) -> QuerySet[TopicTable]:
    """Its tables in order, with the sittings in which each is open."""
    return TopicTable.objects.filter(conference=conference).prefetch_related("sittings")


def areas_without_table(conference: Conference) -> list[Element]:
    """The areas of the round that no table talks about yet."""
    known = set(conference.tables.values_list("area_uid", flat=True))
    asked = elements_in_scope(conference.round)
    return [element for element in asked if element.kind == Kind.AREA and element.uid not in known]


def link(conference: Conference, name: str, *more: object) -> str:
    """A public address of the conference with scheme and host, for mails and calendars."""
    return conference.site.rstrip("/") + reverse(
        f"conferences:{name}", args=[conference.authority.slug, conference.slug, *more]
    )
