"""Small documents with a little of everything that a format can do; made here, the same bytes every time."""

from __future__ import annotations

from functools import cache

from konzept.write import pdf
from tests.konzept.read.builders import body, read_text, saved, table, with_parts, word
from tests.konzept.read.mutants import Specimen, packed, parts_of
from tests.konzept.read.test_outline import L1, L2, L6, L7, L8

HEADING = '<w:p><w:pPr><w:pStyle w:val="Heading2"/><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>Ziel 1.2: Vereine öffnen sich</w:t></w:r></w:p>'
CHANGED = (
    '<w:p><w:r><w:t xml:space="preserve">Ein Satz</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
    '<w:ins w:author="A"><w:r><w:t> eingefügt</w:t></w:r></w:ins><w:del><w:r><w:delText> gelöscht</w:delText></w:r></w:del>'
    "<w:r><w:rPr><w:strike/></w:rPr><w:t> gestrichen</w:t></w:r><w:r><w:tab/><w:br/><w:t>danach.</w:t></w:r></w:p>"
)
LISTED = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:hyperlink w:anchor="x"><w:r><w:t>Punkt</w:t></w:r></w:hyperlink></w:p>'
BOXED = (
    "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Im Kasten</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
)
CONTROLLED = "<w:sdt><w:sdtContent><w:p><w:r><w:t>Im Feld</w:t></w:r></w:p></w:sdtContent></w:sdt>"
GRID = (
    '<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>Maßnahme</w:t></w:r></w:p></w:tc>'
    '<w:tc><w:p><w:r><w:t>Wer</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc><w:tcPr><w:vMerge w:val="restart"/>'
    '<w:shd w:fill="FFCC00"/></w:tcPr><w:p><w:r><w:t>1.2.1 Tag der Vereine</w:t></w:r></w:p></w:tc><w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>innen</w:t></w:r></w:p></w:tc>'
    "</w:tr></w:tbl><w:p/></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>Amt; bis 2027</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)
RICH = (HEADING, CHANGED, LISTED, BOXED, CONTROLLED, GRID)
NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FOOTNOTES = (
    f'<w:footnotes {NAMES}><w:footnote w:id="2"><w:p><w:r><w:t>Die Note.</w:t></w:r></w:p></w:footnote></w:footnotes>'
)
NUMBERING = (
    f'<w:numbering {NAMES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
COMMENTS = (
    f'<w:comments {NAMES}><w:comment w:id="0"><w:p><w:r><w:t>Stimmt das?</w:t></w:r></w:p></w:comment></w:comments>'
)
HTML = """<!DOCTYPE html><html lang="de"><head><title>Integrationskonzept Auenland</title><style>p { color: red }</style></head><body>
<h1>Integrationskonzept Auenland</h1><h2>Handlungsfeld 1: Sprache</h2><p>Ein <b>Satz</b>&nbsp;mit <a href="https://example.org">Link</a>.<br>Noch einer</p>
<h3>Ziel 1.1: Mehr Kurse</h3><table border=1><thead><tr><th>Nr.<th>Maßnahme<th>Wer<th>Termin</thead>
<tr><td>1.1.1<td>Kurse am Abend<td rowspan=2>VHS<td>bis 2027</tr>
<tr><td>1.1.2</td><td><ul><li>Kurse am Tag<li>auch online</ul></td><td>fortlaufend</td></tr></table>
<ol><li>Eins<ol type=a><li>darin</ol><li>Zwei</ol><!-- stumm --><dl><dt>VHS<dd>Volkshochschule</dl><pre>so
  bleibt es</pre><del>gestrichen</del><p>Ende<sup>1</sup></p><table><tr><td colspan=2>Maßnahme 2</td></tr><tr><td>Termin</td><td>jährlich</td></tr></table></body></html>
"""
ODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" office:version="1.3">
<office:automatic-styles><style:style style:name="P1" style:family="paragraph" style:parent-style-name="Standard"/>
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold" style:text-line-through-style="solid"/></style:style>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="." text:start-value="3"/></text:list-style>
</office:automatic-styles><office:body><office:text><text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>weg</text:p></text:deletion>
</text:changed-region></text:tracked-changes><text:h text:outline-level="1">Integrationskonzept Auenland</text:h>
<text:h text:outline-level="2">Handlungsfeld 1: Sprache</text:h><text:p text:style-name="P1">Ein <text:span text:style-name="T1">Satz</text:span><text:s text:c="3"/>
mit <text:a xlink:href="https://example.org">Link</text:a><text:tab/><text:line-break/>und Note<text:note text:note-class="footnote" text:id="f1">
<text:note-citation>1</text:note-citation><text:note-body><text:p>Die Note.</text:p></text:note-body></text:note><text:change text:change-id="c1"/>.</text:p>
<text:list text:style-name="L1"><text:list-item><text:p>Punkt</text:p><text:list><text:list-item><text:p>darin</text:p></text:list-item></text:list></text:list-item></text:list>
<table:table table:name="T"><table:table-column table:number-columns-repeated="3"/><table:table-header-rows><table:table-row><table:table-cell><text:p>Nr.</text:p>
</table:table-cell><table:table-cell><text:p>Maßnahme</text:p></table:table-cell><table:table-cell><text:p>Termin</text:p></table:table-cell></table:table-row>
</table:table-header-rows><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-rows-spanned="2"><text:p>1.1.1</text:p></table:table-cell>
<table:table-cell table:number-columns-spanned="2"><text:p>Kurse am Abend</text:p></table:table-cell><table:covered-table-cell/></table:table-row>
<table:table-row><table:covered-table-cell/><table:table-cell table:number-columns-repeated="2"><text:p>bis 2027</text:p></table:table-cell></table:table-row></table:table>
<text:p><draw:frame><draw:text-box><text:p>Im Kasten</text:p></draw:text-box></draw:frame></text:p></office:text></office:body></office:document-content>
"""
ODT_STYLES = (
    '<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">'
    '<office:styles><style:style style:name="Standard" style:family="paragraph"/></office:styles></office:document-styles>'
)
ODT_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/></manifest:manifest>'
)


def plain_docx() -> bytes:
    """Headings, a table a goal with labels, a list."""
    document = word()
    document.add_heading("Integrationskonzept Auenland", 0)
    document.add_heading("Handlungsfeld 1: Sprache", 1)
    table(document, [["Ziel 1.1: Mehr", ""], ["Maßnahme 1", "Kurse"], ["Zuständigkeiten", "VHS"], ["Termin", "2026"]])
    made = table(document, [["Nr.", "Maßnahme", "Wer"], ["1", "Chor", "Amt"], ["2", "Tanz", ""]])
    made.cell(1, 2).merge(made.cell(2, 2))
    document.add_paragraph("Punkt", "List Bullet")
    document.add_paragraph("Eins", "List Number")
    return saved(document)


def rich_docx() -> bytes:
    """Notes, changes, numbers, boxes, fields, tables in tables, comments."""
    document = word()
    document.add_heading("Integrationskonzept Auenland", 0)
    parts = {"word/footnotes.xml": FOOTNOTES, "word/numbering.xml": NUMBERING, "word/comments.xml": COMMENTS}
    return with_parts(saved(body(document, *RICH)), parts)


def odt() -> bytes:
    """An OpenDocument text by hand."""
    return packed(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": ODT.encode(),
            "styles.xml": ODT_STYLES.encode(),
            "META-INF/manifest.xml": ODT_MANIFEST.encode(),
        }
    )


@cache
def ground() -> tuple[Specimen, ...]:
    """All small documents, by name; what one may read of a Word file is repacked so that its bytes never change."""
    texts = {"l1.md": L1, "l2.md": L2, "l6.txt": L6, "l7.md": L7, "l8.txt": L8, "seite.html": HTML}
    return (
        Specimen("schlicht.docx", packed(parts_of(plain_docx()))),
        Specimen("reich.docx", packed(parts_of(rich_docx()))),
        Specimen("klein.odt", odt()),
        Specimen("klein.pdf", printed()),
        *(Specimen(name, text.encode()) for name, text in texts.items()),
    )


def printed() -> bytes:
    """A short concept as the workshop prints it."""
    return pdf.write(read_text(L1).concept)
