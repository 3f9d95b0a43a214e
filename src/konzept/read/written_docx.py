"""Reads what konzept.write.docx wrote, also after a person went on writing in it.

Anchors say which element begins where; headings, labels and styles say what is new.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from konzept.exact import UID
from konzept.model import DroppedMeasure, Kind
from konzept.read import written_new as new
from konzept.read.container import Package
from konzept.read.inline import BREAK
from konzept.read.runs import Piece
from konzept.read.written_paper import Line, Paper, Row, lines, paper, text, value_of
from konzept.read.written_seen import Seen, Whole, without_loose_notes
from konzept.read.written_text import markdown, words
from konzept.read.written_tree import Companion, parsed
from konzept.write import printed
from konzept.write.printed import Appendix, Form

COMPANION = "{urn:konzept:1}begleitdaten"
_COVER = {"title": "title", "subtitle": "subtitle", "herausgeber": "authority", "ausgabe": "label"}
_DAYS, _CONTENTS = "ausgabedatum", ("toc ", "inhaltsverzeichnis")
_CAPTION, _TITLE = "tabellenüberschrift", "maßnahmentitel"
_ANCHOR = re.compile(rf"k([ctlszfgm])([lknto])(\d{{1,2}})_({UID.pattern})")
_ROW = re.compile(r"kr\d+_\d+")
_ENTRY = re.compile(rf"kd\d{{1,5}}_({UID.pattern})?")
DEEPEST_HEADING = 9


def marker(package: Package) -> str | None:
    """Format and language of one of our documents („1 de“), None for any other."""
    root = package.xml("docProps/custom.xml")
    for node in () if root is None else root:
        if node.get("name") == printed.PROPERTY:
            return "".join(str(words) for words in node.itertext()).strip()
    return None


def companion(package: Package) -> Companion:
    """What stands beside the words; nothing where a program left it out."""
    for part in sorted(package.parts):
        if re.fullmatch(r"customXml/item\d+\.xml", part):
            root = package.xml(part)
            if root is not None and root.tag == COMPANION:
                return parsed(root.text or "")
    return {}


def whole(package: Package, language: str) -> Whole:
    """What stands in the document."""
    sheet = paper(package)
    reader = _Reader(sheet, Whole(language))
    for found in lines(sheet):
        if isinstance(found, Row):
            reader.row(found)
        else:
            reader.line(found)
    reader.close()
    return reader.whole


@dataclass(slots=True)
class _Reader:
    """Walks the document once. `part` = "cover", "body" or an appendix; `lines` wait to become the text of the last element."""

    paper: Paper
    whole: Whole
    part: str = "cover"
    lines: list[Line] = field(default_factory=list)
    table: int = 0
    heading_depth: int = 0
    known: new.Neighbours = field(default_factory=new.Neighbours)

    @property
    def current(self) -> Seen | None:
        return self.whole.elements[-1] if self.whole.elements else None

    # --- paragraphs ---

    def line(self, line: Line) -> None:
        appendix = next((name for name in line.anchors if name.startswith("ka_")), None)
        if not line.says() or line.style.startswith(_CONTENTS):
            return
        if appendix is not None and appendix[3:] in set(Appendix):
            self.close()
            self.part = appendix[3:]
        elif (anchor := _anchor(line)) is not None:
            self._anchored(line, anchor)
        elif self.part == "cover" and (line.style in _COVER or line.style == _DAYS):
            self._cover(line)
        elif line.level is not None:
            self._headed(line)
        elif self.part == Appendix.SOURCES:
            self.whole.sources.append(text([line]))
        else:
            self._body(line)

    def _cover(self, line: Line) -> None:
        said = line.words()
        name = _COVER.get(line.style)
        if name is None:
            name = next((day for day, lead in printed.DATED.items() if said.startswith(lead)), None)
        if name is not None:
            before = self.whole.cover.get(name)
            self.whole.cover[name] = said if before is None else f"{before} {said}"

    def _anchored(self, line: Line, seen: Seen) -> None:
        self.close()
        self.part = "body"
        if line.level is not None and line.level != min(seen.depth, DEEPEST_HEADING):
            seen.depth = line.level
        self.known.meet(seen)
        self.whole.elements.append(seen)
        if seen.form is Form.NONE and line.level is None:
            self.lines.append(line)
            return
        self.heading_depth = seen.depth
        self._head(seen, line)

    def _headed(self, line: Line) -> None:
        """A heading that a person wrote."""
        self.close()
        self.part = "body"
        depth = line.level or 1
        bare = replace(line, pieces=tuple(piece for piece in line.pieces if not piece.anchored))
        said = " ".join(markdown(bare.pieces).replace("\\\n", " ").split())
        seen = self.known.headed(said, depth)
        self.heading_depth = seen.depth
        self.whole.elements.append(seen)
        self._notes(seen, line.pieces)

    def _head(self, seen: Seen, line: Line) -> None:
        shown = [piece for piece in line.pieces if not piece.anchored]
        seen.prefix, seen.title = _divided(seen.form, shown)
        self._notes(seen, line.pieces)

    def _body(self, line: Line) -> None:
        """A paragraph; after a table it begins a text of its own."""
        self.part = "body"
        if self.current is None or self.table:
            self.close()
            self.whole.elements.append(Seen(Kind.TEXT, self.heading_depth + 1, form=Form.NONE))
        self.lines.append(line)

    def close(self) -> None:
        """The lines that wait become the text of the last element."""
        self.table = 0
        if self.lines and self.current is not None:
            self._text(self.current, self.lines)
        self.lines = []

    def _text(self, seen: Seen, found: list[Line]) -> None:
        for line in found:
            self._notes(seen, line.pieces)
        said = without_loose_notes(text(found))
        seen.texts += [said] if said else []

    def _notes(self, seen: Seen, found: tuple[Piece, ...]) -> None:
        seen.notes += [self.paper.notes[piece.text] for piece in found if piece.anchored]

    # --- tables ---

    def row(self, row: Row) -> None:
        """A row of a table of measures, or of an appendix."""
        if self.lines or row.table != self.table:
            self.close()
        self.table = row.table
        if not row.cells or _is_caption(row):
            return
        if self.part in _APPENDIX_ROWS:
            _APPENDIX_ROWS[self.part](self.whole, row)
        else:
            self.part = "body"
            self._measure_row(row)

    def _measure_row(self, row: Row) -> None:
        first, rest = row.cells[0], row.cells[1:]
        label = " ".join(value_of(first).split())
        anchor = next((found for line in first if (found := _anchor(line)) is not None), None)
        if anchor is not None and any(line.says() for cell in row.cells for line in cell):
            self.known.meet(anchor)
            self._measure(anchor, label if "\n" in value_of(first) else value_of(first), rest)
            return
        known = any(_ROW.fullmatch(name) for line in first for name in line.anchors)
        made = None if known else self.known.measure(label, self._measure_depth())
        if made is not None:
            self._measure(made, made.prefix, rest)
        else:
            self._value_row(label, rest)

    def _measure_depth(self) -> int:
        before = self.current
        if before is not None and before.kind is Kind.MEASURE:
            return before.depth
        return self.heading_depth + 1

    def _measure(self, seen: Seen, prefix: str, cells: tuple[tuple[Line, ...], ...]) -> None:
        self.whole.elements.append(seen)
        seen.prefix = prefix
        found = [line for cell in cells for line in cell]
        titles = [line for line in found if line.style == _TITLE and line.says()]
        if titles:
            seen.title = "\n".join(_title(line.pieces) for line in titles)
        self._text(seen, [line for line in found if line not in titles])

    def _value_row(self, label: str, cells: tuple[tuple[Line, ...], ...]) -> None:
        """A labelled value; without a label it goes on from the row above."""
        seen = self.current
        if seen is None:
            seen = Seen(Kind.TEXT, 1, form=Form.NONE)
            self.whole.elements.append(seen)
        value = " | ".join(value_of(cell) for cell in cells)
        for line in (line for cell in cells for line in cell):
            self._notes(seen, line.pieces)
        if not cells:
            seen.texts.append(label)
        elif not label and seen.rows:
            above, said = seen.rows[-1]
            seen.rows[-1] = (above, f"{said}\n{value}")
        else:
            seen.rows.append((label if seen.uid else new.row_label(label), value))


def _anchor(line: Line) -> Seen | None:
    for name in line.anchors:
        if found := _ANCHOR.fullmatch(name):
            kind, form, depth, uid = found.groups()
            return Seen(printed.KINDS[kind], max(int(depth), 1), uid, Form(form))
    return None


def _divided(form: Form, shown: list[Piece]) -> tuple[str, str]:
    """What stands before the title (plain) and the title (Markdown)."""
    if form in {Form.TITLE, Form.NONE}:
        return "", _title(shown)
    divider = "\t" if form is Form.NUMBER else BREAK
    before: list[Piece] = []
    for index, piece in enumerate(shown):
        head, found, tail = piece.text.partition(divider)
        if found:
            before.append(replace(piece, text=head))
            return words(before), _title([replace(piece, text=tail), *shown[index + 1 :]])
        before.append(piece)
    said = words(shown)
    return new.split(form, said) or (said, "")


def _title(found: Sequence[Piece]) -> str:
    """Titles are bold as a whole; LibreOffice sometimes says so in each run."""
    if all(piece.bold for piece in found if piece.text.strip()):
        found = [replace(piece, bold=None) for piece in found]
    return markdown(found)


def _is_caption(row: Row) -> bool:
    found = [line for cell in row.cells for line in cell if line.says()]
    return bool(found) and all(line.style == _CAPTION for line in found)


def _dropped_row(whole: Whole, row: Row) -> None:
    cells = (*row.cells, *[()] * 4)
    entry = next((found for line in cells[0] for name in line.anchors if (found := _ENTRY.fullmatch(name))), None)
    number, goal, reason = (value_of(cells[index]) or None for index in (0, 1, 3))
    said = without_loose_notes(text(list(cells[2])))
    if said or number or goal:
        whole.dropped.append(DroppedMeasure(said, entry[1] if entry else None, number, goal, reason))


def _pair(row: Row) -> tuple[str, str]:
    return value_of(row.cells[0]), " ".join(value_of(cell) for cell in row.cells[1:])


def _abbreviation_row(whole: Whole, row: Row) -> None:
    whole.abbreviations.append(_pair(row))


def _note_row(whole: Whole, row: Row) -> None:
    whole.notes.append(_pair(row))


_APPENDIX_ROWS: Mapping[str, Callable[[Whole, Row], None]] = {
    Appendix.DROPPED: _dropped_row,
    Appendix.ABBREVIATIONS: _abbreviation_row,
    Appendix.NOTES: _note_row,
}
