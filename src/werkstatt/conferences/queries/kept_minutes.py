"""Minutes that are made once: pages and files lie under what they were made of, drafts until what they tell of changes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from django.db.models import Count, Max, QuerySet

import konzept
from konzept.chapters import Chapter, chapters
from konzept.minutes import Arrangement, Statement, dumps, loads, sorted_by_place
from konzept.write import handout
from konzept.write.handout import Handout
from werkstatt import conferences
from werkstatt.concepts.queries import text_of
from werkstatt.conferences.models import Minutes, Remark, TopicTable
from werkstatt.conferences.queries.minutes import Subject, about, draft_of, handout_of, seal_of
from werkstatt.lib import drafts, pages
from werkstatt.participation.models import (
    Contribution,
    ContributionTranslation,
    Moderation,
    Redaction,
    Submission,
    Withdrawal,
)

WRITERS: dict[str, Callable[[Handout], bytes]] = {"pdf": handout.pdf, "docx": handout.docx, "odt": handout.odt}
FULL = 400  # things a page lists; more make several pages
AT_ONCE = 500  # statements whose files are made while somebody waits; those of more are made by a task


def press() -> str:
    """The version of everything that makes minutes."""
    return pages.fingerprint(Path(konzept.__file__).parent, Path(conferences.__file__).parent)


# --- what a draft tells ---


@dataclass(frozen=True, slots=True)
class Told:
    """What minutes would tell now: the statements as they are sealed, how many, what is kept back, what may name a person."""

    content: str
    seal: str
    count: int
    kept_back: int
    traces: tuple[str, ...]


def state_of(subject: Subject) -> str:
    """A name for everything minutes tell of: whatever is said, taken back, redacted, translated, let out or held back gives another.

    All of it is rows that only ever grow in number (sealed), beside the round's rule and the tables' topics.
    """
    round_ = subject.round
    said = {"contribution__submission__round": round_}
    rows: list[tuple[QuerySet[Any], str]] = [
        (Submission.objects.filter(round=round_), "received_at"),
        (Contribution.objects.filter(submission__round=round_), "pk"),
        (Withdrawal.objects.filter(submission__round=round_), "withdrawn_at"),
        (Moderation.objects.filter(**said), "moderated_at"),
        (Redaction.objects.filter(**said), "redacted_at"),
        (ContributionTranslation.objects.filter(**said), "entered_at"),
        (Remark.objects.filter(submission__round=round_), "pk"),
    ]
    counted = [
        tuple(found.order_by().aggregate(count=Count("pk"), newest=Max("pk"), at=Max(moment)).values())
        for found, moment in rows
    ]
    tables = TopicTable.objects.filter(conference__round=round_).order_by("pk").values_list("pk", "topic", "area_uid")
    conference = subject.conference.pk if subject.conference else None
    return pages.name_of("draft", press(), round_.key, conference, round_.visibility, counted, list(tables))


def told_now(subject: Subject) -> Told:
    """What minutes would tell now; looked up only where something has changed since it was looked up last."""
    state, slot = state_of(subject), _slot(subject, "told")
    found = drafts.load(slot, state)
    if found is not None:
        facts, _, content = found.decode().partition("\n")
        seal, count, kept_back, traces = json.loads(facts)
        if seal == seal_of(content):
            return Told(content, seal, count, kept_back, tuple(traces))
    draft = draft_of(subject)
    content = dumps(draft.statements)
    told = Told(content, seal_of(content), len(draft.statements), draft.kept_back, draft.traces)
    facts = json.dumps([told.seal, told.count, told.kept_back, told.traces])
    drafts.keep(slot, state, f"{facts}\n{content}".encode())
    return told


def _slot(subject: Subject, *what: str) -> str:
    return pages.name_of("minutes", subject.round.key, subject.conference and subject.conference.pk, *what)


# --- what is made of it ---


@dataclass(frozen=True, slots=True)
class Contents:
    """Pages of minutes: for each area its name, how many statements, the page on which it begins (from 1)."""

    pages: int
    areas: list[tuple[str, int, int]]

    @property
    def statements(self) -> int:
        """How many there are."""
        return sum(count for _, count, _ in self.areas)


@dataclass(frozen=True)
class Shelf:
    """Where minutes of this seal lie, page by page and file by file. `published`: for ever; else until the next draft."""

    subject: Subject
    seal: str
    arrangement: Arrangement
    words: Callable[[], str]
    published: bool = False

    @cached_property
    def name(self) -> str:
        """Made of what: the statements, and all that stands around them."""
        round_ = self.subject.round
        around = about(self.subject), self.subject.authority.name, round_.version.seal, round_.questions
        return pages.name_of("minutes", press(), self.seal, self.arrangement, *around)

    def load(self, part: str) -> bytes | None:
        """A part, if it is there."""
        found = pages.load(pages.name_of(self.name, part), "")
        return found[0] if found else drafts.load(_slot(self.subject, self.arrangement, part), self.name)

    def keep(self, part: str, content: bytes) -> bytes:
        """Lay a part there; twice is once."""
        if self.published:
            pages.keep(pages.name_of(self.name, part), content, compress=False)
        else:
            drafts.keep(_slot(self.subject, self.arrangement, part), self.name, content)
        return content

    def contents(self) -> Contents:
        """What stands on which page."""
        found = self.load("contents")
        return Contents(**json.loads(found)) if found else self._laid_out[0]

    def page(self, number: int) -> str:
        """A page (from 1) as HTML below a page's title, which says already what it is: all escaped."""
        found = self.load(f"page-{number}")
        if found is None:
            _, made, cut = self._laid_out
            found = self._page(made, cut, number)
        return found.decode()

    def file(self, ending: str) -> bytes:
        """The file; made now if it is not there."""
        return self.load(ending) or self.keep(ending, WRITERS[ending](self._handout(loads(self.words()))))

    def make_pages(self) -> None:
        """Have all pages there."""
        contents, made, cut = self._laid_out
        for number in range(1, contents.pages + 1):
            self._page(made, cut, number)

    def _handout(self, statements: tuple[Statement, ...]) -> Handout:
        return handout_of(self.subject, statements, self.arrangement)

    @cached_property
    def _laid_out(self) -> tuple[Contents, Handout, list[Chapter]]:
        statements = loads(self.words())
        made = self._handout(statements)
        cut = chapters(made, FULL)
        begins = {chapter.part: number for number, chapter in reversed(list(enumerate(cut, start=1)))}
        areas = [
            (name, sum(len(place.statements) for place in places), begins.get(part, 1))
            for part, (name, places) in enumerate(sorted_by_place(text_of(self.subject.round.version), statements))
        ]
        contents = Contents(len(cut), areas)
        self.keep("contents", json.dumps(asdict(contents)).encode())
        return contents, made, cut

    def _page(self, made: Handout, cut: list[Chapter], number: int) -> bytes:
        chapter = replace(made, title=made.subtitle, subtitle="", author="", blocks=cut[number - 1].blocks)
        return self.keep(f"page-{number}", handout.html(chapter, top=2).encode())


def published_shelf(subject: Subject, minutes: Minutes) -> Shelf:
    """Of minutes that were published."""
    return Shelf(subject, minutes.seal, Arrangement(minutes.arrangement), lambda: minutes.content, published=True)


def draft_shelf(subject: Subject, arrangement: Arrangement, told: Told | None = None) -> Shelf:
    """Of minutes as they would be published now."""
    known = told or told_now(subject)
    return Shelf(subject, known.seal, arrangement, lambda: known.content)
