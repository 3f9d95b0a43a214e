"""The concept and the Synopse as files."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from konzept import canonical
from tests import factories
from tests.werkstatt.web import scene
from werkstatt.authorities.models import Authority
from werkstatt.web import tasks
from werkstatt.web.queries import files, issues

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
        "synopse/erstfassung..fassung-1.docx",
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


def test_the_changes_are_a_word_document_that_holds_both(client: Client, where: Authority) -> None:
    _, second = scene.whole(where)
    path = f"/{where.slug}/konzept/synopse/erstfassung..1-fortschreibung"
    assert client.get(f"{path}.docx").status_code == 202
    tasks.keep_pages.call(second.pk)
    page = client.get(f"{path}.docx")
    assert page.headers["Content-Disposition"].startswith("attachment")
    body = zipfile.ZipFile(io.BytesIO(page.content)).read("word/document.xml").decode()
    assert f'w:author="{where.name}"' in body
    assert "<w:ins " in body
    assert f"{path}.docx" in client.get(f"{path}/").content.decode()


def test_files_are_made_of_neighbours_alone_and_nobody_waits_for_others(client: Client, where: Authority) -> None:
    _, second = scene.whole(where)
    third = scene.next_version(second, "Dritte.")
    scene.publish(third)
    far, near = (f"/{where.slug}/konzept/synopse/{old}..fassung-2" for old in ("erstfassung", "1-fortschreibung"))
    for ending in ("pdf", "docx"):
        assert client.get(f"{far}.{ending}").status_code == 404
        assert client.get(f"{near}.{ending}").status_code == 202
    assert "fassung-2.docx" in client.get(f"{near}/").content.decode()
    page = client.get(f"{far}/")
    assert page.status_code == 200
    assert "fassung-2.docx" not in page.content.decode()


def test_the_same_wording_is_the_same_file_whatever_it_is_called(where: Authority) -> None:
    assert files.press() == files.press()


def test_what_the_browser_has_is_not_sent_again(client: Client, where: Authority) -> None:
    tasks.keep_pages.call(scene.first_edition(where).pk)
    path = f"/{where.slug}/konzept/erstfassung/konzept.pdf"
    first = client.get(path)
    again = client.get(path, headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"] == "public, no-cache"
    assert client.get(path, headers={"if-none-match": '"etwas anderes"'}).content == first.content


def test_a_tag_of_another_file_is_no_reason_to_send_nothing(client: Client, where: Authority) -> None:
    tasks.keep_pages.call(scene.first_edition(where).pk)
    base = f"/{where.slug}/konzept/erstfassung/konzept"
    tag = client.get(f"{base}.json").headers["ETag"]
    assert client.get(f"{base}.md", headers={"if-none-match": tag}).status_code == 200


def test_a_draft_is_in_no_file_whatever_is_made(client: Client, where: Authority) -> None:
    first, second = scene.whole(where)
    draft = scene.next_version(second, scene.SECRET)
    for version in (first, second, draft):
        tasks.keep_pages.call(version.pk)
    for edition in ("erstfassung", "1-fortschreibung", "fassung-0", "fassung-1"):
        for ending in ("json", "md"):
            page = client.get(f"/{where.slug}/konzept/{edition}/konzept.{ending}")
            assert page.status_code == 200
            assert scene.SECRET not in page.content.decode()
    assert client.get(f"/{where.slug}/konzept/fassung-2/konzept.json").status_code == 404


def test_the_page_that_asks_to_wait_offers_what_is_there_already(client: Client, where: Authority) -> None:
    version = scene.first_edition(where)
    issue = issues.current(where.slug)
    assert issue is not None
    tasks.keep_file(issue, "md")
    page = client.get(f"/{where.slug}/konzept/erstfassung/konzept.docx").content.decode()
    assert "Schon fertig:" in page
    assert f"/{where.slug}/konzept/erstfassung/konzept.md" in page
    assert "konzept.json" not in page
    assert version.pk == issue.pk


def test_files_set_no_cookie_and_are_what_they_say(client: Client, where: Authority) -> None:
    tasks.keep_pages.call(scene.first_edition(where).pk)
    for ending in files.WRITERS:
        page = client.get(f"/{where.slug}/konzept/erstfassung/konzept.{ending}")
        assert not page.cookies
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert page.headers["Content-Disposition"].startswith("inline" if ending == "pdf" else "attachment")
