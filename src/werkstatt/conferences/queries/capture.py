"""What is written down at a table: by which link, about what, and what of it counts."""

from __future__ import annotations

import base64
import hashlib
import hmac
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils.translation import get_language, gettext_lazy

from konzept.change import name_in
from konzept.model import Element, Kind
from konzept.suggestion import Choice
from werkstatt.concepts.queries import text_of
from werkstatt.conferences.models import Conference, TableLink, TopicTable
from werkstatt.conferences.queries.conferences import tables_of
from werkstatt.conferences.queries.registrations import token_digest
from werkstatt.lib import clock
from werkstatt.lib.languages import SOURCE
from werkstatt.participation.models import Contribution
from werkstatt.participation.queries import choices_of, contributions, elements_in_scope, labels, question_for, shown
from werkstatt.participation.queries.contributions import NEWEST_WORD

WHOLE = gettext_lazy("Zum ganzen Thema")


def token_of_link(link: TableLink) -> str:
    """What stands in the link: 100 bits that only this installation can make from the key."""
    mac = hmac.digest(settings.SECRET_KEY.encode(), b"table" + link.key.bytes, hashlib.sha256)
    return base64.b32encode(mac)[:20].decode().lower()


def link_of(conference: Conference, token: str, now: datetime | None = None) -> TableLink | None:
    """Which table it opens; nothing once the link is closed, or settings.CAPTURE_DAYS after the conference."""
    if (now or clock.now()) > conference.ends_at + timedelta(days=settings.CAPTURE_DAYS):
        return None
    found = TableLink.objects.filter(table__conference=conference, token_digest=token_digest(token), closed_at=None)
    return found.select_related("table", "issued_by").first()


def open_links(conference: Conference) -> dict[int, TableLink]:
    """Table -> its open link."""
    return {link.table_id: link for link in TableLink.objects.filter(table__conference=conference, closed_at=None)}


def remark_counts(conference: Conference) -> dict[int, int]:
    """Table -> how many remarks count."""
    written = contributions(conference.round).filter(submission__remark__table__conference=conference).order_by()
    return dict(written.values_list("submission__remark__table").annotate(Count("pk")))


def tables_with_links(conference: Conference) -> list[tuple[TopicTable, str, int]]:
    """Each table with the token of its open link ("" = none) and how many remarks it has. A constant number of queries."""
    links, counts = open_links(conference), remark_counts(conference)
    return [
        (table, token_of_link(links[table.pk]) if table.pk in links else "", counts.get(table.pk, 0))
        for table in tables_of(conference)
    ]


def asked_at(table: TopicTable) -> tuple[Choice, ...]:
    """The questions of the round as choices."""
    return choices_of(table.conference.round, get_language() or SOURCE)


def elements_at(table: TopicTable) -> list[Element]:
    """What the table talks about beside the whole: goals and measures of its area; of all areas where the topic is its own."""
    asked = elements_in_scope(table.conference.round)
    if not table.area_uid:
        return [element for element in asked if element.kind != Kind.AREA]
    area = text_of(table.conference.round.version).find(table.area_uid)
    below = {element.uid for element in area.walk()} if area else set()
    return [element for element in asked if element.uid in below and element.kind != Kind.AREA]


def places_at(table: TopicTable) -> list[tuple[str, str]]:
    """(uid, name) of what can be chosen; "" is the whole topic."""
    listed = elements_at(table)
    names, concept = labels(listed), text_of(table.conference.round.version)
    told = [(element.uid, _told(names[element.uid], name_in(concept, element.uid))) for element in listed]
    return [("", str(WHOLE)), *told]


def _told(label: str, name: str) -> str:
    """With the goal where measures are counted anew under each: „Maßnahme 1 (Ziel 1.1): …“."""
    own = name.partition(" (")[0]
    return label.replace(own, name, 1) if "(" in name and label.startswith(own) else label


@dataclass(frozen=True, slots=True)
class Written:
    """One remark as it may be read at the table and on the wall."""

    key: uuid.UUID
    pk: int
    uid: str
    place: str
    choice: str
    question: str
    text: str
    proposal: str
    responsible: str
    at: datetime


def at_table(table: TopicTable) -> QuerySet[Contribution]:
    """The remarks of the table that count, the newest first."""
    counting = contributions(table.conference.round).filter(submission__remark__table=table)
    return counting.order_by("-submission__received_at", "-pk")


def on_the_wall(table: TopicTable) -> QuerySet[Contribution]:
    """What of it everybody in the room may see: all but what the office held back."""
    told = at_table(table).annotate(published=NEWEST_WORD)
    return told.filter(Q(published=None) | Q(published=True))


def remarks_of(table: TopicTable, rows: Iterable[Contribution]) -> list[Written]:
    """Remarks of the table as they may be read, with redactions. A constant number of queries."""
    places, asked = dict(places_at(table)), asked_at(table)
    told = []
    for each in shown(rows):
        row = each.contribution
        uid = row.uid if row.uid in places else ""
        choice = next((one for one in asked if _answered(one, row)), None)
        told.append(
            Written(
                key=row.submission.form_key,
                pk=row.pk,
                uid=uid,
                place=places[uid],
                choice=choice.key if choice else "",
                question=question_for(choice) if choice else row.question,
                text=each.comment,
                proposal=each.proposal,
                responsible=each.responsible,
                at=row.submission.received_at,
            )
        )
    return told


def _answered(choice: Choice, row: Contribution) -> bool:
    return (
        choice.verdict.value == row.verdict if choice.verdict else choice.question == row.question and not row.verdict
    )
