"""What somebody said, and what became of it."""

from __future__ import annotations

from html import unescape
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from konzept.write import handout
from tests import factories
from tests.werkstatt.web import scene
from werkstatt.lib import clock
from werkstatt.participation import actions as participation
from werkstatt.participation import queries as participation_queries
from werkstatt.participation.models import Contribution, Round, Submission
from werkstatt.review.models import Outcome, Placement
from werkstatt.web.queries import receipts
from werkstatt.web.queries.receipts import Answered

pytestmark = pytest.mark.django_db


def answered(slug: str, code: str) -> list[Answered]:
    submission = receipts.submission_of(slug, code)
    assert submission is not None
    return receipts.answered(submission)


def test_a_receipt_shows_what_was_said_and_that_the_answer_is_still_to_come() -> None:
    where = factories.authority()
    code = scene.say(scene.round_(scene.first_edition(where)), "meas0111", "")
    first, second = answered(where.slug, code)
    assert (first.name, first.verdict, first.outcome, first.answered_at) == (
        "Maßnahme 1.1.1",
        "nachjustieren",
        "",
        None,
    )
    assert first.contribution.comment == scene.SAID
    assert (second.name, second.element) == ("Neuer Vorschlag", None)


def test_the_newest_answer_counts() -> None:
    where = factories.authority()
    asked = scene.round_(scene.first_edition(where))
    code = scene.say(asked, "meas0111")
    scene.answer_all(asked, Outcome.NOTED, "Gelesen.")
    scene.answer_all(asked, Outcome.ADOPTED, "Doch übernommen.")
    (only,) = answered(where.slug, code)
    assert (only.outcome, only.reason) == ("übernommen", "Doch übernommen.")
    assert only.answered_at is not None


def test_codes_are_read_as_people_type_them() -> None:
    where = factories.authority()
    code = scene.say(scene.round_(scene.first_edition(where)), "meas0111")
    assert receipts.submission_of(where.slug, code.lower().replace("-", " ").replace("0", "o")) is not None


def test_a_code_opens_nothing_elsewhere_and_an_unknown_one_nothing_at_all() -> None:
    where, elsewhere = factories.authority(), factories.authority()
    code = scene.say(scene.round_(scene.first_edition(where)), "meas0111")
    assert receipts.submission_of(elsewhere.slug, code) is None
    assert receipts.submission_of(where.slug, "K7F3-92QM-4TXA") is None
    assert receipts.submission_of(where.slug, "") is None


def test_what_a_contribution_caused_is_shown_once_it_is_public() -> None:
    where = factories.authority()
    first = scene.first_edition(where)
    asked = scene.round_(first, ends=-1)
    code = scene.say(asked, "meas0112")
    draft = scene.next_version(first)
    scene.ground(draft, asked)
    assert answered(where.slug, code)[0].changes == ()
    scene.publish(draft)
    assert [change.uid for change in answered(where.slug, code)[0].changes] == ["meas0112"]


def test_a_persons_placement_says_which_element_is_meant() -> None:
    where = factories.authority()
    code = scene.say(scene.round_(scene.first_edition(where)), "")
    Placement.objects.create(contribution=Contribution.objects.get(), uid="meas0211")
    assert answered(where.slug, code)[0].name == "Maßnahme 2.1.1"


@pytest.mark.parametrize("said", [1, 3])
def test_questions_do_not_grow_with_what_was_said(said: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    where = factories.authority()
    code = scene.say(scene.round_(scene.first_edition(where)), *["meas0111", "meas0112", "meas0121"][:said])
    with django_assert_num_queries(5):
        answered(where.slug, code)


# --- where it stands, and the paper ---


def told(where: Round) -> tuple[Submission, list[Answered]]:
    code = scene.say(where, "meas0111", comment="Mehr *Zeit* [bitte](http://x.example) #1")
    submission = receipts.submission_of(where.authority.slug, code)
    assert submission is not None
    return submission, receipts.answered(submission)


def test_where_it_stands_while_the_round_runs_and_after(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    running = scene.round_(scene.first_edition(factories.authority()))
    submission, said = told(running)
    with django_assert_num_queries(0):
        standing = receipts.standing(submission, said)
    assert (standing.counts, standing.may_change, standing.answered, standing.newer) == (True, True, False, "")
    with clock.at(running.closes_at):
        assert not receipts.standing(submission, said).may_change


def test_a_wording_that_was_replaced_names_the_newer_one() -> None:
    submission, said = told(scene.round_(scene.first_edition(factories.authority())))
    newer, code = participation.say(submission.round, [], form_key=uuid4(), sender="", replaces=submission)
    found = receipts.submission_of(
        submission.round.authority.slug, participation_queries.receipt_code(submission.form_key)
    )
    assert found is not None
    standing = receipts.standing(found, said)
    assert (standing.counts, standing.may_change, standing.newer) == (False, False, code)
    assert newer.replaces_id == submission.pk


def test_the_paper_has_code_picture_and_words_and_nothing_said_becomes_a_mark() -> None:
    submission, said = told(scene.round_(scene.first_edition(factories.authority())))
    address = "http://testserver/erlenau/mitmachen/beleg/K7F3-92QM-4TXA/"
    sheet = receipts.paper(submission, said, address)
    code = participation_queries.receipt_code(submission.form_key)
    page = handout.html(sheet)
    assert code in page
    assert address in page
    assert "QR-Code" in page
    assert "Mehr *Zeit* [bitte](http://x.example) #1" in unescape(page)
    assert handout.pdf(sheet).startswith(b"%PDF-")


def test_german_keeps_its_full_stop_on_a_paper_that_runs_the_other_way() -> None:
    """The office's words and people's own have a direction each, whatever the page's."""
    submission, said = told(scene.round_(scene.first_edition(factories.authority())))
    page = unescape(handout.html(receipts.paper(submission, said, "http://testserver/")))
    assert receipts.apart(submission.round.title) in page
    assert receipts.apart("Mehr *Zeit* [bitte](http://x.example) #1") in page
    assert page.count(receipts.APART) == page.count(receipts.UNTIL)
    assert receipts.apart("") == ""


def test_the_paper_tells_the_answer_when_there_is_one() -> None:
    where = scene.round_(scene.first_edition(factories.authority()))
    submission, _ = told(where)
    scene.answer_all(where, reason="Das machen wir.")
    page = handout.html(receipts.paper(submission, receipts.answered(submission), "http://testserver/"))
    assert "Das machen wir." in unescape(page)


def test_the_picture_is_dark_on_white_and_needs_no_other_address() -> None:
    picture = receipts.picture_of("http://testserver/erlenau/")
    assert picture.startswith("data:image/svg+xml")
    assert "%23fff" in picture
