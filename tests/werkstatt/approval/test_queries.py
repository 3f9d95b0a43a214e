"""Where a version stands between draft and edition."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import signing
from pytest_django import DjangoAssertNumQueries, Settings

from konzept.amend import amend, drop
from konzept.synopsis import Status
from tests import factories
from werkstatt.approval import actions, queries
from werkstatt.approval.models import Addressee, Coordination
from werkstatt.concepts.models import Version
from werkstatt.lib import clock
from werkstatt.network.actions import add_body
from werkstatt.network.models import Body

pytestmark = pytest.mark.django_db

DUE = date(2026, 7, 31)


@pytest.fixture
def version() -> Version:
    return factories.version()


@pytest.fixture
def council(version: Version) -> Body:
    return add_body(version.concept.authority, None, name="Kreistag", decides=True)


@pytest.fixture
def coordination(version: Version) -> Coordination:
    return asked(version, "Beirat", "Schulamt", "Sozialamt")


def asked(version: Version, *names: str) -> Coordination:
    bodies = [add_body(version.concept.authority, None, name=name) for name in names]
    return actions.open_coordination(version, None, title="Entwurf", message="", due_on=DUE, bodies=bodies, site="")


def decided(version: Version, council: Body, label: str = "Erstfassung") -> None:
    actions.decide(version, None, body=council, decided_on=DUE, reference="1", label=label)


def successor(version: Version, uid: str = "meas0111", text: str = "Anders.") -> Version:
    value = factories.reworded(queries.text_of(version), uid, text)
    return factories.version(value=value, parent=version)


# --- votes ---


def test_each_body_that_is_asked_has_one_vote(coordination: Coordination) -> None:
    assert [str(vote.addressee) for vote in queries.votes(coordination)] == ["Beirat", "Schulamt", "Sozialamt"]


@pytest.mark.parametrize(
    ("stance", "german"),
    [
        ("signed", "mitgezeichnet"),
        ("conditional", "mitgezeichnet mit Maßgabe"),
        ("dissent", "Dissens"),
        ("not_concerned", "nicht betroffen"),
    ],
)
def test_a_vote_is_told_in_words_before_and_after_the_due_day(
    coordination: Coordination, stance: str, german: str
) -> None:
    actions.sign(coordination.addressees.get(body__name="Beirat"), stance=stance, reason="Darum.")
    for day in (DUE, DUE + timedelta(days=300)):
        assert queries.votes(coordination, day)[0].german == german


def test_the_due_day_ends_at_midnight_in_berlin(coordination: Coordination) -> None:
    with clock.at(datetime(2026, 7, 31, 21, 59, tzinfo=UTC)):
        assert not queries.votes(coordination)[0].lapsed
    with clock.at(datetime(2026, 7, 31, 22, 0, tzinfo=UTC)):
        assert queries.votes(coordination)[0].lapsed, "it is August in Berlin"


def test_the_newest_vote_counts(coordination: Coordination) -> None:
    beirat = coordination.addressees.get(body__name="Beirat")
    for stance in ("dissent", "signed", "conditional"):
        actions.sign(beirat, stance=stance, reason="Darum.")
    vote = queries.votes(coordination)[0].cosignature
    assert vote is not None
    assert vote.stance == "conditional"


def test_what_is_unsettled_is_counted_over_all_coordinations(version: Version, coordination: Coordination) -> None:
    assert queries.unsettled(version) == (3, 0)
    beirat, schulamt, _ = coordination.addressees.all()
    actions.sign(beirat, stance="dissent", reason="Nein.")
    actions.sign(schulamt, stance="not_concerned", reason="Geht uns nichts an.")
    assert queries.unsettled(version) == (1, 1)
    asked(version, "Bauamt")
    assert queries.unsettled(version) == (2, 1)
    actions.sign(beirat, stance="signed")
    assert queries.unsettled(version) == (2, 0)
    assert queries.unsettled(factories.version()) == (0, 0)


@pytest.mark.parametrize("count", [1, 3])
def test_votes_are_two_questions(
    version: Version, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    made = asked(version, *(f"Amt {number}" for number in range(count)))
    for addressee in made.addressees.all():
        actions.sign(addressee, stance="signed")
    with django_assert_num_queries(2):
        assert len(queries.votes(made)) == count
    with django_assert_num_queries(2):
        queries.unsettled(version)


# --- tokens ---


def test_a_link_opens_its_own_body_alone(coordination: Coordination) -> None:
    for addressee in coordination.addressees.all():
        assert queries.addressee_of(queries.token_of(addressee)) == addressee


@pytest.mark.parametrize("cut", [1, 5, -1, -8])
def test_a_cut_link_opens_nothing(coordination: Coordination, cut: int) -> None:
    token = queries.token_of(coordination.addressees.all()[0])
    assert queries.addressee_of(token[:cut] if cut < 0 else token[cut:]) is None


@pytest.mark.parametrize("token", ["", ":", "::", "kaputt", "MQ:1abc:xyz", "1", "ü", "../", "\x00", "A" * 5000])
def test_what_nobody_signed_opens_nothing(coordination: Coordination, token: str) -> None:
    assert queries.addressee_of(token) is None


def test_a_link_of_another_body_is_not_made_by_changing_the_number(coordination: Coordination) -> None:
    first, second, _ = coordination.addressees.all()
    value = signing.dumps(second.pk, salt=queries.SALT).split(":")[0]
    forged = ":".join([value, *queries.token_of(first).split(":")[1:]])
    assert queries.addressee_of(forged) is None


def test_what_is_signed_for_another_purpose_opens_nothing(coordination: Coordination) -> None:
    number = coordination.addressees.all()[0].pk
    for salt in ("django.core.signing", "approval", "password"):
        assert queries.addressee_of(signing.dumps(number, salt=salt)) is None


def test_another_secret_ends_all_links(coordination: Coordination, settings: Settings) -> None:
    token = queries.token_of(coordination.addressees.all()[0])
    settings.SECRET_KEY = "anders-" * 10
    assert queries.addressee_of(token) is None


def test_a_link_of_a_body_that_is_gone_opens_nothing(coordination: Coordination) -> None:
    addressee = coordination.addressees.all()[0]
    token = queries.token_of(addressee)
    Addressee.objects.filter(pk=addressee.pk).delete()
    assert queries.addressee_of(token) is None


# --- editions ---


def test_editions_count_from_the_first(version: Version, council: Body) -> None:
    assert queries.current_edition(version.concept) is None
    decided(version, council)
    second = successor(version)
    decided(second, council, "1. Fortschreibung")
    assert [edition.label for edition in queries.editions(version.concept)] == ["Erstfassung", "1. Fortschreibung"]
    current = queries.current_edition(version.concept)
    assert current is not None
    assert current.version == second


def test_the_edition_before_is_the_one_that_a_version_continues(version: Version, council: Body) -> None:
    decided(version, council)
    second = successor(version)
    third = successor(second, "meas0112", "Auch anders.")
    assert queries.edition_before(version) is None
    for later in (second, third):
        before = queries.edition_before(later)
        assert before is not None
        assert before.version == version


def test_editions_and_coordinations_of_others_are_not_among_them(
    version: Version, council: Body, coordination: Coordination
) -> None:
    decided(version, council)
    other = factories.version()
    assert not queries.editions(other.concept).exists()
    assert not queries.coordinations(other.concept.authority).exists()
    assert list(queries.coordinations(version.concept.authority)) == [coordination]


def test_a_version_is_decided_or_not(version: Version, council: Body) -> None:
    assert not queries.is_decided(version)
    decided(version, council)
    assert queries.is_decided(Version.objects.get(pk=version.pk))


# --- what changes ---


def changed(version: Version) -> dict[str, Status]:
    rows = queries.rows_since_edition(version)
    return {row.uid: row.status for row in rows if row.status is not Status.KEPT}


def test_rows_run_from_the_edition_in_force(version: Version, council: Body) -> None:
    second = successor(version)
    third = successor(second, "meas0112", "Auch anders.")
    assert set(changed(third)) == {"meas0111", "meas0112"}, "from the first version while nothing is decided"
    decided(second, council)
    assert set(changed(third)) == {"meas0112"}


def test_of_the_first_version_all_is_new_to_whom_it_is_shown(version: Version) -> None:
    elements = {element.uid for element in factories.concept_value().walk()}
    assert set(changed(version)) == elements
    assert set(changed(version).values()) == {Status.NEW}


def test_without_an_edition_nothing_was_dropped(version: Version) -> None:
    value = factories.concept_value()
    bare = amend(value, [change for change in drop(value, "meas0112", "x") if hasattr(change, "uid")])
    assert queries.dropped_without_reason(factories.version(value=bare, parent=version)) == []


def test_a_dropped_goal_brings_its_measures_along(version: Version, council: Body) -> None:
    decided(version, council)
    value = factories.concept_value()
    bare = amend(value, [change for change in drop(value, "goal0021", "x") if hasattr(change, "uid")])
    draft = factories.version(value=bare, parent=version)
    assert {element.uid for element in queries.dropped_without_reason(draft)} == {"meas0211", "meas0212"}


def test_said_why_nothing_is_missing(version: Version, council: Body) -> None:
    decided(version, council)
    value = factories.concept_value()
    for uid in ("meas0112", "meas0221"):
        value = amend(value, drop(value, uid, "Einmalig erledigt."))
    assert queries.dropped_without_reason(factories.version(value=value, parent=version)) == []
