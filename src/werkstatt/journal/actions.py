"""The one way into the journal."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models, transaction

from werkstatt.journal.models import Entry, Head
from werkstatt.journal.queries import digest_of
from werkstatt.lib import clock


@transaction.atomic(savepoint=False)
def record(
    deed: str,
    *,
    subject: models.Model,
    authority: models.Model | None = None,
    actor: models.Model | AnonymousUser | None = None,
    **facts: Any,
) -> Entry:
    """Write one entry, within the transaction of the deed itself.

    `deed` is "app.verb"; `facts` are numbers, kinds and dates, never what a person said or is called.
    """
    head, _ = Head.objects.select_for_update(no_key=True).get_or_create(pk=1)
    entry = Entry(
        position=head.position + 1,
        at=clock.now(),
        authority_id=authority.pk if authority else None,
        actor_id=actor.pk if actor else None,
        deed=deed,
        subject=f"{subject._meta.label_lower}:{subject.pk}",
        facts=facts,
        previous=head.digest,
    )
    entry.digest = digest_of(entry)
    entry.save(force_insert=True)
    head.position, head.digest = entry.position, entry.digest
    head.save()
    return entry
