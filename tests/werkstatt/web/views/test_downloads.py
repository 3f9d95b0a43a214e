"""The concept and the Synopse as files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from konzept import canonical
from tests import factories
from tests.werkstatt.web import scene
from werkstatt.authorities.models import Authority
from werkstatt.web import tasks
from werkstatt.web.queries import files

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def where(settings: Settings, tmp_path: Path) -> Authority:
    settings.PAGES = tmp_path
    return factories.authority()


@pytest.mark.parametrize(
    ("ending", "kind", "begins"),
    [
        ("json", "application/json", b"{"),
        ("md", "text/markdown", b""),
        ("docx", "application/vnd.openxmlformats", b"PK"),
        ("pdf", "application/pdf", b"%PDF"),
    ],
)
def test_each_file_comes_as_what_it_is(client: Client, where: Authority, ending: str, kind: str, begins: bytes) -> None:
    tasks.keep_pages.call(scene.first_edition(where).pk)
    page = client.get(f"/{where.slug}/konzept/erstfassung/konzept.{ending}")
    assert page.status_code == 200
    assert page.headers["Content-Type"].startswith(kind)
    assert page.content.startswith(begins)
    assert f'filename="{where.slug}-erstfassung.{ending}"' in page.headers["Content-Disposition"]


def test_the_json_is_the_sealed_wording(client: Client, where: Authority) -> None:
    version = scene.first_edition(where)
    tasks.keep_pages.call(version.pk)
    page = client.get(f"/{where.slug}/konzept/erstfassung/konzept.json")
    assert canonical.seal(canonical.from_json(json.loads(page.content))) == version.seal


def test_while_a_file_is_made_the_page_says_so(client: Client, where: Authority) -> None:
    scene.first_edition(where)
    page = client.get(f"/{where.slug}/konzept/erstfassung/konzept.pdf")
    assert page.status_code == 202
    assert page.headers["Retry-After"] == "30"
    assert "Die Datei entsteht gerade" in page.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "erstfassung/konzept.exe",
        "erstfassung/anderes.pdf",
        "fassung-1/konzept.pdf",
        "zweite/konzept.json",
        "synopse/erstfassung..fassung-1.pdf",
    ],
)
def test_what_is_not_public_has_no_file(client: Client, where: Authority, path: str) -> None:
    draft = scene.next_version(scene.first_edition(where), scene.SECRET)
    tasks.keep_pages.call(draft.pk)
    assert client.get(f"/{where.slug}/konzept/{path}").status_code == 404


def test_the_synopsis_is_a_pdf(client: Client, where: Authority) -> None:
    _, second = scene.whole(where)
    path = f"/{where.slug}/konzept/synopse/erstfassung..1-fortschreibung.pdf"
    assert client.get(path).status_code == 202
    tasks.keep_pages.call(second.pk)
    page = client.get(path)
    assert page.content.startswith(b"%PDF")
    assert page.headers["Content-Disposition"].startswith("inline")


def test_the_same_wording_is_the_same_file_whatever_it_is_called(where: Authority) -> None:
    assert files.press() == files.press()
