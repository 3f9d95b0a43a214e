"""A sheet as a Word file: styles, grid with merges, tracked changes, footnotes, sections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as FilePart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from bench.catalogue import pictures
from bench.catalogue.counters import Counters
from bench.catalogue.parts import Cell, Lamps, Paragraph, Part, Run, Sheet, Table, Turn

NS = nsdecls("w", "r")
FONTS = ("Calibri", "Arial", "Times New Roman")
SIZES = (0, 16, 14, 12, 11)
GERMAN = {
    **{f"Heading{level}": f"berschrift{level}" for level in range(1, 10)},
    **{f"TOC{level}": f"Verzeichnis{level}" for level in range(1, 4)},
    "ListBullet": "Aufzhlungszeichen",
    "TableGrid": "Tabellenraster",
    "Normal": "Standard",
}
WHO = 'w:id="{}" w:author="Bearbeitung" w:date="2026-01-15T10:00:00Z"'
NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
BORDERS = {
    "grid": ("top", "left", "bottom", "right", "insideH", "insideV"),
    "lines": ("top", "bottom", "insideH"),
    "plain": (),
}


@cache
def empty() -> bytes:
    """The word processor's empty document, once."""
    out = BytesIO()
    Document().save(out)
    return out.getvalue()


def write(sheet: Sheet) -> bytes:
    """The file's bytes."""
    return Writer(sheet).file()


class Writer:
    """One document on its way to a file."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.notes: list[str] = []
        self.marks = 100
        self.counters = Counters()
        self.document = Document(BytesIO(empty()))

    def file(self) -> bytes:
        """All of it."""
        document = self.document
        body = document.element.body
        furniture = self.furniture(document)
        xml = "".join(self.flow(furniture))
        for element in parse_xml(f"<w:body {NS}>{xml}</w:body>"):
            body.append(element)
        body.remove(body.sectPr)
        self.styles(document)
        self.counters.define(document)
        if self.notes:
            self.attach_notes(document)
        out = BytesIO()
        document.save(out)
        return out.getvalue()

    def furniture(self, document: Document) -> str:
        """Header and footer; what every section refers to them by."""
        section = document.sections[0]
        if self.sheet.header:
            section.header.paragraphs[0].text = self.sheet.header
        if self.sheet.footer or self.sheet.page_word:
            paragraph = section.footer.paragraphs[0]
            paragraph.text = f"{self.sheet.footer}\t{self.sheet.page_word}"
            page = f'<w:fldSimple {NS} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
            section.footer._element.p_lst[0].append(parse_xml(page))  # noqa: SLF001  # python-docx has no fields
        found = document.element.body.sectPr.xpath("w:headerReference|w:footerReference")
        key = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
        return "".join(f'<w:{each.tag.rpartition("}")[2]} w:type="default" r:id="{each.get(key)}"/>' for each in found)

    def flow(self, furniture: str) -> Iterator[str]:
        """The body, section after section."""
        lying = False
        for place, part in enumerate(self.sheet.parts):
            if isinstance(part, Turn):
                if part.lying != lying:
                    yield f"<w:p><w:pPr>{section(furniture, lying=lying)}</w:pPr></w:p>"
                lying = part.lying
            else:
                yield self.part(part, lying=lying)
                following = self.sheet.parts[place + 1 : place + 2]
                if isinstance(part, Table) and (not following or isinstance(following[0], Table)):
                    yield "<w:p/>"
        yield section(furniture, lying=lying)

    def part(self, part: Part, *, lying: bool) -> str:
        """One part."""
        if isinstance(part, Table):
            return self.table(part, 14000 if lying else 9000)
        if isinstance(part, Paragraph):
            return self.paragraph(part)
        return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'

    def paragraph(self, part: Paragraph, *, inside: bool = False) -> str:
        """One paragraph."""
        set_as = f'<w:pStyle w:val="{part.style}"/>' if part.style else ""
        if part.heading and part.styled:
            part, counted = self.counters.count(part) if self.sheet.auto_numbers else (part, "")
            set_as = f'<w:pStyle w:val="Heading{part.heading}"/>{counted}'
        elif part.level:
            set_as = f'<w:pStyle w:val="TOC{part.level}"/>'
        elif part.bullet and self.sheet.bullet == "style":
            set_as = '<w:pStyle w:val="ListBullet"/>'
        if part.above or inside:
            set_as += f'<w:spacing w:before="{int(part.above * 20)}" w:after="{0 if inside else 120}"/>'
        if part.centred:
            set_as += '<w:jc w:val="center"/>'
        elif self.sheet.justified and not (inside or part.heading or any("\n" in run.text for run in part.runs)):
            set_as += '<w:jc w:val="both"/>'
        typed = part.bullet and self.sheet.bullet != "style"
        runs = (Run(f"{self.sheet.bullet} "), *part.runs) if typed else part.runs
        size = part.size or (SIZES[part.heading] if part.heading and not part.styled else 0)
        bold = bool(part.heading) and not part.styled
        xml = "".join(self.run(run, size, bold=bold, spaced=part.spaced) for run in (*runs, *tail(part)))
        return f"<w:p><w:pPr>{set_as}</w:pPr>{xml}</w:p>"

    def run(self, run: Run, size: float = 0, *, bold: bool = False, spaced: bool = False) -> str:
        """One run, in its track where it has one, with its footnote."""
        look = "<w:b/>" if run.bold or bold else ""
        look += "<w:i/>" if run.italic else ""
        look += "<w:strike/>" if run.struck else ""
        look += '<w:spacing w:val="60"/>' if spaced else ""
        look += f'<w:sz w:val="{int(size * 2)}"/>' if size else ""
        xml = f"<w:r><w:rPr>{look}</w:rPr>{spelled(run.text, 'delText' if run.deleted else 't')}</w:r>"
        if run.deleted or run.inserted:
            self.marks += 1
            name = "del" if run.deleted else "ins"
            xml = f"<w:{name} {WHO.format(self.marks)}>{xml}</w:{name}>"
        if run.note:
            self.notes.append(run.note)
            raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
            xml += f'<w:r>{raised}<w:footnoteReference w:id="{len(self.notes)}"/></w:r>'
        return xml

    def table(self, table: Table, width: int) -> str:
        """The grid with its merges."""
        shares = sum(table.widths)
        look = self.sheet.look if table.look == "grid" else table.look
        grid = [int(width * each / shares) for each in table.widths]
        lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="808080"/>' for side in BORDERS[look])
        style = '<w:tblStyle w:val="TableGrid"/>' if look == "grid" else ""
        xml = f'<w:tbl><w:tblPr>{style}<w:tblW w:w="{width}" w:type="dxa"/>'
        xml += f"<w:tblBorders>{lines}</w:tblBorders></w:tblPr>" if lines else "</w:tblPr>"
        xml += "<w:tblGrid>" + "".join(f'<w:gridCol w:w="{each}"/>' for each in grid) + "</w:tblGrid>"
        for place, cells in enumerate(laid_out(table)):
            head = "<w:trPr><w:tblHeader/></w:trPr>" if place < table.heads else ""
            xml += f"<w:tr>{head}{''.join(self.cell(*each, grid, table.size) for each in cells)}</w:tr>"
        return f"{xml}</w:tbl>"

    def cell(self, cell: Cell, start: int, merge: str, grid: list[int], size: float) -> str:
        """One cell, or what is left of it in the rows below its first."""
        width = sum(grid[start : start + cell.across])
        look = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        look += f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
        look += {"": "", "start": '<w:vMerge w:val="restart"/>', "on": "<w:vMerge/>"}[merge]
        look += f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill}"/>' if cell.fill else ""
        look += '<w:vAlign w:val="center"/>' if cell.middle else ""
        inner = "<w:p/>" if merge == "on" else "".join(self.inside(block, width, size) for block in cell.blocks)
        return f"<w:tc><w:tcPr>{look}</w:tcPr>{inner}</w:tc>"

    def inside(self, block: Paragraph | Table | Lamps, width: int, size: float) -> str:
        """A block within a cell."""
        if isinstance(block, Lamps):
            return f"<w:p><w:r>{DRAWING.format(ns=DRAWN, id=self.picture(block), number=block.lit)}</w:r></w:p>"
        if isinstance(block, Table):
            return self.table(block, int(width * 0.9))
        return self.paragraph(replace(block, size=block.size or size), inside=True)

    def picture(self, lamps: Lamps) -> str:
        """How the drawing is referred to."""
        found, _ = self.document.part.get_or_add_image(BytesIO(pictures.lamps(lamps.lit)))
        return str(found)

    def styles(self, document: Document) -> None:
        """The font, the styles of the contents, and the ids a German word processor gives."""
        styles = document.styles.element
        document.styles["Normal"].font.name = FONTS[self.sheet.font]
        for level in (1, 2, 3):
            styles.append(parse_xml(CONTENTS_STYLE.format(ns=NS, level=level, indent=220 * (level - 1))))
        if self.sheet.german_styles:
            for element in (styles, document.element.body):
                for value in element.xpath(
                    ".//@w:styleId/..|.//w:basedOn|.//w:next|.//w:link|.//w:pStyle|.//w:tblStyle"
                ):
                    for key, name in value.attrib.items():
                        if name in GERMAN and key.rpartition("}")[2] in ("styleId", "val"):
                            value.set(key, GERMAN[name])

    def attach_notes(self, document: Document) -> None:
        """The part of the footnotes."""
        ends = "".join(
            f'<w:footnote w:type="{name}" w:id="{place}"><w:p><w:r><w:{name}/></w:r></w:p></w:footnote>'
            for name, place in (("separator", -1), ("continuationSeparator", 0))
        )
        notes = "".join(
            f'<w:footnote w:id="{place}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
            f"<w:r>{spelled(f' {text}')}</w:r></w:p></w:footnote>"
            for place, text in enumerate(self.notes, 1)
        )
        xml = f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes {NS}>{ends}{notes}</w:footnotes>'.encode()
        part = FilePart(PackURI("/word/footnotes.xml"), NOTES_TYPE, xml, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


DRAWN = nsdecls("wp", "a", "pic")
DRAWING = (
    '<w:drawing {ns}><wp:inline><wp:extent cx="540000" cy="180000"/><wp:docPr id="{number}" name="Bild"/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
    '<pic:cNvPr id="0" name="lampen.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{id}"/><a:stretch>'
    '<a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="540000" cy="180000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
)
CONTENTS_STYLE = (
    '<w:style {ns} w:type="paragraph" w:styleId="TOC{level}"><w:name w:val="toc {level}"/><w:basedOn w:val="Normal"/><w:pPr>'
    '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9000"/></w:tabs><w:ind w:left="{indent}"/></w:pPr></w:style>'
)


def section(furniture: str, *, lying: bool) -> str:
    """The end of a section: A4, standing or lying."""
    size = 'w:w="16838" w:h="11906" w:orient="landscape"' if lying else 'w:w="11906" w:h="16838"'
    margins = 'w:top="1300" w:right="1300" w:bottom="1200" w:left="1300" w:header="600" w:footer="500" w:gutter="0"'
    return f"<w:sectPr>{furniture}<w:pgSz {size}/><w:pgMar {margins}/></w:sectPr>"


def spelled(text: str, name: str = "t") -> str:
    """Text with tabs, line breaks and soft hyphens as elements."""
    found = escape(text)
    for sign, element in (("\t", "<w:tab/>"), ("\n", "<w:br/>"), ("\u00ad", "<w:softHyphen/>")):
        found = found.replace(sign, f"</w:{name}>{element}<w:{name} xml:space={quoteattr('preserve')}>")
    return f'<w:{name} xml:space="preserve">{found}</w:{name}>'


def tail(part: Paragraph) -> tuple[Run, ...]:
    """What stands at the end of a line of the contents."""
    way, _, page = part.tail.partition(":")
    if not way:
        return ()
    length = max(4, 90 - sum(len(run.text) for run in part.runs))
    return (Run({"dots": "." * length, "tab": "\t", "space": "   "}[way] + page),)


def laid_out(table: Table) -> Iterator[list[tuple[Cell, int, str]]]:
    """Row by row every cell of the grid with its first column; of merged ones also what is left below: start, on."""
    hanging: dict[int, tuple[Cell, int]] = {}
    for row in table.rows:
        cells, waiting, column = [], list(row), 0
        while column < len(table.widths):
            if column in hanging:
                above, left = hanging.pop(column)
                cells.append((above, column, "on"))
                if left > 1:
                    hanging[column] = (above, left - 1)
                column += above.across
            else:
                found = waiting.pop(0)
                cells.append((found, column, "start" if found.down > 1 else ""))
                if found.down > 1:
                    hanging[column] = (found, found.down - 1)
                column += found.across
        assert not waiting, "a row has more cells than the grid"
        yield cells
