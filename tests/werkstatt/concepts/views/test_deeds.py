"""What is pressed on the check page: on one or many, with htmx and without."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from konzept import canonical
from konzept.model import Element
from tests import factories
from werkstatt.accounts.models import User
from werkstatt.concepts import actions, queries
from werkstatt.concepts.models import Import, Step

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    return factories.person(factories.authority())


@pytest.fixture
def import_(person: User) -> Import:
    return factories.read_in(person.memberships.get().authority, person)


@pytest.fixture
def office(person: User) -> Client:
    return factories.signed_in(person)


def text(import_: Import) -> list[Element]:
    return list(canonical.loads(Import.objects.get(pk=import_.pk).proposal).walk())


def numbered(import_: Import, *numbers: str) -> list[str]:
    """What the boxes of these elements hold."""
    lines = queries.understood(Import.objects.get(pk=import_.pk)).lines
    return [f"{line.uid}.{line.state}" for number in numbers for line in lines if line.element.number == number]


def press(office: Client, import_: Import, *, part: bool = False, **fields: str | Sequence[str]) -> HttpResponse:
    address = reverse("concepts:deed", args=[import_.authority.slug, import_.pk])
    headers = {"HX-Request": "true"} if part else {}
    return office.post(address, fields, headers=headers)


def words(response: HttpResponse) -> str:
    return response.content.decode()


# --- one element -----------------------------------------------------------------------------------------------------

ONE = [
    ("goal", "1.1.1", "Maßnahme 1.1.1 ist jetzt Handlungsziel."),
    ("text", "1.1.1", "Maßnahme 1.1.1 ist jetzt Abschnitt."),
    ("deeper", "1.1.2", "Maßnahme 1.1.2 steht jetzt eine Ebene tiefer."),
    ("higher", "1.1.2", "Maßnahme 1.1.2 steht jetzt eine Ebene höher."),
    ("join", "1.1.2", "Maßnahme 1.1.2 ist mit Maßnahme 1.1.1 zusammengefügt."),
    ("split", "2.1.2", "Aus 1 sind 2 geworden."),
    ("drop", "1.1.2", "Maßnahme 1.1.2 ist gestrichen."),
]


@pytest.mark.parametrize(("deed", "number", "said"), ONE)
def test_one_element_at_once_and_back_again(deed: str, number: str, said: str, office: Client, import_: Import) -> None:
    before = text(import_)
    (on,) = numbered(import_, number)
    response = press(office, import_, deed=f"{deed} {on}")
    assert response.status_code == 302
    page = words(office.get(response.url))
    assert said in page
    assert f"Zuletzt: {said}" in page
    assert text(import_) != before
    press(office, import_, deed="undo", turn="1")
    assert text(import_) == before


@pytest.mark.parametrize(("deed", "number", "said"), ONE)
def test_with_htmx_only_what_changed_is_answered(
    deed: str, number: str, said: str, office: Client, import_: Import
) -> None:
    (on,) = numbered(import_, number)
    answer = words(press(office, import_, part=True, deed=f"{deed} {on}", turn="0"))
    assert answer.count("<hx-partial") == answer.count("</hx-partial>")
    assert said in answer
    assert 'value="1"' in re.findall(r'<input type="hidden" name="turn"[^>]*>', answer)[0]
    assert 'id="kopf"' in answer
    assert "<html" not in answer
    untouched = next(each.uid for each in text(import_) if each.number == ("2.1.1" if number != "2.1.2" else "1.1.1"))
    assert f'id="e-{untouched}"' not in answer


def test_the_answer_leads_to_where_the_element_is(office: Client, import_: Import) -> None:
    (on,) = numbered(import_, "1.1.1")
    answer = words(press(office, import_, part=True, deed=f"goal {on}", turn="0"))
    assert f'data-place="e-{on.partition(".")[0]}"' in answer


def test_a_checked_place_leads_to_the_next(office: Client, import_: Import) -> None:
    answer = words(press(office, import_, part=True, deed="checked 0", turn="0"))
    assert "Geprüft. Keine Stelle ist mehr zu prüfen." in answer
    assert "keine Stelle mehr zu prüfen" in answer


def test_a_problem_is_said_where_one_is(office: Client, import_: Import) -> None:
    (on,) = numbered(import_, "1.1.1")
    answer = words(press(office, import_, part=True, deed=f"measure {on}", turn="0"))
    assert "ist schon Maßnahme." in answer
    assert "cc-said__failed" in answer
    assert not Step.objects.exists()


# --- many ------------------------------------------------------------------------------------------------------------


def test_many_at_once_are_asked_for_first(office: Client, import_: Import) -> None:
    chosen = numbered(import_, "1.1.1", "1.1.2", "2.1.1")
    page = words(press(office, import_, deed="goal", uid=chosen))
    assert "3 Teile. Das geschieht dann:" in page
    assert "Maßnahme 1.1.1 wird Handlungsziel" in page
    assert not Step.objects.exists()
    assert all(f'name="uid" value="{each}"' in page for each in chosen)
    response = press(office, import_, sure="goal", uid=chosen)
    assert "3 Teile sind jetzt Handlungsziele." in words(office.get(response.url))
    assert Step.objects.count() == 1


def test_with_htmx_the_question_comes_into_the_page(office: Client, import_: Import) -> None:
    chosen = numbered(import_, "1.1.1", "1.1.2")
    answer = words(press(office, import_, part=True, deed="drop", uid=chosen, turn="0"))
    assert 'hx-target="#frage"' in answer
    assert 'name="sure" value="drop"' in answer
    answer = words(press(office, import_, part=True, sure="drop", uid=chosen, turn="0"))
    assert answer.count('hx-swap="delete"') == 2
    assert "2 Teile sind gestrichen." in answer


def test_more_than_twelve_are_counted(office: Client, import_: Import) -> None:
    rows = "".join(f"| 2.1.{n} | Noch eine Maßnahme {n}. | Jobcenter Erlenau | |\n" for n in range(3, 20))
    longer = factories.read_in(import_.authority, None, factories.document() + rows.encode(), "lang.md")
    chosen = numbered(longer, *(f"2.1.{n}" for n in range(3, 20)))
    assert "und 5 weitere" in words(press(office, longer, part=True, deed="goal", uid=chosen))
    assert "Maßnahme 2.1.19 wird Handlungsziel" in words(press(office, longer, deed="goal", uid=chosen))


def test_where_to_is_chosen_from_what_there_is(office: Client, import_: Import) -> None:
    chosen = numbered(import_, "1.1.1")
    goal = next(each for each in text(import_) if each.number == "2.1")
    page = words(press(office, import_, deed="under", uid=chosen))
    assert "Wohin damit?" in page
    assert "<li>Maßnahme 1.1.1</li>" in page
    assert f'<option value="{goal.uid}">' in page
    response = press(office, import_, sure="under", uid=chosen, parent=goal.uid)
    assert "steht jetzt unter" in words(office.get(response.url))
    assert [each.number for each in next(each for each in text(import_) if each.uid == goal.uid).children][
        -1
    ] == "1.1.1"


def test_a_goal_with_measures_is_not_dropped_without_asking(office: Client, import_: Import) -> None:
    (on,) = numbered(import_, "1.1")
    page = words(press(office, import_, deed=f"drop {on}"))
    assert "mit 2 Teilen darunter" in page
    assert not Step.objects.exists()
    press(office, import_, sure=f"drop {on}")
    assert Step.objects.count() == 1


@pytest.mark.parametrize("deed", ["goal", "show", "", "drop", "under", "number"])
def test_nothing_chosen_is_said(deed: str, office: Client, import_: Import) -> None:
    response = press(office, import_, deed=deed)
    assert response.url.endswith("#pruefen")
    assert "Bitte wählen Sie" in words(office.get(response.url))


@pytest.mark.parametrize("uid", ["", ".", "nosuchuid.00000000", "<b>.x", "x" * 300])
def test_hostile_choices_are_only_told(uid: str, office: Client, import_: Import) -> None:
    before = Import.objects.values().get()
    for part in (False, True):
        response = press(office, import_, part=part, deed="goal", uid=[uid])
        assert response.status_code in (200, 302)
        assert "<b>.x" not in words(response)
    assert Import.objects.values().get() == before


# --- two people ------------------------------------------------------------------------------------------------------


def test_two_people_press_different_keys_on_one_element_the_second_is_told(office: Client, import_: Import) -> None:
    bert = factories.signed_in(factories.person(import_.authority))
    (seen,) = numbered(import_, "1.1.1")
    press(bert, import_, deed=f"goal {seen}")
    response = press(office, import_, deed=f"text {seen}")
    assert "hat inzwischen jemand anders geändert" in words(office.get(response.url))
    assert next(each.kind for each in text(import_) if each.number == "1.1.1") == "goal"


def test_two_people_on_different_elements_do_both_and_see_both(office: Client, import_: Import) -> None:
    bert = factories.signed_in(factories.person(import_.authority, name="Bert Kolb"))
    one, other = numbered(import_, "1.1.1", "2.1.1")
    press(bert, import_, part=True, deed=f"goal {one}", turn="0")
    answer = press(office, import_, part=True, deed=f"goal {other}", turn="0")
    assert answer.headers["HX-Refresh"] == "true"
    page = words(office.get(reverse("concepts:check", args=[import_.authority.slug, import_.pk])))
    assert "Inzwischen hat noch jemand anders hier gearbeitet" in page
    assert [each.kind for each in text(import_) if each.number in ("1.1.1", "2.1.1")] == ["goal", "goal"]


def test_whoever_comes_back_to_an_older_page_of_their_own_is_not_told_of_others(
    office: Client, import_: Import
) -> None:
    one, other = numbered(import_, "1.1.1", "2.1.1")
    press(office, import_, part=True, deed=f"goal {one}", turn="0")
    assert press(office, import_, part=True, deed=f"goal {other}", turn="0").headers["HX-Refresh"] == "true"
    page = words(office.get(reverse("concepts:check", args=[import_.authority.slug, import_.pk])))
    assert "jemand anders" not in page


def test_nobody_takes_back_what_they_have_not_seen(office: Client, import_: Import) -> None:
    bert = factories.signed_in(factories.person(import_.authority))
    one, other = numbered(import_, "1.1.1", "2.1.1")
    press(office, import_, deed=f"goal {one}", turn="0")
    press(bert, import_, deed=f"goal {other}", turn="1")
    assert press(office, import_, part=True, deed="undo", turn="1").headers["HX-Refresh"] == "true"
    assert Step.objects.count() == 2
    page = words(bert.get(reverse("concepts:check", args=[import_.authority.slug, import_.pk])))
    assert "Zurückgenommen" not in page
    page = words(office.get(reverse("concepts:check", args=[import_.authority.slug, import_.pk])))
    assert "jemand anders hier weitergearbeitet" in page


def test_a_place_that_is_another_by_now_is_not_checked(office: Client, import_: Import) -> None:
    response = press(office, import_, deed="checked 0.00000000")
    assert "gibt es hier nicht mehr" in words(office.get(response.url))
    state = queries.understood(import_).lines[-1].places[0].state
    press(office, import_, deed=f"checked 0.{state}")
    assert Import.objects.get().doubts[0]["checked"]


def test_nobody_takes_over_what_they_have_not_seen(office: Client, import_: Import) -> None:
    bert = factories.signed_in(factories.person(import_.authority))
    (seen,) = numbered(import_, "1.1.1")
    press(bert, import_, deed=f"goal {seen}")
    address = reverse("concepts:apply", args=[import_.authority.slug, import_.pk])
    page = words(office.post(address, {"turn": "0"}))
    assert "Inzwischen hat noch jemand anders etwas geändert." in page
    (turn,) = re.findall(r'name="turn" value="(\d+)"', page)
    assert office.post(address, {"turn": turn}).status_code == 302


@pytest.mark.parametrize("part", [True, False])
def test_too_late_is_told(part: bool, office: Client, import_: Import, person: User) -> None:  # noqa: FBT001  # a table of cases
    (on,) = numbered(import_, "1.1.1")
    actions.apply(import_, person)
    response = press(office, import_, part=part, deed=f"goal {on}")
    assert response.headers.get("HX-Refresh") == ("true" if part else None)
    assert "ist abgeschlossen (übernommen)" in words(office.get("/werkstatt/", follow=True))


# --- how much it takes -----------------------------------------------------------------------------------------------


def test_a_step_asks_as_often_for_much_as_for_little(
    office: Client, import_: Import, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = "".join(f"| 2.1.{n} | Noch eine Maßnahme {n}. | Jobcenter Erlenau | |\n" for n in range(3, 60))
    longer = factories.read_in(import_.authority, None, factories.document() + rows.encode(), "lang.md")
    sizes = []
    press(office, import_, part=True, deed="checked 0")
    for each in (import_, longer):
        (on,) = numbered(each, "1.1.1")
        with django_assert_num_queries(15):
            sizes.append(len(press(office, each, part=True, deed=f"goal {on}").content))
    assert max(sizes) < 1.1 * min(sizes)


def test_most_of_a_page_changed_comes_whole(office: Client, import_: Import) -> None:
    rows = "".join(f"| 2.1.{n} | Noch eine Maßnahme {n}. | Jobcenter Erlenau | |\n" for n in range(3, 200))
    longer = factories.read_in(import_.authority, None, factories.document() + rows.encode(), "lang.md")
    (on,) = numbered(longer, "2.1")
    assert press(office, longer, part=True, deed=f"higher {on}").headers["HX-Refresh"] == "true"
