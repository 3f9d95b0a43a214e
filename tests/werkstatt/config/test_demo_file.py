"""An office with a document of its own: all of it or nothing."""

from __future__ import annotations

from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from konzept.model import Kind
from tests import factories
from werkstatt.accounts.models import User
from werkstatt.authorities.models import Authority
from werkstatt.concepts.models import Import, Publication, Version
from werkstatt.concepts.queries import text_of
from werkstatt.journal.models import Entry
from werkstatt.journal.queries import first_break
from werkstatt.participation.models import Round

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(settings: Settings, tmp_path: Path) -> Path:
    """A workshop's folder of its own."""
    settings.HOME, settings.FILES = tmp_path / "home", tmp_path / "home" / "files"
    settings.HOME.mkdir()
    return Path(settings.HOME)


def demo(document: Path) -> str:
    out = StringIO()
    call_command("demo", file=document, stdout=out)
    return out.getvalue()


def test_a_real_concept_is_read_in_and_public(home: Path, shared: Path) -> None:
    printed = demo(shared / "specimens" / "ilm-kreis.docx")
    version = Version.objects.get()
    kinds = Counter(element.kind for element in text_of(version).walk())
    assert kinds[Kind.AREA] >= 5
    assert kinds[Kind.MEASURE] >= 30
    assert Publication.objects.get().version == version
    assert Import.objects.get().version == version
    assert "Anmelden können Sie sich als" in printed
    assert first_break() is None


def test_a_small_document_is_enough_and_tells_no_story(home: Path, tmp_path: Path) -> None:
    document = tmp_path / "konzept.md"
    document.write_bytes(factories.document())
    demo(document)
    assert Authority.objects.get().slug == "verwaltung"
    assert User.objects.count() == 4
    assert not Round.objects.exists()
    with pytest.raises(CommandError, match="schon eingerichtet"):
        demo(document)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("leer.docx", b"", "ist leer"),
        ("kaputt.docx", b"PK\x03\x04kaputt", "beschädigt"),
        ("brief.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1alt", "alte Word-Format"),
        ("bild.docx", b"\x89PNG\r\n", "ein Bild"),
        ("fehlt.docx", None, "gibt es nicht"),
    ],
)
def test_a_bad_file_is_one_sentence_and_leaves_nothing(
    home: Path, tmp_path: Path, name: str, content: bytes | None, sentence: str
) -> None:
    document = tmp_path / name
    if content is not None:
        document.write_bytes(content)
    with pytest.raises(CommandError, match=sentence) as refused:
        demo(document)
    assert refused.value.returncode == 2
    assert name in str(refused.value)
    assert "\n" not in str(refused.value)
    assert not any(table.objects.exists() for table in (Authority, User, Import, Version, Entry))
    assert list(home.rglob("*")) == []


def test_a_folder_is_no_document(home: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="lässt sich nicht lesen"):
        demo(tmp_path)
    assert not Authority.objects.exists()


def test_after_a_bad_file_a_good_one_works(home: Path, tmp_path: Path) -> None:
    bad, good = tmp_path / "leer.md", tmp_path / "konzept.md"
    bad.write_bytes(b"")
    good.write_bytes(factories.document())
    with pytest.raises(CommandError):
        demo(bad)
    assert "Beauftragte" in demo(good)
    assert Version.objects.count() == 1


def test_each_start_has_passwords_of_its_own(home: Path, tmp_path: Path, settings: Settings) -> None:
    document = tmp_path / "konzept.md"
    document.write_bytes(factories.document())
    words = {line.split()[-1] for line in demo(document).splitlines()[1:]}
    assert len(words) == 4
    assert all(len(word) >= 16 for word in words)
    kept = home / "demo-sign-ins.json"
    assert kept.stat().st_mode & 0o077 == 0
    kept.unlink()
    out = StringIO()
    call_command("demo", stdout=out)
    assert out.getvalue().strip() == "", "a workshop that is no demo tells nobody how to sign in"


def test_a_document_that_is_read_with_doubts_is_public_all_the_same(home: Path, tmp_path: Path) -> None:
    document = tmp_path / "konzept.md"
    document.write_bytes(factories.document("| Jobcenter Erlenau | fortlaufend |", "| | |"))
    demo(document)
    assert Publication.objects.count() == 1
    assert Import.objects.get().doubts is not None
