"""Settings fail loudly, in one sentence."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.conf import settings as live
from django.core.exceptions import ImproperlyConfigured

from tests.machine import ROOT
from werkstatt.config import settings

GOOD = {"WERKSTATT_SECRET": "x" * 60, "WERKSTATT_HTTPS": "no"}


def start(**variables: str) -> subprocess.CompletedProcess[str]:
    """`werkstatt check` with these variables and no others of ours."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("WERKSTATT_")}
    environment = {
        **clean,
        "DJANGO_SETTINGS_MODULE": "werkstatt.config.settings",
        "PYTHONPATH": str(ROOT / "src"),
        **variables,
    }
    code = "from werkstatt.config.cli import main; import sys; sys.argv = ['werkstatt', 'check']; main()"
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False, cwd="/tmp"
    )


def test_the_least_that_must_be_set() -> None:
    assert start(**GOOD).returncode == 0


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({}, "WERKSTATT_SECRET fehlt"),
        ({"WERKSTATT_SECRET": "kurz"}, "mindestens 50 Zeichen"),
        ({**GOOD, "WERKSTATT_HTTPS": "vielleicht"}, "erlaubt sind „yes“ und „no“"),
        ({**GOOD, "WERKSTATT_DATEBASE": "x"}, "Unbekannte Einstellung: WERKSTATT_DATEBASE"),
        ({**GOOD, "WERKSTATT_DATABASE": "mysql://x"}, "muss mit postgresql:// beginnen"),
    ],
)
def test_what_is_wrong_is_one_line_and_status_2(variables: dict[str, str], sentence: str) -> None:
    done = start(**variables)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_database_address_is_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WERKSTATT_DATABASE", "postgresql://amt:p%40ss@db.example:5433/werk")
    found = settings.database()
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "amt",
        "p@ss",
        "db.example",
        "5433",
        "werk",
    )


def test_without_an_address_it_is_sqlite_as_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WERKSTATT_DATABASE", raising=False)
    options = settings.database()["OPTIONS"]
    assert isinstance(options, dict)
    assert options["transaction_mode"] == "IMMEDIATE"
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        assert pragma in options["init_command"]


def test_a_setting_without_default_must_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WERKSTATT_LOG", raising=False)
    with pytest.raises(ImproperlyConfigured, match="wie viel mitgeschrieben wird"):
        settings.setting("WERKSTATT_LOG")
    assert settings.setting("WERKSTATT_LOG", "INFO") == "INFO"


def test_no_inline_script_or_style_and_nothing_from_elsewhere() -> None:
    directives = live.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert directives["script-src"] == directives["style-src"] == ["'self'"]
    assert directives["default-src"] == ["'none'"]
    assert not any("unsafe" in str(value) or "http" in str(value) for value in directives.values())


def test_debug_is_off_and_cookies_are_not_for_scripts() -> None:
    assert not settings.DEBUG
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.CSRF_COOKIE_HTTPONLY


def test_regular_tasks_and_subscribers_exist() -> None:
    for path in (*live.SCHEDULES, *live.WHEN_PUBLISHED, live.SEND_MAIL):
        module, _, name = path.rpartition(".")
        assert hasattr(__import__(module, fromlist=[name]), name), path
