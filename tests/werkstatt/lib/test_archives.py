"""Files handed in together: archives are unpacked within limits, and no archive, however made, stops the others."""

from __future__ import annotations

import io
import zipfile

import pytest

from werkstatt.lib import archives
from werkstatt.lib.archives import unpacked

BROKEN = "Die Datei im Archiv ist beschädigt oder mit einem Kennwort geschützt."
MEASURES = "Übersicht der Sprachkurse im Landkreis führen.\n".encode() * 50


def zipped(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytearray:
    """An archive of these files, in this order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return bytearray(buffer.getvalue())


def taken(*handed: tuple[str, bytes | bytearray]) -> list[tuple[str, bytes, str]]:
    """Everything that comes out, with what is in its way."""
    return list(unpacked([(name, bytes(content)) for name, content in handed]))


def damaged(archive: bytearray, name: bytes) -> bytearray:
    """The packed bytes right behind this file's first header say nonsense; the list of contents stays whole."""
    begins = archive.index(name) + len(name)
    archive[begins : begins + 8] = b"\xff" * 8
    return archive


def test_a_file_that_is_no_archive_comes_out_as_it_went_in() -> None:
    assert taken(("brief.txt", b"Guten Tag"), ("leer.txt", b"")) == [
        ("brief.txt", b"Guten Tag", ""),
        ("leer.txt", b"", ""),
    ]


def test_nobody_who_hands_in_nothing_gets_anything() -> None:
    assert taken() == []
    assert taken(("leer.zip", zipped())) == []


def test_files_come_in_the_order_of_the_archive_and_by_their_own_names() -> None:
    archive = zipped(("Nord/b.docx", b"b"), ("Nord/Süd/a.docx", b"a"))
    assert taken(("alle.zip", archive)) == [("b.docx", b"b", ""), ("a.docx", b"a", "")]


def test_what_is_packed_without_being_made_smaller_comes_out_too() -> None:
    assert taken(("a.zip", zipped(("a.docx", b"a"), method=zipfile.ZIP_STORED))) == [("a.docx", b"a", "")]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_come_out_too(method: int) -> None:
    assert taken(("a.zip", zipped(("a.docx", MEASURES), method=method))) == [("a.docx", MEASURES, "")]


@pytest.mark.parametrize(
    "name",
    [
        "__MACOSX/._a.docx",
        ".DS_Store",
        "Nord/.DS_Store",
        "Nord/Thumbs.db",
        "Nord/~$a.docx",
        "Nord/._a.docx",
        "Nord\\Thumbs.db",
        "Nord\\~$a.docx",
        "Nord/",
        "Nord\\",
    ],
)
def test_what_nobody_wrote_is_left_out(name: str) -> None:
    assert taken(("alle.zip", zipped((name, b""), ("a.docx", b"a")))) == [("a.docx", b"a", "")]


@pytest.mark.parametrize("name", ["../../etc/a.docx", "/etc/a.docx", "C:\\Nord\\a.docx", "..\\a.docx", "Nord\\a.docx"])
def test_a_path_is_no_part_of_a_name(name: str) -> None:
    assert taken(("alle.zip", zipped((name, b"a")))) == [("a.docx", b"a", "")]


def test_two_files_of_one_name_in_two_folders_are_two() -> None:
    archive = zipped(("Nord/matrix.docx", b"n"), ("Süd/matrix.docx", b"s"))
    assert taken(("alle.zip", archive)) == [("matrix.docx", b"n", ""), ("matrix.docx", b"s", "")]


@pytest.mark.parametrize("mark", ["[Content_Types].xml", "mimetype", "content.xml"])
def test_office_files_are_archives_and_stay_whole(mark: str) -> None:
    document = bytes(zipped((mark, b"x"), ("word/document.xml", b"y")))
    assert taken(("a.docx", document)) == [("a.docx", document, "")]


def test_an_archive_within_an_archive_is_one_file() -> None:
    inner = bytes(zipped(("a.docx", b"a")))
    assert taken(("alle.zip", zipped(("inner.zip", inner)))) == [("inner.zip", inner, "")]


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_STORED])
def test_a_damaged_file_is_named_and_the_others_come_out(method: int) -> None:
    archive = damaged(zipped(("a.docx", MEASURES), ("b.docx", b"b"), method=method), b"a.docx")
    assert taken(("alle.zip", archive), ("c.docx", b"c")) == [
        ("a.docx", b"", BROKEN),
        ("b.docx", b"b", ""),
        ("c.docx", b"c", ""),
    ]


def test_a_method_nobody_knows_is_named() -> None:
    archive = zipped(("a.docx", MEASURES))
    listed = archive.index(b"PK\x01\x02")
    archive[8:10] = archive[listed + 10 : listed + 12] = (77).to_bytes(2, "little")
    assert taken(("alle.zip", archive)) == [("a.docx", b"", BROKEN)]


def test_an_archive_of_a_later_age_is_handed_on_as_one_file() -> None:
    archive = zipped(("a.docx", b"a"))
    archive[archive.index(b"PK\x01\x02") + 6] = 99
    assert taken(("alle.zip", archive)) == [("alle.zip", bytes(archive), "")]


@pytest.mark.parametrize("content", [b"PK", b"PK\x03\x04", b"PK\x05\x06" + b"\x00" * 10, b"PK" + b"\xff" * 500])
def test_what_only_begins_like_an_archive_is_one_file(content: bytes) -> None:
    assert taken(("alle.zip", content)) == [("alle.zip", content, "")]


def test_an_archive_that_was_cut_off_is_one_file() -> None:
    archive = zipped(("a.docx", MEASURES))
    assert taken(("alle.zip", archive[:-30])) == [("alle.zip", bytes(archive[:-30]), "")]


def test_a_file_that_promises_less_than_it_holds_gives_no_more_than_promised() -> None:
    archive = zipped(("a.docx", b"0" * 5_000))
    listed = archive.index(b"PK\x01\x02")
    for place in (22, listed + 24):
        archive[place : place + 4] = (10).to_bytes(4, "little")
    [(_, content, _)] = taken(("alle.zip", archive))
    assert len(content) <= 10


def test_files_are_counted_across_archives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_FILES", 3)
    found = taken(("a.zip", zipped(("1", b"1"), ("2", b"2"))), ("3", b"3"), ("4", b"4"), ("5", b"5"))
    assert [name for name, _, problem in found if not problem] == ["1", "2", "3"]
    assert found[3] == ("4", b"", "Mehr als 3 Dateien auf einmal. Bitte auf mehrere Lieferungen verteilen.")


def test_one_file_that_is_too_large_does_not_stop_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LARGEST", 2_000)
    found = taken(("alle.zip", zipped(("gross.docx", b"0" * 2_001), ("klein.docx", b"0" * 2_000))))
    assert [(name, len(content)) for name, content, _ in found] == [("gross.docx", 0), ("klein.docx", 2_000)]
    assert "größer als" in found[0][2]
    assert "Bilder daraus entfernen" in found[0][2]


def test_nothing_more_is_unpacked_once_all_together_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "ALL_TOGETHER", 3_000)
    found = taken(("alle.zip", zipped(*((str(number), b"0" * 1_000) for number in range(5)))))
    assert [bool(content) for _, content, _ in found] == [True, True, True, False, False]
    assert all("auf mehrere Lieferungen" in problem for _, content, problem in found if not content)
