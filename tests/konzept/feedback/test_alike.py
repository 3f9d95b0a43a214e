"""Nearly the same texts among many: what is found is exactly what comparing all with all would find."""

from __future__ import annotations

import random
import time
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konzept.feedback.alike import LIKENESS, alike, alike_to, likeness, plain, runs, signatures

WORDS = [
    "kurse",
    "am",
    "abend",
    "für",
    "alle",
    "frauen",
    "mit",
    "kindern",
    "anbieten",
    "beratung",
    "im",
    "rathaus",
    "bus",
    "sonntags",
    "sprache",
    "lernen",
    "arbeit",
    "finden",
]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)


def by_hand(texts: list[str]) -> set[tuple[int, int]]:
    """All pairs, one with each."""
    sets = [runs(text) for text in texts]
    return {(one, two) for one, two in combinations(range(len(texts)), 2) if likeness(sets[one], sets[two]) >= LIKENESS}


def variants(count: int, seed: int = 1) -> list[str]:
    """Invented statements; every third is another with a word changed, dropped or doubled."""
    chance = random.Random(seed)
    made: list[str] = []
    while len(made) < count:
        said = [f"{chance.choice(WORDS)}{chance.randrange(400)}" for _ in range(12)]
        if made and chance.random() < 0.34:
            said = chance.choice(made).split()
            at = chance.randrange(len(said))
            said[at : at + 1] = chance.choice([[], [said[at]] * 2, [chance.choice(WORDS)]])
        made.append(" ".join(said))
    return list(dict.fromkeys(made))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_hardly_a_pair_is_missed_and_none_invented(seed: int) -> None:
    texts = variants(700, seed)
    found, truth = {(each.one, each.other) for each in alike(texts)}, by_hand(texts)
    assert len(truth) > 100
    assert found <= truth
    assert len(found & truth) / len(truth) >= 0.995


def test_the_likeness_is_exact() -> None:
    texts = variants(200)
    for one, other, value in alike(texts):
        assert value == likeness(runs(texts[one]), runs(texts[other]))


def test_the_order_of_the_texts_changes_nothing_but_their_places() -> None:
    texts = variants(400)
    mixed = random.Random(5).sample(texts, len(texts))
    told = {frozenset((texts[each.one], texts[each.other])) for each in alike(texts)}
    assert told == {frozenset((mixed[each.one], mixed[each.other])) for each in alike(mixed)}


@settings(max_examples=60)
@given(st.lists(TEXTS, max_size=25, unique=True))
def test_small_lists_are_found_whole(texts: list[str]) -> None:
    assert {(each.one, each.other) for each in alike(texts)} <= by_hand(texts)
    assert alike(texts) == alike(texts)


@settings(max_examples=60)
@given(st.lists(st.text(max_size=40), max_size=8))
def test_whatever_is_written_nothing_breaks(texts: list[str]) -> None:
    told = [each for each in dict.fromkeys(map(plain, texts)) if each]
    for one, other, value in alike(told):
        assert one < other
        assert LIKENESS <= value <= 1


def test_half_letters_and_signs_of_all_planes() -> None:
    texts = ["kurs \ud800 am abend", "kurs \ud800 am abends", "🌍🌍🌍🌍🌍🌍🌍", "🌍🌍🌍🌍🌍🌍🌍🌍"]
    assert (0, 1) in {(each.one, each.other) for each in alike(texts)}


def test_one_new_text_finds_its_like_among_many() -> None:
    texts = variants(1_000)
    signed = signatures(texts)
    new = f"{texts[77]} bitte"
    found = alike_to(new, texts, signed)
    assert 77 in [place for place, _ in found]
    assert [value for _, value in found] == sorted((value for _, value in found), reverse=True)
    assert alike_to("etwas ganz anderes steht hier", texts, signed) == []
    assert alike_to("", texts, signed) == []


def test_a_block_more_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = variants(300)
    whole = signatures(texts)
    monkeypatch.setattr("konzept.feedback.alike.BLOCK", 7)
    assert (signatures(texts) == whole).all()
    assert alike(texts) == alike(texts)


def test_time_grows_with_the_number_of_texts() -> None:
    """Four times as many take no more than nine times as long; one with each would take sixteen times."""

    def seconds(count: int) -> float:
        texts = variants(count)
        start = time.process_time()
        alike(texts)
        return time.process_time() - start

    seconds(500)
    assert seconds(8_000) <= 9 * max(seconds(2_000), 0.02)


@pytest.mark.parametrize(
    ("text", "same"),
    [("Mehr  KURSE!", "mehr kurse"), ("„Straße“ – gut", "strasse gut"), ("...", ""), ("a_b", "a b"), ("", "")],
)
def test_what_is_the_same_but_for_signs_and_case_is_the_same(text: str, same: str) -> None:
    assert plain(text) == same
