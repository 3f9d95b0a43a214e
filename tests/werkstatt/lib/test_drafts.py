"""Kept drafts: the newest state counts, what is outdated is erased."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from pytest_django import Settings

from werkstatt.lib import drafts, pages

SLOT = pages.name_of("protokoll", 1)
OLD, NEW = pages.name_of("alt"), pages.name_of("neu")


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.PAGES = tmp_path
    return tmp_path


@given(content=st.binary(max_size=200))
@examples(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_draft_comes_back_as_it_was_kept(content: bytes) -> None:
    drafts.keep(SLOT, NEW, content)
    assert drafts.load(SLOT, NEW) == content


def test_what_was_never_kept_is_none() -> None:
    assert drafts.load(SLOT, NEW) is None


def test_a_newer_draft_takes_the_place_of_the_older(folder: Path) -> None:
    drafts.keep(SLOT, OLD, b"Frau Lind sagt")
    drafts.keep(SLOT, NEW, b"[Name] sagt")
    assert drafts.load(SLOT, NEW) == b"[Name] sagt"
    assert [path.read_bytes()[drafts.NAMES :] for path in folder.rglob("*") if path.is_file()] == [b"[Name] sagt"]


def test_an_outdated_draft_is_not_given_and_erased(folder: Path) -> None:
    drafts.keep(SLOT, OLD, b"Frau Lind sagt")
    assert drafts.load(SLOT, NEW) is None
    assert [path for path in folder.rglob("*") if path.is_file()] == []
    assert drafts.load(SLOT, OLD) is None


def test_slots_do_not_disturb_each_other() -> None:
    other = pages.name_of("protokoll", 2)
    drafts.keep(SLOT, OLD, b"eins")
    drafts.keep(other, NEW, b"zwei")
    assert (drafts.load(SLOT, OLD), drafts.load(other, NEW)) == (b"eins", b"zwei")


def test_many_who_write_at_once_leave_one_whole_draft() -> None:
    def write(number: int) -> None:
        drafts.keep(SLOT, NEW, str(number).encode() * 10_000)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(8)))
    found = drafts.load(SLOT, NEW)
    assert found in {str(number).encode() * 10_000 for number in range(8)}
