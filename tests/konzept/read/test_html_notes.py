"""Footnotes of HTML pages in the shapes that Word, LibreOffice, pandoc and content systems give them."""

from __future__ import annotations

import pytest

from konzept.read.blocks import Document, words_of
from konzept.read.html_page import read

PANDOC = (
    '<p>Verein<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>.</p>'
    '<section id="footnotes" class="footnotes"><hr><ol><li id="fn1"><p>Siehe <b>Feld</b> 6'
    '<a href="#fnref1" class="footnote-back">↩︎</a></p></li></ol></section>'
)
LIBREOFFICE = (
    '<p>Verein<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>.</p>'
    '<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>Siehe</p>'
    "<p>Feld 6</p></div>"
)
WORD = (
    '<p>Verein<a style=\'mso-footnote-id:ftn1\' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference>'
    "<span style='mso-special-character:footnote'><![if !supportFootnotes]>[1]<![endif]></span></span></a>.</p>"
    "<div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText>"
    '<a style=\'mso-footnote-id:ftn1\' href="#_ftnref1" name="_ftn1"><span class=MsoFootnoteReference>[1]</span></a> Siehe Feld 6</p></div></div>'
)
WIKI = (
    '<p>Verein<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup>.</p>'
    '<ol class="references"><li id="cite_note-1"><a href="#cite_ref-1">↑</a> <span>Siehe Feld 6</span></li></ol>'
)
PLAIN = "<p>Verein<sup><a href='#n1'>1</a></sup>.</p><p id='n1'><sup>1</sup> Siehe Feld 6</p>"
NAMED = "<p>Verein<a href='#fussnote-1'>*</a>.</p><aside id='fussnote-1'>* Siehe Feld 6</aside>".replace(
    "fussnote", "footnote"
)
TYPED = "<p>Verein<sup>1</sup>.</p><p><sup>1</sup> Siehe Feld 6</p>"


def parse(body: str) -> Document:
    return read(f"<html><body>{body}</body></html>".encode(), "x.html")


@pytest.mark.parametrize("body", [PANDOC, LIBREOFFICE, WORD, WIKI, PLAIN, NAMED, TYPED])
def test_footnotes_are_found(body: str) -> None:
    document = parse(body + "<p>Ende</p>")
    mark = "*" if body is NAMED else "1"
    assert [words_of(block) for block in document.blocks] == [f"Verein[^{mark}].", "Ende"]
    assert [(found.note.mark, found.note.text) for found in document.notes] == [(mark, "Siehe Feld 6")]
    assert document.doubts == ()


def test_footnotes_in_tables_and_lists() -> None:
    document = parse(
        "<table><tr><td>a<sup><a href='#f1'>1</a></sup></table><ul><li>b<sup><a href='#f2'>2</a></sup></ul><p id=f1>eins</p><p id=f2>zwei</p>"
    )
    assert [words_of(block) for block in document.blocks] == ["a[^1]", "b[^2]"]
    assert [(found.note.mark, found.note.text, found.block) for found in document.notes] == [
        ("1", "eins", 2),
        ("2", "zwei", 2),
    ]


def test_one_footnote_for_two_places_and_two_with_one_mark() -> None:
    two = "<p>a<sup><a href='#f1'>1</a></sup> b<sup><a href='#f1'>1</a></sup></p><p id=f1>eins</p>"
    assert words_of(parse(two).blocks[0]) == "a[^1] b[^1]"
    same = "<p>a<sup><a href='#f1'>1</a></sup> b<sup><a href='#f2'>1</a></sup></p><p id=f1>eins</p><p id=f2>zwei</p>"
    document = parse(same)
    assert words_of(document.blocks[0]) == "a[^1] b[^n2]"
    assert [found.note.mark for found in document.notes] == ["1", "n2"]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<p><a href='#k1'>1</a> <a href='#k1'>Vorwort</a></p><p id=k1>Text</p>", ["1 Vorwort", "Text"]),
        ("<p>a<sup><a href='#fehlt'>1</a></sup></p><p>b</p>", ["a¹", "b"]),
        ("<p id=oben>a</p><p>b<sup><a href='#oben'>1</a></sup></p>", ["a", "b¹"]),
        ("<p>a<sup><a href='#x' id=x>1</a></sup></p>", ["a¹"]),
        ("<p>a<sup><a href='#f1'>siehe unten</a></sup></p><p id=f1>b</p>", ["asiehe unten", "b"]),
        (f"<p>a<sup><a href='#f1'>1</a></sup></p><p id=f1>{'lang ' * 1500}</p>", ["a¹", ("lang " * 1500).strip()]),
    ],
)
def test_links_that_are_no_footnotes(body: str, wanted: list[str]) -> None:
    document = parse(body)
    assert [words_of(block) for block in document.blocks] == wanted
    assert document.notes == ()
