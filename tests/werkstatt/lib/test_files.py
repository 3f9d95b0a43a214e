from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies
from pytest_django import Settings

from werkstatt.lib import files


@pytest.fixture(autouse=True)
def elsewhere(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"


@given(strategies.binary(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
def test_what_is_kept_comes_back_under_its_digest(content: bytes) -> None:
    sha256 = files.keep(content)
    assert sha256 == hashlib.sha256(content).hexdigest()
    assert files.load(sha256) == content


def test_keeping_twice_is_keeping_once(tmp_path: Path) -> None:
    first = files.keep(b"Satzung")
    written = files.place(first).stat().st_mtime_ns
    assert files.keep(b"Satzung") == first
    assert files.place(first).stat().st_mtime_ns == written
    assert len([path for path in (tmp_path / "files").rglob("*") if path.is_file()]) == 1


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b"
    files.write_whole(target, b"alt")
    files.write_whole(target, b"neu")
    assert target.read_bytes() == b"neu"
    assert [path.name for path in target.parent.iterdir()] == ["b"]


def test_what_was_never_kept_is_not_found() -> None:
    with pytest.raises(FileNotFoundError):
        files.load("0" * 64)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("brief.pdf", "attachment; filename=\"brief.pdf\"; filename*=utf-8''brief.pdf"),
        (
            "Über „uns“.pdf",
            "attachment; filename=\"_ber _uns_.pdf\"; filename*=utf-8''%C3%9Cber%20%E2%80%9Euns%E2%80%9C.pdf",
        ),
        ('a"b\r\nX: y', "attachment; filename=\"a_b__X_ y\"; filename*=utf-8''a%22b%0D%0AX%3A%20y"),
    ],
)
def test_a_file_is_saved_under_its_own_name(name: str, wanted: str) -> None:
    assert files.attachment(name) == wanted
