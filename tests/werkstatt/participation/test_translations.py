"""What the office translates, and what people read of it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from konzept.model import Problem
from konzept.translation import TranslationState
from tests import factories
from werkstatt.accounts.models import Role
from werkstatt.journal.models import Entry
from werkstatt.lib import clock
from werkstatt.participation import actions, queries
from werkstatt.participation.models import Round, Translation
from werkstatt.participation.views.translations import A_PAGE

pytestmark = pytest.mark.django_db

MEASURE, GOAL = ("meas0111", "text"), ("goal0011", "title")


@pytest.fixture
def round_() -> Round:
    made = factories.round_(factories.published(factories.authority("erlenau")))
    Round.objects.filter(pk=made.pk).update(languages=["uk", "ar"], questions=["Was hat sich bewährt?", "Wer hilft?"])
    made.refresh_from_db()
    return made


@pytest.fixture
def commissioner(round_: Round) -> Client:
    return factories.signed_in(factories.person(round_.authority))


@pytest.fixture
def office(round_: Round) -> str:
    return f"/werkstatt/erlenau/beteiligung/{round_.slug}/"


def told(round_: Round, key: tuple[str, str], language: str = "uk") -> queries.Sheet:
    """One text of the office's page."""
    return next(sheet for sheet in queries.sheets(round_, language) if sheet.piece.key == key)


def page(client: Client, round_: Round, language: str, place: str = "") -> str:
    response = client.get(f"/{language}/erlenau/mitmachen/{round_.slug}/{place}")
    assert response.status_code == 200
    return response.content.decode()


# ---- deeds


def test_the_newest_translation_counts_and_the_older_ones_stay(round_: Round) -> None:
    assert actions.translate(round_, None, "uk", [(MEASURE, "Перший")], checked=False) == 1
    assert told(round_, MEASURE).state is TranslationState.MACHINE
    assert actions.translate(round_, None, "uk", [(MEASURE, "Другий")]) == 1
    assert (told(round_, MEASURE).words, told(round_, MEASURE).state) == ("Другий", TranslationState.CHECKED)
    assert Translation.objects.count() == 2


def test_the_same_twice_is_once(round_: Round) -> None:
    before = Entry.objects.count()
    assert [actions.translate(round_, None, "uk", [(MEASURE, "Слово")]) for _ in range(2)] == [1, 0]
    assert Entry.objects.count() == before + 1


def test_a_person_confirms_what_a_program_made(round_: Round) -> None:
    actions.translate(round_, None, "uk", [(MEASURE, "Слово")], checked=False)
    assert actions.translate(round_, None, "uk", [(MEASURE, "Слово")]) == 1
    assert told(round_, MEASURE).state is TranslationState.CHECKED


def test_empty_words_take_a_translation_back(round_: Round) -> None:
    assert actions.translate(round_, None, "uk", [(MEASURE, "")]) == 0
    actions.translate(round_, None, "uk", [(MEASURE, "Слово")])
    assert actions.translate(round_, None, "uk", [(MEASURE, " ")]) == 1
    assert told(round_, MEASURE).state is TranslationState.MISSING


def test_a_translation_is_outdated_when_the_german_words_change(round_: Round) -> None:
    actions.translate(round_, None, "uk", [((f"round:{round_.pk}", "introduction"), "Про що йдеться")])
    actions.change_round(round_, None, introduction="Es geht um etwas anderes.")
    round_.refresh_from_db()
    assert told(round_, (f"round:{round_.pk}", "introduction")).state is TranslationState.OUTDATED


def test_the_translation_of_an_element_holds_for_the_next_version(round_: Round) -> None:
    actions.translate(round_, None, "uk", [(MEASURE, "Слово"), (GOAL, "Мета")])
    value = factories.reworded(factories.concept_value(), MEASURE[0], "Ganz anders.")
    later = factories.round_(factories.version(round_.authority, value, parent=round_.version), title="Später")
    Round.objects.filter(pk=later.pk).update(languages=["uk"])
    later.refresh_from_db()
    assert told(later, MEASURE).state is TranslationState.OUTDATED
    assert told(later, GOAL).state is TranslationState.CHECKED


def test_a_language_the_round_does_not_offer_is_refused(round_: Round) -> None:
    with pytest.raises(Problem, match="bietet die Runde nicht an"):
        actions.translate(round_, None, "tr", [(MEASURE, "Söz")])
    with pytest.raises(Problem, match="bietet die Runde nicht an"):
        actions.translate(round_, None, "de", [(MEASURE, "Wort")])


def test_words_of_something_else_are_not_kept(round_: Round) -> None:
    assert actions.translate(round_, None, "uk", [(("meas9999", "text"), "Слово"), (("x", "secret"), "y")]) == 0
    assert not Translation.objects.exists()


def test_a_translation_is_sealed(round_: Round) -> None:
    actions.translate(round_, None, "uk", [(MEASURE, "Слово")])
    with pytest.raises(DatabaseError):
        Translation.objects.update(words="Інше")


def test_the_journal_says_how_many_and_no_words(round_: Round) -> None:
    actions.translate(round_, None, "uk", [(MEASURE, "Слово")])
    entry = Entry.objects.order_by("-pk").first()
    assert entry is not None
    assert (entry.deed, entry.facts["count"], entry.facts["language"]) == ("participation.translate", 1, "uk")
    assert "Слово" not in str(entry.facts)


# ---- what people read


def test_a_page_shows_the_translation_and_marks_its_language(client: Client, round_: Round) -> None:
    own = f"round:{round_.pk}"
    actions.translate(
        round_, None, "ar", [((own, "title"), "عنوان"), (GOAL, "هدف"), ((own, "question:2"), "من يساعد؟")]
    )
    found = page(client, round_, "ar")
    assert '<h1 lang="ar" dir="rtl">عنوان</h1>' in found
    assert re.search(r'<span class="wk-elements__text" lang="ar" dir="rtl">[^<]*هدف</span>', found)
    assert '<li lang="ar" dir="rtl">من يساعد؟</li>' in found
    assert "أنتم تقرؤون ترجمة" in found
    assert "بعضها متوفر بالألمانية فقط" in found


def test_without_a_translation_the_german_words_stand_there_as_german(client: Client, round_: Round) -> None:
    found = page(client, round_, "uk")
    assert f'<h1 lang="de" dir="ltr">{round_.title}</h1>' in found
    assert "поки що є лише німецькою" in found
    assert "Що виправдало себе?" in found  # the house's own question needs nobody


def test_german_pages_know_no_translation(
    client: Client, round_: Round, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    actions.translate(round_, None, "uk", [(GOAL, "Мета")])
    response = client.get(f"/erlenau/mitmachen/{round_.slug}/")
    assert "Мета" not in response.content.decode()
    assert 'lang="de" dir' not in response.content.decode().partition("<main")[2]


@pytest.mark.parametrize(
    ("checked", "note"),
    [(True, "Переклад. Показати"), (False, "Переклала програма. Показати")],
)
def test_beside_a_translation_the_german_text_can_be_opened(
    client: Client, round_: Round, *, checked: bool, note: str
) -> None:
    actions.translate(round_, None, "uk", [(MEASURE, "Слово")], checked=checked)
    found = page(client, round_, "uk", f"e/{MEASURE[0]}/")
    assert note in found
    german = found.partition("<details")[2]
    assert 'lang="de" dir="ltr"' in german


def test_an_outdated_translation_says_so(client: Client, round_: Round) -> None:
    own = (f"round:{round_.pk}", "introduction")
    actions.translate(round_, None, "en", [(own, "About")])
    actions.change_round(round_, None, introduction="Anders.")
    found = page(client, round_, "en")
    assert ">About<" in found.replace("<p>", ">").replace("</p>", "<").replace(">>", ">").replace("<<", "<")
    assert "Some translations are older than the German text." in found


def test_a_translation_is_text_and_no_markup(client: Client, round_: Round) -> None:
    own = f"round:{round_.pk}"
    actions.translate(round_, None, "en", [((own, "title"), "<b>x</b>"), (MEASURE, "<script>alert(1)</script> *so*")])
    assert "<b>x</b>" not in page(client, round_, "en")
    found = page(client, round_, "en", f"e/{MEASURE[0]}/")
    assert "<script>alert" not in found
    assert "<em>so</em>" in found


def test_what_is_said_quotes_the_german_words(client: Client, round_: Round) -> None:
    """What binds is German: a contribution keeps the wording it spoke about, in whatever language it was read."""
    actions.translate(round_, None, "uk", [(MEASURE, "Слово")])
    made = factories.said(round_, MEASURE[0])
    assert "Слово" not in made.wording


def test_own_questions_are_asked_in_the_language_and_kept_in_german(client: Client, round_: Round) -> None:
    actions.translate(round_, None, "uk", [((f"round:{round_.pk}", "question:2"), "Хто допомагає?")])
    found = page(client, round_, "uk", f"e/{MEASURE[0]}/")
    assert "Хто допомагає?" in found
    [_, own] = queries.choices_of(round_, "uk")
    assert (own.told, own.question) == ("Хто допомагає?", "Wer hilft?")
    assert "Wer hilft?" in page(client, round_, "ar", f"e/{MEASURE[0]}/")


def test_contested_points_are_translated_side_by_side(client: Client, round_: Round) -> None:
    positions = [{"who": "Kreis", "text": "Ja."}, {"who": "Beirat", "text": "Nein."}]
    point = actions.set_contested(round_, None, title="Video?", positions=positions, uid=MEASURE[0])
    actions.translate(round_, None, "uk", [((f"point:{point.pk}", "position:2"), "Ні.")])
    found = page(client, round_, "uk")
    assert '<div lang="uk" dir="ltr"><p>Ні.</p></div>' in found
    assert '<div lang="de" dir="ltr"><p>Ja.</p></div>' in found


@pytest.mark.parametrize("count", [1, 3])
def test_a_translated_page_asks_the_same_number_of_times(
    client: Client, round_: Round, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    keys = [MEASURE, GOAL, ("area0001", "title")][:count]
    actions.translate(round_, None, "uk", [(key, "Слово") for key in keys])
    page(client, round_, "uk")
    with django_assert_num_queries(5):
        page(client, round_, "uk")


def test_what_a_planned_round_asks_about_is_told_by_no_translation(client: Client, round_: Round) -> None:
    """Its version may be a draft; whoever reads another round or the element in their language learns nothing of it."""
    actions.translate(round_, None, "uk", [(MEASURE, "Старе слово")])
    value = factories.reworded(factories.concept_value(), MEASURE[0], "Der geheime Entwurf.")
    draft = factories.round_(factories.version(round_.authority, value, parent=round_.version), title="Geheim")
    later = timezone.now() + timedelta(days=5)
    Round.objects.filter(pk=draft.pk).update(
        languages=["uk", "tr"], opens_at=later, closes_at=later + timedelta(days=5)
    )
    draft.refresh_from_db()
    actions.translate(draft, None, "uk", [(MEASURE, "Таємний проєкт"), (GOAL, "Таємна мета")])
    element = f"/uk/erlenau/konzept/e/{MEASURE[0]}/"
    asked = page(client, round_, "uk", f"e/{MEASURE[0]}/")
    outside = [asked, page(client, round_, "uk"), client.get(element).content.decode()]
    assert not [each for each in outside if "Таємн" in each]
    assert "Старе слово" in asked
    assert "Старе слово" in outside[2]
    assert "/tr/" not in outside[2]  # nor in which languages it will ask
    assert told(draft, MEASURE).words == "Таємний проєкт"  # the office sees its own
    with clock.at(later + timedelta(days=1)):
        assert "Таємна мета" in page(client, draft, "uk")


# ---- the office's pages


def fields(client: Client, place: str) -> dict[str, str]:
    """What a browser would send back of the form as it is."""
    shown = client.get(place).content.decode()
    seen = dict(re.findall(r'name="([^"]+-seen)" value="([0-9a-f]+)"', shown))
    words = dict(re.findall(r'<textarea name="([^"]+-words)"[^>]*>\n?([^<]*)</textarea>', shown))
    return {**seen, **words}


def test_the_office_sees_how_far_each_language_is(commissioner: Client, round_: Round, office: str) -> None:
    actions.translate(round_, None, "uk", [(MEASURE, "Слово"), (GOAL, "Мета")])
    total = len(queries.pieces(round_))
    found = commissioner.get(f"{office}sprachen/").content.decode()
    assert f"2 von {total}" in found
    assert f"0 von {total}" in found
    assert "Українська" in commissioner.get(office).content.decode()


def test_what_is_typed_is_kept_as_checked(commissioner: Client, round_: Round, office: str) -> None:
    place = f"{office}sprachen/uk/"
    data = fields(commissioner, place) | {f"round:{round_.pk}.title-words": "Назва"}
    response = commissioner.post(place, data, follow=True)
    assert "1 Übersetzung ist gespeichert." in response.content.decode()
    assert told(round_, (f"round:{round_.pk}", "title")).state is TranslationState.CHECKED
    assert Translation.objects.count() == 1
    commissioner.post(place, data)  # a double click
    assert Translation.objects.count() == 1


def test_a_tick_confirms_what_a_program_made(commissioner: Client, round_: Round, office: str) -> None:
    own = (f"round:{round_.pk}", "title")
    actions.translate(round_, None, "uk", [(own, "Назва")], checked=False)
    place = f"{office}sprachen/uk/?stand=machine"
    data = fields(commissioner, place)
    assert data[f"{own[0]}.title-words"] == "Назва"
    commissioner.post(place, data | {f"{own[0]}.title-confirmed": "on"})
    assert told(round_, own).state is TranslationState.CHECKED


def test_two_at_once_do_not_write_over_each_other(commissioner: Client, round_: Round, office: str) -> None:
    own = (f"round:{round_.pk}", "title")
    place = f"{office}sprachen/uk/"
    data = fields(commissioner, place)
    actions.translate(round_, None, "uk", [(own, "Чужа назва")])
    mine = data | {f"{own[0]}.title-words": "Моя назва"}
    response = commissioner.post(place, mine)
    found = response.content.decode()
    assert "Inzwischen hat jemand diese Stelle anders übersetzt" in found
    assert "Моя назва" in found
    assert told(round_, own).words == "Чужа назва"
    seen = dict(re.findall(r'name="([^"]+-seen)" value="([0-9a-f]+)"', found))
    commissioner.post(place, mine | seen)  # whoever has read that may
    assert told(round_, own).words == "Моя назва"


def test_the_page_shows_one_state_at_a_time_and_a_page_of_it(commissioner: Client, round_: Round, office: str) -> None:
    actions.translate(round_, None, "uk", [(GOAL, "Мета")])
    found = commissioner.get(f"{office}sprachen/uk/?stand=checked").content.decode()
    assert found.count("wk-piece__german") == 1
    whole = commissioner.get(f"{office}sprachen/uk/").content.decode()
    assert whole.count("wk-piece__german") == min(A_PAGE, len(queries.pieces(round_)))
    assert commissioner.get(f"{office}sprachen/uk/?stand=quatsch&seite=99").status_code == 200


@pytest.mark.parametrize("path", ["sprachen/de/", "sprachen/tr/", "sprachen/uk/tabelle.pdf", "sprachen/tr/tabelle.csv"])
def test_what_is_not_offered_is_not_there(commissioner: Client, office: str, path: str) -> None:
    assert commissioner.get(office + path).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_office_page_asks_the_same_number_of_times(
    commissioner: Client, round_: Round, office: str, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    keys = [MEASURE, GOAL, ("area0001", "title")][:count]
    actions.translate(round_, None, "uk", [(key, "Слово") for key in keys])
    commissioner.get(f"{office}sprachen/uk/")
    with django_assert_num_queries(7):
        commissioner.get(f"{office}sprachen/uk/")


def brought(client: Client, office: str, content: bytes, made: str = "person", name: str = "uk.csv") -> str:
    """A table is brought back; the page that follows."""
    file = SimpleUploadedFile(name, content)
    response = client.post(f"{office}sprachen/uk/zurueck/", {"file": file, "made": made}, follow=True)
    return response.content.decode()


def table(round_: Round, fill: Callable[[queries.Sheet], str], client: Client, office: str) -> bytes:
    """The downloaded table, filled in."""
    content = client.get(f"{office}sprachen/uk/tabelle.csv").content.decode("utf-8-sig")
    rows = content.split("\r\n")
    for sheet in queries.sheets(round_, "uk"):
        subject, part = sheet.piece.key
        rows = [
            row.replace(";;fehlt", f";{fill(sheet)};fehlt") if row.startswith(f"{subject};{part};") else row
            for row in rows
        ]
    return "\r\n".join(rows).encode("utf-8-sig")


def test_a_table_goes_out_and_comes_back(commissioner: Client, round_: Round, office: str) -> None:
    content = table(round_, lambda sheet: "Слово" if sheet.piece.key == GOAL else "", commissioner, office)
    found = brought(commissioner, office, content)
    assert "1 neue Übersetzung" in found
    assert "Слово" in found
    assert not Translation.objects.exists()  # nothing counts before it is taken over
    [file] = round_.translation_files.all()
    place = f"{office}uebersetzungen/{file.key}/"
    assert "1 Übersetzung ist übernommen." in commissioner.post(place, follow=True).content.decode()
    assert "schon übernommen" in commissioner.post(place, follow=True).content.decode()
    assert told(round_, GOAL).state is TranslationState.CHECKED
    assert "übernommen." in commissioner.get(place).content.decode()
    assert "Diese Datei ändert nichts" in brought(commissioner, office, content)


def test_what_a_program_translated_waits_for_a_person(commissioner: Client, round_: Round, office: str) -> None:
    content = table(round_, lambda sheet: "Слово" if sheet.piece.key == GOAL else "", commissioner, office)
    brought(commissioner, office, content, made="machine")
    actions.take_over(round_.translation_files.get(), None)
    assert told(round_, GOAL).state is TranslationState.MACHINE
    actions.translate(round_, None, "uk", [(GOAL, "Слово")])
    brought(commissioner, office, content, made="machine")  # does not make it unsure again
    assert actions.take_over(round_.translation_files.all()[0], None) == 0
    assert told(round_, GOAL).state is TranslationState.CHECKED


def test_german_words_that_changed_since_make_the_translation_outdated(
    commissioner: Client, round_: Round, office: str
) -> None:
    own = (f"round:{round_.pk}", "introduction")
    content = table(round_, lambda sheet: "Вступ" if sheet.piece.key == own else "", commissioner, office)
    actions.change_round(round_, None, introduction="Anders.")
    found = brought(commissioner, office, content)
    assert "1 deutscher Text wurde seither geändert" in found
    actions.take_over(round_.translation_files.get(), None)
    round_.refresh_from_db()
    assert told(round_, own).state is TranslationState.OUTDATED


def test_an_excel_table_goes_out_and_comes_back(commissioner: Client, round_: Round, office: str) -> None:
    answer = commissioner.get(f"{office}sprachen/uk/tabelle.xlsx")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="uebersetzungen-{round_.slug}-uk.xlsx"'
    book = load_workbook(io.BytesIO(answer.content))
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(min_row=2):
        if (row[0].value, row[1].value) == GOAL:
            row[4].value = "Слово"
    held = io.BytesIO()
    book.save(held)
    assert "1 neue Übersetzung" in brought(commissioner, office, held.getvalue(), name="uk.xlsx")
    actions.take_over(round_.translation_files.get(), None)
    assert told(round_, GOAL).words == "Слово"


def test_a_file_of_another_round_is_not_there(commissioner: Client, round_: Round, office: str) -> None:
    other = factories.round_(factories.published(factories.authority("wiesgrund")))
    content = "Kennung;Teil;Deutsch;Übersetzung\nfremd;text;Ja;Yes\n".encode()
    file = actions.bring(other, None, "en", name="x.csv", content=content, checked=True)
    assert commissioner.get(f"{office}uebersetzungen/{file.key}/").status_code == 404
    assert commissioner.post(f"{office}uebersetzungen/{file.key}/").status_code == 404


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"a;b\n1;2\n", "fehlt die Spalte „Kennung“"),
        (b"\x89PNG\r\n\x1a\n", "uk.csv"),
        (b"x" * 5_000_001, "größer als 5 MB"),
    ],
)
def test_a_bad_file_says_what_is_wrong_and_leaves_nothing(
    commissioner: Client, round_: Round, office: str, content: bytes, sentence: str
) -> None:
    assert sentence in brought(commissioner, office, content)
    assert not round_.translation_files.exists()


def test_rows_of_other_words_are_told_and_left_out(commissioner: Client, round_: Round, office: str) -> None:
    content = "Kennung;Teil;Deutsch;Übersetzung\nfremd;text;Ja;Так\n".encode()
    found = brought(commissioner, office, content)
    assert "1 Zeile gehört zu keinem Text dieser Runde" in found
    assert "Diese Datei ändert nichts" in found


@pytest.mark.parametrize("role", [Role.READER, Role.REVIEWER])
def test_only_who_runs_rounds_translates(round_: Round, office: str, role: str) -> None:
    client = factories.signed_in(factories.person(round_.authority, role, "Bela Krug"))
    for path in ("sprachen/", "sprachen/uk/", "sprachen/uk/zurueck/", "sprachen/uk/tabelle.csv"):
        assert client.get(office + path).status_code in {403, 404}
    assert client.post(f"{office}sprachen/uk/", {}).status_code in {403, 404}
