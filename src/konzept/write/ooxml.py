"""The grammar of Word files: runs, paragraphs, tables, anchors, and the package around them.

Everything is text with the XML already escaped; `package` puts it into a file whose bytes depend on the content alone.
Order of the property elements follows ECMA-376 (Word refuses a file that breaks it; LibreOffice does not care).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape as xml_escape

from konzept.write.ooxml_styles import NUMBERING, SETTINGS, styles

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ANCHOR = re.compile(r'w:id="@([A-Za-z0-9_]+)"')
EMU = 36_000  # the unit of pictures: so many to a millimetre
LOW = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'  # as good as no line at all
PICTURE = "media/picture{}.png"
EPOCH = (1980, 1, 1, 0, 0, 0)


def escape(text: str) -> str:
    """Text for XML content and attributes; characters XML cannot hold are left out."""
    return xml_escape(ILLEGAL.sub("", text), {'"': "&quot;"})


def words(text: str) -> str:
    """The inside of a run: text with tabs and line breaks as Word writes them."""
    pieces = re.split(r"(\t|\r\n|\r|\n)", text)
    return "".join(_piece(piece) for piece in pieces if piece)


def _piece(piece: str) -> str:
    if piece == "\t":
        return "<w:tab/>"
    if piece in ("\n", "\r", "\r\n"):
        return "<w:br/>"
    return f'<w:t xml:space="preserve">{escape(piece)}</w:t>'


def run(text: str, *, bold: bool = False, italic: bool = False, style: str = "") -> str:
    """A run; `style` is a character style."""
    if not text:
        return ""
    properties = (f'<w:rStyle w:val="{style}"/>' if style else "") + "<w:b/>" * bold + "<w:i/>" * italic
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{words(text)}</w:r>"


def paragraph(content: str = "", style: str = "", properties: str = "") -> str:
    """A paragraph of ready runs; `properties` follow the style inside w:pPr."""
    inner = (f'<w:pStyle w:val="{style}"/>' if style else "") + properties
    return f"<w:p>{f'<w:pPr>{inner}</w:pPr>' if inner else ''}{content}</w:p>"


def anchor(name: str, content: str) -> str:
    """Content inside a bookmark (name ≤ 40 letters, digits, underscores); `package` numbers it."""
    return f'<w:bookmarkStart w:id="@{name}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="@{name}"/>'


def jump(name: str, content: str) -> str:
    """A link to a bookmark of the same document."""
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{content}</w:hyperlink>'


def control(tag: str, title: str, content: str, kind: str = "") -> str:
    """A content control (runs or paragraphs inside), known by its tag (≤ 64 characters)."""
    properties = f'<w:alias w:val="{escape(title)}"/><w:tag w:val="{escape(tag)}"/>{kind}'
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def choice(tag: str, title: str, options: Iterable[str], hint: str, chosen: str = "") -> str:
    """A drop-down inside a paragraph; the hint stands until something is chosen."""
    items = "".join(f'<w:listItem w:displayText="{escape(o)}" w:value="{escape(o)}"/>' for o in options)
    listing = f"<w:dropDownList>{items}</w:dropDownList>"
    if chosen:
        return control(tag, title, run(chosen), listing)
    return control(tag, title, run(hint, style="PlaceholderText"), f"<w:showingPlcHdr/>{listing}")


def cell(content: str, width: int, *, shade: str = "", span: int = 1) -> str:
    """A table cell (width in twentieths of a point) of ready paragraphs."""
    extra = (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "") + (
        f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    )
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{extra}</w:tcPr>{content or paragraph()}</w:tc>'


def row(cells: str, *, header: bool = False, keep: bool = True, height: int = 0, rule: str = "atLeast") -> str:
    """A table row; a header row is repeated on each page and read out as one; a kept row never breaks over pages.

    `height` in twentieths of a point is the least one, or the exact one by its `rule`.
    """
    properties = "<w:cantSplit/>" * keep + (f'<w:trHeight w:val="{height}" w:hRule="{rule}"/>' if height else "")
    properties += "<w:tblHeader/>" * header
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{cells}</w:tr>"


def table(rows: str, widths: tuple[int, ...], title: str, *, first_column: bool = False) -> str:
    """A table with fixed widths and a title for those who hear it."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    look = f'<w:tblLook w:val="0{"4A" if first_column else "42"}0" w:firstRow="1" w:lastRow="0" w:firstColumn="{int(first_column)}" '
    look += 'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Raster"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'{look}<w:tblCaption w:val="{escape(title)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def section(*, landscape: bool, margin: int, title_page: bool = False) -> str:
    """A4 with the footer `rIdFooter`; margins in twentieths of a point."""
    size = 'w:w="16838" w:h="11906" w:orient="landscape"' if landscape else 'w:w="11906" w:h="16838"'
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="rIdFooter"/><w:pgSz {size}/>'
        f'<w:pgMar w:top="{margin}" w:right="{margin}" w:bottom="{margin}" w:left="{margin}" w:header="567" w:footer="567" w:gutter="0"/>'
        f"{'<w:titlePg/>' * title_page}</w:sectPr>"
    )


def counter(instruction: str) -> str:
    """A field Word computes: PAGE, NUMPAGES, a table of contents."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def picture(number: int, index: int, size: tuple[float, float], description: str) -> str:
    """A run with a picture: number of its own in the document, index among the pictures, millimetres, alternative text."""
    wide, high = (round(each * EMU) for each in size)
    main = "http://schemas.openxmlformats.org/drawingml/2006"
    told = f'id="{number}" name="Bild {number}" descr="{escape(description)}"'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{main}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:docPr {told}/><a:graphic xmlns:a="{main}/main">'
        f'<a:graphicData uri="{main}/picture"><pic:pic xmlns:pic="{main}/picture"><pic:nvPicPr><pic:cNvPr {told}/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdPicture{index}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


@dataclass(frozen=True, slots=True)
class Paper:
    """What makes a Word file: body XML with its section, footer runs, title, properties, footnotes, links, companion JSON.

    `looks` are more styles, `numbers` more lists, `pictures` PNG that `picture` shows; `rtl` = it runs from right to left,
    `bare` = a section of it refers to an empty footer, `rIdBare`.
    """

    body: str
    footer: str
    title: str
    author: str = ""
    language: str = "de-DE"
    properties: Mapping[str, str] = field(default_factory=dict)
    footnotes: str = ""
    links: tuple[str, ...] = ()
    companion: str = ""
    looks: str = ""
    numbers: str = ""
    pictures: tuple[bytes, ...] = ()
    rtl: bool = False
    bare: bool = False


def package(paper: Paper) -> bytes:
    """The DOCX; same paper, same bytes."""
    files = {
        "[Content_Types].xml": _types(paper),
        "_rels/.rels": _relations(_root_relations()),
        "word/document.xml": _document(paper.body),
        "word/_rels/document.xml.rels": _relations(_document_relations(paper)),
        "word/styles.xml": styles(paper.language, rtl=paper.rtl).replace("</w:styles>", f"{paper.looks}</w:styles>"),
        "word/numbering.xml": NUMBERING.replace("</w:numbering>", f"{paper.numbers}</w:numbering>"),
        "word/settings.xml": SETTINGS,
        "word/footnotes.xml": _footnotes(paper.footnotes),
        "word/footer1.xml": f'{HEAD}<w:ftr xmlns:w="{W}" xmlns:r="{R}">{paragraph(paper.footer, "Footer")}</w:ftr>',
        "docProps/core.xml": _core(paper),
        "docProps/custom.xml": _custom(paper.properties),
    }
    if paper.companion:
        files["customXml/item1.xml"] = (
            f'{HEAD}<begleitdaten xmlns="urn:konzept:1">{escape(paper.companion)}</begleitdaten>'
        )
    if paper.bare:
        files["word/footer2.xml"] = f'{HEAD}<w:ftr xmlns:w="{W}">{paragraph(properties=LOW)}</w:ftr>'
    packed = {name: content.encode() for name, content in files.items()}
    return archive(packed | {f"word/{PICTURE.format(index)}": png for index, png in enumerate(paper.pictures)})


def archive(files: Mapping[str, bytes]) -> bytes:
    """The files as a ZIP whose bytes depend on nothing else."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, content)
    return buffer.getvalue()


def _document(body: str) -> str:
    numbers: dict[str, int] = {}
    numbered = ANCHOR.sub(lambda m: f'w:id="{numbers.setdefault(m[1], len(numbers) + 1)}"', body)
    return f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{numbered}</w:body></w:document>'


def _footnotes(notes: str) -> str:
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    return f'{HEAD}<w:footnotes xmlns:w="{W}" xmlns:r="{R}">{lines}{notes}</w:footnotes>'


def _types(paper: Paper) -> str:
    parts = {
        "word/document.xml": f"{WORD_TYPE}.document.main+xml",
        "word/styles.xml": f"{WORD_TYPE}.styles+xml",
        "word/numbering.xml": f"{WORD_TYPE}.numbering+xml",
        "word/settings.xml": f"{WORD_TYPE}.settings+xml",
        "word/footnotes.xml": f"{WORD_TYPE}.footnotes+xml",
        "word/footer1.xml": f"{WORD_TYPE}.footer+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    }
    if paper.bare:
        parts["word/footer2.xml"] = f"{WORD_TYPE}.footer+xml"
    if paper.companion:
        parts["customXml/item1.xml"] = "application/xml"
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    defaults = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    defaults += '<Default Extension="xml" ContentType="application/xml"/>'
    defaults += '<Default Extension="png" ContentType="image/png"/>' * bool(paper.pictures)
    return f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{defaults}{overrides}</Types>'


def _relations(items: Iterable[tuple[str, str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{escape(target)}"{_mode(kind)}/>'
        for name, kind, target in items
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def _mode(kind: str) -> str:
    return ' TargetMode="External"' if kind.endswith("/hyperlink") else ""


def _root_relations() -> list[tuple[str, str, str]]:
    return [
        ("rId1", f"{OFFICE}/relationships/officeDocument", "word/document.xml"),
        ("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ("rId3", f"{OFFICE}/relationships/custom-properties", "docProps/custom.xml"),
    ]


def _document_relations(paper: Paper) -> list[tuple[str, str, str]]:
    found = [
        ("rIdStyles", f"{R}/styles", "styles.xml"),
        ("rIdNumbering", f"{R}/numbering", "numbering.xml"),
        ("rIdSettings", f"{R}/settings", "settings.xml"),
        ("rIdFootnotes", f"{R}/footnotes", "footnotes.xml"),
        ("rIdFooter", f"{R}/footer", "footer1.xml"),
    ]
    if paper.bare:
        found.append(("rIdBare", f"{R}/footer", "footer2.xml"))
    if paper.companion:
        found.append(("rIdCompanion", f"{R}/customXml", "../customXml/item1.xml"))
    found += [(f"rIdPicture{index}", f"{R}/image", PICTURE.format(index)) for index in range(len(paper.pictures))]
    return found + [(f"rIdLink{index}", f"{R}/hyperlink", href) for index, href in enumerate(paper.links)]


def _core(paper: Paper) -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(paper.title)}</dc:title><dc:creator>{escape(paper.author)}</dc:creator>"
        f"<dc:language>{escape(paper.language)}</dc:language></cp:coreProperties>"
    )


def _custom(properties: Mapping[str, str]) -> str:
    lines = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="{escape(name)}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(properties.items(), 2)
    )
    return (
        f'{HEAD}<Properties xmlns="{OFFICE}/custom-properties" xmlns:vt="{OFFICE}/docPropsVTypes">{lines}</Properties>'
    )
