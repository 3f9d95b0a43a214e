"""Filled matrices come back, however they were treated on the way."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook
from openpyxl.comments import Comment

from konzept.model import Concept, Element, Kind, Problem, Responsibility
from konzept.read import matrix as back
from konzept.suggestion import Form, Suggestion, Verdict
from konzept.write import matrix as out

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXTS = {
    "meas0111": "Übersicht der Sprachkurse im Landkreis führen.",
    "meas0112": "Sprachkurse mit Kinderbetreuung anbieten.",
    "meas0211": "Sprechstunde zur Anerkennung in Erlenstadt.",
    "meas0212": "Wegweiser zur Anerkennung in fünf Sprachen.",
}


def concept() -> Concept:
    measures = [
        Element(
            uid, Kind.MEASURE, number=f"{uid[5]}.{uid[6]}.{uid[7]}", text=text, responsibility=Responsibility("Amt")
        )
        for uid, text in TEXTS.items()
    ]
    areas = (
        Element("area0001", Kind.AREA, number="1", title="Sprache", children=tuple(measures[:2])),
        Element("area0002", Kind.AREA, number="2", title="Arbeit", children=tuple(measures[2:])),
    )
    return Concept("Integrationskonzept Erlenau", areas)


FORM = Form(
    id="a1b2c3d4e5f60718293a4b5c6d7e8f90", title="Erste Runde", authority="Landkreis Erlenau", concept=concept()
)


def typed_in(cell: Any, text: str) -> None:
    """As Word does: the content control takes the text, the placeholder goes."""
    for flag in list(cell._tc.iter(f"{W}showingPlcHdr")):
        flag.getparent().remove(flag)
    texts = list(cell._tc.iter(f"{W}t"))
    if texts:
        texts[0].text = text
        return
    content = next(cell._tc.iter(f"{W}sdtContent"), None)
    paragraph = next((content if content is not None else cell._tc).iter(f"{W}p"))
    run = etree.SubElement(paragraph, f"{W}r")
    etree.SubElement(run, f"{W}t").text = text


def row_of(document: Any, wording: str) -> Any:
    return next(row for table in document.tables for row in table.rows if wording in row.cells[1].text)


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def filled(**comments: str) -> Any:
    """A Word matrix in which comments stand beside measures."""
    document = Document(io.BytesIO(out.docx(FORM)))
    for uid, text in comments.items():
        typed_in(row_of(document, TEXTS[uid]).cells[3], text)
    return document


def said(content: bytes, name: str = "m.docx") -> dict[str | None, Suggestion]:
    found = back.place(back.read(content, name), FORM)
    assert found.form_id == FORM.id
    return {suggestion.uid: suggestion for suggestion in found.suggestions}


def through(content: bytes, *endings: str, source: str = "docx", tmp: Path) -> bytes:
    """The file as LibreOffice saves it, format after format."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice ist nicht installiert")
    path = tmp / f"m.{source}"
    path.write_bytes(content)
    for step, ending in enumerate(endings):
        folder = tmp / str(step)
        command = ["soffice", f"-env:UserInstallation=file://{tmp}/profile", "--headless", "--convert-to", ending]
        subprocess.run([*command, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=120)
        path = folder / f"m.{ending}"
    return path.read_bytes()


# --- Word ---


def test_an_untouched_matrix_says_nothing() -> None:
    assert said(out.docx(FORM)) == {}
    assert said(out.xlsx(FORM), "m.xlsx") == {}


def test_a_comment_is_about_its_row() -> None:
    found = said(saved(filled(meas0112="Auch samstags.", meas0211="Öfter.")))
    assert {uid: suggestion.comment for uid, suggestion in found.items()} == {
        "meas0112": "Auch samstags.",
        "meas0211": "Öfter.",
    }
    assert found["meas0211"].area == "area0002"
    assert not any(suggestion.doubt for suggestion in found.values())


@pytest.mark.parametrize("verdict", list(Verdict))
def test_each_verdict_is_understood(verdict: Verdict) -> None:
    document = filled()
    typed_in(row_of(document, TEXTS["meas0111"]).cells[2], verdict.german.upper())
    assert said(saved(document))["meas0111"].verdict is verdict


def test_another_word_for_the_verdict_is_kept_and_doubted() -> None:
    document = filled()
    typed_in(row_of(document, TEXTS["meas0111"]).cells[2], "prima")
    found = said(saved(document))["meas0111"]
    assert (found.verdict, found.comment) == (None, "Einschätzung: prima")
    assert "prima" in (found.doubt or "")


def test_all_four_answers_come_back() -> None:
    document = filled(meas0111="Gut.")
    cells = row_of(document, TEXTS["meas0111"]).cells
    typed_in(cells[4], "Mehrsprachige Übersicht.")
    typed_in(cells[5], "Volkshochschule")
    found = said(saved(document))["meas0111"]
    assert (found.proposal, found.responsible) == ("Mehrsprachige Übersicht.", "Volkshochschule")


def test_a_retyped_number_is_known_by_its_tags() -> None:
    document = filled(meas0111="Gut.")
    cell = row_of(document, TEXTS["meas0111"]).cells[0]
    for child in list(cell._tc):
        if child.tag != f"{W}tcPr":
            cell._tc.remove(child)
    cell.add_paragraph("9.9")
    assert set(said(saved(document))) == {"meas0111"}


def test_without_tags_and_number_the_wording_tells() -> None:
    document = filled(meas0111="Gut.")
    row = row_of(document, TEXTS["meas0111"])._tr
    for mark in [*row.iter(f"{W}bookmarkStart"), *row.iter(f"{W}hyperlink"), *row.iter(f"{W}tag")]:
        mark.getparent().remove(mark)
    first = next(row.iter(f"{W}tc"))
    for text in first.iter(f"{W}t"):
        text.text = ""
    assert said(saved(document))["meas0111"].comment == "Gut."


def test_a_deleted_row_is_no_answer_and_disturbs_nobody() -> None:
    document = filled(meas0112="Auch samstags.")
    gone = row_of(document, TEXTS["meas0111"])._tr
    gone.getparent().remove(gone)
    assert set(said(saved(document))) == {"meas0112"}


def test_a_moved_row_keeps_its_uid() -> None:
    document = filled(meas0112="Auch samstags.")
    row = row_of(document, TEXTS["meas0112"])._tr
    table = row.getparent()
    table.remove(row)
    table.insert(3, row)
    assert set(said(saved(document))) == {"meas0112"}


def test_an_added_row_is_a_new_proposal_of_its_area() -> None:
    document = filled()
    table = row_of(document, TEXTS["meas0211"])._tr.getparent()
    new = next(each for each in document.tables if each._tbl is table).add_row()
    new.cells[1].text = "Ein Betriebsfrühstück im Halbjahr."
    found = said(saved(document))[None]
    assert (found.area, found.verdict, found.proposal) == (
        "area0002",
        Verdict.NEW,
        "Ein Betriebsfrühstück im Halbjahr.",
    )


def test_a_free_row_is_a_new_proposal_too() -> None:
    document = filled()
    row = next(row for row in document.tables[0].rows if row.cells[1].text.startswith("Neue Maßnahme"))
    typed_in(row.cells[3], "Ein Sprachcafé am Samstag.")
    found = said(saved(document))[None]
    assert (found.area, found.verdict, found.comment) == ("area0001", Verdict.NEW, "Ein Sprachcafé am Samstag.")


def test_two_ids_in_one_row_are_asked() -> None:
    document = filled(meas0111="Gut.")
    row = row_of(document, TEXTS["meas0111"])._tr
    other = row_of(document, TEXTS["meas0211"])._tr
    mark = next(other.iter(f"{W}bookmarkStart"))
    next(next(row.iter(f"{W}tc")).iter(f"{W}p")).append(mark)
    found = next(iter(said(saved(document)).values()))
    assert "zwei Kennungen" in (found.doubt or "")
    assert "Meinten Sie 1.1.1?" in (found.doubt or "")
    assert (found.uid, found.comment) == ("meas0111", "Gut.")


def test_wording_that_belongs_to_another_element_is_asked() -> None:
    document = filled(meas0111="Gut.")
    cell = row_of(document, TEXTS["meas0111"]).cells[1]
    source = row_of(document, TEXTS["meas0211"]).cells[1]
    for old, new in zip(list(cell._tc.iter(f"{W}t")), [t.text for t in source._tc.iter(f"{W}t")], strict=True):
        old.text = new
    found = next(iter(said(saved(document)).values()))
    assert "passen nicht zusammen" in (found.doubt or "")
    assert "Meinten Sie 2.1.1?" in (found.doubt or "")


def test_insertions_count_and_deletions_do_not() -> None:
    document = filled(meas0111="alt")
    cell = row_of(document, TEXTS["meas0111"]).cells[3]
    run = next(text.getparent() for text in cell._tc.iter(f"{W}t") if text.text == "alt")
    parent, spot = run.getparent(), run.getparent().index(run)
    parent.remove(run)
    gone, come = etree.Element(f"{W}del"), etree.Element(f"{W}ins")
    gone.append(run)
    etree.SubElement(etree.SubElement(come, f"{W}r"), f"{W}t").text = "neu getippt"
    parent.insert(spot, gone)
    parent.insert(spot + 1, come)
    assert said(saved(document))["meas0111"].comment == "neu getippt"


def test_a_word_comment_is_a_remark() -> None:
    document = filled()
    cell = row_of(document, TEXTS["meas0111"]).cells[1]
    document.add_comment(cell.paragraphs[-1].runs, text="Das läuft schon gut.", author="x", initials="x")
    assert said(saved(document))["meas0111"].comment == "Das läuft schon gut."


@pytest.mark.parametrize(
    ("typed", "verdict", "kept"),
    [
        ("hat sich bewährt", Verdict.PROVEN, ""),
        ("x überholt", Verdict.OUTDATED, ""),
        ("[x] bewährt [ ] überholt [ ] neu", Verdict.PROVEN, ""),
        ("☐ bewährt ☒ nachjustieren", Verdict.ADJUST, ""),
        ("nicht bewährt", None, "Einschätzung: nicht bewährt"),
        ("bewährt / überholt", None, "Einschätzung: bewährt / überholt"),
        ("teilweise bewährt", None, "Einschätzung: teilweise bewährt"),
        ("bitte wählen", None, ""),
        ("–", None, ""),
    ],
)
def test_only_a_clear_verdict_is_one(typed: str, verdict: Verdict | None, kept: str) -> None:
    document = filled(meas0112="Damit die Datei etwas sagt.")
    typed_in(row_of(document, TEXTS["meas0111"]).cells[2], typed)
    found = said(saved(document)).get("meas0111", Suggestion("meas0111"))
    assert (found.verdict, found.comment) == (verdict, kept)
    assert bool(found.doubt) == bool(kept)


def rewritten(document: Any, uid: str, new: str) -> None:
    """A person writes into the quoted wording itself."""
    for text in row_of(document, TEXTS[uid]).cells[1]._tc.iter(f"{W}t"):
        if text.text == TEXTS[uid]:
            text.text = new


def test_a_wording_changed_in_its_own_cell_is_a_proposal() -> None:
    document = filled()
    rewritten(document, "meas0111", "Übersicht der Sprach- und Integrationskurse im Landkreis führen.")
    found = said(saved(document))
    assert set(found) == {"meas0111"}
    assert found["meas0111"].proposal == "Übersicht der Sprach- und Integrationskurse im Landkreis führen."
    assert "selbst geändert" in (found["meas0111"].doubt or "")


def test_a_changed_wording_stands_before_the_proposal_beside_it() -> None:
    document = filled()
    typed_in(row_of(document, TEXTS["meas0111"]).cells[4], "Und zwar mehrsprachig.")
    rewritten(document, "meas0111", "Übersicht der Sprachkurse im Landkreis führen und drucken.")
    proposal = said(saved(document))["meas0111"].proposal
    assert proposal == "Übersicht der Sprachkurse im Landkreis führen und drucken.\nUnd zwar mehrsprachig."


def test_a_row_copied_and_overwritten_is_asked() -> None:
    document = filled(meas0111="Das fehlt.")
    rewritten(document, "meas0111", "Ein Sprachcafé in jeder Gemeinde gründen, samstags geöffnet.")
    found = said(saved(document))["meas0111"]
    assert found.proposal == "Ein Sprachcafé in jeder Gemeinde gründen, samstags geöffnet."
    assert "steht so nicht im Konzept" in (found.doubt or "")


def test_tables_without_their_heading_rows_still_answer() -> None:
    document = filled(meas0111="Gut.", meas0212="Öfter.")
    for table in document.tables:
        table._tbl.remove(table.rows[0]._tr)
    assert {uid: each.comment for uid, each in said(saved(document)).items()} == {
        "meas0111": "Gut.",
        "meas0212": "Öfter.",
    }


def test_a_table_pasted_into_an_answer_is_part_of_the_answer() -> None:
    document = filled()
    cell = row_of(document, TEXTS["meas0111"]).cells[3]
    inner = cell.add_table(1, 1)
    inner.rows[0].cells[0].text = "Montags"
    found = said(saved(document))
    assert {uid: each.comment for uid, each in found.items()} == {"meas0111": "Montags"}
    assert found["meas0111"].place == "Tabelle 1, Zeile 2"


def test_text_below_a_table_is_not_lost() -> None:
    document = filled()
    document.tables[1]._tbl.addnext(document.add_paragraph("Insgesamt fehlt uns das Ehrenamt.")._p)
    found = said(saved(document))[None]
    assert (found.comment, found.area, found.verdict) == ("Insgesamt fehlt uns das Ehrenamt.", "area0002", None)
    assert "Text nach Tabelle 2" in (found.doubt or "")


def test_text_above_the_tables_is_not_lost_but_the_head_is_no_answer() -> None:
    document = filled()
    document.paragraphs[2].insert_paragraph_before("Wir antworten für drei Vereine.")
    found = back.place(back.read(saved(document), "m.docx"), replace(FORM, due=date(2030, 1, 1)))
    assert [(each.comment, each.area) for each in found.suggestions] == [("Wir antworten für drei Vereine.", None)]


def test_a_comment_on_a_heading_is_not_lost() -> None:
    document = filled()
    document.add_comment(document.paragraphs[0].runs, text="Danke für die Mühe.", author="x", initials="x")
    found = said(saved(document))[None]
    assert (found.comment, bool(found.doubt)) == ("Danke für die Mühe.", True)


def test_an_answer_to_an_element_that_is_no_more_never_keeps_its_uid() -> None:
    document = filled(meas0111="Gut.")
    typed_in(row_of(document, TEXTS["meas0111"]).cells[2], "prima")
    value = concept()
    smaller = replace(value, elements=value.elements[1:])
    found = back.place(back.read(saved(document), "m.docx"), replace(FORM, concept=smaller)).suggestions
    assert [each.uid for each in found] == [None]


def test_reading_alone_promises_nothing_about_quoted_rows() -> None:
    found = back.read(out.docx(FORM), "m.docx")
    assert found.suggestions == ()
    assert {each.uid for each in found.unsaid} >= set(TEXTS)
    assert back.place(found, FORM).unsaid == ()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12), min_size=1, max_size=5))
def test_whatever_was_typed_comes_back_letter_by_letter(words: list[str]) -> None:
    typed = " ".join(words)
    assert said(saved(filled(meas0211=typed)))["meas0211"].comment == typed
    assert said(saved(workbook(meas0211=typed)), "m.xlsx")["meas0211"].comment == typed


def test_the_organisation_comes_along() -> None:
    content = out.docx(replace(FORM, organisation="Sprachtreff Erle e. V."))
    assert back.read(content, "m.docx").organisation == "Sprachtreff Erle e. V."
    assert back.read(out.docx(FORM), "m.docx").organisation == ""
    sheet = out.xlsx(replace(FORM, organisation="Sprachtreff Erle e. V."))
    assert back.read(sheet, "m.xlsx").organisation == "Sprachtreff Erle e. V."


@pytest.mark.parametrize("way", [("docx",), ("odt", "docx")])
def test_libreoffice_keeps_what_was_said(way: tuple[str, ...], tmp_path: Path) -> None:
    content = through(saved(filled(meas0112="Auch samstags.", meas0211="Öfter.")), *way, tmp=tmp_path)
    found = said(content)
    assert {uid: suggestion.comment for uid, suggestion in found.items()} == {
        "meas0112": "Auch samstags.",
        "meas0211": "Öfter.",
    }


# --- Excel ---


def workbook(**comments: str) -> Any:
    book = load_workbook(io.BytesIO(out.xlsx(FORM)))
    for row in book["Matrix"].iter_rows(min_row=2):
        for uid, text in comments.items():
            if TEXTS[uid] in str(row[3].value):
                row[5].value, row[5].data_type = text, "s"  # also where it begins with =
    return book


def test_excel_says_the_same() -> None:
    found = said(saved(workbook(meas0112="Auch samstags.", meas0211="Öfter.")), "m.xlsx")
    assert {uid: suggestion.comment for uid, suggestion in found.items()} == {
        "meas0112": "Auch samstags.",
        "meas0211": "Öfter.",
    }
    assert found["meas0211"].area == "area0002"


def test_rows_may_be_sorted_deleted_and_added_in_excel() -> None:
    book = workbook(meas0211="Öfter.")
    sheet = book["Matrix"]
    sheet.delete_rows(2)
    sheet.move_range(f"A2:H{sheet.max_row}", rows=3)
    sheet.append(["", "Handlungsfeld 2: Arbeit", "", "Ein Betriebsfrühstück.", "neu", "", "", ""])
    found = said(saved(book), "m.xlsx")
    assert found["meas0211"].comment == "Öfter."
    assert (found[None].proposal, found[None].area) == ("Ein Betriebsfrühstück.", "area0002")


def test_a_note_on_a_cell_is_a_remark() -> None:
    book = workbook()
    book["Matrix"]["D2"].comment = Comment("Läuft gut.", "x")
    assert [suggestion.comment for suggestion in said(saved(book), "m.xlsx").values()] == ["Läuft gut."]


def test_libreoffice_keeps_the_workbook_too(tmp_path: Path) -> None:
    content = through(saved(workbook(meas0112="Auch samstags.")), "xlsx", source="xlsx", tmp=tmp_path)
    assert said(content, "m.xlsx")["meas0112"].comment == "Auch samstags."


@pytest.mark.parametrize("ends", [("docx",), ("odt", "docx"), ("xlsx",)])
def test_libreoffice_alone_says_nothing(ends: tuple[str, ...], tmp_path: Path) -> None:
    source = "xlsx" if ends == ("xlsx",) else "docx"
    content = through(getattr(out, source)(FORM), *ends, source=source, tmp=tmp_path)
    assert said(content, f"m.{source}") == {}


def test_lost_codes_and_headings_in_excel_are_made_up_for() -> None:
    book = workbook(meas0112="Auch samstags.")
    book["Matrix"].delete_cols(1)
    assert said(saved(book), "m.xlsx")["meas0112"].comment == "Auch samstags."
    book = workbook(meas0112="Auch samstags.")
    book["Matrix"].delete_rows(1)
    assert said(saved(book), "m.xlsx")["meas0112"].comment == "Auch samstags."


def test_a_wording_changed_in_excel_is_a_proposal() -> None:
    book = workbook()
    cell = book["Matrix"]["D2"]
    cell.value = str(cell.value).replace("führen", "führen und drucken")
    found = said(saved(book), "m.xlsx")["meas0111"]
    assert found.proposal == "Übersicht der Sprachkurse im Landkreis führen und drucken."


# --- what is none ---


def test_a_matrix_of_another_round_is_refused() -> None:
    other = out.docx(replace(FORM, id="0" * 32))
    with pytest.raises(Problem, match="einer anderen Runde"):
        back.place(back.read(other, "m.docx"), FORM)


def test_an_element_that_is_no_more_is_asked() -> None:
    value = concept()
    smaller = replace(
        value, elements=(replace(value.elements[0], children=value.elements[0].children[1:]), value.elements[1])
    )
    found = back.place(back.read(saved(filled(meas0111="Gut.")), "m.docx"), replace(FORM, concept=smaller))
    assert "gibt es im Konzept nicht" in (found.suggestions[0].doubt or "")
    assert found.suggestions[0].uid is None


def plain_docx() -> bytes:
    document = Document()
    document.add_paragraph("Sehr geehrte Damen und Herren")
    return saved(document)


def flood() -> bytes:
    """A workbook that is small to send and large to open."""
    source, buffer = zipfile.ZipFile(io.BytesIO(out.xlsx(FORM))), io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            padding = b" " * 9_000_000 if name == "xl/styles.xml" else b""
            archive.writestr(name, source.read(name) + padding)
        archive.writestr("docProps/noise.bin", random.Random(1).randbytes(100_000))
    return buffer.getvalue()


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 200_000_000)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "leer.docx"),
        (b"Guten Tag", "brief.docx"),
        (b"%PDF-1.7", "m.docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "m.docx"),
        (b"PK\x03\x04 zu kurz", "m.docx"),
        (out.docx(FORM)[:4000], "m.docx"),
        (plain_docx(), "brief.docx"),
        (bomb(), "bombe.docx"),
        (flood(), "m.xlsx"),
        (out.xlsx(FORM)[:4000], "m.xlsx"),
    ],
    ids=["empty", "text", "pdf", "ole", "broken", "truncated", "a letter", "bomb", "flood", "truncated workbook"],
)
def test_anything_else_gets_one_sentence(content: bytes, name: str) -> None:
    with pytest.raises(Problem) as problem:
        back.read(content, name)
    assert str(problem.value).rstrip().endswith((".", "!"))
    assert "\n" not in str(problem.value)
