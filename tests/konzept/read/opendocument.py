"""Small OpenDocument files for the tests of the reader: packed or flat, made here from strings."""

from __future__ import annotations

import io
import zipfile

from konzept.read.blocks import Block, Document, Table, words_of
from konzept.read.odt import read

KIND = "application/vnd.oasis.opendocument.text"
NAMES = (
    " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in {
            "office": "office",
            "style": "style",
            "text": "text",
            "table": "table",
            "draw": "drawing",
            "fo": "xsl-fo-compatible",
            "svg": "svg-compatible",
        }.items()
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
LOOKS = (
    '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
    '<style:style style:name="N" style:family="text"><style:text-properties fo:font-weight="normal"/></style:style>'
    '<style:style style:name="S" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="V" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="U" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="G" style:family="text"><style:text-properties fo:font-size="14pt"/></style:style>'
)


def content(body: str, automatic: str = "") -> str:
    """content.xml with this body."""
    return (
        f"<office:document-content {NAMES}><office:automatic-styles>{LOOKS}{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )


def packed(parts: dict[str, str | bytes], kind: str = KIND) -> bytes:
    """An archive with these parts after its kind."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(zipfile.ZipInfo("mimetype"), kind)
        for name, data in parts.items():
            made.writestr(name, data)
    return stream.getvalue()


def odt(body: str, automatic: str = "", styles: str = "", pages: str = "") -> bytes:
    """A packed text: its body, automatic styles, named styles and master pages."""
    named = (
        f"<office:document-styles {NAMES}><office:styles>{styles}</office:styles>"
        f"<office:master-styles>{pages}</office:master-styles></office:document-styles>"
    )
    return packed({"content.xml": content(body, automatic), "styles.xml": named})


def fodt(body: str, automatic: str = "", styles: str = "") -> bytes:
    """The same as one flat file."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {NAMES}><office:styles>{styles}</office:styles>'
        f"<office:automatic-styles>{LOOKS}{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def parse(body: str, automatic: str = "", styles: str = "", pages: str = "") -> Document:
    """What the reader makes of a body."""
    return read(odt(body, automatic, styles, pages), "x.odt")


def texts(body: str, automatic: str = "", styles: str = "") -> list[str]:
    """The words of its blocks."""
    return [words_of(block) for block in parse(body, automatic, styles).blocks]


def told(document: Document) -> list[str]:
    """The sentences of its doubts."""
    return [doubt.sentence for doubt in document.doubts]


def grid(block: Block) -> list[list[str]]:
    """The texts of a table."""
    assert isinstance(block, Table)
    return [[cell.text for cell in row.cells] for row in block.rows]


def p(words: str, style: str = "Standard") -> str:
    """A paragraph."""
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def span(words: str, style: str) -> str:
    """Words of another look."""
    return f'<text:span text:style-name="{style}">{words}</text:span>'
