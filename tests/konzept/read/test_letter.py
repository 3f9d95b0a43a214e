"""Letters in any format become plain text; nothing of their words is lost."""

from __future__ import annotations

from io import BytesIO

import pytest
import typst
from docx import Document

from konzept.model import Problem
from konzept.read.letter import letter

LINES = ["Sehr geehrte Damen und Herren,", "zu Maßnahme 2.2.1 wünschen wir mehr Kurse.", "Mit freundlichen Grüßen"]


def word(*lines: str) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_word_letter_is_paragraphs() -> None:
    text, notes = letter(word(*LINES), "brief.docx")
    assert text == "\n\n".join(LINES)
    assert notes == ()


def test_lists_stay_together_and_tables_are_lines() -> None:
    document = Document()
    document.add_paragraph("Wir wünschen uns:")
    document.add_paragraph("mehr Kurse", style="List Bullet")
    document.add_paragraph("mehr Lotsinnen", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "2.2.1", "bitte abends"
    out = BytesIO()
    document.save(out)
    text, _ = letter(out.getvalue(), "brief.docx")
    assert text == "Wir wünschen uns:\n\n- mehr Kurse\n- mehr Lotsinnen\n\n2.2.1 | bitte abends"


def test_a_text_file_stays_as_it_is() -> None:
    assert letter("Guten Tag,\r\n\r\n* 1. Punkt *\r\n".encode("cp1252"), "brief.txt")[0] == "Guten Tag,\n\n* 1. Punkt *"


def test_a_saved_page_is_read_as_a_mail_would_be() -> None:
    assert letter(b"<html><body><p>Eins</p><p>Zwei</p></body></html>", "brief.html")[0] == "Eins\n\nZwei"


def test_a_pdf_gives_its_words() -> None:
    data = typst.compile("\n\n".join(LINES).encode(), format="pdf")
    assert isinstance(data, bytes)
    text, _ = letter(data, "brief.pdf")
    assert set(" ".join(LINES).split()) <= set(text.split())


def test_an_opendocument_letter() -> None:
    content = (
        '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>'
        + "".join(f"<text:p>{line}</text:p>" for line in LINES)
        + "</office:text></office:body></office:document>"
    )
    assert letter(content.encode(), "brief.fodt")[0] == "\n\n".join(LINES)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "ist leer"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "alte Word-Format"),
        (b"\x89PNG\r\n", "ist ein Bild"),
        (word(), "keinen Text"),
        (b"wort " * 110_000, "500000 Zeichen"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, why: str) -> None:
    with pytest.raises(Problem, match=why):
        letter(data, "brief.bin")


def test_what_was_left_out_is_noted() -> None:
    page = b"<html><body><p>Text.</p></body></html>"
    assert letter(page, "brief.html") == ("Text.", ())
