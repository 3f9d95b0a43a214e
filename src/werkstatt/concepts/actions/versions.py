"""Versions are sealed and published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from konzept import canonical, change
from konzept.amend import amend
from konzept.model import Concept as Text
from konzept.model import Element, Kind, Problem
from konzept.wording import plain
from werkstatt.accounts.models import User
from werkstatt.concepts import queries
from werkstatt.concepts.models import Change, Concept, Entry, Publication, Version
from werkstatt.journal.actions import record
from werkstatt.lib.words import stems

NEWER = (
    "Inzwischen gibt es eine neuere Fassung ({}). Bitte laden Sie die Seite neu und prüfen Sie Ihre Änderungen daran."
)

NUMBER = 40  # characters of an element's number in the index; the wording itself holds it whole


@transaction.atomic
def append(
    concept: Concept,
    parent: Version,
    changes: Iterable[change.Change | Change],
    *,
    person: User | None,
    remark: str,
) -> Version:
    """Seal the next version: the parent's wording with the changes, in order. Pending rows become part of it.

    Problem where the parent has a child already, where nothing would change, and `Collision` where a change was made
    to another wording.
    """
    version = _append(concept, parent, list(changes), person=person, remark=remark)
    record("concepts.append", subject=version, authority=concept.authority, actor=person, ordinal=version.ordinal)
    return version


@transaction.atomic
def publish(version: Version, person: User | None) -> Publication:
    """From now on everybody may read the version. Publishing twice is the same as once; its pages are looked at each time,

    because they may say more than before: a version that was public as a draft becomes an edition.
    """
    Concept.objects.select_for_update(no_key=True).get(pk=version.concept_id)
    publication = Publication.objects.filter(version=version).first()
    if publication is None:
        publication = _publish(version, person)
        authority = version.concept.authority
        record("concepts.publish", subject=version, authority=authority, actor=person, ordinal=version.ordinal)
    else:
        _announce(version)
    return publication


def _append(
    concept: Concept, parent: Version, changes: Sequence[change.Change | Change], *, person: User | None, remark: str
) -> Version:
    Concept.objects.select_for_update(no_key=True).get(pk=concept.pk)
    latest = queries.newest(concept)
    if latest is None or latest.pk != parent.pk:
        raise Problem(NEWER.format(latest or "ohne Vorgängerin"))
    _check_pending(concept, changes)
    values = [change.from_json(each.body) if isinstance(each, Change) else each for each in changes]
    text = amend(queries.text_of(latest), values)
    if text == queries.text_of(latest):
        raise Problem("An der neuesten Fassung ändert sich nichts; eine neue Fassung ist nicht nötig.")
    version = _seal(concept, latest, text, person=person, remark=remark)
    _attach(version, changes, person)
    return version


def _check_pending(concept: Concept, changes: Sequence[change.Change | Change]) -> None:
    rows = {each.pk for each in changes if isinstance(each, Change)}
    if len(rows) != queries.pending(concept).filter(pk__in=rows).count():
        raise Problem("Eine der Änderungen ist inzwischen zurückgenommen; bitte laden Sie die Seite neu.")


def _seal(concept: Concept, parent: Version | None, text: Text, *, person: User | None, remark: str) -> Version:
    version = Version.objects.create(
        concept=concept,
        parent=parent,
        ordinal=parent.ordinal + 1 if parent else 0,
        seal=canonical.seal(text),
        canonical=canonical.dumps(text),
        title=text.title[:300],
        remark=remark[:300],
        created_by=person,
    )
    Entry.objects.bulk_create(_indexed(version, text))
    return version


def _attach(version: Version, changes: Sequence[change.Change | Change], person: User | None) -> None:
    fresh: list[Change] = []
    for position, each in enumerate(changes):
        row = each if isinstance(each, Change) else _row(version.concept, each, person)
        row.position, row.version = position, version
        if row.pk is None:
            fresh.append(row)
        else:
            row.save(update_fields=["position", "version"])
    Change.objects.bulk_create(fresh)


def _row(concept: Concept, made: change.Change, person: User | None) -> Change:
    return Change(concept=concept, uid=getattr(made, "uid", ""), body=change.to_json(made), made_by=person)


def _publish(version: Version, person: User | None) -> Publication:
    publication = Publication.objects.create(version=version, published_by=person)
    _announce(version)
    return publication


def _announce(version: Version) -> None:
    for path in settings.WHEN_PUBLISHED:
        # The task is a row of the same database: it is there exactly when the publication is, whatever dies in between.
        import_string(path).enqueue(version.pk)


def _indexed(version: Version, text: Text) -> list[Entry]:
    parents = text.parents()
    areas: dict[str, str] = {}
    rows = []
    for position, element in enumerate(text.walk()):
        parent = parents[element.uid]
        above = areas.get(parent.uid, "") if parent else ""
        areas[element.uid] = element.uid if element.kind is Kind.AREA else above
        rows.append(_entry(version, position, element, parent.uid if parent else "", areas[element.uid]))
    return rows


def _entry(version: Version, position: int, element: Element, parent: str, area: str) -> Entry:
    responsibility = element.responsibility
    title, text = plain(element.title or ""), plain(element.text or "")
    said = [element.number or "", title, text, responsibility.verbatim if responsibility else ""]
    said += [element.timing.verbatim if element.timing else "", *element.fields.values()]
    return Entry(
        version=version,
        position=position,
        uid=element.uid,
        kind=element.kind.value,
        parent_uid=parent,
        area_uid=area,
        number=(element.number or "")[:NUMBER],
        title=title,
        text=text,
        holders=[
            {"name": each.name, "role": each.role.value} for each in (responsibility.holders if responsibility else ())
        ],
        words=f" {' '.join(stems(' '.join(said)))} ",
    )


@transaction.atomic
def reindex(version: Version, person: User | None = None) -> int:
    """Write the index of a version anew from its wording; the number of its entries."""
    Entry.objects.filter(version=version).delete()
    rows = Entry.objects.bulk_create(_indexed(version, queries.text_of(version)))
    record("concepts.reindex", subject=version, authority=version.concept.authority, actor=person, entries=len(rows))
    return len(rows)
