"""What somebody said, and what became of it."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from tests import factories
from tests.werkstatt.web import scene
from werkstatt.participation.models import Contribution
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
    with django_assert_num_queries(4):
        answered(where.slug, code)
