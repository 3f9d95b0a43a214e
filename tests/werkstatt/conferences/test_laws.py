"""Whatever people and the office do in whatever order, some things always hold. Stories at random, the same for the same number."""

from __future__ import annotations

import random
from collections import Counter
from contextlib import suppress

import pytest

from konzept.model import Problem
from tests import factories
from werkstatt.conferences import actions, queries
from werkstatt.conferences.models import Conference, Registration, RegistrationState, Seat
from werkstatt.journal.models import Entry
from werkstatt.journal.queries import first_break
from werkstatt.participation.models import Contact
from werkstatt.work.models import Mail

pytestmark = pytest.mark.django_db

STEPS = 30


class Story:
    """A small conference, and what happens to it."""

    def __init__(self, number: int) -> None:
        self.dice = random.Random(number)
        self.conference = factories.conference(capacity=4)
        self.tables = factories.topic_tables(self.conference, 3, seats=4)
        self.widest = 4
        self.ever = 0

    def happen(self) -> None:
        """One thing of many."""
        self.dice.choice([self.come, self.come, self.come, self.leave, self.widen, self.seat, self.move, self.loosen])()

    def come(self) -> None:
        wishes = self.dice.sample(self.tables, self.dice.randrange(4))
        address = self.dice.choice(["", f"gast{self.ever}@erlenau.example"])
        house = self.dice.choice(["", "VHS", "Jobcenter"])
        factories.coming(self.conference, f"Gast {self.ever}", *wishes, email=address, organisation=house, needs="Ruhe")
        self.ever += 1

    def anybody(self) -> Registration | None:
        rows = list(Registration.objects.select_related("conference").order_by("pk"))
        return self.dice.choice(rows) if rows else None

    def leave(self) -> None:
        if who := self.anybody():
            actions.cancel(who)

    def widen(self) -> None:
        now = Conference.objects.get(pk=self.conference.pk)
        capacity = self.dice.randrange(2, 9)
        self.widest = max(self.widest, capacity)
        hours = [(each.starts_at, each.ends_at) for each in now.sittings.all()]
        actions.change(now, None, sittings=hours, capacity=capacity)

    def seat(self) -> None:
        actions.assign(self.conference)

    def move(self) -> None:
        who, table = self.anybody(), self.dice.choice(self.tables)
        sitting = self.dice.choice(list(self.conference.sittings.all()))
        if who:
            with suppress(Problem):  # of somebody who left, or where what is pinned stands against it
                actions.move(who, None, sitting=sitting, table=table)

    def loosen(self) -> None:
        who = self.anybody()
        if who:
            actions.release(who, None, sitting=self.conference.sittings.all()[0])


def check(story: Story) -> None:
    """What holds after each step."""
    now = Conference.objects.get(pk=story.conference.pk)
    found = queries.counts(now)
    assert not (found.free and found.waiting), "ein Platz ist frei, und jemand wartet"
    assert found.registered <= story.widest
    waiting = list(Registration.objects.filter(state=RegistrationState.WAITING).values_list("pk", flat=True))
    seated = set(Seat.objects.values_list("registration", flat=True))
    assert not seated & set(waiting), "wer wartet, sitzt"
    gone = Registration.objects.filter(state=RegistrationState.CANCELLED)
    assert not seated & set(gone.values_list("pk", flat=True)), "wer abgesagt hat, sitzt"
    assert not gone.exclude(contact=None).exists()
    assert not any(row.needs or row.organisation for row in gone)
    at = Counter(Seat.objects.values_list("table", "sitting"))
    assert max(at.values(), default=0) <= 4, "ein Tisch ist zu voll"


@pytest.mark.parametrize("number", range(6))
def test_a_story_holds_at_every_step(number: int) -> None:
    story = Story(number)
    for _ in range(STEPS):
        story.happen()
        check(story)
    assert Registration.objects.count() == story.ever
    assert Contact.objects.count() == Registration.objects.exclude(contact=None).count()
    assert first_break() is None


@pytest.mark.parametrize("number", range(3))
def test_nothing_of_a_story_stands_in_the_journal(number: int) -> None:
    story = Story(number)
    for _ in range(STEPS):
        story.happen()
    told = repr(list(Entry.objects.filter(deed__startswith="conferences.").values_list("subject", "facts")))
    assert not any(words in told for words in ("Gast", "erlenau.example", "VHS", "Jobcenter", "Ruhe"))


@pytest.mark.parametrize("number", range(3))
def test_who_came_first_moves_up_first(number: int) -> None:
    dice = random.Random(number)
    full = factories.conference(capacity=3)
    everybody = [factories.coming(full, f"Gast {place}") for place in range(9)]
    for leaving in dice.sample(everybody, 5):
        actions.cancel(leaving)
    present = [row for row in Registration.objects.order_by("pk") if row.state != RegistrationState.CANCELLED]
    assert [row.state for row in present] == ["registered"] * 3 + ["waiting"]


def test_each_who_moves_up_is_written_to_once() -> None:
    full = factories.conference(capacity=1)
    everybody = [factories.coming(full, email=f"g{place}@erlenau.example") for place in range(4)]
    for leaving in everybody[:3]:
        actions.cancel(leaving)
    told = Mail.objects.filter(subject__startswith="Ein Platz ist frei").values_list("recipient", flat=True)
    assert sorted(told) == [f"g{place}@erlenau.example" for place in (1, 2, 3)]
