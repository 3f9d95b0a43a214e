"""A letter is cut and placed, taken over and taken back; nobody undoes what somebody else did."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from konzept.feedback.passages import PassageKind, Passages, cut, join, mark, open_points, settle
from konzept.model import Problem
from tests import factories
from werkstatt.accounts.models import User
from werkstatt.inbox.actions import address, discard, restore, revise, take_back, take_over, undo
from werkstatt.inbox.models import Letter, LetterState
from werkstatt.inbox.queries import passages_of
from werkstatt.journal.models import Entry
from werkstatt.participation.models import Channel, Contribution, Round, Submission
from werkstatt.participation.queries import contributions
from werkstatt.review.actions import answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(running: Round) -> Letter:
    return factories.letter(running.authority)


def fresh(letter: Letter) -> Letter:
    return Letter.objects.select_related("authority", "round", "contact", "submission").get(pk=letter.pk)


def test_a_step_is_kept_and_counted(letter: Letter, alma: User) -> None:
    revise(letter, alma, seen=0, change=lambda _, passages: settle(passages, 1, "meas0111"))
    now = fresh(letter)
    assert (passages_of(now)[1].uid, now.edits, len(now.past)) == ("meas0111", 1, 1)


def test_a_step_that_changes_nothing_is_none(letter: Letter, alma: User) -> None:
    assert revise(letter, alma, seen=0, change=lambda _, passages: passages).edits == 0
    assert not Entry.objects.filter(deed="inbox.revise").exists()


def test_who_is_late_learns_it_and_changes_nothing(letter: Letter, alma: User) -> None:
    revise(letter, alma, seen=0, change=lambda _, passages: join(passages, 1))
    with pytest.raises(Problem, match="Inzwischen"):
        revise(letter, alma, seen=0, change=lambda _, passages: join(passages, 1))
    with pytest.raises(Problem, match="Inzwischen"):
        undo(letter, alma, seen=0)
    factories.placed(fresh(letter))
    with pytest.raises(Problem, match="Inzwischen"):
        take_over(letter, alma, seen=1)
    assert len(passages_of(fresh(letter))) == 3


def test_a_change_that_would_lose_words_is_refused(letter: Letter, alma: User) -> None:
    with pytest.raises(Problem, match="verloren"):
        revise(letter, alma, seen=0, change=lambda _, passages: passages[1:])
    assert fresh(letter).edits == 0


def test_what_is_cut_is_guessed_anew(running: Round, alma: User) -> None:
    text = "Zu Maßnahme 1.1.2: gut so. Der Wegweiser zur Anerkennung fehlt."
    letter = factories.letter(running.authority, text.encode(), name="brief.txt")
    at = letter.text.index("Der Wegweiser")
    revise(letter, alma, seen=0, change=lambda text, passages: cut(text, passages, 0, at))
    one, two = passages_of(fresh(letter))
    assert [guess.uid for guess in one.guesses] == ["meas0112"]
    assert next(guess.uid for guess in two.guesses) == "meas0212"


def test_steps_can_be_taken_back_one_by_one(letter: Letter, alma: User) -> None:
    before = letter.passages
    revise(letter, alma, seen=0, change=lambda _, passages: join(passages, 1))
    revise(letter, alma, seen=1, change=lambda _, passages: mark(passages, 1, PassageKind.QUOTED))
    undo(letter, alma, seen=2)
    undo(letter, alma, seen=3)
    assert fresh(letter).passages == before
    with pytest.raises(Problem, match="keinen Schritt"):
        undo(letter, alma, seen=4)


def test_points_become_contributions(letter: Letter, alma: User, running: Round) -> None:
    address(letter, alma, round_=running, organisation=" Frauenhaus ", received_at=datetime(2026, 2, 1, 12, tzinfo=UTC))
    factories.placed(fresh(letter))
    submission, code = take_over(fresh(letter), alma, seen=1)
    assert (submission.channel, submission.organisation) == (Channel.EMAIL, "Frauenhaus")
    assert submission.received_at == datetime(2026, 2, 1, 12, tzinfo=UTC)
    assert submission.entered_by == alma
    assert len(code) == 14
    rows = list(contributions(running))
    assert [row.uid for row in rows] == ["meas0112", "meas0212"]
    assert rows[0].comment == "zu Maßnahme 1.1.2: bitte auch am Abend."
    assert rows[0].wording == "Sprachkurse mit Kinderbetreuung anbieten."
    now = fresh(letter)
    assert (now.state, now.submission) == (LetterState.TAKEN, submission)
    assert now.contact is not None
    assert now.contact.submission == submission


def test_twice_is_once(letter: Letter, alma: User, running: Round) -> None:
    factories.placed(letter)
    first = take_over(letter, alma, seen=1)
    assert take_over(letter, alma, seen=1) == first
    assert Submission.objects.count() == 1
    assert contributions(running).count() == 2


def test_a_point_about_nothing_in_particular_is_a_new_proposal(letter: Letter, alma: User) -> None:
    def nowhere(_: str, passages: Passages) -> Passages:
        for index in open_points(passages):
            passages = settle(passages, index, "")
        return passages

    revise(letter, alma, seen=0, change=nowhere)
    take_over(letter, alma, seen=1)
    assert set(Contribution.objects.values_list("uid", "wording")) == {("", "")}


def test_what_has_no_place_yet_is_not_taken_over(letter: Letter, alma: User) -> None:
    with pytest.raises(Problem, match="2 Anregungen haben noch keinen Platz"):
        take_over(letter, alma, seen=0)
    revise(letter, alma, seen=0, change=lambda _, passages: settle(passages, 1, "meas0111"))
    with pytest.raises(Problem, match="1 Anregung hat noch keinen Platz"):
        take_over(letter, alma, seen=1)
    assert not Submission.objects.exists()
    assert fresh(letter).state == LetterState.OPEN


def test_a_letter_without_points_is_not_taken_over(letter: Letter, alma: User) -> None:
    def quote(_: str, passages: Passages) -> Passages:
        return mark(mark(passages, 1, PassageKind.QUOTED), 2, PassageKind.LEFT_OUT, "nicht gemeint")

    revise(letter, alma, seen=0, change=quote)
    with pytest.raises(Problem, match="keine Anregung"):
        take_over(letter, alma, seen=1)


def test_a_letter_without_round_is_not_taken_over(alma: User, running: Round) -> None:
    version = running.version
    factories.round_(version, "Noch eine")
    letter = factories.letter(running.authority)
    factories.placed(letter)
    with pytest.raises(Problem, match="zu welcher Runde"):
        take_over(letter, alma, seen=1)


def test_a_point_that_is_too_long_is_said(running: Round, alma: User) -> None:
    letter = factories.placed(factories.letter(running.authority, ("Viel Text. " * 1_500).encode(), name="lang.txt"))
    with pytest.raises(Problem, match="Anregung 1 ist länger als 10000 Zeichen"):
        take_over(letter, alma, seen=1)
    middle = letter.text.index("Viel", len(letter.text) // 2)
    revise(letter, alma, seen=1, change=lambda text, passages: cut(text, passages, 0, middle))
    factories.placed(fresh(letter))
    assert take_over(letter, alma, seen=3)[0].contributions.count() == 2


def test_another_round_asks_for_every_place_again(letter: Letter, alma: User, running: Round) -> None:
    factories.placed(letter)
    other = factories.round_(running.version, "Noch eine")
    address(letter, alma, round_=other, organisation="")
    now = fresh(letter)
    assert (now.round, now.past, len(open_points(passages_of(now)))) == (other, [], 2)
    assert passages_of(now)[1].guesses[0].uid == "meas0112"
    address(letter, alma, round_=other, organisation="")
    assert fresh(letter).edits == now.edits


def test_what_was_taken_over_can_be_taken_back(letter: Letter, alma: User, running: Round) -> None:
    factories.placed(letter)
    first, _ = take_over(letter, alma, seen=1)
    take_back(letter, alma)
    take_back(letter, alma)
    assert contributions(running).count() == 0
    now = fresh(letter)
    assert (now.state, now.submission) == (LetterState.OPEN, None)
    again, _ = take_over(now, alma, seen=now.edits)
    assert again != first
    assert contributions(running).count() == 2
    assert now.contact is not None
    assert fresh(letter).contact.submission == again  # type: ignore[union-attr]  # there


def test_what_is_answered_stays(letter: Letter, alma: User, running: Round) -> None:
    factories.placed(letter)
    submission, _ = take_over(letter, alma, seen=1)
    answer(running, [submission.contributions.first()], alma, outcome="noted", reason="Danke.")  # type: ignore[list-item]  # there
    with pytest.raises(Problem, match="schon etwas beantwortet"):
        take_back(letter, alma)
    assert contributions(running).count() == 2


def test_a_letter_is_put_away_and_taken_out_again(letter: Letter, alma: User) -> None:
    discard(letter, alma)
    discard(letter, alma)
    assert fresh(letter).state == LetterState.DISCARDED
    with pytest.raises(Problem, match="nicht bearbeitet"):
        revise(letter, alma, seen=0, change=lambda _, passages: join(passages, 1))
    restore(letter, alma)
    restore(letter, alma)
    assert fresh(letter).state == LetterState.OPEN
    assert Entry.objects.filter(deed__in=["inbox.discard", "inbox.restore"]).count() == 2


def test_what_is_taken_over_is_not_put_away(letter: Letter, alma: User) -> None:
    factories.placed(letter)
    take_over(letter, alma, seen=1)
    with pytest.raises(Problem, match="schon übernommen"):
        discard(letter, alma)
    with pytest.raises(Problem, match="nicht wieder aufnehmen"):
        restore(letter, alma)
    with pytest.raises(Problem, match="nicht bearbeitet"):
        address(letter, alma, round_=letter.round, organisation="x")  # type: ignore[arg-type]  # there


def test_what_was_not_taken_over_cannot_be_taken_back(letter: Letter, alma: User) -> None:
    with pytest.raises(Problem, match="nicht übernommen"):
        take_back(letter, alma)


def test_the_journal_knows_no_words(letter: Letter, alma: User) -> None:
    factories.placed(letter, alma)
    take_over(letter, alma, seen=1)
    said = " ".join(f"{entry.deed} {entry.facts}" for entry in Entry.objects.all())
    assert "inbox.take_over" in said
    assert "Abend" not in said
