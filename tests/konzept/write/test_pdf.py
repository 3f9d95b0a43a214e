"""The PDF is accessible, whole, the same each time, and takes no text for markup."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from konzept.match import carry
from konzept.model import (
    Abbreviation,
    Concept,
    DroppedMeasure,
    EditionMark,
    Element,
    Kind,
    Note,
    Problem,
    Responsibility,
    Timing,
    TimingKind,
)
from konzept.read import read
from konzept.synopsis import synopsis
from konzept.write import pdf
from konzept.write.pdf_content import concept_content, synopsis_content


def concept(text: str = "Übersicht der Kurse führen.") -> Concept:
    ongoing = Timing("fortlaufend", inherited=True, kind=TimingKind.ONGOING)
    measure = Element(
        "measure1",
        Kind.MEASURE,
        label="Maßnahme 1",
        text=text,
        responsibility=Responsibility("Bildungsbüro"),
        timing=ongoing,
        fields={"Indikator": "Zahl der Kurse"},
        notes=(Note("1", "Analog zu Handlungsfeld 6"),),
    )
    goal = Element(
        "goal0001",
        Kind.GOAL,
        number="1.1",
        label="Handlungsziel 1.1",
        title="Alle finden einen Kurs.",
        timing=replace(ongoing, inherited=False),
        children=(measure,),
    )
    area = Element("area0001", Kind.AREA, number="1", label="Handlungsfeld 1", title="Sprache", children=(goal,))
    return Concept(
        title="Integrationskonzept Erlenau",
        subtitle="Gemeinsam",
        authority="Landkreis Erlenau",
        edition=EditionMark(label="Erstfassung 2026–2029", date="2026-03-18"),
        elements=(area,),
        dropped=(DroppedMeasure("Broschüre drucken.", reason="Überholt."),),
        abbreviations=(Abbreviation("VHS", "Volkshochschule"),),
        sources=("Sozialatlas 2025",),
    )


def words_of(content: bytes) -> str:
    """The text layer, by poppler where it is installed; else what the tags say is enough for the test to be skipped."""
    done = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def test_it_is_tagged_titled_and_in_german() -> None:
    with pikepdf.open(BytesIO(pdf.write(concept()))) as document:
        root: Any = document.Root
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
            assert metadata["dc:title"] == "Integrationskonzept Erlenau"
        assert str(root.Lang) == "de"
        assert bool(root.MarkInfo.Marked)
        assert "/Outlines" in root


def test_every_part_is_in_it() -> None:
    said = words_of(pdf.write(concept()))
    for words in (
        "Integrationskonzept Erlenau",
        "Erstfassung 2026–2029",
        "Handlungsfeld 1",
        "1.1 Alle finden einen Kurs.",
        "Übersicht der Kurse führen.",
        "Zuständig: Bildungsbüro",
        "Termin: fortlaufend",
        "Indikator: Zahl der Kurse",
        "Analog zu Handlungsfeld 6",
        "Entfallene Maßnahmen",
        "Begründung: Überholt.",
        "VHS",
        "Sozialatlas 2025",
    ):
        assert words in said, words


def test_a_term_that_its_measures_carry_is_not_said_twice() -> None:
    facts = {item["kicker"]: [label for label, _ in item["facts"]] for item in concept_content(concept())["elements"]}
    assert facts["Handlungsziel 1.1"] == []
    assert facts["Maßnahme 1"] == ["Zuständig", "Termin", "Indikator"]


def test_the_same_concept_gives_the_same_bytes() -> None:
    assert pdf.write(concept()) == pdf.write(concept())


@pytest.mark.parametrize(
    "text",
    [
        '#import "x.typ" $a^2$ @ref <label> \\ [c] *d* _e_ `f` //g',
        "<script>alert(1)</script> & < >",
        "W" * 3000,
        "- eins\n- zwei\n\n1. drei\n2. vier",
        "**fett** und *kursiv*, [Verweis](https://erlenau.example) und [böse](javascript:x)",
        "Text[^1] mit Fußnote und[^9] ohne",
    ],
)
def test_text_is_never_markup(text: str) -> None:
    assert pdf.write(concept(text)).startswith(b"%PDF")


def test_hash_and_dollar_stand_as_they_were_typed() -> None:
    assert "#set page(paper: a5) $x$" in words_of(pdf.write(concept("#set page(paper: a5) $x$")))


@pytest.mark.parametrize("text", ["مرحبا بالعالم", "➤ Punkt", "日本", "😀", "\u0000".replace("\u0000", "\ufffd")])
def test_a_character_that_the_fonts_lack_stops_nothing(text: str) -> None:
    assert pdf.write(concept(text)).startswith(b"%PDF")


def test_an_almost_empty_concept_is_a_document_too() -> None:
    assert pdf.write(Concept(title="Leer")).startswith(b"%PDF")


def test_a_template_that_fails_is_one_german_sentence() -> None:
    with pytest.raises(Problem, match="ließ sich nicht setzen"):
        pdf._set("concept.typ", {"title": 3}, 0)


def test_patience_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PATIENCE", 0.001)
    with pytest.raises(Problem, match="noch nicht fertig"):
        pdf.write(concept())


def test_a_pdf_without_tags_is_refused() -> None:
    empty, out = pikepdf.new(), BytesIO()
    empty.add_blank_page()
    empty.save(out)
    with pytest.raises(Problem, match="nicht barrierefrei"):
        pdf._check(out.getvalue())


def test_the_child_alone_says_what_is_wrong() -> None:
    command = [sys.executable, "-m", "konzept.write.pdf_child", "concept.typ", "0"]
    done = subprocess.run(command, input=b"{}", capture_output=True, check=False)
    assert done.returncode == 3
    assert done.stdout == b""
    assert b"title" in done.stderr


def test_the_synopsis_lays_old_and_new_side_by_side() -> None:
    old, new = concept(), concept("Mehrsprachige Übersicht der Kurse führen.")
    said = words_of(pdf.write_synopsis("Synopse", "Erstfassung", "1. Fortschreibung", synopsis(old, new)))
    assert "Erstfassung" in said
    assert "Mehrsprachige" in said
    assert "1 geändert" in said


def test_the_synopsis_marks_words_without_colour() -> None:
    old, new = concept(), concept("Mehrsprachige Übersicht der Kurse führen.")
    content = synopsis_content("S", "alt", "neu", synopsis(old, new), "de")
    row = next(item for item in content["rows"] if item["is"] == "row" and item["status"] == "changed")
    assert ["+", "Mehrsprachige "] in [segment for side in row["new"] for segment in side["segments"]]
    assert all(op != "+" for side in row["old"] for op, _ in side["segments"])


def test_a_dropped_measure_stands_there_with_its_reason() -> None:
    old = concept()
    bare = replace(old.elements[0].children[0], children=())
    new = replace(old, elements=(replace(old.elements[0], children=(bare,)),))
    rows = synopsis(old, new, {"measure1": "Einmalig erledigt."})
    assert "Begründung: Einmalig erledigt." in words_of(pdf.write_synopsis("Synopse", "alt", "neu", rows))


def test_a_real_concept_is_set_whole(shared: Path) -> None:
    source = shared / "specimens" / "ilm-kreis.docx"
    real = read(source.read_bytes(), source.name).concept
    said = words_of(pdf.write(real))
    assert "Handlungsfeld 6" in said
    assert "Kultur, Freizeit und Sport" in said
    again = carry(real, real).concept
    assert pdf.write_synopsis("Synopse", "alt", "neu", synopsis(real, again)).startswith(b"%PDF")


@pytest.mark.parametrize("day", ["2020-02-31", "2020-13-01", "Frühjahr 2020", "", None])
def test_a_day_of_no_calendar_stops_nothing(day: str | None) -> None:
    assert pdf._stamp(day) == pdf._stamp("2000-01-01")


def test_the_stamp_is_the_day_of_the_edition_wherever_the_office_is() -> None:
    assert pdf._stamp("1970-01-02") == 24 * 60 * 60
    assert pdf._stamp("2026-03-18") - pdf._stamp("2026-03-17") == 24 * 60 * 60


def test_a_concept_with_such_a_day_is_set() -> None:
    odd = replace(concept(), edition=EditionMark(label="Erstfassung", date="2026-02-30"))
    assert pdf.write(odd).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("complaint", "instead"),
    [
        ('the text `"ሰላ"` could not be displayed', {"ሰ": "□", "ላ": "□"}),
        ('the text `"👩\\u{200d}👧"` could not be displayed', {"👩": "□", "👧": "□", "\u200d": ""}),
        ('the text `"a"` could not be displayed', {}),
        ("something else", {}),
    ],
)
def test_only_the_letters_that_are_named_are_replaced(complaint: str, instead: dict[str, str]) -> None:
    assert pdf._instead(complaint.encode()) == {ord(letter): square for letter, square in instead.items()}


def test_letters_that_the_fonts_have_stay_beside_those_they_lack() -> None:
    assert "Привіт □□□ ≈ Ende" in words_of(pdf.write(concept("Привіт ሰላም ≈ Ende")))


def test_pages_can_be_drawn_as_pictures() -> None:
    found = json.loads(
        pdf.draw("picture.typ", {"pictures": [{"svg": SQUARE, "width": 10}, {"svg": SQUARE, "width": 20}]})
    )
    assert [base64.b64decode(page)[:4] for page in found] == [b"\x89PNG"] * 2


def test_a_picture_that_is_none_is_one_german_sentence() -> None:
    with pytest.raises(Problem, match="ließ sich nicht zeichnen"):
        pdf.draw("picture.typ", {"pictures": [{"svg": "", "width": 10}]})


SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"><path d="M0 0h2v2z"/></svg>'


@pytest.mark.skipif(
    not Path("/usr/share/fonts/truetype/dejavu").is_dir(), reason="DejaVu fehlt: apt-get install fonts-dejavu"
)
def test_the_house_may_name_more_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KONZEPT_FONTS", raising=False)
    assert "□ Ende" in words_of(pdf.write(concept("😀 Ende")))
    monkeypatch.setenv("KONZEPT_FONTS", "/nirgends:/usr/share/fonts/truetype/dejavu")
    assert "😀 Ende" in words_of(pdf.write(concept("😀 Ende")))


def test_the_child_runs_what_its_parent_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/nirgends")
    assert Path(pdf.__file__).is_relative_to(pdf.SOURCE)
    assert pdf.write(concept()).startswith(b"%PDF")
