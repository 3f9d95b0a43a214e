"""The words of OpenDocument paragraphs, and what is said about the others."""

from __future__ import annotations

import pytest

from konzept.read.blocks import Paragraph, words_of
from konzept.read.odt import read
from tests.konzept.read.opendocument import fodt, odt, p, parse, span, texts, told


@pytest.mark.parametrize(
    ("inner", "wanted"),
    [
        ("Ein Satz.", "Ein Satz."),
        ("Ein\n   Satz.", "Ein Satz."),
        ("Ein<text:s text:c='3'/>Satz.", "Ein Satz."),
        ("eins<text:tab/>zwei", "eins\tzwei"),
        ("eins<text:line-break/>zwei", "eins\n\nzwei"),
        ("Maß-<text:line-break/>nahme", "Maßnahme"),
        ("Inte<text:soft-page-break/>gration", "Integration"),
        ("Inte\u00adgration", "Integration"),
        (span("fett", "B") + " und mager", "**fett** und mager"),
        ("so " + span("schräg ", "I") + "hier", "so *schräg* hier"),
        ("a " + span(span("beides", "I"), "B"), "a ***beides***"),
        (span("alles ", "B") + span("fett", "B"), "alles fett"),
        ("Bürger*innen", r"Bürger\*innen"),
        ("100 m" + span("2", "U"), "100 m²"),
        (
            "Siehe <text:a xlink:href='https://example.org/a(b)'>die Seite</text:a>",
            "Siehe [die Seite](https://example.org/a%28b%29)",
        ),
        ("<text:a xlink:href='mailto:a@example.org'>Post</text:a>", "[Post](mailto:a@example.org)"),
        ("<text:a xlink:href='../plan.odt'>der Plan</text:a>", "der Plan"),
        ("<text:a xlink:href='file:///etc/hostname'>hier</text:a>", "hier"),
        ("<text:bookmark-start text:name='x'/>Marke<text:bookmark-end text:name='x'/>", "Marke"),
        ("am <text:date>1. Mai</text:date>", "am 1. Mai"),
        ("<text:placeholder text:placeholder-type='text'>Name</text:placeholder>", "Name"),
        ("<!-- nichts --><?x y?>da", "da"),
    ],
)
def test_words(inner: str, wanted: str) -> None:
    assert texts(p(inner)) == [wanted]


def test_a_packed_and_a_flat_text_are_the_same() -> None:
    body = p("eins") + p(span("zwei", "B"))
    assert read(odt(body), "x.odt") == read(fodt(body), "x.odt")


def test_millions_of_spaces_are_one() -> None:
    assert texts(p("a<text:s text:c='999999999'/>b<text:s text:c='-4'/>c<text:s text:c='viele'/>d")) == ["a b c d"]


REGIONS = (
    "<text:tracked-changes>"
    "<text:changed-region text:id='c1'><text:deletion><office:change-info><dc:creator>A</dc:creator></office:change-info>"
    "<text:p>ein Haus</text:p></text:deletion></text:changed-region>"
    "<text:changed-region xml:id='c2'><text:insertion/></text:changed-region>"
    "<text:changed-region text:id='c3'><text:format-change/></text:changed-region>"
    "</text:tracked-changes>"
)


def test_changes_are_read_as_accepted_and_said() -> None:
    document = parse(
        REGIONS
        + p(
            "Wir bauen <text:change text:change-id='c1'/><text:change-start text:change-id='c2'/>zwei "
            + span("Häuser", "B")
            + "<text:change-end text:change-id='c2'/>"
        )
    )
    assert words_of(document.blocks[0]) == "Wir bauen zwei **Häuser**"
    assert [(doubt.kind, doubt.place) for doubt in document.doubts] == [("repaired", "Absatz 1")]
    assert told(document) == [
        "Nachverfolgte Änderung als angenommen gelesen: gelöscht „ein Haus“, eingefügt „zwei Häuser“."
    ]


def test_an_insertion_over_paragraphs_is_said_in_each() -> None:
    begin, end = "<text:change-start text:change-id='c2'/>", "<text:change-end text:change-id='c2'/>"
    document = parse(REGIONS + p(f"alt {begin}neu") + p("ganz neu") + p(f"noch{end} alt") + p("alt"))
    assert [
        (doubt.place, doubt.sentence.split(": ")[1]) for doubt in document.doubts if "eingefügt" in doubt.sentence
    ] == [
        ("Absatz 1", "eingefügt „neu“."),
        ("Absatz 2", "eingefügt „ganz neu“."),
        ("Absatz 3", "eingefügt „noch“."),
    ]


def test_changes_between_paragraphs_and_without_place_are_said() -> None:
    document = parse(REGIONS + p("da") + "<text:change text:change-id='c1'/>")
    assert [(doubt.place, doubt.kind) for doubt in document.doubts] == [("Absatz 1", "repaired")]
    nowhere = parse(REGIONS + p("da"))
    assert [(doubt.place, "„ein Haus“" in doubt.sentence) for doubt in nowhere.doubts] == [("Änderungen", True)]


def test_struck_words_are_left_out_and_said() -> None:
    document = parse(p("bleibt " + span("fällt weg", "S")) + p(span("ganz weg", "S")))
    assert [words_of(block) for block in document.blocks] == ["bleibt", "ganz weg"]
    assert told(document) == ["Nicht übernommen (durchgestrichen): „fällt weg“."]
    assert [block.struck for block in document.blocks if isinstance(block, Paragraph)] == [False, True]


@pytest.mark.parametrize(
    "hidden",
    [
        span("geheim", "V"),
        "<text:hidden-text text:string-value='geheim'/>",
        "<text:hidden-text text:is-hidden='true'>geheim</text:hidden-text>",
    ],
)
def test_hidden_words_are_said(hidden: str) -> None:
    document = parse(p("offen" + hidden))
    assert words_of(document.blocks[0]) == "offen"
    assert told(document) == ["Nicht übernommen (ausgeblendeter Text): „geheim“."]


def test_a_hidden_paragraph_is_said() -> None:
    document = parse(p("offen") + p("geheim<text:hidden-paragraph text:is-hidden='true'/>"))
    assert [words_of(block) for block in document.blocks] == ["offen"]
    assert told(document) == ["Nicht übernommen (ausgeblendeter Text): „geheim“."]


IMAGE = "<draw:image xlink:href='Pictures/a.png'/>"


def test_pictures_are_said_with_their_alternative_text() -> None:
    frame = "<draw:frame>{}</draw:frame>"
    document = parse(
        p("Text" + frame.format(IMAGE + "<svg:title>Kurz</svg:title><svg:desc>Karte des Kreises</svg:desc>"))
        + p(frame.format(IMAGE + IMAGE))
        + "<draw:frame><draw:object xlink:href='./Object 1'/></draw:frame>"
        + p("<draw:line/><draw:control/>Ende")
    )
    assert [words_of(block) for block in document.blocks] == ["Text", "Ende"]
    assert told(document) == [
        "Nicht übernommen (Bild): „Kurz“.",
        "Nicht übernommen (Bild): „ohne Alternativtext“.",
        "Nicht übernommen (Bild): „ohne Alternativtext“.",
    ]


@pytest.mark.parametrize(
    "box",
    [
        f"<draw:frame><draw:text-box>{p('im Kasten')}</draw:text-box></draw:frame>",
        f"<draw:custom-shape>{p('im Kasten')}<draw:enhanced-geometry/></draw:custom-shape>",
        f"<draw:g><draw:rect>{p('im Kasten')}</draw:rect></draw:g>",
        f"<draw:a xlink:href='https://example.org'><draw:frame><draw:text-box>{p('im Kasten')}</draw:text-box></draw:frame></draw:a>",
    ],
)
def test_boxes_are_read_where_they_hang(box: str) -> None:
    assert texts(p("davor" + box) + p("danach")) == ["davor", "im Kasten", "danach"]
    assert texts(box + p("danach")) == ["im Kasten", "danach"]


NOTE = "<text:note text:note-class='{}'><text:note-citation>{}</text:note-citation><text:note-body>{}</text:note-body></text:note>"


def test_footnotes_keep_their_printed_mark() -> None:
    document = parse(
        p("Verein" + NOTE.format("footnote", "1", p("Siehe " + span("Feld", "B") + " 6") + p("und 7")) + ".")
        + p("Amt" + NOTE.format("endnote", "i", p("Hinten")) + NOTE.format("footnote", "*", p("Stern")))
    )
    assert [words_of(block) for block in document.blocks] == ["Verein[^1].", "Amt[^i][^*]"]
    assert [(found.note.mark, found.note.text) for found in document.notes] == [
        ("1", "Siehe Feld 6 und 7"),
        ("i", "Hinten"),
        ("*", "Stern"),
    ]


def test_marks_that_come_twice_are_told_apart() -> None:
    body = "".join(
        p(f"a{NOTE.format(kind, '1', p(f'Text {at}'))}") for at, kind in enumerate(["footnote", "footnote", "endnote"])
    )
    document = parse(body)
    marks = [found.note.mark for found in document.notes]
    assert marks == ["1", "2", "iii"]
    assert [words_of(block) for block in document.blocks] == [f"a[^{mark}]" for mark in marks]


def test_a_mark_without_text_and_one_with_brackets() -> None:
    document = parse(p("a" + NOTE.format("footnote", "", p("eins")) + NOTE.format("footnote", "[n 2]", p("zwei"))))
    assert [found.note.mark for found in document.notes] == ["1", "n2"]


def test_typed_footnotes() -> None:
    document = parse(p("Tag der Vereine " + span("1", "U")) + p(span("1", "U") + " Siehe Feld 6"))
    assert [words_of(block) for block in document.blocks] == ["Tag der Vereine [^1]"]
    assert [(found.note.mark, found.note.text, found.block) for found in document.notes] == [("1", "Siehe Feld 6", 1)]


def test_comments_headers_and_footers_are_said_once() -> None:
    comment = "<office:annotation><dc:creator>Alma</dc:creator><dc:date>2025</dc:date><text:p>Bitte kürzen</text:p></office:annotation>"
    pages = (
        "<style:master-page style:name='A'><style:header><text:p>Kreis Auenland</text:p></style:header>"
        "<style:footer><text:p>Seite <text:page-number>3</text:page-number></text:p></style:footer></style:master-page>"
        "<style:master-page style:name='B'><style:header-left><text:p>Kreis Auenland</text:p></style:header-left>"
        "<style:footer><text:p>Seite <text:page-number>4</text:page-number></text:p></style:footer></style:master-page>"
    )
    document = parse(p(f"Text{comment}<office:annotation-end/>") + comment, pages=pages)
    assert [words_of(block) for block in document.blocks] == ["Text"]
    assert [(doubt.place, doubt.sentence) for doubt in document.doubts] == [
        ("Kommentare", "Nicht übernommen (Kommentar): „Bitte kürzen“."),
        ("Seitenrand", "Nicht übernommen (Kopf- oder Fußzeile): „Kreis Auenland“."),
        ("Seitenrand", "Nicht übernommen (Kopf- oder Fußzeile): „Seite“."),
    ]
