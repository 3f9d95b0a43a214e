"""The demo's own texts: regular, complete, and each reference meets what it names."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).resolve().parents[3] / "src" / "werkstatt" / "config" / "demo"
AREA = re.compile(r"### 3\.(\d) Handlungsfeld (\d): (.+)")
GOAL = re.compile(r"#### Handlungsziel (\d)\.(\d)")
MEASURE = re.compile(r"Maßnahme (\d)")
REFERENCE = re.compile(r"Handlungsziel (\d\.\d)")
LABELS = {"Zuständigkeiten", "Indikator", "Termin", "Begründung"}
OUTCOMES = {"adopted", "partly", "noted", "declined", "forwarded"}
VERDICTS = {"proven", "outdated", "adjust", "new"}
CHANNELS = {"web", "matrix-docx", "matrix-xlsx"}


@dataclass
class Measure:
    text: str
    rows: dict[str, str] = field(default_factory=dict)


@dataclass
class Goal:
    title: str
    measures: list[Measure] = field(default_factory=list)


@dataclass
class Text:
    """One edition, read as plainly as a person would."""

    areas: dict[str, str] = field(default_factory=dict)
    goals: dict[str, Goal] = field(default_factory=dict)
    dropped: dict[tuple[str, int], Measure] = field(default_factory=dict)
    abbreviations: dict[str, str] = field(default_factory=dict)

    def measures(self) -> dict[tuple[str, int], Measure]:
        return {(number, at): m for number, goal in self.goals.items() for at, m in enumerate(goal.measures, 1)}


def source(ordinal: int) -> str:
    return (FOLDER / f"konzept-{ordinal}.md").read_text(encoding="utf-8")


def toml(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def row(text: Text, chapter: str, number: str, line: str) -> None:
    """One tab-separated line, entered where it stands."""
    label, value = line.split("\t")
    measure = MEASURE.fullmatch(label)
    if chapter == "# Abkürzungsverzeichnis":
        text.abbreviations[label] = value
    elif chapter == "# Anhang" and measure:
        text.dropped[number, int(measure[1])] = Measure(value)
    elif chapter == "# Anhang":
        list(text.dropped.values())[-1].rows[label] = value
    elif measure:
        goal = text.goals[number]
        goal.measures.append(Measure(value))
        assert int(measure[1]) == len(goal.measures), line
    else:
        assert label in LABELS, line
        text.goals[number].measures[-1].rows[label] = value


def parse(source_text: str) -> Text:
    text, chapter, number = Text(), "", ""
    for line in source_text.splitlines():
        if line.startswith("# "):
            chapter = line
        elif area := AREA.fullmatch(line):
            assert area[1] == area[2] == str(len(text.areas) + 1)
            text.areas[area[1]] = area[3]
        elif goal := GOAL.fullmatch(line):
            number = f"{goal[1]}.{goal[2]}"
        elif line.startswith("##### ") and chapter != "# Anhang":
            assert number not in text.goals, number
            text.goals[number] = Goal(line[6:])
        elif "\t" in line:
            row(text, chapter, number, line)
    return text


@pytest.fixture(scope="module")
def editions() -> list[Text]:
    return [parse(source(0)), parse(source(1))]


@pytest.fixture(scope="module")
def rounds() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = toml("rounds.toml")["rounds"]
    return found


@pytest.fixture(scope="module")
def authority() -> dict[str, Any]:
    return toml("authority.toml")


@pytest.fixture(scope="module")
def decided() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = toml("decisions.toml")["editions"]
    return found


@pytest.mark.parametrize(("ordinal", "goals", "measures"), [(0, 37, 49), (1, 40, 53)])
def test_each_edition_is_as_large_as_a_real_one(editions: list[Text], ordinal: int, goals: int, measures: int) -> None:
    text = editions[ordinal]
    assert list(text.areas) == ["1", "2", "3", "4", "5", "6"]
    assert len(text.goals) == goals
    assert len(text.measures()) == measures


@pytest.mark.parametrize("ordinal", [0, 1])
def test_goals_are_numbered_without_gaps(editions: list[Text], ordinal: int) -> None:
    numbers = [(int(number[0]), int(number[2])) for number in editions[ordinal].goals]
    counts = Counter(area for area, _ in numbers)
    assert numbers == [(area, at) for area in range(1, 7) for at in range(1, counts[area] + 1)]


@pytest.mark.parametrize("ordinal", [0, 1])
def test_each_measure_has_a_responsible_and_each_goal_a_term(editions: list[Text], ordinal: int) -> None:
    for number, goal in editions[ordinal].goals.items():
        assert goal.measures, number
        assert all("Zuständigkeiten" in measure.rows for measure in goal.measures), number
        assert "Termin" in goal.measures[-1].rows, number


@pytest.mark.parametrize("ordinal", [0, 1])
def test_a_term_closes_its_rows(ordinal: int) -> None:
    lines = source(ordinal).splitlines()
    after = [lines[at + 1].split("\t")[0] for at, line in enumerate(lines) if line.startswith("Termin\t")]
    assert all(not label or MEASURE.fullmatch(label) for label in after)


@pytest.mark.parametrize("ordinal", [0, 1])
def test_the_terms_are_of_many_kinds(editions: list[Text], ordinal: int) -> None:
    terms = Counter(measure.rows.get("Termin") for measure in editions[ordinal].measures().values())
    assert len(terms) >= 20
    assert terms["fortlaufend"] < len(editions[ordinal].measures()) / 2


@pytest.mark.parametrize("ordinal", [0, 1])
def test_abbreviations_are_listed_and_used(editions: list[Text], ordinal: int) -> None:
    body, listing = source(ordinal).split("# Abkürzungsverzeichnis")
    listed = editions[ordinal].abbreviations
    assert len(listed) >= 12
    assert not [short for short in listed if short not in body]
    appendix = listing.partition("# Anhang")[2]
    capitals = set(re.findall(r"\b[A-ZÄÖÜ]{2,}\b", body + appendix))
    assert capitals <= set(listed)


@pytest.mark.parametrize("ordinal", [0, 1])
def test_cross_references_meet_a_goal(editions: list[Text], ordinal: int) -> None:
    body = source(ordinal).split("# Anhang")[0]
    in_text = [number for line in body.splitlines() if not GOAL.fullmatch(line) for number in REFERENCE.findall(line)]
    in_reasons = [
        number
        for measure in editions[ordinal].dropped.values()
        for number in REFERENCE.findall(measure.rows["Begründung"])
    ]
    assert in_text
    assert set(in_text + in_reasons) <= set(editions[ordinal].goals)


@pytest.mark.parametrize("ordinal", [0, 1])
def test_both_footnotes_have_their_mark_and_their_text(ordinal: int) -> None:
    for mark in ("1", "2"):
        assert len(re.findall(rf"\S<sup>{mark}</sup>", source(ordinal))) == 1
        assert len(re.findall(rf"^<sup>{mark}</sup> \S", source(ordinal), re.MULTILINE)) == 1


def test_the_editions_differ_as_editions_do(editions: list[Text]) -> None:
    before, after = editions
    where_before = {measure.text: before.goals[number].title for (number, _), measure in before.measures().items()}
    where_after = {measure.text: after.goals[number].title for (number, _), measure in after.measures().items()}
    same = where_before.keys() & where_after.keys()
    moved = {text for text in same if where_before[text] != where_after[text]}
    assert len(same) >= 25
    assert len(moved) == 3
    gone = where_before.keys() - where_after.keys() - {measure.text for measure in after.dropped.values()}
    assert 10 <= len(gone) <= 16, "reworded"
    assert len(where_after.keys() - where_before.keys()) - len(gone) == 9, "new"


def test_what_was_dropped_stood_in_the_edition_before(editions: list[Text], decided: list[dict[str, Any]]) -> None:
    before, after = editions
    assert not before.dropped
    assert len(after.dropped) == 5
    for key, measure in after.dropped.items():
        assert before.measures()[key].text == measure.text
    reasons = {(entry["goal"], entry["measure"]): entry["reason"] for entry in decided[1]["dropped"]}
    assert reasons == {key: measure.rows["Begründung"] for key, measure in after.dropped.items()}


def test_the_rounds_are_of_the_size_of_real_ones(rounds: list[dict[str, Any]]) -> None:
    closed, running = rounds
    assert (closed["edition"], running["edition"]) == (0, 1)
    assert (closed["state"], running["state"]) == ("closed", "running")
    assert len(closed["contributions"]) >= 64
    assert len(running["contributions"]) >= 14
    assert all(len(entry["introduction"]) > 200 for entry in rounds)


@pytest.mark.parametrize("at", [0, 1])
def test_each_contribution_meets_an_element(editions: list[Text], rounds: list[dict[str, Any]], at: int) -> None:
    text = editions[rounds[at]["edition"]]
    for entry in rounds[at]["contributions"]:
        assert ("area" in entry) == (entry["verdict"] == "new"), entry
        if "area" in entry:
            assert entry["area"] in text.areas
        else:
            assert (entry["goal"], entry["measure"]) in text.measures(), entry


@pytest.mark.parametrize("at", [0, 1])
def test_each_contribution_is_complete(rounds: list[dict[str, Any]], authority: dict[str, Any], at: int) -> None:
    names = {organisation["name"] for organisation in authority["organisations"]}
    for entry in rounds[at]["contributions"]:
        assert entry["channel"] in CHANNELS
        assert entry["verdict"] in VERDICTS
        assert entry["comment"]
        assert entry.get("organisation", "") in names | {""}
        assert ("organisation" in entry) == (entry["channel"] != "web"), "a matrix comes from somebody"


def test_a_matrix_comes_on_one_day(rounds: list[dict[str, Any]]) -> None:
    for entry in rounds:
        days: dict[tuple[str, str], set[object]] = {}
        for said in entry["contributions"]:
            if "organisation" in said:
                day = said.get("received", said.get("received_days"))
                days.setdefault((said["organisation"], said["channel"]), set()).add(day)
        assert all(len(found) == 1 for found in days.values())


def test_contributions_arrive_while_their_round_is_open(rounds: list[dict[str, Any]]) -> None:
    closed, running = rounds
    assert all(closed["opens"] <= entry["received"] <= closed["closes"] for entry in closed["contributions"])
    assert running["opens_days"] < 0 < running["closes_days"]
    assert all(running["opens_days"] <= entry["received_days"] <= 0 for entry in running["contributions"])


def test_every_contribution_of_the_closed_round_is_answered(rounds: list[dict[str, Any]]) -> None:
    answers = [entry["answer"] for entry in rounds[0]["contributions"]]
    assert {answer["outcome"] for answer in answers} == OUTCOMES
    assert all(len(answer["reason"]) >= 60 for answer in answers)
    assert len({answer["reason"] for answer in answers}) == len(answers), "nobody is answered with a copy"
    assert not [entry for entry in rounds[1]["contributions"] if "answer" in entry]


def test_what_a_contribution_became_stands_in_the_next_edition(
    editions: list[Text], rounds: list[dict[str, Any]]
) -> None:
    became = [entry["answer"]["became"] for entry in rounds[0]["contributions"] if "became" in entry["answer"]]
    targets = {(target["goal"], target["measure"]) for target in became}
    assert targets <= editions[1].measures().keys()
    known = {measure.text for measure in editions[0].measures().values()}
    new = {key for key, measure in editions[1].measures().items() if measure.text not in known}
    assert len(targets & new) == 9, "every new measure was somebody's proposal"


def test_people_repeat_each_other_and_disagree(rounds: list[dict[str, Any]]) -> None:
    said: dict[tuple[str, int], list[str]] = {}
    for entry in rounds[0]["contributions"]:
        if "goal" in entry:
            said.setdefault((entry["goal"], entry["measure"]), []).append(entry["verdict"])
    assert sum(verdicts.count("adjust") >= 2 for verdicts in said.values()) >= 4
    assert sum({"proven", "outdated"} <= set(verdicts) for verdicts in said.values()) >= 2


def test_the_authority_and_its_people_are_invented(authority: dict[str, Any]) -> None:
    assert re.fullmatch(r"99\d{3}", authority["authority"]["key"])
    mails = [entry["email"] for entry in [*authority["organisations"], *authority["accounts"]]]
    assert all(mail.endswith(".example") for mail in mails)
    assert len(set(mails)) == len(mails)
    assert [entry["role"] for entry in authority["accounts"]] == ["commissioner", "editor", "reviewer", "reader"]
    assert 10 <= len(authority["organisations"]) <= 14


def test_each_organisation_carries_something(editions: list[Text], authority: dict[str, Any]) -> None:
    cells = " ".join(measure.rows["Zuständigkeiten"] for text in editions for measure in text.measures().values())
    assert not [entry["name"] for entry in authority["organisations"] if entry["name"] not in cells]


def test_both_editions_were_decided_in_order(decided: list[dict[str, Any]], authority: dict[str, Any]) -> None:
    bodies = {body["key"]: body for body in authority["bodies"]}
    for entry in decided:
        days: list[date] = [given["signed_on"] for given in entry["cosignatures"]]
        assert entry["opened_on"] < min(days) <= max(days) <= entry["due_on"] < entry["decision"]["decided_on"]
        assert {given["body"] for given in entry["cosignatures"]} <= bodies.keys()
        assert bodies[entry["decision"]["body"]]["decides"]
    assert [entry["decision"]["reference"] for entry in decided] == ["Beschluss 112-14/2021", "Beschluss 031-03/2024"]


def test_the_decision_stands_in_the_imprint_and_on_the_cover(decided: list[dict[str, Any]]) -> None:
    months = {3: "März", 12: "Dezember"}
    for entry in decided:
        day: date = entry["decision"]["decided_on"]
        assert f"\n## {entry['label']}\n" in source(entry["ordinal"])
        assert f", {day.day}. {months[day.month]} {day.year}\n" in source(entry["ordinal"])


def test_reservations_give_a_reason_and_meet_a_measure(editions: list[Text], decided: list[dict[str, Any]]) -> None:
    for entry in decided:
        for given in entry["cosignatures"]:
            reserved = given["stance"] in {"conditional", "dissent"}
            assert reserved == ("reason" in given), given
            if reserved:
                assert (given["goal"], given["measure"]) in editions[entry["ordinal"]].measures()
    answers = Counter(given["stance"] for given in decided[1]["cosignatures"])
    assert answers["signed"] > answers["conditional"] > answers["dissent"] == 1


def test_no_passage_is_taken_from_a_specimen(shared: Path) -> None:
    """Nine words in a row that also stand in a specimen would be a copy, not a coincidence."""

    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text.casefold())
        return {tuple(words[at : at + 9]) for at in range(len(words) - 8)}

    specimen = runs((shared / "specimens" / "ilm-kreis.txt").read_text(encoding="utf-8"))
    for path in sorted(FOLDER.iterdir()):
        assert not runs(path.read_text(encoding="utf-8")) & specimen, path.name


def test_reworded_measures_are_still_recognisable(editions: list[Text]) -> None:
    """A reader that carries uids needs likeness; a goal keeps at least its title or one measure."""
    before, after = editions
    titles = {goal.title for goal in before.goals.values()}
    assert len(titles & {goal.title for goal in after.goals.values()}) == 36
    ratio = SequenceMatcher(None, source(0), source(1), autojunk=False).quick_ratio()
    assert ratio > 0.8
