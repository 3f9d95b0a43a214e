"""The generated concepts are what they say they are: their truth stands in them, the same seed gives the same."""

from __future__ import annotations

import random
import re
from collections import Counter
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from bench.catalogue import docx, habits, office, pictures, run, typst
from bench.catalogue.concept import Measure
from bench.catalogue.counters import Counters
from bench.catalogue.layouts import all as layouts
from bench.catalogue.layouts import soft
from bench.catalogue.parts import Cell, Paragraph, Table, cell, line, words
from bench.catalogue.plan import plan
from bench.catalogue.run import Piece, pieces, save
from bench.catalogue.score import scorer
from bench.catalogue.truth import truth
from bench.catalogue.words import OFFICES, STOCK, House, responsibility
from docx import Document
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KNOWN = habits.LAYOUTS
SEEDS = range(1, 33)


def text_of(content: bytes) -> str:
    """All that is said in a Word file, as accepted, without what layout adds."""
    body = Document(BytesIO(content)).element.body
    found = body.iter(f"{W}p", f"{W}t", f"{W}tab", f"{W}br")
    return plain("".join(element.text or "" if element.tag == f"{W}t" else " " for element in found))


def plain(text: str) -> str:
    """One line, no list marks, no soft hyphens."""
    bare = re.sub(r"(?:(?<=\s)|^)(?:[-–•➤▪*]|\d\.)\s", " ", text.replace("\u00ad", ""))
    return re.sub(r"\s+", " ", bare).strip()


@pytest.fixture(scope="module")
def found() -> list[Piece]:
    return [piece for layout in KNOWN for piece in pieces(SEEDS, ("docx",), layout)]


def test_the_stock_is_rich() -> None:
    measures = [entry[1] for subject in STOCK for entry in subject["measures"]]
    assert len(measures) == len(set(measures)) >= 150
    assert sum(len(subject["goals"]) for subject in STOCK) >= 60
    assert sum(len(subject["titles"]) for subject in STOCK) >= 30
    assert len(OFFICES["houses"]) >= 60


@pytest.mark.parametrize(
    ("entry", "name", "dative", "accusative"),
    [
        ("das Jugendamt", "Jugendamt", "dem Jugendamt", "das Jugendamt"),
        ("die Agentur {ort}", "Agentur Altrode", "der Agentur Altrode", "die Agentur Altrode"),
        ("der Kreissportbund", "Kreissportbund", "dem Kreissportbund", "den Kreissportbund"),
        ("pl Betreiber|den Betreibern", "Betreiber", "den Betreibern", "die Betreiber"),
        ("- Guter Dienst|dem Guten Dienst|den Guten Dienst", "Guter Dienst", "dem Guten Dienst", "den Guten Dienst"),
    ],
)
def test_houses_are_bent(entry: str, name: str, dative: str, accusative: str) -> None:
    assert House.of(entry, "Altrode") == House(name, dative, accusative)


def test_durch_takes_the_accusative() -> None:
    said = [responsibility(random.Random(seed), "Altrode", connected=1) for seed in range(200)]
    assert any(" durch " in each for each in said)
    assert not any(re.search(r"durch (dem|der) ", each) for each in said)
    assert not any(re.search(r" mit (das|die) ", each) for each in said)


@pytest.mark.parametrize("layout", KNOWN)
def test_the_same_seed_says_the_same(layout: str) -> None:
    assert truth(plan(7, layout)) == truth(plan(7, layout))
    assert layouts.document(plan(7, layout)) == layouts.document(plan(7, layout))
    assert truth(plan(7, layout)) != truth(plan(8, layout))


def test_layouts_take_turns() -> None:
    assert [plan(seed).layout for seed in range(1, 17)] == [*habits.LAYOUTS, *habits.LAYOUTS]


def test_every_wording_stands_in_its_document(found: list[Piece]) -> None:
    for piece in found:
        text = text_of(piece.content)
        for measure in piece.truth["measures"]:
            for said in (measure["title"], measure["text"], *measure["parts"], *measure["bullets"]):
                assert plain(said or "") in text, (piece.name, said)


def test_so_do_goals_areas_and_values(found: list[Piece]) -> None:
    for piece in found:
        text = text_of(piece.content)
        for kind in ("fields", "objectives", "leitziele"):
            assert all(plain(each["title"]) in text for each in piece.truth[kind]), (piece.name, kind)
        for measure in piece.truth["measures"]:
            values = () if measure.get("status_only_as_cell_colour") else measure["fields"].values()
            assert all(plain(value) in text for value in values), piece.name


def test_the_truth_is_one_the_scorer_reads(found: list[Piece]) -> None:
    for piece in found:
        facts = scorer().truth_facts(piece.truth)
        assert len(facts["measures"]) == len(piece.truth["measures"]) > 0
        assert {measure["goal"] for measure in facts["measures"]} <= {"", *(title for _, title, _ in facts["goals"])}


def test_no_two_measures_are_worded_alike(found: list[Piece]) -> None:
    for piece in found:
        facts = scorer().truth_facts(piece.truth)["measures"]
        assert max(Counter(measure["wording"] for measure in facts).values()) == 1, piece.name


@pytest.mark.parametrize("layout", habits.LAYOUTS)
def test_every_quirk_of_a_layout_occurs(layout: str) -> None:
    drawn = set[str]().union(*(plan(seed, layout).quirks for seed in range(1, 51)))
    assert drawn >= set(habits.QUIRKS[layout])


def test_most_documents_have_two_or_three() -> None:
    counts = Counter(len(plan(seed).quirks) for seed in range(1, 101))
    assert max(counts) <= 4
    assert counts[2] + counts[3] > counts[1] + counts[4]


def test_struck_rows_are_dropped_and_tracks_accepted() -> None:
    concept = next(each for each in (plan(seed, "L8") for seed in range(1, 99)) if {"struck", "tracked"} <= each.quirks)
    right = truth(concept)
    struck = [measure.wording for _, _, measure in concept.measures() if measure.struck]
    assert struck
    assert struck == [each["text"] for each in right["dropped_measures"]][: len(struck)]
    xml = etree.tostring(Document(BytesIO(docx.write(layouts.document(concept)))).element.body).decode()
    assert "<w:strike/>" in xml
    assert "<w:del " in xml or not any(measure.swapped for _, _, measure in concept.measures())


def test_a_merged_cell_is_laid_out_over_its_rows() -> None:
    table = Table(((cell("a", down=2), cell("b")), (cell("c"),)), (1, 1))
    rows = [[(each.blocks[0], start, merge) for each, start, merge in row] for row in docx.laid_out(table)]
    first, second = rows
    assert [merge for _, _, merge in first] == ["start", ""]
    assert [merge for _, _, merge in second] == ["on", ""]


def test_footnotes_are_a_part_of_their_own() -> None:
    concept = next(each for each in (plan(seed, "L1") for seed in range(1, 99)) if "footnotes" in each.quirks)
    document = Document(BytesIO(docx.write(layouts.document(concept))))
    parts = [str(part.partname) for part in document.part.package.iter_parts()]
    assert "/word/footnotes.xml" in parts
    assert truth(concept)["footnotes"]


@pytest.mark.parametrize("layout", habits.LAYOUTS)
def test_a_pdf_says_the_same(layout: str) -> None:
    concept = plan(2, layout)
    with pypdfium2.PdfDocument(typst.write(layouts.document(concept))) as pdf:
        text = squeezed("".join(page.get_textpage().get_text_bounded() for page in pdf))
    for measure in truth(concept)["measures"]:
        for word in (measure["title"] or measure["text"] or "").split(" "):
            assert squeezed(word) in text, word


def squeezed(text: str) -> str:
    """Letters and digits alone, for lines break anywhere."""
    return re.sub(r"\W", "", text.replace("\ufffe", ""))


def test_an_office_prints_some() -> None:
    concept = plan(1)
    files = {"a": docx.write(layouts.document(concept)), "b": docx.write(layouts.document(concept))}
    made = office.convert(files)
    assert set(made) == {"a", "b"}
    assert all(content.startswith(b"%PDF") for content in made.values())
    assert office.convert({}) == {}


def test_which_ones_an_office_prints() -> None:
    chosen = [concept for concept in map(plan, range(1, 49)) if run.for_office(concept)]
    assert 8 < len(chosen) <= 16
    assert not any("tracked" in concept.quirks for concept in chosen)


def test_a_narrow_head_is_broken() -> None:
    head = typst.cut(line("Stand"))
    assert head.runs[0].text == "Stan\nd"
    assert typst.cut(line("Nr.")) == line("Nr.")


def test_soft_hyphens_stand_at_joints() -> None:
    softened = soft.soften(Table(((cell("Integrationsbeauftragte"),),), (1,)))
    assert isinstance(softened, Table)
    assert softened.rows[0][0].blocks[0] == line("Integrations\u00adbeauftragte")


def test_drawings_are_pictures() -> None:
    assert pictures.lamps(1) != pictures.lamps(2)
    assert pictures.lamps(3).startswith(b"\x89PNG")


def test_counted_numbers_are_the_printed_ones() -> None:
    counters = Counters()
    texts = ["1 Vorwort", "2 Felder", "2.1 Sprache", "2.1.1 Ziel", "2.2 Bildung", "2.4 Arbeit", "Anhang", "3 Schluss"]
    counted = [counters.count(Paragraph(words(text), heading=1)) for text in texts]
    assert [part.runs[0].text for part, _ in counted] == [
        *("Vorwort", "Felder", "Sprache", "Ziel", "Bildung", "2.4 Arbeit", "Anhang", "Schluss"),
    ]
    assert ["numPr" in how for _, how in counted] == [True] * 5 + [False, False, True]


def test_some_concepts_have_no_goals() -> None:
    concept = next(each for each in (plan(seed, "L8") for seed in range(1, 99)) if "no_goals" in each.quirks)
    right = truth(concept)
    assert right["objectives"] == []
    assert {measure["objective_title"] for measure in right["measures"]} == {""}


def test_details_are_asked_for_only_where_one_label_finds_them() -> None:
    concept = plan(4, "L2")
    concept.labels = {**concept.labels, "costs": "Kosten", "funding": "Finanzierung", "notes": "Anmerkungen"}
    measure = Measure(text="Etwas", cells={"costs": "5 Euro", "funding": "Land", "notes": "später"})
    concept.areas[0].goals[0].measures = [measure]
    entry = truth(concept)["measures"][0]
    assert "costs" not in entry
    assert (entry["funding"], entry["notes"]) == ("Land", "später")
    assert entry["fields"] == {"Kosten": "5 Euro", "Finanzierung": "Land", "Anmerkungen": "später"}


def test_files_are_written_side_by_side(tmp_path: Any) -> None:
    assert save(pieces(range(1, 2), ("docx",)), tmp_path) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["L1-0001.docx", "L1-0001.truth.json"]


def test_a_cell_holds_a_paragraph_for_each_line() -> None:
    held: Cell = cell("eins\nzwei")
    assert len(held.blocks) == 2
