"""Handouts (Unterlagen): everything that goes on paper and is no concept, as DOCX, ODT, PDF/UA and HTML from one value."""

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
