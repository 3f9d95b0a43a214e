"""An export whose reading or taking over came to no end says so, and goes on where it broke off when somebody says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from konzept.model import Problem
from tests import factories
from tests.werkstatt.inbox.test_portal import COLUMNS, ONE, THREE, TWO, csv_of, fresh, ready, work_on
from werkstatt.accounts.models import User
from werkstatt.inbox import actions, tasks
from werkstatt.inbox.models import ExportState, PortalExport, PortalRow
from werkstatt.journal.models import Entry
from werkstatt.participation.models import Round
from werkstatt.participation.queries import contributions
from werkstatt.work.actions import GAVE_UP, give_up
from werkstatt.work.models import Job

pytestmark = pytest.mark.django_db


def address(made: PortalExport, *more: str) -> str:
    where = made.round
    return "/".join([f"/werkstatt/{where.authority.slug}/posteingang/portal/{where.slug}", str(made.key), *more, ""])


def broken_off(made: PortalExport, sentence: str = GAVE_UP) -> PortalExport:
    """As when the worker has given it up."""
    row = DBTaskResult.objects.get(pk=made.job_id)
    row.claim("ein Worker")
    assert give_up(DBTaskResult.objects.get(pk=row.pk), sentence)
    return fresh(made)


def half_taken(running: Round, alma: User) -> PortalExport:
    """The first of three rows is taken over, then the worker gives up."""
    made = actions.take_rows(ready(running, alma, ONE, TWO, THREE), alma, then=tasks.take_export)

    def stop(done: int, total: int) -> None:
        if done == 1:
            raise OSError("Die Platte ist voll.")

    with pytest.raises(OSError, match="Platte"):
        actions.take(fresh(made), alma, stop)
    return broken_off(made)


def again(made: PortalExport, alma: User) -> PortalExport:
    return actions.try_export_again(made, alma, counting=tasks.count_export, taking=tasks.take_export)


STANDS: dict[str, Callable[[Round, User], PortalExport]] = {
    "ready": lambda running, alma: ready(running, alma, ONE),
    "taking": lambda running, alma: actions.take_rows(ready(running, alma, ONE), alma, then=tasks.take_export),
    "mapping": lambda running, alma: actions.take_export(
        running, alma, name="a.csv", content=csv_of(ONE), then=tasks.count_export
    ),
}


@pytest.mark.parametrize("stand", STANDS)
def test_where_nothing_is_in_the_way_nothing_happens(running: Round, alma: User, stand: str) -> None:
    made = fresh(STANDS[stand](running, alma))
    assert made.obstacle == ""
    jobs = Job.objects.count()
    again(made, alma)
    assert (fresh(made).state, fresh(made).job_id, Job.objects.count()) == (made.state, made.job_id, jobs)
    assert not Entry.objects.filter(deed="inbox.try_export_again").exists()


def test_the_list_and_the_page_say_that_it_failed_and_what_counts_already(
    running: Round, alma: User, client: Client
) -> None:
    made = half_taken(running, alma)
    listed = client.get(address(made).removesuffix(f"{made.key}/")).content.decode()
    assert "nicht gelungen, bitte öffnen" in listed
    assert "wird übernommen" not in listed
    page = client.get(address(made)).content.decode()
    assert "Die Übernahme ist nicht gelungen." in page
    assert GAVE_UP in page
    assert "1 Beitrag ist schon übernommen." in page
    assert "Noch einmal versuchen" in page
    assert "Zum Fortschritt" not in page


def test_once_more_takes_the_rest_and_nothing_twice(running: Round, alma: User, client: Client) -> None:
    made = half_taken(running, alma)
    answer = client.post(address(made, "noch-einmal"))
    made = fresh(made)
    assert answer.headers["Location"] == f"/auftrag/{made.job_id}/"
    assert made.obstacle == ""
    work_on(made)
    assert fresh(made).state == ExportState.TAKEN
    assert PortalRow.objects.count() == contributions(running).count() == 3


def test_pressed_twice_it_is_lined_up_once(running: Round, alma: User) -> None:
    made = half_taken(running, alma)
    first, second = again(made, alma), again(made, alma)
    assert first.job_id == second.job_id
    assert Entry.objects.filter(deed="inbox.try_export_again").count() == 1


def test_what_could_not_be_counted_is_counted_again(running: Round, alma: User, client: Client) -> None:
    made = actions.take_export(running, alma, name="a.csv", content=csv_of(ONE), then=tasks.count_export)
    made = broken_off(actions.map_columns(made, alma, COLUMNS, then=tasks.count_export), "Die Platte ist voll.")
    page = client.get(address(made)).content.decode()
    assert "Der Export konnte nicht gelesen werden." in page
    assert "Die Platte ist voll." in page
    assert "Bisher zählt nichts davon." in page
    client.post(address(made, "noch-einmal"))
    work_on(fresh(made))
    assert (fresh(made).state, fresh(made).found["new"]) == (ExportState.READY, 1)


def test_a_job_that_was_cleared_away_leaves_no_export_waiting_for_ever(
    running: Round, alma: User, client: Client
) -> None:
    made = actions.take_rows(ready(running, alma, ONE), alma, then=tasks.take_export)
    Job.objects.filter(pk=made.job_id).delete()
    page = client.get(address(made)).content.decode()
    assert "Die Arbeit daran ist nicht zu Ende gekommen." in page
    work_on(again(fresh(made), alma))
    assert fresh(made).state == ExportState.TAKEN


def test_the_same_file_again_starts_anew_where_it_failed(running: Round, alma: User) -> None:
    made = half_taken(running, alma)
    handed = actions.take_export(running, alma, name="a.csv", content=csv_of(ONE, TWO, THREE), then=tasks.count_export)
    assert (handed.pk, handed.state) == (made.pk, ExportState.COUNTING)
    work_on(handed)
    assert (fresh(made).found["new"], fresh(made).found["known"]) == (2, 1)


def test_columns_may_be_said_anew_where_it_failed_but_not_while_it_runs(running: Round, alma: User) -> None:
    made = actions.take_rows(ready(running, alma, ONE), alma, then=tasks.take_export)
    with pytest.raises(Problem, match="gerade übernommen"):
        actions.map_columns(made, alma, COLUMNS, then=tasks.count_export)
    broken_off(made)
    assert actions.map_columns(made, alma, COLUMNS, then=tasks.count_export).state == ExportState.COUNTING


def test_what_came_before_it_failed_can_be_taken_back(running: Round, alma: User) -> None:
    made = half_taken(running, alma)
    assert contributions(running).count() == 1
    assert actions.take_export_back(made, alma) == 1
    assert not contributions(running).exists()
    assert fresh(made).state == ExportState.UNDONE


def test_a_job_that_ends_well_is_no_obstacle(running: Round, alma: User) -> None:
    made = actions.take_rows(ready(running, alma, ONE), alma, then=tasks.take_export)
    work_on(made)
    Job.objects.filter(pk=made.job_id).update(finished_at=timezone.now())
    assert (fresh(made).state, fresh(made).obstacle) == (ExportState.TAKEN, "")


def test_another_authority_knows_no_such_export(running: Round, alma: User) -> None:
    made = half_taken(running, alma)
    stranger = factories.signed_in(factories.person(factories.authority("fremd")))
    assert stranger.post(address(made, "noch-einmal")).status_code == 404
