"""Broken and malicious PDFs: whatever is done to the bytes, blocks come out or one sentence does; and no word is lost in good ones."""

from __future__ import annotations

import random
import re

import pytest

from konzept.read import pdf_child
from konzept.read.blocks import Document, Row, Table
from konzept.read.pdf_child import messages
from tests.konzept.read.pdf_ground import LONG, all_words, document_of, pages, pdf, set_and_read, shown, untagged

SOURCE = (
    '#set page(numbering: "1", header: [Kreis Talau])\n= Handlungsfeld 1: Bildung\n'
    f"{LONG}#footnote[Beschluss des Kreistages.]\n- Kurse\n- Feste\n"
    f"#table(columns: (80pt, 1fr), table.header[*Nr.*][*Maßnahme*])[1][{LONG}][2][{LONG * 2}][3][#strike[Chor] Theater]\n"
    f"#table(columns: (80pt, 1fr, 60pt), stroke: none)[*Nr.*][*Maßnahme*][*Termin*][1][Lernraum][2026][2][Werkstatt][2027]\n{LONG}"
)
WORDS = [
    "Talau",
    "Handlungsfeld",
    "Bildung",
    "abgeschlossen",
    "zuständig",
    "Beschluss",
    "Kreistages",
    "Kurse",
    "Feste",
    "Maßnahme",
    "Chor",
    "Theater",
    "Lernraum",
    "Werkstatt",
    "Termin",
]
ENDINGS = {"document", "problem"}


def last(data: bytes) -> tuple[object, ...]:
    *_, found = messages(data, "plan.pdf")
    return found


def test_no_word_is_lost() -> None:
    told = all_words(set_and_read(SOURCE))
    assert [word for word in WORDS if word not in told] == []


@pytest.mark.parametrize("size", [8, 11, 14])
def test_no_word_is_lost_or_said_twice_over_many_pages(size: int) -> None:
    marked = " ".join(f"W{number:04}" for number in range(600))
    rows = "".join(f"[Z{number:04}][{LONG} E{number:04}]" for number in range(20))
    document = set_and_read(f"#set text(size: {size}pt)\n{marked}\n#table(columns: (60pt, 1fr)){rows}")
    told = re.findall(r"[WZE]\d{4}", words_in(document))
    expected = [f"W{n:04}" for n in range(600)] + [f"{letter}{n:04}" for n in range(20) for letter in "ZE"]
    assert sorted(told) == sorted(expected)


def words_in(document: Document) -> str:
    found: list[str] = []
    for block in document.blocks:
        rows: tuple[Row, ...] = block.rows if isinstance(block, Table) else ()
        found += [cell.text for row in rows for cell in row.cells if not cell.merged]
        found.append(str(getattr(block, "text", "")))
    return " ".join(found)


@pytest.mark.parametrize("seed", range(60))
def test_bytes_changed_at_random(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(untagged(pdf(SOURCE)))
    for _ in range(chance.choice([1, 5, 40, 400])):
        data[chance.randrange(len(data))] = chance.randrange(256)
    assert last(bytes(data))[0] in ENDINGS


@pytest.mark.parametrize("seed", range(30))
def test_parts_cut_out_and_doubled(seed: int) -> None:
    chance = random.Random(seed)
    data = pages(shown((40, 200, "Ein Plan")), shown((40, 200, "Noch einer")))
    start, end = sorted(chance.sample(range(len(data)), 2))
    changed = data[:start] + data[end:] if seed % 2 else data[:end] + data[start:]
    assert last(changed)[0] in ENDINGS


@pytest.mark.parametrize(
    "content",
    [
        "BT /F1 0 Tf 40 200 Td (Text) Tj ET",
        "BT /F1 1e30 Tf 40 200 Td (Text) Tj ET",
        "BT /F1 -10 Tf 40 200 Td (Text) Tj ET",
        "1e38 0 0 1e38 0 0 cm BT /F1 10 Tf 40 200 Td (Text) Tj ET",
        "BT /Nirgends 10 Tf 40 200 Td (Text) Tj ET",
        "0 0 m 1e30 1e30 l S 0 0 1e30 1 re f",
        "q " * 5000 + "BT /F1 10 Tf 40 200 Td (Text) Tj ET",
        "(((((",
        "10 10 m " + "20 20 l " * 4000 + "S",
        "".join(f"{n % 380} 0 m {n % 380} 300 l S 0 {n % 300} m 400 {n % 300} l S " for n in range(900)),
    ],
)
def test_absurd_contents(content: str) -> None:
    found = last(pages(content, shown((40, 200, "Ein Plan, der zu lesen ist"))))
    assert found[0] == "document"
    assert "Ein Plan, der zu lesen ist" in str(found[1])


def test_a_font_without_code_table_is_said() -> None:
    raw = pages(shown((40, 200, "Ein Plan")), shown((40, 200, "abcdefgh")))
    raw = raw.replace(b"/BaseFont /Helvetica\n", b"/BaseFont /Geheim\n")
    assert document_of(raw).blocks


def test_pages_beyond_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("konzept.read.pdf_child.MOST_PAGES", 2)
    assert last(pages(*[shown((40, 200, "Ein Plan"))] * 3)) == ("problem", "pages", 3)


def test_a_page_that_fails_is_said_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    real = pdf_child.sheet

    def picky(page: object, roles: dict[int, str]) -> object:
        if getattr(page, "page_number", 0) == 2:
            raise ValueError
        return real(page, roles)

    monkeypatch.setattr(pdf_child, "sheet", picky)
    document = document_of(pages(*[shown((40, 200, f"Seite mit {n} Text")) for n in "abc"]))
    assert len(document.blocks) == 2
    assert [doubt.sentence for doubt in document.doubts] == [
        "Nicht gelesen: Seite 2 ließ sich nicht öffnen; bitte prüfen Sie das PDF dort."
    ]
