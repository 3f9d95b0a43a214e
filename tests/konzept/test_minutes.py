"""Minutes: sorted by area, element and question, uncommented, repeats and differing views kept, in two arrangements."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.minutes import (
    FURTHER,
    NOTHING,
    Arrangement,
    Statement,
    dumps,
    loads,
    mentions,
    minutes,
    named,
    sorted_by_place,
)
from konzept.suggestion import QUESTIONS
from konzept.write import handout
from konzept.write.handout import Handout, Heading, Items, Sheet, Words
from tests.factories import concept_value, goal, measure, reworded

CONCEPT = concept_value()
UIDS = ["", "area0001", "goal0011", "meas0111", "meas0112", "meas0121", "area0002", "meas0211", "gone0000"]
TEXTS = st.text(st.sampled_from("aAbß *_|<>\n–(1)"), max_size=12)
STATEMENTS = st.lists(
    st.builds(
        Statement,
        text=TEXTS,
        uid=st.sampled_from(UIDS),
        area=st.sampled_from(["", "area0001", "area0002", "gone0000"]),
        topic=st.sampled_from(["", "Ehrenamt"]),
        verdict=st.sampled_from(["", "proven", "outdated", "adjust", "new"]),
        question=st.sampled_from(["", "Was fehlt?"]),
        proposal=TEXTS,
        responsible=TEXTS,
    ),
    max_size=12,
)


def made(
    *statements: Statement, by: Arrangement = Arrangement.QUESTIONS, asked: tuple[str, ...] = QUESTIONS
) -> Handout:
    return minutes(CONCEPT, statements, asked, by, title="Ergebnisprotokoll", subtitle="Nord", author="Erlenau")


def headings(of: Handout) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in of.blocks if isinstance(block, Heading)]


def items(of: Handout) -> list[str]:
    return [item for block in of.blocks if isinstance(block, Items) for item in block.items]


def sheets(of: Handout) -> list[Sheet]:
    return [block for block in of.blocks if isinstance(block, Sheet)]


@given(STATEMENTS)
def test_what_is_sealed_comes_back_and_says_the_same(statements: list[Statement]) -> None:
    assert list(loads(dumps(statements))) == statements
    assert dumps(loads(dumps(statements))) == dumps(statements)


@given(STATEMENTS)
def test_no_statement_is_lost_or_told_twice_wherever_it_belongs(statements: list[Statement]) -> None:
    placed = [
        each for _, places in sorted_by_place(CONCEPT, statements) for place in places for each in place.statements
    ]
    assert sorted(map(repr, placed)) == sorted(map(repr, statements))
    assert sum(each.count for each in mentions(statements)) == len(statements)


@given(STATEMENTS, st.sampled_from(list(Arrangement)))
def test_every_set_of_statements_can_be_set_as_minutes(statements: list[Statement], by: Arrangement) -> None:
    told = made(*statements, by=by)
    count = sum(len(block.items) for block in told.blocks if isinstance(block, Items))
    count += sum(len(block.rows) for block in told.blocks if isinstance(block, Sheet))
    placed = [place.statements for _, places in sorted_by_place(CONCEPT, statements) for place in places]
    assert count == sum(len(mentions(each)) for each in placed)
    assert handout.html(told)
    assert all(after.level <= before.level + 1 for before, after in pairwise(filter_headings(told)))


def filter_headings(of: Handout) -> list[Heading]:
    return [block for block in of.blocks if isinstance(block, Heading)]


def test_by_questions_areas_come_first_then_the_four_questions_then_elements() -> None:
    told = made(
        Statement("Wegweiser zu lang.", uid="meas0212", verdict="adjust"),
        Statement("Abends fehlt.", uid="meas0112", verdict="adjust"),
        Statement("Die Übersicht hilft.", uid="meas0111", verdict="proven"),
        Statement("Gedruckt auch.", uid="meas0111", verdict="adjust"),
    )
    assert headings(told) == [
        (1, "Handlungsfeld 1: Sprache und Bildung"),
        (2, "Was hat sich bewährt?"),
        (3, "Maßnahme 1.1.1: Übersicht der Sprachkurse im Landkreis führen."),
        (2, "Wo muss nachjustiert werden?"),
        (3, "Maßnahme 1.1.1: Übersicht der Sprachkurse im Landkreis führen."),
        (3, "Maßnahme 1.1.2: Sprachkurse mit Kinderbetreuung anbieten."),
        (1, "Handlungsfeld 2: Arbeit und Beruf"),
        (2, "Wo muss nachjustiert werden?"),
        (3, "Maßnahme 2.1.2: Wegweiser zur Anerkennung in fünf Sprachen."),
    ]
    assert items(told) == ["Die Übersicht hilft.", "Gedruckt auch.", "Abends fehlt.", "Wegweiser zu lang."]
    assert (told.title, told.subtitle, told.author, told.landscape) == ("Ergebnisprotokoll", "Nord", "Erlenau", False)


def test_the_same_words_are_counted_and_others_never_joined() -> None:
    told = made(
        Statement("Mehr Kurse am Abend.", uid="meas0112", verdict="adjust"),
        Statement("mehr  Kurse\nam Abend.", uid="meas0112", verdict="adjust"),
        Statement("Mehr Kurse am Abend.", uid="meas0112", verdict="adjust"),
        Statement("Mehr Kurse am Morgen.", uid="meas0112", verdict="adjust"),
        Statement("Weniger Kurse am Abend.", uid="meas0112", verdict="adjust"),
        Statement("Mehr Kurse am Abend.", uid="meas0112", verdict="adjust", responsible="VHS"),
    )
    assert items(told) == [
        "Mehr Kurse am Abend. (3-mal genannt)",
        "Mehr Kurse am Morgen.",
        "Weniger Kurse am Abend.",
        "Mehr Kurse am Abend. – Zuständig sein sollte: VHS",
    ]


def test_the_same_words_to_another_question_or_element_stand_where_they_belong() -> None:
    told = made(
        Statement("Gut so.", uid="meas0111", verdict="proven"),
        Statement("Gut so.", uid="meas0111", verdict="outdated"),
        Statement("Gut so.", uid="meas0112", verdict="proven"),
    )
    assert items(told) == ["Gut so."] * 3


def test_a_verdict_without_words_is_kept_and_counted() -> None:
    told = made(Statement(uid="meas0111", verdict="proven"), Statement(uid="meas0111", verdict="proven"))
    assert items(told) == ["ohne weitere Worte (2-mal genannt)"]


def test_own_questions_stand_in_their_order_and_what_answers_none_comes_last() -> None:
    told = made(
        Statement("Irgendwas.", uid="meas0111"),
        Statement("Alt.", uid="meas0111", verdict="outdated"),
        Statement("Ein Bus.", uid="meas0111", question="Was fehlt im Dorf?"),
        asked=("Was fehlt im Dorf?", "Was hat sich bewährt?"),
    )
    assert [text for level, text in headings(told) if level == 2] == ["Was fehlt im Dorf?", FURTHER]
    assert items(told) == ["Ein Bus.", "Irgendwas.", "überholt – Alt."]


def test_the_whole_area_stands_first_new_proposals_last_and_topics_after_the_areas() -> None:
    statements = [
        Statement("Ein Fest.", topic="Ehrenamt", verdict="new"),
        Statement("Woanders.", verdict="new"),
        Statement("Neu!", area="area0001", verdict="new"),
        Statement("Messen.", uid="meas0111", verdict="new"),
        Statement("Alles.", uid="area0001", verdict="new"),
    ]
    assert [(area, [place.name for place in places]) for area, places in sorted_by_place(CONCEPT, statements)] == [
        (
            "Handlungsfeld 1: Sprache und Bildung",
            [
                "Zum ganzen Thema",
                "Maßnahme 1.1.1: Übersicht der Sprachkurse im Landkreis führen.",
                "Neue Vorschläge",
            ],
        ),
        ("Ehrenamt", ["Zum ganzen Thema"]),
        ("Ohne Handlungsfeld", ["Zum ganzen Thema"]),
    ]


def test_an_element_that_is_gone_stays_with_its_area_or_by_itself() -> None:
    gone = [Statement("A", uid="gone0000", area="area0002"), Statement("B", uid="gone0000")]
    assert [area for area, _ in sorted_by_place(CONCEPT, gone)] == [
        "Handlungsfeld 2: Arbeit und Beruf",
        "Ohne Handlungsfeld",
    ]


def test_by_tables_each_element_has_one_with_who_should_do_it() -> None:
    told = made(
        Statement("Streichen.", uid="meas0112", verdict="outdated"),
        Statement("Auch samstags.", uid="meas0112", verdict="new", responsible="Jugendamt"),
        Statement("Bis 2028.", uid="meas0112", verdict="adjust", proposal="Sprachkurse *immer* anbieten."),
        by=Arrangement.TABLES,
    )
    [sheet] = sheets(told)
    assert sheet.head == ("Änderung", "Ergänzung", "Streichung/Bedenken", "zuständig")
    assert sheet.rows == (
        (r"Bis 2028. – Vorschlag zum Wortlaut: „Sprachkurse \*immer\* anbieten.“", "", "", ""),
        ("", "Auch samstags.", "", "Jugendamt"),
        ("", "", "Streichen.", ""),
    )
    assert told.landscape
    assert headings(told)[1] == (2, "Maßnahme 1.1.2: Sprachkurse mit Kinderbetreuung anbieten.")
    assert "Maßnahme 1.1.2" in sheet.words


def test_praise_and_own_questions_get_a_column_only_where_there_are_any() -> None:
    told = made(
        Statement("Hilft.", uid="meas0111", verdict="proven"),
        Statement("Ein Bus.", uid="meas0111", question="Was fehlt im Dorf?"),
        Statement("Streichen.", uid="meas0112", verdict="outdated"),
        by=Arrangement.TABLES,
    )
    first, second = sheets(told)
    assert [row[0] for row in first.rows] == ["bewährt: Hilft.", "Was fehlt im Dorf?: Ein Bus."]
    assert "Anmerkung" not in second.head


@pytest.mark.parametrize("by", list(Arrangement))
def test_differing_views_stand_side_by_side(by: Arrangement) -> None:
    told = handout.html(
        made(
            Statement("Unbedingt behalten.", uid="meas0111", verdict="outdated"),
            Statement("Ersatzlos streichen.", uid="meas0111", verdict="outdated"),
            by=by,
        )
    )
    assert told.index("Unbedingt behalten.") < told.index("Ersatzlos streichen.")


def test_what_people_write_is_never_read_as_markup() -> None:
    told = handout.html(made(Statement("<script>1</script> *laut* [x](http://x)", uid="meas0111", verdict="new")))
    assert "&lt;script&gt;1&lt;/script&gt; *laut* [x](http://x)" in told
    assert "<em>" not in told


def test_empty_minutes_say_so() -> None:
    assert Words(NOTHING) in made().blocks
    assert NOTHING not in handout.html(made(Statement("Da.", uid="meas0111", verdict="new")))


def test_measures_counted_anew_are_named_with_their_goal() -> None:
    numbered = reworded(CONCEPT, "meas0111", "Kurse zählen.")
    assert named(numbered, "meas0111") == "Maßnahme 1.1.1: Kurse zählen."
    plain = goal("goal0031", "3.1", "Wohnen.", measure("meas0311", "1", "Häuser *bauen*."))
    anew = CONCEPT.__class__(title="K", authority="E", edition=CONCEPT.edition, elements=(plain,))
    assert named(anew, "meas0311") == "Maßnahme 1 (Ziel 3.1): Häuser bauen."


def test_what_is_gone_has_no_name_of_its_own() -> None:
    assert named(CONCEPT, "gone0000") == "Neue Vorschläge"


def test_a_long_wording_is_cut_in_headings() -> None:
    assert len(named(reworded(CONCEPT, "meas0111", "sehr " * 200), "meas0111")) < 200


@pytest.mark.parametrize("by", list(Arrangement))
def test_files_are_the_same_for_the_same_statements(by: Arrangement) -> None:
    told = made(Statement("Auch auf Ukrainisch: Привіт.", uid="meas0111", verdict="new"), by=by)
    assert handout.docx(told) == handout.docx(told)
    assert handout.odt(told) == handout.odt(told)
    assert handout.pdf(told).startswith(b"%PDF")
