"""Documents are uploaded, read, checked and applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.urls import reverse
from django_tasks.base import Task

from konzept import canonical, change
from konzept.amend import amend
from konzept.diff import diff
from konzept.match import carry
from konzept.model import Concept as Text
from konzept.model import DroppedMeasure, Element, Kind, Problem
from konzept.read import Reading, read
from konzept.read.blocks import Doubt
from werkstatt.accounts.models import User
from werkstatt.authorities.models import Authority
from werkstatt.concepts import queries
from werkstatt.concepts.actions.versions import _append, _publish, _seal
from werkstatt.concepts.models import Concept, Import, ImportState, Version
from werkstatt.journal.actions import record
from werkstatt.lib import files
from werkstatt.work import actions as work

KNOWN = "Diese Datei ist schon eingelesen; es ändert sich nichts."


class AlreadyRead(Problem):
    """The newest version came of this very file: nothing is written."""


@transaction.atomic
def upload(
    authority: Authority, person: User | None, name: str, content: bytes, *, then: Task[..., None] | None = None
) -> Import:
    """Keep a document and have it read by the task `then` (None: the caller calls `understand` itself).

    A file that waits for its check already is that import; the file of the newest version raises AlreadyRead.
    """
    Authority.objects.select_for_update().get(pk=authority.pk)
    sha256 = files.digest(content)
    if queries.read_before(authority, sha256):
        raise AlreadyRead(KNOWN)
    known = queries.waiting_for(authority, sha256)
    if known:
        return known
    files.keep(content)
    import_ = Import.objects.create(authority=authority, name=name[-255:], sha256=sha256, uploaded_by=person)
    if then is not None:
        goes_to = reverse("concepts:check", args=[authority.slug, import_.pk])
        title = f"„{name[-100:]}“ wird gelesen"
        import_.job = work.start(
            then, authority=authority, person=person, title=title, goes_to=goes_to, import_id=import_.pk
        )
        import_.save(update_fields=["job"])
    record("concepts.upload", subject=import_, authority=authority, actor=person, size=len(content))
    return import_


def understand(job_id: str | None, import_id: int) -> None:
    """Read the document of an import and store what was understood. A second run finds it done and does nothing."""
    # journal: written with the result, in `_store` or `_fail`: reading itself holds no transaction
    import_ = Import.objects.select_related("authority").get(pk=import_id)
    if import_.state != ImportState.READING:
        return
    _tell(job_id, 0, "Das Dokument wird gelesen")
    try:
        reading = read(files.load(import_.sha256), import_.name)
    except Problem as problem:
        _fail(job_id, import_, str(problem))
        return
    _tell(job_id, 1, "Der Wortlaut wird mit der neuesten Fassung verglichen")
    _store(import_, reading)
    _tell(job_id, 2, "Fertig gelesen")


STEPS = 2


def _tell(job_id: str | None, done: int, step: str) -> None:
    if job_id:
        work.progress(job_id, done, STEPS, step)


@transaction.atomic
def _fail(job_id: str | None, import_: Import, sentence: str) -> None:
    changed = Import.objects.filter(pk=import_.pk, state=ImportState.READING).update(
        state=ImportState.FAILED, problem=sentence
    )
    if changed:
        record("concepts.understand", subject=import_, authority=import_.authority, state=ImportState.FAILED.value)
    if job_id:
        work.fail(job_id, sentence)


def _store(import_: Import, reading: Reading) -> None:
    concept = queries.concept_of(import_.authority)
    base = queries.newest(concept) if concept else None
    text, renamed, doubts = _carried(base, reading.concept)
    doubts = [_doubtful(doubt, renamed) for doubt in reading.doubts] + doubts
    known = base is not None and queries.settled(text) == queries.settled(queries.text_of(base))
    state = ImportState.DISCARDED if known else ImportState.CHECKING
    with transaction.atomic():
        stored = Import.objects.filter(pk=import_.pk, state=ImportState.READING).update(
            base=base,
            proposal=canonical.dumps(text),
            blocks=[queries.packed(block) for block in reading.blocks],
            origins={renamed.get(uid, uid): list(blocks) for uid, blocks in reading.sources.items()},
            doubts=doubts,
            state=state,
            problem=KNOWN if known else "",
        )
        if stored:
            authority = import_.authority
            record("concepts.understand", subject=import_, authority=authority, state=state.value, doubts=len(doubts))


def _carried(base: Version | None, text: Text) -> tuple[Text, dict[str, str], list[dict[str, Any]]]:
    """The text with the uids of the version it is compared with, new uid -> old uid, and what is doubtful about that."""
    if base is None:
        return text, {}, []
    old = queries.text_of(base)
    # A file that we wrote brings the uids along: they hold, however much of the wording is another.
    kept = {element.uid for element in old.walk()} & {element.uid for element in text.walk()}
    carried = carry(old, text, {uid: uid for uid in kept})
    doubts = []
    for pair in carried.unsure:
        before = old.find(pair.old_uid)
        name = change.name_of(before) if before else "ein früheres Element"
        sentence = f"Ist das {name} aus {base} mit anderem Wortlaut? Beide stimmen zu {pair.likeness * 100:.0f} Prozent überein."
        doubt = {"uid": pair.new_uid, "place": "", "kind": "unsure", "sentence": sentence, "checked": False}
        doubts.append({**doubt, "was": pair.old_uid})
    return carried.concept, {pair.new_uid: pair.old_uid for pair in carried.pairs}, doubts


def _doubtful(doubt: Doubt, renamed: Mapping[str, str]) -> dict[str, Any]:
    uid = renamed.get(doubt.uid, doubt.uid) if doubt.uid else None
    return {"uid": uid, "place": doubt.place, "kind": doubt.kind, "sentence": doubt.sentence, "checked": False}


@transaction.atomic
def revise(import_: Import, person: User | None, changes: Sequence[change.Change]) -> Import:
    """Correct what was understood; uncertain places of the corrected elements count as checked. `undo` takes it back."""
    held = _held(import_)
    before = canonical.loads(held.proposal)
    after = amend(before, changes)
    if after == before:
        return held
    touched = {uid for each in changes if (uid := getattr(each, "uid", None))}
    _step(held, before, after)
    held.doubts = [{**each, "checked": each["checked"] or each["uid"] in touched} for each in held.doubts]
    held.save(update_fields=["proposal", "steps", "doubts"])
    record("concepts.revise", subject=held, authority=held.authority, actor=person, changes=len(changes))
    return held


@transaction.atomic
def check(import_: Import, person: User | None, index: int, *, checked: bool = True) -> Import:
    """Mark an uncertain place as checked, or as open again."""
    held = _held(import_)
    if index >= len(held.doubts):
        raise Problem("Diese Stelle gibt es hier nicht; bitte laden Sie die Seite neu.")
    held.steps.append({"back": [], "doubts": _marks(held)})
    held.doubts[index]["checked"] = checked
    held.save(update_fields=["doubts", "steps"])
    record("concepts.check", subject=held, authority=held.authority, actor=person, index=index, checked=checked)
    return held


@transaction.atomic
def confirm(import_: Import, person: User | None, index: int) -> Import:
    """A person says: this is the earlier element, reworded. It takes that one's uid, so that its history goes on."""
    held = _held(import_)
    doubt = held.doubts[index] if index < len(held.doubts) else {}
    before = canonical.loads(held.proposal)
    uid, was = doubt.get("uid"), doubt.get("was")
    if not was or not uid or before.find(uid) is None or before.find(was):
        raise Problem("Das lässt sich hier nicht mehr verbinden; bitte laden Sie die Seite neu.")
    _step(held, before, replace(before, elements=tuple(_renamed(each, uid, was) for each in before.elements)))
    held.origins[was] = held.origins.get(uid, [])
    held.doubts = [{**each, "uid": was if each["uid"] == uid else each["uid"]} for each in held.doubts]
    held.doubts[index]["checked"] = True
    held.save(update_fields=["proposal", "origins", "doubts", "steps"])
    record("concepts.confirm", subject=held, authority=held.authority, actor=person, index=index)
    return held


def _renamed(element: Element, uid: str, new: str) -> Element:
    children = tuple(_renamed(child, uid, new) for child in element.children)
    return replace(element, uid=new if element.uid == uid else element.uid, children=children)


@transaction.atomic
def undo(import_: Import, person: User | None) -> Import:
    """Take the last step of the check back."""
    held = _held(import_)
    if not held.steps:
        raise Problem("Es gibt keinen Schritt, der sich zurücknehmen ließe.")
    step = held.steps.pop()
    back = [change.from_json(each) for each in step["back"]]
    held.proposal = canonical.dumps(amend(canonical.loads(held.proposal), back))
    held.doubts = [
        {**each, "uid": uid, "checked": checked}
        for each, (uid, checked) in zip(held.doubts, step["doubts"], strict=True)
    ]
    held.save(update_fields=["proposal", "doubts", "steps"])
    record("concepts.undo", subject=held, authority=held.authority, actor=person, left=len(held.steps))
    return held


@transaction.atomic
def compare(import_: Import, person: User | None) -> Import:
    """Compare the reading with what is the newest version now, because one came in between."""
    held = _held(import_)
    concept = queries.concept_of(held.authority)
    base = queries.newest(concept) if concept else None
    if base == held.base:
        return held
    text, renamed, doubts = _carried(base, canonical.loads(held.proposal))
    held.base, held.proposal, held.steps = base, canonical.dumps(text), []
    held.origins = {renamed.get(uid, uid): blocks for uid, blocks in held.origins.items()}
    held.doubts = [{**each, "uid": renamed.get(each["uid"], each["uid"])} for each in held.doubts] + doubts
    held.save(update_fields=["base", "proposal", "steps", "origins", "doubts"])
    record("concepts.compare", subject=held, authority=held.authority, actor=person)
    return held


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


@transaction.atomic
def apply(
    import_: Import, person: User | None, *, publish: bool = False, reasons: Mapping[str, str] | None = None
) -> Version:
    """Übernehmen: the reading becomes version 0, or the next version of the chain. Applied twice is applied once.

    `reasons` has a reason for each dropped element by its uid; measures among them enter the appendix with it.
    """
    held = Import.objects.select_for_update().select_related("authority").get(pk=import_.pk)
    if held.state == ImportState.APPLIED and held.version:
        return held.version
    held = _held(held)
    Authority.objects.select_for_update().get(pk=held.authority_id)
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
    text, latest = queries.settled(canonical.loads(held.proposal)), queries.newest(concept)
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


def _held(import_: Import) -> Import:
    """The import, locked for its next step. Problem where its check is over."""
    held = Import.objects.select_for_update().select_related("authority").get(pk=import_.pk)
    if held.state != ImportState.CHECKING:
        raise Problem(
            f"Dieses Einlesen ist abgeschlossen ({held.get_state_display()}); hier lässt sich nichts mehr ändern."
        )
    return held


def _step(held: Import, before: Text, after: Text) -> None:
    """Take the corrected reading, and keep the way back."""
    held.proposal = canonical.dumps(after)
    back = [change.to_json(each) for each in diff(after, before)]
    held.steps.append({"back": back, "doubts": _marks(held)})


def _marks(held: Import) -> list[tuple[str | None, bool]]:
    return [(each["uid"], each["checked"]) for each in held.doubts]
