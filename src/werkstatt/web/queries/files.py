"""Files of sealed versions: written once by a task, found again by what they were made of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import lru_cache

import konzept
from konzept.canonical import pretty
from konzept.model import Concept as Text
from konzept.write import docx, markdown, pdf
from konzept.write.tracked import file as tracked
from werkstatt.lib import pages
from werkstatt.web.queries.compare import Comparison
from werkstatt.web.queries.issues import Issue, text_of, texts_of
from werkstatt.web.queries.kept import folder

WRITERS: dict[str, Callable[[Text], str | bytes]] = {
    "pdf": pdf.write,
    "docx": docx.write,
    "md": markdown.write,
    "json": pretty,
}


@lru_cache(maxsize=1)
def press() -> str:
    """The version of everything that writes files."""
    return pages.fingerprint(folder(konzept))


def name_of_file(issue: Issue, ending: str) -> str:
    """Under which name a file of the version is kept: the wording and the press decide, nothing else."""
    return pages.name_of("file", press(), issue.seal, ending)


def file(issue: Issue, ending: str) -> bytes:
    """The concept as a file."""
    written = WRITERS[ending](text_of(issue))
    return written.encode() if isinstance(written, str) else written


def name_of_synopsis_file(old: Issue, new: Issue) -> str:
    """Under which name the Synopse's PDF is kept."""
    return pages.name_of("synopsis.pdf", press(), old.facts, new.facts)


def synopsis_file(compared: Comparison) -> bytes:
    """The Synopse as PDF."""
    old, new = compared.old, compared.new
    return pdf.write_synopsis(new.title, old.name, new.name, compared.rows)


def name_of_changes_file(old: Issue, new: Issue) -> str:
    """Under which name the file of tracked changes is kept."""
    return pages.name_of("changes.docx", press(), old.facts, new.facts)


def changes_file(old: Issue, new: Issue) -> bytes:
    """What changed from one issue to the next, as a Word document in which each change can be accepted or rejected."""
    texts = texts_of([old, new])
    when = new.published_at or datetime.combine(new.decided_on or date(2000, 1, 1), time(), UTC)
    return tracked.write(texts[old.pk], texts[new.pk], author=new.authority_name, when=when)
