"""What is too much is refused at once; what is within the bounds takes time that grows with its size and no faster."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest

from konzept.model import Problem
from konzept.read import read
from konzept.read.blocks import Cell, Document, Paragraph, Row, Table
from konzept.read.bounds import MAX_BLOCKS, MAX_CELLS, MAX_LETTERS, bearable
from tests.konzept.read.mutants_verdict import sentence_fault, verdict
from tests.konzept.read.test_giants import packed, said, table
from tests.konzept.read.test_giants_elsewhere import cell as odt_cell
from tests.konzept.read.test_giants_elsewhere import odt, page
from tests.konzept.read.test_giants_elsewhere import table as odt_table

QUICK = 4.0  # seconds of processor time, on a machine that others use too
GROWTH, NOISE = 2.5, 0.25  # times when the size doubles; seconds that any run may take longer

# --- bounds ---------------------------------------------------------------------------------------------------

LETTERS, CELLS = MAX_LETTERS + 1, MAX_CELLS // 2 + 1
TOO_MUCH: dict[str, tuple[str, str, Callable[[], bytes]]] = {
    "letters, docx": ("docx", "3.000.000 Zeichen", lambda: packed(said("x" * LETTERS))),
    "letters, odt": ("odt", "3.000.000 Zeichen", lambda: odt(f"<text:p>{'x' * LETTERS}</text:p>")),
    "letters, html": ("html", "3.000.000 Zeichen", lambda: page("<p>" + "[" * LETTERS)),
    "letters, md": ("md", "3.000.000 Zeichen", lambda: b"# K\n\n" + b"x" * LETTERS),
    "paragraphs, docx": ("docx", "20.000 Absätze", lambda: packed(said("x") * 61_000)),
    "paragraphs, odt": ("odt", "20.000 Absätze", lambda: odt("<text:p>x</text:p>" * 61_000)),
    "paragraphs, html": ("html", "20.000 Absätze", lambda: page("<p>x" * 300_000)),
    "cells, docx": (
        "docx",
        "40.000 Tabellenzellen",
        lambda: packed("<w:tbl>" + ("<w:tr>" + "<w:tc><w:p/></w:tc>" * 2 + "</w:tr>") * CELLS + "</w:tbl>"),
    ),
    "cells, odt": ("odt", "40.000 Tabellenzellen", lambda: odt(odt_table(*[odt_cell("a") * 2] * CELLS))),
    "cells, html": ("html", "40.000 Tabellenzellen", lambda: page("<table>" + "<tr><td>a<td>b" * CELLS)),
}


@pytest.mark.parametrize("which", TOO_MUCH)
def test_too_much_is_refused_before_time_is_spent(which: str) -> None:
    suffix, said_, make = TOO_MUCH[which]
    data, start = make(), process_time()
    with pytest.raises(Problem) as refused:
        read(data, f"riesig.{suffix}")
    assert process_time() - start < QUICK
    assert said_ in str(refused.value)
    assert not sentence_fault(str(refused.value), f"riesig.{suffix}")


def test_just_enough_is_bearable() -> None:
    row = Row((Cell(""),) * 40, "")
    whole = Document((Table((row,) * (MAX_CELLS // 40), ""), *[Paragraph("", "")] * (MAX_BLOCKS - 1)), "a.md")
    assert bearable(whole) is whole
    with pytest.raises(Problem, match=r"20\.000 Absätze"):
        bearable(Document((*whole.blocks, Paragraph("", "")), "a.md"))
    with pytest.raises(Problem, match=r"40\.000 Tabellenzellen"):
        bearable(Document((*whole.blocks[1:], Table((row,) * 1_001, "")), "a.md"))


# --- growth ---------------------------------------------------------------------------------------------------

GOAL = said("Handlungsfeld 1: Sprache") + said("Handlungsziel 1.1: Alle lernen Deutsch")
HEAD = ["Maßnahme", "Zuständigkeit", "Termin"]


def measures(count: int, name: str = "Sprachkurse für alle Menschen") -> str:
    return GOAL + table(HEAD, *([f"{name} {at}", "VHS und Caritas", "2026"] for at in range(count)))


def bold(text: str, size: int = 20) -> str:
    return f'<w:p><w:r><w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr><w:t>{text}</w:t></w:r></w:p>'


def overview(count: int) -> str:
    rows = table(["Maßnahme"], *([f"Sprachkurse für alle Menschen {at * 7}"] for at in range(count)))
    return measures(count) + bold("Übersicht der Maßnahmen") + rows


GROWING: dict[str, tuple[int, Callable[[int], bytes]]] = {
    "measures": (800, lambda count: packed(measures(count))),
    "an overview of measures that sound alike": (500, lambda count: packed(overview(count))),
    "tables of measures that sound alike": (150, lambda count: packed(measures(2) * count)),
    "sheets that name area and goal": (200, lambda count: packed("".join(
        table(["Maßnahme", f"Kurs {at}"], ["Handlungsfeld", f"HF {at}: Feld"], ["Ziel", f"Ziel {at}"], ["Termin", "2026"]) for at in range(count)))),
    "areas in a table": (1_500, lambda count: packed(table(*([f"Handlungsfeld {at}: Feld {at}"] for at in range(count))))),
    "areas named again": (300, lambda count: packed("".join(
        table([f"Handlungsfeld {at % (count // 2)}: Feld {at % (count // 2)}", ""], ["Maßnahme", "Kurs"]) for at in range(count)))),
    "chapters that go on": (600, lambda count: packed("".join(
        said(f"Handlungsziel {at}.1: Ziel") + bold(f"Fortsetzung {at // 90}.{at % 90}") for at in range(count)))),
    "bold lines, each of its own size": (1_500, lambda count: packed("".join(bold(f"Zeile {at}", 20 + at) for at in range(count)))),
    "labels without values": (1_000, lambda count: packed(bold("Zuständigkeit") * count)),
    "numbers without measures": (1_000, lambda count: packed(GOAL + table(*(["Ziel", "x"] if at % 3 == 0 else [f"1.{at}", "Wort"] for at in range(count))))),
    "a paragraph without end": (2_000, lambda count: packed(said("Die erste Zeile, die lang genug ist, um auf der nächsten Seite weiterzugehen") + said("und immer weiter geht sie ohne ein Ende an irgendeiner Stelle") * count)),
    "a title without end": (1_500, lambda count: packed(bold("Handlungsfeld 1:") + bold("Zeile mit Worten:") * count)),
    "legends": (400, lambda count: packed("".join(said(f"A = viel {at}; B = wenig {at}") for at in range(count))
        + table(*(row for at in range(count) for row in (["Maßnahme", f"Kurs {at}"], [f"Etwas {at}", "A"]))))),
    "a text in two columns": (2_000, lambda count: ("# K\n\n" + "".join(f"{'Wort ' * (3 + at % 3):30}{'Satz ' * (2 + at % 4)}\n" for at in range(count))).encode()),
    "quoted semicolons": (2_000, lambda count: ("# K\n\n" + '"a;b";c;\n' * count).encode()),
    "grids of too many columns": (400, lambda count: ("# K\n\n" + ("+-" * 150 + "+\n|x\n") * count).encode()),
    "a row of cells in Markdown": (4_000, lambda count: ("# K\n\n<table><tr>" + "<td>a</td>" * count + "</tr></table>").encode()),
    "words in capitals": (2_000, lambda count: ("# PLAN DER STADT " + "INTEGRATION UND TEILHABE " * 5 + "\n\n" + "Die Stadt plant viel. " * count).encode()),
    "footnotes of a page": (1_500, lambda count: page("".join(f'<p>a<sup><a href="#n{at}">1</a></sup>' for at in range(count)) + "".join(f"<p id=n{at}>1 Note" for at in range(count)))),
    "heads of a page": (1_500, lambda count: page("<header><h1>a</h1></header>" * count)),
    "terms of a page": (1_500, lambda count: page("<dl>" + "<div><dt>a<dd>b</div>" * count + "</dl>")),
    "changes that never end": (800, lambda count: odt(
        "<text:tracked-changes>" + "".join(f'<text:changed-region text:id="c{at}"><text:insertion/></text:changed-region>' for at in range(count)) + "</text:tracked-changes>"
        + "<text:p>" + "".join(f'<text:change-start text:change-id="c{at}"/>Wort ' for at in range(count)) + "</text:p>" + "<text:p>Wort</text:p>" * count)),
}  # fmt: skip


def took(data: bytes) -> float:
    suffix = (
        "html"
        if data.startswith(b"<")
        else "md"
        if data.startswith(b"#")
        else "odt"
        if b"opendocument" in data[:200]
        else "docx"
    )
    start = process_time()
    read(data, f"a.{suffix}")
    return process_time() - start


@pytest.mark.parametrize("which", GROWING)
def test_twice_the_size_takes_twice_the_time(which: str) -> None:
    count, make = GROWING[which]
    short, long = make(count), make(2 * count)
    for _ in range(3):
        once, twice = took(short), took(long)
        if twice <= GROWTH * once + NOISE:
            return
    pytest.fail(f"{which}: {once:.2f} s, twice as much {twice:.2f} s")


# --- depth ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        lambda at: said(f"Handlungsziel {'.'.join('1' * (at + 1))}: Titel"),
        lambda at: bold(f"{'.'.join('1' * (at + 1))} Handlungsfeld {at}: Titel"),
    ],
)
def test_parts_in_parts_without_end_have_a_bottom(line: Callable[[int], str]) -> None:
    data = packed(bold("Handlungsfeld 1: Sprache") + "".join(line(at) for at in range(600)))
    assert verdict("a.docx", data) == "read"


def test_a_number_of_thousands_of_figures_is_only_text() -> None:
    data = packed(bold("Handlungsfeld 1: Sprache") + bold(f"Handlungsziel 1.{'1' * 5_000}: Titel") * 2)
    assert verdict("a.docx", data) == "read"


def test_changes_within_changes_are_told_once() -> None:
    inner = f"<w:ins>{'<w:ins>' * 100}<w:r><w:t>{'neu ' * 1_000}</w:t></w:r>{'</w:ins>' * 100}</w:ins>"
    (doubt,) = read(packed(f"<w:p><w:r><w:t>Satz </w:t></w:r>{inner}</w:p>"), "a.docx").doubts
    assert doubt.sentence.count("eingefügt") == 1


def test_margins_of_absurd_size_are_refused() -> None:
    headers = {f"header{at}": f"<w:hdr xmlns:w='w'><w:p>{'x' * 1_000_000}</w:p></w:hdr>" for at in range(17)}
    with pytest.raises(Problem, match="Entpacken zu groß"):
        read(packed(said("Satz"), **headers), "a.docx")
