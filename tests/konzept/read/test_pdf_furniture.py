"""Headers, footers and page numbers are taken off and said; what only stands at a page's edge stays."""

from __future__ import annotations

import pytest

from konzept.read.blocks import Heading, Paragraph, Table
from konzept.read.pdf_furniture import pages_named
from tests.konzept.read.pdf_ground import LONG, document_of, pages, said, set_and_read, shown

BREAK = "\n#pagebreak()\n"


def body(source: str) -> list[str]:
    return [block.text for block in set_and_read(source).blocks if isinstance(block, Heading | Paragraph)]


def test_page_numbers_are_taken_off_and_said() -> None:
    document = set_and_read(f'#set page(numbering: "1")\n{LONG}{BREAK}{LONG}{BREAK}{LONG}')
    assert said(document, "left_out") == ["Nicht übernommen (Seitenzahl, Seiten 1–3): 1 bis 3."]
    assert all("Der Kreis" in block.text for block in document.blocks if isinstance(block, Paragraph))


@pytest.mark.parametrize("form", ["- # -", "Seite #", "#", "S. #", "| #"])
def test_forms_of_page_numbers(form: str) -> None:
    number = form.replace("#", "#counter(page).display()")
    assert body(f"#set page(footer: context [{number}])\n{LONG}{BREAK}{LONG}") == [LONG.strip()] * 2


@pytest.mark.parametrize("form", ["1 / 2", "Seite 1 von 2", "iv", "– 12 –"])
def test_a_line_that_is_a_page_number(form: str) -> None:
    assert body(f"#set page(footer: [{form}])\n{LONG}") == [LONG.strip()]


def test_headers_and_footers_with_the_number_in_them() -> None:
    source = f"#set page(footer: context [Kreis Talau | Konzept 2025 #counter(page).display()])\n{LONG}{BREAK}{LONG}{BREAK}{LONG}"
    document = set_and_read(source)
    assert len(document.blocks) == 3
    (sentence,) = said(document, "left_out")
    assert (
        sentence == "Nicht übernommen (Kopf- oder Fußzeile mit Seitenzahl, Seiten 1–3): „Kreis Talau | Konzept 2025 …“."
    )


def test_headers_that_name_the_chapter() -> None:
    chapters = BREAK.join(f"#heads.update([{name}])\n{LONG}{BREAK}{LONG}" for name in ("Vorwort", "Wohnen", "Arbeit"))
    document = set_and_read(
        f'#let heads = state("h", [])\n#set page(header: context text(8pt)[#heads.final() Kapitel])\n{chapters}'
    )
    assert len(document.blocks) == 6


def test_left_and_right_pages() -> None:
    header = "#set page(header: context if calc.odd(counter(page).get().first()) [Kreis Talau] else [Konzept])"
    document = set_and_read(f"{header}\n" + BREAK.join([LONG] * 6))
    assert len(document.blocks) == 6
    assert len(said(document, "left_out")) == 2


def test_the_first_line_of_each_page_stays() -> None:
    assert len(body(BREAK.join(f"Maßnahme {n}\n\n{LONG}" for n in (3, 4, 5, 6)))) == 8


def test_a_continued_table_is_no_header() -> None:
    rows = "".join(f"[M {n}][Maßnahme {n}]" for n in range(1, 40))
    document = set_and_read(f"#table(columns: (40pt, 1fr), table.header[Nr.][Maßnahme]){rows}")
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert table.rows[0].header


def test_a_header_set_as_a_table() -> None:
    source = "#set page(header: table(columns: (1fr, 1fr))[Kreis Talau][Konzept], margin: (top: 60pt))\n"
    document = set_and_read(source.replace("margin: (top: 60pt)", "header-ascent: 10pt") + BREAK.join([LONG] * 3))
    assert [type(block) for block in document.blocks] == [Paragraph] * 3
    assert said(document, "left_out") == [
        "Nicht übernommen (Kopf- oder Fußzeile, Seiten 1–3): „Kreis Talau · Konzept“."
    ]


def test_a_lone_number_in_the_text_stays() -> None:
    lines = [
        shown((40, 150, "Im Jahr kamen hinzu:"), (40, 130, "84"), (40, 110, "Menschen aus elf Staaten.")) for _ in "ab"
    ]
    document = document_of(pages(*lines))
    assert "84" in " ".join(str(getattr(block, "text", "")) for block in document.blocks)


def test_pages_in_words() -> None:
    assert pages_named([3]) == "Seite 3"
    assert pages_named([1, 2, 3, 7]) == "Seiten 1–3, 7"
    assert pages_named([4, 6]) == "Seiten 4, 6"
