"""Archives and XML made to do harm: refused in one sentence, or read without what they bring along; nothing else is opened."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from konzept import canonical
from konzept.model import Problem
from konzept.read import Reading, read
from konzept.read.compose import MAX_DEPTH
from tests.konzept.read.builders import NAMES, body, everything, saved, sentences, with_parts, word
from tests.konzept.read.mutants import packed
from tests.konzept.read.mutants_verdict import sentence_fault

REL = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MIB = 1024 * 1024


def said(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def document(inner: str = "", names: str = "") -> bytes:
    return f"<w:document {NAMES} {names}><w:body>{said('Konzept Auenland')}{inner}</w:body></w:document>".encode()


def raw(inner: str = "", names: str = "", **others: bytes) -> bytes:
    parts = {
        "word/document.xml": document(inner, names),
        **{name.replace("__", "/"): data for name, data in others.items()},
    }
    return packed(parts)


def refused(data: bytes, name: str = "konzept.docx") -> str:
    with pytest.raises(Problem) as problem:
        read(data, name)
    assert not sentence_fault(str(problem.value), name)
    return str(problem.value)


# --- archives -----------------------------------------------------------------------------------------------------


def deflated(parts: Iterable[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def test_a_part_that_grows_a_thousandfold_is_not_unpacked() -> None:
    bomb = deflated([("word/document.xml", document()), ("word/media/x.bin", bytes(20 * MIB))])
    assert "wird beim Entpacken zu groß" in refused(bomb)


def test_many_parts_that_are_large_together_are_not_unpacked() -> None:
    parts = [(f"word/header{at}.xml", bytes(MIB)) for at in range(110)]
    assert "wird beim Entpacken zu groß" in refused(deflated([("word/document.xml", document()), *parts]))


def test_an_archive_in_an_archive_is_not_opened() -> None:
    bomb = deflated([("a.xml", bytes(50 * MIB))])
    for _ in range(5):
        bomb = deflated([(f"{at}.zip", bomb) for at in range(4)])
    reading = read(raw(word__embeddings__x=bomb), "konzept.docx")
    assert reading.concept.title == "Konzept Auenland"


def test_ten_thousand_parts_are_too_many() -> None:
    assert "mehr als 2000 Teile" in refused(
        packed({"word/document.xml": document(), **{f"x{at}": b"" for at in range(10_000)}})
    )


def patched(data: bytes, part: bytes, field: int, value: int) -> bytes:
    """The archive whose directory says something else of a part (offset within its entry)."""
    at = data.index(b"PK\x01\x02")
    while data[at + 46 : at + 46 + len(part)] != part:
        at = data.index(b"PK\x01\x02", at + 1)
    return data[: at + field] + struct.pack("<L", value) + data[at + field + 4 :]


@pytest.mark.parametrize("size", [0, 10, 10 * MIB, 0xFFFFFFFF])
@pytest.mark.parametrize("field", [20, 24], ids=["packed", "unpacked"])
def test_a_directory_that_lies_about_sizes(field: int, size: int) -> None:
    data = deflated([("word/document.xml", document(said("Satz. ") * 500))])
    refused(patched(data, b"word/document.xml", field, size))


@pytest.mark.parametrize("place", [7, 0x7FFFFFFF])
def test_a_directory_that_lies_about_places(place: int) -> None:
    data = deflated([("x", b"y" * 500), ("word/document.xml", document())])
    refused(patched(data, b"word/document.xml", 42, place))


def test_parts_that_overlap_are_no_way_to_more_than_a_file_holds() -> None:
    one = deflated([("word/document.xml", document()), ("word/header1.xml", b"<a>" + b"x" * 1000 + b"</a>")])
    refused_or_read = patched(one, b"word/header1.xml", 42, 0)
    refused(refused_or_read)


def test_the_same_name_twice_is_one_part() -> None:
    buffer = io.BytesIO(raw())
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", document(said("die zweite")))
    assert "die zweite" in everything(read(buffer.getvalue(), "konzept.docx"))


@pytest.mark.parametrize(
    "name", ["../../../etc/cron.d/x", "/etc/passwd", "C:\\x.xml", "word/../../x", "word/header1.xml/../x", "a\x00b"]
)
def test_names_that_lead_elsewhere_lead_nowhere(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert (
        read(packed({"word/document.xml": document(), name: b"<x/>"}), "konzept.docx").concept.title
        == "Konzept Auenland"
    )
    assert list(tmp_path.iterdir()) == []


# --- XML ----------------------------------------------------------------------------------------------------------

LAUGHS = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
DTDS = {
    "a billion laughs": f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>',
    "quadratic": f'<!DOCTYPE x [<!ENTITY l9 "{"ha" * 50_000}">]>',
    "a file": '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/hostname">]>',
    "an address": '<!DOCTYPE x [<!ENTITY l9 SYSTEM "http://127.0.0.1:9/x">]>',
    "a parameter": '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>',
    "a DTD elsewhere": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    "nothing": "<!DOCTYPE x>",
}


@pytest.mark.parametrize("dtd", DTDS.values(), ids=DTDS)
@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/styles.xml", "word/header1.xml", "word/_rels/document.xml.rels"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_definition_is_refused(dtd: str, part: str, encoding: str) -> None:
    used = "&l9;" if "l9" in dtd else ""
    text = f'<?xml version="1.0" encoding="{encoding}"?>{dtd}<w:document {NAMES}><w:body>{said(used * 1000)}</w:body></w:document>'
    refused(packed({"word/document.xml": document(), part: text.encode(encoding)}))


@pytest.mark.parametrize("depth", [200, 100_000])
def test_elements_nested_far_too_deep(depth: int) -> None:
    inner = "<w:ins>" * depth + "<w:r><w:t>unten</w:t></w:r>" + "</w:ins>" * depth
    data = raw(f"<w:p>{inner}</w:p>")
    if depth > 250:
        refused(data)
    else:
        assert "unten" in everything(read(data, "konzept.docx"))


def nested_table(depth: int) -> str:
    inner = said(f"Stufe {depth}") + (nested_table(depth - 1) if depth else "")
    return f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"


def test_tables_in_too_many_tables_are_left_out_by_name() -> None:
    reading = read(raw(nested_table(60)), "konzept.docx")
    assert all(f"Stufe {depth}" in everything(reading) for depth in range(61))
    assert [sentence for sentence in sentences(reading, "left_out") if "zu tief verschachtelt" in sentence]


def test_boxes_in_boxes_are_read_once_however_many() -> None:
    opened, closed = "<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"
    reading = read(raw(opened * 40 + said("innen") + closed * 40), "konzept.docx")
    assert everything(reading).count("innen") == 1
    reading = read(raw(opened * (MAX_DEPTH - 1) + said("innen") + closed * (MAX_DEPTH - 1)), "konzept.docx")
    assert everything(reading).count("innen") == 1


# --- what a file brings along -------------------------------------------------------------------------------------


def test_macros_are_left_out_and_said() -> None:
    reading = read(
        with_parts(saved(body(word(), said("Ein Satz."))), {"word/vbaProject.bin": "Sub AutoOpen()"}), "plan.docm"
    )
    assert sentences(reading, "left_out") == ["Nicht übernommen (Makros): „werden nie ausgeführt“."]
    assert "AutoOpen" not in everything(reading)


def test_embedded_objects_are_left_out_and_said() -> None:
    ole = '<w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" r:id="rId9" ProgID="Package"/></w:object>'
    reading = read(
        raw(f"<w:p><w:r>{ole}</w:r></w:p>", R, word__embeddings__oleObject1=b"\xd0\xcf\x11\xe0 geheim"), "konzept.docx"
    )
    assert sentences(reading, "left_out") == ["Nicht übernommen (eingebettetes Objekt): „Package“."]


def test_another_document_that_is_put_in_is_said_and_not_opened() -> None:
    chunks = '<w:altChunk r:id="rId7"/><w:subDoc r:id="rId8"/>'
    reading = read(raw(chunks, R, word__afchunk=b"<html>geheim</html>"), "konzept.docx")
    assert len(sentences(reading, "left_out")) == 2
    assert "geheim" not in everything(reading)


def local(target: Path) -> Reading:
    """A Word file that points to a file of this machine in every way there is."""
    address = target.as_uri()
    kinds = ("hyperlink", "image", "attachedTemplate", "aFChunk", "subDocument", "oleObject", "frame")
    rels = "".join(
        f'<Relationship Id="rId{at}" Type="{OFFICE}/{kind}" Target="{address}" TargetMode="External"/>'
        for at, kind in enumerate(kinds)
    )
    field = (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> INCLUDETEXT "{address}" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>was zuletzt dort stand</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    inner = (
        f'<w:p><w:hyperlink r:id="rId0"><w:r><w:t>hier</w:t></w:r></w:hyperlink></w:p><w:p>{field}</w:p>'
        f'<w:p><w:fldSimple w:instr="INCLUDEPICTURE &quot;{address}&quot;"><w:r><w:t>Feld</w:t></w:r></w:fldSimple></w:p>'
        '<w:p><w:r><w:drawing><a:blip xmlns:a="urn:a" r:link="rId1"/></w:drawing></w:r></w:p><w:altChunk r:id="rId3"/><w:subDoc r:id="rId4"/>'
    )
    relations = f"<Relationships {REL}>{rels}</Relationships>".encode()
    settings = f'<w:settings {NAMES} {R}><w:attachedTemplate r:id="rId2"/></w:settings>'.encode()
    parts = {
        "word/document.xml": document(inner, R),
        "word/_rels/document.xml.rels": relations,
        "word/settings.xml": settings,
    }
    return read(packed(parts), "konzept.docx")


def test_files_of_this_machine_are_neither_opened_nor_named(tmp_path: Path) -> None:
    secret = tmp_path / "geheim.txt"
    secret.write_text("Das Kennwort", "utf-8")
    reading = local(secret)
    kept = canonical.dumps(reading.concept) + everything(reading)
    assert "Kennwort" not in kept
    assert "geheim.txt" not in kept
    assert "file:" not in kept
    for words in ("hier", "was zuletzt dort stand", "Feld"):
        assert words in kept


@pytest.mark.parametrize(
    "link", ["file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "\\\\server\\x", "/etc/passwd"]
)
def test_a_link_in_a_text_that_leads_to_no_page_stays_words(link: str) -> None:
    reading = read(
        f"# Konzept Auen\n\n## 1 Vorwort\n\nSiehe [hier]({link}) und ![Bild]({link}).".encode(), "konzept.md"
    )
    (text,) = (element.text for element in reading.concept.walk() if element.text)
    assert "hier" in text
    assert f"]({link})" not in text
