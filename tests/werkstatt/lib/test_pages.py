"""Kept pages: written once, found by name, served in the encoding the browser takes."""

from __future__ import annotations

import gzip
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli
import hypothesis
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from pytest_django import Settings

from werkstatt.lib import pages

CONTENT = "<p>Träger und Maßnahmen</p>".encode() * 50


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.PAGES = tmp_path
    return tmp_path


def test_a_kept_page_comes_back_in_each_encoding() -> None:
    name = pages.name_of("seite", "siegel")
    pages.keep(name, CONTENT)
    assert pages.load(name, "") == (CONTENT, "")
    packed, encoding = pages.load(name, "gzip, deflate") or (b"", "")
    assert encoding == "gzip"
    assert gzip.decompress(packed) == CONTENT
    packed, encoding = pages.load(name, "gzip, deflate, br, zstd") or (b"", "")
    assert encoding == "br"
    assert brotli.decompress(packed) == CONTENT
    assert len(packed) < len(CONTENT) / 10


def test_what_is_not_kept_is_not_there_and_may_come_later() -> None:
    name = pages.name_of("noch nicht")
    assert pages.load(name, "br") is None
    assert not pages.kept(name)
    pages.keep(name, CONTENT)
    assert pages.kept(name)
    assert pages.load(name, "br") is not None


def test_a_page_that_was_cut_short_is_served_as_far_as_it_is_whole(folder: Path) -> None:
    name = pages.name_of("halb")
    pages.keep(name, CONTENT)
    pages.place(name, ".br").unlink()
    assert pages.load(name, "br, gzip") == (pages.place(name, ".gz").read_bytes(), "gzip")


def test_the_plain_file_is_the_last_one_written_and_says_that_all_are_there(folder: Path) -> None:
    name = pages.name_of("reihenfolge")
    pages.keep(name, CONTENT)
    times = [pages.place(name, ending).stat().st_mtime_ns for ending in (".br", ".gz", "")]
    assert times == sorted(times)


def test_keeping_twice_changes_nothing(folder: Path) -> None:
    name = pages.name_of("zweimal")
    pages.keep(name, CONTENT)
    before = pages.place(name, "").stat().st_mtime_ns
    pages.keep(name, b"anderes")
    assert pages.place(name, "").stat().st_mtime_ns == before


def test_files_that_are_packed_already_are_kept_as_they_are(folder: Path) -> None:
    name = pages.name_of("datei.pdf")
    pages.keep(name, b"%PDF", compress=False)
    assert sorted(path.name for path in folder.rglob(f"{name}*")) == [name]
    assert pages.load(name, "br, gzip") == (b"%PDF", "")


def test_two_installations_of_the_same_text_have_the_same_bytes(folder: Path) -> None:
    one, other = pages.name_of("eins"), pages.name_of("zwei")
    pages.keep(one, CONTENT)
    pages.keep(other, CONTENT)
    assert pages.place(one, ".gz").read_bytes() == pages.place(other, ".gz").read_bytes()


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", [""]),
        ("identity", [""]),
        ("gzip", ["gzip", ""]),
        ("gzip, br", ["br", "gzip", ""]),
        ("br;q=1.0, gzip;q=0.5", ["br", "gzip", ""]),
        ("br;q=0, gzip", ["gzip", ""]),
        ("br; q=0", [""]),
        ("br;q=0.0, gzip ; q=0.000", [""]),
        ("br;q=0.001, gzip;q=0.9", ["br", "gzip", ""]),
        ("GZIP, Br", ["br", "gzip", ""]),
        (",,;", [""]),
        ("*", [""]),
        ("x-gzipped, brotli", [""]),
    ],
)
def test_encodings_are_tried_best_first(header: str, expected: list[str]) -> None:
    assert list(pages.accepted(header)) == expected


def test_a_name_says_all_that_a_page_was_made_of() -> None:
    assert pages.name_of("a", 1, None) == pages.name_of("a", 1, None)
    assert pages.name_of("a", 1, None) != pages.name_of("a", 1, "None")
    assert pages.name_of(["a", "b"]) != pages.name_of(["ab"])
    assert len(pages.name_of("a")) == 64


def test_another_template_is_another_house(tmp_path: Path) -> None:
    one, other = tmp_path / "eins", tmp_path / "zwei"
    for path, text in ((one, "<p>"), (other, "<b>")):
        path.mkdir()
        (path / "seite.html").write_text(text)
        (path / "bild.woff2").write_text(text)
    assert pages.fingerprint(one) != pages.fingerprint(other)
    (other / "seite.html").write_text("<p>")
    pages.fingerprint.cache_clear()
    assert pages.fingerprint(one) == pages.fingerprint(other)


def test_a_fingerprint_knows_only_what_pages_are_made_of(tmp_path: Path) -> None:
    (tmp_path / "seite.html").write_text("<p>")
    before = pages.fingerprint(tmp_path)
    (tmp_path / "notiz.txt").write_text("nur für uns")
    pages.fingerprint.cache_clear()
    assert pages.fingerprint(tmp_path) == before
    for name in ("tafel.css", "bild.svg", "satz.typ", "werk.py"):
        (tmp_path / name).write_text("neu")
        pages.fingerprint.cache_clear()
        assert pages.fingerprint(tmp_path) != before


@given(st.lists(st.one_of(st.text(max_size=8), st.integers(), st.none(), st.booleans()), max_size=4))
def test_a_name_is_sixty_four_hex_digits_and_always_the_same(facts: list[object]) -> None:
    name = pages.name_of(*facts)
    assert re.fullmatch(r"[0-9a-f]{64}", name)
    assert pages.name_of(*facts) == name
    assert pages.name_of(*facts, "mehr") != name


@given(st.text(max_size=80))
def test_whatever_a_browser_says_it_is_served(header: str) -> None:
    *first, last = pages.accepted(header)
    assert last == ""
    assert set(first) <= {"br", "gzip"}


@given(content=st.binary(max_size=300))
@hypothesis.settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_encoding_holds_the_same_page(content: bytes) -> None:
    name = pages.name_of("gleich", content.hex())
    pages.keep(name, content)
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}
    for header in ("br", "gzip", ""):
        found = pages.load(name, header)
        assert found is not None
        assert found[1] == header
        assert unpack[header](found[0]) == content


def test_two_at_once_keep_one_whole_page(folder: Path) -> None:
    name = pages.name_of("zugleich")
    with ThreadPoolExecutor(4) as pool:
        for _ in pool.map(lambda _: pages.keep(name, CONTENT), range(4)):
            pass
    assert pages.load(name, "") == (CONTENT, "")
    assert sorted(path.suffix for path in folder.rglob("*") if path.is_file()) == ["", ".br", ".gz"]
