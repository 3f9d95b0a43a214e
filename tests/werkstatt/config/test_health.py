from __future__ import annotations

from http import HTTPStatus
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from werkstatt.config import health, settings

pytestmark = pytest.mark.django_db


def test_alive_and_ready(client: Client) -> None:
    settings.HOME.mkdir(parents=True, exist_ok=True)
    assert client.get("/health/live").json() == {"live": True}
    response = client.get("/health/ready")
    assert (response.status_code, response.json()) == (HTTPStatus.OK, {"ready": True, "faults": []})


def test_a_missing_folder_is_told(client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "HOME", tmp_path / "fort")
    response = client.get("/health/ready")
    assert response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert response.json()["faults"] == ["folder"]


def test_missing_migrations_are_told() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'journal'")
    assert "migrations" in health.faults()


def test_health_is_not_sent_to_https(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/health/live").status_code == HTTPStatus.OK
    assert client.get("/konto/anmelden/").status_code == HTTPStatus.MOVED_PERMANENTLY


def test_every_answer_carries_the_headers(client: Client) -> None:
    headers = client.get("/konto/anmelden/").headers
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_file_is_no_folder(client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "datei").write_text("x")
    monkeypatch.setattr(settings, "HOME", tmp_path / "datei")
    assert client.get("/health/ready").json()["faults"] == ["folder"]
    assert client.get("/health/live").status_code == HTTPStatus.OK, "alive is not ready"


def test_what_is_wrong_is_told_together(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "HOME", tmp_path / "fort")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'review'")
    assert health.faults() == ["migrations", "folder"]


@pytest.mark.parametrize("page", ["live", "ready"])
def test_health_tells_nothing_else_and_leaves_no_cookie(client: Client, page: str) -> None:
    response = client.get(f"/health/{page}")
    assert set(response.json()) <= {"live", "ready", "faults"}
    assert not response.cookies
