"""`werkstatt`: Django's commands and our own; what is wrong is one line and exit status 2."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.machine import ROOT

RUN = "from werkstatt.config.cli import main; import sys; sys.argv[0] = 'werkstatt'; main()"


def werkstatt(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run it as its own process, with these variables and no others of ours."""
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("WERKSTATT_") and name != "DJANGO_SETTINGS_MODULE"
    }
    environment = {**clean, "PYTHONPATH": str(ROOT / "src"), **variables}
    arguments = [sys.executable, "-c", RUN, *words]
    return subprocess.run(arguments, env=environment, capture_output=True, text=True, check=False, cwd="/tmp")


@pytest.fixture
def good(tmp_path: Path) -> dict[str, str]:
    return {"WERKSTATT_SECRET": "x" * 60, "WERKSTATT_HTTPS": "no", "WERKSTATT_HOME": str(tmp_path)}


def test_a_bad_document_is_one_line_and_status_2(good: dict[str, str], tmp_path: Path) -> None:
    document = tmp_path / "konzept.docx"
    document.write_bytes(b"PK\x03\x04kaputt")
    assert werkstatt("migrate", "--verbosity", "0", **good).returncode == 0
    done = werkstatt("demo", "--file", str(document), **good)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.strip().splitlines()) == 1
    assert "„konzept.docx“ ist beschädigt" in done.stderr
    assert sorted(each.name.split("-")[0] for each in tmp_path.iterdir()) == ["konzept.docx", "werkstatt.sqlite3"]


def test_a_wrong_setting_stops_every_command_with_one_line(good: dict[str, str]) -> None:
    for words in (["migrate"], ["demo"], ["serve"]):
        done = werkstatt(*words, **{**good, "WERKSTATT_SECRET": "kurz"})
        assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1), words
        assert done.stderr.startswith("werkstatt: WERKSTATT_SECRET ist zu kurz")
        assert "Traceback" not in done.stderr


def test_an_unknown_command_is_told(good: dict[str, str]) -> None:
    done = werkstatt("tanzen", **good)
    assert done.returncode == 1
    assert "tanzen" in done.stderr
