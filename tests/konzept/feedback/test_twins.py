"""Twins in three grades: grouped by what they share, kept apart by what they mean, each with its difference."""

from __future__ import annotations

import csv
import io
import json
import random
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from konzept import cli
from konzept.feedback.alike import plain
from konzept.feedback.guards import Guard, guards
from konzept.feedback.neighbours import candidates, neighbours
from konzept.feedback.twins import Grade, Twins, twins

NAMES = ("Anger", "Berg", "Damm", "Eck", "Feld", "Graben", "Hügel", "Kai", "Markt", "Ort", "Park", "Ring", "See", "Tor", "Ufer", "Wall", "Weg", "Zoll")  # fmt: skip
BUS = "Der Bus nach Wiesental soll auch am Sonntag fahren, damit alle zum Kurs kommen."


def grades(groups: list[Twins]) -> list[tuple[Grade, tuple[int, ...]]]:
    return [(each.grade, each.places) for each in groups]


def test_the_same_words_are_identical_whatever_case_and_signs() -> None:
    assert grades(twins([BUS, "Etwas anderes.", BUS.upper().replace(",", ""), f"  {BUS}!"])) == [
        (Grade.IDENTICAL, (0, 2, 3))
    ]


def test_a_slip_is_near_and_shows_its_difference() -> None:
    [group] = twins([BUS, BUS.replace("Sonntag", "Sonntg")])
    assert group.grade is Grade.NEAR
    first, second = group.members
    assert first.difference == ()
    assert [(each.op, each.text) for each in second.difference if each.op != "="] == [("-", "Sonntag"), ("+", "Sonntg")]
    assert second.guards == ()
    assert 0.7 <= second.likeness < 1


def test_identical_ones_stay_in_the_group_of_what_is_near_to_them() -> None:
    near = BUS.replace("soll auch", "soll bitte auch")
    [group] = twins([near, BUS, BUS])
    assert (group.grade, group.places) == (Grade.NEAR, (0, 1, 2))
    assert [bool(each.difference) for each in group.members] == [False, True, True]


@pytest.mark.parametrize(
    ("one", "other", "guard"),
    [
        ("Tempo 30 im ganzen Ort einführen, auch vor der Schule.", "Tempo 50 im ganzen Ort einführen, auch vor der Schule.", Guard.NUMBER),
        ("Der Kurs soll am Abend stattfinden und etwas kosten.", "Der Kurs soll nicht am Abend stattfinden und etwas kosten.", Guard.NEGATION),
        ("Es soll mehr Beratung im Rathaus geben als in den vergangenen Jahren.", "Es soll weniger Beratung im Rathaus geben als in den vergangenen Jahren.", Guard.OPPOSITE),
        ("Die Beratung im Osten der Stadt soll so bleiben.", "Die Beratung im Westen der Stadt soll so bleiben.", Guard.NAME),
        ("Eine intensive Betreuung der Familien im Stadtteil.", "Eine extensive Betreuung der Familien im Stadtteil.", Guard.OPPOSITE),
        ("Mit Kinderbetreuung sind die Kurse gut besucht.", "Ohne Kinderbetreuung sind die Kurse gut besucht.", Guard.NEGATION),
    ],
)  # fmt: skip
def test_what_is_alike_and_says_something_else_is_kept_apart(one: str, other: str, guard: Guard) -> None:
    assert guard in guards(one, other)
    assert guard in guards(other, one)
    [group] = twins([one, other])
    assert group.grade is Grade.NEAR
    assert guard in group.members[1].guards
    assert [each for each in group.members[1].difference if each.op != "="]


def test_a_variant_does_not_join_two_groups() -> None:
    north = "Die Buslinie im Norden soll am Abend öfter fahren als bisher."
    south = north.replace("Norden", "Süden")
    groups = twins([north, north.replace("öfter", "häufiger"), south, south.replace("öfter", "häufiger")])
    clean = [group for group in groups if not any(each.guards for each in group.members)]
    assert [group.places for group in clean] == [(0, 1), (2, 3)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Der Kurs ist gut.", "Die Kurse sind gut."),
        ("Sprachkurse für Frauen", "Sprachkurs für Frauen"),
        ("Wir brauchen Beratung.", "Wir brauchen dringend Beratung."),
        ("Das Amt hilft.", "Das Amt hilf."),
    ],
)
def test_forms_of_a_word_and_added_words_are_no_guard(one: str, other: str) -> None:
    assert guards(one, other) == ()


@pytest.mark.parametrize("statements", [[], [""], ["", "  ", "?!"], ["Allein."], ["Eins.", "Zwei ganz anders."]])
def test_who_is_alone_is_in_no_group(statements: list[str]) -> None:
    assert twins(statements) == []


SAID = st.lists(
    st.sampled_from(
        [BUS, f"{BUS}!", BUS.replace("auch", ""), BUS.replace("Bus", "Zug"), "Kurz.", "", "Ein Café öffnen."]
    ),
    max_size=12,
)


@settings(max_examples=80)
@given(SAID, st.randoms(use_true_random=False))
def test_the_order_changes_no_group(said: list[str], chance: random.Random) -> None:
    order = list(range(len(said)))
    chance.shuffle(order)
    mixed = [said[at] for at in order]

    def told(groups: list[Twins], back: list[int]) -> set[tuple[Grade, frozenset[int]]]:
        return {
            (each.grade, frozenset(back[place] for place in each.places))
            for each in groups
            if len(each.members) > 2 or not each.members[1].guards
        }

    assert told(twins(said), list(range(len(said)))) == told(twins(mixed), order)


@settings(max_examples=80)
@given(SAID)
def test_members_stay_what_they_are_and_stand_once(said: list[str]) -> None:
    groups = [group for group in twins(said) if not any(each.guards for each in group.members)]
    places = [place for group in groups for place in group.places]
    assert len(places) == len(set(places))
    assert all(plain(said[place]) for place in places)
    for group in groups:
        assert list(group.places) == sorted(group.places)
        for each in group.members[1:]:
            if each.difference:
                assert "".join(part.text for part in each.difference if part.op in "=-") == said[group.places[0]]
                assert "".join(part.text for part in each.difference if part.op in "=+") == said[each.place]


def test_candidates_are_neighbours_within_one_target() -> None:
    said = [
        "Sprachkurse am Abend für Berufstätige anbieten",
        "Berufstätige brauchen Sprachkurse nach Feierabend",
        "Sprachkurse am Abend für Berufstätige",
        "Radwege ausbauen",
    ]
    found = candidates(said, ["g1", "g1", "g2", "g1"])
    assert [(each.grade, each.places) for each in found] == [(Grade.CANDIDATE, (0, 1))]
    assert found == candidates(said, ["g1", "g1", "g2", "g1"])


def test_what_is_near_is_no_candidate_any_more_and_nothing_means_nothing() -> None:
    assert candidates([BUS, BUS.replace("auch", ""), BUS], ["g", "g", "g"]) == []
    assert candidates([BUS, "Der Bus soll sonntags nach Wiesental fahren."], ["", ""]) == []
    assert candidates([], []) == []


def call(given: str) -> list[dict[str, Any]]:
    """What the command prints."""
    result = CliRunner().invoke(cli.commands, ["twins"], input=given, catch_exceptions=False)
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_the_command_prints_a_group_a_line_with_grade_and_difference() -> None:
    first, second = call(
        f"{BUS}\nTempo 30 im ganzen Ort bitte einführen\n\n{BUS}\nTempo 50 im ganzen Ort bitte einführen\n"
    )
    assert first["grade"] == "identical"
    assert [each["line"] for each in first["members"]] == [1, 4]
    assert second["grade"] == "near"
    assert second["members"][1]["guards"] == ["number"]
    assert ["-", "30"] in second["members"][1]["difference"]
    assert ["+", "50"] in second["members"][1]["difference"]
    assert second["members"][1]["text"] == "Tempo 50 im ganzen Ort bitte einführen"


def test_what_is_no_utf8_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["konzept", "twins"])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"gut\n\xff\xfe\n")))
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 2
    assert "Zeile 2 der Standardeingabe ist nicht in UTF-8" in capsys.readouterr().err


def test_neighbours_are_the_likest_of_one_target_and_at_most_three() -> None:
    said = [f"Sprachkurse am Abend, Ort {number}" for number in range(6)] + ["Radwege", ""]
    found = neighbours(said, ["g"] * 8, least=0.0)
    assert all(len(found[place]) == 3 for place in range(7))
    assert found[7] == []
    for place in range(6):
        values = [value for _, value in found[place]]
        assert values == sorted(values, reverse=True)
        assert place not in [other for other, _ in found[place]]


def test_neighbours_of_nothing_in_particular_and_of_one_alone_are_none() -> None:
    assert neighbours(["Eins", "Eins auch"], ["", ""]) == {0: [], 1: []}
    assert neighbours(["Eins"], ["g"]) == {0: []}
    with pytest.raises(ValueError, match="zip"):
        neighbours(["Eins", "Zwei"], ["g"])


def test_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    said = [
        f"{word} am {day}" for word in ("Kurse", "Beratung", "Treffen") for day in ("Montag", "Dienstag", "Mittwoch")
    ]
    whole = neighbours(said, ["g"] * 9, least=0.0)
    monkeypatch.setattr("konzept.feedback.neighbours.AT_ONCE", 2)
    assert neighbours(said, ["g"] * 9, least=0.0) == whole


def gold(name: str) -> Path:
    """Where the labelled data lie; without it these figures are not tried."""
    found = Path(__file__).parents[4] / "shared" / "gold" / name
    if not found.exists():
        pytest.skip("ohne ../shared")
    return found


def test_councils_find_the_ideas_they_merged() -> None:
    """Most of them; the exact share is measured in bench/."""
    with (gold("kommuki") / "ideen.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    where = [f"{row['Kommune']} {row['Jahr']} {row['Name der Beteiligung']}" for row in rows]
    near = neighbours([f"{row['Thema']}. {row['Beschlussempfehlung']}" for row in rows], where, least=0.0)
    clusters = json.loads((gold("kommuki") / "merge_clusters.json").read_text())
    hits = [
        bool({other for other, _ in near[each]} & set(cluster) - {each}) for cluster in clusters for each in cluster
    ]
    assert sum(hits) / len(hits) >= 0.7


def test_real_statements_stand_in_few_groups_and_every_quote_is_verbatim() -> None:
    said: list[str] = []
    for file in sorted(gold("klimarat").glob("*.csv")):
        with file.open(encoding="utf-8-sig") as rows:
            said += [row["comment-body"] for row in csv.DictReader(rows)]
    groups = twins(said)
    assert 0 < len(groups) < len(said) / 10
    assert groups == twins(said)
    for group in groups:
        for each in group.members[1:]:
            assert each.text in {"", said[each.place]}
            if each.difference:
                assert "".join(part.text for part in each.difference if part.op in "=+") == said[each.place]


def test_every_grade_and_guard_has_a_word_for_the_page() -> None:
    assert [grade.german for grade in Grade] == ["gleichlautend", "fast gleich", "vielleicht dasselbe"]
    assert [guard.german for guard in Guard] == ["andere Zahl", "Verneinung", "Gegenteil", "anderes Hauptwort"]


@pytest.mark.parametrize("count", [2, 40])
def test_a_text_that_many_send_is_one_group(count: int) -> None:
    """A campaign: the same letter from many, each with a slip of its own."""
    said = [BUS.replace("Kurs kommen", f"Kurs kommen{'!' * (number % 3)}") for number in range(count)]
    said += [BUS.replace("damit alle", "damit wirklich alle")]
    [group] = twins(said)
    assert (group.grade, len(group.members)) == (Grade.NEAR, count + 1)


@pytest.mark.parametrize(
    ("said", "apart"),
    [
        (["Mehr Kurse für alle Familien dort anbieten", "Mehr Kurse für alle Familien dort im Osten anbieten", "Mehr Kurse für alle Familien dort im Westen anbieten"], (1, 2)),
        (["Es soll Beratung im großen Rathaus der Stadt geben", "Es soll mehr Beratung im großen Rathaus der Stadt geben", "Es soll weniger Beratung im großen Rathaus der Stadt geben"], (1, 2)),
    ],
)  # fmt: skip
def test_a_neutral_text_does_not_bring_opposites_into_one_group(said: list[str], apart: tuple[int, int]) -> None:
    for group in twins(said):
        if set(apart) <= set(group.places):
            assert all(each.guards for each in group.members[1:])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Der Zuschuss beträgt 50 % für alle Familien", "Der Zuschuss beträgt 50 € für alle Familien"),
        ("Faktor 1,5 für kleine Gemeinden im Kreis", "Faktor 1-5 für kleine Gemeinden im Kreis"),
        ("Eine Änderung um +5 Plätze im Kurs", "Eine Änderung um -5 Plätze im Kurs"),
        ("Von 30 auf 50 Stunden im Jahr erhöhen bitte", "Von 50 auf 30 Stunden im Jahr erhöhen bitte"),
        ("Es soll drei Termine in der Woche geben", "Es soll zehn Termine in der Woche geben"),
    ],
)
def test_numbers_and_their_signs_keep_apart(one: str, other: str) -> None:
    assert plain(one) != plain(other)
    assert Guard.NUMBER in guards(one, other)
    assert all(group.grade is not Grade.IDENTICAL for group in twins([one, other]))


def test_a_petition_with_other_names_is_one_group_of_variants_in_any_order() -> None:
    said = [f"Der Spielplatz am {name} soll für alle Kinder offen bleiben und gepflegt werden." for name in NAMES]
    [group] = twins(said)
    assert len(group.members) == len(said)
    assert all(Guard.NAME in each.guards for each in group.members[1:])
    for seed in range(5):
        mixed = random.Random(seed).sample(said, len(said))
        assert [len(each.members) for each in twins(mixed)] == [len(said)]
