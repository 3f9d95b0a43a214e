"""Files from outside: each bad one is refused in one German sentence that says what to do."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from konzept.model import Problem
from konzept.read import read
from konzept.read.container import MAX_FILE, MAX_PART, MAX_PARTS, MAX_TEXT, decode, open_docx, parse_xml, sniff
from tests.konzept.read.builders import saved, with_parts, word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DOCUMENT = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def archive(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return stream.getvalue()


def a_docx() -> bytes:
    document = word()
    document.add_paragraph("Ein Absatz")
    return saved(document)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "ist leer"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "Kennwort"),
        (OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "alte Word-Format"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"{\\rtf1\\ansi Hallo}", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "Bild"),
        (b"\xff\xd8\xff\xe0", "Bild"),
        (b"GIF89a", "Bild"),
        (archive({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}), "OpenDocument"),
        (archive({"xl/workbook.xml": b"<x/>"}), "Excel"),
        (archive({"ppt/presentation.xml": b"<x/>"}), "PowerPoint"),
        (archive({"lies.txt": b"hallo"}), "ZIP-Archiv"),
        (archive({}), "ZIP-Archiv"),
        (b"PK\x03\x04 kein Archiv", "beschädigt"),
        (a_docx()[:4000], "beschädigt"),
        (a_docx()[:-30], "beschädigt"),
        (bytes(range(256)) * 8, "keinen lesbaren Text"),
        (b"\x00\x01\x02\x03" * 100, "keinen lesbaren Text"),
        (b"   \n\t \n", "keinen Text"),
        (b"\xef\xbb\xbf", "keinen Text"),
        (b"\xff\xfea\x00b", "keinen lesbaren Text"),
    ],
)
@pytest.mark.parametrize("name", ["konzept.docx", "konzept.txt"])
def test_refused(data: bytes, words: str, name: str) -> None:
    with pytest.raises(Problem) as caught:
        read(data, name)
    sentence = str(caught.value)
    assert words in sentence
    assert f"„{name}“" in sentence
    assert sentence.endswith(".")
    assert "!" not in sentence


def test_too_large_files_are_refused_before_anything_is_read() -> None:
    with pytest.raises(Problem, match="größer als 50 MB"):
        sniff(b"x" * (MAX_FILE + 1), "riesig.docx")
    with pytest.raises(Problem, match="größer als 4 MB"):
        decode(b"x" * (MAX_TEXT + 1), "riesig.txt")


def test_a_bomb_is_seen_in_its_directory() -> None:
    bomb = archive({"word/document.xml": b" " * (200 * 1024 * 1024)})
    assert len(bomb) < 300_000
    with pytest.raises(Problem, match="Entpacken zu groß"):
        read(bomb, "bombe.docx")


def test_a_small_bomb_is_seen_by_its_ratio() -> None:
    with pytest.raises(Problem, match="Entpacken zu groß"):
        open_docx(archive({"word/document.xml": b" " * (20 * 1024 * 1024)}), "bombe.docx")


def test_a_directory_that_lies_does_not_help() -> None:
    data = bytearray(archive({"word/document.xml": b" " * (40 * 1024 * 1024)}))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 1000)
    with pytest.raises(Problem):
        read(bytes(data), "luege.docx")


def test_a_part_too_large_for_memory_is_refused() -> None:
    noise = bytes(range(256)) * (MAX_PART // 256 + 1)
    data = archive({"word/document.xml": noise + b"x", "a": b""}, zipfile.ZIP_STORED)
    with pytest.raises(Problem, match="Entpacken zu groß"):
        open_docx(data, "gross.docx")


def test_too_many_parts_are_refused() -> None:
    parts = {f"word/x{at}.xml": b"" for at in range(MAX_PARTS + 1)}
    with pytest.raises(Problem, match="mehr als 2000 Teile"):
        open_docx(archive(parts), "viele.docx")


def test_an_encrypted_archive_is_refused() -> None:
    data = bytearray(archive({"word/document.xml": b"<x/>"}))
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(Problem, match="verschlüsselt"):
        open_docx(bytes(data), "geheim.docx")


def test_a_damaged_part_is_refused() -> None:
    data = bytearray(archive({"word/document.xml": b"<x>" + b"lang" * 5000 + b"</x>"}))
    data[60:70] = b"\xff" * 10
    with pytest.raises(Problem, match="beschädigt"):
        read(bytes(data), "kaputt.docx")


def test_an_unknown_compression_is_refused() -> None:
    data = bytearray(archive({"word/document.xml": b"<x/>"}))
    for at in (data.find(b"PK\x03\x04") + 8, data.rfind(b"PK\x01\x02") + 10):
        data[at : at + 2] = struct.pack("<H", 99)
    with pytest.raises(Problem, match="beschädigt"):
        read(bytes(data), "fremd.docx")


@pytest.mark.parametrize(
    "xml",
    [
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
        b'<!DOCTYPE x SYSTEM "file:///etc/hostname"><x/>',
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>',
        b"<!DOCTYPE l ["
        + b"".join(b'<!ENTITY l%d "%s">' % (at, b"&l%d;" % (at - 1) * 10) for at in range(1, 9))
        + b"]><l>&l8;</l>",
        b"<x>",
        b"",
        b"kein XML",
        b"<x>" * 3000 + b"</x>" * 3000,
    ],
)
def test_xml_that_no_word_file_holds(xml: bytes) -> None:
    with pytest.raises(Problem, match=r"beschädigt|Dokumenttyp"):
        parse_xml(xml, "x.docx")


def test_an_entity_in_a_document_is_refused() -> None:
    entity = '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + DOCUMENT.format(
        "<w:p><w:r><w:t>&e;</w:t></w:r></w:p>"
    )
    with pytest.raises(Problem, match="Dokumenttyp"):
        read(with_parts(a_docx(), {"word/document.xml": entity}), "x.docx")


def test_a_document_without_body_is_refused() -> None:
    with pytest.raises(Problem, match="kein Word-Dokument"):
        read(with_parts(a_docx(), {"word/document.xml": "<x/>"}), "x.docx")


def test_a_document_without_text_is_refused() -> None:
    with pytest.raises(Problem, match="keinen Text"):
        read(saved(word()), "x.docx")


def test_missing_parts_are_no_harm() -> None:
    bare = archive({"word/document.xml": DOCUMENT.format("<w:p><w:r><w:t>Hallo Auenland</w:t></w:r></w:p>").encode()})
    assert "Hallo Auenland" in str(read(bare, "x.docx").concept)
    assert open_docx(bare, "x.docx").xml("word/styles.xml") is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(encoding: str) -> None:
    text = "Integrationskonzept für die Auen – „Öffnung“ und Größe"
    assert decode(text.encode(encoding), "x.txt").lstrip("\ufeff") == text


def test_a_word_file_is_known_by_its_bytes() -> None:
    assert sniff(a_docx(), "ohne-endung") == "docx"
    assert sniff(b"# Titel", "konzept.docx") == "text"
