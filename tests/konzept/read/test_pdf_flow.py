"""Paragraphs over a page's lines and ends: how far lines reach, labels on top of the next page."""

from __future__ import annotations

from konzept.read.blocks import Paragraph
from tests.konzept.read.pdf_ground import LONG, document_of, pages, shown, texts

PROSE = (
    "Der Kreis hat in den vergangenen Jahren viele Vorhaben begonnen",
    "und einige davon abgeschlossen, andere sind liegen geblieben,",
    "weil Personal fehlte oder die Mittel nicht reichten und niemand",
    "zuständig war.",
)


def drawn(*further: tuple[float, float, str]) -> list[str]:
    """The paragraphs of some lines of running text and of what stands elsewhere."""
    lines = [(40, 250 - 14 * row, text) for row, text in enumerate(PROSE)]
    found = document_of(pages(shown(*lines, *further)))
    return [block.text for block in found.blocks if isinstance(block, Paragraph)]


def test_lines_of_running_text_are_one_paragraph() -> None:
    assert drawn() == [" ".join(PROSE)]


def test_a_word_at_the_pages_edge_does_not_show_how_far_lines_reach() -> None:
    assert drawn((385, 100, "rand"))[0] == " ".join(PROSE)


def test_a_label_on_top_of_the_next_page_begins_a_paragraph() -> None:
    value = "Zielgruppe: Menschen mit Zuwanderungsgeschichte, die im Kreis wohnen oder"
    found = texts(f"{LONG}\n#v(1fr)\n*Zielgruppe:*{value[11:]}\n#pagebreak()\n*Zeitraum:* ab 2026\n\n{LONG}")
    assert found[-3:-1] == [f"**Zielgruppe:**{value[11:]}", "**Zeitraum:** ab 2026"]
