"""The demo's conferences: planned, announced, people come and are seated, each through the deed a person would have done."""

from __future__ import annotations

import uuid
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from werkstatt.accounts.models import User
from werkstatt.conferences import actions
from werkstatt.conferences.forms.office import hours_of
from werkstatt.conferences.models import Conference, TopicTable
from werkstatt.lib import clock
from werkstatt.participation.models import Round

NAMES = uuid.UUID("0d2b6f61-6a53-4f0c-9d0c-6a3a9f2b7c55")  # the links of registrations stay the same, too
WORDS = ("address", "programme", "accessibility", "interpreters")


def meet(round_: Round, person: User, story: dict[str, Any], site: str) -> Conference:
    """One conference as told."""
    day = timezone.localdate() + timedelta(days=story["days"])
    starts, ends = (timezone.make_aware(datetime.combine(day, time(story[hour]))) for hour in ("starts", "ends"))
    with clock.at(round_.opens_at):
        conference = actions.plan(
            round_,
            person,
            title=story["title"],
            place=story["place"],
            starts_at=starts,
            ends_at=ends,
            capacity=story["capacity"],
            registration_closes_at=starts - timedelta(days=3),
            sittings=[hours_of(line) for line in story["sittings"]],
            **{name: story[name].strip() for name in WORDS},
        )
        tables = lay(conference, person, story)
        if story["announced"]:
            actions.announce(conference, person, site=site)
    come(conference, tables, story["guests"])
    if story["guests"]:
        actions.assign(conference, person)
    return conference


def lay(conference: Conference, person: User, story: dict[str, Any]) -> list[TopicTable]:
    """A table for each area with its moderator, and one with a topic of its own."""
    tables = actions.lay_tables(conference, person)
    for table, moderator in zip(tables, story["moderators"], strict=False):
        actions.change_table(
            table, person, topic=table.topic, seats=table.seats, area_uid=table.area_uid, moderator=moderator
        )
    if "own_table" in story:
        tables.append(actions.add_table(conference, person, topic=story["own_table"], seats=tables[0].seats))
    return tables


def come(conference: Conference, tables: list[TopicTable], guests: list[dict[str, Any]]) -> None:
    """People register, some each day since the round began."""
    days = max(1, (clock.now() - conference.round.opens_at).days)
    for number, guest in enumerate(guests):
        with clock.at(conference.round.opens_at + timedelta(hours=1 + 24 * days * number / len(guests))):
            actions.register(
                conference,
                form_key=uuid.uuid5(NAMES, f"{conference.title}/{number}"),
                name=guest["name"],
                organisation=guest["organisation"],
                email=guest.get("email", ""),
                needs=guest.get("needs", ""),
                wishes=[tables[wish - 1].pk for wish in guest["wishes"]],
            )
