"""The office's first page: where the procedure stands, what is to do today, whom it waits for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from werkstatt.accounts.models import Membership, Role
from werkstatt.accounts.rules import EDIT, LEAD, REVIEW, Person
from werkstatt.approval import queries as approval
from werkstatt.approval.models import Coordination
from werkstatt.authorities.models import Authority
from werkstatt.concepts.models import Import, ImportState, Version
from werkstatt.lib import clock
from werkstatt.participation import queries as participation
from werkstatt.participation.models import Contribution, Round, Upload, UploadState
from werkstatt.review.models import Conclusion
from werkstatt.ui.templatetags.ui import day, plural
from werkstatt.work.models import Job

MOST = 7


@dataclass(frozen=True, slots=True)
class Task:
    """A line of the desk: what to do, a remark, and where it ends in one action; `roles` may do it."""

    title: str
    note: str
    href: str
    roles: frozenset[Role] = EDIT


@dataclass(frozen=True, slots=True)
class Step:
    """A station of the procedure line."""

    name: str
    state: str
    note: str = ""
    href: str = ""


class Desk:
    """What the office's first page asks, each question once."""

    def __init__(self, authority: Authority, now: datetime | None = None) -> None:
        self.authority, self.now = authority, now or clock.now()

    @property
    def today(self) -> date:
        """The day it is here."""
        return timezone.localdate(self.now)

    @cached_property
    def newest(self) -> Version | None:
        """The last version of the chain."""
        versions = Version.objects.filter(concept__authority=self.authority).defer("canonical")
        return versions.select_related("publication", "edition", "concept").order_by("-ordinal").first()

    @cached_property
    def decided(self) -> bool:
        """Is the newest version an edition?"""
        return self.newest is not None and hasattr(self.newest, "edition")

    @cached_property
    def public(self) -> bool:
        """May everybody read the newest version?"""
        return self.newest is not None and hasattr(self.newest, "publication")

    @cached_property
    def imports(self) -> list[Import]:
        """Documents that are read, or wait for a person; what broke down is neither."""
        waiting = self.authority.imports.filter(state__in=(ImportState.READING, ImportState.CHECKING))
        return list(waiting.filter(Q(job=None) | Q(job__problem="")).only("name", "state", "authority", "job_id"))

    @cached_property
    def pending(self) -> int:
        """Changes that no version has yet."""
        return self.newest.concept.changes.filter(version=None).count() if self.newest else 0

    @cached_property
    def round(self) -> Round | None:
        """The newest round."""
        rounds = Round.objects.filter(authority=self.authority).select_related("conclusion")
        return rounds.order_by("-opens_at", "-pk").first()

    @cached_property
    def phase(self) -> str:
        """Where the newest round stands; "" while there is none."""
        return participation.phase(self.round, self.now) if self.round else ""

    @cached_property
    def conclusion(self) -> Conclusion | None:
        """The end of the newest round's review."""
        return getattr(self.round, "conclusion", None)

    @cached_property
    def said(self) -> tuple[int, int]:
        """(contributions of the newest round, those without an answer)."""
        rows = Contribution.objects.filter(submission__round=self.round)
        found = rows.aggregate(
            received=Count("pk", distinct=True), open=Count("pk", filter=Q(answers=None), distinct=True)
        )
        return found["received"], found["open"]

    @cached_property
    def uploads(self) -> int:
        """Filled matrices of the newest round that nobody has confirmed."""
        return Upload.objects.filter(round=self.round, state=UploadState.PREVIEW).count() if self.round else 0

    @cached_property
    def coordination(self) -> Coordination | None:
        """The coordination of the newest version."""
        return Coordination.objects.filter(version=self.newest).first() if self.newest else None

    @cached_property
    def votes(self) -> list[approval.Vote]:
        """What the bodies have said in it."""
        return approval.votes(self.coordination, self.today) if self.coordination else []

    @cached_property
    def waiting_votes(self) -> int:
        """Bodies that have said nothing and still have time."""
        return sum(vote.cosignature is None and not vote.lapsed for vote in self.votes)

    @cached_property
    def jobs(self) -> list[Job]:
        """Other long work that is not finished."""
        reading = [each.job_id for each in self.imports if each.job_id]
        return list(Job.objects.filter(authority=self.authority, finished_at=None).exclude(pk__in=reading)[:3])

    @property
    def is_empty(self) -> bool:
        """Nothing was ever uploaded here."""
        return self.newest is None and not self.imports

    def to(self, name: str, *args: object) -> str:
        """The address of an office page of this authority."""
        return reverse(name, args=[self.authority.slug, *args])


def tasks(desk: Desk, person: Person) -> list[Task]:
    """What this person can do today, most urgent first, at most seven lines."""
    role = Membership.objects.filter(user=person.pk, authority=desk.authority).values_list("role", flat=True).first()
    return [task for task in _tasks(desk) if role in task.roles][:MOST]


def _tasks(desk: Desk) -> Iterator[Task]:
    yield from _reading(desk)
    yield from _answering(desk)
    yield from _deciding(desk)
    yield from _wording(desk)


def _reading(desk: Desk) -> Iterator[Task]:
    for each in desk.imports:
        if each.state == ImportState.CHECKING:
            yield Task(
                f"„{each.name}“ prüfen und übernehmen",
                "Das Dokument ist gelesen.",
                desk.to("concepts:check", each.pk),
            )


def _answering(desk: Desk) -> Iterator[Task]:
    if desk.round is None or desk.conclusion is not None:
        return
    received, still = desk.said
    if desk.uploads:
        title = f"{plural(desk.uploads, 'ausgefüllte Matrix,ausgefüllte Matrizen')} bestätigen"
        yield Task(title, desk.round.title, desk.to("participation:inbox", desk.round.slug), REVIEW)
    if still:
        title = f"{plural(still, 'Rückmeldung,Rückmeldungen')} beantworten"
        yield Task(title, f"{desk.round.title}, {received} insgesamt", desk.to("review:desk", desk.round.slug), REVIEW)
    if desk.phase == "closed" and not still:
        note = "Alle Rückmeldungen sind beantwortet." if received else "Es kam keine Rückmeldung."
        yield Task("Auswertung abschließen", note, desk.to("review:draft", desk.round.slug))


def _deciding(desk: Desk) -> Iterator[Task]:
    if desk.newest is None or desk.decided:
        return
    if desk.coordination is None:
        if desk.conclusion is not None:
            note = f"{desk.newest} ist aus der Auswertung entstanden."
            yield Task("Entwurf in die Abstimmung geben", note, desk.to("approval:list"))
    elif not desk.waiting_votes:
        note = "Alle haben sich geäußert, oder die Frist ist abgelaufen."
        yield Task("Beschluss eintragen", note, desk.to("approval:decide", desk.newest.ordinal), LEAD)


def _wording(desk: Desk) -> Iterator[Task]:
    if desk.newest is None:
        return
    if desk.pending:
        title = f"{plural(desk.pending, 'vorgemerkte Änderung,vorgemerkte Änderungen')} zu einer Fassung machen"
        yield Task(title, f"Grundlage ist {desk.newest}.", desk.to("concepts:edit"))
    if not desk.public and desk.conclusion is None:
        yield Task(f"{desk.newest} veröffentlichen", "Noch sieht sie nur die Werkstatt.", desk.to("concepts:versions"))
    if desk.public and (desk.round is None or (desk.decided and desk.conclusion is not None)):
        yield Task(
            "Beteiligungsrunde eröffnen",
            "Die Fassung ist öffentlich; gefragt hat noch niemand danach.",
            desk.to("participation:new_round"),
        )


def waiting(desk: Desk) -> list[Task]:
    """Whom the office waits for."""
    return list(_waiting(desk))


def _waiting(desk: Desk) -> Iterator[Task]:
    for each in desk.imports:
        if each.state == ImportState.READING:
            yield Task(f"„{each.name}“ wird gelesen", "Sie können weiterarbeiten.", desk.to("concepts:check", each.pk))
    if desk.round is not None and desk.phase == "open":
        note = f"{desk.round.title}, bis {day(desk.round.closes_at)}, bisher {plural(desk.said[0], 'Rückmeldung,Rückmeldungen')}"
        yield Task("Die Beteiligung läuft", note, desk.to("participation:inbox", desk.round.slug))
    if desk.coordination is not None and not desk.decided and desk.waiting_votes:
        title = f"{plural(desk.waiting_votes, 'Gremium hat,Gremien haben')} noch nicht mitgezeichnet"
        href = desk.to("approval:coordination", desk.coordination.pk)
        yield Task(title, f"Frist: {day(desk.coordination.due_on)}", href)
    for job in desk.jobs:
        yield Task(job.title, "Auftrag läuft.", reverse("work:job", args=[job.pk]))


NAMES = ("Einlesen", "Beteiligung", "Auswertung", "Abstimmung", "Beschluss")


def station(desk: Desk) -> int:
    """The index of the station the procedure is at; 5 = the cycle is complete."""
    if desk.newest is None:
        return 0
    if desk.round is None:
        return 1
    if desk.decided and desk.conclusion is not None:
        return 5
    if desk.phase != "closed":
        return 1
    if desk.conclusion is None:
        return 2
    return 3 if desk.coordination is None or desk.waiting_votes else 4


def steps(desk: Desk) -> list[Step]:
    """The procedure as one line, today on it."""
    here = station(desk)
    notes = _notes(desk)
    places = ("concepts:versions", "participation:rounds", "review:rounds", "approval:list", "approval:list")
    return [
        Step(
            name,
            "done" if index < here else "current" if index == here else "ahead",
            notes[index] if index <= here else "",
            desk.to(places[index]) if index <= here else "",
        )
        for index, name in enumerate(NAMES)
    ]


def _notes(desk: Desk) -> tuple[str, str, str, str, str]:
    """One remark for each station, as far as it has begun."""
    if desk.newest is None:
        return ("beginnt mit einer Datei", "", "", "", "")
    read = str(desk.newest)
    if desk.round is None:
        return (read, "noch keine Runde", "", "", "")
    when = {"ahead": f"ab {day(desk.round.opens_at)}", "open": f"bis {day(desk.round.closes_at)}"}
    received, still = desk.said
    asked = when.get(desk.phase) or plural(received, "Rückmeldung,Rückmeldungen")
    answered = f"{still} offen" if still else "alle beantwortet"
    signed = f"{len(desk.votes) - desk.waiting_votes} von {len(desk.votes)}" if desk.votes else "noch nicht begonnen"
    return (read, asked, answered, signed, "eingetragen" if desk.decided else "steht an")


def answered(desk: Desk) -> list[dict[str, object]]:
    """How many contributions of the newest round are answered, for the desk's picture; [] while there are none."""
    if desk.round is None or not desk.said[0]:
        return []
    received, still = desk.said
    return [{"name": desk.round.title, "done": received - still, "total": received}]
