"""Hundreds of matrices at once: what is in them, what is new, what contradicts, and the way back."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from konzept.model import Problem
from tests import factories
from werkstatt.accounts.models import User
from werkstatt.lib import archives
from werkstatt.participation import actions, queries
from werkstatt.participation.models import Channel, Delivery, Round, Submission, Upload, UploadState
from werkstatt.participation.tasks import read_delivery
from werkstatt.review import actions as review
from werkstatt.work.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_() -> Round:
    return factories.round_()


@pytest.fixture
def who(round_: Round) -> User:
    return factories.person(round_.authority)


def filled(round_: Round, organisation: str = "", **said: str) -> bytes:
    return factories.filled_matrix(queries.form_of(round_, organisation), said)


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def deliver(round_: Round, who: User, *handed: tuple[str, bytes]) -> Delivery:
    made = actions.deliver(
        round_, who, handed, then=read_delivery, goes_to="participation:delivery", alone="participation:check"
    )
    read_delivery.call(str(made.job_id), made.pk)
    return made


def states(delivery: Delivery) -> dict[str, str]:
    return dict(delivery.uploads.values_list("name", "state"))


# --- in ---


def test_files_and_archives_are_kept_and_read(round_: Round, who: User) -> None:
    archive = zipped(
        **{
            "Ordner/b.docx": filled(round_, "Verein B", meas0112="Ja."),
            "__MACOSX/._b.docx": b"x",
            "Ordner/~$b.docx": b"x",
            "Thumbs.db": b"x",
        }
    )
    made = deliver(round_, who, ("a.docx", filled(round_, "Verein A", meas0111="Auch abends.")), ("alle.zip", archive))
    assert states(made) == {"a.docx": "preview", "b.docx": "preview"}
    assert made.unread == []
    assert Job.objects.get(pk=made.job_id).goes_to == reverse(
        "participation:delivery", args=[round_.authority.slug, round_.slug, made.key]
    )
    read_delivery.call(str(made.job_id), made.pk)  # broken off and done again: nothing changes
    assert states(made) == {"a.docx": "preview", "b.docx": "preview"}


def test_what_cannot_be_taken_is_named_with_the_reason(
    round_: Round, who: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "LARGEST", 200_000)
    good = filled(round_, meas0111="Gut.")
    made = deliver(
        round_,
        who,
        ("leer.docx", b""),
        ("gut.docx", good),
        ("noch einmal.docx", good),
        ("gross.docx", b"x" * 200_001),
        ("bild.docx", b"\x89PNG"),
    )
    told = {each["name"]: each["problem"] for each in made.unread}
    assert "leer" in told["leer.docx"]
    assert "schon da: „gut.docx“" in told["noch einmal.docx"]
    assert "größer als" in told["gross.docx"]
    assert states(made) == {"gut.docx": "preview", "bild.docx": "failed"}


def test_an_archive_never_gives_more_than_allowed(round_: Round, who: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_FILES", 2)
    monkeypatch.setattr(archives, "ALL_TOGETHER", 1_000_000)
    bomb = zipped(**{"bombe.docx": b"0" * 5_000_000, "a.docx": b"a", "b.docx": b"b", "c.docx": b"c"})
    told = list(archives.unpacked([("alle.zip", bomb)]))
    assert "Zusammen mehr als" in told[0][2]
    assert all(problem for _, _, problem in told)
    assert "Mehr als 2 Dateien" in told[-1][2]


@pytest.mark.parametrize("broken", [b"PK\x03\x04kaputt", b"PK", b"PK\x05\x06" + b"\0" * 18])
def test_a_broken_archive_is_a_file_that_cannot_be_read(round_: Round, who: User, broken: bytes) -> None:
    made = deliver(round_, who, ("alle.zip", broken))
    assert set(states(made).values()) <= {"failed"}


def test_a_locked_archive_is_told(round_: Round, who: User) -> None:
    archive = bytearray(zipped(**{"a.docx": b"geheim" * 10}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        archive[archive.index(signature) + offset] |= 1
    made = deliver(round_, who, ("alle.zip", bytes(archive)))
    assert "Kennwort" in made.unread[0]["problem"]


def test_one_file_alone_leads_to_itself(round_: Round, who: User) -> None:
    made = deliver(round_, who, ("a.docx", filled(round_, meas0111="Ja.")))
    assert Job.objects.get(pk=made.job_id).goes_to.endswith(f"/eingang/{made.uploads.get().key}/")


# --- what is in them ---


def test_rows_are_sorted_against_what_the_sender_said_before(round_: Round, who: User) -> None:
    first = deliver(round_, who, ("m.docx", filled(round_, "AWO", meas0111="Bleibt so.", meas0112="Fällt weg.")))
    actions.confirm_clear(first, who)
    second = deliver(round_, who, ("m2.docx", filled(round_, "awo", meas0111="Bleibt so.", meas0121="Kommt dazu.")))
    upload = second.uploads.get()
    assert upload.updates == first.uploads.get()
    found = queries.sorts(upload)
    assert (found.found, found.unchanged, found.gone, found.total, found.clear) == (1, 1, 1, 2, False)
    assert actions.confirm_clear(second, who) == []


def test_a_newer_file_counts_instead_and_a_second_house_beside(round_: Round, who: User) -> None:
    deliver(round_, who, ("a.docx", filled(round_, "AWO", meas0111="Erst so.")))
    deliver(round_, who, ("b.docx", filled(round_, "AWO", meas0111="Dann so.")))
    deliver(round_, who, ("c.docx", filled(round_, "AWO", meas0111="Ein anderes Amt.")))
    a, b, c = Upload.objects.order_by("pk")
    assert [each.updates for each in (a, b, c)] == [None, a, b]
    actions.confirm(a, chosen={0: "meas0111"}, person=who)
    actions.confirm(b, chosen={0: "meas0111"}, person=who)
    actions.confirm(c, chosen={0: "meas0111"}, person=who, instead=False)
    said = [each.comment for each in queries.contributions(round_)]
    assert said == ["Dann so.", "Ein anderes Amt."]


def test_an_older_file_does_not_slip_in_after_the_newer(round_: Round, who: User) -> None:
    deliver(round_, who, ("a.docx", filled(round_, "AWO", meas0111="Alt.")))
    deliver(round_, who, ("b.docx", filled(round_, "AWO", meas0111="Neu.")))
    a, b = Upload.objects.order_by("pk")
    actions.confirm(b, chosen={0: "meas0111"}, person=who)
    with pytest.raises(Problem, match="schon ein neuerer Stand"):
        actions.confirm(a, chosen={0: "meas0111"}, person=who)
    actions.confirm(a, chosen={0: "meas0111"}, person=who, instead=False)
    assert queries.contributions(round_).count() == 2


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Matrix Verein.docx", "Matrix Verein (2).docx", True),
        ("Matrix Verein.docx", "Matrix Verein - Kopie.docx", True),
        ("matrix_verein.docx", "Matrix_Verein_v2.odt", True),
        ("Matrix Verein.docx", "Matrix Amt.docx", False),
    ],
)
def test_without_an_organisation_the_files_name_tells(
    round_: Round, who: User, first: str, second: str, *, same: bool
) -> None:
    deliver(round_, who, (first, filled(round_, meas0111="Eins.")))
    deliver(round_, who, (second.replace(".odt", ".docx"), filled(round_, meas0111="Zwei.")))
    a, b = Upload.objects.order_by("pk")
    assert (b.updates == a) is same


def test_a_file_that_contradicts_itself_is_looked_at(round_: Round, who: User) -> None:
    made = deliver(round_, who, ("m.docx", filled(round_, meas0111="Eins.")))
    upload = made.uploads.get()
    row = {**upload.found[0], "verdict": "proven"}
    upload.found = [row, {**row, "verdict": "outdated"}]
    upload.save()
    assert queries.sorts(upload).conflicting == 2
    assert actions.confirm_clear(made, who) == []


# --- confirmed and taken back ---


def test_all_that_is_clear_is_taken_with_one_press_and_only_once(round_: Round, who: User) -> None:
    made = deliver(round_, who, *[(f"{n}.docx", filled(round_, f"Haus {n}", meas0111=f"Wort {n}.")) for n in range(3)])
    assert len(actions.confirm_clear(made, who)) == 3
    assert actions.confirm_clear(made, who) == []
    assert queries.contributions(round_).count() == 3
    assert {each.channel for each in Submission.objects.all()} == {Channel.DOCX}


def test_a_delivery_is_taken_back_whole_and_what_it_replaced_counts_again(round_: Round, who: User) -> None:
    first = deliver(round_, who, ("a.docx", filled(round_, "AWO", meas0111="Erst so.")))
    actions.confirm_clear(first, who)
    second = deliver(round_, who, ("b.docx", filled(round_, "AWO", meas0111="Dann so.")))
    actions.confirm(second.uploads.get(), chosen={0: "meas0111"}, person=who)
    assert [each.comment for each in queries.contributions(round_)] == ["Dann so."]
    assert (actions.take_back(second, who), actions.take_back(second, who)) == (1, 0)
    assert [each.comment for each in queries.contributions(round_)] == ["Erst so."]
    assert states(second) == {"b.docx": UploadState.UNDONE}
    third = deliver(round_, who, ("c.docx", filled(round_, "AWO", meas0111="Schließlich so.")))
    actions.confirm(third.uploads.get(), chosen={0: "meas0111"}, person=who)
    assert [each.comment for each in queries.contributions(round_)] == ["Schließlich so."]


def test_what_came_twice_in_one_delivery_goes_with_it_whole(round_: Round, who: User) -> None:
    made = deliver(
        round_,
        who,
        ("a.docx", filled(round_, "AWO", meas0111="Erst so.")),
        ("b.docx", filled(round_, "AWO", meas0111="Dann so.")),
    )
    for upload in made.uploads.order_by("pk"):
        actions.confirm(upload, chosen={0: "meas0111"}, person=who)
    assert [each.comment for each in queries.contributions(round_)] == ["Dann so."]
    actions.take_back(made, who)
    assert not queries.contributions(round_)


@pytest.mark.parametrize("count", [1, 3])
def test_taking_back_costs_the_same_however_many(
    round_: Round, who: User, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    made = deliver(round_, who, *[(f"{n}.docx", filled(round_, f"Haus {n}", meas0111=f"{n}.")) for n in range(count)])
    actions.confirm_clear(made, who)
    with django_assert_num_queries(11):
        actions.take_back(made, who)


@pytest.mark.parametrize("count", [1, 3])
def test_a_file_is_held_against_the_earlier_ones_without_reading_them(
    round_: Round, who: User, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for n in range(count):
        deliver(round_, who, (f"{n}.docx", filled(round_, f"Haus {n}", meas0111=f"{n}.")))
    upload = deliver(round_, who, ("neu.docx", filled(round_, "Haus 0", meas0112="Neu."))).uploads.get()
    with django_assert_num_queries(3):
        assert queries.earlier_of(upload) == Upload.objects.get(name="0.docx")


def test_the_same_file_may_come_again_after_it_was_taken_back(round_: Round, who: User) -> None:
    content = filled(round_, meas0111="Ja.")
    actions.take_back(deliver(round_, who, ("a.docx", content)), who)
    assert states(deliver(round_, who, ("a.docx", content))) == {"a.docx": "preview"}


def test_what_is_answered_is_not_taken_back(round_: Round, who: User) -> None:
    made = deliver(round_, who, ("a.docx", filled(round_, meas0111="Ja.", meas0112="Nein.")))
    actions.confirm_clear(made, who)
    said = queries.contributions(round_).first()
    assert said is not None
    review.answer(round_, [said], who, outcome="noted", reason="Danke.")
    with pytest.raises(Problem, match="1 Rückmeldung dieser Lieferung ist schon beantwortet"):
        actions.take_back(made, who)
    assert queries.contributions(round_).count() == 2


# --- the pages ---


def base(round_: Round) -> str:
    return f"/werkstatt/{round_.authority.slug}/beteiligung/{round_.slug}/"


def test_many_files_through_the_page(round_: Round, who: User) -> None:
    office = factories.signed_in(who)
    handed = [SimpleUploadedFile(f"{n}.docx", filled(round_, f"Haus {n}", meas0111=f"Wort {n}.")) for n in range(2)]
    answer = office.post(base(round_) + "eingang/", {"matrices": handed})
    made = Delivery.objects.get()
    assert answer["Location"] == f"/auftrag/{made.job_id}/" or str(made.job_id) in answer["Location"]
    assert "werden noch gelesen" in office.get(f"{base(round_)}lieferung/{made.key}/").content.decode()
    read_delivery.call(str(made.job_id), made.pk)
    page = office.get(f"{base(round_)}lieferung/{made.key}/").content.decode()
    assert "2 klare Dateien übernehmen" in page
    done = office.post(f"{base(round_)}lieferung/{made.key}/", follow=True).content.decode()
    assert "2 Dateien übernommen" in done
    back = office.post(f"{base(round_)}lieferung/{made.key}/zuruecknehmen/", follow=True).content.decode()
    assert "zurückgenommen und zählen nicht mehr" in back
    assert not queries.contributions(round_)


def test_no_file_is_said(round_: Round, who: User) -> None:
    page = factories.signed_in(who).post(base(round_) + "eingang/", {})
    assert page.context["form"].errors["matrices"]


def test_a_newer_file_is_shown_as_a_difference(round_: Round, who: User) -> None:
    first = deliver(round_, who, ("a.docx", filled(round_, "AWO", meas0111="Bleibt.", meas0112="Fällt weg.")))
    actions.confirm_clear(first, who)
    second = deliver(round_, who, ("b.docx", filled(round_, "AWO", meas0111="Bleibt.")))
    upload = second.uploads.get()
    page = factories.signed_in(who).get(f"{base(round_)}eingang/{upload.key}/").content.decode()
    for words in (
        "unverändert seit der früheren Datei",
        "1 Zeile der früheren Datei „a.docx“",
        "zählt anstelle der früheren Datei „a.docx“",
    ):
        assert words in page


@pytest.mark.parametrize("count", [1, 3])
def test_a_delivery_costs_the_same_whatever_it_holds(
    round_: Round, who: User, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    made = deliver(round_, who, *[(f"{n}.docx", filled(round_, f"Haus {n}", meas0111=f"{n}.")) for n in range(count)])
    office = factories.signed_in(who)
    office.get(f"{base(round_)}lieferung/{made.key}/")
    with django_assert_num_queries(8):
        office.get(f"{base(round_)}lieferung/{made.key}/")


def test_a_stranger_takes_nothing_back(round_: Round, who: User) -> None:
    made = deliver(round_, who, ("a.docx", filled(round_, meas0111="Ja.")))
    actions.confirm_clear(made, who)
    stranger = factories.signed_in(factories.person(factories.authority()))
    reader = factories.signed_in(factories.person(round_.authority, "reader"))
    for browser in (stranger, reader, Client()):
        assert browser.post(f"{base(round_)}lieferung/{made.key}/zuruecknehmen/").status_code in {302, 404}
    assert queries.contributions(round_).count() == 1
