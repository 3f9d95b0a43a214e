"""The office's first page: where the procedure stands, what is to do today, whom it waits for."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from konzept.change import Edited
from tests import factories
from tests.werkstatt.web import scene
from werkstatt.accounts.models import Role, User
from werkstatt.approval.models import Addressee, Coordination, Cosignature, Stance
from werkstatt.authorities.models import Authority
from werkstatt.concepts.actions import propose, upload
from werkstatt.concepts.models import Version
from werkstatt.concepts.tasks import understand
from werkstatt.network.models import Body
from werkstatt.participation.models import Upload, UploadState
from werkstatt.web.queries import desk as desks
from werkstatt.work.actions import fail
from werkstatt.work.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def where() -> Authority:
    return factories.authority()


@pytest.fixture
def lead(where: Authority) -> User:
    return factories.person(where)


def titles(where: Authority, person: User) -> list[str]:
    return [task.title for task in desks.tasks(desks.Desk(where), person)]


def waiting(where: Authority) -> list[str]:
    return [task.title for task in desks.waiting(desks.Desk(where))]


def line(where: Authority) -> list[str]:
    return [step.state for step in desks.steps(desks.Desk(where))]


def coordinate(version: Version, *names: str, due: int = 10) -> Coordination:
    """These bodies are asked about a version."""
    coordination = Coordination.objects.create(
        version=version, title="Vorlage", due_on=timezone.localdate() + timedelta(days=due)
    )
    for name in names:
        body = Body.objects.create(authority=version.concept.authority, name=name)
        Addressee.objects.create(coordination=coordination, body=body)
    return coordination


def sign_all(coordination: Coordination) -> None:
    for addressee in coordination.addressees.all():
        Cosignature.objects.create(addressee=addressee, stance=Stance.SIGNED)


def test_an_empty_workshop_is_empty(where: Authority, lead: User) -> None:
    desk = desks.Desk(where)
    assert desk.is_empty
    assert titles(where, lead) == []
    assert line(where) == ["current", "ahead", "ahead", "ahead", "ahead"]
    assert desks.answered(desk) == []


def test_a_document_that_was_read_waits_for_its_check(where: Authority, lead: User) -> None:
    factories.read_in(where)
    assert not desks.Desk(where).is_empty
    assert titles(where, lead) == ["„konzept.md“ prüfen und übernehmen"]


def test_a_first_version_wants_to_be_published_then_to_be_discussed(where: Authority, lead: User) -> None:
    version = factories.version(where)
    assert titles(where, lead) == ["Fassung 0 veröffentlichen"]
    scene.publish(version)
    assert titles(where, lead) == ["Beteiligungsrunde eröffnen"]
    assert line(where) == ["done", "current", "ahead", "ahead", "ahead"]


def test_while_a_round_runs_one_waits_and_may_answer_already(where: Authority, lead: User) -> None:
    scene.say(scene.round_(scene.first_edition(where)), "meas0111", "meas0112")
    assert titles(where, lead) == ["2 Rückmeldungen beantworten"]
    assert waiting(where) == ["Die Beteiligung läuft"]
    assert desks.answered(desks.Desk(where)) == [{"name": "Runde herbst", "done": 0, "total": 2}]


def test_a_round_ahead_is_neither_waited_for_nor_over(where: Authority, lead: User) -> None:
    scene.round_(scene.first_edition(where), starts=2)
    assert titles(where, lead) == []
    assert waiting(where) == []
    assert line(where)[1] == "current"


def test_filled_matrices_wait_for_a_person(where: Authority, lead: User) -> None:
    asked = scene.round_(scene.first_edition(where))
    Upload.objects.create(round=asked, name="matrix.docx", sha256="0" * 64, state=UploadState.PREVIEW)
    assert titles(where, lead) == ["1 ausgefüllte Matrix bestätigen"]


def test_a_closed_round_is_reviewed_then_concluded(where: Authority, lead: User) -> None:
    asked = scene.round_(scene.first_edition(where), ends=-1)
    scene.say(asked, "meas0111")
    assert line(where) == ["done", "done", "current", "ahead", "ahead"]
    assert titles(where, lead) == ["1 Rückmeldung beantworten"]
    scene.answer_all(asked)
    assert titles(where, lead) == ["Auswertung abschließen"]


def test_a_round_without_any_contribution_can_be_concluded(where: Authority, lead: User) -> None:
    scene.round_(scene.first_edition(where), ends=-1)
    assert [task.note for task in desks.tasks(desks.Desk(where), lead)] == ["Es kam keine Rückmeldung."]


def test_a_concluded_draft_is_coordinated_then_decided(where: Authority, lead: User) -> None:
    first = scene.first_edition(where)
    draft = scene.next_version(first)
    scene.conclude(scene.round_(first, ends=-1), draft)
    assert line(where) == ["done", "done", "done", "current", "ahead"]
    assert titles(where, lead) == ["Entwurf in die Abstimmung geben"]
    coordination = coordinate(draft, "Jugendamt", "Jobcenter")
    assert titles(where, lead) == []
    assert waiting(where) == ["2 Gremien haben noch nicht mitgezeichnet"]
    sign_all(coordination)
    assert line(where) == ["done", "done", "done", "done", "current"]
    assert titles(where, lead) == ["Beschluss eintragen"]
    scene.decide(draft, 1, "zweite", "1. Fortschreibung")
    assert line(where) == ["done"] * 5
    assert titles(where, lead) == ["Beteiligungsrunde eröffnen"]


def test_who_says_nothing_by_the_due_day_is_not_waited_for(where: Authority, lead: User) -> None:
    first = scene.first_edition(where)
    draft = scene.next_version(first)
    scene.conclude(scene.round_(first, ends=-1), draft)
    coordinate(draft, "Jugendamt", due=-1)
    assert waiting(where) == []
    assert titles(where, lead) == ["Beschluss eintragen"]


def test_pending_changes_wait_for_their_version(where: Authority, lead: User) -> None:
    first = scene.first_edition(where)
    scene.round_(first)
    measure = factories.concept_value().find("meas0112")
    assert measure is not None
    propose(first.concept, lead, Edited("meas0112", "text", measure.text, "Neuer Wortlaut."))
    assert titles(where, lead) == ["1 vorgemerkte Änderung zu einer Fassung machen"]


def test_a_new_round_after_an_edition_begins_the_next_cycle(where: Authority) -> None:
    _, second = scene.whole(where)
    assert line(where) == ["done"] * 5
    asked = scene.round_(second, "neu", starts=-2)
    assert line(where) == ["done", "current", "ahead", "ahead", "ahead"]
    asked.closes_at = timezone.now() - timedelta(days=1)
    asked.save()
    assert line(where) == ["done", "done", "current", "ahead", "ahead"]


def test_work_that_is_not_finished_is_waited_for(where: Authority) -> None:
    scene.first_edition(where)
    Job.objects.create(authority=where, title="Matrix wird gelesen")
    Job.objects.create(authority=where, title="fertig", finished_at=timezone.now())
    assert waiting(where) == ["Matrix wird gelesen"]


@pytest.mark.parametrize(
    ("role", "expected"),
    [(Role.COMMISSIONER, 1), (Role.EDITOR, 1), (Role.REVIEWER, 1), (Role.READER, 0)],
)
def test_one_is_asked_only_for_what_one_may_do(where: Authority, role: str, expected: int) -> None:
    scene.say(scene.round_(scene.first_edition(where)), "meas0111")
    assert len(titles(where, factories.person(where, role))) == expected


def test_a_decision_is_the_commissioners(where: Authority, lead: User) -> None:
    first = scene.first_edition(where)
    draft = scene.next_version(first)
    scene.conclude(scene.round_(first, ends=-1), draft)
    sign_all(coordinate(draft, "Jugendamt"))
    assert titles(where, factories.person(where, Role.EDITOR)) == []
    assert titles(where, lead) == ["Beschluss eintragen"]


def test_every_line_leads_somewhere(where: Authority, lead: User) -> None:
    asked = scene.round_(scene.first_edition(where), ends=-1)
    scene.say(asked, "meas0111")
    desk = desks.Desk(where)
    assert all(task.href for task in [*desks.tasks(desk, lead), *desks.waiting(desk)])
    assert [bool(step.href) for step in desks.steps(desk)] == [True, True, True, False, False]


def test_the_stations_say_when_and_how_many(where: Authority) -> None:
    asked = scene.round_(scene.first_edition(where), ends=-1)
    scene.say(asked, "meas0111", "meas0112")
    assert [step.note for step in desks.steps(desks.Desk(where))] == ["Fassung 0", "2 Rückmeldungen", "2 offen", "", ""]


@pytest.mark.parametrize("voices", [1, 3])
def test_the_desk_asks_the_same_however_much_there_is(
    where: Authority, lead: User, voices: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = scene.first_edition(where)
    asked = scene.round_(first)
    for _ in range(voices):
        scene.say(asked, "meas0111")
    draft = scene.next_version(first)
    coordinate(draft, *(f"Gremium {number}" for number in range(voices)))
    desk = desks.Desk(where)
    with django_assert_num_queries(11):
        desks.steps(desk)
        desks.tasks(desk, lead)
        desks.waiting(desk)
        desks.answered(desk)


def test_today_is_the_day_here(where: Authority) -> None:
    late = timezone.make_aware(datetime(2026, 6, 30, 23, 30))  # noqa: DTZ001  # made aware around it
    assert desks.Desk(where, late).today == date(2026, 6, 30)


def test_a_document_that_is_read_is_waited_for_once(where: Authority, lead: User) -> None:
    upload(where, lead, "konzept.md", factories.document(), then=understand)
    assert waiting(where) == ["„konzept.md“ wird gelesen"]
    assert titles(where, lead) == []


def test_a_document_whose_reading_broke_down_is_waited_for_no_more(where: Authority, lead: User) -> None:
    made = upload(where, lead, "konzept.md", factories.document(), then=understand)
    fail(str(made.job_id), "Das hat auch nach drei Anläufen nicht geklappt.")
    assert waiting(where) == []
    assert desks.Desk(where).is_empty


def test_nobody_is_asked_for_anything_elsewhere(where: Authority) -> None:
    scene.say(scene.round_(scene.first_edition(where)), "meas0111")
    assert titles(where, factories.person(factories.authority())) == []
    assert titles(where, factories.person(None)) == []


def test_what_happens_elsewhere_is_not_on_the_desk(where: Authority, lead: User) -> None:
    other = factories.authority()
    scene.say(scene.round_(scene.first_edition(other)), "meas0111")
    factories.read_in(other)
    Job.objects.create(authority=other, title="Matrix wird gelesen")
    assert titles(where, lead) == []
    assert waiting(where) == []
    assert desks.Desk(where).is_empty


def test_a_desk_shows_at_most_seven_lines(where: Authority, lead: User) -> None:
    for number in range(9):
        factories.read_in(where, lead, factories.document("Sprachkurs.", f"Sprachkurs {number}."), f"{number}.md")
    assert len(titles(where, lead)) == desks.MOST
