"""The runs of a Word paragraph, one by one."""

from __future__ import annotations

import pytest
from lxml import etree

from konzept.read.inline import BREAK
from konzept.read.runs import Piece, Reading, markdown, pieces
from tests.konzept.read.builders import NAMES

R_NAMES = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def taken(inner: str, links: dict[str, str] | None = None) -> Reading:
    node = etree.fromstring(f"<w:p {NAMES} {R_NAMES}>{inner}</w:p>".encode())
    return pieces(node, links or {}, lambda kind, key: f"{kind[0]}{key}")


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(
    ("look", "wanted"),
    [
        ("", Piece("x")),
        ("<w:b/>", Piece("x", bold=True)),
        ('<w:b w:val="1"/>', Piece("x", bold=True)),
        ('<w:b w:val="0"/>', Piece("x", bold=False)),
        ("<w:i/>", Piece("x", italic=True)),
        ('<w:i w:val="false"/>', Piece("x")),
        ('<w:sz w:val="23"/>', Piece("x", size=11.5)),
        ('<w:sz w:val="riesig"/>', Piece("x", size=0)),
        ('<w:vertAlign w:val="superscript"/>', Piece("x")),
        ("<w:vanish w:val='0'/>", Piece("x")),
    ],
)
def test_looks(look: str, wanted: Piece) -> None:
    assert taken(run("x", look)).pieces == [wanted]


@pytest.mark.parametrize("mark", ["1", "12", "*", " 3 ", "†"])
def test_raised_figures_are_marks(mark: str) -> None:
    assert taken(run(mark, '<w:vertAlign w:val="superscript"/>')).pieces[0].note


@pytest.mark.parametrize("words", ["er", "1234", "a1", "te"])
def test_raised_words_are_words(words: str) -> None:
    assert not taken(run(words, '<w:vertAlign w:val="superscript"/>')).pieces[0].note


@pytest.mark.parametrize(("kind", "mark"), [("footnote", "f7"), ("endnote", "e7")])
def test_words_own_notes(kind: str, mark: str) -> None:
    assert taken(f"<w:r><w:{kind}Reference w:id='7'/></w:r>").pieces == [Piece(mark, note=True, anchored=True)]


def test_a_link_holds_for_all_its_runs() -> None:
    inner = f'<w:hyperlink r:id="rId1">{run("die ")}{run("Seite")}</w:hyperlink>{run(" dort")}'
    found = taken(inner, {"rId1": "https://example.org"})
    assert [piece.link for piece in found.pieces] == ["https://example.org", "https://example.org", ""]
    assert markdown(found.pieces) == "[die Seite](https://example.org) dort"


def test_a_link_within_the_file_is_plain_text() -> None:
    assert markdown(taken(f'<w:hyperlink w:anchor="Seite4">{run("oben")}</w:hyperlink>').pieces) == "oben"


def test_changes_are_noted_in_their_order() -> None:
    inner = (
        f'<w:ins w:id="1">{run("neu")}</w:ins>'
        '<w:del w:id="2"><w:r><w:delText>alt</w:delText></w:r></w:del>'
        f'<w:moveFrom w:id="3">{run("fort")}</w:moveFrom><w:moveTo w:id="4">{run("her")}</w:moveTo>'
    )
    found = taken(inner)
    assert [piece.text for piece in found.pieces] == ["neu", "her"]
    assert found.changes == [("eingefügt", "neu"), ("gelöscht", "alt"), ("gelöscht", "fort"), ("eingefügt", "her")]


def test_a_deletion_within_an_insertion_is_gone() -> None:
    found = taken('<w:ins w:id="1"><w:del w:id="2"><w:r><w:delText>kurz da</w:delText></w:r></w:del></w:ins>')
    assert found.pieces == []


@pytest.mark.parametrize(
    ("inner", "kept", "gone"),
    [
        (run("a") + run("b", "<w:strike/>"), ["a"], [("durchgestrichen", "b")]),
        (run("a", "<w:strike/>") + run("b", "<w:dstrike/>"), ["a", "b"], []),
        (run("a") + run(" ", "<w:strike/>"), ["a", " "], []),
        (run("a", "<w:strike w:val='0'/>"), ["a"], []),
    ],
)
def test_struck_words(inner: str, kept: list[str], gone: list[tuple[str, str]]) -> None:
    found = taken(inner)
    assert [piece.text for piece in found.pieces] == kept
    assert found.left_out == gone


@pytest.mark.parametrize(
    ("drawing", "words"),
    [
        ('<wp:docPr xmlns:wp="urn:x" descr="Ein Haus"/>', "Ein Haus"),
        ('<wp:docPr xmlns:wp="urn:x" title="Titel"/>', "Titel"),
        ('<wp:docPr xmlns:wp="urn:x"/>', "ohne Alternativtext"),
    ],
)
@pytest.mark.parametrize("kind", ["drawing", "pict"])
def test_pictures(drawing: str, words: str, kind: str) -> None:
    assert taken(f"<w:r><w:{kind}>{drawing}</w:{kind}></w:r>").left_out == [("Bild", words)]


OLE = '<o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="Excel.Sheet.12"/>'


@pytest.mark.parametrize(
    ("inner", "words"),
    [(OLE, "Excel.Sheet.12"), (f'<v:shape xmlns:v="urn:x" title="Kosten"/>{OLE}', "Kosten"), ("", "ohne Namen")],
)
def test_an_embedded_object_is_left_out_by_name(inner: str, words: str) -> None:
    assert taken(f"<w:r><w:object>{inner}</w:object></w:r>").left_out == [("eingebettetes Objekt", words)]


def test_a_box_in_a_box_is_no_box_of_the_outer_paragraph() -> None:
    inner = "<w:pict><w:txbxContent><w:p/></w:txbxContent></w:pict>"
    outer = f"<w:pict><w:txbxContent><w:p><w:r>{inner}</w:r></w:p></w:txbxContent></w:pict>"
    assert len(taken(f"<w:r>{outer}</w:r>").boxes) == 1


def test_a_box_that_is_there_for_older_programs_is_not_read_twice() -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = "<w:txbxContent><w:p/></w:txbxContent>"
    group = f"<x><mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></x>"
    assert len(taken(f"<w:r><w:drawing>{group}</w:drawing></w:r>").boxes) == 1


def test_empty_hidden_runs_are_no_news() -> None:
    assert taken(run(" ", "<w:vanish/>")).left_out == []


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ([], ""),
        ([Piece("a"), Piece("b")], "ab"),
        ([Piece("a", bold=True), Piece("b")], "**a**b"),
        ([Piece("a ", bold=True), Piece("b")], "**a** b"),
        ([Piece(" a", bold=True), Piece(" b")], " **a** b"),
        ([Piece("a", bold=True), Piece(" ", bold=True), Piece("b", bold=True), Piece("c")], "**a b**c"),
        ([Piece("a", bold=True), Piece("b", bold=True)], "ab"),
        ([Piece("a", bold=True, italic=True), Piece("b")], "***a***b"),
        ([Piece("a", bold=True), Piece("b", bold=True, italic=True)], "a*b*"),
        ([Piece(" ", bold=True), Piece("b")], " b"),
        ([Piece(f"a{BREAK}b", bold=True), Piece("c")], f"**a**{BREAK}**b**c"),
        ([Piece("a"), Piece("1", note=True)], "a[^1]"),
        ([Piece("a", bold=True), Piece("1", note=True, anchored=True)], "a[^1]"),
        ([Piece("a", link="https://e.org/x y")], "[a](https://e.org/x%20y)"),
        ([Piece(" a ", link="https://e.org")], " [a](https://e.org) "),
        ([Piece("2 * 3 < 7")], r"2 \* 3 \< 7"),
        ([Piece("- kein Punkt")], r"\- kein Punkt"),
    ],
)
def test_markdown(found: list[Piece], wanted: str) -> None:
    assert markdown(found) == wanted


def test_two_footnotes_side_by_side_stay_two_and_a_figure_in_two_runs_is_one() -> None:
    anchored = [Piece("1", note=True, anchored=True), Piece("2", note=True, anchored=True)]
    assert markdown([Piece("a"), *anchored]) == "a[^1][^2]"
    assert markdown([Piece("a"), Piece("1", note=True), Piece("2", note=True)]) == "a[^12]"


def test_bold_beside_italic_words_keep_their_stars() -> None:
    assert markdown([Piece("a", bold=True), Piece(" "), Piece("b", italic=True), Piece(" c")]) == "**a** *b* c"
    assert markdown([Piece("a", bold=True), Piece(" "), Piece("b", bold=True), Piece(" c")]) == "**a b** c"
