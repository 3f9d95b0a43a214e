"""A contribution in another language keeps its original; the translation stands beside it, and leaks nothing."""

from __future__ import annotations

import pytest
from django.db import DatabaseError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import factories
from werkstatt.accounts.models import Role
from werkstatt.conferences.queries.minutes import Subject, draft_of
from werkstatt.participation import actions, queries
from werkstatt.participation.models import Contribution, ContributionTranslation, Round, Submission, Visibility

pytestmark = pytest.mark.django_db
WORDS, GERMAN = "Курси ввечері, каже Олена Кравець.", "Kurse am Abend, sagt Olena Krawez."


@pytest.fixture
def round_() -> Round:
    made = factories.round_(factories.published(factories.authority("erlenau")))
    Round.objects.filter(pk=made.pk).update(languages=["uk"], visibility=Visibility.OPEN)
    made.refresh_from_db()
    return made


@pytest.fixture
def said(round_: Round) -> Contribution:
    return factories.said(round_, comment=WORDS, language="uk")


@pytest.fixture
def office(said: Contribution) -> Client:
    return factories.signed_in(factories.person(said.submission.round.authority))


def outside(client: Client, round_: Round) -> str:
    """Everything that leaves the house about a round's contributions."""
    listed = client.get(f"/erlenau/mitmachen/{round_.slug}/rueckmeldungen/").content.decode()
    minutes = "\n".join(each.text for each in draft_of(Subject(round_)).statements)
    return f"{listed}\n{minutes}"


def test_the_translation_stands_beside_the_original_everywhere(
    client: Client, office: Client, round_: Round, said: Contribution
) -> None:
    assert actions.put_beside(said, None, {"comment": GERMAN}) == ["comment"]
    found = outside(client, round_)
    assert found.count(WORDS) == 2
    assert found.count(GERMAN) == 2
    assert f"[Übersetzung: {GERMAN}]" in found
    desk = office.get(f"/werkstatt/erlenau/auswertung/{round_.slug}/?feld={said.area_uid}").content.decode()
    assert WORDS in desk
    assert GERMAN in desk
    single = office.get(f"/werkstatt/erlenau/auswertung/{round_.slug}/r/{said.pk}/")
    assert single.status_code == 404 or GERMAN in single.content.decode()


def test_what_is_blackened_later_is_not_told_by_the_translation(
    client: Client, office: Client, round_: Round, said: Contribution
) -> None:
    actions.put_beside(said, None, {"comment": GERMAN})
    actions.redact(said, None, {"comment": "Курси ввечері, каже […]."})
    found = outside(client, round_)
    assert "Krawez" not in found
    assert "Кравець" not in found
    assert "Übersetzung" not in found.partition("<main")[2]
    inside = office.get(f"/werkstatt/erlenau/beteiligung/{round_.slug}/uebersetzen/{said.pk}/").content.decode()
    assert GERMAN in inside
    assert "Diese Rückmeldung ist geschwärzt" in inside


def test_a_translation_of_something_blackened_before_stays_inside_too(
    client: Client, round_: Round, said: Contribution
) -> None:
    actions.redact(said, None, {"comment": "Курси ввечері, каже […]."})
    actions.put_beside(said, None, {"comment": GERMAN})
    assert "Krawez" not in outside(client, round_)


def test_what_is_held_back_is_held_back_with_its_translation(client: Client, round_: Round, said: Contribution) -> None:
    actions.put_beside(said, None, {"comment": GERMAN})
    actions.moderate(round_, [said], None, published=False)
    assert GERMAN not in outside(client, round_)


def test_the_newest_counts_and_empty_words_take_it_back(said: Contribution) -> None:
    for words in ("Eins", "Zwei", "Zwei", ""):
        actions.put_beside(said, None, {"comment": words})
    assert [each.words for each in ContributionTranslation.objects.all()] == ["Eins", "Zwei", ""]
    [shown] = queries.shown([said])
    assert shown.translated == {}


def test_only_parts_with_words_are_translated(said: Contribution) -> None:
    assert actions.put_beside(said, None, {"proposal": "Neu", "uid": "x", "verdict": "new"}) == []
    assert not ContributionTranslation.objects.exists()


def test_it_is_sealed(said: Contribution) -> None:
    actions.put_beside(said, None, {"comment": GERMAN})
    with pytest.raises(DatabaseError):
        ContributionTranslation.objects.update(words="Anders")


def test_names_in_the_translation_are_found_before_anything_is_let_out(round_: Round, said: Contribution) -> None:
    actions.put_beside(said, None, {"comment": "Kurse am Abend, sagt Frau Olena Krawez."})
    [entry] = queries.entries(round_, [said], inside=True)
    assert any("Krawez" in trace for trace in entry.traces)


def test_the_office_puts_it_beside_and_sees_who_did(office: Client, round_: Round, said: Contribution) -> None:
    place = f"/werkstatt/erlenau/beteiligung/{round_.slug}/uebersetzen/{said.pk}/"
    assert WORDS in office.get(place).content.decode()
    found = office.post(place, {"comment": GERMAN}, follow=True).content.decode()
    assert "Die Übersetzung steht jetzt neben der Rückmeldung." in found
    assert "Alma Brandt" in found
    again = office.post(place, {"comment": GERMAN}, follow=True).content.decode()
    assert "Es hat sich nichts geändert." in again
    assert ContributionTranslation.objects.count() == 1


def test_only_who_takes_in_may(round_: Round, said: Contribution) -> None:
    client = factories.signed_in(factories.person(round_.authority, Role.READER, "Bela Krug"))
    response = client.post(f"/werkstatt/erlenau/beteiligung/{round_.slug}/uebersetzen/{said.pk}/", {"comment": "x"})
    assert response.status_code in {403, 404}
    assert not ContributionTranslation.objects.exists()


def test_a_contribution_of_another_office_is_not_there(office: Client, round_: Round) -> None:
    other = factories.said(factories.round_(factories.published(factories.authority("wiesgrund"))))
    assert office.get(f"/werkstatt/erlenau/beteiligung/{round_.slug}/uebersetzen/{other.pk}/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_once_for_all_translations(
    round_: Round, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        row = factories.said(round_, comment=f"Слово {number}", language="uk")
        actions.put_beside(row, None, {"comment": f"Wort {number}"})
    rows = list(Contribution.objects.filter(submission__round=round_))
    with django_assert_num_queries(2):
        assert [each.translated["comment"] for each in queries.shown(rows)] == [f"Wort {n}" for n in range(count)]
    assert Submission.objects.filter(language="uk").count() == count
