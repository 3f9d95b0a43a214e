"""The clock runs, stands where it is told to, and runs on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from werkstatt.lib import clock

THEN = datetime(2021, 3, 24, 18, 0, tzinfo=UTC)


def test_it_runs() -> None:
    assert abs(clock.now() - timezone.now()) < timedelta(seconds=5)


def test_it_stands_where_it_is_told_and_runs_on() -> None:
    with clock.at(THEN):
        assert clock.now() == THEN
        with clock.at(THEN + timedelta(days=1)):
            assert clock.now() == THEN + timedelta(days=1)
        assert clock.now() == THEN
    assert clock.now() > THEN + timedelta(days=365)
