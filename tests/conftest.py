"""Shared by all tests: where the common ground lies."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The read-only folder of specimens and gold; only CI may not do without it."""
    if not SHARED.is_dir():
        message = f"{SHARED} fehlt: die Probedokumente liegen dort"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return SHARED
