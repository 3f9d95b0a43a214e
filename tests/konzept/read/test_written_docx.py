"""Our Word document after a person went on writing in it: uids stay, words are taken, what is new gets a uid of its own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import docx as word
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from konzept.model import Concept, DroppedMeasure, Element, Kind, Note, Role
from konzept.read import read
from konzept.read.written import recognise
from konzept.write import docx
from tests.konzept.read.written_ground import small

Edit = Callable[[Document], None]


def edited(edit: Edit, concept: Concept | None = None) -> Concept:
    """The concept after this edit of its document."""
    document = word.Document(io.BytesIO(docx.write(concept or small())))
    edit(document)
    out = io.BytesIO()
    document.save(out)
    found = read(out.getvalue(), "konzept.docx").concept
    assert recognise(out.getvalue(), "konzept.docx") == found, "the same file, the same concept and uids"
    return found


def paragraph(document: Document, words: str) -> Any:
    """The last one with these words; the first may stand in the table of contents."""
    return next(found for found in reversed(document.paragraphs) if words in found.text)


def row(document: Document, words: str, after: str = "") -> Any:
    """The first row with these words, after the row with those."""
    rows = [row for table in document.tables for row in table.rows]
    texts = ["\t".join(cell.text for cell in row.cells) for row in rows]
    start = next(index for index, text in enumerate(texts) if after in text)
    return next(row for row, text in zip(rows[start:], texts[start:], strict=True) if words in text)


def typed(cell: Any, words: str) -> None:
    """Over a paragraph as Word does it: into its first run."""
    runs = cell.paragraphs[0].runs
    runs[0].text = words
    for run in runs[1:]:
        run.text = ""


def uids(concept: Concept) -> list[str]:
    return [element.uid for element in concept.walk()]


def of(concept: Concept, uid: str) -> Element:
    found = concept.find(uid)
    assert found is not None
    return found


def parent(concept: Concept, uid: str) -> str | None:
    above = concept.parents()[uid]
    return above.uid if above else None


# --- words ---


def test_python_docx_alone_changes_nothing() -> None:
    assert edited(lambda _document: None) == small()


def test_an_edited_paragraph_is_the_same_element_with_new_words() -> None:
    def edit(document: Document) -> None:
        paragraph(document, "Worum es geht.").runs[0].text = "Worum es uns geht."

    found = edited(edit)
    assert uids(found) == uids(small())
    assert of(found, "chapter1").text == "Worum es uns geht."
    assert of(found, "goal0001") == of(small(), "goal0001")


def test_an_added_paragraph_belongs_to_the_text_above_it() -> None:
    def edit(document: Document) -> None:
        paragraph(document, "Handlungsfeld 1\nSprache").insert_paragraph_before("Und warum.")

    assert of(edited(edit), "chapter1").text == "Worum es geht.\n\nUnd warum."


def test_bold_words_and_list_items_are_markdown() -> None:
    def edit(document: Document) -> None:
        found = paragraph(document, "im Verein")
        found.add_run(" und ")
        found.add_run("zu Hause").bold = True

    text = of(edited(edit), "goal0001").text
    assert text == "Sprache öffnet **Türen**.\n\n- im Beruf\n- im Verein und **zu Hause**"


def test_marks_of_markdown_that_a_person_types_stay_marks_on_paper() -> None:
    def edit(document: Document) -> None:
        paragraph(document, "Worum es geht.").runs[0].text = "Für *alle* Schüler*innen [und 3 < 4"

    assert of(edited(edit), "chapter1").text == r"Für \*alle\* Schüler\*innen \[und 3 < 4"


def test_a_title_keeps_its_number() -> None:
    def edit(document: Document) -> None:
        paragraph(document, "Wohnungen finden").runs[-1].text = "Wohnungen finden und behalten"

    goal = of(edited(edit), "goal0003")
    assert (goal.number, goal.label, goal.title) == ("2.1", "Handlungsziel 2.1", "Wohnungen finden und behalten")


def test_a_number_changes_alone() -> None:
    def edit(document: Document) -> None:
        paragraph(document, "Wohnungen finden").runs[0].text = "Handlungsziel 2.2"

    goal = of(edited(edit), "goal0003")
    assert (goal.number, goal.label, goal.title) == ("2.2", "Handlungsziel 2.2", "Wohnungen finden")


def test_a_heading_typed_anew_in_one_line_is_understood() -> None:
    def edit(document: Document) -> None:
        found = paragraph(document, "Wohnungen finden")
        for run in found.runs[1:]:
            run.text = ""
        found.runs[0].text = "Handlungsziel 2.1: Wohnen lernen"

    goal = of(edited(edit), "goal0003")
    assert (goal.number, goal.label, goal.title) == ("2.1", "Handlungsziel 2.1", "Wohnen lernen")


def test_the_cover_can_be_edited() -> None:
    def edit(document: Document) -> None:
        paragraph(document, "2. Fortschreibung").runs[0].text = "3. Fortschreibung 2030–2033"
        paragraph(document, "Fassung vom").runs[0].text = "Fassung vom 1.12.2029"
        paragraph(document, "Integrationskonzept").runs[0].text = "Teilhabekonzept"

    found = edited(edit)
    assert found.title == "Teilhabekonzept"
    assert (found.edition.label, found.edition.ordinal) == ("3. Fortschreibung 2030–2033", 3)
    assert (found.edition.date, found.edition.valid_from) == ("2029-12-01", "2026-01-01")


# --- rows ---


def test_an_edited_responsibility_is_read_anew_and_only_there() -> None:
    def edit(document: Document) -> None:
        typed(row(document, "Jobcenter").cells[1], "Volkshochschule in Zusammenarbeit mit dem Jobcenter")

    found = edited(edit)
    first, second = of(found, "measure1").responsibility, of(found, "measure2").responsibility
    assert first is not None
    assert first.verbatim == "Volkshochschule in Zusammenarbeit mit dem Jobcenter"
    assert next((holder.name, holder.role) for holder in first.holders) == ("Volkshochschule", Role.LEAD)
    assert second == of(small(), "measure2").responsibility, "holders a person confirmed stay where nothing changed"


def test_an_edited_term_of_a_goal_holds_for_its_measures() -> None:
    def edit(document: Document) -> None:
        typed(row(document, "fortlaufend").cells[1], "bis Ende 2028")

    found = edited(edit)
    for uid, inherited in (("goal0001", False), ("measure1", True), ("measure2", True)):
        term = of(found, uid).timing
        assert term is not None
        assert (term.verbatim, term.due, term.inherited) == ("bis Ende 2028", "2028-12-31", inherited)


def test_a_measure_may_get_a_term_of_its_own() -> None:
    def edit(document: Document) -> None:
        old = row(document, "Jobcenter")
        made = deepcopy(old._tr)
        old._tr.addnext(made)
        copied = row(document, "Jobcenter", "Jobcenter")
        copied = next(r for t in document.tables for r in t.rows if r._tr is made)
        typed(copied.cells[0], "Termin")
        typed(copied.cells[1], "2027")

    term = of(edited(edit), "measure1").timing
    assert term is not None
    assert (term.verbatim, term.inherited, term.due) == ("2027", False, "2027-12-31")


def test_a_field_is_edited_renamed_and_deleted() -> None:
    def cost(document: Document) -> None:
        typed(row(document, "Kosten").cells[1], "4.000 €")

    def name(document: Document) -> None:
        typed(row(document, "Kosten").cells[0], "Gesamtkosten")

    def drop(document: Document) -> None:
        found = row(document, "Kosten")._tr
        found.getparent().remove(found)

    assert dict(of(edited(cost), "measure3").fields) == {"Kosten": "4.000 €"}
    assert dict(of(edited(name), "measure3").fields) == {"Gesamtkosten": "3.000 €"}
    assert dict(of(edited(drop), "measure3").fields) == {}


def test_what_was_contested_is_settled_by_deleting_the_row() -> None:
    def edit(document: Document) -> None:
        found = row(document, "Strittig")._tr
        found.getparent().remove(found)

    assert of(small(), "measure2").contested
    assert not of(edited(edit), "measure2").contested


# --- elements ---


def test_a_deleted_measure_is_gone_and_nothing_else() -> None:
    def edit(document: Document) -> None:
        for words in ("Bücherbus", "bis Ende 2027", "Kosten"):
            found = row(document, words)._tr
            found.getparent().remove(found)

    assert uids(edited(edit)) == [uid for uid in uids(small()) if uid != "measure3"]


def test_emptied_words_are_a_deleted_element() -> None:
    def edit(document: Document) -> None:
        for run in paragraph(document, "Wohnungen finden").runs:
            run.text = ""

    found = edited(edit)
    assert "goal0003" not in uids(found)
    assert parent(found, "measure4") == "area0002"


def test_new_rows_are_a_new_measure() -> None:
    def edit(document: Document) -> None:
        table = document.tables[1]
        for label, value in (
            ("Maßnahme 1.2.2", "Lesepaten"),
            ("Zuständigkeiten", "Stadtbücherei"),
            ("Zeitraum", "jährlich"),
        ):
            cells = table.add_row().cells
            cells[0].text, cells[1].text = label, value

    found = edited(edit)
    new = [element for element in found.walk() if element.uid not in uids(small())]
    assert [(e.kind, e.number, e.label, e.text) for e in new] == [
        (Kind.MEASURE, "1.2.2", "Maßnahme 1.2.2", "Lesepaten")
    ]
    assert new[0].responsibility is not None
    assert (new[0].responsibility.verbatim, new[0].fields) == ("Stadtbücherei", {})
    assert new[0].timing is not None
    assert new[0].timing.every == "P1Y"
    assert parent(found, new[0].uid) == "goal0002"
    assert edited(edit) == found


def test_a_new_table_below_a_new_goal() -> None:
    def edit(document: Document) -> None:
        before = paragraph(document, "Handlungsfeld 2\nWohnen")
        before.insert_paragraph_before("Handlungsziel 1.3: Alle werden gehört", style="heading 3")
        before.insert_paragraph_before("Wer spricht, wird verstanden.")
        table = document.add_table(rows=2, cols=2)
        for cells, words in zip(table.rows, (("Maßnahme", "Dolmetschen"), ("Wer", "Rathaus")), strict=True):
            cells.cells[0].text, cells.cells[1].text = words
        before._p.addprevious(table._tbl)

    found = edited(edit)
    goal, measure = [element for element in found.walk() if element.uid not in uids(small())]
    assert (goal.kind, goal.number, goal.title, goal.text) == (
        Kind.GOAL,
        "1.3",
        "Alle werden gehört",
        "Wer spricht, wird verstanden.",
    )
    assert (measure.kind, measure.text, parent(found, measure.uid)) == (Kind.MEASURE, "Dolmetschen", goal.uid)
    assert parent(found, goal.uid) == "area0001"
    assert [uid for uid in uids(found) if uid in uids(small())] == uids(small())


def test_a_heading_without_known_words_is_like_its_neighbours() -> None:
    def edit(document: Document) -> None:
        before = paragraph(document, "Handlungsfeld 1\nSprache")
        before.insert_paragraph_before("2 Verfahren", style="heading 1")

    found = edited(edit)
    new = next(element for element in found.walk() if element.uid not in uids(small()))
    assert (new.kind, new.number, new.title) == (Kind.CHAPTER, "2", "Verfahren")


def test_a_measure_moved_to_another_goal() -> None:
    def edit(document: Document) -> None:
        home = document.tables[2]
        for words in ("Bücherbus", "bis Ende 2027", "Kosten"):
            home._tbl.append(row(document, words)._tr)

    found = edited(edit)
    assert parent(found, "measure3") == "goal0003"
    assert of(found, "measure3") == of(small(), "measure3")
    assert sorted(uids(found)) == sorted(uids(small()))


def test_a_goal_moved_to_another_area_takes_its_measures_along() -> None:
    def edit(document: Document) -> None:
        heading = paragraph(document, "Wer liest, gehört dazu")._p
        last = document.tables[2]._tbl
        table = document.tables[1]._tbl
        last.addnext(heading)
        heading.addnext(table)

    found = edited(edit)
    assert (parent(found, "goal0002"), parent(found, "measure3")) == ("area0002", "goal0002")
    assert of(found, "goal0002") == of(small(), "goal0002")


def test_another_heading_level_is_another_depth() -> None:
    def edit(document: Document) -> None:
        paragraph(document, "Wohnungen finden").style = document.styles["heading 1"]

    assert parent(edited(edit), "goal0003") is None


def test_an_element_that_lost_its_anchor_is_known_by_its_words() -> None:
    def edit(document: Document) -> None:
        body = document.element.body
        for mark in [mark for mark in body.iter(qn("w:bookmarkStart")) if "goal0002" in mark.get(qn("w:name"))]:
            mark.getparent().remove(mark)

    assert uids(edited(edit)) == uids(small())


def test_copied_rows_are_a_new_measure() -> None:
    def edit(document: Document) -> None:
        found = row(document, "Wohnungslotsen")._tr
        found.addnext(deepcopy(found))

    new = [uid for uid in uids(edited(edit)) if uid not in uids(small())]
    assert len(new) == 1


def test_a_paragraph_behind_a_table_is_a_text_of_its_own() -> None:
    def edit(document: Document) -> None:
        paragraph(document, "Handlungsfeld 2\nWohnen").insert_paragraph_before("Dazu mehr im Bericht.")

    found = edited(edit)
    new = next(element for element in found.walk() if element.uid not in uids(small()))
    assert (new.kind, new.text, parent(found, new.uid)) == (Kind.TEXT, "Dazu mehr im Bericht.", "goal0002")


# --- appendices ---


def test_a_new_row_of_dropped_measures_and_abbreviations() -> None:
    def edit(document: Document) -> None:
        for table, words in ((3, ("3.1", "Ziel 3", "Tanzkurs", "Kein Raum.")), (4, ("VHS", "Volkshochschule"))):
            for cell, text in zip(document.tables[table].add_row().cells, words, strict=True):
                cell.text = text
        paragraph(document, "Bericht 2024").insert_paragraph_before("Bericht 2023")

    found = edited(edit)
    assert found.dropped == (*small().dropped, DroppedMeasure("Tanzkurs", None, "3.1", "Ziel 3", "Kein Raum."))
    assert [(entry.short, entry.long) for entry in found.abbreviations][1] == ("VHS", "Volkshochschule")
    assert found.sources == ("Bericht 2023", "Bericht 2024")
    assert found.notes == (Note("*", "Alle Angaben geprüft."),)


# --- tracked changes, footnotes, files ---


def test_tracked_changes_are_read_as_accepted_and_told() -> None:
    def edit(document: Document) -> None:
        run = paragraph(document, "Worum es geht.").runs[0]._r
        gone = run.makeelement(qn("w:del"), {})
        run.addnext(gone)
        gone.append(run)
        for text in list(run.iter(qn("w:t"))):
            text.tag = qn("w:delText")
        new = run.makeelement(qn("w:ins"), {})
        gone.addnext(new)
        fresh = deepcopy(run)
        for text in fresh.iter(qn("w:delText")):
            text.tag, text.text = qn("w:t"), "Worum wir bitten."
        new.append(fresh)

    assert of(edited(edit), "chapter1").text == "Worum wir bitten."


def test_footnotes_keep_their_marks_though_word_counts_anew() -> None:
    noted = Element("text0001", Kind.TEXT, text="Eins[^a] und zwei.", notes=(Note("a", "erste"), Note("b", "zweite")))
    concept = Concept(
        "Konzept", (noted, Element("text0002", Kind.TEXT, text="Drei[^a].", notes=(Note("a", "dritte"),)))
    )

    def edit(document: Document) -> None:
        paragraph(document, "Drei").runs[0].text = "Vier"

    found = edited(edit, concept)
    assert found.elements[0] == noted
    assert (found.elements[1].text, found.elements[1].notes) == ("Vier[^a].", (Note("a", "dritte"),))


@pytest.mark.parametrize("companion", ["kein JSON", "[]", '{"parts": [], "frame": 7, "words": {"x": []}}', "{" * 5000])
def test_a_broken_companion_is_no_companion(companion: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx.write(small()))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "customXml/item1.xml":
                content = f'<begleitdaten xmlns="urn:konzept:1">{companion}</begleitdaten>'.encode()
            new.writestr(name, content)
    found = read(out.getvalue(), "konzept.docx").concept
    assert uids(found) == uids(small())
    assert [element.text for element in found.walk()] == [element.text for element in small().walk()]
