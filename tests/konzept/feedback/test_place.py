"""Placing statements at goals and measures by their words alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from konzept import canonical, cli
from konzept.feedback import command, place
from konzept.feedback.place import Placer, best, runs, words_of
from konzept.feedback.synonyms import merged
from konzept.feedback.targets import targets
from konzept.model import Concept, Element, Kind
from konzept.responsibility import parse as holders


def measure(uid: str, number: str, title: str, **parts: object) -> Element:
    return Element(uid, Kind.MEASURE, number, title=title, responsibility=holders("Volkshochschule"), **parts)  # type: ignore[arg-type]


def goal(uid: str, number: str, title: str, *measures: Element) -> Element:
    return Element(uid, Kind.GOAL, number, title=title, children=measures)


AUENTAL = Concept(
    "Integrationskonzept Auental",
    (
        Element(
            "area0001",
            Kind.AREA,
            "1",
            title="Sprache",
            children=(
                goal(
                    "spra0001",
                    "1.1",
                    "Alle finden einen Deutschkurs.",
                    measure("spra0011", "1.1.1", "Abendkurse anbieten"),
                ),
                goal(
                    "kita0001",
                    "1.2",
                    "Jedes Kind hat einen Platz in der Kita.",
                    measure("kita0011", "1.2.1", "Anmeldung erklären"),
                ),
            ),
        ),
        Element(
            "area0002",
            Kind.AREA,
            "2",
            title="Leben",
            children=(
                goal(
                    "wohn0001",
                    "2.1",
                    "Familien finden Wohnraum.",
                    measure("wohn0011", "2.1.1", "Mietführerschein", text="Kurs über Lüften und *Hausordnung*"),
                ),
                goal(
                    "gesu0001",
                    "2.2",
                    "Kranke werden verstanden.",
                    measure("gesu0011", "2.2.1", "Dolmetscher in der Arztpraxis"),
                ),
            ),
        ),
    ),
)
TARGETS = targets(AUENTAL)
PLACER = Placer(TARGETS)


def first(text: str, placer: Placer = PLACER) -> str:
    return placer.propose(text)[0].uid


# --- targets ---


def test_goals_and_measures_in_their_order() -> None:
    assert [target.uid for target in TARGETS] == [
        "spra0001", "spra0011", "kita0001", "kita0011", "wohn0001", "wohn0011", "gesu0001", "gesu0011",
    ]  # fmt: skip
    assert {target.kind for target in TARGETS} == {"goal", "measure"}


def test_a_goal_speaks_with_the_words_of_its_measures() -> None:
    words = {target.uid: target.text for target in TARGETS}
    assert "Abendkurse anbieten" in words["spra0001"]
    assert "Deutschkurs" not in words["spra0011"]


def test_who_is_responsible_is_no_word_of_a_target() -> None:
    assert all("Volkshochschule" not in target.text for target in TARGETS)


def test_marks_of_emphasis_are_no_words() -> None:
    assert "Hausordnung" in TARGETS[5].text
    assert "*" not in TARGETS[5].text


def test_keywords_are_words_of_the_element_and_its_goal() -> None:
    found = {target.uid: target.text for target in targets(AUENTAL, {"wohn0011": ["Schimmel"]})}
    assert "Schimmel" in found["wohn0011"]
    assert "Schimmel" in found["wohn0001"]
    assert "Schimmel" not in found["spra0001"]


def test_keywords_lead_there() -> None:
    placer = Placer(targets(AUENTAL, {"wohn0011": ["Schimmel"]}))
    assert first("An der Wand ist Schimmel", placer) in {"wohn0011", "wohn0001"}
    assert PLACER.scores("Schimmel")[5] < placer.scores("Schimmel")[5]


# --- words ---


def test_words_are_letters_and_digits() -> None:
    assert words_of("Kita-Platz, 2. Etage (groß)!") == ["Kita", "Platz", "2", "Etage", "groß"]


def test_a_monstrous_word_is_cut() -> None:
    assert words_of("x" * 5000) == ["x" * place.LONGEST_WORD]


def test_runs_know_the_ends_of_a_word() -> None:
    assert runs("Amt") == [" am", "amt", "mt ", " amt", "amt ", " amt "]


def test_runs_of_short_words() -> None:
    assert runs("A") == [" a "]
    assert runs("") == []


# --- proposals ---


@pytest.mark.parametrize(
    ("text", "uids"),
    [
        ("Ich suche einen Deutschkurs.", {"spra0001"}),
        ("Sprachunterricht fehlt hier.", {"spra0001"}),
        ("Unser Kleiner braucht einen Kindergartenplatz.", {"kita0001"}),
        ("Wir suchen seit Monaten eine Wohnung.", {"wohn0001"}),
        ("Beim Doktor in der Klinik hätte ich gern eine Übersetzerin.", {"gesu0001", "gesu0011"}),
        ("Was bedeutet Lüften?", {"wohn0001", "wohn0011"}),
    ],
)
def test_statements_find_what_they_mean(text: str, uids: set[str]) -> None:
    assert first(text) in uids


def test_without_synonyms_only_letters_count() -> None:
    bare = Placer(TARGETS, {})
    assert bare.scores("Krippe")[2] < PLACER.scores("Krippe")[2]


def test_own_synonyms_lead_there() -> None:
    own = Placer(TARGETS, merged({"kita": ["Zwergenhaus", "Wichtelnest"]}))
    assert first("Das Wichtelnest ist voll", own) == "kita0001"


def test_three_are_proposed_best_first() -> None:
    scores = [proposal.score for proposal in PLACER.propose("Deutschkurs und Wohnung für Kinder")]
    assert len(scores) == 3
    assert scores == sorted(scores, reverse=True)


def test_a_proposal_says_what_it_is() -> None:
    proposal = PLACER.propose("Deutschkurs")[0]
    assert (proposal.uid, proposal.kind, proposal.number) == ("spra0001", "goal", "1.1")


def test_several_targets_in_one_statement() -> None:
    found = {proposal.uid for proposal in PLACER.propose("Deutschkurs, Wohnraum und Kita", 4)}
    assert {"spra0001", "wohn0001", "kita0001"} <= found


def test_the_words_that_speak_for_it_are_the_statements_own() -> None:
    proposal = PLACER.propose("Bitte mehr KINDERGÄRTEN, bitte")[0]
    assert proposal.uid == "kita0001"
    assert proposal.because[0] == "KINDERGÄRTEN"


def test_never_more_reasons_than_a_person_reads() -> None:
    text = "Deutschkurs Sprachkurs Abendkurs Deutschunterricht Sprachunterricht Sprachschule"
    assert all(len(proposal.because) <= place.REASONS for proposal in PLACER.propose(text))


@pytest.mark.parametrize("text", ["", "   ", "?!", "🙂"])
def test_nothing_said_has_no_reasons(text: str) -> None:
    found = PLACER.propose(text)
    assert [proposal.uid for proposal in found] == ["spra0001", "spra0011", "kita0001"]
    assert all(proposal.score == 0 and proposal.because == () for proposal in found)


def test_what_no_word_speaks_for_scores_nothing() -> None:
    assert PLACER.scores("qqq").max() == 0


def test_each_kind_has_its_likeliest() -> None:
    found = PLACER.propose_each_kind("Wohnraum", 2)
    assert [proposal.kind for proposal in found].count("goal") == 2
    assert [proposal.kind for proposal in found].count("measure") == 2
    assert [proposal.score for proposal in found] == sorted((each.score for each in found), reverse=True)


def test_equal_scores_keep_the_concepts_order() -> None:
    assert best(np.array([0.1, 0.5, 0.5, 0.1]), 4) == [1, 2, 0, 3]


def test_the_words_of_a_group_share_what_it_brings() -> None:
    once, often = PLACER.scores("Kita")[2], PLACER.scores("Kita Krippe Kindergarten")[2]
    assert often <= once * 1.5


@given(st.text(max_size=200))
def test_scores_are_shares_and_their_words_add_up(text: str) -> None:
    weighed = PLACER.weigh(text)
    assert weighed.scores.min() >= 0
    assert weighed.scores.max() <= 1.2  # words that share runs are taken as if they did not
    assert np.allclose(weighed.shares.sum(axis=0), weighed.scores)
    assert len(weighed.words) == len(weighed.shares)


@given(st.text(max_size=80))
def test_the_same_again_is_the_same(text: str) -> None:
    assert Placer(TARGETS).propose(text) == PLACER.propose(text)


def test_what_was_asked_before_does_not_matter() -> None:
    fresh = Placer(TARGETS)
    for text in ("Wohnung", "Kita", "etwas ganz anderes"):
        fresh.propose(text)
    assert fresh.propose("Deutschkurs am Abend") == Placer(TARGETS).propose("Deutschkurs am Abend")


def test_one_target_alone() -> None:
    assert Placer(TARGETS[:1]).propose("Deutschkurs")[0].uid == "spra0001"


def test_no_targets_have_no_proposals() -> None:
    assert Placer(()).propose("Deutschkurs") == ()


def test_a_target_without_words() -> None:
    empty = Concept("Leer", (Element("leer0001", Kind.GOAL, "1"), *AUENTAL.elements))
    assert Placer(targets(empty)).scores("Kita")[0] == 0


# --- the command ---


@pytest.fixture
def concept_file(tmp_path: Path) -> Path:
    path = tmp_path / "auental.json"
    path.write_text(canonical.pretty(AUENTAL), "utf-8")
    return path


def call(path: Path | str, given_: str | bytes) -> Result:
    return CliRunner().invoke(cli.commands, ["place", str(path)], input=given_)


def test_one_line_each(concept_file: Path) -> None:
    lines = call(concept_file, "Deutschkurs\nKita\r\n\nWohnung").stdout.splitlines()
    assert [json.loads(line)["text"] for line in lines] == ["Deutschkurs", "Kita", "", "Wohnung"]


def test_a_line_has_proposals_with_all_they_need(concept_file: Path) -> None:
    found = json.loads(call(concept_file, "Kindergarten\n").stdout)["proposals"]
    assert [*found[0]] == ["uid", "kind", "number", "score", "because"]
    assert found[0]["uid"] == "kita0001"
    assert found[0]["because"] == ["Kindergarten"]
    assert len(found) == len(TARGETS)


def test_at_least_ten_of_many(tmp_path: Path) -> None:
    many = Concept(
        "Viele",
        tuple(goal(f"goal{n:04}", str(n), f"Ziel {n}", measure(f"meas{n:04}", f"{n}.1", "Tun")) for n in range(30)),
    )
    path = tmp_path / "viele.json"
    path.write_text(canonical.pretty(many), "utf-8")
    found = json.loads(call(path, "Ziel 7\n").stdout)["proposals"]
    assert [each["kind"] for each in found].count("goal") == command.MOST
    assert [each["kind"] for each in found].count("measure") == command.MOST


def test_umlauts_stay_letters(concept_file: Path) -> None:
    assert "Kindergärten" in call(concept_file, "Kindergärten\n").stdout


def test_nothing_in_nothing_out(concept_file: Path) -> None:
    assert call(concept_file, "").stdout == ""


def test_a_byte_order_mark_is_no_letter(concept_file: Path) -> None:
    assert json.loads(call(concept_file, b"\xef\xbb\xbfKita\n").stdout)["text"] == "Kita"


def test_a_line_separator_ends_no_line(concept_file: Path) -> None:
    assert json.loads(call(concept_file, "Kita\u2028Platz\n").stdout)["text"] == "Kita\u2028Platz"


@pytest.mark.parametrize("given_", ["Kita\n" * 3, "Kita\n" * (command.AT_ONCE + 1)])
def test_nothing_is_lost_between_parts(concept_file: Path, given_: str) -> None:
    assert call(concept_file, given_).stdout.count("\n") == given_.count("\n")


def python(code: str, *arguments: str, given_: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """A child that runs the code under test, wherever it is installed."""
    surroundings = {**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[1])}
    command_ = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command_, input=given_, capture_output=True, check=False, env=surroundings)


def failing(arguments: list[str], given_: bytes = b"") -> tuple[int, str]:
    done = python("from konzept.cli import main; main()", "place", *arguments, given_=given_)
    return done.returncode, done.stderr.decode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"nichts": 1}', "fehlt.json"),
        ("{", "fehlt.json"),
        (canonical.pretty(Concept("Leer", ())), "weder Ziele noch Maßnahmen"),
    ],
)
def test_a_bad_concept_is_one_sentence(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "fehlt.json"
    path.write_text(content, "utf-8")
    status, told = failing([str(path)], b"Kita\n")
    assert status == 2
    assert said in told
    assert told.count("\n") == 1


def test_no_concept_no_file_and_standard_input() -> None:
    assert failing([])[0] == 2
    assert failing(["gibt-es-nicht.json"]) == (2, "konzept: „gibt-es-nicht.json“ gibt es nicht; prüfen Sie den Pfad.\n")
    assert "nennen Sie für das Konzept eine Datei" in failing(["-"])[1]


def test_the_line_that_is_not_utf8_is_named(concept_file: Path) -> None:
    status, told = failing([str(concept_file)], b"Kita\nT\xfcr\n")
    assert status == 2
    assert told == "konzept: Zeile 2 der Standardeingabe ist nicht in UTF-8; speichern Sie den Text in UTF-8.\n"


def test_the_command_line_starts_without_what_learns() -> None:
    code = "import sys, konzept.cli; print(*[name for name in ('sklearn', 'scipy') if name in sys.modules])"
    done = python(code)
    assert (done.returncode, done.stdout) == (0, b"\n")
