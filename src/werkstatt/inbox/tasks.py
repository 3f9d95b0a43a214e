"""Long work: post is taken apart and read."""

from __future__ import annotations

from datetime import datetime

from django_tasks import task

from konzept.model import Problem
from konzept.read import mail
from werkstatt.accounts.models import User
from werkstatt.authorities.models import Authority
from werkstatt.inbox import actions
from werkstatt.lib import files
from werkstatt.participation.models import Round
from werkstatt.work.actions import progress


@task()
def open_post(
    job_id: str,
    authority_id: int,
    person_id: int | None,
    round_id: int | None,
    kept: list[tuple[str, str]],
    received_at: str,
) -> None:
    """Take each file apart, keep each mail and letter, and read it. A second run finds what is done and goes on."""
    authority = Authority.objects.get(pk=authority_id)
    person = User.objects.filter(pk=person_id).first() if person_id else None
    round_ = Round.objects.filter(pk=round_id, authority=authority).first() if round_id else None
    moment = datetime.fromisoformat(received_at) if received_at else None
    parts = [(name, part) for name, sha256 in kept for part in _parts(name, files.load(sha256))]
    new = 0
    for done, (name, content) in enumerate(parts):
        progress(job_id, done, len(parts), f"{new} neu, {done - new} schon da")
        letter, is_new = actions.take_letter(
            authority, person, name=name, content=content, round_=round_, received_at=moment
        )
        new += is_new
        actions.understand(letter, dated=moment is not None)
    progress(job_id, len(parts), len(parts), f"{new} neu, {len(parts) - new} schon da")


def _parts(name: str, content: bytes) -> list[bytes]:
    """The mails of a folder; everything else is one letter, and says itself what is wrong with it."""
    try:
        return mail.messages(content, name) if mail.is_mbox(content) else [content]
    except Problem:
        return [content]
