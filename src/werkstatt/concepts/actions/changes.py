"""Changes are proposed for the next version, and withdrawn."""

from __future__ import annotations

from django.db import transaction

from konzept import change
from konzept.amend import amend
from konzept.model import Problem
from werkstatt.accounts.models import User
from werkstatt.concepts import queries
from werkstatt.concepts.actions.versions import _row
from werkstatt.concepts.models import Change, Concept, Version
from werkstatt.journal.actions import record


@transaction.atomic
def propose(concept: Concept, person: User | None, made: change.Change) -> Change:
    """Keep a change for the next version. Problem where it fits neither the newest wording nor what is pending."""
    Concept.objects.select_for_update(no_key=True).get(pk=concept.pk)
    version, rows = queries.newest(concept), list(queries.pending(concept))
    if version is None:
        raise Problem("Es gibt noch kein Konzept, das man ändern könnte; bitte laden Sie zuerst eines hoch.")
    _fit(version, rows, made)
    row = _row(concept, made, person)
    row.position = max((each.position for each in rows), default=-1) + 1
    row.save()
    record("concepts.propose", subject=row, authority=concept.authority, actor=person, uid=row.uid)
    return row


def _fit(version: Version, rows: list[Change], made: change.Change) -> None:
    """Problem where the change fits no more. One pass while all that is pending fits, as it mostly does: a hundred are usual."""
    try:
        amend(queries.text_of(version), [*(change.from_json(row.body) for row in rows), made])
    except Problem:
        amend(queries.drafted(version, rows).text, (made,))


@transaction.atomic
def withdraw(row: Change, person: User | None) -> None:
    """Take a pending change back. Problem where a later one builds on it, or where a version has it."""
    concept = Concept.objects.select_for_update(no_key=True).get(pk=row.concept_id)
    rows = list(queries.pending(concept))
    if row not in rows:
        raise Problem(
            "Diese Änderung gehört schon zu einer Fassung oder ist zurückgenommen; bitte laden Sie die Seite neu."
        )
    version = queries.newest(concept)
    if version is not None:
        before = {each.row.pk for each in queries.drafted(version, rows).proposed if each.problem}
        after = queries.drafted(version, [each for each in rows if each != row]).proposed
        stuck = next((each for each in after if each.problem and each.row.pk not in before), None)
        if stuck:
            raise Problem(
                f"Darauf baut eine spätere Änderung auf; bitte nehmen Sie zuerst diese zurück: {stuck.sentence}."
            )
    record("concepts.withdraw", subject=row, authority=concept.authority, actor=person, uid=row.uid)
    row.delete()
