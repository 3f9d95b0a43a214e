"""The house's clock. Rows that say when something happened take their time here, so that old procedures can be told again (demo, tests)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    """This moment, aware; or the one that `at` set."""
    return _moment.get() or timezone.now()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Within, it is this moment (aware)."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)
