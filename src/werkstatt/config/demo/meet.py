"""The demo's conferences: planned, announced, people come and are seated, each through the deed a person would have done."""

from __future__ import annotations

import uuid
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from konzept.model import Kind
from werkstatt.accounts.models import User
from werkstatt.conferences import actions
from werkstatt.conferences.actions.capture import Note, issue_links, write_down
from werkstatt.conferences.forms.office import hours_of
from werkstatt.conferences.models import Conference, TopicTable
from werkstatt.conferences.queries.capture import elements_at, open_links
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
        with clock.at(min(clock.now(), starts)):
            actions.assign(conference, person)
    if "remarks" in story:
        capture(conference, person, tables, story["remarks"])
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
    """People register, some each day since the round began and before registration ends."""
    until = min(clock.now(), conference.registration_closes_at)
    days = max(1, (until - conference.round.opens_at).days)
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


def capture(conference: Conference, person: User, tables: list[TopicTable], remarks: list[dict[str, Any]]) -> None:
    """What was said is written down at each table, one remark after the other."""
    with clock.at(conference.starts_at - timedelta(hours=1)):
        issue_links(conference, person)
    links = open_links(conference)
    for number, remark in enumerate(remarks):
        table = tables[remark["table"] - 1]
        measures = [each for each in elements_at(table) if each.kind is Kind.MEASURE]
        uid = measures[remark["measure"] - 1].uid if "measure" in remark else ""
        with clock.at(conference.starts_at + timedelta(minutes=40 + 6 * number)):
            key = uuid.uuid5(NAMES, f"{conference.title}/gesagt/{number}")
            write_down(links[table.pk], Note(uid, remark["verdict"], remark["text"]), key=key)
