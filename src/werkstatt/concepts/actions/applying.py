"""What was checked becomes a version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction

from konzept import change
from konzept.diff import diff
from konzept.model import Concept as Text
from konzept.model import DroppedMeasure, Kind, Problem
from werkstatt.accounts.models import User
from werkstatt.authorities.models import Authority
from werkstatt.concepts import queries
from werkstatt.concepts.actions.checking import _held
from werkstatt.concepts.actions.versions import _append, _publish, _seal
from werkstatt.concepts.models import Concept, Import, ImportState, Version
from werkstatt.journal.actions import record


@transaction.atomic
def apply(
    import_: Import, person: User | None, *, publish: bool = False, reasons: Mapping[str, str] | None = None
) -> Version:
    """Übernehmen: the reading becomes version 0, or the next version of the chain. Applied twice is applied once.

    `reasons` has a reason for each dropped element by its uid; measures among them enter the appendix with it.
    """
    held = Import.objects.select_for_update(no_key=True).select_related("authority").get(pk=import_.pk)
    if held.state == ImportState.APPLIED and held.version:
        return held.version
    held = _held(held)
    Authority.objects.select_for_update(no_key=True).get(pk=held.authority_id)
    concept, _ = Concept.objects.get_or_create(authority=held.authority)
    version = _applied(held, concept, person, reasons or {})
    if publish:
        _publish(version, person)
    held.state, held.version = ImportState.APPLIED, version
    held.save(update_fields=["state", "version"])
    record(
        "concepts.apply",
        subject=held,
        authority=held.authority,
        actor=person,
        ordinal=version.ordinal,
        published=publish,
    )
    return version


def _applied(held: Import, concept: Concept, person: User | None, reasons: Mapping[str, str]) -> Version:
    text, latest = queries.settled(queries.text_in(held.proposal)), queries.newest(concept)
    remark = f"eingelesen aus „{held.name}“"
    if latest != held.base:
        raise Problem(
            f"Inzwischen gibt es eine neuere Fassung ({latest}); bitte vergleichen Sie das Eingelesene zuerst mit ihr."
        )
    if latest is None:
        return _seal(concept, None, text, person=person, remark=remark)
    changes = _reasoned(queries.text_of(latest), text, reasons)
    return _append(concept, latest, changes, person=person, remark=remark)


def _reasoned(old: Text, new: Text, reasons: Mapping[str, str]) -> list[change.Change]:
    """The changes, each drop with its reason; what goes with its goal or area goes for the same one."""
    dropped = queries.dropped(old, new)
    given = {each.element.uid: _reason(each, reasons) for each in dropped}
    bare = [each.element for each in dropped if each.needs_reason and not given[each.element.uid]]
    if bare:
        names = ", ".join(change.name_of(element) for element in bare[:3])
        more = f" und {len(bare) - 3} weitere" if len(bare) > 3 else ""
        raise Problem(f"Es fehlt noch die Begründung für {names}{more}: Bitte schreiben Sie, warum das entfällt.")
    listed = {each.uid for each in new.dropped} | {each.text for each in new.dropped}
    appendix = tuple(
        DroppedMeasure(words, each.element.uid, each.element.number, each.goal, given[each.element.uid])
        for each in dropped
        if each.element.kind is Kind.MEASURE
        and not listed & {each.element.uid, words := each.element.text or each.element.title or ""}
    )
    made = diff(old, replace(new, dropped=new.dropped + appendix))
    return [replace(each, reason=given[each.uid]) if isinstance(each, change.Dropped) else each for each in made]


def _reason(dropped: queries.DroppedElement, reasons: Mapping[str, str]) -> str | None:
    found = (reasons.get(uid, "").strip() for uid in (dropped.element.uid, *dropped.above))
    return next(filter(None, found), None)
