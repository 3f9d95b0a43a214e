"""What is said at a table is written down, corrected and struck, by whoever has the table's link."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from konzept.model import Problem
from konzept.suggestion import Suggestion, Verdict
from werkstatt.accounts.models import User
from werkstatt.conferences.actions.registrations import _locked
from werkstatt.conferences.models import Conference, Remark, TableLink, TopicTable
from werkstatt.conferences.queries import token_digest
from werkstatt.conferences.queries.capture import asked_at, elements_at, open_links, token_of_link
from werkstatt.journal.actions import record
from werkstatt.lib import clock
from werkstatt.lib.languages import SOURCE
from werkstatt.participation.actions import receive, withdraw
from werkstatt.participation.actions.rounds import locked
from werkstatt.participation.models import LONGEST, Channel, Submission
from werkstatt.participation.queries import counts


@dataclass(frozen=True, slots=True)
class Note:
    """What was typed: about which element ("" = the whole topic), to which question (a choice's key), in which words."""

    uid: str
    choice: str
    text: str
    proposal: str = ""
    responsible: str = ""


@transaction.atomic
def issue_links(conference: Conference, person: User | None) -> int:
    """Each table that has none gets a link; how many. Twice is once."""
    held = _locked(conference)
    known = open_links(held)
    fresh = [TableLink(table=table, issued_by=person) for table in held.tables.all() if table.pk not in known]
    for link in fresh:
        link.token_digest = token_digest(token_of_link(link))
    TableLink.objects.bulk_create(fresh)
    record("conferences.issue_links", subject=held, authority=held.authority, actor=person, links=len(fresh))
    return len(fresh)


@transaction.atomic
def close_link(table: TopicTable, person: User | None) -> None:
    """The link opens nothing any more; a new one can be issued. Twice is once."""
    # journal: recorded where something changes
    conference = _locked(table.conference)
    if TableLink.objects.filter(table=table, closed_at=None).update(closed_at=clock.now()):
        record("conferences.close_link", subject=table, authority=conference.authority, actor=person)


def _suggestion(table: TopicTable, note: Note) -> Suggestion:
    """The note as participation knows it. Problem: what cannot be kept, with the reason."""
    if not (note.text.strip() or note.proposal.strip()):
        raise Problem(_("Es steht noch nichts da. Bitte schreiben Sie auf, was gesagt wurde."))
    if max(len(part) for part in (note.text, note.proposal, note.responsible)) > LONGEST:
        raise Problem(
            _("Das ist zu lang: Höchstens %(most)s Zeichen je Feld. Bitte teilen Sie es auf.") % {"most": LONGEST}
        )
    if note.uid and note.uid not in {element.uid for element in elements_at(table)}:
        raise Problem(_("Diese Stelle gibt es an Ihrem Tisch nicht. Bitte wählen Sie eine aus der Liste."))
    choice = next((each for each in asked_at(table) if each.key == note.choice), None)
    verdict = choice.verdict if choice else None
    fresh = not note.uid and verdict is Verdict.NEW
    return Suggestion(
        uid=note.uid or ("" if fresh else table.area_uid) or None,
        area=table.area_uid or None,
        verdict=verdict,
        question=choice.question if choice and not verdict else "",
        comment=note.text.strip(),
        proposal=note.proposal.strip(),
        responsible=note.responsible.strip(),
    )


@transaction.atomic
def write_down(
    link: TableLink, note: Note, *, key: uuid.UUID, replaces: uuid.UUID | None = None, language: str = SOURCE
) -> Submission:
    """Keep a remark; the same key twice is once. `replaces` = the key of the wording it corrects.

    Nothing is lost: where that wording was corrected or struck by another tablet meanwhile, this one stands beside it.
    Problem: what cannot be kept, with the reason.
    """
    # journal: `receive` writes the entry
    table = TopicTable.objects.select_related("conference__round__version").get(pk=link.table_id)
    locked(table.conference.round)
    known = Submission.objects.filter(form_key=key, remark__table=table).first()
    if known:
        return known
    if Submission.objects.filter(form_key=key).exists():
        raise Problem(_("Diese Kennung ist schon vergeben. Bitte laden Sie die Seite neu."))
    earlier = _written(table, replaces) if replaces else None
    if earlier and (_answered(earlier) or not counts(earlier)):
        earlier = None
    submission, _code = receive(
        table.conference.round,
        [_suggestion(table, note)],
        channel=Channel.CONFERENCE,
        form_key=key,
        person=link.issued_by,
        replaces=earlier,
        language=language,
    )
    Remark.objects.create(table=table, submission=submission)
    return submission


def _written(table: TopicTable, key: uuid.UUID) -> Submission | None:
    return Submission.objects.select_related("round", "replaces").filter(form_key=key, remark__table=table).first()


def _answered(submission: Submission) -> bool:
    return bool(import_string(settings.ANSWERED)([submission]))


@transaction.atomic
def strike(link: TableLink, key: uuid.UUID) -> bool:
    """A remark counts no more, with the wordings it replaced. Twice is once; False: there is no such remark.

    Problem: it is answered already.
    """
    # journal: `withdraw` writes the entry
    table = TopicTable.objects.get(pk=link.table_id)
    submission = _written(table, key)
    if submission is None:
        return False
    if _answered(submission):
        raise Problem(_("Diese Wortmeldung ist schon beantwortet und bleibt stehen."))
    while submission is not None and counts(submission):
        withdraw(submission, link.issued_by)
        submission = submission.replaces
    return True
