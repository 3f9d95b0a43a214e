"""Pages of PDFs as pictures: typst sets them, Pillow looks at what was drawn."""

from __future__ import annotations

import io
import subprocess
import sys

import pikepdf
import pytest
import typst
from PIL import Image

from konzept import picture
from konzept.model import Problem
from konzept.picture_child import PIXELS, png

TWO_PAGES = """
#set page(width: 200pt, height: 300pt, margin: 10pt)
Erste Seite
#pagebreak()
#set page(width: 300pt, height: 200pt)
#rect(width: 100%, height: 100%, fill: rgb("#c00000"))
"""


def pdf(source: str = TWO_PAGES) -> bytes:
    """What typst makes of it."""
    made = typst.compile(source.encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def sized(width: float, height: float) -> bytes:
    """One empty page of this size."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(width, height))
        made.save(out)
    return out.getvalue()


def drawn(data: bytes) -> Image.Image:
    """The picture, whole."""
    found = Image.open(io.BytesIO(data))
    found.load()
    return found


def test_sizes_are_those_of_each_page_as_seen() -> None:
    assert picture.sizes(pdf()) == ((200, 300), (300, 200))


def test_a_turned_page_is_measured_as_it_is_seen() -> None:
    with pikepdf.open(io.BytesIO(sized(200, 300))) as made:
        made.pages[0].Rotate = 90
        out = io.BytesIO()
        made.save(out)
    assert picture.sizes(out.getvalue()) == ((300, 200),)
    assert drawn(picture.page_png(out.getvalue(), 1, 300)).size == (300, 200)


def test_a_page_is_as_wide_as_asked_and_shows_what_stands_on_it() -> None:
    first, second = (drawn(picture.page_png(pdf(), page, 400)) for page in (1, 2))
    assert (first.size, first.mode) == ((400, 600), "L")
    assert len(set(first.tobytes())) > 10  # letters
    assert (second.size[0], second.mode) == (400, "RGB")
    assert second.getpixel((200, 130)) == (192, 0, 0)


@pytest.mark.parametrize(("asked", "given"), [(0, 1), (-5, 1), (99_999, picture.WIDEST)])
def test_no_picture_is_wider_than_allowed(asked: int, given: int) -> None:
    assert drawn(picture.page_png(sized(200, 200), 1, asked)).size[0] == given


def test_a_tower_of_a_page_is_drawn_smaller() -> None:
    made = drawn(picture.page_png(sized(50, 14_000), 1, 1600))
    assert made.size[0] * made.size[1] <= PIXELS * 1.01


@pytest.mark.parametrize("page", [0, 3, -1])
def test_a_page_that_is_not_there_is_said(page: int) -> None:
    with pytest.raises(Problem, match="lässt sich nicht zeigen"):
        picture.page_png(pdf(), page)


@pytest.mark.parametrize(
    "data", [b"", b"Das ist kein PDF.", b"%PDF-1.7\n1 0 obj\n", pdf()[:400], b"%PDF-1.4\n" + b"\xff" * 5000]
)
def test_what_is_no_pdf_is_said(data: bytes) -> None:
    with pytest.raises(Problem, match="beschädigt, geschützt oder kein PDF"):
        picture.sizes(data)


def test_a_locked_file_is_said() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as made:
        made.save(out, encryption=pikepdf.Encryption(owner="geheim", user="geheim"))
    with pytest.raises(Problem, match="geschützt"):
        picture.page_png(out.getvalue(), 1)


def test_a_page_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "PATIENCE", 0.001)
    with pytest.raises(Problem, match="noch nicht fertig"):
        picture.page_png(pdf(), 1)


def test_the_child_knows_two_questions() -> None:
    command = [sys.executable, "-P", str(picture.CHILD), "write"]
    assert subprocess.run(command, input=pdf(), capture_output=True, check=False).returncode == 2


def test_png_is_grey_where_there_is_no_colour() -> None:
    grey, red = png(2, [b"\x10\x10\x10\xff\xff\xff"]), png(1, [b"\xff\0\0", b"\xff\xff\xff"])
    assert list(drawn(grey).tobytes()) == [16, 255]
    assert drawn(red).tobytes() == b"\xff\0\0\xff\xff\xff"
