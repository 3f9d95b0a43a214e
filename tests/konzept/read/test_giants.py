"""Documents of absurd size and strings of absurd shape: time grows with their length and no faster, memory stays bearable."""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from time import process_time
from typing import Any

import pytest

from konzept import responsibility, timing, wording
from konzept.model import Problem
from konzept.read import compose, inline, labels, legend, marks, read
from konzept.read.blocks import Cell
from tests.konzept.read.builders import NAMES, everything
from tests.konzept.read.mutants_verdict import sentence_fault

LONGEST = 40.0  # seconds of processor time, on a machine that others use too
MOST_MEMORY = 1024  # MB


def said(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, look: str = "") -> str:
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{said(text)}</w:tc>"


def table(*rows: list[str]) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows) + "</w:tbl>"


def packed(inner: str, **others: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {NAMES}><w:body>{said('Konzept Auen')}{inner}</w:body></w:document>"
        )
        for name, text in others.items():
            archive.writestr(f"word/{name}.xml", text)
    return buffer.getvalue()


def one_cell_for_all(text: str, rows: int) -> str:
    top = "<w:tr>" + cell(text, '<w:vMerge w:val="restart"/>') + "</w:tr>"
    below = "<w:tr>" + cell("", "<w:vMerge/>") + cell("b") + "</w:tr>"
    return f"<w:tbl>{top}{below * rows}</w:tbl>"


GIANTS: dict[str, Callable[[], bytes]] = {
    "one paragraph of 1 MB": lambda: packed("<w:p>" + f"<w:r><w:t>{'Ein Satz. ' * 100}</w:t></w:r>" * 1_000 + "</w:p>"),
    "one word of 1 MB": lambda: packed(said("x" * 1_000_000)),
    "100,000 empty paragraphs": lambda: packed("<w:p/>" * 100_000),
    "a row of 5,000 cells": lambda: packed(table([f"a{at}" for at in range(5_000)])),
    "5,000 rows": lambda: packed(table(*([f"a{at}"] for at in range(5_000)))),
    "5,000 measures in a table": lambda: packed(table(["Maßnahme", "Termin"], *([f"Kurs {at}", "2026"] for at in range(5_000)))),
    "300 rows of 300 cells": lambda: packed(table(*([f"a{at}"] * 300 for at in range(300)))),
    "a cell of a million letters": lambda: packed(table(["Maßnahme", "Termin"], ["a", "x " * 500_000])),
    "a cell of a million figures": lambda: packed(table(["Maßnahme", "Termin"], ["1" * 10**6, "2"])),
    "a cell that holds for 5,000 rows": lambda: packed(one_cell_for_all("Amt " * 25_000, 5_000)),
    "30,000 footnotes": lambda: packed(
        "<w:p>" + "".join(f'<w:r><w:footnoteReference w:id="{at}"/></w:r>' for at in range(30_000)) + "</w:p>" + said("Satz."),
        footnotes=f"<w:footnotes {NAMES}>" + "".join(f'<w:footnote w:id="{at}">{said("n")}</w:footnote>' for at in range(30_000)) + "</w:footnotes>",
    ),
    "50,000 styles in chains": lambda: packed(
        said("Satz."),
        styles=f"<w:styles {NAMES}>"
        + "".join(f'<w:style w:styleId="s{at}"><w:basedOn w:val="s{at + 1}"/></w:style>' for at in range(50_000))
        + "</w:styles>",
    ),
    "a number of 2,000 figures on each of 5,000 lines": lambda: packed(
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>' * 5_000,
        numbering=f'<w:numbering {NAMES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="{"%1" * 2_000}"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
    ),
}  # fmt: skip


def measured(which: str) -> dict[str, Any]:
    """Read in a process of its own: how it ended, its processor time in seconds, its most memory in MB."""
    program = f"from tests.konzept.read import test_giants; test_giants.in_child({which!r})"
    command = [sys.executable, "-W", "ignore", "-c", program]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={"PYTHONPATH": "src:."}, timeout=300
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def in_child(which: str) -> None:
    data = GIANTS[which]()
    start = process_time()
    try:
        told = everything(read(data, "riesig.docx"))[:100]
    except Problem as problem:
        told = sentence_fault(str(problem), "riesig.docx") or "refused"
    took = process_time() - start
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(json.dumps({"told": told, "took": took, "memory": most}))


@pytest.mark.parametrize("which", GIANTS)
def test_a_giant_is_read_or_refused_in_bearable_time_and_memory(which: str) -> None:
    found = measured(which)
    assert found["told"].startswith("Konzept Auen") or found["told"] == "refused", found
    assert found["took"] < LONGEST
    assert found["memory"] < MOST_MEMORY


@pytest.mark.parametrize("text", ["x\n\n", "x\n", "- x\n", "## x\n", "|a|b|\n"])
def test_a_text_of_too_many_lines_is_refused(text: str) -> None:
    start = process_time()
    with pytest.raises(Problem, match=r"„x\.md“ hat mehr als 200\.000 Zeilen"):
        read(b"# Konzept\n\n" + text.encode() * 600_000, "x.md")
    assert process_time() - start < LONGEST


def test_more_paragraphs_than_any_concept_has_are_refused() -> None:
    with pytest.raises(Problem, match=r"mehr als 20\.000 Absätze"):
        read(("# Konzept\n\n" + "x\n\n" * 60_000).encode(), "x.md")


def test_a_cell_that_spans_rows_is_repeated_only_so_often() -> None:
    copies, tall = compose.Copies(left=25), Cell("zehn Wörter", 2, bold=True)
    below = [copies.below(tall) for _ in range(4)]
    assert [found.text for found in below] == ["zehn Wörter", "zehn Wörter", "", ""]
    assert all(found.merged and found.columns == 2 and found.bold for found in below)


def test_a_row_span_in_a_text_is_no_bomb() -> None:
    text = (
        "# K\n\n<table><tr><td rowspan=999>" + "wort " * 100_000 + "</td><td>a</td></tr>" + "<tr><td>b</td></tr>" * 990
    )
    start = process_time()
    assert "wort" in everything(read(text.encode() + b"</table>", "x.md"))
    assert process_time() - start < LONGEST


# --- strings --------------------------------------------------------------------------------------------------

PIECES = (
    *("(", ")", "[", "]", ".", " ", "-", "–", "\t", "*", "_", "1.", "1", "a", "ab ", "A", "a-", "a - ", "(a)", "und ", ", ", "/", "; ", "\n"),
    *("Ziel ", "Maßnahme 1 ", "1.1.1.", "Kreis-", "2025 ", "bis ", "„", "& ", "mit ", "[^", "[^1]", "\\", "\u00ad", "•", "(n) ", "s. o. "),
    *("x(", "a,", "A. ", "K = a, ", "<b>", "</b>", "<a href=", "![", "](", "**a", "- ", "I I", "i", "St. ", "\u00a0", "a:", "...", "x)", "|"),
    *("Stand/", "e.V.", "' ", "a b c d ", "0,", "5x", "1x ", "alle ", "1 bis ", "1–2 ", "Q1", "im ", "VHS und ", "AB", "[a](b:", "[[a]("),
)  # fmt: skip
FRAMES = (("Maßnahme ", ""), ("a", "!"), ("(", ")"), ("bis ", "s 2027"), ("VHS mit ", ": Amt"))
READERS: dict[str, Callable[[str], object]] = {
    "mark": marks.mark,
    "chapter": marks.chapter,
    "meaning": labels.meaning,
    "told": labels.told,
    "section": labels.section,
    "announces dropped": labels.announces_dropped,
    "announces guiding": labels.announces_guiding,
    "means resources": labels.means_resources,
    "responsibility": responsibility.parse,
    "timing": timing.parse,
    "normal": wording.normal,
    "plain": wording.plain,
    "fold": wording.fold,
    "words": wording.words,
    "scanned": wording.scanned,
    "escape": wording.escape,
    "without notes": wording.without_notes,
    "legend": legend._of_text,
    "settle": inline.settle,
    "cell": inline.tidy_cell,
    "flow": compose.flow,
}


def took(reader: Callable[[str], object], text: str) -> float:
    start = process_time()
    reader(text)
    return process_time() - start


@pytest.mark.parametrize("name", READERS)
def test_time_grows_with_length_and_no_faster(name: str) -> None:
    for piece in PIECES:
        for before, after in FRAMES:
            short, long = (before + piece * (size // len(piece)) + after for size in (2_000, 16_000))
            if (slow := took(READERS[name], long)) > 0.05:
                quick = min(took(READERS[name], short) for _ in range(3))
                assert min(slow, took(READERS[name], long)) < 24 * quick + 0.05, (before, piece, after)
