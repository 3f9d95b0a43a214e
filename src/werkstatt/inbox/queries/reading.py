"""A kept file becomes a letter: mail or document, its text with that of its enclosures, who wrote. Writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from konzept.feedback.meant import Index, propose
from konzept.feedback.passages import Passage, PassageKind
from konzept.feedback.segment import segment
from konzept.model import Problem
from konzept.read import mail, matrix
from konzept.read.letter import letter
from werkstatt.inbox.models import EnclosureKind

AUTOMATIC = "Diese E-Mail hat ein Programm geschrieben, zum Beispiel eine Abwesenheitsnotiz."
DOCUMENTS = (".docx", ".odt", ".fodt", ".pdf", ".txt", ".md", ".html", ".htm")


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that came with a letter, and what it is; `form_id` names the round of a filled matrix."""

    name: str
    data: bytes
    kind: EnclosureKind
    form_id: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """What a file says: the whole text with its passages, sender, enclosures, and what could not be read."""

    text: str
    passages: tuple[Passage, ...]
    subject: str = ""
    name: str = ""
    address: str = ""
    message_id: str = ""
    sent_at: datetime | None = None
    enclosed: tuple[Enclosed, ...] = ()
    notes: tuple[str, ...] = ()


def read(data: bytes, name: str, index: Index | None) -> Read:
    """Understand a mail or a document. `index` = the elements it may speak about. Problem where nothing can be read."""
    if mail.is_mbox(data):  # one that could not be taken apart says why
        data = mail.messages(data, name)[0]
    if not mail.is_mail(data):
        text, notes = letter(data, name)
        return Read(text, _proposed(text, segment(text), index), notes=notes)
    found = mail.read(data, name)
    enclosed, texts = [], []
    for attachment in found.attachments:
        one, words = _enclosed(attachment)
        enclosed.append(one)
        if words:
            texts.append((f"Beilage „{attachment.name}“", words))
    text, passages = _together(found.text, texts)
    return Read(
        text,
        _proposed(text, passages, index),
        subject=found.subject,
        name=found.name,
        address=found.address,
        message_id=found.message_id,
        sent_at=found.sent_at,
        enclosed=tuple(enclosed),
        notes=(*([AUTOMATIC] if found.automatic else []), *found.notes),
    )


def _proposed(text: str, passages: tuple[Passage, ...], index: Index | None) -> tuple[Passage, ...]:
    return propose(text, passages, index) if index else passages


def _enclosed(attachment: mail.Attachment) -> tuple[Enclosed, str]:
    """What an attachment is, and its words where it is a document."""
    if attachment.inline:
        return Enclosed(attachment.name, attachment.data, EnclosureKind.INLINE), ""
    form_id = _matrix(attachment)
    if form_id is not None:
        return Enclosed(attachment.name, attachment.data, EnclosureKind.MATRIX, form_id), ""
    if not attachment.name.lower().endswith(DOCUMENTS):
        return Enclosed(attachment.name, attachment.data, EnclosureKind.KEPT), ""
    try:
        words, _ = letter(attachment.data, attachment.name)
    except Problem as problem:
        return Enclosed(attachment.name, attachment.data, EnclosureKind.KEPT, problem=str(problem)), ""
    return Enclosed(attachment.name, attachment.data, EnclosureKind.TEXT), words


def _matrix(attachment: mail.Attachment) -> str | None:
    """The form of a filled matrix ("" = it names none), None where it is no matrix."""
    try:
        return matrix.read(attachment.data, attachment.name).form_id or ""
    except Problem:
        return None


def _together(text: str, enclosures: list[tuple[str, str]]) -> tuple[str, tuple[Passage, ...]]:
    """The text of a mail and of its enclosures as one, each cut on its own below a line that names it."""
    whole, passages = text, list(segment(text))
    for heading, words in enclosures:
        start = len(whole) + (2 if whole else 0)
        whole = f"{whole}\n\n{heading}\n\n{words}" if whole else f"{heading}\n\n{words}"
        if passages:
            passages[-1] = Passage(passages[-1].start, start, passages[-1].kind)
        at = start + len(heading) + 2
        passages.append(Passage(start, at, PassageKind.GREETING))
        passages += [Passage(at + each.start, at + each.end, each.kind) for each in segment(words)]
    return whole, tuple(passages)
