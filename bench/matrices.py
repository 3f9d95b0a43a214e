"""A round's post: 300 filled matrices of 60 rows in all formats, read and held against their round."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from openpyxl import load_workbook

from bench.measure import Line, Timed, cpu_seconds, timed, under
from bench.server import environment
from bench.synthetic import concept
from konzept.read import matrix as back
from konzept.suggestion import Form
from konzept.write import matrix
from konzept.write.matrix_form import codes, sections

FILES, ROWS, LIMIT = 300, 60, 60.0
FORM = Form(id="0" * 32, title="Runde", authority="Musterkreis", concept=concept(ROWS))
UIDS = [line.element.uid for part in sections(FORM) for line in part.lines][:ROWS]
Said = Mapping[str, str]
WRITERS: Mapping[str, Callable[[Form], bytes]] = {
    "docx": matrix.docx,
    "odt": matrix.odt,
    "xlsx": matrix.xlsx,
    "ods": matrix.ods,
}


def answers(number: int) -> dict[str, str]:
    """What the sender of this number says: something about every third row."""
    return {uid: f"Antwort {number} zu {uid}: bitte öfter." for at, uid in enumerate(UIDS) if (at + number) % 3 == 0}


def filled(ending: str, said: Said) -> bytes:
    """A matrix with these remarks."""
    blank = WRITERS[ending](FORM)
    if ending == "xlsx":
        return _workbook(blank, said)
    part = "word/document.xml" if ending == "docx" else "content.xml"
    source, buffer = zipfile.ZipFile(io.BytesIO(blank)), io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for info in source.infolist():
            content = source.read(info)
            made.writestr(info, _typed(ending, content.decode(), said) if info.filename == part else content)
    return buffer.getvalue()


def _typed(ending: str, xml: str, said: Said) -> str:
    short = codes(FORM.concept)
    for uid, text in said.items():
        if ending == "docx":
            xml = re.sub(rf'("m_{uid}:comment".*?)(</w:p>)', rf"\1<w:r><w:t>{text}</w:t></w:r>\2", xml, count=1)
        elif ending == "odt":
            empty = '<text:p text:style-name="Cell">'
            xml = re.sub(rf'("m_{uid}_verdict".*?{empty})', rf"\1{text}", xml, count=1)
        else:
            cell = '<table:table-cell table:style-name="plain"'
            words = f'{cell} office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
            xml = re.sub(rf'(<text:p>{short[uid]}<.*?"answer"/>){cell}/>', rf"\1{words}", xml, count=1)
    return xml


def _workbook(blank: bytes, said: Said) -> bytes:
    short = codes(FORM.concept)
    book, buffer = load_workbook(io.BytesIO(blank)), io.BytesIO()
    rows = {str(row[0].value): row for row in book["Matrix"].iter_rows(min_row=2)}
    for uid, text in said.items():
        rows[short[uid]][5].value = text
    book.save(buffer)
    return buffer.getvalue()


def read_all(handed: list[tuple[str, bytes]]) -> list[dict[str, str]]:
    """What each file says, by element."""
    known = back.asked(FORM)
    found = (back.place(back.read(data, name), known).suggestions for name, data in handed)
    return [{said.uid or "": said.comment for said in each} for each in found]


def post() -> Iterator[tuple[str, bytes]]:
    """The files by name, all formats in turns."""
    for number in range(FILES):
        ending = list(WRITERS)[number % len(WRITERS)]
        yield f"{number}.{ending}", filled(ending, answers(number))


def lines() -> Iterator[Line]:
    """All together once, then one of each format by itself; at last all through the workshop."""
    said, handed = [answers(number) for number in range(FILES)], list(post())
    took, found = once(handed)
    right = sum(each == told for each, told in zip(found, said, strict=True))
    total = sum(map(len, said))
    yield under(f"{FILES} matrices of {len(UIDS)} rows read, {total} contributions", took, LIMIT)
    yield Line(
        "of them word for word on the right element, nothing else", f"{right} of {FILES}", f"{FILES}", right == FILES
    )
    for ending, (name, data) in zip(WRITERS, handed, strict=False):
        each = timed(lambda name=name, data=data: read_all([(name, data)]), 5)  # type: ignore[misc]  # bound now
        yield under(f"one of them, {ending}", each, LIMIT / FILES)
    yield from through_the_workshop(total)


def through_the_workshop(total: int) -> Iterator[Line]:
    """The same files kept, read by the worker, confirmed and taken back, each step with its journal."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "bench.delivery_child"]
        done = subprocess.run(command, env=environment(Path(folder)), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    told = json.loads(done.stdout.splitlines()[-1])
    for step, (wall, cpu) in told["steps"].items():
        figure = f"{wall:.1f} s (CPU {cpu:.1f} s)"
        limit = LIMIT if step == "read" else None
        yield Line(
            f"{FILES} files in the workshop: {step}",
            figure,
            f"≤ {limit:.0f} s" if limit else "",
            limit and wall <= limit,
        )
    all_there = told["said"] == total
    yield Line(
        "of them confirmed, and contributions", f"{told['taken']}, {told['said']}", f"{FILES}, {total}", all_there
    )


def once(handed: list[tuple[str, bytes]]) -> tuple[Timed, list[dict[str, str]]]:
    """What all of them say, and how long it took."""
    wall, cpu = time.perf_counter(), cpu_seconds()
    found = read_all(handed)
    return Timed(time.perf_counter() - wall, cpu_seconds() - cpu, 1), found
