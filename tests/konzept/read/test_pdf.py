"""Reading a PDF in a process of its own: progress, limits, and one German sentence for whatever cannot be read."""

from __future__ import annotations

import io
import time

import pikepdf
import pytest

from konzept.model import Problem
from konzept.read import pdf, read
from konzept.read.blocks import Paragraph, Table
from tests.konzept.read.pdf_ground import LONG, pages, shown
from tests.konzept.read.pdf_ground import pdf as typeset


def silent(done: int, total: int) -> None:
    """Hears nothing."""


def saved(file: pikepdf.Pdf, **options: object) -> bytes:
    out = io.BytesIO()
    file.save(out, **options)
    return out.getvalue()


def test_a_document_comes_back_from_the_child() -> None:
    document = pdf.read(typeset(f"Ein Absatz.\n\n{LONG}\n#table(columns: 2)[A][b][C][d]"), "konzept.pdf", silent)
    assert [type(block) for block in document.blocks] == [Paragraph, Paragraph, Table]
    assert document.name == "konzept.pdf"


def test_it_tells_how_far_it_is() -> None:
    heard: list[tuple[int, int]] = []
    pdf.read(
        pages(*[shown((40, 200, f"Seite mit Text {number}")) for number in "abc"]),
        "k.pdf",
        lambda *far: heard.append(far),
    )
    assert heard == [(1, 3), (2, 3), (3, 3)]


def test_a_concept_is_understood() -> None:
    source = (
        "= Handlungsfeld 1: Bildung\n"
        f"{LONG}\n== Handlungsziel 1.1: Alle lernen Deutsch\n"
        "#table(columns: (90pt, 1fr))[Maßnahme 1][Kurse am Abend][Zuständigkeiten][Volkshochschule][Termin][jährlich]"
    )
    concept = read(typeset(source), "konzept.pdf").concept
    (measure,) = [element for element in concept.walk() if element.kind == "measure"]
    assert measure.text == "Kurse am Abend" or measure.title == "Kurse am Abend"
    assert measure.responsibility is not None
    assert measure.responsibility.verbatim == "Volkshochschule"


def test_the_same_file_gives_the_same_blocks() -> None:
    data = typeset(f"= Eins\n{LONG}")
    assert pdf.read(data, "a.pdf", silent) == pdf.read(data, "a.pdf", silent)


def encrypted() -> bytes:
    file = pikepdf.open(io.BytesIO(pages(shown((40, 200, "geheim")))))
    return saved(file, encryption=pikepdf.Encryption(user="auf", owner="zu"))


def looped() -> bytes:
    file = pikepdf.open(io.BytesIO(pages(shown((40, 200, "Text")))))
    tree = file.Root.Pages
    tree.Kids = pikepdf.Array([tree])
    return saved(file)


def nested_forms() -> bytes:
    """A form that draws itself."""
    with pikepdf.open(io.BytesIO(pages("/X Do"))) as file:
        form = file.make_stream(b"/X Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 10, 10])
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
        file.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
        return saved(file)


def huge_pages() -> bytes:
    with pikepdf.open(io.BytesIO(pages(shown((40, 200, "Ein Absatz auf einer großen Seite"))))) as file:
        file.pages[0].MediaBox = [0, 0, 10**9, 10**9]
        return saved(file)


def endless_content() -> bytes:
    return pages("q 1 0 0 1 0 0 cm " * 3_000_000)


def bomb() -> bytes:
    """A page whose content unpacks to more than memory allows."""
    with pikepdf.open(io.BytesIO(pages(""))) as file:
        file.pages[0].Contents = file.make_stream(b" " * (400 * 1024 * 1024))
        return saved(file, compress_streams=True)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (encrypted, "mit einem Kennwort"),
        (lambda: b"%PDF-1.7\n%\xe2\xe3", "beschädigt"),
        (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40, "beschädigt"),
        (lambda: typeset(LONG)[:300], "beschädigt"),
        (looped, "plan"),
        (lambda: pages("", ""), "enthält keinen Text"),
        (nested_forms, "enthält keinen Text"),
        (endless_content, "plan"),
        (bomb, "plan"),
    ],
)
def test_what_cannot_be_read_is_said_in_time(data: object, words: str) -> None:
    assert callable(data)
    content = data()
    start = time.monotonic()
    with pytest.raises(Problem, match=words) as caught:
        pdf.read(content, "plan.pdf", silent)
    assert "„plan.pdf“" in str(caught.value)
    assert str(caught.value).endswith(".")
    assert time.monotonic() - start < 20


def test_a_file_cut_off_is_repaired_or_refused() -> None:
    whole = typeset(f"{LONG}\n#pagebreak()\n{LONG}")
    for part in (0.3, 0.6, 0.9):
        try:
            document = pdf.read(whole[: int(len(whole) * part)], "plan.pdf", silent)
        except Problem:
            continue
        assert document.blocks


def test_an_absurd_page_is_read() -> None:
    document = pdf.read(huge_pages(), "plan.pdf", silent)
    assert [getattr(block, "text", "") for block in document.blocks] == ["Ein Absatz auf einer großen Seite"]


def test_an_owner_password_does_not_hinder_reading() -> None:
    file = pikepdf.open(io.BytesIO(pages(shown((40, 200, "Offen zu lesen")))))
    data = saved(file, encryption=pikepdf.Encryption(user="", owner="zu"))
    assert [getattr(block, "text", "") for block in pdf.read(data, "plan.pdf", silent).blocks] == ["Offen zu lesen"]


def test_scripts_and_attachments_are_ignored() -> None:
    with pikepdf.open(io.BytesIO(pages(shown((40, 200, "Ein Plan"))))) as file:
        file.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        file.attachments["x.exe"] = b"MZ"
        data = saved(file)
    document = pdf.read(data, "plan.pdf", silent)
    assert [getattr(block, "text", "") for block in document.blocks] == ["Ein Plan"]


def test_a_silent_child_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PATIENCE", 0.01)
    with pytest.raises(Problem, match="nicht in erträglicher Zeit"):
        pdf.read(typeset(LONG), "plan.pdf", silent)
