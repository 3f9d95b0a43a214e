"""Whichever carriers of a row's uid survive: the uid is right, or doubted, or none; never wrong in silence.

A law over all modules of the matrix: written, treated by chance as programs and people treat it, read back.
"""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook

from konzept.model import Concept, Element, Kind, Responsibility
from konzept.read import matrix as back
from konzept.suggestion import Form, Suggestion, Verdict
from konzept.write import matrix as out

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WORDS = ("Sprachcafé am Markt öffnen", "Sprachcafé am Bahnhof öffnen", "Lotsen ausbilden", "Wegweiser drucken")
UIDS = ("aaaa1111", "aaaa2222", "bbbb1111", "cccc1111")
MEASURES = tuple(
    Element(uid, Kind.MEASURE, number=f"1.{at}", text=f"{words}.", responsibility=Responsibility("Amt"))
    for at, (uid, words) in enumerate(zip(UIDS, WORDS, strict=True), 1)
)
AREAS = (
    Element("area0001", Kind.AREA, number="1", title="Sprache", children=MEASURES[:2]),
    Element("area0002", Kind.AREA, number="2", title="Alltag", children=MEASURES[2:]),
)
FORM = Form("f0f0f0f0f0f0f0f0", "Runde", "Kreis Erlenau", Concept("Konzept", AREAS))
DOCX, XLSX = out.docx(FORM), out.xlsx(FORM)
CARRIERS = ("bookmark", "link", "tags", "code", "wording")
ANSWER = "Das ist unsere Antwort."


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def placed(content: bytes, name: str = "m.docx", form: Form = FORM) -> tuple[Suggestion, ...]:
    return back.place(back.read(content, name), form).suggestions


def rows_of(document: Any) -> dict[str, Any]:
    """The rows that ask about an element, by its uid."""
    found = {}
    for table in document.tables:
        for row in table.rows:
            for mark in row._tr.iter(f"{W}bookmarkStart"):
                found[str(mark.get(f"{W}name")).removeprefix("m_")] = row
    return found


def answer(row: Any, text: str = ANSWER) -> None:
    cell = row.cells[3]
    for flag in list(cell._tc.iter(f"{W}showingPlcHdr")):
        flag.getparent().remove(flag)
    paragraph = next(next(cell._tc.iter(f"{W}sdtContent"), cell._tc).iter(f"{W}p"))
    run = etree.SubElement(paragraph, f"{W}r")
    etree.SubElement(run, f"{W}t").text = text


def without(row: Any, carrier: str) -> None:
    """One carrier is lost, as a program or a person loses it."""
    tr = row._tr
    if carrier == "bookmark":
        for mark in [*tr.iter(f"{W}bookmarkStart"), *tr.iter(f"{W}bookmarkEnd")]:
            mark.getparent().remove(mark)
    elif carrier == "link":
        for link in list(tr.iter(f"{W}hyperlink")):
            place = link.getparent().index(link)
            for child in list(link):
                link.getparent().insert(place, child)
            link.getparent().remove(link)
    elif carrier == "tags":
        for tag in list(tr.iter(f"{W}tag")):
            tag.getparent().remove(tag)
    else:
        cell = row.cells[0 if carrier == "code" else 1]
        for text in cell._tc.iter(f"{W}t"):
            if carrier == "wording" or (text.text or "").startswith("["):
                text.text = ""


def swapped(row: Any, other: Any, carrier: str) -> None:
    """One carrier is another row's, as copying leaves it."""
    if carrier == "bookmark":
        name = next(other._tr.iter(f"{W}bookmarkStart")).get(f"{W}name")
        next(row._tr.iter(f"{W}bookmarkStart")).set(f"{W}name", name)
    elif carrier == "link":
        anchor = next(other._tr.iter(f"{W}hyperlink")).get(f"{W}anchor")
        next(row._tr.iter(f"{W}hyperlink")).set(f"{W}anchor", anchor)
    elif carrier == "tags":
        for tag, theirs in zip(row._tr.iter(f"{W}tag"), other._tr.iter(f"{W}tag"), strict=True):
            tag.set(f"{W}val", theirs.get(f"{W}val"))
    else:
        at = 0 if carrier == "code" else 1
        texts, theirs = (list(each.cells[at]._tc.iter(f"{W}t")) for each in (row, other))
        for text, new in zip(texts, [each.text for each in theirs], strict=True):
            if carrier == "wording" or (text.text or "").startswith("["):
                text.text = new


@given(st.sampled_from(UIDS), st.sets(st.sampled_from(CARRIERS)))
@settings(max_examples=32, deadline=None)
def test_whichever_carriers_survive_the_uid_is_right(uid: str, lost: set[str]) -> None:
    document = Document(io.BytesIO(DOCX))
    row = rows_of(document)[uid]
    answer(row)
    for carrier in sorted(lost):
        without(row, carrier)
    (found,) = placed(saved(document))
    assert found.comment == ANSWER
    assert found.uid == (None if lost == set(CARRIERS) else uid)
    assert found.doubt is None


@given(
    st.permutations(UIDS).map(lambda uids: uids[:2]),
    st.sets(st.sampled_from(CARRIERS), min_size=1),
    st.sets(st.sampled_from(CARRIERS)),
)
@settings(max_examples=40, deadline=None)
def test_carriers_of_two_rows_in_one_are_asked_and_never_guessed_in_silence(
    pair: list[str], foreign: set[str], lost: set[str]
) -> None:
    uid, other = pair
    document = Document(io.BytesIO(DOCX))
    rows = rows_of(document)
    answer(rows[uid])
    for carrier in sorted(foreign - lost):
        swapped(rows[uid], rows[other], carrier)
    for carrier in sorted(lost):
        without(rows[uid], carrier)
    (found,) = placed(saved(document))
    left = set(CARRIERS) - lost
    told = {other if carrier in foreign else uid for carrier in left}
    assert found.comment == ANSWER
    if len(told) == 2:
        assert found.doubt
        assert found.uid in told
    else:
        assert (found.uid, found.doubt) == (next(iter(told), None), None)


@given(st.sampled_from(UIDS), st.booleans(), st.booleans())
@settings(max_examples=16, deadline=None)
def test_in_excel_code_and_wording_make_up_for_each_other(uid: str, code: bool, wording: bool) -> None:  # noqa: FBT001 - drawn
    book = load_workbook(io.BytesIO(XLSX))
    row = next(row for row in book["Matrix"].iter_rows(min_row=2) if WORDS[UIDS.index(uid)] in str(row[3].value))
    row[5].value = ANSWER
    for cell, kept in ((row[0], code), (row[3], wording)):
        cell.value = cell.value if kept else None
    (found,) = placed(saved(book), "m.xlsx")
    assert (found.uid, found.doubt, found.comment) == (uid if code or wording else None, None, ANSWER)


def test_one_column_sorted_alone_is_asked_in_every_row() -> None:
    book = load_workbook(io.BytesIO(XLSX))
    sheet = book["Matrix"]
    wordings = [sheet.cell(row, 4).value for row in range(2, 6)]
    for row, wording in zip(range(2, 6), reversed(wordings), strict=True):
        sheet.cell(row, 4).value = wording
        sheet.cell(row, 6).value = ANSWER
    found = placed(saved(book), "m.xlsx")
    assert len(found) == 4
    assert all("Kennung und Wortlaut passen nicht zusammen" in (said.doubt or "") for said in found)


# --- wordings that two elements share -------------------------------------------------------------------------

TWINS = tuple(Element(uid, Kind.MEASURE, text="Sprachkurse anbieten.") for uid in ("twin0001", "twin0002"))
TWIN_FORM = replace(FORM, concept=Concept("Konzept", (replace(AREAS[0], children=(*MEASURES, *TWINS)),)))


def stripped(document: Any, uid: str) -> Any:
    row = rows_of(document)[uid]
    for carrier in ("bookmark", "link", "tags", "code"):
        without(row, carrier)
    return row


@pytest.mark.parametrize("uid", ["twin0001", "twin0002"])
def test_a_wording_that_stands_twice_is_asked(uid: str) -> None:
    document = Document(io.BytesIO(out.docx(TWIN_FORM)))
    answer(stripped(document, uid))
    (found,) = placed(saved(document), form=TWIN_FORM)
    assert "Dieser Wortlaut steht mehrmals im Konzept" in (found.doubt or "")
    assert (found.comment, found.proposal) == (ANSWER, "")


def test_with_its_code_a_wording_that_stands_twice_is_no_question() -> None:
    document = Document(io.BytesIO(out.docx(TWIN_FORM)))
    row = rows_of(document)["twin0002"]
    answer(row)
    for carrier in ("bookmark", "link", "tags"):
        without(row, carrier)
    (found,) = placed(saved(document), form=TWIN_FORM)
    assert (found.uid, found.doubt) == ("twin0002", None)


def test_an_untouched_twin_without_carriers_is_no_answer() -> None:
    document = Document(io.BytesIO(out.docx(TWIN_FORM)))
    stripped(document, "twin0001")
    assert placed(saved(document), form=TWIN_FORM) == ()


def test_a_change_in_a_wording_without_carriers_is_not_lost() -> None:
    document = Document(io.BytesIO(DOCX))
    row = stripped(document, "bbbb1111")
    for text in row.cells[1]._tc.iter(f"{W}t"):
        text.text = (text.text or "").replace("ausbilden", "ausbilden und bezahlen")
    document_found = placed(saved(document))
    assert document_found == () or all(said.doubt or said.uid is None for said in document_found)
    answer(row)
    (found,) = placed(saved(document))
    assert "und bezahlen" in found.proposal
    assert found.uid is None or found.doubt


def test_the_very_wording_of_a_neighbour_is_not_taken_for_an_edit() -> None:
    document = Document(io.BytesIO(DOCX))
    rows = rows_of(document)
    answer(rows["aaaa1111"])
    swapped(rows["aaaa1111"], rows["aaaa2222"], "wording")
    (found,) = placed(saved(document))
    assert found.doubt == "Tabelle 1, Zeile 2: Kennung und Wortlaut passen nicht zusammen. Meinten Sie 1.2?"
    assert found.proposal == ""


# --- rows and tables treated as people treat them -------------------------------------------------------------


def test_rows_sorted_by_chance_keep_their_answers() -> None:
    document = Document(io.BytesIO(DOCX))
    rows = rows_of(document)
    for uid, row in rows.items():
        answer(row, f"zu {uid}")
    table = rows["aaaa1111"]._tr.getparent()
    for uid in ("aaaa2222", "cccc1111", "aaaa1111", "bbbb1111"):
        table.append(rows[uid]._tr)
    found = placed(saved(document))
    assert {said.uid: said.comment for said in found} == {uid: f"zu {uid}" for uid in UIDS}
    assert not any(said.doubt for said in found)


def test_a_row_copied_answers_twice() -> None:
    document = Document(io.BytesIO(DOCX))
    row = rows_of(document)["aaaa1111"]
    answer(row, "erstens")
    copy = etree.fromstring(etree.tostring(row._tr))
    row._tr.addnext(copy)
    texts = [text for text in copy.iter(f"{W}t") if text.text == "erstens"]
    texts[0].text = "zweitens"
    assert [(said.uid, said.comment) for said in placed(saved(document))] == [
        ("aaaa1111", "erstens"),
        ("aaaa1111", "zweitens"),
    ]


def test_two_tables_merged_into_one_keep_rows_and_areas_of_new_ones() -> None:
    document = Document(io.BytesIO(DOCX))
    rows = rows_of(document)
    for row in rows.values():
        answer(row)
    free = next(row for row in document.tables[1].rows if row.cells[1].text.startswith("Neue Maßnahme"))
    answer(free, "Ein Frühstück.")
    first: Any = document.tables[0]._tbl
    second: Any = document.tables[1]._tbl
    for between in list(first.itersiblings()):
        if between is second:
            break
        between.getparent().remove(between)
    for row in second.findall(f"{W}tr")[1:]:
        first.append(row)
    second.getparent().remove(second)
    found = placed(saved(document))
    assert [said.uid for said in found if said.uid] == list(UIDS)
    (new,) = [said for said in found if said.uid is None]
    assert (new.area, new.verdict, new.comment) == ("area0002", Verdict.NEW, "Ein Frühstück.")


def test_a_table_copied_into_another_document_is_still_known_by_its_rows() -> None:
    document, other = Document(io.BytesIO(DOCX)), Document()
    answer(rows_of(document)["bbbb1111"])
    other.element.body.insert(0, document.tables[1]._tbl)
    found = back.place(back.read(saved(other), "brief.docx"), FORM)
    assert found.form_id is None
    assert [(said.uid, said.comment) for said in found.suggestions] == [("bbbb1111", ANSWER)]


# --- size -----------------------------------------------------------------------------------------------------


def large(rows: int) -> Form:
    measures = tuple(
        Element(f"m{at:07}", Kind.MEASURE, number=f"1.{at}", text=f"Angebot {at} in Ort {at % 7} ausbauen.")
        for at in range(rows)
    )
    halves = (measures[: rows // 2], measures[rows // 2 :])
    areas = tuple(
        Element(f"area000{at}", Kind.AREA, number=str(at), title=f"Feld {at}", children=half)
        for at, half in enumerate(halves, 1)
    )
    return replace(FORM, concept=Concept("Konzept", areas))


def test_150_rows_come_back_each_as_its_own() -> None:
    form = large(150)
    document = Document(io.BytesIO(out.docx(form)))
    for uid, row in rows_of(document).items():
        if uid.startswith("m0"):
            answer(row, f"Antwort {uid}")
    found = placed(saved(document), form=form)
    assert len(found) == 150
    assert all(said.comment == f"Antwort {said.uid}" and not said.doubt for said in found)


def test_150_rows_whose_codes_were_all_lost_come_back_by_their_wording() -> None:
    form = large(150)
    book = load_workbook(io.BytesIO(out.xlsx(form)))
    for row in book["Matrix"].iter_rows(min_row=2):
        if row[2].value:
            row[0].value, row[5].value = None, f"Antwort {row[2].value}"
    found = placed(saved(book), "m.xlsx", form)
    numbers = {element.uid: element.number for element in form.concept.walk()}
    assert len(found) == 150
    assert all(said.comment == f"Antwort {numbers[said.uid or '']}" and not said.doubt for said in found)
