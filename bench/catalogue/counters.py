"""Numbers of headings that stand nowhere in the text: the word processor counts."""

from __future__ import annotations

import re
from dataclasses import replace

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from bench.catalogue.parts import Paragraph

PRINTED = re.compile(r"(\d+(?:\.\d+)*) ")
LIST = 90  # its id, beside those of the template


class Counters:
    """Takes the typed number off a heading where counting would print the same."""

    def __init__(self) -> None:
        self.now: list[int] = []

    def count(self, part: Paragraph) -> tuple[Paragraph, str]:
        """The heading without its number, and what makes it counted; as it was where counting would differ."""
        found = PRINTED.match(part.runs[0].text)
        if not found:
            return part, ""
        wanted = [int(each) for each in found[1].split(".")]
        if len(self.now) < len(wanted):
            due = [*self.now, 1]
        else:
            due = [*self.now[: len(wanted) - 1], self.now[len(wanted) - 1] + 1]
        if wanted != due:
            return part, ""
        self.now = due
        first = replace(part.runs[0], text=part.runs[0].text[found.end() :])
        level = f'<w:ilvl w:val="{len(due) - 1}"/><w:numId w:val="{LIST}"/>'
        return replace(part, runs=(first, *part.runs[1:])), f"<w:numPr>{level}</w:numPr>"

    def define(self, document: Document) -> None:
        """The list in the document, if anything was counted."""
        if not self.now:
            return
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
            f'<w:lvlText w:val="{".".join(f"%{each}" for each in range(1, level + 2))}"/><w:lvlJc w:val="left"/></w:lvl>'
            for level in range(4)
        )
        numbering = document.part.numbering_part.element
        kind = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{LIST}"><w:multiLevelType w:val="multilevel"/>{levels}'
        numbering.insert(0, parse_xml(f"{kind}</w:abstractNum>"))
        use = f'<w:num {nsdecls("w")} w:numId="{LIST}"><w:abstractNumId w:val="{LIST}"/></w:num>'
        numbering.append(parse_xml(use))
