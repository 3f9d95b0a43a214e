"""The demo's post: letters and mails come in, some points are placed, one letter is taken over, as the office would do it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from django.utils import timezone

from konzept.feedback.passages import Passages, open_points, settle
from werkstatt.accounts.models import User
from werkstatt.inbox import actions
from werkstatt.inbox.models import Letter
from werkstatt.lib import clock
from werkstatt.participation.models import Round


def receive_post(round_: Round, person: User, story: dict[str, Any]) -> Letter:
    """One letter or mail as told."""
    day = timezone.localdate() + timedelta(days=story["days"])
    came = timezone.make_aware(datetime.combine(day, time(9, 20)))
    with clock.at(came):
        letter, _ = actions.take_letter(
            round_.authority, person, name=story["name"], content=written(story, came), round_=round_
        )
        actions.understand(letter)
        letter.refresh_from_db()
    with clock.at(came + timedelta(hours=2)):
        if story["settle"]:
            letter = actions.revise(
                letter, person, seen=letter.edits, change=lambda _, cut: placed(cut, story["settle"])
            )
        if story.get("taken"):
            actions.take_over(letter, person, seen=letter.edits)
    return letter


def written(story: dict[str, Any], came: datetime) -> bytes:
    """The file as it would have come: a mail where somebody sent it, else the text of a letter."""
    body = story["body"].strip() + "\n"
    if "sender" not in story:
        return str(body).encode()
    mail = EmailMessage()
    mail["From"], mail["To"] = story["sender"], "integration@erlenmark.example"
    mail["Subject"], mail["Date"] = story["subject"], format_datetime(came)
    mail["Message-ID"] = f"<{story['name']}@erlenmark.example>"
    mail.set_content(body)
    return mail.as_bytes()


def placed(passages: Passages, many: int) -> Passages:
    """The first points at the element that is guessed first."""
    for index in open_points(passages)[:many]:
        guesses = passages[index].guesses
        passages = settle(passages, index, guesses[0].uid if guesses else "")
    return passages
