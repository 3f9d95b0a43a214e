"""Settings fail loudly, in one sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

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


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("WERKSTATT_LOG", "LAUT", "erlaubt sind DEBUG, INFO, WARNING, ERROR"),
        ("WERKSTATT_LOG", "", "erlaubt sind DEBUG"),
        ("WERKSTATT_HOSTS", " , ", "WERKSTATT_HOSTS ist leer"),
        ("WERKSTATT_MAIL", "localhost:25", "muss mit smtp:// beginnen"),
        ("WERKSTATT_MAIL", "smtp://", "muss mit smtp:// beginnen"),
        ("WERKSTATT_MAIL", "smtp://amt:geheim@mail.example:abc", "Der Port muss eine Zahl sein"),
        ("WERKSTATT_DATABASE", "postgresql://db.example:99999/werk", "Der Port muss eine Zahl sein"),
        ("WERKSTATT_DATABASE", "postgresql://amt:geheim@db.example", "nennt keine Datenbank"),
        ("WERKSTATT_DATABASE", "postgresql:///werk", "einen Rechner nennen"),
        ("WERKSTATT_HOME", "/gibt/es/nicht", "diesen Ordner gibt es nicht"),
        ("WERKSTATT_HOME", "/etc/passwd", "diesen Ordner gibt es nicht"),
        ("WERKSTATT_HTTPS", "YES", "erlaubt sind „yes“ und „no“"),
        ("WERKSTATT_PROXIES", "-1", "eine Zahl von 0 bis 9"),
        ("WERKSTATT_PROXIES", "10", "eine Zahl von 0 bis 9"),
        ("WERKSTATT_PROXIES", "zwei", "eine Zahl von 0 bis 9"),
        ("WERKSTATT_PROXIES", "²", "eine Zahl von 0 bis 9"),
    ],
)
def test_each_wrong_variable_is_named_without_its_password(variable: str, value: str, sentence: str) -> None:
    done = start(**{**GOOD, variable: value})
    assert done.returncode == 2
    assert variable in done.stderr
    assert sentence in done.stderr
    assert "geheim" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_options_of_a_database_address_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WERKSTATT_DATABASE", "postgresql://amt@db.example/werk?sslmode=require&connect_timeout=5")
    assert settings.database()["OPTIONS"] == {
        "sslmode": "require",
        "connect_timeout": "5",
        "pool": {"min_size": 1, "max_size": 8},
    }


def test_a_socket_is_a_host_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WERKSTATT_DATABASE", "postgresql://werkstatt@%2Fvar%2Frun/postgres")
    found = settings.database()
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("/var/run", "", "postgres")


@pytest.mark.parametrize("value", ["", "  "])
def test_an_empty_address_is_none(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("WERKSTATT_MAIL", value)
    assert settings.address("WERKSTATT_MAIL", {"smtp"}) is None


@pytest.mark.parametrize(("value", "meant"), [("", 1), (" ", 1), ("0", 0), ("2", 2), (" 3 ", 3)])
def test_a_small_number_or_its_default(monkeypatch: pytest.MonkeyPatch, value: str, meant: int) -> None:
    monkeypatch.setenv("WERKSTATT_PROXIES", value)
    assert settings.few("WERKSTATT_PROXIES", 1) == meant


def test_a_folder_that_nobody_named_may_be_made_later(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("WERKSTATT_HOME", raising=False)
    assert settings.folder("WERKSTATT_HOME", tmp_path / "var") == tmp_path / "var"
    monkeypatch.setenv("WERKSTATT_HOME", str(tmp_path))
    assert settings.folder("WERKSTATT_HOME", Path("/")) == tmp_path


@pytest.mark.parametrize(("port", "security"), [(587, "True False"), (465, "False True"), (25, "False False")])
def test_a_mail_server_is_spoken_to_as_its_port_wants(port: int, security: str) -> None:
    code = "from werkstatt.config import settings as s; print(s.EMAIL_USE_TLS, s.EMAIL_USE_SSL, s.EMAIL_HOST_PASSWORD)"
    address = f"smtp://amt:p%40ss@mail.example:{port}"
    clean = {name: value for name, value in os.environ.items() if not name.startswith("WERKSTATT_")}
    environment = {**clean, **GOOD, "PYTHONPATH": str(ROOT / "src"), "WERKSTATT_MAIL": address}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"{security} p@ss"
