"""The grammar of OpenDocument files: paragraphs, anchors, lists, tables, sheets, and the package around them.

Everything is text with the XML already escaped; `package` puts it into a file whose bytes depend on the content alone
(ODF 1.3, OASIS). What a person reads in LibreOffice and in Word looks like our Word files: same fonts, colours, distances.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from konzept.write.ooxml import EPOCH, ILLEGAL, escape

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = {
    "office": f"{OASIS}:office:1.0",
    "text": f"{OASIS}:text:1.0",
    "table": f"{OASIS}:table:1.0",
    "style": f"{OASIS}:style:1.0",
    "draw": f"{OASIS}:drawing:1.0",
    "number": f"{OASIS}:datastyle:1.0",
    "fo": f"{OASIS}:xsl-fo-compatible:1.0",
    "svg": f"{OASIS}:svg-compatible:1.0",
    "meta": f"{OASIS}:meta:1.0",
    "config": f"{OASIS}:config:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
    "of": f"{OASIS}:of:1.2",
    "ooo": "http://openoffice.org/2004/office",
}
NAMESPACES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items()) + ' office:version="1.3"'
MANIFEST = f"{OASIS}:manifest:1.0"
PICTURE = "Pictures/picture{}.png"
TEXT, SHEET = "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet"


def words(text: str) -> str:
    """The inside of a paragraph: tabs, line breaks and rows of spaces as OpenDocument writes them."""
    pieces = re.split(r"(\t|\r\n|\r|\n|(?<= ) +|^ +)", ILLEGAL.sub("", text))
    return "".join(_piece(piece) for piece in pieces if piece)


def _piece(piece: str) -> str:
    if piece == "\t":
        return "<text:tab/>"
    if piece in ("\n", "\r", "\r\n"):
        return "<text:line-break/>"
    return f'<text:s text:c="{len(piece)}"/>' if not piece.strip(" ") else escape(piece)


def span(text: str, style: str = "") -> str:
    """Text in a character style."""
    return f'<text:span text:style-name="{style}">{words(text)}</text:span>' if style and text else words(text)


def paragraph(content: str = "", style: str = "Standard") -> str:
    """A paragraph of ready content."""
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def heading(content: str, level: int, style: str = "") -> str:
    """A heading; `style` for one that does more than its level, such as begin a page."""
    name = style or f"Heading_20_{level}"
    return f'<text:h text:style-name="{name}" text:outline-level="{level}">{content}</text:h>'


def items(contents: Iterable[str], style: str, paragraphs: str) -> str:
    """A list in a list style whose items are paragraphs of another."""
    lines = "".join(f"<text:list-item>{paragraph(content, paragraphs)}</text:list-item>" for content in contents)
    return f'<text:list text:style-name="{style}">{lines}</text:list>'


def anchor(name: str, content: str) -> str:
    """Content inside a bookmark."""
    return f'<text:bookmark-start text:name="{name}"/>{content}<text:bookmark-end text:name="{name}"/>'


def jump(name: str, content: str) -> str:
    """A link to a bookmark of the same document."""
    return f'<text:a xlink:type="simple" xlink:href="#{name}" text:style-name="Internet_20_link" text:visited-style-name="Internet_20_link">{content}</text:a>'


def link(href: str, content: str) -> str:
    """A link to somewhere else."""
    return f'<text:a xlink:type="simple" xlink:href="{escape(href)}" text:style-name="Internet_20_link" text:visited-style-name="Internet_20_link">{content}</text:a>'


def picture(number: int, index: int, size: tuple[float, float], description: str) -> str:
    """A picture as a letter: number of its own in the document, index among the pictures, millimetres, alternative text."""
    return (
        f'<draw:frame draw:name="Bild {number}" text:anchor-type="as-char" svg:width="{size[0]:.2f}mm" svg:height="{size[1]:.2f}mm">'
        f'<draw:image xlink:href="{PICTURE.format(index)}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
        f"<svg:desc>{escape(description)}</svg:desc></draw:frame>"
    )


def choice(name: str, options: Iterable[str], hint: str, chosen: str = "") -> str:
    """A drop-down inside a paragraph; the hint stands until something is chosen."""
    now = chosen or hint
    labels = "".join(
        f'<text:label text:value="{escape(option)}"{_selected(selected=option == now)}/>' for option in (hint, *options)
    )
    return f'<text:drop-down text:name="{escape(name)}">{labels}{escape(now)}</text:drop-down>'


def _selected(*, selected: bool) -> str:
    return ' text:current-selected="true"' if selected else ""


def cell(content: str, style: str) -> str:
    """A table cell of ready paragraphs."""
    return f'<table:table-cell table:style-name="{style}" office:value-type="string">{content or paragraph()}</table:table-cell>'


def row(cells: str, style: str) -> str:
    """A table row."""
    return f'<table:table-row table:style-name="{style}">{cells}</table:table-row>'


def table(name: str, title: str, columns: Iterable[str], header: str, rows: str, style: str = "Matrix") -> str:
    """A table of a text with a header row that is repeated on each page and a title for those who hear it."""
    widths = "".join(f'<table:table-column table:style-name="{column}"/>' for column in columns)
    return (
        f'<table:table table:name="{escape(name)}" table:style-name="{style}"><table:title>{escape(title)}</table:title>{widths}'
        f"<table:table-header-rows>{header}</table:table-header-rows>{rows}</table:table>"
    )


@dataclass(frozen=True, slots=True)
class Paper:
    """What makes an OpenDocument file: kind (TEXT or SHEET), body and its automatic styles, the named styles, title, properties, view.

    `pictures` are PNG that `picture` shows.
    """

    kind: str
    body: str
    automatic: str
    styles: str
    title: str
    author: str = ""
    language: str = "de-DE"
    properties: Mapping[str, str] = field(default_factory=dict)
    settings: str = ""
    pictures: tuple[bytes, ...] = ()


def package(paper: Paper) -> bytes:
    """The file; same paper, same bytes."""
    tag = "text" if paper.kind == TEXT else "spreadsheet"
    files = {
        "content.xml": _root(
            "content",
            f"<office:automatic-styles>{paper.automatic}</office:automatic-styles>"
            f"<office:body><office:{tag}>{paper.body}</office:{tag}></office:body>",
        ),
        "styles.xml": _root("styles", paper.styles),
        "meta.xml": _root("meta", _meta(paper)),
        "settings.xml": _root("settings", f"<office:settings>{paper.settings}</office:settings>"),
    }
    drawn = {PICTURE.format(index): png for index, png in enumerate(paper.pictures)}
    files["META-INF/manifest.xml"] = _manifest(paper.kind, [*files, *drawn])
    packed = {name: content.encode() for name, content in files.items()} | drawn
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", EPOCH), paper.kind)  # first and not packed, so says the standard
        for name, content in packed.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return buffer.getvalue()


def _root(part: str, content: str) -> str:
    return f"{HEAD}<office:document-{part} {NAMESPACES}>{content}</office:document-{part}>"


def _meta(paper: Paper) -> str:
    own = "".join(
        f'<meta:user-defined meta:name="{escape(name)}" meta:value-type="string">{escape(value)}</meta:user-defined>'
        for name, value in paper.properties.items()
    )
    return (
        f"<office:meta><meta:generator>konzept</meta:generator><dc:title>{escape(paper.title)}</dc:title>"
        f"<meta:initial-creator>{escape(paper.author)}</meta:initial-creator><dc:creator>{escape(paper.author)}</dc:creator>"
        f"<dc:language>{escape(paper.language)}</dc:language>{own}</office:meta>"
    )


def _manifest(kind: str, names: Iterable[str]) -> str:
    entries = [("/", kind), *((name, "image/png" if name.endswith(".png") else "text/xml") for name in names)]
    lines = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{of}"/>' for path, of in entries
    )
    return f'{HEAD}<manifest:manifest xmlns:manifest="{MANIFEST}" manifest:version="1.3">{lines}</manifest:manifest>'
