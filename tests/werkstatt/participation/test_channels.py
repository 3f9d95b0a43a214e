"""What counts no more and what is blackened is so everywhere at once: lists, counts, files, the table's dossier, the receipt."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from docx import Document

from konzept.model import Problem
from konzept.suggestion import Suggestion, Verdict
from konzept.write import handout
from tests import factories
from werkstatt.accounts.models import User
from werkstatt.conferences import actions as conferences
from werkstatt.conferences.queries import handouts
from werkstatt.journal.models import Entry
from werkstatt.participation import actions, queries
from werkstatt.participation.models import Channel, Round, Submission, Visibility

pytestmark = pytest.mark.django_db
WORDS = "Lieber abends, sagt Frau Lind."
NEWER = "Lieber vormittags."
BLACK = "Lieber abends, sagt […]."


@pytest.fixture
def round_() -> Round:
    made = factories.round_(factories.published(factories.authority("erlenau")))
    made.visibility = Visibility.OPEN
    made.save()
    return made


@pytest.fixture
def who(round_: Round) -> User:
    return factories.person(round_.authority)


def send(round_: Round, words: str = WORDS, *, uid: str = "meas0111", replaces: Submission | None = None) -> Submission:
    said = Suggestion(uid, Verdict.ADJUST, comment=words, proposal=f"Vorschlag: {words}", responsible="Amt")
    return actions.receive(round_, [said], channel=Channel.WEB, form_key=uuid.uuid4(), replaces=replaces)[0]


def list_outside(round_: Round) -> str:
    return Client().get(f"/erlenau/mitmachen/{round_.slug}/rueckmeldungen/").content.decode()


def list_of_one_element(round_: Round) -> str:
    return Client().get(f"/erlenau/mitmachen/{round_.slug}/rueckmeldungen/?zu=meas0111").content.decode()


def page_of_the_round(round_: Round) -> str:
    return Client().get(f"/erlenau/mitmachen/{round_.slug}/").content.decode()


def dossier(round_: Round) -> str:
    """The file that lies on the table of a conference."""
    held = factories.conference(round_)
    conferences.lay_tables(held, None)
    document = Document(BytesIO(handout.docx(handouts.dossier(held.tables.get(area_uid="area0001")))))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


READ_OUTSIDE = [list_outside, list_of_one_element]
CHANNELS = [*READ_OUTSIDE, dossier]


@pytest.mark.parametrize("channel", CHANNELS)
def test_what_is_said_is_read(round_: Round, channel: Callable[[Round], str]) -> None:
    send(round_)
    assert WORDS in channel(round_)


@pytest.mark.parametrize("channel", [*CHANNELS, page_of_the_round])
def test_what_is_withdrawn_is_read_nowhere(round_: Round, channel: Callable[[Round], str]) -> None:
    actions.withdraw(send(round_))
    assert "Lind" not in channel(round_)


@pytest.mark.parametrize("channel", CHANNELS)
def test_of_two_wordings_the_newer_is_read(round_: Round, channel: Callable[[Round], str]) -> None:
    send(round_, NEWER, replaces=send(round_))
    text = channel(round_)
    assert NEWER in text
    assert "Lind" not in text


@pytest.mark.parametrize("channel", CHANNELS)
def test_of_three_wordings_the_last_is_read(round_: Round, channel: Callable[[Round], str]) -> None:
    last = send(round_, NEWER, replaces=send(round_, "Dazwischen.", replaces=send(round_)))
    text = channel(round_)
    assert NEWER in text
    assert "Lind" not in text
    assert "Dazwischen." not in text
    actions.withdraw(last)
    assert not queries.contributions(round_).exists(), "an older wording does not come back by itself"


@pytest.mark.parametrize("channel", CHANNELS)
def test_black_marks_lie_over_every_part(round_: Round, channel: Callable[[Round], str], who: User) -> None:
    said = send(round_).contributions.get()
    actions.redact(said, who, {"comment": BLACK, "proposal": f"Vorschlag: {BLACK}"})
    text = channel(round_)
    assert BLACK in text
    assert "Lind" not in text


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_part_blackened_whole_is_gone(round_: Round, channel: Callable[[Round], str], who: User) -> None:
    said = send(round_).contributions.get()
    actions.redact(said, who, {"comment": "", "proposal": " "})
    assert "Lind" not in channel(round_)
    assert said.comment == WORDS


@pytest.mark.parametrize("channel", CHANNELS)
def test_what_is_held_back_is_read_nowhere(round_: Round, channel: Callable[[Round], str], who: User) -> None:
    kept = send(round_).contributions.get()
    actions.moderate(round_, [kept], who, published=False, reason="nennt eine Person")
    assert "Lind" not in channel(round_)
    assert "nennt eine Person" not in channel(round_)


def test_the_round_counts_what_is_read(round_: Round, who: User) -> None:
    first, second = send(round_), send(round_, uid="meas0112")
    assert queries.public(round_).count() == queries.count_by_channel(round_)["web"] == 2
    actions.moderate(round_, [first.contributions.get()], who, published=False)
    assert queries.public(round_).count() == 1
    assert queries.count_by_channel(round_) == {"web": 2}, "what is held back counts all the same"
    actions.withdraw(second)
    assert queries.public(round_).count() == 0
    assert queries.count_by_channel(round_) == {"web": 1}


def test_the_receipt_shows_the_holder_their_own_words(round_: Round, who: User) -> None:
    submission = send(round_)
    actions.redact(submission.contributions.get(), who, {"comment": BLACK})
    page = Client().get(f"/erlenau/mitmachen/beleg/{queries.receipt_code(submission.form_key)}/").content.decode()
    assert WORDS in page
    assert BLACK not in page


def test_what_the_office_took_back_lets_the_earlier_wording_count_again(round_: Round, who: User) -> None:
    first = send(round_)
    second = send(round_, NEWER, replaces=first)
    actions.withdraw(second, who)
    assert [row.comment for row in queries.contributions(round_)] == [WORDS]
    assert queries.counts(first)
    assert not queries.counts(second)


def test_a_newer_wording_is_looked_at_anew(round_: Round, who: User) -> None:
    round_.visibility = Visibility.MODERATED
    round_.save()
    first = send(round_)
    actions.moderate(round_, [first.contributions.get()], who, published=True)
    send(round_, NEWER, replaces=first)
    assert not queries.public(round_).exists(), "what was published was the older wording"
    assert [row.comment for row in queries.to_moderate(round_)] == [NEWER]


def test_nothing_that_counts_no_more_waits_for_a_person(round_: Round) -> None:
    round_.visibility = Visibility.MODERATED
    round_.save()
    first = send(round_)
    send(round_, NEWER, replaces=first)
    actions.withdraw(send(round_, uid="meas0112"))
    assert [row.comment for row in queries.to_moderate(round_)] == [NEWER]
    assert queries.in_state(round_, "offen").count() == 1


def test_one_round_says_nothing_about_another(round_: Round) -> None:
    other = factories.round_(round_.version, "Zweite Runde")
    other.visibility = Visibility.OPEN
    other.save()
    send(other, NEWER)
    send(round_)
    assert NEWER not in list_outside(round_)
    assert NEWER not in dossier(round_)
    assert [row.comment for row in queries.contributions(other)] == [NEWER]


def test_a_moderator_of_one_round_cannot_reach_into_another_by_number(round_: Round, who: User) -> None:
    other = factories.round_(round_.version, "Zweite Runde")
    elsewhere = send(other).contributions.get()
    client = factories.signed_in(who)
    office = f"/werkstatt/erlenau/beteiligung/{round_.slug}/freigabe/"
    client.post(office, {"said": [elsewhere.pk], "published": "nein"})
    assert client.post(f"{office}{elsewhere.pk}/", {"comment": "überschrieben"}).status_code == 404
    assert not elsewhere.moderations.exists()
    assert not elsewhere.redactions.exists()


@pytest.mark.parametrize("deed", ["withdraw", "replace"])
def test_what_counts_no_more_is_neither_moderated_nor_blackened(round_: Round, who: User, deed: str) -> None:
    submission = send(round_)
    gone = submission.contributions.get()
    if deed == "withdraw":
        actions.withdraw(submission)
    else:
        send(round_, NEWER, replaces=submission)
    client = factories.signed_in(who)
    office = f"/werkstatt/erlenau/beteiligung/{round_.slug}/freigabe/"
    client.post(office, {"said": [gone.pk], "published": "ja"})
    assert client.get(f"{office}{gone.pk}/").status_code == 404
    assert not gone.moderations.exists()


def test_the_same_black_mark_twice_is_one_and_surrounding_space_is_none(round_: Round, who: User) -> None:
    said = send(round_).contributions.get()
    assert actions.redact(said, who, {"comment": BLACK}) == ["comment"]
    assert actions.redact(said, who, {"comment": f"  {BLACK}\n"}) == []
    assert said.redactions.count() == 1
    assert actions.redact(said, who, {"verdict": "proven", "submission": "1"}) == []


def test_moderating_many_of_which_some_are_done_counts_the_others(round_: Round, who: User) -> None:
    rows = [send(round_, uid=uid).contributions.get() for uid in ("meas0111", "meas0112", "meas0211")]
    assert actions.moderate(round_, rows[:1], who, published=True) == 1
    assert actions.moderate(round_, rows, who, published=True) == 2
    assert actions.moderate(round_, rows, who, published=True) == 0
    assert [row.moderations.count() for row in rows] == [1, 1, 1]
    with pytest.raises(Problem, match="mindestens eine ankreuzen"):
        actions.moderate(round_, [], who, published=True)


def test_none_of_it_stands_in_the_journal(round_: Round, who: User) -> None:
    first = send(round_)
    newer = send(round_, NEWER, replaces=first)
    said = newer.contributions.get()
    actions.redact(said, who, {"comment": BLACK})
    actions.moderate(round_, [said], who, published=False, reason="nennt Frau Lind")
    actions.withdraw(newer)
    facts = json.dumps(list(Entry.objects.values_list("deed", "facts")), ensure_ascii=False)
    for words in (WORDS, NEWER, BLACK, "Lind"):
        assert words not in facts
    assert facts.count("participation.receive") == 2
    assert facts.count("participation.withdraw") == 1
