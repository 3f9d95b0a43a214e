"""A mail server for whoever needs one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import imap
from tests.imap import Server


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
