"""How our OpenDocument texts look: the same styles as our Word files, under LibreOffice's own names."""

from __future__ import annotations

from konzept.write.ooxml_styles import ACCENT, INK, LINE, QUIET

FONT = '<office:font-face-decls><style:font-face style:name="Calibri" svg:font-family="Calibri" style:font-family-generic="swiss"/></office:font-face-decls>'
LIST_LEVELS = range(1, 10)
BOLD = 'fo:font-weight="bold" style:font-weight-complex="bold" '
GOAL_SHADE, NEW_SHADE, HEAD_SHADE = "F1F5F7", "FBF8EE", "DCE6EB"


def letters(size: float = 0, color: str = "", *, bold: bool = False) -> str:
    """Text properties: size in points, colour as six hexadecimal digits."""
    inner = (f'fo:font-size="{size}pt" style:font-size-complex="{size}pt" ' if size else "") + (
        f'fo:color="#{color}" ' if color else ""
    )
    return f"<style:text-properties {inner}{BOLD * bold}/>"


def painted(shade: str) -> str:
    """The attribute of a cell's ground; nothing without a shade."""
    return f' fo:background-color="#{shade}"' if shade else ""


def spacing(before: float, after: float, line: int = 115, more: str = "") -> str:
    """Paragraph properties: distances in points, line height in per cent."""
    return f'<style:paragraph-properties fo:margin-top="{before}pt" fo:margin-bottom="{after}pt" fo:line-height="{line}%" {more}/>'


def named(family: str, name: str, inner: str, parent: str = "", more: str = "") -> str:
    """A style; spaces in its name are written as the standard asks."""
    shown = f' style:display-name="{name}"' if " " in name else ""
    above = f' style:parent-style-name="{parent.replace(" ", "_20_")}"' if parent else ""
    return f'<style:style style:name="{name.replace(" ", "_20_")}"{shown} style:family="{family}"{above}{more}>{inner}</style:style>'


def _paragraphs() -> str:
    tight = 'fo:hyphenation-ladder-count="no-limit"'
    return "".join((
        named("paragraph", "Standard", "", more=' style:class="text"'),
        named("paragraph", "Title", spacing(0, 6) + letters(24, ACCENT, bold=True), "Standard", ' style:class="chapter"'),
        named("paragraph", "Subtitle", spacing(0, 6) + letters(14, QUIET), "Standard", ' style:class="chapter"'),
        named("paragraph", "Lead", spacing(0, 4) + letters(12), "Standard"),
        named("paragraph", "Cell", spacing(1, 2, 105) + letters(10), "Standard"),
        named("paragraph", "CellHead", spacing(2, 2, 105, tight) + letters(9.5, ACCENT, bold=True), "Standard"),
        named("paragraph", "CellSmall", spacing(0, 1, 105) + letters(8.5, QUIET), "Standard"),
        named("paragraph", "Item", spacing(0, 2), "Standard"),
        named("paragraph", "Keep", spacing(0, 6, more='fo:keep-with-next="always"'), "Standard"),
        named("paragraph", "Gap", spacing(0, 0, 100) + letters(6), "Standard"),
        named("paragraph", "Footer", spacing(0, 0, 100) + letters(8.5, QUIET), "Standard", ' style:class="extra"'),
    ))  # fmt: skip


def _headings() -> str:
    keep = 'fo:keep-with-next="always" fo:keep-together="always"'
    return "".join(
        named(
            "paragraph",
            f"Heading {level}",
            spacing(max(18 - 2 * level, 8), 5, more=keep) + letters(size, ACCENT, bold=True),
            "Standard",
            f' style:default-outline-level="{level}" style:class="text" style:next-style-name="Standard"',
        )
        for level, size in enumerate((17, 14, 12.5, 11.5, 11), 1)
    )


def _lists() -> str:
    bullets = "".join(
        f'<text:list-level-style-bullet text:level="{level}" text:bullet-char="{"•" if level % 2 else "–"}">{_indented(level)}</text:list-level-style-bullet>'
        for level in LIST_LEVELS
    )
    numbers = "".join(
        f'<text:list-level-style-number text:level="{level}" style:num-format="1" style:num-suffix=".">{_indented(level)}</text:list-level-style-number>'
        for level in LIST_LEVELS
    )
    return f'<text:list-style style:name="Bullets">{bullets}</text:list-style><text:list-style style:name="Numbers">{numbers}</text:list-style>'


def _indented(level: int) -> str:
    return (
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment '
        f'text:label-followed-by="listtab" text:list-tab-stop-position="{17 * level}pt" fo:text-indent="-17pt" fo:margin-left="{17 * level}pt"/></style:list-level-properties>'
    )


def _characters() -> str:
    return "".join((
        named("text", "Internet link", "<style:text-properties/>"),
        named("text", "Strong", letters(bold=True)),
        named("text", "NumberLink", letters(color=ACCENT, bold=True)),
        named("text", "PlaceholderText", letters(color=QUIET)),
    ))  # fmt: skip


def _defaults(language: str) -> str:
    code, _, country = language.partition("-")
    spoken = f'fo:language="{code}" fo:country="{country or "none"}" style:language-complex="{code}" style:country-complex="{country or "none"}"'
    return (
        '<style:default-style style:family="paragraph"><style:paragraph-properties fo:margin-bottom="6pt" fo:line-height="115%" '
        'fo:orphans="2" fo:widows="2" style:tab-stop-distance="35pt" style:writing-mode="page"/><style:text-properties '
        f'style:font-name="Calibri" fo:font-family="Calibri" fo:font-size="11pt" fo:color="#{INK}" {spoken} '
        'fo:hyphenate="true" fo:hyphenation-remain-char-count="3" fo:hyphenation-push-char-count="3"/></style:default-style>'
        '<style:default-style style:family="table"><style:table-properties table:border-model="collapsing"/></style:default-style>'
    )


def styles(language: str, margin: float, footer: str) -> str:
    """styles.xml for a text on A4 landscape; `margin` in points, `footer` the ready paragraph at the foot of each page."""
    page = (
        '<style:page-layout style:name="Landscape"><style:page-layout-properties fo:page-width="841.9pt" fo:page-height="595.3pt" '
        f'style:print-orientation="landscape" fo:margin-top="{margin}pt" fo:margin-left="{margin}pt" fo:margin-right="{margin}pt" fo:margin-bottom="28pt"/>'
        '<style:footer-style><style:header-footer-properties fo:min-height="14pt" fo:margin-top="6pt"/></style:footer-style></style:page-layout>'
    )
    master = f'<style:master-page style:name="Standard" style:page-layout-name="Landscape"><style:footer>{footer}</style:footer></style:master-page>'
    return document_styles(language, "", page, master)


def document_styles(language: str, more: str, pages: str, masters: str) -> str:
    """styles.xml of a text in our look: `more` named styles, page layouts, and the master pages that use them."""
    return (
        f"{FONT}<office:styles>{_defaults(language)}{_paragraphs()}{_headings()}{_characters()}{_lists()}{more}</office:styles>"
        f"<office:automatic-styles>{pages}</office:automatic-styles><office:master-styles>{masters}</office:master-styles>"
    )


def table_styles(widths: tuple[float, ...]) -> str:
    """The automatic styles of tables with these columns (points): Matrix, Column1 …, Row, cells by their shade."""
    columns = "".join(
        named("table-column", f"Column{at}", f'<style:table-column-properties style:column-width="{width}pt"/>')
        for at, width in enumerate(widths, 1)
    )
    edge = f'fo:border="0.5pt solid #{LINE}" fo:padding-top="2pt" fo:padding-bottom="2pt" fo:padding-left="5pt" fo:padding-right="5pt"'
    shades = {"CellPlain": "", "CellGoal": GOAL_SHADE, "CellNew": NEW_SHADE, "CellTop": HEAD_SHADE}
    cells = "".join(
        named(
            "table-cell",
            name,
            f"<style:table-cell-properties {edge}{painted(shade)}/>",
        )
        for name, shade in shades.items()
    )
    table = f'<style:table-properties style:width="{sum(widths)}pt" table:align="left" table:border-model="collapsing" style:may-break-between-rows="true"/>'
    page = named("paragraph", "FirstSection", '<style:paragraph-properties fo:break-before="page"/>', "Heading 1")
    return (
        named("table", "Matrix", table)
        + columns
        + named("table-row", "Row", '<style:table-row-properties fo:keep-together="always"/>')
        + cells
        + page
    )
