"""OpenDocument texts become blocks: what holds for the whole file, whatever is in it."""

from __future__ import annotations

import re
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konzept.model import Problem
from konzept.read import read
from konzept.read.blocks import Paragraph, words_of
from konzept.read.container import MAX_PART, sniff
from konzept.read.odt import read as blocks_of
from tests.konzept.read.builders import missing
from tests.konzept.read.opendocument import NAMES, content, fodt, odt, p, packed, parse, span, texts, told
from tests.konzept.read.test_hostile import kept, mutated, parts_of
from tests.konzept.read.test_hostile import packed as repacked
from tests.konzept.read.test_laws import ROWS, SENTENCE
from tests.konzept.read.test_odt_tables import cell, row, table

# --- what stands where ------------------------------------------------------------------------------------------


def test_places_count_what_has_words() -> None:
    blocks = parse(p("") + p("a") + p(" ") + "<text:section>" + p("b") + "</text:section>").blocks
    assert [(words_of(block), block.place) for block in blocks] == [("a", "Absatz 1"), ("b", "Absatz 2")]


def test_a_table_of_contents_says_so() -> None:
    body = (
        "<text:table-of-content><text:table-of-content-source><text:index-title-template>Vorlage</text:index-title-template>"
        "</text:table-of-content-source><text:index-body><text:index-title><text:h>Inhalt</text:h></text:index-title>"
        + p("1 Vorwort<text:tab/>3")
        + f"<text:list><text:list-item>{p('2 Ziele')}</text:list-item></text:list>"
        + "</text:index-body></text:table-of-content>"
        + p("Vorwort")
    )
    found = [(block.text, block.toc) for block in parse(body).blocks if isinstance(block, Paragraph)]
    assert found == [("Inhalt", True), ("1 Vorwort\t3", True), ("2 Ziele", True), ("Vorwort", False)]


@pytest.mark.parametrize(
    ("section", "style"),
    [
        ('<text:section text:display="none">', ""),
        ('<text:section text:display="condition" text:is-hidden="true">', ""),
        (
            '<text:section text:style-name="Sect">',
            '<style:style style:name="Sect" style:family="section"><style:section-properties text:display="none"/></style:style>',
        ),
    ],
)
def test_hidden_sections_are_said(section: str, style: str) -> None:
    document = parse(p("offen") + f"{section}{p('ganz')}{p('geheim')}</text:section>", style)
    assert [words_of(block) for block in document.blocks] == ["offen"]
    assert told(document) == ["Nicht übernommen (ausgeblendeter Text): „ganz geheim“."]


def test_what_nobody_knows_is_walked_through() -> None:
    body = f'<x:y xmlns:x="urn:x"><x:z>{p("drin")}</x:z></x:y><office:forms>{p("Formular")}</office:forms>'
    assert texts(body) == ["drin"]


def test_declarations_are_no_text() -> None:
    body = '<text:sequence-decls><text:sequence-decl text:name="T"/></text:sequence-decls><office:scripts/>'
    assert texts(body + p("da")) == ["da"]


# --- files ------------------------------------------------------------------------------------------------------


def refusal(data: bytes, name: str = "k.odt") -> str:
    with pytest.raises(Problem) as caught:
        read(data, name)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert f"„{name}“" in sentence
    return sentence


def test_texts_are_known_by_their_bytes() -> None:
    assert sniff(odt(p("a")), "k.docx") == "odt"
    assert sniff(fodt(p("a")), "k.txt") == "odt"
    assert sniff(b"\xef\xbb\xbf" + fodt(p("a")), "k") == "odt"
    assert sniff(packed({"content.xml": content(p("a"))}, ""), "k") == "odt"
    assert sniff(b"Ein Text \xc3\xbcber <office:document>", "k") == "text"


def test_a_text_is_a_concept() -> None:
    for data in (odt(p("Konzept", "Title") + p("Ein Satz.")), fodt(p("Konzept") + p("Ein Satz."))):
        assert missing(["Konzept", "Ein Satz."], read(data, "k.odt")) == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (packed({"content.xml": "<x/>"}), "kein OpenDocument-Textdokument"),
        (packed({"content.xml": ""}), "keinen Text"),
        (packed({"content.xml": content("")}), "keinen Text"),
        (packed({"content.xml": content(p(" "))}), "keinen Text"),
        (packed({"content.xml": "<x>"}), "beschädigt"),
        (packed({"content.xml": content(p("a")), "styles.xml": "<x>"}), "beschädigt"),
        (packed({"content.xml": "<x/>"}, "application/vnd.oasis.opendocument.spreadsheet"), "OpenDocument-Tabelle"),
        (packed({"content.xml": "<x/>"}, "application/vnd.oasis.opendocument.presentation"), "Präsentation"),
        (
            packed(
                {
                    "content.xml": b"\x8f\x12",
                    "META-INF/manifest.xml": "<m:file-entry><m:encryption-data/></m:file-entry>",
                }
            ),
            "mit einem Kennwort geschützt",
        ),
        (odt(p("a"))[:-40], "beschädigt"),
        (fodt(p("a"))[:-40], "beschädigt"),
        (fodt(p("a")) + b" " * MAX_PART, "zu groß"),
        (fodt("<text:p/>" * 410_000), "zu groß"),
    ],
)
def test_refused(data: bytes, words: str) -> None:
    assert words in refusal(data)


def test_styles_may_be_missing() -> None:
    assert "da" in str(read(packed({"content.xml": content(p("da"))}), "k.odt"))


# --- harm -------------------------------------------------------------------------------------------------------

ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {name} '{f'&{before};' * 10}'>" for before, name in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


@pytest.mark.parametrize("dtd", [ENTITY, LAUGHS, '<!DOCTYPE x SYSTEM "http://example.org/x.dtd">'])
def test_entities_are_refused(dtd: str) -> None:
    for data in (
        packed({"content.xml": dtd + content(p("da"))}),
        packed({"content.xml": content(p("da")), "styles.xml": dtd + f"<office:document-styles {NAMES}/>"}),
    ):
        assert "Dokumenttyp" in refusal(data)


def test_an_entity_nobody_declared_is_refused() -> None:
    assert "beschädigt" in refusal(packed({"content.xml": content(p("&e;"))}))


WRAPS = (
    ("<text:section>", "</text:section>"),
    ("<text:list><text:list-item>", "</text:list-item></text:list>"),
    ("<table:table><table:table-row><table:table-cell>", "</table:table-cell></table:table-row></table:table>"),
    ("<text:p><draw:frame><draw:text-box>", "</draw:text-box></draw:frame></text:p>"),
    ("<text:p><text:note><text:note-body>", "</text:note-body></text:note></text:p>"),
    ("<text:p><office:annotation>", "</office:annotation></text:p>"),
    ("<text:p>", "</text:p>"),
    ("<text:p><text:span>", "</text:span></text:p>"),
)


@pytest.mark.parametrize("wrap", WRAPS)
def test_deep_nesting_is_read(wrap: tuple[str, str]) -> None:
    start = time.process_time()
    assert "tief" in str(read(odt(p("oben") + wrap[0] * 60 + p("tief") + wrap[1] * 60), "k.odt"))
    assert time.process_time() - start < 2


@pytest.mark.parametrize("wrap", WRAPS)
def test_nesting_that_no_person_made_is_refused(wrap: tuple[str, str]) -> None:
    assert "beschädigt" in refusal(odt(p("oben") + wrap[0] * 1500 + p("tief") + wrap[1] * 1500))


def test_a_bomb_is_seen_before_it_is_unpacked() -> None:
    assert "Entpacken zu groß" in refusal(packed({"content.xml": b" " * (60 * 1024 * 1024)}))


@pytest.mark.parametrize("many", ["<text:p/>" * 100_000, "<text:p>a</text:p>" * 20_000, "<text:list/>" * 50_000])
def test_nothing_but_tags_takes_bearable_time(many: str) -> None:
    data = odt(many)
    start = time.process_time()
    with suppress(Problem):
        blocks_of(data, "x.odt")
    assert time.process_time() - start < 5


RICH = odt(
    p("Integrationskonzept Auenland", "Title")
    + '<text:h text:outline-level="1">Handlungsfeld 1: Sprache</text:h>'
    + table(
        row(cell("Ziel 1.1: Mehr"), cell()), row(cell("Maßnahme 1"), cell("Kurse")), row(cell("Termin"), cell("2026"))
    )
    + f"<text:list><text:list-item>{p('Punkt')}</text:list-item></text:list>"
    + p(
        f"Ende{span('1', 'U')}<text:note><text:note-citation>1</text:note-citation><text:note-body>{p('Note')}</text:note-body></text:note>"
    )
)


@given(st.data(), st.sampled_from(("content.xml", "styles.xml")))
@settings(max_examples=100, deadline=None)
def test_broken_xml(data: st.DataObject, part: str) -> None:
    parts = parts_of(RICH)
    parts[part] = data.draw(mutated(parts[part]))
    kept(repacked(parts), "konzept.odt")


NAMES_OF = (
    *(
        "text:p",
        "text:h",
        "text:span",
        "text:list",
        "text:list-item",
        "text:note",
        "text:note-body",
        "text:section",
        "text:s",
    ),
    *("table:table", "table:table-row", "table:table-cell", "table:covered-table-cell", "table:table-header-rows"),
    *(
        "draw:frame",
        "draw:text-box",
        "text:change",
        "office:annotation",
        "text:table-of-content",
        "text:number",
        "text:a",
    ),
)
ATTRIBUTES = (
    *('table:number-columns-spanned="3"', 'table:number-rows-spanned="2"', 'table:number-columns-repeated="9"', ""),
    *(
        'table:number-rows-repeated="4"',
        'text:style-name="S"',
        'text:style-name="U"',
        'text:outline-level="2"',
        'text:c="7"',
    ),
)
TREE: st.SearchStrategy[str] = st.recursive(
    SENTENCE,
    lambda inner: st.tuples(st.sampled_from(NAMES_OF), st.sampled_from(ATTRIBUTES), st.lists(inner, max_size=4)).map(
        lambda parts: f"<{parts[0]} {parts[1]}>{''.join(parts[2])}</{parts[0]}>"
    ),
    max_leaves=25,
)


@given(st.lists(TREE, max_size=6))
@settings(max_examples=200, deadline=None)
def test_any_tree_is_read_or_refused(trees: list[str]) -> None:
    kept(odt("".join(trees)), "x.odt")


# --- laws -------------------------------------------------------------------------------------------------------

PARTS = st.one_of(
    SENTENCE.map(p),
    SENTENCE.map(lambda text: p(span(text, "B"))),
    SENTENCE.map(lambda text: f'<text:h text:outline-level="2">{text}</text:h>'),
    st.lists(SENTENCE, min_size=1, max_size=3).map(
        lambda items: (
            f"<text:list>{''.join(f'<text:list-item>{p(text)}</text:list-item>' for text in items)}</text:list>"
        )
    ),
    ROWS.map(lambda rows: table(*[row(*map(cell, texts_)) for texts_ in rows])),
    st.tuples(SENTENCE, SENTENCE).map(
        lambda two: p(f"{two[0]}<draw:frame><draw:text-box>{p(two[1])}</draw:text-box></draw:frame>")
    ),
    st.tuples(SENTENCE, SENTENCE).map(
        lambda two: p(
            f"{two[0]}<text:note><text:note-citation>1</text:note-citation><text:note-body>{p(two[1])}</text:note-body></text:note>"
        )
    ),
    st.tuples(SENTENCE, SENTENCE).map(lambda two: p(f"{two[0]} {span(two[1], 'S')}")),
    st.tuples(SENTENCE, SENTENCE).map(lambda two: p(f"{two[0]} {span(two[1], 'V')}")),
)


@given(st.lists(PARTS, min_size=1, max_size=8))
@settings(max_examples=100, deadline=None)
def test_no_word_is_lost(parts: list[str]) -> None:
    words = set(re.findall(r"\w{3,}", re.sub(r"<[^>]*>", " ", "".join(parts))))
    assert missing(words, read(odt("".join(parts)), "x.odt")) == []


@given(st.lists(PARTS, min_size=1, max_size=5))
@settings(max_examples=30, deadline=None)
def test_packed_and_flat_are_the_same_and_so_is_a_second_reading(parts: list[str]) -> None:
    body = "".join(parts)
    assert read(odt(body), "x.odt") == read(fodt(body), "x.odt") == read(odt(body), "x.odt")


def test_thirty_pages_take_less_than_a_second() -> None:
    body = p("Ein langer Satz über das Zusammenleben. " * 40) * 30
    body += table(*[row(*[cell("Wort " * 20)] * 6)] * 20) * 20
    data = odt(body)
    start = time.process_time()
    blocks_of(data, "x.odt")
    assert time.process_time() - start < 1
