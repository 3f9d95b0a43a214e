"""Documents are uploaded and read; and read again with what a person says of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from time import monotonic
from typing import Any

from django.db import transaction
from django.urls import reverse
from django_tasks.base import Task

from konzept import canonical, picture
from konzept.model import Problem
from konzept.read import Doubt, Hint, Reading, Says, read
from werkstatt.accounts.models import User
from werkstatt.authorities.models import Authority
from werkstatt.concepts import queries
from werkstatt.concepts.actions.checking import _held, _step
from werkstatt.concepts.models import Block, Import, ImportState
from werkstatt.journal.actions import record
from werkstatt.lib import files
from werkstatt.work import actions as work

KNOWN = "Diese Datei ist schon eingelesen; es ändert sich nichts."
PAUSE = 0.5  # seconds between two words on how far it is
IN_BETWEEN = (
    "Dieses Dokument wurde inzwischen mit einem anderen Hinweis gelesen. Bitte geben Sie Ihren Hinweis noch einmal."
)
OTHER_BLOCKS = "Seit dem ersten Lesen wurde das Programm erneuert und liest dieses Dokument anders. Bitte verwerfen Sie das Eingelesene und laden Sie die Datei noch einmal hoch."
BUSY = "Dieses Dokument wird gerade noch einmal gelesen; bitte warten Sie einen Augenblick."
SAYS = {
    Says.AREA: "ein Handlungsfeld",
    Says.GOAL: "ein Ziel",
    Says.MEASURE: "eine Maßnahme",
    Says.RECORDS: "je Zeile eine Maßnahme",
    Says.TEXT: "nur Text",
    Says.LEFT_OUT: "kein Teil des Konzepts",
}


class AlreadyRead(Problem):
    """The newest version came of this very file: nothing is written."""


@transaction.atomic
def upload(
    authority: Authority, person: User | None, name: str, content: bytes, *, then: Task[..., None] | None = None
) -> Import:
    """Keep a document and have it read by the task `then` (None: the caller calls `understand` itself).

    A file that waits for its check already is that import; the file of the newest version raises AlreadyRead.
    """
    Authority.objects.select_for_update(no_key=True).get(pk=authority.pk)
    sha256 = files.digest(content)
    if queries.read_before(authority, sha256):
        raise AlreadyRead(KNOWN)
    known = queries.waiting_for(authority, sha256)
    if known:
        return known
    files.keep(content)
    import_ = Import.objects.create(authority=authority, name=name[-255:], sha256=sha256, uploaded_by=person)
    if then is not None:
        _start(then, import_, person, f"„{name[-100:]}“ wird gelesen")
    record("concepts.upload", subject=import_, authority=authority, actor=person, size=len(content))
    return import_


def _start(then: Task[..., None], import_: Import, person: User | None, title: str, **arguments: Any) -> None:
    goes_to = reverse("concepts:check", args=[import_.authority.slug, import_.pk])
    import_.job = work.start(
        then,
        authority=import_.authority,
        person=person,
        title=title,
        goes_to=goes_to,
        import_id=import_.pk,
        **arguments,
    )
    import_.save(update_fields=["job"])


class Teller:
    """Tells whoever waits how far the reading is, at most twice a second."""

    def __init__(self, job_id: str | None) -> None:
        """`job_id`: None where nobody waits."""
        self.job_id, self.last = job_id, float("-inf")

    def __call__(self, step: str, done: int, total: int) -> None:
        """What is being done, and how many parts of so many are."""
        if monotonic() - self.last >= PAUSE:
            self.last = monotonic()
            self.say(step, done, total)

    def say(self, step: str, done: int = 0, total: int = 0) -> None:
        """What is being done now."""
        if self.job_id:
            work.progress(self.job_id, done, total, step)


def understand(job_id: str | None, import_id: int) -> None:
    """Read the document of an import and store what was understood. A second run finds it done and does nothing."""
    # journal: written with the result, in `_store` or `_fail`: reading itself holds no transaction
    import_ = Import.objects.select_related("authority").get(pk=import_id)
    if import_.state != ImportState.READING:
        return
    tell = Teller(job_id)
    tell.say("Das Dokument wird gelesen")
    try:
        reading = read(files.load(import_.sha256), import_.name, told=tell)
    except Problem as problem:
        _fail(job_id, import_, str(problem))
        return
    tell.say("Der Wortlaut wird mit der neuesten Fassung verglichen")
    _store(import_, reading)
    tell.say("Fertig gelesen", 1, 1)


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
    found = queries.carried(base, reading.concept)
    known = base is not None and queries.settled(found.text) == queries.settled(queries.text_of(base))
    state = ImportState.DISCARDED if known else ImportState.CHECKING
    blocks = [queries.packed(block) for block in reading.blocks]
    kept = _kept(reading, found, found.names, blocks, queries.sheets(blocks, _sizes(import_, blocks)))
    with transaction.atomic():
        stored = Import.objects.filter(pk=import_.pk, state=ImportState.READING).update(
            base=base,
            state=state,
            problem=KNOWN if known else "",
            proposal=kept["reading"],
            **kept,
        )
        if stored:
            Block.objects.bulk_create(Block(of=import_, index=index, body=body) for index, body in enumerate(blocks))
            doubts = len(kept["doubts"])
            record(
                "concepts.understand", subject=import_, authority=import_.authority, state=state.value, doubts=doubts
            )


def _kept(
    reading: Reading,
    found: queries.Carried,
    names: Mapping[str, str],
    blocks: Sequence[queries.Packed],
    cut: Sequence[queries.Packed],
) -> dict[str, Any]:
    """All of a reading that an import keeps beside its blocks. `names`: the reader's uid -> the one it has here."""
    sources = {names.get(uid, uid): list(indices) for uid, indices in reading.sources.items()}
    doubts = [_doubtful(doubt, names) for doubt in reading.doubts] + found.doubts
    return {
        "reading": canonical.dumps(found.text),
        "sheets": cut,
        "places": queries.places(blocks, cut, found.text, sources, [each["place"] for each in doubts]),
        "origins": sources,
        "doubts": doubts,
    }


def _sizes(import_: Import, blocks: Sequence[queries.Packed]) -> tuple[picture.Size, ...]:
    """The pages of a PDF, where its blocks say on which they stand."""
    spotted = any("spot" in part for block in blocks for part in (block, *block.get("rows", ())))
    try:
        return picture.sizes(files.load(import_.sha256)) if spotted else ()
    except Problem:
        return ()  # what could be read can be shown without its pictures


def _doubtful(doubt: Doubt, names: Mapping[str, str]) -> dict[str, Any]:
    uid = names.get(doubt.uid, doubt.uid) if doubt.uid else None
    return {"uid": uid, "place": doubt.place, "kind": doubt.kind, "sentence": doubt.sentence, "checked": False}


@transaction.atomic
def hint(
    import_: Import, person: User | None, block: int, says: Says, *, then: Task[..., None] | None = None
) -> Import:
    """A person says what a block of the document is; it is read again by the task `then` (None: the caller calls `reread` itself)."""
    held = _held(import_)
    if held.job and not held.job.finished_at:
        raise Problem(BUSY)
    if then is not None:
        title = f"„{held.name[-100:]}“ wird mit Ihrem Hinweis noch einmal gelesen"
        _start(then, held, person, title, block=block, says=says.value, person_id=person.pk if person else None)
    record("concepts.hint", subject=held, authority=held.authority, actor=person, block=block, says=says.value)
    return held


def reread(job_id: str | None, import_id: int, *, block: int, says: str, person_id: int | None = None) -> None:
    """Read a document again with one more hint. What a person has corrected stays, where its element is still there.

    A second run finds the hint taken and does nothing; a Problem leaves the import as it was.
    """
    # journal: written with the result, in `_store_again`: reading itself holds no transaction
    import_ = Import.objects.select_related("authority").get(pk=import_id)
    added = {"block": block, "says": says}
    if import_.state != ImportState.CHECKING or added in import_.hints:
        return
    hints = [*(each for each in import_.hints if each["block"] != block), added]
    tell = Teller(job_id)
    tell.say("Das Dokument wird noch einmal gelesen")
    try:
        told = [Hint(each["block"], Says(each["says"])) for each in hints]
        reading = read(files.load(import_.sha256), import_.name, told=tell, hints=told)
        _store_again(import_, reading, hints, User.objects.filter(pk=person_id or 0).first())
    except Problem as problem:
        if job_id:
            work.fail(job_id, str(problem))
        return
    tell.say("Fertig gelesen", 1, 1)


@transaction.atomic
def _store_again(import_: Import, reading: Reading, hints: list[dict[str, Any]], person: User | None) -> None:
    held = _held(import_)
    if held.hints != import_.hints:
        raise Problem(IN_BETWEEN)
    blocks = [queries.packed(block) for block in reading.blocks]
    if blocks != list(held.blocks.values_list("body", flat=True)):
        raise Problem(OTHER_BLOCKS)
    found = queries.carried(held.base, reading.concept)
    before = queries.text_in(held.reading)
    text, names = queries.reread(before, found.text)
    proposal, lost = queries.corrected(before, queries.text_in(held.proposal), text)
    both = {uid: names.get(name, name) for uid, name in found.names.items()} | dict(names)
    parts = ("proposal", "reading", "places", "origins", "doubts", "hints")
    whole = {part: getattr(held, part) for part in parts}
    place, says = blocks[hints[-1]["block"]]["place"], SAYS[Says(hints[-1]["says"])]
    _step(held, person, f"Noch einmal gelesen: {place} ist {says}", {"whole": whole})
    found = queries.Carried(
        text, names, [{**each, "uid": names.get(each["uid"], each["uid"])} for each in found.doubts]
    )
    kept = _kept(reading, found, both, blocks, held.sheets)
    kept["doubts"] = [*map(_lost, lost), *_checked(kept["doubts"], held.doubts)]
    for part, value in {**kept, "hints": hints, "proposal": canonical.dumps(proposal)}.items():
        setattr(held, part, value)
    held.save()
    record("concepts.reread", subject=held, authority=held.authority, actor=person, hints=len(hints), lost=len(lost))


def _lost(sentence: str) -> dict[str, Any]:
    told = f"Ihre Korrektur passt nach dem neuen Lesen nicht mehr: {sentence}. Bitte prüfen Sie sie."
    return {"uid": None, "place": "", "kind": "unsure", "sentence": told, "checked": False}


def _checked(doubts: Sequence[dict[str, Any]], earlier: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What a person has found right stays so."""
    known = {(each["uid"], each["place"], each["sentence"]) for each in earlier if each["checked"]}
    return [{**each, "checked": (each["uid"], each["place"], each["sentence"]) in known} for each in doubts]
