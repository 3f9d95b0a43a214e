"""Whatever Word wraps, moves or adds around our paragraphs and rows, their words and anchors are found."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from konzept.model import Concept, Element, Kind
from konzept.read import read
from konzept.read.container import open_docx
from konzept.read.written_paper import Line, Row, lines, paper
from konzept.write import docx
from tests.konzept.read.written_ground import small


def altered(change: Callable[[str], str], concept: Concept | None = None) -> bytes:
    """The document with another body."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx.write(concept or small()))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode()).encode() if name == "word/document.xml" else content)
    return out.getvalue()


def replaced(old: str, new: str) -> Callable[[str], str]:
    def change(body: str) -> str:
        assert old in body
        return body.replace(old, new, 1)

    return change


def concept(data: bytes) -> Concept:
    return read(data, "konzept.docx").concept


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def test_the_body_in_order() -> None:
    found = list(lines(paper(open_docx(docx.write(small()), "konzept.docx"))))
    assert [line.words() for line in found if isinstance(line, Line)][:2] == ["Landkreis Talaue", small().title]
    assert sum(isinstance(row, Row) and row.header for row in found) == 6
    heading = next(line for line in found if isinstance(line, Line) and "area0001" in "".join(line.anchors))
    assert (heading.style, heading.level, heading.mark) == ("heading 1", 1, "")


def test_runs_that_word_splits_are_one_wording() -> None:
    split = run("Worum ") + "<w:proofErr w:type='spellStart'/>" + run("es ") + run("geht.")
    assert concept(altered(replaced(run("Worum es geht."), split))) == small()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<w:sdt><w:sdtPr/><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ('<w:customXml w:element="x">', "</w:customXml>"),
        ('<w:smartTag w:element="x">', "</w:smartTag>"),
    ],
)
def test_what_wraps_words_does_not_matter(before: str, after: str) -> None:
    words = run("Worum es geht.")
    assert concept(altered(replaced(words, f"{before}{words}{after}"))) == small()


def test_a_bookmark_between_paragraphs_belongs_to_the_next() -> None:
    def change(body: str) -> str:
        start = body.index('<w:bookmarkStart w:id="1" w:name="kcn1_chapter1"/>')
        end = body.index("/>", start) + 2
        mark = body[start:end]
        body = body[:start] + body[end:]
        begin = body.rindex("<w:p>", 0, start)
        return body[:begin] + mark + body[begin:]

    assert concept(altered(change)) == small()


def test_empty_paragraphs_only_make_room() -> None:
    assert concept(altered(lambda body: body.replace("</w:p><w:p>", "</w:p><w:p/><w:p><w:r/></w:p><w:p>"))) == small()


def test_a_picture_is_no_word() -> None:
    words = run("Worum es geht.")
    assert concept(altered(replaced(words, f"{words}<w:r><w:drawing/></w:r>"))) == small()


def test_a_line_break_is_a_hard_one() -> None:
    broken = "<w:r><w:t>Worum</w:t><w:br/><w:t>es geht.</w:t></w:r>"
    found = concept(altered(replaced(run("Worum es geht."), broken))).find("chapter1")
    assert found is not None
    assert found.text == "Worum\\\nes geht."


def test_cells_beyond_the_second_are_kept() -> None:
    cell = f"<w:tc><w:p>{run('laufend')}</w:p></w:tc>"
    end = run("3.000 €") + "</w:p></w:tc>"
    found = concept(altered(replaced(end, end + cell))).find("measure3")
    assert found is not None
    assert dict(found.fields) == {"Kosten": "3.000 € | laufend"}


def test_a_row_without_label_goes_on_from_the_one_above() -> None:
    end = run("3.000 €") + "</w:p></w:tc></w:tr>"
    more = f"<w:tr><w:tc><w:p/></w:tc><w:tc><w:p>{run('im Jahr')}</w:p></w:tc></w:tr>"
    found = concept(altered(replaced(end, end + more))).find("measure3")
    assert found is not None
    assert dict(found.fields) == {"Kosten": "3.000 €\nim Jahr"}


def test_a_row_of_one_cell_is_a_paragraph_of_the_measure() -> None:
    end = run("3.000 €") + "</w:p></w:tc></w:tr>"
    more = f"<w:tr><w:tc><w:p>{run('Siehe auch 1.1.')}</w:p></w:tc></w:tr>"
    found = concept(altered(replaced(end, end + more))).find("measure3")
    assert found is not None
    assert found.text == "Bücherbus\n\nSiehe auch 1.1."


def test_deleted_rows_are_gone() -> None:
    def change(body: str) -> str:
        at = body.index(run("Kosten"))
        begin = body.rindex("<w:tr>", 0, at) + len("<w:tr>")
        return body[:begin] + '<w:trPr><w:del w:id="9" w:author="a"/></w:trPr>' + body[begin:]

    found = concept(altered(change)).find("measure3")
    assert found is not None
    assert dict(found.fields) == {}


def test_decomposed_letters_are_composed() -> None:
    words = run("Worum es geht.")
    found = concept(altered(replaced(words, run("Fu\u0308r alle.")))).find("chapter1")
    assert found is not None
    assert found.text == "Für alle."


@pytest.mark.parametrize(
    "text", ["- a\n- b\n  - c\n  - d\n- e", "1. a\n   - b\n2. c", "3. a\n4. b", "- a\n\n  mehr\n- b"]
)
def test_lists_in_lists_by_words_alone(text: str) -> None:
    made = docx.write(Concept("Konzept", (Element("text0001", Kind.TEXT, title="T", text=text),)))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if not name.startswith("customXml"):
                new.writestr(name, old.read(name))
    found = concept(out.getvalue()).find("text0001")
    assert found is not None
    assert (found.text or "").replace("\n\n-", "\n-") == text
