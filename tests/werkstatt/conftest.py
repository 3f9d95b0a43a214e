"""A mail server for whoever needs one."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests import imap
from tests.imap import Server

# tried by number of examples, never by the clock: a busy machine is no counter-example
# The same examples in every run, so that a change is what turns main red and not chance; LAWS=anew looks for new ones.
settings.register_profile(
    "laws",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=os.environ.get("LAWS") != "anew",
)
settings.load_profile("laws")


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Server]:
    """Started when the first test asks for it."""
    with imap.server() as it:
        yield it


@pytest.fixture
def server(dovecot: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """An empty inbox, and its certificate is trusted."""
    dovecot.empty()
    monkeypatch.setenv("SSL_CERT_FILE", dovecot.certificate)
    return dovecot
