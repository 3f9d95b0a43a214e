"""The PDF of a handout is accessible and whole, cards part the sheet evenly, and no text breaks it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from konzept.model import Problem
from konzept.write.handout_parts import Card, Cards, Handout, Picture, Words, prepared
from konzept.write.handout_pdf import PARTING, content, parted, pdf
from tests.konzept.write.handouts import BADGES, DOSSIER, HOSTILE, MIXED, NAMES, QR, hostile, pages_of, words_of


def tags(made: bytes) -> list[tuple[str, str, str]]:
    """All structure elements in reading order: the kind (by the role map), the scope and the alternative text."""
    with pikepdf.open(BytesIO(made)) as document:
        root: Any = document.Root.StructTreeRoot
        roles = {str(name): str(kind) for name, kind in dict(root.get("/RoleMap", {})).items()}
        return list(_tags(root.K, roles))


def _tags(here: Any, roles: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    if isinstance(here, pikepdf.Array):
        for child in here:
            yield from _tags(child, roles)
    elif isinstance(here, pikepdf.Dictionary):
        if "/S" in here:
            name = str(here.S)
            yield roles.get(name, name).strip("/"), _scope(here.get("/A", [])), str(here.get("/Alt", ""))
        yield from _tags(here.get("/K", []), roles)


def _scope(attributes: Any) -> str:
    listed = list(attributes) if isinstance(attributes, pikepdf.Array) else [attributes]
    return "".join(str(each.Scope) for each in listed if "/Scope" in each)


def test_it_is_tagged_titled_and_in_its_language() -> None:
    with pikepdf.open(BytesIO(pdf(DOSSIER))) as document:
        root: Any = document.Root
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
            assert metadata["dc:title"] == "Dossier für Tisch 3"
        assert str(root.Lang) == "de"
        assert bool(root.ViewerPreferences.DisplayDocTitle)


def test_headings_lists_tables_and_pictures_are_tagged_as_what_they_are() -> None:
    found = Counter(kind for kind, _, _ in tags(pdf(DOSSIER)))
    assert (found["H1"], found["H2"]) == (2, 2)
    assert (found["Table"], found["THead"]) == (2, 2)
    assert found["TR"] == 1 + 40 + 1 + 2
    assert found["L"] == 1 + 1 + 1 + 40
    assert found["Link"] == 1


def test_header_cells_head_their_columns_and_pictures_have_words() -> None:
    whole = tags(pdf(DOSSIER))
    assert [scope for kind, scope, _ in whole if kind == "TH"] == ["/Column"] * 5
    assert [words for kind, _, words in whole if kind == "Figure"] == [QR.words]


def test_every_part_is_in_it_and_the_head_of_a_table_on_each_page() -> None:
    pages = pages_of(pdf(DOSSIER))
    said = " ".join(" ".join(pages).split())
    for words in (
        "Landkreis Erlenau",
        "Regionalkonferenz am 14. März 2026",
        "Worum es geht",
        "Stand: 14. März 2026.",
        "1. Was hat sich bewährt?",
        "– Stifte",
        "Übersicht 40 führen",
        "Unterschrift",
    ):
        assert words in said, words
    assert sum("Bisher gesagt" in page for page in pages) == 3
    assert pages[-1].split()[-1] == f"{len(pages)}/{len(pages)}"
    assert "Anwesenheit" in pages[-1]
    assert "Notizen" not in pages[-1]


def test_the_same_handout_gives_the_same_bytes() -> None:
    assert pdf(DOSSIER) == pdf(DOSSIER)


def test_eight_badges_fill_a_sheet_and_part_it_evenly() -> None:
    made = pdf(BADGES)
    pages = pages_of(made)
    assert len(pages) == 2
    assert all(name in words_of(made) for name in ("Anna Berg", "Наталія Шевченко", "Ivo Neun"))
    assert "Ivo Neun" in pages[1]
    assert "Anna Berg" not in pages[1]
    with pikepdf.open(BytesIO(made)) as document:
        box = [float(value) for value in document.pages[0].mediabox]
    assert (round(box[2]), round(box[3])) == (595, 842)
    assert Counter(kind for kind, _, _ in tags(made))["Figure"] == len(NAMES)


def test_cards_have_pages_of_their_own_without_number() -> None:
    pages = pages_of(pdf(MIXED))
    assert len(pages) == 3
    assert "Tisch 1" in pages[1]
    assert "/" not in pages[1]
    assert pages[2].split()[-1] == "3/3"


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_breaks_it(text: str) -> None:
    assert pdf(hostile(text)).startswith(b"%PDF")


def test_markup_stands_as_it_was_typed() -> None:
    assert '#import "x.typ" $a^2$ <b>' in words_of(pdf(Handout("T", (Words('#import "x.typ" $a^2$ <b>'),))))


def test_only_letters_that_the_fonts_lack_become_squares() -> None:
    said = words_of(pdf(Handout("T", (Words("Привіт ሰላም مرحبا 😀 → Ende"),))))
    assert "Привіт □□□" in said
    assert "ارحب" in said or "مرحبا" in said
    assert "Ende" in said


@pytest.mark.parametrize("letters", ["ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "ءآأؤإئةى", "٠١٢٣٤٥٦٧٨٩،؛؟", "پچژگکی"])
def test_arabic_needs_no_further_font(letters: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the house named none: a plain face, but no squares; what parts directions is not seen."""
    monkeypatch.delenv("KONZEPT_FONTS", raising=False)
    said = words_of(pdf(Handout("\u0625\u064a\u0635\u0627\u0644", (Words(f"\u2068{letters}\u2069 Ende."),), "ar")))
    assert "□" not in said
    assert "Ende" in said


@pytest.mark.parametrize("language", ["ar", "fa-AF", "uk", "ti", "en", "", "zz"])
def test_any_language_will_do(language: str) -> None:
    assert pdf(Handout("T", (Words("Worte"),), language)).startswith(b"%PDF")


def test_long_words_may_be_parted_and_others_not() -> None:
    assert parted("kurz und " + "W" * 60) == "kurz und " + "W" * 60
    assert parted("W" * 61) == PARTING.join(["W" * 20] * 3 + ["W"])
    assert words_of(pdf(Handout("T", (Words("W" * 400),)))).count("W") >= 400


def test_a_picture_that_is_none_is_one_german_sentence() -> None:
    with pytest.raises(Problem, match="ließ sich nicht setzen"):
        pdf(Handout("T", (Picture("kein Bild", "nichts"),)))


def test_the_template_gets_plain_data() -> None:
    made = content(prepared(BADGES))
    assert made["titled"] is False
    assert (made["blocks"][0]["columns"], made["blocks"][0]["rows"]) == (2, 4)
    assert content(prepared(Handout("T", (Words("mit[^1] Marke"),))))["blocks"][0]["nodes"][0]["content"][1] == {
        "type": "text",
        "text": "[^1]",
    }


def test_a_card_needs_no_title() -> None:
    assert "nur eine Zeile" in words_of(pdf(Handout("T", (Cards((Card("", ("nur eine Zeile",)),)),))))
