"""Exports of the portal: mapped once, previewed, taken over row by row; the same again brings only what is new."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from konzept.model import Problem
from konzept.read.listing import Listing
from konzept.read.portal import Column, guess
from tests import factories
from werkstatt.accounts.models import User
from werkstatt.inbox import actions, queries, tasks
from werkstatt.inbox.forms import ExportForm, MappingForm
from werkstatt.inbox.models import ColumnMapping, ExportState, PortalExport, PortalRow
from werkstatt.journal.models import Entry
from werkstatt.network.actions import add_organisation
from werkstatt.participation.actions import withdraw
from werkstatt.participation.models import LONGEST, Channel, Round, Submission
from werkstatt.participation.queries import contributions
from werkstatt.review.actions import answer
from werkstatt.work.models import Job

pytestmark = pytest.mark.django_db
HEADER = "Beitragsnummer;Eingangsdatum;Bezug;Titel;Beitrag;Nachname;Organisation"
ONE = "101;03.03.2026 09:15;Maßnahme 1.1.2;Abends;Bitte auch am Abend.;Sommer;AWO Erlenau"
TWO = '102;04.03.2026;;;"Ein Büro\nfür Lotsinnen.";;'
THREE = "103;05.03.2026;Betriebe stellen Zugewanderte ein.;;Mehr Frühstück.;;"
SILENT = "104;05.03.2026;;;;;"
COLUMNS = {
    Column.NUMBER: 0,
    Column.RECEIVED: 1,
    Column.PLACE: 2,
    Column.SUBJECT: 3,
    Column.TEXT: 4,
    Column.ORGANISATION: 6,
}


def csv_of(*rows: str) -> bytes:
    return "\r\n".join([HEADER, *rows, ""]).encode("cp1252")


def ready(running: Round, alma: User, *rows: str) -> PortalExport:
    """An export whose columns are known and that has been counted."""
    made = actions.take_export(running, alma, name="export.csv", content=csv_of(*rows), then=tasks.count_export)
    if made.state == ExportState.MAPPING:
        made = actions.map_columns(made, alma, COLUMNS, then=tasks.count_export)
    actions.count(fresh(made))
    return fresh(made)


def fresh(made: PortalExport) -> PortalExport:
    return PortalExport.objects.select_related("round__authority", "round__version").get(pk=made.pk)


def taken(running: Round, alma: User, *rows: str) -> PortalExport:
    """And taken over."""
    made = actions.take_rows(ready(running, alma, *rows), alma, then=tasks.take_export)
    work_on(made)
    return fresh(made)


def work_on(made: PortalExport) -> None:
    """What the worker does."""
    row = DBTaskResult.objects.get(pk=made.job_id)
    task = tasks.take_export if row.task_path.endswith("take_export") else tasks.count_export
    task.func(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])


# --- taking in ----------------------------------------------------------------------------------------------------


def test_the_mapping_is_asked_once(running: Round, alma: User) -> None:
    first = actions.take_export(running, alma, name="a.csv", content=csv_of(ONE), then=tasks.count_export)
    assert first.state == ExportState.MAPPING
    actions.map_columns(first, alma, COLUMNS, then=tasks.count_export)
    second = actions.take_export(running, alma, name="b.csv", content=csv_of(ONE, TWO), then=tasks.count_export)
    assert second.state == ExportState.COUNTING
    assert ColumnMapping.objects.count() == 1
    other = factories.round_()
    elsewhere = actions.take_export(
        other, factories.person(other.authority), name="c.csv", content=csv_of(ONE), then=tasks.count_export
    )
    assert elsewhere.state == ExportState.MAPPING


def test_what_is_no_table_is_not_kept(running: Round, alma: User) -> None:
    with pytest.raises(Problem, match="keine Tabelle"):
        actions.take_export(running, alma, name="a.csv", content=b"nur Text", then=tasks.count_export)
    assert not PortalExport.objects.exists()


def test_it_is_shown_what_will_happen(running: Round, alma: User) -> None:
    found = ready(running, alma, ONE, TWO, THREE, SILENT).found
    assert (found["new"], found["changed"], found["known"], found["silent"], found["without_place"]) == (3, 0, 0, 1, 1)
    assert found["sample"][0]["label"].startswith("Maßnahme 1.1.2")
    assert "Sommer" not in repr(found)
    assert not Submission.objects.exists()


# --- taking over --------------------------------------------------------------------------------------------------


def test_rows_become_contributions(running: Round, alma: User) -> None:
    known = add_organisation(running.authority, None, name="Arbeiterwohlfahrt Erlenau", spellings=["AWO Erlenau"])
    made = taken(running, alma, ONE, TWO, THREE)
    assert (made.state, made.found["sample"], made.found["kept"]) == (ExportState.TAKEN, [], 0)
    rows = list(contributions(running))
    assert [row.uid for row in rows] == ["meas0112", "", "goal0022"]
    assert rows[0].comment == "Abends\n\nBitte auch am Abend."
    assert rows[0].wording == "Sprachkurse mit Kinderbetreuung anbieten."
    assert rows[1].comment == "Ein Büro\nfür Lotsinnen."
    one = rows[0].submission
    assert (one.channel, one.organisation, one.entered_by) == (Channel.PORTAL, known.name, alma)
    assert one.received_at == datetime(2026, 3, 3, 8, 15, tzinfo=UTC)


def test_the_same_export_again_brings_only_what_is_new(running: Round, alma: User) -> None:
    taken(running, alma, ONE)
    again = ready(running, alma, ONE)
    assert (again.found["new"], again.found["known"]) == (0, 1)
    assert taken(running, alma, ONE, TWO).found["new"] == 1
    assert contributions(running).count() == 2
    assert taken(running, alma, ONE, TWO).found["new"] == 0
    assert contributions(running).count() == 2


def test_taken_over_twice_at_once_is_once(running: Round, alma: User) -> None:
    made = ready(running, alma, ONE, TWO)
    for _ in range(2):
        actions.take_rows(made, alma, then=tasks.take_export)
    assert Job.objects.filter(title__contains="übernommen").count() == 1
    held = fresh(made)
    for _ in range(2):
        actions.take(held, alma, lambda done, total: None)
    assert (Submission.objects.count(), PortalRow.objects.count()) == (2, 2)


def test_a_run_that_died_is_gone_on_with(running: Round, alma: User) -> None:
    made = actions.take_rows(ready(running, alma, ONE, TWO), alma, then=tasks.take_export)

    def dies(done: int, total: int) -> None:
        if done == 1:
            raise RuntimeError

    with pytest.raises(RuntimeError):
        actions.take(fresh(made), alma, dies)
    assert Submission.objects.count() == 1
    work_on(made)
    assert Submission.objects.count() == 2
    assert fresh(made).state == ExportState.TAKEN


def test_changed_words_replace_the_former_ones(running: Round, alma: User) -> None:
    taken(running, alma, ONE, TWO)
    changed = ONE.replace("auch am Abend", "nur am Abend")
    made = ready(running, alma, changed, TWO)
    assert (made.found["new"], made.found["changed"], made.found["known"]) == (0, 1, 1)
    taken(running, alma, changed, TWO)
    assert min(row.comment for row in contributions(running)) == "Abends\n\nBitte nur am Abend."
    assert contributions(running).count() == 2
    taken(running, alma, ONE, TWO)
    assert min(row.comment for row in contributions(running)) == "Abends\n\nBitte auch am Abend."


def test_what_is_answered_or_withdrawn_stays(running: Round, alma: User) -> None:
    taken(running, alma, ONE, TWO)
    one, two = contributions(running)
    answer(running, [one], alma, outcome="noted", reason="Danke.")
    withdraw(two.submission, alma)
    made = taken(running, alma, ONE.replace("Abend.", "Morgen."), TWO.replace("Lotsinnen", "Lotsen"))
    assert made.found["kept"] == 2
    assert contributions(running).count() == 1


# --- taking back --------------------------------------------------------------------------------------------------


def said(running: Round) -> list[str]:
    return sorted(row.comment for row in contributions(running))


def test_an_export_is_taken_back_whole(running: Round, alma: User) -> None:
    made = taken(running, alma, ONE, TWO)
    assert actions.take_export_back(made, alma) == 2
    assert (said(running), fresh(made).state) == ([], ExportState.UNDONE)
    assert actions.take_export_back(made, alma) == 0
    assert Entry.objects.filter(deed="inbox.take_export_back").count() == 1


def test_what_is_taken_back_can_come_in_again(running: Round, alma: User) -> None:
    before = said_after(running, alma, ONE, TWO)
    for _ in range(2):
        actions.take_export_back(PortalExport.objects.get(), alma)
        again = ready(running, alma, ONE, TWO)
        assert (again.found["new"], again.found["known"]) == (2, 0)
        assert said_after(running, alma, ONE, TWO) == before
    assert PortalExport.objects.get().undone == 2


def said_after(running: Round, alma: User, *rows: str) -> list[str]:
    taken(running, alma, *rows)
    return said(running)


def test_what_an_export_replaced_counts_again(running: Round, alma: User) -> None:
    before = said_after(running, alma, ONE, TWO)
    changed = ONE.replace("auch am Abend", "nur am Abend")
    later = taken(running, alma, changed, TWO, THREE)
    assert said(running) != before
    assert actions.take_export_back(later, alma) == 2
    assert said(running) == before
    found = ready(running, alma, changed, TWO, THREE).found
    assert (found["new"], found["changed"], found["known"]) == (1, 1, 1)


def test_an_earlier_export_taken_back_leaves_the_later_wording(running: Round, alma: User) -> None:
    first = taken(running, alma, ONE, TWO)
    changed = ONE.replace("auch am Abend", "nur am Abend")
    taken(running, alma, changed)
    actions.take_export_back(first, alma)
    assert said(running) == ["Abends\n\nBitte nur am Abend."]


def test_what_is_answered_holds_the_whole_export(running: Round, alma: User) -> None:
    made = taken(running, alma, ONE, TWO)
    answer(running, [contributions(running)[0]], alma, outcome="noted", reason="Danke.")
    with pytest.raises(Problem, match="1 Beitrag dieses Exports ist schon beantwortet"):
        actions.take_export_back(made, alma)
    assert contributions(running).count() == 2
    assert fresh(made).state == ExportState.TAKEN


def test_another_exports_answer_holds_nothing(running: Round, alma: User) -> None:
    taken(running, alma, ONE)
    answer(running, list(contributions(running)), alma, outcome="noted", reason="Danke.")
    later = taken(running, alma, ONE, TWO)
    assert actions.take_export_back(later, alma) == 1
    assert contributions(running).count() == 1


def test_what_is_not_taken_over_is_not_taken_back(running: Round, alma: User) -> None:
    with pytest.raises(Problem, match="nichts übernommen"):
        actions.take_export_back(ready(running, alma, ONE), alma)
    taken(running, alma, ONE)
    nothing_new = taken(running, alma, ONE, SILENT)
    with pytest.raises(Problem, match="nichts übernommen"):
        actions.take_export_back(nothing_new, alma)


def test_an_export_is_taken_back_by_its_button(client: Client, running: Round, alma: User) -> None:
    made = taken(running, alma, ONE, TWO)
    address = at(running, "export", made.key)
    assert "Ganzen Export zurücknehmen" in client.get(address).content.decode()
    back = at(running, "take_export_back", made.key)
    assert "2 Beiträge zählen nicht mehr" in client.post(back, follow=True).content.decode()
    assert "0 Beiträge zählen nicht mehr" in client.post(back, follow=True).content.decode()
    shown = client.get(address).content.decode()
    assert "Nichts davon zählt" in shown
    assert "Ganzen Export zurücknehmen" not in shown


def test_the_button_says_what_is_in_the_way(client: Client, running: Round, alma: User) -> None:
    made = taken(running, alma, ONE)
    answer(running, list(contributions(running)), alma, outcome="noted", reason="Danke.")
    shown = client.post(at(running, "take_export_back", made.key), follow=True).content.decode()
    assert "schon beantwortet" in shown


def test_a_long_text_goes_on_in_the_next(running: Round, alma: User) -> None:
    taken(running, alma, f"105;05.03.2026;1.1.1;;{'Viel Text. ' * 2_000};;")
    rows = list(contributions(running))
    assert len(rows) == 3
    assert all(len(row.comment) <= LONGEST for row in rows)
    assert {row.uid for row in rows} == {"meas0111"}
    assert sum(len(row.comment.split()) for row in rows) == 4_000


def test_only_what_is_sure_gets_a_place(running: Round) -> None:
    places = queries.Places(running)
    for place, uid in {
        "Maßnahme 1.1.1": "meas0111",
        "1.1.1": "meas0111",
        "Sprache und Bildung": "area0001",
        "Maßnahme 1.1.1 und 1.1.2": None,
        "Sprache": None,
        "9.9.9": None,
        "": None,
    }.items():
        found = places.find(place)
        assert (found.uid if found else None) == uid, place


def test_the_journal_knows_no_words(running: Round, alma: User) -> None:
    taken(running, alma, ONE)
    said = " ".join(f"{entry.deed} {entry.facts}" for entry in Entry.objects.all())
    assert "inbox.take_rows" in said
    for secret in ("Abend", "Sommer", "AWO"):
        assert secret not in said


def test_while_it_is_taken_nothing_else_is_done(running: Round, alma: User) -> None:
    made = actions.take_rows(ready(running, alma, ONE), alma, then=tasks.take_export)
    with pytest.raises(Problem, match="gerade übernommen"):
        actions.map_columns(made, alma, COLUMNS, then=tasks.count_export)
    again = actions.take_export(running, alma, name="x.csv", content=csv_of(ONE), then=tasks.count_export)
    assert again.state == ExportState.TAKING


def test_before_the_columns_are_known_nothing_is_taken(running: Round, alma: User) -> None:
    made = actions.take_export(running, alma, name="x.csv", content=csv_of(ONE), then=tasks.count_export)
    with pytest.raises(Problem, match="Spalten zu"):
        actions.take_rows(made, alma, then=tasks.take_export)
    actions.count(fresh(made))
    assert fresh(made).state == ExportState.MAPPING


# --- forms and pages ----------------------------------------------------------------------------------------------


def mapped(**given: Any) -> MappingForm:
    read = Listing(("Nr", "Text", ""), (("1", "x", ""),))
    return MappingForm(read, guess(read.header), given)


def test_the_mapping_form() -> None:
    form = mapped(number="0", text="1")
    assert form.is_valid()
    assert form.columns() == {Column.NUMBER: 0, Column.TEXT: 1}
    assert "text" in mapped(number="0").errors
    assert mapped(number="1", text="1").errors
    assert mapped(text="7").errors
    assert mapped(proposal="1").is_valid()


def test_a_file_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("werkstatt.inbox.forms.portal.BIGGEST", 3)
    assert "file" in ExportForm({}, {"file": SimpleUploadedFile("a.csv", b"xxxx")}).errors


def at(running: Round, name: str = "portal", *more: object) -> str:
    return reverse(f"inbox:{name}", args=[running.authority.slug, running.slug, *more])


def test_from_the_file_to_the_desk(client: Client, running: Round) -> None:
    choose = reverse("inbox:choose_portal", args=[running.authority.slug])
    assert client.get(choose).headers["Location"] == at(running)
    response = client.post(at(running), {"file": SimpleUploadedFile("export.csv", csv_of(ONE, TWO))}, follow=True)
    said = response.content.decode()
    assert "Was steht in welcher Spalte?" in said
    assert '<option value="4" selected>Beitrag</option>' in said
    made = PortalExport.objects.get()
    fields = {column.value: index for column, index in COLUMNS.items()}
    response = client.post(at(running, "columns", made.key), fields)
    assert response.headers["Location"].startswith("/auftrag/")
    assert "gearbeitet" in client.get(at(running, "export", made.key)).content.decode()
    work_on(fresh(made))
    said = client.get(at(running, "export", made.key)).content.decode()
    assert "2 neue Beiträge" in said
    assert "Bitte auch am Abend." in said
    response = client.post(at(running, "take", made.key))
    assert response.headers["Location"].startswith("/auftrag/")
    work_on(fresh(made))
    assert "Übernommen." in client.get(at(running, "export", made.key)).content.decode()
    assert "export.csv" in client.get(at(running)).content.decode()
    client.post(at(running), {"file": SimpleUploadedFile("export.csv", csv_of(ONE, TWO))})
    work_on(fresh(made))
    assert "nichts Neues" in client.get(at(running, "export", made.key)).content.decode()
    assert client.post(at(running, "take", made.key)).status_code == 302


def test_what_is_wrong_is_said(client: Client, running: Round) -> None:
    said = client.post(at(running), {"file": SimpleUploadedFile("a.csv", b"nur Text")}).content.decode()
    assert "keine Tabelle" in said
    client.post(at(running), {"file": SimpleUploadedFile("a.csv", csv_of(ONE))})
    made = PortalExport.objects.get()
    said = client.post(at(running, "columns", made.key), {"number": "0"}).content.decode()
    assert "in welcher Spalte der Text steht" in said
    said = client.post(at(running, "take", made.key), follow=True).content.decode()
    assert "Spalten zu" in said


def test_which_round(client: Client, running: Round) -> None:
    factories.round_(running.version, "Noch eine")
    said = client.get(reverse("inbox:choose_portal", args=[running.authority.slug])).content.decode()
    assert at(running) in said


def test_strangers_find_nothing(running: Round, alma: User) -> None:
    made = ready(running, alma, ONE)
    stranger = factories.signed_in(factories.person(factories.authority()))
    assert stranger.get(at(running, "export", made.key)).status_code == 404
    other = factories.round_()
    mine = factories.signed_in(factories.person(other.authority))
    assert mine.get(at(other, "export", made.key)).status_code == 404
