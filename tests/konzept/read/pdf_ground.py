"""Small PDFs for the tests of the reader: set by typst or drawn here, and what the reader makes of them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache

import pikepdf
import typst

from konzept.model import Note
from konzept.read.blocks import Block, Document, Doubt, Footnote, Heading, Paragraph, Row, Table
from konzept.read.pdf_child import messages

PAGE = '#set page(width: 420pt, height: 300pt, margin: 40pt)\n#set text(lang: "de", size: 10pt)\n'
FONTS = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
LONG = (
    "Der Kreis hat in den vergangenen Jahren viele Vorhaben begonnen und einige davon abgeschlossen, andere "
    "sind liegen geblieben, weil Personal fehlte oder die Mittel nicht reichten und niemand dafür zuständig war. "
)


@cache
def pdf(source: str, *, tagged: bool = False) -> bytes:
    """A PDF of typst markup on small pages."""
    plain = "" if tagged else "#set heading(outlined: false, bookmarked: false)\n"
    return typst.compile((PAGE + plain + source).encode(), format="pdf", font_paths=FONTS)


@cache
def untagged(data: bytes) -> bytes:
    """The same PDF without tags, as many programs write it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        for key in ("/StructTreeRoot", "/MarkInfo", "/Outlines"):
            if key in file.Root:
                del file.Root[key]
        for page in file.pages:
            kept = [
                each for each in pikepdf.parse_content_stream(page) if str(each.operator) not in {"BDC", "BMC", "EMC"}
            ]
            page.Contents = file.make_stream(pikepdf.unparse_content_stream(kept))
        file.save(out)
    return out.getvalue()


def document_of(data: bytes, name: str = "konzept.pdf") -> Document:
    """What the child makes of a file, in this process."""
    *_, last = messages(data, name)
    assert last[0] == "document", last
    return Document(last[1], name, last[2], last[3])


def set_and_read(source: str) -> Document:
    """What the reader makes of typst markup without its tags."""
    return document_of(untagged(pdf(source)))


def blocks(source: str) -> tuple[Block, ...]:
    """The blocks of typst markup."""
    return set_and_read(source).blocks


def texts(source: str) -> list[str]:
    """The texts of its headings and paragraphs."""
    return [block.text for block in blocks(source) if isinstance(block, Heading | Paragraph)]


def rows(source: str, table: int = 0) -> list[list[str]]:
    """The texts of the cells of one of its tables."""
    return grid_of(tables(source)[table])


def tables(source: str) -> list[Table]:
    """Its tables."""
    return [block for block in blocks(source) if isinstance(block, Table)]


def grid_of(table: Table) -> list[list[str]]:
    """The texts of a table's cells."""
    return [[cell.text for cell in row.cells] for row in table.rows]


def row_of(table: Table, index: int) -> Row:
    """A row, from 0."""
    return table.rows[index]


def said(document: Document, kind: str) -> list[str]:
    """The sentences of doubts of a kind."""
    return [doubt.sentence for doubt in document.doubts if doubt.kind == kind]


def notes(document: Document) -> list[tuple[str, str]]:
    """Its footnotes: mark and words."""
    return [(footnote.note.mark, footnote.note.text) for footnote in document.notes]


def pages(*contents: str) -> bytes:
    """A PDF drawn by hand: each page's content stream, with Helvetica as /F1 and Helvetica-Bold as /F2."""
    out = io.BytesIO()
    with pikepdf.new() as file:
        fonts = {
            f"/F{number}": pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name(f"/{name}"),
                Encoding=pikepdf.Name.WinAnsiEncoding,
            )
            for number, name in enumerate(("Helvetica", "Helvetica-Bold", "Symbol"), 1)
        }
        for content in contents:
            page = file.add_blank_page(page_size=(400, 300))
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(fonts))
            page.Contents = file.make_stream(content.encode("cp1252"))
        file.save(out)
    return out.getvalue()


def shown(*lines: tuple[float, float, str], size: float = 10, font: str = "F1") -> str:
    """The content of a page: texts at (x, y), from the bottom left."""
    return "".join(f"BT /{font} {size} Tf {x} {y} Td ({text}) Tj ET\n" for x, y, text in lines)


def all_words(document: Document, doubts: Sequence[Doubt] = ()) -> str:
    """Everything a document says, in blocks, footnotes and doubts."""
    found = [str(block) for block in document.blocks]
    found += [str(footnote.note.text) for footnote in document.notes]
    return " ".join([*found, *(doubt.sentence for doubt in (*document.doubts, *doubts))])


def footnote(mark: str, text: str, block: int) -> Footnote:
    """A footnote."""
    return Footnote(Note(mark, text), block)
