"""Rounds open and close; whatever comes in is sealed once."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import DatabaseError, transaction
from openpyxl import Workbook

from konzept.model import Problem
from konzept.suggestion import Suggestion, Verdict
from konzept.write import matrix
from tests import factories
from werkstatt.concepts.models import Publication
from werkstatt.journal.models import Entry
from werkstatt.journal.queries import DEEDS
from werkstatt.lib import clock
from werkstatt.participation import actions, queries
from werkstatt.participation.models import (
    LONGEST,
    MOST_ROWS,
    Channel,
    Contribution,
    Round,
    Submission,
    Upload,
    UploadState,
)

pytestmark = pytest.mark.django_db

SAID = Suggestion(uid="meas0111", verdict=Verdict.ADJUST, comment="Auch auf Ukrainisch.", area="area0001")


@pytest.fixture
def round_() -> Round:
    return factories.round_()


def filled(round_: Round, answers: dict[str, str]) -> bytes:
    """The round's Word matrix with comments typed beside measures, as a person would."""
    return factories.filled_matrix(queries.form_of(round_), answers)


def test_opening_makes_the_version_public_and_leaves_one_entry(round_: Round) -> None:
    assert Publication.objects.filter(version=round_.version).exists()
    assert Entry.objects.filter(deed="participation.open_round").count() == 1


def test_two_rounds_of_one_title_have_two_addresses(round_: Round) -> None:
    again = factories.round_(version=round_.version, title=round_.title)
    assert again.slug == f"{round_.slug}-2"


@pytest.mark.parametrize(("days", "phase"), [(-40, "ahead"), (0, "open"), (40, "closed")])
def test_the_phase_follows_from_the_dates(round_: Round, days: int, phase: str) -> None:
    assert queries.phase(round_, clock.now() + timedelta(days=days)) == phase


def test_what_was_said_is_sealed(round_: Round) -> None:
    submission, code = actions.receive(round_, [SAID], channel=Channel.WEB, form_key=uuid.uuid4())
    row = submission.contributions.get()
    assert (row.uid, row.verdict, row.comment) == ("meas0111", "adjust", "Auch auf Ukrainisch.")
    assert queries.receipt(code) == submission
    with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
        Contribution.objects.update(comment="anders")


def test_the_same_form_twice_is_one_submission_with_one_receipt(round_: Round) -> None:
    key = uuid.uuid4()
    first = actions.receive(round_, [SAID], channel=Channel.WEB, form_key=key)
    assert actions.receive(round_, [SAID], channel=Channel.WEB, form_key=key) == first
    assert Submission.objects.count() == Contribution.objects.count() == 1


def test_a_code_is_read_however_it_is_typed_and_never_stored(round_: Round) -> None:
    submission, code = actions.receive(round_, [SAID], channel=Channel.WEB, form_key=uuid.uuid4())
    assert len(code) == 14
    assert queries.receipt(code.lower().replace("-", " ").replace("0", "O").replace("1", "l")) == submission
    assert code not in str(Submission.objects.values().get())
    assert queries.receipt("AAAA-AAAA-AAAA") is None


def test_outside_its_dates_a_round_takes_nothing_from_the_public(round_: Round) -> None:
    with clock.at(round_.closes_at + timedelta(hours=1)), pytest.raises(Problem, match="nicht offen"):
        actions.receive(round_, [SAID], channel=Channel.WEB, form_key=uuid.uuid4())
    assert not Submission.objects.exists()


def test_a_round_ends_early_once(round_: Round) -> None:
    actions.close_round(round_, None)
    assert queries.phase(round_) == "closed"
    with pytest.raises(Problem):
        actions.close_round(round_, None)


def test_a_filled_matrix_counts_only_when_confirmed(round_: Round) -> None:
    content = filled(round_, {"meas0111": "Bitte mehrsprachig.", "goal0021": "Das dauert zu lange."})
    upload, is_new = actions.take_in(round_, name="matrix.docx", content=content)
    assert is_new
    actions.understand(upload)
    upload.refresh_from_db()
    assert upload.state == UploadState.PREVIEW
    assert {said["uid"]: said["comment"] for said in upload.found} == {
        "meas0111": "Bitte mehrsprachig.",
        "goal0021": "Das dauert zu lange.",
    }
    assert not Contribution.objects.exists()
    chosen = {row: said["uid"] for row, said in enumerate(upload.found)}
    submission, code = actions.confirm(upload, chosen=chosen)
    assert submission.contributions.count() == 2
    assert actions.confirm(upload, chosen=chosen) == (submission, code), "a double click is one confirmation"
    assert Contribution.objects.count() == 2


def test_the_same_file_twice_is_known(round_: Round) -> None:
    content = matrix.docx(queries.form_of(round_))
    first, _ = actions.take_in(round_, name="a.docx", content=content)
    again, is_new = actions.take_in(round_, name="b.docx", content=content)
    assert (again, is_new) == (first, False)
    assert Upload.objects.count() == 1


def test_understanding_twice_gives_the_same(round_: Round) -> None:
    upload, _ = actions.take_in(round_, name="m.docx", content=filled(round_, {"meas0111": "Ja."}))
    actions.understand(upload)
    actions.understand(upload)
    assert Entry.objects.filter(deed="participation.understand").count() == 1


def test_a_matrix_of_another_round_is_refused_with_a_sentence(round_: Round) -> None:
    other = factories.round_()
    upload, _ = actions.take_in(round_, name="m.docx", content=filled(other, {"meas0111": "Ja."}))
    actions.understand(upload)
    upload.refresh_from_db()
    assert upload.state == UploadState.FAILED
    assert "Runde" in upload.problem
    assert not Contribution.objects.exists()


def test_a_discarded_file_counts_for_nothing_and_may_come_again(round_: Round) -> None:
    content = filled(round_, {"meas0111": "Ja."})
    upload, _ = actions.take_in(round_, name="m.docx", content=content)
    actions.understand(upload)
    actions.discard(upload)
    with pytest.raises(Problem, match="wartet nicht"):
        actions.confirm(upload, chosen={0: "meas0111"})
    _, is_new = actions.take_in(round_, name="m.docx", content=content)
    assert is_new


def test_a_confirmed_file_is_not_discarded(round_: Round) -> None:
    upload, _ = actions.take_in(round_, name="m.docx", content=filled(round_, {"meas0111": "Ja."}))
    actions.understand(upload)
    actions.confirm(Upload.objects.get(), chosen={0: "meas0111"})
    with pytest.raises(Problem, match="schon übernommen"):
        actions.discard(upload)


def test_confirming_nothing_is_refused(round_: Round) -> None:
    upload, _ = actions.take_in(round_, name="m.docx", content=filled(round_, {"meas0111": "Ja."}))
    actions.understand(upload)
    with pytest.raises(Problem, match="keine Zeile"):
        actions.confirm(upload, chosen={})


# --- two people, two clicks, late news ---


def receive(round_: Round, **more: object) -> Submission:
    return actions.receive(round_, [SAID], channel=Channel.WEB, form_key=uuid.uuid4(), **more)[0]  # type: ignore[arg-type]  # a table


def test_who_holds_an_old_page_finds_the_round_closed(round_: Round) -> None:
    stale = Round.objects.get(pk=round_.pk)
    actions.close_round(round_, None)
    assert queries.phase(stale) == "open", "as this person last saw it"
    with pytest.raises(Problem, match="nicht offen"):
        receive(stale)
    with pytest.raises(Problem, match="nicht offen"):
        actions.take_in(stale, name="m.docx", content=b"PK")
    with pytest.raises(Problem, match="läuft nicht"):
        actions.close_round(stale, None)
    assert Entry.objects.filter(deed="participation.close_round").count() == 1


def test_the_office_takes_in_what_came_in_time_but_lay_about(round_: Round) -> None:
    person = factories.person(round_.authority)
    actions.close_round(round_, None)
    assert receive(round_, person=person).contributions.count() == 1
    assert actions.take_in(round_, name="m.docx", content=b"PK", person=person)[1]


def test_a_round_ahead_takes_nothing_and_is_not_ended(round_: Round) -> None:
    with clock.at(round_.opens_at - timedelta(minutes=1)):
        with pytest.raises(Problem, match="nicht offen"):
            receive(round_)
        with pytest.raises(Problem, match="läuft nicht"):
            actions.close_round(round_, None)


def test_opening_twice_the_same_is_once(round_: Round) -> None:
    same = {
        "version": round_.version,
        "title": "Doppelklick",
        "introduction": "x",
        "opens_at": round_.opens_at,
        "closes_at": round_.closes_at,
    }
    first, second = (actions.open_round(round_.authority, None, **same) for _ in range(2))  # type: ignore[arg-type]  # a table
    assert first == second
    assert Entry.objects.filter(deed="participation.open_round").count() == 2


@pytest.mark.parametrize(
    ("title", "slug"),
    [("Neu", "neu-2"), ("Beleg!", "beleg-2"), ("Über Ämter", "ueber-aemter"), ("???", "runde"), ("x" * 200, "x" * 50)],
)
def test_no_title_shadows_another_page(round_: Round, title: str, slug: str) -> None:
    assert factories.round_(round_.version, title=title).slug == slug


def test_addresses_are_counted_on(round_: Round) -> None:
    made = [factories.round_(round_.version, title="Runde").slug for _ in range(12)]
    assert made == ["runde", *(f"runde-{number}" for number in range(2, 13))]


def test_two_submissions_have_two_receipts(round_: Round) -> None:
    codes = {actions.receive(round_, [SAID], channel=Channel.WEB, form_key=uuid.uuid4())[1] for _ in range(5)}
    assert len(codes) == 5
    assert {queries.receipt(code) for code in codes} == set(Submission.objects.all())


def test_the_order_within_a_submission_stays(round_: Round) -> None:
    many = [Suggestion(uid=None, comment=f"Nummer {number}") for number in range(4)]
    submission, _ = actions.receive(round_, many, channel=Channel.DOCX, form_key=uuid.uuid4())
    assert [row.position for row in submission.contributions.order_by("pk")] == [0, 1, 2, 3]
    assert {(row.uid, row.verdict) for row in submission.contributions.all()} == {("", "")}


def test_a_submission_with_one_empty_contribution_is_none_at_all(round_: Round) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        actions.receive(round_, [SAID, Suggestion(uid="meas0112")], channel=Channel.WEB, form_key=uuid.uuid4())
    assert not Submission.objects.exists()
    assert not Entry.objects.filter(deed="participation.receive").exists()


# --- files ---


def test_a_file_that_the_office_has_is_not_counted_again(round_: Round) -> None:
    content = filled(round_, {"meas0111": "Ja."})
    actions.take_in(round_, name="mail.docx", content=content, person=factories.person(round_.authority))
    with pytest.raises(Problem, match="schon aufgenommen"):
        actions.take_in(round_, name="web.docx", content=content)
    assert Upload.objects.count() == 1


def test_a_file_of_a_participant_is_known_to_the_office(round_: Round) -> None:
    content = filled(round_, {"meas0111": "Ja."})
    first, _ = actions.take_in(round_, name="web.docx", content=content)
    person = factories.person(round_.authority)
    assert actions.take_in(round_, name="mail.docx", content=content, person=person) == (first, False)


def test_a_changed_file_is_another_one(round_: Round) -> None:
    for words in ("Ja.", "Nein."):
        assert actions.take_in(round_, name="m.docx", content=filled(round_, {"meas0111": words}))[1]


def test_a_long_name_keeps_its_ending(round_: Round) -> None:
    upload, _ = actions.take_in(round_, name=f"{'x' * 300}.docx", content=b"PK")
    assert len(upload.name) == 255
    assert upload.name.endswith(".docx")


def test_thrown_away_while_it_is_read_it_stays_away(round_: Round) -> None:
    upload, _ = actions.take_in(round_, name="m.docx", content=filled(round_, {"meas0111": "Ja."}))
    reader = Upload.objects.get(pk=upload.pk)
    actions.discard(upload)
    actions.understand(reader)
    upload.refresh_from_db()
    assert (upload.state, upload.found) == (UploadState.DISCARDED, [])


def test_throwing_away_twice_is_once(round_: Round) -> None:
    upload, _ = actions.take_in(round_, name="m.docx", content=b"PK")
    actions.discard(upload)
    actions.discard(upload)
    assert Entry.objects.filter(deed="participation.discard").count() == 1


def sheet(rows: int, comment: str = "Mehr davon.") -> bytes:
    """An Excel matrix in which somebody typed that many rows of their own."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["Kennung", "Nr.", "Ziel oder Maßnahme", "Einschätzung", "Anmerkung", "Vorschlag zum Wortlaut"])
    for number in range(rows):
        page.append(["neu", "", f"Idee {number}", "neu", comment, ""])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def read(round_: Round, content: bytes, name: str = "m.xlsx") -> Upload:
    upload, _ = actions.take_in(round_, name=name, content=content)
    actions.understand(upload)
    upload.refresh_from_db()
    return upload


def test_more_rows_than_a_page_bears_are_refused_with_a_sentence(round_: Round) -> None:
    upload = read(round_, sheet(5_000))
    assert upload.state == UploadState.FAILED
    assert "5000 ausgefüllte Zeilen, erlaubt sind 500" in upload.problem
    assert upload.found == []


def test_as_many_rows_as_a_page_bears_can_be_confirmed(round_: Round) -> None:
    upload = read(round_, sheet(MOST_ROWS))
    assert len(upload.found) == MOST_ROWS
    submission, _ = actions.confirm(upload, chosen=dict.fromkeys(range(MOST_ROWS)))
    assert submission.contributions.count() == MOST_ROWS
    assert submission.channel == Channel.XLSX


def test_an_entry_as_long_as_a_book_is_refused_with_its_place(round_: Round) -> None:
    upload = read(round_, sheet(1, "x" * (LONGEST + 1)))
    assert upload.state == UploadState.FAILED
    assert "Zeile 2: Der Eintrag ist länger als 10000 Zeichen" in upload.problem


def test_an_organisation_fits_its_column(round_: Round) -> None:
    form = replace(queries.form_of(round_), organisation="Verein " * 60)
    upload = read(round_, factories.filled_matrix(form, {"meas0111": "Ja."}), "m.docx")
    assert upload.state == UploadState.PREVIEW
    assert 0 < len(upload.organisation) <= 200


def test_what_somebody_typed_themselves_comes_before_what_the_file_says(round_: Round) -> None:
    form = replace(queries.form_of(round_), organisation="Aus der Datei")
    content = factories.filled_matrix(form, {"meas0111": "Ja."})
    upload, _ = actions.take_in(round_, name="m.docx", content=content, organisation=" Selbst getippt ")
    actions.understand(upload)
    upload.refresh_from_db()
    assert upload.organisation == "Selbst getippt"
    submission, _ = actions.confirm(upload, chosen={0: "meas0111"})
    assert submission.organisation == "Selbst getippt"


def test_confirmed_by_the_office_it_counts_after_the_end(round_: Round) -> None:
    upload = read(round_, filled(round_, {"meas0111": "Ja."}), "m.docx")
    actions.close_round(round_, None)
    with pytest.raises(Problem, match="nicht offen"):
        actions.confirm(upload, chosen={0: "meas0111"})
    upload.refresh_from_db()
    assert upload.state == UploadState.PREVIEW, "nothing is lost"
    person = factories.person(round_.authority)
    submission, _ = actions.confirm(upload, chosen={0: "meas0111"}, person=person)
    assert submission.contributions.count() == 1


def test_two_people_confirm_one_file_once(round_: Round) -> None:
    upload = read(round_, filled(round_, {"meas0111": "Ja.", "meas0112": "Nein."}), "m.docx")
    other = Upload.objects.get(pk=upload.pk)
    first, code = actions.confirm(upload, chosen={0: "meas0111"})
    assert actions.confirm(other, chosen={1: "meas0112"}) == (first, code)
    assert [row.comment for row in Contribution.objects.all()] == ["Ja."]


def test_a_file_that_is_still_read_is_not_confirmed(round_: Round) -> None:
    upload, _ = actions.take_in(round_, name="m.docx", content=b"PK")
    with pytest.raises(Problem, match="wartet nicht"):
        actions.confirm(upload, chosen={0: None})


# --- the journal ---


def test_the_journal_knows_numbers_not_words(round_: Round) -> None:
    upload = read(round_, filled(round_, {"meas0111": "Geheimes Wort."}), "Geheimer-Name.docx")
    actions.confirm(upload, chosen={0: "meas0111"}, organisation="Geheimer Verein")
    other, _ = actions.take_in(round_, name="Geheim.docx", content=b"PK Geheim")
    actions.discard(other)
    actions.close_round(round_, None)
    deeds = {
        "participation.open_round",
        "participation.take_in",
        "participation.understand",
        "participation.receive",
        "participation.confirm",
        "participation.discard",
        "participation.close_round",
    }
    entries = list(Entry.objects.filter(deed__startswith="participation."))
    assert {entry.deed for entry in entries} == deeds
    assert "eheim" not in str([entry.facts for entry in entries])
    assert {entry.authority_id for entry in entries} == {round_.authority_id}
    assert all(deed in DEEDS for deed in deeds), "the journal's page has words for each"


def test_who_did_it_stands_in_the_journal(round_: Round) -> None:
    person = factories.person(round_.authority)
    actions.close_round(round_, person)
    assert Entry.objects.get(deed="participation.close_round").actor_id == person.pk
    assert Entry.objects.get(deed="participation.open_round").actor_id is None
