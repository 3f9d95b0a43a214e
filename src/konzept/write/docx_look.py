"""What a concept adds to the look of our Word files: its own styles and lists, laid into the finished package."""

from __future__ import annotations

import io
import zipfile

from konzept.write.ooxml import EPOCH, HEAD, PACKAGE, R
from konzept.write.ooxml_styles import ACCENT, QUIET

HEAD_SHADE, MEASURE_SHADE = "DCE6EB", "EFF3F5"

# name -> (style id, based on, paragraph properties, run properties); readers know a style by its name
_PARAGRAPHS = {
    "Body Text": ("BodyText", "Normal", '<w:spacing w:before="0" w:after="120" w:line="276" w:lineRule="auto"/>', ""),
    "Herausgeber": ("Issuer", "Normal", '<w:spacing w:before="0" w:after="0"/>', f'<w:color w:val="{QUIET}"/><w:sz w:val="26"/><w:szCs w:val="26"/>'),
    "Ausgabe": ("Issue", "Normal", '<w:spacing w:before="720" w:after="80"/>', f'<w:b/><w:color w:val="{ACCENT}"/><w:sz w:val="30"/><w:szCs w:val="30"/>'),
    "Ausgabedatum": ("IssueDay", "Normal", '<w:spacing w:before="0" w:after="40"/>', f'<w:color w:val="{QUIET}"/><w:sz w:val="24"/><w:szCs w:val="24"/>'),
    "Inhaltsverzeichnis": ("ContentsHead", "Normal", '<w:keepNext/><w:pageBreakBefore/><w:spacing w:before="0" w:after="200"/>', f'<w:b/><w:color w:val="{ACCENT}"/><w:sz w:val="34"/><w:szCs w:val="34"/>'),
    "Tabellenüberschrift": ("TableHead", "Cell", '<w:keepNext/><w:suppressAutoHyphens/><w:spacing w:before="40" w:after="40"/>', f'<w:b/><w:color w:val="{ACCENT}"/>'),
    "Maßnahmenkennung": ("MeasureMark", "Cell", '<w:keepNext/><w:suppressAutoHyphens/><w:jc w:val="left"/>', f'<w:b/><w:color w:val="{ACCENT}"/>'),
    "Maßnahmentitel": ("MeasureTitle", "Cell", "<w:keepNext/>", "<w:b/>"),
    "Angabe": ("RowLabel", "Cell", "<w:suppressAutoHyphens/>", f'<w:color w:val="{QUIET}"/>'),
}  # fmt: skip
_KICKER = f'<w:color w:val="{QUIET}"/><w:sz w:val="21"/><w:szCs w:val="21"/>'


def _styles() -> str:
    paragraphs = "".join(
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{identity}"><w:name w:val="{name}"/><w:basedOn w:val="{basis}"/>'
        f"<w:qFormat/><w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr></w:style>"
        for name, (identity, basis, ppr, rpr) in _PARAGRAPHS.items()
    )
    return (
        f'{paragraphs}<w:style w:type="character" w:customStyle="1" w:styleId="Kicker"><w:name w:val="Kennzeile"/>'
        f"<w:rPr>{_KICKER}</w:rPr></w:style>"
    )


def dressed(package: bytes, numbers: str) -> bytes:
    """The package with our styles, a w:num for each list, and what Word wants to know of a companion."""
    changes = {
        "word/styles.xml": ("</w:styles>", _styles() + "</w:styles>"),
        "word/numbering.xml": ("</w:numbering>", numbers + "</w:numbering>"),
        "[Content_Types].xml": ("</Types>", f"{_ITEM_TYPE}</Types>"),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(buffer, "w") as new:
        for info in old.infolist():
            content = old.read(info).decode()
            _put(new, info.filename, content.replace(*changes.get(info.filename, ("", "", 0))))
        for name, content in _ITEM.items():
            _put(new, name, content)
    return buffer.getvalue()


def _put(archive: zipfile.ZipFile, name: str, content: str) -> None:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content.encode())


_DATASTORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_ITEM = {
    "customXml/itemProps1.xml": (
        f'{HEAD}<ds:datastoreItem xmlns:ds="{_DATASTORE}" ds:itemID="{{4B6F6E7A-6570-7457-8000-000000000001}}">'
        '<ds:schemaRefs><ds:schemaRef ds:uri="urn:konzept:1"/></ds:schemaRefs></ds:datastoreItem>'
    ),
    "customXml/_rels/item1.xml.rels": (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{R}/customXmlProps" '
        'Target="itemProps1.xml"/></Relationships>'
    ),
}
_ITEM_TYPE = (
    '<Override PartName="/customXml/itemProps1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/>'
)
