"""A person checks what was understood: corrects it step by step, and takes steps back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction

from konzept import canonical, change
from konzept.amend import amend
from konzept.diff import diff
from konzept.model import Concept as Text
from konzept.model import Element, Problem
from werkstatt.accounts.models import User
from werkstatt.concepts import queries
from werkstatt.concepts.models import Import, ImportState, Step
from werkstatt.journal.actions import record

OVERTAKEN = "{} hat inzwischen jemand anders geändert. Es ist nichts geschehen; die Seite zeigt jetzt den neuen Stand."
NOT_LAST = (
    "Inzwischen hat jemand anders hier weitergearbeitet. Es ist nichts geschehen; bitte sehen Sie zuerst, was neu ist."
)


@transaction.atomic
def revise(
    import_: Import,
    person: User | None,
    changes: Sequence[change.Change],
    *,
    said: str = "",
    seen: Mapping[str, str] | None = None,
) -> Import:
    """Correct what was understood; uncertain places of the corrected elements count as checked. `undo` takes it back.

    `said` is the correction in words. `seen` (uid -> state) is what the person saw of the elements they correct: Problem
    where one of them is another by now.
    """
    held = _held(import_)
    before = queries.text_in(held.proposal)
    _not_overtaken(before, seen or {})
    after = amend(before, changes)
    if after == before:
        return held
    touched = {uid for each in changes if (uid := getattr(each, "uid", None))}
    back = [change.to_json(each) for each in diff(after, before)]
    _step(held, person, said or _in_words(changes, before, after), {"back": back, "doubts": _marks(held)})
    held.proposal = canonical.dumps(after)
    held.doubts = [{**each, "checked": each["checked"] or each["uid"] in touched} for each in held.doubts]
    held.save(update_fields=["proposal", "turn", "doubts"])
    record("concepts.revise", subject=held, authority=held.authority, actor=person, changes=len(changes))
    return held


def _in_words(changes: Sequence[change.Change], before: Text, after: Text) -> str:
    first = changes[0]
    told = change.describe(first, before if isinstance(first, change.Dropped) else after)
    return told if len(changes) == 1 else f"{told} (und {len(changes) - 1} weitere)"


def _not_overtaken(text: Text, seen: Mapping[str, str]) -> None:
    now = queries.states(text) if seen else {}
    for uid, state in seen.items():
        if now.get(uid) != state:
            raise Problem(OVERTAKEN.format(change.name_in(text, uid) if uid in now else "Diesen Teil"))


@transaction.atomic
def check(import_: Import, person: User | None, index: int, *, checked: bool = True, seen: str = "") -> Import:
    """Mark an uncertain place as checked, or as open again. `seen` is the state of the place the person saw."""
    held = _held(import_)
    doubt = _doubt(held, index, seen)
    _step(held, person, f"Stelle geprüft: {doubt['sentence']}", {"back": [], "doubts": _marks(held)})
    held.doubts[index]["checked"] = checked
    held.save(update_fields=["doubts", "turn"])
    record("concepts.check", subject=held, authority=held.authority, actor=person, index=index, checked=checked)
    return held


def _doubt(held: Import, index: int, seen: str) -> dict[str, Any]:
    doubt: dict[str, Any] = held.doubts[index] if 0 <= index < len(held.doubts) else {}
    if not doubt or (seen and seen != queries.state_of_place(doubt)):
        raise Problem("Diese Stelle gibt es hier nicht mehr; bitte laden Sie die Seite neu.")
    return doubt


@transaction.atomic
def confirm(import_: Import, person: User | None, index: int, *, seen: str = "") -> Import:
    """A person says: this is the earlier element, reworded. It takes that one's uid, so that its history goes on."""
    held = _held(import_)
    doubt = _doubt(held, index, seen)
    text = queries.text_in(held.proposal)
    uid, was = doubt.get("uid"), doubt.get("was")
    if not was or not uid or text.find(uid) is None or text.find(was):
        raise Problem("Das lässt sich hier nicht mehr verbinden; bitte laden Sie die Seite neu.")
    said = f"{change.name_in(text, uid)} ist dasselbe wie bisher"
    _step(held, person, said, {"renamed": [was, uid], "doubts": _marks(held)})
    _rename(held, {uid: was})
    held.doubts[index]["checked"] = True
    held.save(update_fields=["proposal", "reading", "places", "origins", "doubts", "turn"])
    record("concepts.confirm", subject=held, authority=held.authority, actor=person, index=index)
    return held


def _rename(held: Import, names: Mapping[str, str]) -> None:
    """Elements have other uids from here on, in all that is kept of the import."""
    held.proposal = canonical.dumps(_renamed(queries.text_in(held.proposal), names))
    held.reading = canonical.dumps(_renamed(queries.text_in(held.reading), names))
    held.origins = {names.get(uid, uid): blocks for uid, blocks in held.origins.items()}
    held.places = {names.get(key, key): where for key, where in held.places.items()}
    held.doubts = [{**each, "uid": names.get(each["uid"], each["uid"])} for each in held.doubts]


def _renamed(text: Text, names: Mapping[str, str]) -> Text:
    return replace(text, elements=tuple(_renamed_element(each, names) for each in text.elements))


def _renamed_element(element: Element, names: Mapping[str, str]) -> Element:
    children = tuple(_renamed_element(child, names) for child in element.children)
    return replace(element, uid=names.get(element.uid, element.uid), children=children)


@transaction.atomic
def undo(import_: Import, person: User | None, *, turn: int | None = None) -> Step:
    """Take the last step of the check back. `turn` is the state the person saw: Problem where somebody went on since."""
    held = _held(import_)
    step = held.steps.last()
    if turn is not None and turn != held.turn:
        raise Problem(NOT_LAST)
    if step is None:
        raise Problem("Es gibt keinen Schritt, der sich zurücknehmen ließe.")
    _take_back(held, step.back)
    step.delete()
    held.turn += 1
    held.save()
    record("concepts.undo", subject=held, authority=held.authority, actor=person, left=held.steps.count())
    return step


def _take_back(held: Import, back: Mapping[str, Any]) -> None:
    if whole := back.get("whole"):
        for part, value in whole.items():
            setattr(held, part, value)
        return
    if renamed := back.get("renamed"):
        _rename(held, {renamed[0]: renamed[1]})
    changes = [change.from_json(each) for each in back.get("back", ())]
    held.proposal = canonical.dumps(amend(queries.text_in(held.proposal), changes))
    marks = zip(held.doubts, back["doubts"], strict=True)
    held.doubts = [{**each, "uid": uid, "checked": checked} for each, (uid, checked) in marks]


@transaction.atomic
def compare(import_: Import, person: User | None) -> Import:
    """Compare the reading with what is the newest version now, because one came in between."""
    held = _held(import_)
    concept = queries.concept_of(held.authority)
    base = queries.newest(concept) if concept else None
    if base == held.base:
        return held
    text = queries.text_in(held.proposal)
    carried = queries.carried(base, text)
    # The same elements in the same order: one list names the other.
    names = _free({a.uid: b.uid for a, b in zip(text.walk(), carried.text.walk(), strict=True)}, held.reading)
    _rename(held, names)
    held.base, held.proposal, held.turn = base, canonical.dumps(carried.text), held.turn + 1
    held.doubts += carried.doubts
    held.save(update_fields=["base", "proposal", "reading", "places", "origins", "doubts", "turn"])
    held.steps.all().delete()
    record("concepts.compare", subject=held, authority=held.authority, actor=person)
    return held


def _free(names: Mapping[str, str], reading: str) -> dict[str, str]:
    """Who was struck out makes room where another takes their uid."""
    taken = set(names.values())
    struck = [each.uid for each in queries.text_in(reading).walk() if each.uid in taken and each.uid not in names]
    return {**names, **{uid: f"{uid}0" for uid in struck}}


@transaction.atomic
def discard(import_: Import, person: User | None) -> None:
    """The reading is not wanted; file and reading stay, nothing is applied."""
    held = _held(import_)
    held.state, held.problem = (
        ImportState.DISCARDED,
        "Sie haben das Eingelesene verworfen; am Konzept hat sich nichts geändert.",
    )
    held.save(update_fields=["state", "problem"])
    record("concepts.discard", subject=held, authority=held.authority, actor=person)


def _held(import_: Import) -> Import:
    """The import, locked for its next step. Problem where its check is over."""
    rows = Import.objects.select_for_update(no_key=True).select_related("authority").defer("reading", "origins")
    held = rows.get(pk=import_.pk)
    if held.state != ImportState.CHECKING:
        raise Problem(
            f"Dieses Einlesen ist abgeschlossen ({held.get_state_display()}); hier lässt sich nichts mehr ändern."
        )
    return held


def _step(held: Import, person: User | None, said: str, back: Mapping[str, Any]) -> None:
    """Keep the way back from what is done next."""
    held.turn += 1
    held.steps.create(ordinal=held.turn, said=said[:300], back=back, made_by=person)


def _marks(held: Import) -> list[tuple[str | None, bool]]:
    return [(each["uid"], each["checked"]) for each in held.doubts]
