"""A filled matrix from LibreOffice: tracked changes, comments, footnotes, merged and repeated cells, and what is none."""

from __future__ import annotations

import io
import time
import zipfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from konzept.model import Problem
from konzept.read import matrix as back
from konzept.read.matrix_odf import MOST_COLUMNS, MOST_ROWS, SEVERAL, paragraphs, sheet
from konzept.write import matrix as out
from konzept.write.opendocument import NAMESPACES, SHEET, SPACES, TEXT
from tests.konzept.read.matrix_ground import FORM, OWN_QUESTION, WORDS, placed
from tests.konzept.read.matrix_treated import opened
from tests.konzept.strategies import few

T, B, OFFICE = (f"{{{SPACES[name]}}}" for name in ("text", "table", "office"))
ODT, ODS = out.odt(FORM), out.ods(FORM)


def packed(content: str, kind: str = TEXT, **parts: str) -> bytes:
    """An OpenDocument file with this body."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", kind)
        made.writestr("content.xml", content)
        for name, part in parts.items():
            made.writestr(f"{name}.xml", part)
    return buffer.getvalue()


def document(body: str, kind: str = "text") -> str:
    return f"<office:document-content {NAMESPACES}><office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"


def line(fragment: str) -> Any:
    return etree.fromstring(f"<x {NAMESPACES}><text:p>{fragment}</text:p></x>".encode())


def swapped(data: bytes, old: str, new: str, part: str = "content.xml") -> bytes:
    source, buffer = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for info in source.infolist():
            content = source.read(info).decode()
            assert info.filename != part or old in content
            made.writestr(info, content.replace(old, new) if info.filename == part else content)
    return buffer.getvalue()


def answered(*deeds: tuple[str, str, str], ending: str = "odt") -> bytes:
    editor = opened(ending)
    for uid, column, text in deeds:
        editor.type(editor.row(uid), column, text)
    data: bytes = editor.bytes()
    return data


# --- words ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fragment", "words"),
    [
        ("a<text:s/>b<text:s text:c='3'/>c", "a b   c"),
        ("a<text:tab/>b<text:line-break/>c", "a b\nc"),
        ("a<text:span>b</text:span>c", "abc"),
        ("a<text:s text:c='99999999'/>b", f"a{' ' * 200}b"),
        ("a<text:s text:c='x'/>b", "a b"),
        ("a<text:change-start/>neu<text:change-end/><text:change/>b", "aneub"),
        ("a<office:annotation><text:p>nein</text:p></office:annotation>b", "ab"),
        ("a<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>n</text:p></text:note-body></text:note>b", "ab"),
        ("<text:bookmark-start text:name='m_a'/>a<text:bookmark-end text:name='m_a'/>", "a"),
        ("<text:drop-down><text:label text:value='x'/><text:label text:value='y'/>y</text:drop-down>", "y"),
        ("a<!-- nichts -->b", "ab"),
    ],
)  # fmt: skip
def test_a_paragraph_says_what_a_reader_sees(fragment: str, words: str) -> None:
    assert paragraphs(line(fragment)) == words


@few
@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1), st.sampled_from(["odt", "ods"]))
def test_whatever_was_typed_comes_back_letter_by_letter(typed: str, ending: str) -> None:
    (said,) = placed(answered(("lots0001", "comment", typed), ending=ending), f"m.{ending}")
    assert (said.uid, said.comment) == ("lots0001", typed)


# --- text -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["m.odt", "m.ods"])
def test_an_untouched_matrix_says_nothing(name: str) -> None:
    assert placed(ODT if name == "m.odt" else ODS, name) == ()


@pytest.mark.parametrize(("data", "first"), [(ODT, "Tabelle 1, Zeile 2"), (ODS, "Blatt „Matrix“, Zeile 2")])
def test_all_that_a_file_knows(data: bytes, first: str) -> None:
    found = sheet(data, "m")
    assert (found.form_id, found.organisation, found.sender) == (FORM.id, "Sprachtreff Erle e. V.", "")
    rows = [row for row in found.rows if not row.loose]
    assert [row.claims[0] for row in rows if row.claims] == list(WORDS)
    assert all(set(row.claims) == {row.claims[0]} for row in rows if row.claims)
    assert [row.new for row in rows].count(True) == 9
    assert rows[0].place == first


def test_an_odt_row_has_five_carriers() -> None:
    (row, *_) = [row for row in sheet(ODT, "m.odt").rows if row.claims]
    assert len(row.claims) == 5


def test_without_its_property_the_form_is_known_by_the_footer() -> None:
    bare = swapped(ODT, "meta:user-defined", "meta:nothing", "meta.xml")
    found = sheet(bare, "m.odt")
    assert found.form_id == FORM.id
    assert next(row for row in found.rows if row.claims).claims[-1] == "kurs0001"
    nobody = swapped(bare, "Kennung der Matrix", "Blatt", "styles.xml")
    assert sheet(nobody, "m.odt").form_id is None


def test_a_sender_is_read_where_it_was_typed() -> None:
    typed = swapped(ODT, "bitte eintragen", "Frau Beispiel")
    assert sheet(typed, "m.odt").sender == "Frau Beispiel"
    both = swapped(ODT, "bitte eintragen", "bitte eintragen Frau Beispiel")
    assert sheet(both, "m.odt").sender == "Frau Beispiel"


@pytest.mark.parametrize("ending", ["docx", "odt", "xlsx", "ods"])
def test_a_question_of_the_rounds_own_is_an_answer_alone(ending: str) -> None:
    (said,) = placed(answered(("beru0002", "verdict", OWN_QUESTION), ending=ending), f"m.{ending}")
    assert (said.uid, said.question, said.verdict, said.doubt) == ("beru0002", OWN_QUESTION, None, None)


@pytest.mark.parametrize("ending", ["docx", "odt", "xlsx", "ods"])
def test_a_word_that_was_not_offered_stays_and_is_asked_about(ending: str) -> None:
    (said,) = placed(answered(("beru0002", "verdict", "so lala"), ending=ending), f"m.{ending}")
    assert (said.uid, said.question, said.verdict, said.comment) == ("beru0002", "", None, "Einschätzung: so lala")
    assert "keine der Antworten, die zur Wahl standen" in (said.doubt or "")


def test_a_footnote_and_a_text_box_are_part_of_the_answer() -> None:
    note = "<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body><text:p>Fußnote.</text:p></text:note-body></text:note>"
    box = "<draw:frame xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'><draw:text-box><text:p>Im Rahmen.</text:p></draw:text-box></draw:frame>"
    data = answered(("kurs0001", "comment", "@@"))
    (said,) = placed(swapped(data, "@@", f"Ja.{note}{box}"), "m.odt")
    assert said.comment == "Ja.\nIm Rahmen.\nFußnote."


def test_text_in_lists_sections_and_tables_of_ones_own_is_not_lost() -> None:
    own = "<table:table><table:table-row><table:table-cell><text:p>Montag</text:p></table:table-cell><table:table-cell><text:p>Chor</text:p></table:table-cell></table:table-row></table:table>"
    more = f"<text:list><text:list-item><text:p>Erstens.</text:p></text:list-item></text:list><text:section><text:p>Zweitens.</text:p></text:section>{own}</office:text>"
    found = placed(swapped(ODT, "</office:text>", more), "m.odt")
    assert [said.comment for said in found] == ["Erstens.", "Zweitens.", "Montag | Chor"]
    assert all(said.doubt and said.uid is None for said in found)


def test_a_comment_on_a_heading_is_not_lost() -> None:
    note = "<office:annotation><text:p>Danke.</text:p></office:annotation>Diese Fragen stellen wir Ihnen"
    (said,) = placed(swapped(ODT, "Diese Fragen stellen wir Ihnen", note), "m.odt")
    assert (said.comment, said.uid) == ("Danke.", None)


def test_cells_that_were_merged_move_no_answer() -> None:
    editor = opened("odt")
    row = editor.row("kurs0001")
    cells = row.findall(f"{B}table-cell")
    cells[3].set(f"{B}number-columns-spanned", "2")
    cells[4].tag = f"{B}covered-table-cell"
    editor.type(row, "comment", "Beides.")
    cells[5].find(f"{T}p").text = "Amt"
    (said,) = placed(editor.bytes(), "m.odt")
    assert (said.comment, said.proposal, said.responsible) == ("Beides.", "", "Amt")


# --- sheets -----------------------------------------------------------------------------------------------------


def test_a_note_on_any_cell_follows_the_remark() -> None:
    editor = opened("ods")
    editor.type(editor.row("kurs0001"), "comment", "Gut.")
    editor.note(editor.row("kurs0001"), "Wirklich.")
    (said,) = placed(editor.bytes(), "m.ods")
    assert said.comment == "Gut.\nWirklich."


def test_a_value_without_its_words_is_taken_itself() -> None:
    editor = opened("ods")
    cell = editor.row("kurs0001")[5]
    cell.set(f"{OFFICE}value-type", "date")
    cell.set(f"{OFFICE}date-value", "2027-03-01")
    (said,) = placed(editor.bytes(), "m.ods")
    assert said.comment == "2027-03-01"


def test_text_on_a_sheet_of_ones_own_is_not_lost() -> None:
    page = "<table:table table:name='Notizen'><table:table-row><table:table-cell><text:p>Wir danken.</text:p></table:table-cell></table:table-row></table:table>"
    (said,) = placed(swapped(ODS, "</office:spreadsheet>", f"{page}</office:spreadsheet>"), "m.ods")
    assert (said.comment, said.place) == ("Wir danken.", "Blatt „Notizen“, Zeile 1")


def test_equal_rows_that_a_file_declares_at_once_are_that_many_rows() -> None:
    editor = opened("ods")
    row = editor.free("fld00001")
    editor.type(row, "comment", "Ein Chor.")
    row.set(f"{B}number-rows-repeated", "2")
    assert [said.comment for said in placed(editor.bytes(), "m.ods")] == ["Ein Chor.", "Ein Chor."]


def test_a_million_empty_rows_cost_nothing_and_a_million_full_ones_are_few() -> None:
    editor = opened("ods")
    for uid in ("kurs0001", "kurs0002"):
        row = editor.row(uid)
        row[5].set(f"{B}number-columns-repeated", "16384")
        row.set(f"{B}number-rows-repeated", "1048576")
    empty = editor.free("fld00001")
    for child in list(empty):
        empty.remove(child)
    empty.set(f"{B}number-rows-repeated", "99999999999999999999")
    start = time.process_time()
    rows = [row for row in sheet(editor.bytes(), "m.ods").rows if row.claims]
    assert len(rows) == 2 * SEVERAL + len(WORDS) - 2
    assert time.process_time() - start < 20
    assert MOST_COLUMNS < 100 < MOST_ROWS


# --- what is none -----------------------------------------------------------------------------------------------

ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>' + document(
    "<text:p>&b;</text:p>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + document("<text:p>&a;</text:p>")


HOSTILE = {
    "a letter": packed(document("<text:p>Sehr geehrte Damen und Herren</text:p>")),
    "a list": packed(document("<table:table/>", "spreadsheet"), SHEET),
    "a talk": packed(document("<text:p/>", "presentation"), f"{TEXT.removesuffix('text')}presentation"),
    "no body": packed(f"<office:document-content {NAMESPACES}/>"),
    "no text": packed(document("", "drawing")),
    "broken": packed("<office:document-content"),
    "truncated": ODT[:3000],
    "truncated sheets": ODS[:3000],
    "entities": packed(ENTITIES),
    "outside": packed(OUTSIDE),
    "bomb": packed(" " * 120_000_000),
    "one giant part": packed(document(f"<text:p>{'x ' * 9_000_000}</text:p>")),
    "tags": packed(document("<text:p/>" * 500_000)),
    "deep": packed(document("<text:section>" * 5_000 + "</text:section>" * 5_000)),
    "locked": swapped(
        ODT, "</manifest:manifest>", "<manifest:encryption-data/></manifest:manifest>", "META-INF/manifest.xml"
    ),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_anything_else_gets_one_sentence(what: str) -> None:
    with pytest.raises(Problem) as problem:
        back.read(HOSTILE[what], "m.odt")
    assert str(problem.value).rstrip().endswith((".", "!"))
    assert "\n" not in str(problem.value)


def test_the_sentence_names_all_four_formats() -> None:
    with pytest.raises(Problem, match=r"geben sie als \.docx, \.odt, \.xlsx oder \.ods ab\."):
        back.read(HOSTILE["a letter"], "m.odt")


@pytest.mark.parametrize("ending", ["docx", "odt", "xlsx", "ods"])
@pytest.mark.parametrize("column", ["comment", "wording", "verdict"])
def test_a_giant_cell_takes_no_giant_time(ending: str, column: str) -> None:
    giant = "Wort " * (6_000 if ending == "xlsx" else 60_000)  # Excel holds no more in a cell
    data = answered(("kurs0001", column, giant.strip()), ending=ending)
    start = time.process_time()
    (said,) = placed(data, f"m.{ending}")
    assert said.uid == "kurs0001"
    assert giant.strip() in said.comment + said.proposal
    assert time.process_time() - start < 20
