"""Pages and files of a published version are made once."""

from __future__ import annotations

from pathlib import Path

import brotli
import pytest
from django.conf import settings as product
from django.core.management import call_command
from django.test import Client
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from konzept.model import Concept as Text
from konzept.model import Problem
from tests import factories
from tests.werkstatt.web import scene
from werkstatt.concepts.actions import publish
from werkstatt.lib import pages
from werkstatt.web import tasks
from werkstatt.web.queries import files, issues, kept

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.PAGES = tmp_path
    return tmp_path


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


def test_publishing_has_the_pages_made() -> None:
    assert product.WHEN_PUBLISHED == ["werkstatt.web.tasks.keep_pages"]
    version = factories.version()
    publish(version, None)
    row = DBTaskResult.objects.get()
    assert row.task_path == "werkstatt.web.tasks.keep_pages"
    assert row.args_kwargs["args"] == [version.pk]


def test_the_reading_page_and_every_file_are_kept(client: Client) -> None:
    version = scene.first_edition(factories.authority())
    tasks.keep_pages.call(version.pk)
    issue = issues.current(version.concept.authority.slug)
    assert issue is not None
    page = client.get(f"/{issue.authority_slug}/konzept/", headers={"accept-encoding": "br"})
    assert page.headers["Content-Encoding"] == "br"
    assert "Sprachkurse mit Kinderbetreuung" in brotli.decompress(page.content).decode()
    assert all(pages.kept(files.name_of_file(issue, ending)) for ending in files.WRITERS)


def test_the_synopsis_with_the_edition_before_is_kept() -> None:
    where = factories.authority()
    _, second = scene.whole(where)
    tasks.keep_pages.call(second.pk)
    new, old = issues.issues(where.slug)
    assert pages.kept(kept.name_of_synopsis(old, new))
    assert pages.kept(files.name_of_synopsis_file(old, new))
    assert pages.kept(files.name_of_changes_file(old, new))


def test_a_second_run_does_nothing(folder: Path) -> None:
    version = scene.first_edition(factories.authority())
    tasks.keep_pages.call(version.pk)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    tasks.keep_pages.call(version.pk)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_what_is_not_public_is_not_kept(folder: Path) -> None:
    draft = scene.next_version(scene.first_edition(factories.authority()), scene.SECRET)
    tasks.keep_pages.call(draft.pk)
    tasks.keep_pages.call(0)
    assert names(folder) == set()


def test_after_an_update_everything_is_made_anew(folder: Path) -> None:
    where = factories.authority()
    scene.whole(where)
    call_command("keep_pages")
    made = names(folder)
    assert len(made) == 2 * len(tasks.KEPT_IN) * 3 + 2 * len(files.WRITERS) + 3 + 2
    call_command("keep_pages")
    assert names(folder) == made


def test_a_file_that_cannot_be_made_stands_in_nobodys_way(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Text) -> bytes:
        raise Problem("Das geht nicht.")

    monkeypatch.setitem(files.WRITERS, "pdf", refuse)
    version = scene.first_edition(factories.authority())
    with pytest.raises(Problem):
        tasks.keep_pages.call(version.pk)
    issue = issues.current(version.concept.authority.slug)
    assert issue is not None
    assert pages.kept(kept.name_of_reading(issue))
    assert [ending for ending in files.WRITERS if not pages.kept(files.name_of_file(issue, ending))] == ["pdf"]


def test_what_is_missing_is_made_regularly(folder: Path) -> None:
    assert "werkstatt.web.tasks.keep_missing" in product.SCHEDULES
    factories.published()
    tasks.keep_missing.call("")
    before = names(folder)
    assert before
    victim = next(path for path in folder.rglob("*") if path.is_file() and not path.suffix)
    victim.unlink()
    tasks.keep_missing.call("")
    assert names(folder) == before
