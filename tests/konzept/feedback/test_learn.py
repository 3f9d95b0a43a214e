"""Placing that learns from what people confirm."""

from __future__ import annotations

import numpy as np
import pytest

from konzept.feedback import learn
from konzept.feedback.learn import Confirmed, Learner, accepted, margins, unsure_first, weight_of
from konzept.feedback.place import Placer
from konzept.feedback.targets import Target

SPRACHE = Target("spra0001", "goal", "1", "Deutschkurse am Abend anbieten")
WOHNEN = Target("wohn0001", "goal", "2", "Wohnraum vermitteln")
SPORT = Target("spor0001", "measure", "3.1", "Vereine öffnen")
TARGETS = (SPRACHE, WOHNEN, SPORT)
PLACER = Placer(TARGETS)
PLACES = (
    "Auental",
    "Birkenau",
    "Lindenhof",
    "Moosbach",
    "Uferstadt",
    "Weiler",
    "Hochfeld",
    "Talheim",
    "Seeblick",
    "Neudorf",
)
SAID = {
    "spra0001": ("Grammatik üben in {}", "Vokabeln lernen in {}", "In {} spricht keiner langsam"),
    "wohn0001": ("Die Heizung in {} ist kaputt", "Der Keller in {} ist feucht", "Zwei Zimmer in {} für fünf"),
    "spor0001": ("Tischtennis in {}", "Ringen für alle in {}", "In {} eine Halle zum Boxen"),
}


def confirmations(count: int) -> list[Confirmed]:
    """Statements in turn, that the words of the targets do not know."""
    found = []
    for number in range(count):
        uid = [*SAID][number % 3]
        sentence = SAID[uid][number // 3 % 3]
        found.append(Confirmed(sentence.format(PLACES[number // 9 % len(PLACES)]), frozenset({uid})))
    return found


def first(learner: Learner, text: str) -> str:
    return learner.propose(text)[0].uid


def test_without_confirmations_the_words_decide() -> None:
    learner = Learner(PLACER)
    assert len(learner) == 0
    told = [[each.uid for each in which.propose("Deutschkurs")] for which in (learner, PLACER)]
    assert told[0] == told[1]


def test_one_confirmation_counts_at_once() -> None:
    learner = Learner(PLACER)
    before = learner.scores(["Grammatik pauken"])[0]
    learner.confirm(Confirmed("Grammatik pauken", frozenset({"spra0001"})))
    after = learner.scores(["Grammatik pauken"])[0]
    assert after[0] > before[0]
    assert after[1:].max() <= before[1:].max()


def test_a_word_that_no_target_has_is_learnt() -> None:
    learner = Learner(PLACER, confirmations(30))
    assert first(learner, "Grammatik und Vokabeln") == "spra0001"
    assert first(learner, "Die Heizung geht nicht") == "wohn0001"
    assert first(learner, "Boxen und Ringen") == "spor0001"


def test_what_people_say_overrules_the_words_in_time() -> None:
    text = "Deutschkurs im Verein"
    assert first(Learner(PLACER), text) == "spra0001"
    learner = Learner(PLACER, [*confirmations(60), *(Confirmed(text, frozenset({"spor0001"})) for _ in range(140))])
    assert first(learner, text) == "spor0001"


def test_several_targets_are_confirmed_together() -> None:
    both = Confirmed("Boxen mit Grammatik", frozenset({"spra0001", "spor0001"}))
    learner = Learner(PLACER, [*confirmations(45), *[both] * 12])
    assert {each.uid for each in learner.propose("Boxen mit Grammatik", 2)} == both.uids


def test_targets_that_are_gone_are_left_out() -> None:
    learner = Learner(
        PLACER, [Confirmed("Alt", frozenset({"gone0001"})), Confirmed("Neu", frozenset({"gone0001", "wohn0001"}))]
    )
    assert len(learner) == 1


def test_reasons_are_the_statements_words() -> None:
    learner = Learner(PLACER, confirmations(30))
    text = "Wohnraum mit Heizung"
    assert set(learner.propose(text)[0].because) <= set(text.split())


def test_scores_are_shares() -> None:
    scores = Learner(PLACER, confirmations(70)).scores(["Wohnraum", "", "Boxen", "qqq"])
    assert scores.shape == (4, 3)
    assert scores.min() >= 0
    assert scores.max() <= 1


def test_no_texts_have_no_scores() -> None:
    assert Learner(PLACER, confirmations(5)).scores([]).shape[0] == 0


def test_a_target_that_nobody_confirmed_can_still_be_proposed() -> None:
    known = [each for each in confirmations(30) if "spor0001" not in each.uids]
    assert first(Learner(PLACER, known), "Vereine öffnen") == "spor0001"


@pytest.mark.parametrize("count", [1, 2, 49, 50, 51, 99, 100, 103])
def test_one_by_one_is_all_at_once(count: int) -> None:
    """The same confirmations give the same scores, whatever was asked in between."""
    given = confirmations(count)
    step_by_step = Learner(PLACER, given[: count // 2])
    for each in given[count // 2 :]:
        step_by_step.confirm(each)
        step_by_step.propose("Keller")
    texts = ["Grammatik", "Keller", "Tischtennis im Verein"]
    assert np.array_equal(step_by_step.scores(texts), Learner(PLACER, given).scores(texts))


def test_between_two_blocks_a_confirmation_counts_too() -> None:
    learner = Learner(PLACER, confirmations(learn.BLOCK + 2))
    before = learner.scores(["Töpfern"])[0]
    for _ in range(5):
        learner.confirm(Confirmed("Töpfern", frozenset({"spor0001"})))
    assert learner.scores(["Töpfern"])[0][2] > before[2]


def test_the_order_of_the_questions_does_not_matter() -> None:
    learner = Learner(PLACER, confirmations(20))
    together = learner.scores(["Keller", "Boxen"])
    alone = np.vstack([learner.scores(["Keller"]), learner.scores(["Boxen"])])
    assert np.allclose(together, alone)


@pytest.mark.parametrize(("count", "weight"), [(0, 0.0), (100, 0.5), (300, 0.75), (1900, 0.95)])
def test_the_weight_of_what_is_learnt(count: int, weight: float) -> None:
    assert weight_of(count) == pytest.approx(weight)


def test_one_target_alone_learns_too() -> None:
    learner = Learner(Placer((WOHNEN,)), [Confirmed("Keller", frozenset({"wohn0001"}))] * 3)
    assert first(learner, "Keller") == "wohn0001"


# --- automatic acceptance ---


def test_few_confirmations_give_no_threshold() -> None:
    assert Learner(PLACER, confirmations(learn.FEWEST - 1)).acceptance() is None


def test_clear_statements_may_be_accepted() -> None:
    found = Learner(PLACER, confirmations(270)).acceptance()
    assert found
    assert found.precision >= 0.90
    assert found.coverage >= 0.45


def test_judging_changes_nothing() -> None:
    learner = Learner(PLACER, confirmations(60))
    before = learner.scores(["Keller"])
    learner.acceptance()
    assert np.array_equal(before, learner.scores(["Keller"]))


def test_what_cannot_be_told_apart_is_never_accepted() -> None:
    """The same words confirmed for each target in turn: nobody could be right more often than by chance."""
    uids = [target.uid for target in TARGETS]
    given = [Confirmed("Es fehlt etwas", frozenset({uids[number * 7 // 3 % 3]})) for number in range(120)]
    assert Learner(PLACER, given).acceptance() is None


def judged(right: list[int], ahead: list[float] | None = None, precision: float = 0.9) -> learn.Acceptance | None:
    lead = np.array(ahead or np.linspace(1, 0.1, len(right)))
    return accepted(lead, np.array(right, dtype=bool), precision)


def test_all_right_is_all_accepted() -> None:
    found = judged([1] * 100)
    assert found
    assert found.coverage == 1
    assert found.margin == pytest.approx(0.1)


def test_all_wrong_is_nothing_accepted() -> None:
    assert judged([0] * 100) is None


def test_the_threshold_stands_before_the_mistakes() -> None:
    found = judged([1] * 50 + [0] * 50)
    assert found
    assert 0.5 <= found.coverage <= 0.56
    assert found.precision >= 0.9


def test_a_threshold_keeps_a_standard_error_in_hand() -> None:
    exactly = [1, 1, 1, 1, 1, 1, 1, 1, 1, 0] * 20
    found = judged(exactly)
    assert found is None or found.precision > 0.9
    assert judged([1] * 5) is None  # too few to be sure of


def test_equal_leads_are_taken_all_or_none() -> None:
    assert judged([1] * 60 + [0] * 40, [0.5] * 100) is None


def test_nothing_to_judge() -> None:
    assert accepted(np.array([]), np.array([], dtype=bool), 0.9) is None


# --- the order of work ---


def test_the_lead_of_the_first() -> None:
    assert margins(np.array([[0.9, 0.1, 0.3], [0.2, 0.2, 0.1]])) == pytest.approx([0.6, 0.0])
    assert margins(np.array([[0.4]])) == pytest.approx([0.4])


def test_the_most_unsure_first() -> None:
    scores = np.array([[0.9, 0.1], [0.5, 0.4], [0.3, 0.3], [0.5, 0.4]])
    assert unsure_first(scores) == [2, 1, 3, 0]


def test_no_statements_have_no_order() -> None:
    assert unsure_first(np.zeros((0, 3))) == []
