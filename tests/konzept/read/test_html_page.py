"""HTML pages become blocks: what a reader sees of them, and what is said about the rest."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konzept.model import Problem
from konzept.read import read as read_any
from konzept.read.blocks import Block, Document, Heading, Paragraph, Table, words_of
from konzept.read.container import sniff
from konzept.read.html_page import read
from tests.konzept.read.builders import missing
from tests.konzept.read.test_hostile import kept, mutated
from tests.konzept.read.test_laws import ROWS, SENTENCE


def page(body: str) -> bytes:
    return f"<!DOCTYPE html><html><head><title>x</title></head><body>{body}</body></html>".encode()


def parse(body: str) -> Document:
    return read(page(body), "x.html")


def texts(body: str) -> list[str]:
    return [words_of(block) for block in parse(body).blocks]


def told(body: str) -> list[str]:
    return [doubt.sentence for doubt in parse(body).doubts]


def shown(body: str) -> list[tuple[str, int | None]]:
    return [(block.text, block.list_level) for block in parse(body).blocks if isinstance(block, Paragraph)]


# --- words ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inner", "wanted"),
    [
        ("Ein\n  Satz.", "Ein Satz."),
        ("Ein&nbsp;Satz &amp; mehr &ndash; „so“ &#8364;", "Ein Satz & mehr – „so“ €"),
        ("Inte&shy;gra<wbr>tion", "Integration"),
        ("eins<br>zwei<br/>drei", "eins\n\nzwei\n\ndrei"),
        ("Maß-<br>nahme", "Maßnahme"),
        ("<b>fett</b> und mager", "**fett** und mager"),
        ("<strong>fett</strong> <em>schräg</em> <i>auch</i> x", "**fett** *schräg auch* x"),
        ("<b style='font-weight:normal'>mager</b> x", "mager x"),
        ("<span style='font-weight: 700'>fett</span> x", "**fett** x"),
        ("<span style='FONT-STYLE:italic !important'>schräg</span> x", "*schräg* x"),
        ("<b>alles</b><b> fett</b>", "alles fett"),
        ("Bürger*innen", r"Bürger\*innen"),
        ("100 m<sup>2</sup>", "100 m²"),
        ("CO<sub>2</sub>", "CO2"),
        ("Siehe <a href='https://example.org/a(b)'>die Seite</a>", "Siehe [die Seite](https://example.org/a%28b%29)"),
        ("<a href='mailto:a@example.org'>Post</a>", "[Post](mailto:a@example.org)"),
        (
            "<a href='javascript:alert(1)'>Klick</a> <a href='file:///etc/hostname'>hier</a> <a href='#x'>da</a>",
            "Klick hier da",
        ),
        ("a<!-- nichts -->b<?php x ?>", "ab"),
        ("a<script>alert('x')</script><style>p {}</style>b", "ab"),
        ("Amt\tStelle", "Amt\tStelle"),
        ("<ins>neu</ins> da", "neu da"),
        ("<o:p>Word</o:p> <font color=red>rot</font>", "Word rot"),
    ],
)
def test_words(inner: str, wanted: str) -> None:
    assert texts(f"<p>{inner}</p>") == [wanted]


def test_paragraphs_have_the_look_of_all_of_their_words() -> None:
    body = (
        "<p><b><i>a</i></b></p><p style='font-weight:bold;font-size:14pt'>b</p><p><s>c</s></p><p><font size=5>d</font></p>"
        "<p style='text-decoration: line-through'>e</p><p><span style='font-size:16px'>f</span></p>"
    )
    assert parse(body).blocks == (
        Paragraph("a", "Absatz 1", bold=True, italic=True),
        Paragraph("b", "Absatz 2", bold=True, size=14),
        Paragraph("c", "Absatz 3", struck=True),
        Paragraph("d", "Absatz 4", size=18),
        Paragraph("e", "Absatz 5", struck=True),
        Paragraph("f", "Absatz 6", size=12),
    )


def test_headings() -> None:
    body = "<h1>A <b>b</b></h1><h6><span>C</span></h6><p class=MsoTitle>D</p><div role=heading aria-level=3>E</div><h2></h2>"
    assert parse(body).blocks == (
        Heading("A **b**", "Absatz 1", 1),
        Heading("C", "Absatz 2", 6),
        Heading("D", "Absatz 3", 1),
        Heading("E", "Absatz 4", 3),
    )


@pytest.mark.parametrize(
    "body",
    [
        "<p>a<p>b<p>c",
        "<div>a<div>b</div>c</div>",
        "a<p>b</p>c",
        "<section><article>a</article><blockquote>b</blockquote></section><address>c</address>",
        "<details><summary>a</summary>b<p>c</p></details>",
        "<dl><dt>a<dd>b<p>c</p></dl>" * 0 + "<pre>a\nb\nc</pre>" * 0 + "<center>a</center>b<hr>c",
        "<figure><p>a</p><figcaption>b</figcaption></figure>c",
        "<fieldset><legend>a</legend>b</fieldset>c",
    ],
)
def test_blocks_end_paragraphs(body: str) -> None:
    assert texts(body) == ["a", "b", "c"]


def test_lines_of_preformatted_text_stay_lines() -> None:
    assert texts("<pre>eins\n  zwei</pre>") == ["eins\n\nzwei"]


# --- lists ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<ul><li>a<li>b</ul>", [("a", 0), ("b", 0)]),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", [("a", 0), ("b", 1), ("c", 0)]),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", [("a", 0), ("b", 1)]),
        ("<ol><li>a<li>b</ol>", [("1. a", 0), ("2. b", 0)]),
        ("<ol start=3><li>a<li value=7>b<li>c</ol>", [("3. a", 0), ("7. b", 0), ("8. c", 0)]),
        ("<ol type=a><li>a<li>b</ol>", [("a. a", 0), ("b. b", 0)]),
        ("<ol style='list-style-type: upper-roman' start=4><li>a</ol>", [("IV. a", 0)]),
        ("<ol style='list-style: none'><li>a</ol>", [("a", 0)]),
        ("<ol reversed><li>a<li>b</ol>", [("2. a", 0), ("1. b", 0)]),
        ("<ol start=viele><li value=>a</ol>", [("1. a", 0)]),
        ("<ol><li><p>a</p><p>b</p></ol>", [("1. a", 0), ("b", None)]),
        ("<li>a</li>", [("a", 0)]),
        ("<p>• a</p><p>- b</p>", [("a", 0), ("b", 0)]),
    ],
)
def test_lists(body: str, wanted: list[tuple[str, int | None]]) -> None:
    assert shown(body) == wanted


WORD_LIST = (
    "<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level{} lfo1'><![if !supportLists]>"
    "<span style='mso-list:Ignore'>{}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;</span></span><![endif]>{}</p>"
)


def test_lists_of_word() -> None:
    body = (
        WORD_LIST.format(1, "1.", "a")
        + WORD_LIST.format(2, "·", "b")
        + WORD_LIST.format(2, "o", "c")
        + WORD_LIST.format(3, "iv)", "d")
    )
    assert shown(body) == [("1. a", 0), ("b", 1), ("c", 1), ("iv) d", 2)]


def test_lists_of_word_filtered() -> None:
    body = "<p class=MsoListParagraph><span style='font-family:Symbol'>·<span style='font:7.0pt'>&nbsp;&nbsp; </span></span>Punkt</p>"
    assert shown(body) == [("Punkt", 0)]


def test_automatic_numbers_of_words_headings_are_part_of_them() -> None:
    body = "<h2 style='mso-list:l1 level2 lfo2'><span style='mso-list:Ignore'>1.2<span>&nbsp;&nbsp;</span></span>Ziele</h2>"
    assert texts(body) == ["1.2 Ziele"]


# --- what is left out -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inner", "what"),
    [
        ("<nav><ul><li>weg</li></ul></nav>", "Navigation"),
        ("<header><p>weg</p></header>", "Kopfbereich der Seite"),
        ("<footer>weg</footer>", "Fußbereich der Seite"),
        ("<aside>weg</aside>", "Randspalte"),
        ("<form><label>weg</label><input></form>", "Formular"),
        ("<button>weg</button>", "Formular"),
        ("<iframe src='https://example.org'>weg</iframe>", "eingebetteter Inhalt"),
        ("<noscript>weg</noscript>", "eingebetteter Inhalt"),
        ("<object data='x.svg'>weg</object>", "eingebetteter Inhalt"),
        ("<p hidden>weg</p>", "ausgeblendeter Text"),
        ("<div style='display:none'>weg</div>", "ausgeblendeter Text"),
        ("<span style='mso-hide:all'>weg</span>", "ausgeblendeter Text"),
        ("<img alt='weg' src='file:///etc/hostname'>", "Bild"),
        ("<svg><title>weg</title></svg>", "Bild"),
        ("<div title='header'><p>weg</p></div>", "Kopf- oder Fußzeile"),
        ("<div style='mso-element:footer'>weg</div>", "Kopf- oder Fußzeile"),
        ("<div style='mso-element:comment-list'>weg</div>", "Kommentar"),
    ],
)
def test_what_is_left_out_is_said(inner: str, what: str) -> None:
    body = f"<h1>Konzept</h1>{inner}<p>da</p>"
    assert texts(body) == ["Konzept", "da"]
    assert told(body) == [f"Nicht übernommen ({what}): „weg“."]


@pytest.mark.parametrize(
    "inner", ["<nav></nav>", "<img alt=''>", "<form><input></form>", "<p hidden> </p>", "<svg></svg>" * 0]
)
def test_what_has_no_words_is_not_said(inner: str) -> None:
    assert told(f"<p>da</p>{inner}") == []


def test_a_picture_without_alternative_text_is_said() -> None:
    assert told("<p>da <img src='https://example.org/a.png'></p>") == [
        "Nicht übernommen (Bild): „ohne Alternativtext“."
    ]


def test_heads_within_the_text_belong_to_it() -> None:
    assert texts("<article><header><h1>Titel</h1></header><p>da</p><footer>Stand 2025</footer></article>") == [
        "Titel",
        "da",
        "Stand 2025",
    ]
    assert texts("<header><h1>Titel</h1></header><p>da</p>") == ["Titel", "da"]
    assert texts("<header><h1>Amt</h1></header><h1>Titel</h1>") == ["Titel"]


def test_a_page_within_a_form_is_read() -> None:
    assert texts("<form><h1>Titel</h1><p>da</p><input></form>") == ["Titel", "da"]


def test_struck_words_and_changes_are_said() -> None:
    body = "<p>bleibt <s>fällt weg</s></p><p>a <del datetime='2025'>alt</del><ins cite='mailto:x'>neu</ins></p>"
    assert texts(body) == ["bleibt", "a neu"]
    assert told(body) == [
        "Nicht übernommen (durchgestrichen): „fällt weg“.",
        "Nachverfolgte Änderung als angenommen gelesen: gelöscht „alt“, eingefügt „neu“.",
    ]


@pytest.mark.parametrize(
    "contents",
    [
        "<nav id='TOC'><ul><li><a href='#a'>1 Vorwort</a></li></ul></nav>",
        "<div id='Table of Contents1'><p>1 Vorwort</p></div>",
        "<p class=MsoToc1>1 Vorwort</p>",
        "<div class='toc'><h2>1 Vorwort</h2></div>",
    ],
)
def test_tables_of_contents_say_so(contents: str) -> None:
    found = [(block.text, block.toc) for block in parse(contents + "<p>da</p>").blocks if isinstance(block, Paragraph)]
    assert found == [("1 Vorwort", True), ("da", False)]


# --- files ------------------------------------------------------------------------------------------------------

PAGES = (
    page("<p>a</p>"),
    b"\xef\xbb\xbf\n<HTML><p>a",
    b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x.dtd"><html><p>a</p></html>',
    b"<!-- saved from -->\n<!-- b --><html><p>a</p>",
    b"<h1>A</h1>\n<p>b</p>\n",
    b"<div class=x>A</div>",
    page("<p>a</p>").decode().encode("utf-16"),
)
TEXTS = (
    b"# A\n\n<table><tr><td>a</td></tr></table>\n",
    b"Text\n<html>",
    b"<table><tr><td>a</td></tr></table>\n\n## Danach\n\n<p>b</p>",
    b"<p align=center>A</p>\n\nText ohne Ende",
    b"<div>a</div>\n\n| a | b |\n|---|---|\n| c | d |\n<br>",
    b"<konzept> ist eine Marke>",
    b"<!-- nur ein Kommentar -->",
    b"a < b > c",
)


@pytest.mark.parametrize("data", PAGES)
def test_pages_are_known(data: bytes) -> None:
    assert sniff(data, "x.txt") == "html"


@pytest.mark.parametrize("data", TEXTS)
def test_texts_stay_texts(data: bytes) -> None:
    assert sniff(data, "x.html") == "text"


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("windows-1252", "cp1252"), ("iso-8859-1", "cp1252"), ("utf-8", "utf-8"), ("utf-8", "cp1252"), ("windows-1252", "utf-8"),
     ("mac-roman", "mac-roman"), ("gibt-es-nicht", "cp1252"), ("utf-16", "utf-16")],
)  # fmt: skip
def test_encodings(charset: str, encoding: str) -> None:
    body = f"<html><head><meta http-equiv=Content-Type content='text/html; charset={charset}'></head><p>Größe „so“ – Öl</p>"
    assert [words_of(block) for block in read(body.encode(encoding), "x.htm").blocks] == ["Größe „so“ – Öl"]


@pytest.mark.parametrize(
    "data",
    [page(""), page("<img alt=x>"), page("<script>x</script>"), b"<html>", b"<!DOCTYPE html>", b"<html>\x00\x01"],
)
def test_a_page_without_words_is_refused(data: bytes) -> None:
    with pytest.raises(Problem, match="enthält keinen Text"):
        read_any(data, "leer.html")


def test_a_page_is_a_concept() -> None:
    body = "<h1>Konzept Auenland</h1><h2>Handlungsfeld 1: Sprache</h2><h3>Ziel 1.1: Mehr</h3><table><tr><td>Maßnahme 1<td>Kurse<tr><td>Termin<td>2026</table>"
    concept = read_any(page(body), "k.html").concept
    assert concept.title == "Konzept Auenland"
    assert [element.text for element in concept.walk() if element.text == "Kurse"] == ["Kurse"]


# --- harm -------------------------------------------------------------------------------------------------------


def test_no_entity_reaches_a_file() -> None:
    data = b'<!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/hostname"><!ENTITY a "haha">]><html><p>x&e;y&a;</p></html>'
    words = " ".join(words_of(block) for block in read(data, "x.html").blocks)
    assert "haha" not in words.replace("<!ENTITY a", "")[words.find("x") :]
    assert "&e;" in words


@pytest.mark.parametrize(
    "tag", ["div", "span", "b", "ul", "table", "sup", "blockquote", "section", "a href=#x", "dl", "dd"]
)
@pytest.mark.parametrize("depth", [300, 1500, 20_000])
def test_however_deep_it_is_read_or_refused(tag: str, depth: int) -> None:
    cell = "<tr><td>" if tag == "table" else ""
    data = page(f"<p>oben</p>{f'<{tag}>{cell}' * depth}tief")
    start = time.process_time()
    try:
        found = str(read(data, "x.html"))
    except Problem as problem:
        found = f"tief {problem}"
    assert "tief" in found
    assert time.process_time() - start < 4


@pytest.mark.parametrize(
    "part",
    ["<p>a", "<td rowspan=65000 colspan=1000>a", "<tr><td rowspan=0>a", "<li>a", "<a href=#x id=x>1</a>", "<sup><a href='#fn1'>1</a></sup>",
     "<br>", "&nbsp;", "<dt>a<dd>b", "<table><tr><td>a</table>", "<p style='font-weight:bold;font-size:9pt'>a", "<ins datetime=1>a", "<form>",
     "<![if x]>", "<!--", "<h1>", "<p id=fn1><a href=#fn1>1</a>"],
)  # fmt: skip
def test_any_pattern_however_often_it_comes_is_read_in_bearable_time(part: str) -> None:
    start = time.process_time()
    kept(page("<p>x</p><table><tr>" * part.startswith("<td") + part * (30_000 // len(part))), "x.html")
    assert time.process_time() - start < 5


def test_too_many_tags_are_refused() -> None:
    with pytest.raises(Problem, match="zu groß"):
        read(page("<b>" * 500_000), "x.html")


RICH = page(
    "<h1>Integrationskonzept Auenland</h1><h2>Handlungsfeld 1: Sprache</h2><table><thead><tr><th>Nr.<th>Maßnahme</thead>"
    "<tr><td rowspan=2 bgcolor='#ff0000'>1<td>Chor<tr><td>Tanz</table><ol start=2><li>Punkt<ul><li>tief</ul></ol>"
    "<p>Text<sup><a href='#fn1' id='r1'>1</a></sup></p><dl><dt>a<dd>b</dl><p id='fn1'><a href='#r1'>1</a> Note</p>"
)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_broken_bytes(data: st.DataObject) -> None:
    kept(data.draw(mutated(RICH)), "x.html")


MARKUP = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div>",
                "</div>",
                "<table>",
                "<tr>",
                "<td>",
                "<th>",
                "</table>",
                "<ul>",
                "<ol>",
                "<li>",
                "</ul>",
                "<h1>",
                "</h1>",
                "<b>",
                "</b>",
                "<s>",
                "</s>",
                "<sup>",
                "</sup>",
                "<br>",
                "<hr>",
                "<a",
                "href='#a'>",
                "<a",
                "id='a'>",
                "</a>",
                "<dl>",
                "<dt>",
                "<dd>",
                "</dl>",
                "<td",
                "rowspan=2>",
                "<td",
                "colspan=3>",
                "<form>",
                "<nav>",
                "<img",
                "alt='x'>",
                "<ins",
                "cite='x'>",
                "<del",
                "cite='x'>",
                "<pre>",
                "<thead>",
                "<p",
                "id='fn1'>",
                "<a",
                "href='#fn1'>1</a>",
                "<p",
                "style='mso-list:l0",
                "level2'>",
                "<details>",
                "<caption>",
                "<svg>",
                "&lt;",
                "<x:y>",
            ]
        ),
        SENTENCE,
    ),
    max_size=40,
).map("".join)


@given(MARKUP)
@settings(max_examples=200, deadline=None)
def test_any_markup_is_read_or_refused(body: str) -> None:
    kept(page(body), "x.html")


@given(MARKUP)
@settings(max_examples=150, deadline=None)
def test_no_word_of_any_markup_is_lost(body: str) -> None:
    words = set(re.findall(r"[a-zäöüß]{3,}", re.sub(r"<[^>]*>?|&lt;", " ", body)))
    try:
        document = parse(body)
    except Problem:
        return
    notes = [note.note.text for note in document.notes]
    told = (
        " ".join([*map(words_of, document.blocks), *(doubt.sentence for doubt in document.doubts), *notes])
        .replace("**", "")
        .replace("*", "")
    )
    assert {word for word in words if word not in told} == set()


PARTS = st.one_of(
    SENTENCE.map(lambda text: f"<p>{text}</p>"),
    SENTENCE.map(lambda text: f"<h2>{text}</h2>"),
    SENTENCE.map(lambda text: f"<aside>{text}</aside>"),
    st.lists(SENTENCE, min_size=1, max_size=4).map(
        lambda items: f"<ul>{''.join(f'<li>{item}' for item in items)}</ul>"
    ),
    ROWS.map(lambda rows: f"<table>{''.join('<tr>' + ''.join(f'<td>{text}' for text in row) for row in rows)}</table>"),
    ROWS.map(
        lambda rows: f"<dl>{''.join(f'<dt>{row[0]}' + ''.join(f'<dd>{text}' for text in row) for row in rows)}</dl>"
    ),
)


@given(st.lists(PARTS, min_size=1, max_size=8).map("".join))
@settings(max_examples=100, deadline=None)
def test_no_word_is_lost(body: str) -> None:
    words = set(re.findall(r"[a-zäöüß]{3,}", re.sub(r"<[^>]*>", " ", body)))
    assert missing(words, read_any(page(f"<p>Anfang</p>{body}"), "x.html")) == []


def test_thirty_pages_take_less_than_a_second() -> None:
    body = (
        "<p>Ein langer Satz über das <b>Zusammenleben</b>. " * 1200
        + ("<table>" + ("<tr>" + "<td><p>Wort" * 6) * 20 + "</table>") * 20
    )
    start = time.process_time()
    blocks: tuple[Block, ...] = read(page(body), "x.html").blocks
    assert time.process_time() - start < 1
    assert sum(isinstance(block, Table) for block in blocks) == 20
