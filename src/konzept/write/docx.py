"""A concept as a Word document for the council and for those who go on writing it.

Real headings, a table of label and value for the measures of a goal, appendices, footnotes, page numbers. Each element
carries its uid in a bookmark at its head, which survives Word and LibreOffice; the companion beside the document holds
what words cannot say, each entry bound to its wording.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from konzept.model import Concept, DroppedMeasure, Element, Kind
from konzept.read import written_docx
from konzept.read.container import open_docx
from konzept.read.written_new import opens_measure
from konzept.read.written_tree import companion_of
from konzept.write import ooxml, printed
from konzept.write.docx_look import HEAD_SHADE, MEASURE_SHADE, dressed
from konzept.write.docx_text import BODY, CELL, Press, numbering
from konzept.write.ooxml import cell, paragraph, row, run, table
from konzept.write.printed import Appendix, Form, Head

ELEMENT, APPENDIX, ENTRY, ROW = "k", "ka_", "kd", "kr"  # beginnings of bookmarks
MARGIN = 1418
WIDTHS = (2270, 6800)
PAIR_WIDTHS = (2270, 6800)
DROPPED_WIDTHS = (800, 2400, 3470, 2400)
DROPPED_HEADS = ("Nr.", printed.GOAL, "Maßnahme", printed.REASON)
COVER_STYLES = {"subtitle": "Subtitle", "label": "Issue"}
TITLE_PLACE = '<w:spacing w:before="3600" w:after="160"/>'
LONG = 900  # letters; a longer row may break over the page
NEW_PAGE = "<w:pageBreakBefore/>"
LEVELS_LISTED = 2


def write(concept: Concept) -> bytes:
    """The document. A person may edit it; konzept.read gives back the same concept, or what became of it."""
    body = _Body().whole(concept)
    whole = written_docx.whole(open_docx(_package(concept, body), "docx"), concept.language)
    beside = companion_of(concept, whole)
    return _package(concept, body, json.dumps(beside, sort_keys=True, separators=(",", ":")))


def _package(concept: Concept, body: _Body, companion: str = "") -> bytes:
    footer = run(concept.title) + "<w:r><w:tab/></w:r>" + run("Seite ") + ooxml.counter("PAGE")
    footer += run(" von ") + ooxml.counter("NUMPAGES")
    paper = ooxml.Paper(
        body="".join(body.parts) + ooxml.section(landscape=False, margin=MARGIN, title_page=True),
        footer=footer,
        title=concept.title,
        author=concept.authority or "",
        language="de-DE" if concept.language == "de" else concept.language,
        properties={printed.PROPERTY: f"{printed.FORMAT} {concept.language}"},
        footnotes="".join(body.press.footnotes),
        links=tuple(body.press.links),
        companion=companion,
    )
    return dressed(ooxml.package(paper), numbering(body.press.lists))


@dataclass(slots=True)
class _Body:
    """The body as it grows; `rows` wait for the end of their table, headed by `caption`."""

    press: Press = field(default_factory=Press)
    parts: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    caption: str = ""

    def whole(self, concept: Concept) -> _Body:
        self.parts += _cover(concept)
        self.parts += _contents(concept)
        for index, element in enumerate(concept.elements):
            self.element(element, 1, "", None, first=index == 0)
        self.close()
        properties = NEW_PAGE
        for appendix in Appendix:
            content = _APPENDICES[appendix](self.press, concept)
            if content:
                heading = ooxml.anchor(APPENDIX + appendix, run(appendix.german))
                self.parts += [paragraph(heading, "Heading1", properties), content]
                properties = ""
        return self

    def element(self, element: Element, depth: int, above: str, term_above: str | None, *, first: bool = False) -> None:
        """One element and all below it; `above` = how the element above is called, with the term it shows for measures."""
        shown = printed.head(element)
        if element.kind is Kind.MEASURE:
            self.caption = self.caption or f"Maßnahmen zu {above}".removesuffix(" zu ")
            self.rows.append(self._measure(element, shown, anchor_name(element, shown, depth)))
        else:
            self.close()
            self.parts.append(self._headed(element, shown, depth, first=first))
        rows = printed.rows(element, term_above)
        for index, (label, value) in enumerate(rows):
            self.caption = self.caption or self._caption(element, shown)
            goes_on = index < len(rows) - 1 or element.kind is not Kind.MEASURE
            self.rows.append(self._row(label, value, goes_on=goes_on))
        for child in element.children:
            self.element(child, depth + 1, shown.prefix or element.title or "", printed.term_of(rows))

    @staticmethod
    def _caption(element: Element, shown: Head) -> str:
        name = shown.prefix or shown.title
        what = "Maßnahmen" if any(child.kind is Kind.MEASURE for child in element.children) else "Angaben"
        return f"{what} zu {name}" if name else what

    def close(self) -> None:
        """Ends the table that is open."""
        if self.rows:
            head = row(
                cell(paragraph(run(self.caption), "TableHead"), sum(WIDTHS), shade=HEAD_SHADE, span=2), header=True
            )
            self.parts.append(table(head + "".join(self.rows), WIDTHS, self.caption, first_column=True))
        self.rows, self.caption = [], ""

    def _headed(self, element: Element, shown: Head, depth: int, *, first: bool) -> str:
        name = anchor_name(element, shown, depth)
        if shown.form is Form.NONE:
            return self.press.text(element.text or "", BODY, element.notes, opening=ooxml.anchor(name, ""))
        words = ooxml.anchor(name, _heading(self.press, shown))
        properties = NEW_PAGE if first or element.kind is Kind.AREA else ""
        if not element.text:
            words += "".join(self.press.footnote(note) for note in element.notes)
            return paragraph(words, _style(depth), properties)
        return paragraph(words, _style(depth), properties) + self.press.text(element.text, BODY, element.notes)

    def _measure(self, element: Element, shown: Head, name: str) -> str:
        mark = paragraph(ooxml.anchor(name, run(shown.prefix)), "MeasureMark")
        words = paragraph(self.press.line(shown.title), "MeasureTitle") if shown.title else ""
        if element.text:
            words += self.press.text(element.text, CELL, element.notes)
        elif element.notes:
            words += paragraph("".join(self.press.footnote(note) for note in element.notes), "Cell")
        cells = (mark, words or paragraph(style="Cell"))
        return row(_cells(cells, MEASURE_SHADE), keep=len(element.text or "") < LONG)

    def _row(self, label: str, value: str, *, goes_on: bool) -> str:
        """`goes_on`: the next row belongs to it and shall stand on the same page."""
        words = run(label)
        if opens_measure(
            label
        ):  # a field that is called like a measure must not begin one when the document comes back
            words = ooxml.anchor(f"{ROW}{len(self.parts)}_{len(self.rows)}", words)
        cells = (paragraph(words, "RowLabel", "<w:keepNext/>" * goes_on), self.press.row_text(value))
        return row(_cells(cells), keep=len(value) < LONG)


def anchor_name(element: Element, shown: Head, depth: int) -> str:
    """The bookmark at an element's head: kind, what the head shows, depth and uid in 40 characters at most."""
    return f"{ELEMENT}{printed.KIND_CODES[element.kind]}{shown.form}{depth}_{element.uid}"


def _cells(contents: tuple[str, str], shade: str = "") -> str:
    pairs = zip(contents, WIDTHS, strict=True)
    return "".join(cell(content, width, shade=shade) for content, width in pairs)


def _style(depth: int) -> str:
    return f"Heading{min(depth, 9)}"


def _heading(press: Press, shown: Head) -> str:
    """What stands before the title has a line of its own, a bare number a place of its own."""
    title = press.line(shown.title)
    if not shown.prefix or not title:
        return run(shown.prefix) + title
    if shown.form is Form.NUMBER:
        return run(f"{shown.prefix}\t") + title
    return run(shown.prefix, style="Kicker") + "<w:r><w:br/></w:r>" + title


def _cover(concept: Concept) -> Iterator[str]:
    """Who issues it stands above the title, the edition and its days below."""
    lines = printed.cover(concept)
    yield from (paragraph(run(words), "Issuer") for name, words in lines if name == "authority")
    yield paragraph(run(concept.title), "Title", TITLE_PLACE)
    for name, words in lines:
        if name != "authority":
            yield paragraph(run(words), COVER_STYLES.get(name, "IssueDay"))


def _contents(concept: Concept) -> Iterator[str]:
    """The table of contents: entries that lead to their headings; Word counts the pages when it opens the file."""
    listed = [entry for element in concept.elements for entry in _entries(element, 1)]
    listed += [(1, name.german, APPENDIX + name) for name in Appendix if getattr(concept, name)]
    if not listed:
        return
    yield paragraph(run("Inhalt"), "ContentsHead")
    for index, (depth, words, name) in enumerate(listed):
        begin = _FIELD_BEGIN if index == 0 else ""
        end = _FIELD_END if index == len(listed) - 1 else ""
        yield paragraph(begin + ooxml.jump(name, run(words)) + end, f"TOC{depth}")


_FIELD_BEGIN = (
    '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _entries(element: Element, depth: int) -> Iterator[tuple[int, str, str]]:
    shown = printed.head(element)
    if depth > LEVELS_LISTED or element.kind is Kind.MEASURE:
        return
    if shown.form is not Form.NONE:
        words = " ".join(" ".join(part.split()) for part in (shown.prefix, shown.title) if part)
        yield depth, words, anchor_name(element, shown, depth)
    for child in element.children:
        yield from _entries(child, depth + 1)


def _dropped(press: Press, concept: Concept) -> str:
    rows = [_headings(DROPPED_HEADS, DROPPED_WIDTHS)] if concept.dropped else []
    rows += [_entry(press, entry, index) for index, entry in enumerate(concept.dropped)]
    return table("".join(rows), DROPPED_WIDTHS, Appendix.DROPPED.german) if rows else ""


def _entry(press: Press, entry: DroppedMeasure, index: int) -> str:
    name = f"{ENTRY}{index}_{entry.uid or ''}"
    contents = [paragraph(ooxml.anchor(name, run(entry.number or "")), "Cell")]
    contents += [press.row_text(text or "") for text in (entry.goal,)]
    contents += [press.text(entry.text, CELL), press.row_text(entry.reason or "")]
    cells = zip(contents, DROPPED_WIDTHS, strict=True)
    return row("".join(cell(content, width) for content, width in cells), keep=len(entry.text) < LONG)


def _headings(words: tuple[str, ...], widths: tuple[int, ...]) -> str:
    cells = zip(words, widths, strict=True)
    return row(
        "".join(cell(paragraph(run(word), "TableHead"), width, shade=HEAD_SHADE) for word, width in cells), header=True
    )


def _pairs(pairs: list[tuple[str, str]], heads: tuple[str, str], title: str) -> str:
    rows = [row(_cells((paragraph(run(one), "Cell"), paragraph(run(other), "Cell")))) for one, other in pairs]
    return table(_headings(heads, PAIR_WIDTHS) + "".join(rows), PAIR_WIDTHS, title, first_column=True) if rows else ""


def _abbreviations(_press: Press, concept: Concept) -> str:
    pairs = [(entry.short, entry.long) for entry in concept.abbreviations]
    return _pairs(pairs, ("Abkürzung", "Bedeutung"), Appendix.ABBREVIATIONS.german)


def _sources(press: Press, concept: Concept) -> str:
    return "".join(paragraph(press.line(source), "BodyText") for source in concept.sources)


def _notes(_press: Press, concept: Concept) -> str:
    pairs = [(note.mark, note.text) for note in concept.notes]
    return _pairs(pairs, ("Zeichen", "Anmerkung"), Appendix.NOTES.german)


_APPENDICES = {
    Appendix.DROPPED: _dropped,
    Appendix.ABBREVIATIONS: _abbreviations,
    Appendix.SOURCES: _sources,
    Appendix.NOTES: _notes,
}
