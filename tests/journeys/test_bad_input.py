"""What should not come in: a clear sentence each, nothing lost, nothing written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest
from lxml import etree

from tests.journeys import paper
from tests.journeys.caller import SMALL, Office, Reply, element_of, office
from tests.journeys.house import House

CONTENT_TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
COUNTED = ("concepts_version", "participation_submission", "participation_contribution", "review_answer")


@pytest.fixture(scope="module")
def alma(site: House) -> Office:
    """With a public concept and two open rounds."""
    it = office(site, "erlenau")
    it.publish(SMALL.encode())
    it.open_round("Erste Runde")
    it.open_round("Zweite Runde")
    return it


@pytest.fixture
def nothing_written(site: House) -> Callable[[], bool]:
    """Are there as many rows as at the beginning?"""

    def count() -> list[int]:
        return [int(site.ask(f"SELECT count(*) FROM {table}")[0][0]) for table in COUNTED]

    before = count()
    return lambda: count() == before


def encrypted(good: bytes) -> bytes:
    """What Word makes of a document with a password: an OLE container with the encrypted package in it."""
    names = "EncryptionInfo".encode("utf-16-le") + bytes(36) + "EncryptedPackage".encode("utf-16-le")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + names + bytes(4096)


def bomb(good: bytes) -> bytes:
    """200 MB when unpacked."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        with archive.open("word/document.xml", "w") as part:
            for _ in range(200):
                part.write(bytes(1024 * 1024))
    return buffer.getvalue()


def renamed(good: bytes) -> bytes:
    """A PDF."""
    return b"%PDF-1.7\n" + good


def truncated(good: bytes) -> bytes:
    """The connection broke half way."""
    return good[: len(good) // 2]


def empty(good: bytes) -> bytes:
    """Nothing."""
    return b""


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (encrypted, "ist mit einem Kennwort geschützt"),
        (empty, "Diese Datei ist leer"),
        (bomb, "wird beim Entpacken zu groß"),
        (renamed, "beschädigt oder kein lesbares PDF"),
        (truncated, "ist beschädigt oder unvollständig"),
    ],
)
def test_a_document_that_is_none(
    alma: Office,
    shared: Path,
    spoil: Callable[[bytes], bytes],
    sentence: str,
    nothing_written: Callable[[], bool],
) -> None:
    reply = alma.upload("Konzept.docx", spoil((shared / "specimens" / "ilm-kreis.docx").read_bytes()))
    page = alma.caller.waited(reply) if reply.location else reply
    assert sentence in page.words
    assert page.status == 200
    assert nothing_written()
    assert "Landkreis Erlenau" in alma.caller.get("/erlenau/konzept/").words


@pytest.mark.parametrize("where", ["public", "office"])
def test_a_matrix_of_another_round(alma: Office, where: str, nothing_written: Callable[[], bool]) -> None:
    matrix = download(alma, "/erlenau/mitmachen/erste-runde/matrix.docx")
    reply = hand_in(alma, where, "zweite-runde", matrix)
    page = alma.caller.waited(reply)
    assert "gehört zu einer anderen Runde" in page.words
    assert nothing_written()


def test_a_matrix_with_two_ids_in_one_row(alma: Office, tmp_path: Path, nothing_written: Callable[[], bool]) -> None:
    source = tmp_path / "Matrix.docx"
    source.write_bytes(download(alma, "/erlenau/mitmachen/erste-runde/matrix.docx"))

    def confuse(root: etree._Element) -> None:
        one, other = paper.measures(root, 0)[:2]
        link = paper.cells(other)[0].find(f".//{paper.W}hyperlink")
        assert link is not None
        paper.cells(one)[0].findall(f"{paper.W}p")[-1].append(link)
        paper.type_into(paper.cells(one)[paper.COMMENT], "Wozu gehört das?")

    filled = paper.reworked(source, tmp_path / "Verwirrt.docx", confuse)
    page = alma.caller.waited(hand_in(alma, "public", "erste-runde", filled.read_bytes()))
    assert "In dieser Zeile stehen zwei Kennungen." in page.words
    sent = alma.caller.fill(page.path, {"take-0": "on", "uid-0": ""})
    assert sent.status == 200
    assert "Bitte wählen, was gemeint ist." in sent.words
    assert "Wozu gehört das?" in sent.words
    assert nothing_written()


@pytest.mark.parametrize("name", ["Notiz.docx", "Matrix.pdf"])
def test_a_matrix_that_is_none(alma: Office, name: str, nothing_written: Callable[[], bool]) -> None:
    page = alma.caller.waited(hand_in(alma, "public", "erste-runde", b"Liebe Kollegin, anbei nichts.", name))
    assert f"„{name}“ ist keine ausgefüllte Matrix." in page.words
    assert nothing_written()


def test_a_form_of_a_megabyte(alma: Office, nothing_written: Callable[[], bool]) -> None:
    address = element_of(alma.caller, "/erlenau/mitmachen/erste-runde/")
    reply = alma.caller.fill(address, {"comment": "x" * 1_000_000})
    assert reply.status == 413
    assert "Das ist zu groß" in reply.words
    assert "Gespeichert ist davon nichts." in reply.words
    assert nothing_written()


def test_a_form_that_is_only_too_long_comes_back_as_it_was_filled_in(
    alma: Office, nothing_written: Callable[[], bool]
) -> None:
    address = element_of(alma.caller, "/erlenau/mitmachen/erste-runde/")
    words = "Das ist mir wichtig. " * 1000
    reply = alma.caller.fill(address, {"comment": words, "verdict": "new"})
    assert reply.status == 200
    assert "höchstens 10000 Zeichen" in reply.words
    assert words in reply.text
    assert nothing_written()


def download(alma: Office, path: str) -> bytes:
    """An empty matrix."""
    with urlopen(alma.caller.site + path) as response:
        return bytes(response.read())


def hand_in(alma: Office, where: str, round_: str, content: bytes, name: str = "Matrix.docx") -> Reply:
    """By the public page, or by the office's inbox."""
    public, inbox = f"/erlenau/mitmachen/{round_}/abgeben/", f"{alma.desk}beteiligung/{round_}/eingang/"
    address, field = (public, "file") if where == "public" else (inbox, "matrices")
    return alma.caller.fill(address, {}, {field: (name, content)})
