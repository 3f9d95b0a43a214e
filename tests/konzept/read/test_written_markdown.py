"""Our Markdown document after a person went on writing in it: uids stay, words are taken, what is new gets a uid of its own."""

from __future__ import annotations

import re

import pytest

from konzept.model import Concept, DroppedMeasure, Element, Kind, Note
from konzept.read import read
from konzept.read.written import recognise
from konzept.write import markdown
from tests.konzept.read.written_ground import small


def edited(*replacements: tuple[str, str], concept: Concept | None = None) -> Concept:
    """The concept after these words of its document were replaced by those."""
    text = markdown.write(concept or small())
    for old, new in replacements:
        assert old in text, text
        text = text.replace(old, new, 1)
    found = read(text.encode(), "konzept.md").concept
    assert recognise(text.encode(), "konzept.md") == found, "the same file, the same concept and uids"
    return found


def section(uid: str) -> str:
    """The heading of this element with all that stands below it up to the next heading."""
    text = markdown.write(small())
    found = re.search(rf"^#+ [^\n]* {uid} -->\n.*?(?=^#|^<!-- begleitdaten)", text, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[0]


def uids(concept: Concept) -> list[str]:
    return [element.uid for element in concept.walk()]


def of(concept: Concept, uid: str) -> Element:
    found = concept.find(uid)
    assert found is not None
    return found


def added(concept: Concept) -> list[Element]:
    return [element for element in concept.walk() if element.uid not in uids(small())]


def parent(concept: Concept, uid: str) -> str | None:
    above = concept.parents()[uid]
    return above.uid if above else None


# --- words ---


def test_an_edited_paragraph_is_the_same_element_with_new_words() -> None:
    found = edited(("Worum es geht.", "Worum es *uns* geht.\n\nUnd warum."))
    assert uids(found) == uids(small())
    assert of(found, "chapter1").text == "Worum es *uns* geht.\n\nUnd warum."
    assert of(found, "goal0001") == of(small(), "goal0001")


def test_title_label_and_number_are_edited_alone_and_together() -> None:
    title = of(edited((": Wohnungen finden", ": Wohnungen behalten")), "goal0003")
    assert (title.number, title.label, title.title) == ("2.1", "Handlungsziel 2.1", "Wohnungen behalten")
    number = of(edited(("Handlungsziel 2.1:", "Teilziel 2.2:")), "goal0003")
    assert (number.number, number.label, number.title) == ("2.2", "Teilziel 2.2", "Wohnungen finden")
    bare = of(edited(("## 1 Einleitung", "## 2 Vorwort")), "chapter1")
    assert (bare.number, bare.label, bare.title) == ("2", None, "Vorwort")


def test_a_head_without_its_colon_is_still_told_apart() -> None:
    goal = of(edited(("Handlungsziel 2.1: Wohnungen finden", "Handlungsziel 2.1 Wohnen lernen")), "goal0003")
    assert (goal.number, goal.label, goal.title) == ("2.1", "Handlungsziel 2.1", "Wohnen lernen")


def test_the_cover_can_be_edited() -> None:
    found = edited(
        ("# Integrationskonzept", "# Teilhabekonzept"),
        ("2. Fortschreibung 2026–2029", "3. Fortschreibung 2030–2033"),
        ("Fassung vom 15.03.2026", "Fassung vom 1.12.2029"),
    )
    assert found.title == "Teilhabekonzept Landkreis Talaue"
    assert (found.edition.label, found.edition.ordinal) == ("3. Fortschreibung 2030–2033", 3)
    assert (found.edition.date, found.edition.valid_from) == ("2029-12-01", "2026-01-01")


# --- labelled lines ---


def test_an_edited_responsibility_is_read_anew_and_only_there() -> None:
    found = edited(("**Zuständig:** Jobcenter in Zusammenarbeit mit dem Sportbund", "**Zuständig:** Volkshochschule"))
    first, second = of(found, "measure1").responsibility, of(found, "measure2").responsibility
    assert first is not None
    assert [holder.name for holder in first.holders] == ["Volkshochschule"]
    assert second == of(small(), "measure2").responsibility, "holders a person confirmed stay where nothing changed"


def test_an_edited_term_of_a_goal_holds_for_its_measures() -> None:
    found = edited(("**Termin:** fortlaufend", "**Termin:** bis Ende 2028"))
    terms = [of(found, uid).timing for uid in ("goal0001", "measure1", "measure2")]
    assert [(term.due, term.inherited) for term in terms if term] == [
        ("2028-12-31", False),
        ("2028-12-31", True),
        ("2028-12-31", True),
    ]


def test_fields_are_edited_added_and_deleted() -> None:
    assert dict(of(edited(("3.000 €", "4.000 €\n\n**Zielgruppe:**\n\n- Kinder\n- Eltern")), "measure3").fields) == {
        "Kosten": "4.000 €",
        "Zielgruppe": "- Kinder\n- Eltern",
    }
    assert dict(of(edited(("**Kosten:** 3.000 €\n\n", "")), "measure3").fields) == {}


def test_what_was_contested_is_settled_by_deleting_the_line() -> None:
    assert not of(edited(("**Strittig:** Hierzu besteht noch kein Einvernehmen.\n", "")), "measure2").contested


def test_a_paragraph_behind_a_labelled_line_belongs_to_the_text() -> None:
    found = of(edited(("bis Ende 2027", "bis Ende 2027\n\nMit Vorlesestunde.")), "measure3")
    assert found.text == "Bücherbus\n\nMit Vorlesestunde."
    assert found.timing == of(small(), "measure3").timing


# --- elements ---


def test_a_deleted_measure_is_gone_and_nothing_else() -> None:
    assert uids(edited((section("measure3"), ""))) == [uid for uid in uids(small()) if uid != "measure3"]


def test_a_moved_measure_stays_the_same() -> None:
    found = edited((section("measure3"), ""), (section("measure5"), section("measure5") + section("measure3")))
    assert parent(found, "measure3") == "goal0003"
    assert of(found, "measure3") == of(small(), "measure3")


def test_a_new_measure_below_a_new_goal() -> None:
    new = "### Handlungsziel 1.3: Alle werden gehört\n\n#### Maßnahme 1.3.1\n\nDolmetschen\n\n**Wer:** Rathaus\n\n"
    found = edited((section("area0002"), new + section("area0002")))
    goal, measure = added(found)
    assert (goal.kind, goal.number, goal.label, goal.title) == (
        Kind.GOAL,
        "1.3",
        "Handlungsziel 1.3",
        "Alle werden gehört",
    )
    assert (measure.kind, measure.number, measure.text) == (Kind.MEASURE, "1.3.1", "Dolmetschen")
    assert measure.responsibility is not None
    assert measure.responsibility.verbatim == "Rathaus"
    assert (parent(found, goal.uid), parent(found, measure.uid)) == ("area0001", goal.uid)


def test_another_level_is_another_depth() -> None:
    assert parent(edited(("### Handlungsziel 2.1", "## Handlungsziel 2.1")), "goal0003") is None


def test_an_element_that_lost_its_comment_is_known_by_its_words() -> None:
    comment = re.search(r" <!-- goal [^>]* goal0002 -->", markdown.write(small()))
    assert comment is not None
    assert uids(edited((comment[0], ""))) == uids(small())


def test_of_two_elements_with_one_uid_the_first_keeps_it() -> None:
    found = edited((section("measure3"), section("measure3") + section("measure3").replace("Bücherbus", "Lesebus")))
    assert of(found, "measure3").text == "Bücherbus"
    assert [element.text for element in added(found)] == ["Lesebus"]


def test_words_before_the_first_heading_are_a_text() -> None:
    found = edited(("\n## 1 Einleitung", "\nEin Wort zuvor.\n\n## 1 Einleitung"))
    assert [(element.kind, element.text) for element in added(found)] == [(Kind.TEXT, "Ein Wort zuvor.")]


def test_deeper_than_headings_go() -> None:
    deep = Element("level007", Kind.TEXT, title="unten", text="ganz")
    for number in range(6, 0, -1):
        deep = Element(f"level00{number}", Kind.CHAPTER, title=f"Ebene {number}", children=(deep,))
    concept = Concept("Konzept", (deep,))
    found = edited(("ganz", "ganz tief"), concept=concept)
    assert [len(list(element.walk())) for element in found.walk()] == [7, 6, 5, 4, 3, 2, 1]
    assert of(found, "level007").text == "ganz tief"


# --- appendices ---


def test_new_lines_in_the_appendices() -> None:
    found = edited(
        ("Das Faltblatt liegt vor.", "Das Faltblatt liegt vor.\n\n### Entfallene Maßnahme 3.1\n\nTanzkurs\n\n**Begründung:** Kein Raum."),
        ("- **BAMF:** Bundesamt für Migration", "- **VHS:** Volkshochschule\n- **BAMF:** Bundesamt\n  für Migration"),
        ("- Bericht 2024", "- Bericht 2023\n- Bericht 2024"),
    )  # fmt: skip
    assert found.dropped == (*small().dropped, DroppedMeasure("Tanzkurs", None, "3.1", None, "Kein Raum."))
    assert [entry.long for entry in found.abbreviations] == [
        "Volkshochschule",
        "Bundesamt für Migration und Flüchtlinge",
    ]
    assert found.sources == ("Bericht 2023", "Bericht 2024")
    assert found.notes == (Note("*", "Alle Angaben geprüft."),)


def test_a_new_footnote() -> None:
    found = of(edited(("Worum es geht.", "Worum[^7] es geht.\n\n[^7]: Wörtlich gemeint.")), "chapter1")
    assert (found.text, found.notes) == ("Worum[^7] es geht.", (Note("7", "Wörtlich gemeint."),))


# --- files ---


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_line_ends_of_windows_and_a_mark_at_the_beginning_do_not_matter(ending: str) -> None:
    data = b"\xef\xbb\xbf" + markdown.write(small()).replace("\n", ending).encode()
    assert read(data, "konzept.md").concept == small()


@pytest.mark.parametrize("companion", ["kein JSON", "[]", '{"parts": [], "frame": 7, "words": {"x": []}}', "[" * 5000])
def test_a_broken_companion_is_no_companion(companion: str) -> None:
    text = re.sub(r"(?<=<!-- begleitdaten\n).*(?=\n-->)", companion, markdown.write(small()))
    found = read(text.encode(), "konzept.md").concept
    assert uids(found) == uids(small())
    assert [element.text for element in found.walk()] == [element.text for element in small().walk()]


def test_control_characters_in_an_edited_file_are_left_out() -> None:
    assert of(edited(("Worum es geht.", "Worum\x08 es geht.")), "chapter1").text == "Worum es geht."
