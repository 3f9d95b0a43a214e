"""Wer ist gemeint? One page, many small answers."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests import factories
from werkstatt.accounts.models import Role
from werkstatt.concepts.models import Naming, Version
from werkstatt.concepts.queries.namings import open_names
from werkstatt.network import actions as network
from werkstatt.network.models import Organisation
from werkstatt.network.queries import meant

pytestmark = pytest.mark.django_db

CELLS = ("Jobcenter Erlenau", "Jobcenter", "weitere Träger", "VHS, Volkshochschule", "Schulamt", "Job-Center Erlenau")


@pytest.fixture
def version() -> Version:
    return factories.version(factories.authority("erlenau"), factories.held_by(*CELLS))


@pytest.fixture
def editor(version: Version) -> Client:
    return factories.signed_in(factories.person(version.concept.authority, Role.EDITOR))


def address(name: str = "meant", *more: object) -> str:
    return reverse(f"concepts:{name}", args=["erlenau", *more])


def say(client: Client, deed: str = "name", /, **posted: object) -> str:
    return client.post(address(deed), posted, follow=True).content.decode()


QUESTION = {
    "names": ["Jobcenter Erlenau", "Job-Center Erlenau"],
    "asked": ["Jobcenter"],
    "name": "Jobcenter Erlenau",
    "short": "",
}


def test_the_page_asks_first_and_offers_the_rest(editor: Client) -> None:
    page = editor.get(address()).content.decode()
    for words in (
        "Ist „Jobcenter“ dasselbe wie „Jobcenter Erlenau“?",
        "Hier fehlt der Ort, sonst ist der Name gleich.",
        "Ja, dasselbe",
        "2 klar erkannte Organisationen",
        "Alle 2 aufnehmen",
        "Volkshochschule",
        "„VHS“ steht nach dem Abkürzungsverzeichnis für „Volkshochschule“",
        "Maßnahme 1.1.1",
        "Keine bestimmte Organisation",
        "weitere Träger",
    ):
        assert words in page, words
    assert page.count("kern-btn--primary") == 1
    assert page.index("1 Frage") < page.index("klar erkannte") < page.index("Keine bestimmte Organisation</h2>")


def test_yes_the_same(version: Version, editor: Client) -> None:
    page = say(editor, **QUESTION, answer="same")
    assert "„Jobcenter Erlenau“, „Job-Center Erlenau“ und „Jobcenter“ meinen „Jobcenter Erlenau“." in page
    assert meant(version.concept.authority, "Jobcenter") == Organisation.objects.get()
    assert "Ist „" not in page


def test_no_something_else(version: Version, editor: Client) -> None:
    page = say(editor, **QUESTION, answer="own")
    assert "„Jobcenter“ meint „Jobcenter“." in page
    assert "Ist „" not in page, "it is not asked again"
    assert [each.name for each in Organisation.objects.all()] == ["Jobcenter", "Jobcenter Erlenau"]
    assert "Beides" not in page
    assert Naming.objects.values("act").distinct().count() == 1


def test_a_question_about_a_known_organisation(version: Version, editor: Client) -> None:
    known = network.add_organisation(
        version.concept.authority, None, name="Jobcenter Erlenau", spellings=["Job-Center Erlenau"]
    )
    page = editor.get(address()).content.decode()
    assert "steht im Netzwerk" in page
    say(editor, asked=["Jobcenter"], name="Jobcenter Erlenau", answer="same")
    assert meant(version.concept.authority, "Jobcenter") == known


def test_a_group_is_split_by_what_is_ticked(version: Version, editor: Client) -> None:
    say(editor, names=["VHS"], name="Verein Hand und Sprache", short="", answer="chosen")
    assert "Volkshochschule" in open_names(version)
    assert meant(version.concept.authority, "VHS") == Organisation.objects.get(name="Verein Hand und Sprache")


def test_names_are_edited(editor: Client) -> None:
    say(editor, names=["VHS", "Volkshochschule"], name="  Kreisvolkshochschule   Erlenau ", short="KVHS")
    made = Organisation.objects.get()
    assert (made.name, made.short) == ("Kreisvolkshochschule Erlenau", "KVHS")
    assert [each.text for each in made.variants] == ["VHS", "Volkshochschule"]


def test_nobody_in_particular(version: Version, editor: Client) -> None:
    page = say(editor, names=["Schulamt"], answer="nobody")
    assert "„Schulamt“ meint keine bestimmte Organisation." in page
    assert "Schulamt" not in open_names(version)
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("posted", [{}, {"names": ["Gibt es nicht"]}, {"answer": "same", "name": "Schulamt"}])
def test_without_a_name_nothing_happens(editor: Client, posted: dict[str, object]) -> None:
    assert "mindestens eine Schreibweise" in say(editor, **posted)
    assert not Naming.objects.exists()


def test_what_was_typed_comes_back_with_its_fault(version: Version, editor: Client) -> None:
    page = say(editor, names=["VHS"], name="", short="Kurz")
    assert "Bitte schreiben Sie, wie die Organisation heißt." in page
    assert 'value="Kurz"' in page
    assert 'value="VHS"' in page
    network.add_organisation(version.concept.authority, None, name="Anders", short="AN")
    page = say(editor, names=["VHS"], name="Neu", short="AN")
    assert "als Schreibweise von „Anders“" in page
    assert 'value="Neu"' in page
    assert not Naming.objects.exists()


def test_a_name_that_is_written_otherwise_is_told_before_anybody_confirms() -> None:
    where = factories.version(factories.authority("erlenau"), factories.held_by("FD Soziales")).concept.authority
    client = factories.signed_in(factories.person(where))
    page = client.get(address()).content.decode()
    assert "geschrieben „FD Soziales“, 1 Stelle" in page
    network.add_organisation(where, None, name="Fachdienst Soziales")
    assert "neue Schreibweise „FD Soziales“, 1 Stelle" in client.get(address()).content.decode()


def test_a_double_click_counts_once(editor: Client) -> None:
    say(editor, names=["Schulamt"], name="Schulamt")
    assert "schon entschieden" in say(editor, names=["Schulamt"], name="Schulamt")
    assert Naming.objects.count() == 1


def test_all_that_is_clear_at_once(version: Version, editor: Client) -> None:
    assert "3 Namen sind zugeordnet." in say(editor, "name_all", what="clear", ordinal=0)
    assert {each.name for each in Organisation.objects.all()} == {"Volkshochschule", "Schulamt"}
    assert open_names(version) == {"Jobcenter Erlenau", "Job-Center Erlenau", "Jobcenter", "weitere Träger"}
    assert "schon entschieden" in say(editor, "name_all", what="clear", ordinal=0)
    assert "1 Name ist zugeordnet." in say(editor, "name_all", what="generic", ordinal=0)
    assert "schon entschieden" in say(editor, "name_all", what="generic", ordinal=0)


def test_all_of_a_version_that_is_no_longer_the_newest(version: Version, editor: Client) -> None:
    factories.version(parent=version, value=factories.held_by(*CELLS[:5], "Wohnungsamt"))
    assert "Inzwischen gibt es Fassung 1" in say(editor, "name_all", what="clear", ordinal=0)
    assert not Naming.objects.exists()


def test_all_but_one_has_a_short_name_that_is_taken(version: Version, editor: Client) -> None:
    network.add_organisation(version.concept.authority, None, name="Verein", short="VHS")
    say(editor, "name_all", what="clear", ordinal=0)
    assert meant(version.concept.authority, "VHS") == Organisation.objects.get(name="Verein")


def test_what_was_said_is_taken_back(editor: Client) -> None:
    say(editor, "name_all", what="clear", ordinal=0)
    act = Naming.objects.all()[0].act
    page = editor.get(address()).content.decode()
    assert "2 Organisationen zugleich" in page
    one = Naming.objects.get(names=["Schulamt"])
    page = editor.post(address("unname", act), {"only": one.pk}, follow=True).content.decode()
    assert "Zurückgenommen: 1 Name ist wieder offen." in page
    page = editor.post(address("unname", act), follow=True).content.decode()
    assert "Zurückgenommen: 2 Namen sind wieder offen." in page
    assert "schon zurückgenommen" in editor.post(address("unname", act), follow=True).content.decode()
    assert not Organisation.objects.exists()


def test_what_cannot_be_taken_back_is_said(editor: Client) -> None:
    say(editor, names=["VHS"], name="Volkshochschule Erlenau")
    say(editor, names=["Volkshochschule"], name="Volkshochschule Erlenau")
    first = Naming.objects.get(names=["VHS"])
    page = editor.post(address("unname", first.act), follow=True).content.decode()
    assert "zuerst einen anderen Namen" in page


def test_when_all_is_said_the_network_is_next(editor: Client) -> None:
    say(editor, **QUESTION, answer="same")
    say(editor, "name_all", what="clear", ordinal=0)
    page = say(editor, "name_all", what="generic", ordinal=0)
    assert "Alle Namen aus den Zuständigkeiten sind zugeordnet." in page
    assert page.count("kern-btn--primary") == 1
    assert "Schon bekannt" in page


def test_the_versions_lead_here(editor: Client) -> None:
    page = editor.get(reverse("concepts:versions", args=["erlenau"])).content.decode()
    assert address() in page
    assert "7 Namen aus den Zuständigkeiten sind noch keiner Organisation zugeordnet" in page


def test_the_measures_of_an_organisation(version: Version, editor: Client) -> None:
    say(editor, **QUESTION, answer="same")
    number = Organisation.objects.get().pk
    page = editor.get(address("organisation", number)).content.decode()
    for words in ("3 Stellen", "Federführung", "geschrieben „Jobcenter“", "Übersicht der Sprachkurse"):
        assert words in page, words
    reader = factories.signed_in(factories.person(version.concept.authority, Role.READER))
    read = reader.get(address("organisation", number)).content.decode()
    assert "Übersicht der Sprachkurse" in read
    assert reverse("concepts:edit_element", args=["erlenau", "meas0111"]) not in read
    unnamed = network.add_organisation(version.concept.authority, None, name="Feuerwehr")
    assert "Keine Zuständigkeit" in editor.get(address("organisation", unnamed.pk)).content.decode()
    assert editor.get(address("organisation", 999_999)).status_code == 404


def test_without_a_concept_there_is_nothing_to_say() -> None:
    where = factories.authority("erlenau")
    client = factories.signed_in(factories.person(where))
    assert client.get(address()).status_code == 404
    known = network.add_organisation(where, None, name="Feuerwehr")
    assert client.get(address("organisation", known.pk)).status_code == 200


def test_hostile_names_are_names(editor: Client) -> None:
    page = say(editor, names=["Schulamt"], name='<script>alert("x")</script>')
    assert "<script>alert" not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_constant_queries(
    version: Version, editor: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for name in sorted(open_names(version))[:rows]:
        say(editor, names=[name], name=f"Haus {name}")
    editor.get(address())
    with django_assert_num_queries(9):
        editor.get(address())
