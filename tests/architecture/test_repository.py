"""What no tracked file may hold, and that it is caught."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.laws import repository
from tests.architecture.laws.source import ROOT, plant


def test_no_file_names_a_registry() -> None:
    assert repository.registry_hosts(repository.tracked(ROOT)) == []


@pytest.mark.parametrize("host", repository.HOSTS)
def test_a_registry_is_caught(tmp_path: Path, host: str) -> None:
    plant(tmp_path, "package-lock.json", f'{{"resolved": "https://registry.{host}/x"}}')
    assert len(repository.registry_hosts(repository.tracked(tmp_path))) == 1


def test_nothing_is_put_off() -> None:
    assert repository.later(repository.tracked(ROOT)) == []


@pytest.mark.parametrize("word", ["TO" + "DO", "FIX" + "ME", "X" + "XX"])
def test_putting_off_is_caught(tmp_path: Path, word: str) -> None:
    plant(tmp_path, "src/konzept/diff.py", f"a = 1  # {word}: später")
    assert len(repository.later(repository.tracked(tmp_path))) == 1


def test_pictures_and_files_that_are_gone_are_left_out(tmp_path: Path) -> None:
    picture = tmp_path / "mark.png"
    picture.write_bytes(b"\x89PNG\xff")
    assert list(repository.texts([picture, tmp_path / "gone"])) == []
