"""What higher stages do with a published version is theirs to test."""

from __future__ import annotations

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _nobody_listens(settings: Settings) -> None:
    settings.WHEN_PUBLISHED = []
