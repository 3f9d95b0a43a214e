"""How our Word files look: styles, lists, settings. Word's own style names, so that an office finds them in its gallery."""

from __future__ import annotations

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FOLLOWS = '<w:next w:val="Normal"/>'
INK, QUIET, ACCENT, LINE = "1B1B1B", "595959", "1F4E68", "A9B8C2"

SETTINGS = (
    f'{HEAD}<w:settings xmlns:w="{W}"><w:autoHyphenation/><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    "</w:settings>"
)


def _list(identity: int, *, ordered: bool) -> str:
    levels = "".join(_level(level, ordered=ordered) for level in range(9))
    return f'<w:abstractNum w:abstractNumId="{identity}"><w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'


def _level(level: int, *, ordered: bool) -> str:
    kind, text = ("decimal", f"%{level + 1}.") if ordered else ("bullet", "•" if level % 2 == 0 else "–")
    left = 340 * (level + 1)
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="340"/></w:pPr></w:lvl>'
    )


NUMBERING = (
    f'{HEAD}<w:numbering xmlns:w="{W}">{_list(1, ordered=False)}{_list(2, ordered=True)}'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
)


def _paragraph(identity: str, name: str, ppr: str, rpr: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"{FOLLOWS if identity.startswith('Heading') else ''}<w:qFormat/><w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr></w:style>"
    )


def _spacing(before: int, after: int, line: int = 0) -> str:
    tail = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{tail}/>'


def _font(size: int, *, color: str = "", bold: bool = False, italic: bool = False) -> str:
    paint = f'<w:color w:val="{color}"/>' if color else ""
    return f'{"<w:b/>" * bold}{"<w:i/>" * italic}{paint}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _character(identity: str, name: str, rpr: str) -> str:
    return f'<w:style w:type="character" w:styleId="{identity}"><w:name w:val="{name}"/><w:rPr>{rpr}</w:rPr></w:style>'


def _headings() -> str:
    sizes = (34, 28, 25, 23, 22, 22, 22, 22, 22)
    return "".join(
        _paragraph(
            f"Heading{level}",
            f"heading {level}",
            f'<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/>{_spacing(max(360 - 40 * level, 160), 100)}<w:outlineLvl w:val="{level - 1}"/>',
            _font(size, color=ACCENT, bold=True),
        )
        for level, size in enumerate(sizes, 1)
    )


def _contents() -> str:
    return "".join(
        _paragraph(
            f"TOC{level}",
            f"toc {level}",
            f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9070"/></w:tabs>{_spacing(40, 0)}<w:ind w:left="{340 * (level - 1)}" w:right="567"/>',
            _font(21, bold=level == 1),
        )
        for level in (1, 2, 3)
    )


def _small_styles() -> str:
    return "".join((
        _paragraph("Title", "Title", f"<w:suppressAutoHyphens/>{_spacing(0, 120)}", _font(48, color=ACCENT, bold=True)),
        _paragraph("Subtitle", "Subtitle", f"<w:suppressAutoHyphens/>{_spacing(0, 120)}", _font(28, color=QUIET)),
        _paragraph("Lead", "Kopfzeile der Vorlage", _spacing(0, 80), _font(24)),
        _paragraph("Cell", "Tabellentext", _spacing(20, 40, 252), _font(20)),
        _paragraph("CellHead", "Tabellenkopf", f"<w:suppressAutoHyphens/>{_spacing(40, 40)}", _font(19, color=ACCENT, bold=True)),
        _paragraph("CellSmall", "Tabellentext klein", _spacing(0, 20), _font(17, color=QUIET)),
        _paragraph("ListBullet", "List Bullet", '<w:numPr><w:numId w:val="1"/></w:numPr>' + _spacing(0, 40), ""),
        _paragraph("ListNumber", "List Number", '<w:numPr><w:numId w:val="2"/></w:numPr>' + _spacing(0, 40), ""),
        _paragraph("ListContinue", "List Continue", _spacing(0, 40), ""),
        _paragraph("FootnoteText", "footnote text", _spacing(0, 20), _font(18)),
        _paragraph("Footer", "footer", '<w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs>' + _spacing(0, 0), _font(17, color=QUIET)),
        _paragraph("Gap", "Abstand", _spacing(0, 0, 240), _font(12)),
    ))  # fmt: skip


def _table_style() -> str:
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = '<w:top w:w="40" w:type="dxa"/><w:left w:w="100" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="100" w:type="dxa"/>'
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="Raster"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>"
    )


def styles(language: str, *, rtl: bool = False) -> str:
    """word/styles.xml for a document in this language (BCP 47 with region), which may run from right to left."""
    fonts = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>'
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:color w:val="{INK}"/><w:sz w:val="22"/><w:szCs w:val="22"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="{language if rtl else "ar-SA"}"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{_spacing(0, 120, 276)}</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"{'<w:pPr><w:bidi/></w:pPr><w:rPr><w:rtl/></w:rPr>' * rtl}</w:style>"
    )
    characters = "".join((
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>',
        _character("Hyperlink", "Hyperlink", f'<w:color w:val="{ACCENT}"/><w:u w:val="single"/>'),
        _character("NumberLink", "Nummer", f'<w:b/><w:color w:val="{ACCENT}"/>'),
        _character("PlaceholderText", "Placeholder Text", f'<w:color w:val="{QUIET}"/>'),
        _character("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>'),
        _character("Quiet", "Leise", f'<w:color w:val="{QUIET}"/>'),
    ))  # fmt: skip
    return f'{HEAD}<w:styles xmlns:w="{W}">{defaults}{normal}{characters}{_headings()}{_contents()}{_small_styles()}{_table_style()}</w:styles>'
