"""Files that mean harm or were broken on the way: never anything but a reading or one sentence, in bearable time.

Whatever is read can be kept: its canonical form is read back as the same concept.
"""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konzept import canonical
from konzept.model import Concept, Problem
from konzept.read import matrix, read
from konzept.write import matrix as out
from tests.konzept.read.mutants import SPLINTERS, packed, parts_of
from tests.konzept.read.mutants_ground import plain_docx
from tests.konzept.read.test_matrix_carriers import FORM
from tests.konzept.read.test_outline import L1, L2, L8

LONGEST = 3.0  # seconds of processor time for twenty pages; a quadratic reader needs minutes


@st.composite
def mutated(draw: st.DrawFn, data: bytes) -> bytes:
    """The bytes with a few of them changed, cut out, doubled, or with a splinter of markup between them."""
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        end = min(at + draw(st.integers(1, 60)), len(data))
        deed = draw(st.sampled_from(["change", "cut", "double", "splinter", "tag"]))
        if deed == "change":
            data = data[:at] + bytes([draw(st.integers(0, 255))]) + data[at + 1 :]
        elif deed == "cut":
            data = data[:at] + data[end:]
        elif deed == "double":
            data = data[:end] + data[at:end] + data[end:]
        elif deed == "splinter":
            data = data[:at] + draw(st.sampled_from(SPLINTERS)) + data[at:]
        else:
            after = data.find(b">", at) + 1
            data = data[:after] + draw(st.sampled_from(SPLINTERS)) + data[after:]
    return data


def kept(data: bytes, name: str) -> None:
    """Read and kept, or refused in one German sentence."""
    try:
        concept = read(data, name).concept
    except Problem as problem:
        sentence = str(problem)
        assert sentence.endswith(".")
        assert "\n" not in sentence
        return
    assert canonical.loads(canonical.dumps(concept)) == concept


@given(st.data(), st.sampled_from(("word/document.xml", "word/styles.xml", "word/numbering.xml")))
@settings(max_examples=80, deadline=None)
def test_a_word_file_with_broken_xml(data: st.DataObject, part: str) -> None:
    parts = parts_of(plain_docx())
    parts[part] = data.draw(mutated(parts[part]))
    kept(packed(parts), "konzept.docx")


@given(st.data())
@settings(max_examples=50, deadline=None)
def test_a_word_file_with_broken_bytes(data: st.DataObject) -> None:
    kept(data.draw(mutated(plain_docx())), "konzept.docx")


@given(st.data(), st.sampled_from((L1, L2, L8)))
@settings(max_examples=80, deadline=None)
def test_a_text_with_broken_bytes(data: st.DataObject, text: str) -> None:
    kept(data.draw(mutated(text.encode())), "konzept.md")


def placed(data: bytes, name: str) -> None:
    """Every row of a broken matrix is right, doubted, new, or the file is refused in one sentence."""
    try:
        found = matrix.place(matrix.read(data, name), FORM)
    except Problem:
        return
    known = {element.uid for element in FORM.concept.walk()}
    assert {said.uid for said in found.suggestions} - {None} <= known


DOCX, XLSX = out.docx(FORM), out.xlsx(FORM)


@given(st.data(), st.sampled_from(("word/document.xml", "docProps/custom.xml", "word/footer1.xml")))
@settings(max_examples=60, deadline=None)
def test_a_matrix_in_word_with_broken_xml(data: st.DataObject, part: str) -> None:
    parts = parts_of(DOCX)
    parts[part] = data.draw(mutated(parts[part]))
    placed(packed(parts), "m.docx")


@given(st.data(), st.sampled_from(sorted(parts_of(XLSX))))
@settings(max_examples=60, deadline=None)
def test_a_matrix_in_excel_with_broken_xml(data: st.DataObject, part: str) -> None:
    parts = parts_of(XLSX)
    parts[part] = data.draw(mutated(parts[part]))
    placed(packed(parts), "m.xlsx")


# --- bounded time ---------------------------------------------------------------------------------------------

REPEATED = {
    "opened notes": "[^",
    "notes": "[^1] ",
    "stars": "*a ",
    "underscores": "_a",
    "escapes": "\\*",
    "brackets": "([",
    "links": "[a](b) ",
    "pictures": "![a](b) ",
    "comments": "<!---->",
    "tags": "<b>",
    "anchors": "<a href=x>",
    "tables": "<table><tr><td>a",
    "bars": "|a",
    "rows of bars": "|a|b|\n",
    "tabs": "a\tb\n",
    "spaces": " x    ",
    "bullets": "• a ",
    "quotes": "> ",
    "broken words": "a-\n",
    "entities": "&amp",
    "star notes": "x \\*\n\n\\* n\n\n",
    "headings": "# a\n\n",
    "page heads": "Kreis\tSeite 3\n\nx\n\n",
    "measures": "Maßnahme 1\tx\nTermin\tbald\n\n",
}


@pytest.mark.parametrize("shape", REPEATED)
def test_any_pattern_however_often_it_comes_is_read_in_bearable_time(shape: str) -> None:
    text = "# Konzept Auen\n\n" + REPEATED[shape] * (20_000 // len(REPEATED[shape]))
    timed(lambda: kept(text.encode(), "x.md"))


def timed(deed: Callable[[], None]) -> None:
    start = process_time()
    deed()
    assert process_time() - start < LONGEST


def test_thousands_of_goals_with_gaps_are_read_in_bearable_time() -> None:
    timed(lambda: kept("\n\n".join(f"### Ziel {at}.2: a" for at in range(2_000)).encode(), "x.md"))


def test_goals_nested_far_too_deep_can_be_kept() -> None:
    goals = "\n\n".join(f"### Ziel {'.'.join('1' * depth)}: x{depth}" for depth in range(1, 30))
    concept = read(f"# Konzept\n\n## HF 1: A\n\n{goals}".encode(), "x.md").concept
    assert canonical.loads(canonical.dumps(concept)) == concept
    assert {f"x{depth}" for depth in range(1, 30)} <= {element.title for element in concept.walk()}


@pytest.mark.parametrize("name", ["a\x01b.md", "a\nb.md", "C:\\Ordner\\plan.md", "../../plan.md", ".md", "\ufffe"])
def test_a_file_name_is_no_danger(name: str) -> None:
    concept = read(b"Ein Satz, der kein Titel ist, und noch einer.", name).concept
    assert canonical.loads(canonical.dumps(concept)) == concept
    assert not set(concept.title) & set("\x01\n\\/\ufffe")


def test_a_title_of_nothing_but_a_sign_is_no_title() -> None:
    text = "# Konzept Auen\n\n## HF 1: A\n\n●\nMaßnahme (n)\tBücherei öffnen\nTermin\tjährlich\n"
    concept = read(text.encode(), "x.md").concept
    assert canonical.loads(canonical.dumps(concept)) == concept
    assert all(element.title != "" for element in concept.walk())


def test_a_noncharacter_in_a_text_is_left_out() -> None:
    concept = read("# Konzept Auen\n\n## 1 Vorwort\n\nEin\ufffe Satz\uffff.".encode(), "x.md").concept
    assert canonical.loads(canonical.dumps(concept)) == concept
    assert texts_of(concept) == ["Ein Satz."]


def texts_of(concept: Concept) -> list[str]:
    return [element.text for element in concept.walk() if element.text]
