"""The conference as a file for calendars (RFC 5545)."""

from __future__ import annotations

from datetime import UTC
from typing import Literal
from uuid import UUID

from icalendar import Calendar, Event

from werkstatt.conferences.models import Conference
from werkstatt.conferences.queries.conferences import link
from werkstatt.lib import clock

Method = Literal["PUBLISH", "CANCEL"]


def calendar(conference: Conference, *, key: UUID | None = None, own: str = "", gone: bool = False) -> str:
    """One event. `key` = the registration whose entry it is, `own` its address; `gone` = it no longer takes place (for them).

    The UID never changes, SEQUENCE grows with each change of time or place: calendars replace the entry they have.
    """
    gone = gone or conference.called_off_at is not None
    event = Event()
    event.add("uid", str(key or conference.key))
    event.add("dtstamp", clock.now().astimezone(UTC))
    event.add("sequence", conference.sequence + int(gone and conference.called_off_at is None))
    event.add("status", "CANCELLED" if gone else "CONFIRMED")
    event.add("dtstart", conference.starts_at.astimezone(UTC))
    event.add("dtend", conference.ends_at.astimezone(UTC))
    event.add("summary", conference.title)
    event.add("location", ", ".join([conference.place, *conference.address.splitlines()[:1]]).strip(", "))
    event.add("url", own or link(conference, "conference"))
    whole = Calendar()
    whole.add("prodid", "-//Konzeptwerkstatt//DE")
    whole.add("version", "2.0")
    whole.add("method", "CANCEL" if gone else "PUBLISH")
    whole.add_component(event)
    text: bytes = whole.to_ical()
    return text.decode()
