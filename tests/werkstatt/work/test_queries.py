from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from tests import factories
from tests.werkstatt.work import deeds
from werkstatt.work import actions, queries
from werkstatt.work.models import Job, Mail

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


@override_settings(SCHEDULES={"a.b": 60, "c.d": 86_400})
def test_an_interval_has_one_number() -> None:
    assert queries.due_schedules(NOON) == queries.due_schedules(NOON + timedelta(seconds=59))
    minute_later = queries.due_schedules(NOON + timedelta(seconds=60))
    assert [first == second for first, second in zip(queries.due_schedules(NOON), minute_later, strict=True)] == [
        False,
        True,
    ]


@pytest.mark.django_db
def test_waiting_and_stranded_mails_are_unsent_and_those_on_their_way_not() -> None:
    now = timezone.now()
    waiting, stranded, on_its_way = (
        Mail.objects.create(recipient="a@erlenau.example", subject="Betreff", body="Text", sent_at=at)
        for at in (None, now - timedelta(minutes=11), now - timedelta(minutes=9))
    )
    assert set(queries.unsent(now)) == {waiting, stranded}
    assert on_its_way not in queries.unsent(now)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("of_an_authority", "days", "outdated"),
    [(True, 13, False), (True, 15, True), (False, 1, False), (False, 3, True)],
)
def test_regular_work_is_outdated_sooner(*, of_an_authority: bool, days: int, outdated: bool) -> None:
    where = factories.authority() if of_an_authority else None
    job = actions.start(deeds.stumble, authority=where, person=None, title="Versuch", goes_to="")
    Job.objects.filter(pk=job.pk).update(finished_at=timezone.now() - timedelta(days=days))
    assert queries.outdated(timezone.now()).exists() is outdated


@pytest.mark.django_db
def test_unfinished_work_is_never_outdated() -> None:
    job = actions.start(deeds.stumble, authority=None, person=None, title="Versuch", goes_to="")
    Job.objects.filter(pk=job.pk).update(created_at=timezone.now() - timedelta(days=99))
    assert not queries.outdated(timezone.now()).exists()
