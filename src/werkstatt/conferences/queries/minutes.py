"""What goes into minutes, and the minutes that are published."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from konzept import minutes as pure
from konzept.minutes import Arrangement, Statement
from konzept.suggestion import QUESTIONS
from konzept.write.handout import Handout
from werkstatt.authorities.models import Authority
from werkstatt.concepts.queries import text_of
from werkstatt.conferences.models import Conference, Minutes
from werkstatt.participation.models import Contribution, Round, Visibility
from werkstatt.participation.queries import contributions, shown
from werkstatt.participation.queries.contributions import NEWEST_WORD, Shown
from werkstatt.participation.queries.moderation import found as traces_of
from werkstatt.ui.templatetags.ui import clock as moment

ARRANGEMENTS = {
    Arrangement.QUESTIONS: "nach Fragen, je Handlungsfeld",
    Arrangement.TABLES: "als Tabelle, je Ziel und Maßnahme",
}


@dataclass(frozen=True, slots=True)
class Subject:
    """What minutes are about: a conference, or the whole round (`conference` None)."""

    round: Round
    conference: Conference | None = None

    @property
    def authority(self) -> Authority:
        """Whose it is."""
        return self.round.authority

    @property
    def title(self) -> str:
        """The name of it."""
        return self.conference.title if self.conference else self.round.title


@dataclass(frozen=True, slots=True)
class Draft:
    """Minutes as they would be published now; `kept_back` = how many statements must not be read outside, `traces` = what may name a person."""

    statements: tuple[Statement, ...]
    kept_back: int
    traces: tuple[str, ...]


def of_subject(subject: Subject) -> QuerySet[Contribution]:
    """All that counts: of the conference what was written down at its tables, of the round everything."""
    counting = contributions(subject.round)
    return counting.filter(submission__remark__table__conference=subject.conference) if subject.conference else counting


def readable(subject: Subject) -> QuerySet[Contribution]:
    """What of it may be read outside: never what was held back, where a person checks first only what they let out.

    What somebody sent in for a round whose contributions stay inside is told by no minutes; what was said in the open at a table is.
    """
    told = of_subject(subject).annotate(published=NEWEST_WORD)
    if subject.round.visibility == Visibility.MODERATED:
        return told.filter(published=True)
    told = told.filter(Q(published=None) | Q(published=True))
    return told.exclude(submission__remark=None) if subject.round.visibility == Visibility.INTERNAL else told


def draft_of(subject: Subject) -> Draft:
    """The minutes as they are now. A constant number of queries."""
    rows = shown(readable(subject).select_related("submission__remark__table").order_by("pk"))
    everything: int = of_subject(subject).aggregate(count=Count("pk"))["count"]
    traces = tuple(dict.fromkeys(trace for each in rows for trace in traces_of(each)))
    return Draft(tuple(_statement(each) for each in rows), everything - len(rows), traces)


def _statement(said: Shown) -> Statement:
    row = said.contribution
    remark = getattr(row.submission, "remark", None)
    return Statement(
        text=said.said("comment"),
        uid=row.uid,
        area=row.area_uid,
        topic=remark.table.topic if remark and not remark.table.area_uid else "",
        verdict=row.verdict,
        question=row.question,
        proposal=said.said("proposal"),
        responsible=said.said("responsible"),
    )


def about(subject: Subject) -> str:
    """What stands below the title: which conference, when and where; or which round."""
    met = subject.conference
    return f"{met.title}, {moment(met.starts_at)}, {met.place}" if met else subject.round.title


def handout_of(subject: Subject, statements: Sequence[Statement], arrangement: Arrangement) -> Handout:
    """Minutes to read, print and send."""
    return pure.minutes(
        text_of(subject.round.version),
        statements,
        subject.round.questions or QUESTIONS,
        arrangement,
        title="Ergebnisprotokoll",
        subtitle=about(subject),
        author=subject.authority.name,
    )


def seal_of(content: str) -> str:
    """What tells two minutes apart."""
    return hashlib.sha256(content.encode()).hexdigest()


def published_minutes(subject: Subject) -> Minutes | None:
    """Those that everybody reads: the newest, unless they were retracted."""
    return standing(subject).order_by("-pk").first()


def standing(subject: Subject) -> QuerySet[Minutes]:
    """All that were published and not retracted; their content is read where it is asked for."""
    told = Minutes.objects.filter(round=subject.round, conference=subject.conference, retraction=None)
    return told.defer("content")


def was_told(subject: Subject) -> bool:
    """Whether everybody could read minutes of it once."""
    return Minutes.objects.filter(round=subject.round, conference=subject.conference).exists()


def is_told(round_: Round) -> bool:
    """May everybody read the minutes of the whole round?"""
    return standing(Subject(round_)).exists()


def rounds_with_minutes(authority: Authority) -> QuerySet[Round]:
    """Rounds whose minutes everybody may read."""
    told = Minutes.objects.filter(conference=None, retraction=None).values("round")
    return Round.objects.filter(authority=authority, pk__in=told)
