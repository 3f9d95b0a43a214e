"""Something is entered for somebody who wrote on paper or called, and taken back when it was a mistake."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from konzept.model import Problem
from konzept.suggestion import Suggestion
from werkstatt.accounts.models import User
from werkstatt.lib import files
from werkstatt.participation import actions as participation
from werkstatt.participation.models import Channel, Round, Submission


def enter(
    round_: Round,
    person: User,
    suggestions: Iterable[Suggestion],
    *,
    channel: Channel,
    form_key: uuid.UUID,
    organisation: str = "",
    received_at: datetime | None = None,
    attached: Sequence[tuple[str, bytes]] = (),
) -> tuple[Submission, str]:
    """Receive on behalf of somebody, with the paper's scan; gives the submission and its receipt code. Twice is once.

    Files lie whole on the disk before the transaction begins.
    """
    # journal: `receive` writes the entry, with the channel and who entered it
    kept = [(name, files.keep(content), len(content)) for name, content in attached]
    with transaction.atomic():
        submission, code = participation.receive(
            round_,
            suggestions,
            channel=channel,
            form_key=form_key,
            organisation=organisation,
            person=person,
            received_at=received_at,
        )
        participation.attach(submission, kept)
    return submission, code


@transaction.atomic
def take_entry_back(submission: Submission, person: User) -> None:
    """What was entered by mistake counts no more, as long as nothing of it is answered. Twice is once."""
    # journal: `withdraw` writes the entry
    if import_string(settings.ANSWERED)([submission]):
        raise Problem("Davon ist schon etwas beantwortet. Es lässt sich deshalb nicht mehr zurücknehmen.")
    participation.withdraw(submission, person)
