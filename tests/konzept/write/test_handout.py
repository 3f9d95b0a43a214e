"""One handout, four writers: whatever it is made of, each of them takes it, and none of its words is lost."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as parsing

from konzept.write import handout
from konzept.write.handout import (
    Block,
    Card,
    Cards,
    Handout,
    Heading,
    Items,
    NewPage,
    Room,
    Sheet,
    Words,
)
from tests.konzept.write.handouts import DOSSIER, words_of

some = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
texts = st.text(max_size=40)
lists = st.lists(texts, max_size=3).map(tuple)
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, st.integers(-1, 9), texts),
    st.builds(Words, texts, st.booleans()),
    st.builds(Items, lists, st.booleans()),
    st.builds(
        Sheet,
        lists,
        st.lists(lists, max_size=3).map(tuple),
        st.lists(st.floats(-1, 9), max_size=3).map(tuple),
        texts,
        st.booleans(),
    ),
    st.builds(Room, st.integers(-1, 5)),
    st.builds(
        Cards,
        st.lists(st.builds(Card, texts, lists, texts), max_size=5).map(tuple),
        st.integers(1, 4),
        st.integers(1, 4),
    ),
    st.just(NewPage()),
)
handouts = st.builds(
    Handout,
    texts,
    st.lists(blocks, max_size=6).map(tuple),
    st.sampled_from(["de", "ar", "uk", "de-AT", "", "x"]),
    texts,
    texts,
    st.booleans(),
)


def parts(made: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert package.testzip() is None
        return {
            name: etree.fromstring(package.read(name))
            for name in package.namelist()
            if name.endswith((".xml", ".rels"))
        }


@some
@given(handouts)
def test_any_handout_is_a_word_file(given_: Handout) -> None:
    found = parts(handout.docx(given_))
    assert {"word/document.xml", "word/styles.xml", "word/numbering.xml", "docProps/core.xml"} <= set(found)


@some
@given(handouts)
def test_any_handout_is_an_opendocument_text(given_: Handout) -> None:
    assert {"content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"} <= set(parts(handout.odt(given_)))


@some
@given(handouts)
def test_any_handout_is_a_fragment(given_: Handout) -> None:
    assert parsing.fromstring(handout.html(given_)).tag == "article"


@pytest.mark.parametrize("words", ["\uf500", "\uf500\ue001 und \U0010ff00", "\uf0b7 \u2cfb", "\u2cfb"])
def test_private_signs_as_word_makes_them_are_squares(words: str) -> None:
    assert handout.pdf(Handout(words, (), subtitle=words)).startswith(b"%PDF")


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(handouts)
def test_any_handout_is_a_pdf(given_: Handout) -> None:
    assert handout.pdf(given_).startswith(b"%PDF")


WORDS = (
    "Landkreis Erlenau",
    "Dossier für Tisch 3",
    "Regionalkonferenz am 14. März 2026",
    "Worum es geht",
    "erlenau.example",
    "Stand: 14. März 2026.",
    "Was fehlt?",
    "Karten",
    "Bisher gesagt",
    "Übersicht 17 führen",
    "strittig",
    "Unterschrift",
    "Bo Li",
)


def said(form: str) -> str:
    """All words of the dossier in a form, in one line."""
    if form == "pdf":
        return words_of(handout.pdf(DOSSIER))
    if form == "html":
        return " ".join(parsing.fromstring(handout.html(DOSSIER)).itertext())
    made, name = (
        (handout.docx(DOSSIER), "word/document.xml") if form == "docx" else (handout.odt(DOSSIER), "content.xml")
    )
    return "".join(parts(made)[name].itertext())


@pytest.mark.parametrize("form", ["docx", "odt", "pdf", "html"])
def test_no_words_are_lost(form: str) -> None:
    found = said(form)
    assert [words for words in WORDS if words not in found] == []


@pytest.mark.parametrize(
    "empty", [Handout(""), Handout("T", (NewPage(), Sheet((), ()), Cards(()), Items(()), Room(0), Words("")))]
)
def test_almost_nothing_is_a_handout_too(empty: Handout) -> None:
    assert parts(handout.docx(empty))
    assert parts(handout.odt(empty))
    assert handout.pdf(empty).startswith(b"%PDF")
    assert "<h1" in handout.html(empty)


def test_what_everybody_needs_comes_from_one_place() -> None:
    assert {"Handout", "Sheet", "Picture", "docx", "odt", "pdf", "html"} <= set(handout.__all__)
    assert all(hasattr(handout, name) for name in handout.__all__)
