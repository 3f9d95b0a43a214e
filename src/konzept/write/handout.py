"""Handouts (Unterlagen): everything that goes on paper and is no concept, as DOCX, ODT, PDF/UA and HTML from one value.

    made = Handout("Dossier für Tisch 3", (Heading(1, "Notizen"), Room(8)), author="Landkreis Erlenau")
    handout.pdf(made), handout.docx(made), handout.odt(made)  # bytes; the same handout gives the same bytes
    handout.html(made, top=2)  # a fragment for a page with ui/handout.css

All four put the handout in order first (handout_parts.prepared) and raise ValueError for a picture without words; those
that draw pictures raise Problem, in German, for an SVG that is none. PDF takes a child process, a second for most.
"""

from __future__ import annotations

from konzept.write.handout_docx import docx
from konzept.write.handout_html import html
from konzept.write.handout_odt import odt
from konzept.write.handout_parts import (
    Block,
    Card,
    Cards,
    Handout,
    Heading,
    Items,
    NewPage,
    Picture,
    Room,
    Sheet,
    Words,
)
from konzept.write.handout_pdf import pdf

__all__ = [
    "Block",
    "Card",
    "Cards",
    "Handout",
    "Heading",
    "Items",
    "NewPage",
    "Picture",
    "Room",
    "Sheet",
    "Words",
    "docx",
    "html",
    "odt",
    "pdf",
]
