"""A round that runs, and who opens its post."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import factories
from werkstatt.accounts.models import User
from werkstatt.participation.models import Round


@pytest.fixture
def running() -> Round:
    return factories.round_()


@pytest.fixture
def alma(running: Round) -> User:
    return factories.person(running.authority)


@pytest.fixture
def client(alma: User) -> Client:
    """Hers."""
    return factories.signed_in(alma)
