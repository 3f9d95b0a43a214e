"""The editor: what is saved waits, and becomes a version with a remark."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from konzept.model import Concept, EditionMark
from tests import factories
from werkstatt.accounts.models import Role
from werkstatt.authorities.models import Authority
from werkstatt.concepts import queries
from werkstatt.concepts.models import Change, Version

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> Version:
    return factories.published()


@pytest.fixture
def authority(version: Version) -> Authority:
    return version.concept.authority


@pytest.fixture
def office(authority: Authority) -> Client:
    return factories.signed_in(factories.person(authority))


def at(name: str, authority: Authority, *more: object) -> str:
    return reverse(f"concepts:{name}", args=[authority.slug, *more])


MEASURE = {
    "kind": "measure",
    "number": "1.1.1",
    "text": "Übersicht der Sprachkurse im Landkreis führen.",
    "responsible": "Bildungsbüro Erlenau",
    "term": "fortlaufend",
    "parent": "goal0011",
    "position": "1",
}


def edit(office: Client, authority: Authority, **typed: str) -> str:
    response = office.post(at("edit_element", authority, "meas0111"), {**MEASURE, **typed}, follow=True)
    return response.content.decode()


def test_nothing_is_pending_at_first(office: Client, authority: Authority) -> None:
    page = office.get(at("edit", authority)).content.decode()
    assert "Noch nichts. Wählen Sie unten die Stelle" in page
    assert "Neue Fassung anlegen</span>" not in page
    assert at("edit_element", authority, "meas0111") in page


def test_an_edit_waits_for_the_next_version(office: Client, authority: Authority, version: Version) -> None:
    page = edit(office, authority, text="Übersicht in zwölf Sprachen führen.", term="bis Ende 2028")
    assert "Vorgemerkt für die nächste Fassung." in page
    assert "Maßnahme 1.1.1: Wortlaut geändert" in page
    assert "Maßnahme 1.1.1: Termin geändert" in page
    assert Change.objects.filter(version=None).count() == 2
    assert "zwölf Sprachen" in office.get(at("edit_element", authority, "meas0111")).content.decode()
    assert queries.newest(version.concept) == version


def test_an_untouched_form_changes_nothing(office: Client, authority: Authority) -> None:
    assert "Es hat sich nichts geändert." in edit(office, authority)
    assert not Change.objects.exists()


def test_a_change_is_withdrawn(office: Client, authority: Authority) -> None:
    edit(office, authority, text="Neu.")
    row = Change.objects.get()
    assert "zurückgenommen" in office.post(at("withdraw", authority, row.pk), follow=True).content.decode()
    assert not Change.objects.exists()
    assert office.post(at("withdraw", authority, row.pk)).status_code == 404


def test_what_others_build_on_is_not_withdrawn_first(office: Client, authority: Authority) -> None:
    edit(office, authority, text="Erste.")
    edit(office, authority, text="Zweite.")
    first = Change.objects.earliest("position")
    page = office.post(at("withdraw", authority, first.pk), follow=True).content.decode()
    assert "nehmen Sie zuerst diese zurück" in page
    assert Change.objects.count() == 2


def test_a_new_version_needs_a_remark(office: Client, authority: Authority, version: Version) -> None:
    edit(office, authority, text="Neu.")
    page = office.post(at("edit", authority), {"remark": ""}).content.decode()
    assert "Bitte schreiben Sie, warum es diese Fassung gibt." in page
    response = office.post(at("edit", authority), {"remark": "Wortlaut gestrafft"})
    assert response.url == at("versions", authority)
    made = Version.objects.get(parent=version)
    assert (made.remark, made.changes.count()) == ("Wortlaut gestrafft", 1)
    assert queries.text_of(made) == factories.reworded(factories.concept_value(), "meas0111", "Neu.")


def test_a_second_click_makes_no_second_version(office: Client, authority: Authority) -> None:
    edit(office, authority, text="Neu.")
    office.post(at("edit", authority), {"remark": "Wortlaut gestrafft"})
    page = office.post(at("edit", authority), {"remark": "Wortlaut gestrafft"}, follow=True).content.decode()
    assert "Es ist nichts mehr vorgemerkt; die neueste Fassung ist Fassung 1." in page
    assert Version.objects.count() == 2


def test_a_change_that_no_longer_fits_holds_the_version_up(
    office: Client, authority: Authority, version: Version
) -> None:
    edit(office, authority, text="Neu.")
    factories.version(parent=version, value=factories.reworded(factories.concept_value(), "meas0111", "Anders."))
    page = office.post(at("edit", authority), {"remark": "Wortlaut gestrafft"}).content.decode()
    assert page.count("lautet inzwischen anders") == 2
    assert Version.objects.count() == 2


def test_an_element_is_added(office: Client, authority: Authority) -> None:
    page = office.get(at("edit_add", authority), {"unter": "goal0022"}).content.decode()
    assert '<option value="goal0022" selected' in page
    typed = {"uid": "added0000001", "kind": "measure", "text": "Ein Mentorat aufbauen.", "parent": "goal0022"}
    page = office.post(at("edit_add", authority), typed, follow=True).content.decode()
    assert "neu aufgenommen" in page
    assert "ist schon im Konzept" in office.post(at("edit_add", authority), typed).content.decode()
    assert Change.objects.count() == 1


def test_a_dropped_element_needs_a_reason(office: Client, authority: Authority) -> None:
    address = at("edit_drop", authority, "goal0021")
    assert "2 Teile" in office.get(address).content.decode()
    assert "warum dieser Teil entfällt" in office.post(address, {"reason": " "}).content.decode()
    page = office.post(address, {"reason": "Ist Aufgabe des Landes geworden."}, follow=True).content.decode()
    assert "entfallen (Ist Aufgabe des Landes geworden.)" in page
    assert at("edit_element", authority, "meas0211") not in page


def test_an_element_goes_elsewhere(office: Client, authority: Authority) -> None:
    page = edit(office, authority, parent="goal0022", position="")
    assert "jetzt unter Handlungsziel 2.2" in page


@pytest.mark.parametrize("name", ["edit_element", "edit_drop"])
def test_an_element_that_is_not_there_is_not_there(name: str, office: Client, authority: Authority) -> None:
    assert office.get(at(name, authority, "nosuchuid0")).status_code == 404


def test_without_a_concept_there_is_no_editor() -> None:
    empty = factories.authority()
    assert factories.signed_in(factories.person(empty)).get(at("edit", empty)).status_code == 404


@pytest.mark.parametrize("role", [Role.READER, Role.REVIEWER])
def test_only_editors_edit(role: str, authority: Authority) -> None:
    client = factories.signed_in(factories.person(authority, role))
    for address in (at("edit", authority), at("edit_add", authority), at("edit_drop", authority, "meas0111")):
        assert client.get(address).status_code == 404
        assert client.post(address, {"remark": "x", "reason": "x"}).status_code == 404
    assert not Change.objects.exists()


def test_many_changes_cost_no_more_queries_than_one(office: Client, authority: Authority) -> None:
    counts = []
    for text in ("Eins.", "Zwei.", "Drei."):
        edit(office, authority, text=text)
        with CaptureQueriesContext(connection) as captured:
            office.get(at("edit", authority))
        counts.append(len(captured))
    assert counts[0] == counts[2]


def test_a_reason_with_control_characters_does_not_lock_the_editor(office: Client, authority: Authority) -> None:
    office.post(at("edit_drop", authority, "goal0021"), {"reason": "Ist\x07 erledigt.\x1f"})
    assert "entfallen (Ist erledigt.)" in office.get(at("edit", authority)).content.decode()


def test_two_people_at_one_element_do_not_undo_each_other(authority: Authority) -> None:
    """Bert saves while Alma's form is open; hers still has the old term."""
    alma, bert = (factories.signed_in(factories.person(authority, name=name)) for name in ("Alma", "Bert"))
    page = alma.get(at("edit_element", authority, "meas0111")).content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen
    edit(bert, authority, term="bis Ende 2029", seen=seen[1])
    told = edit(alma, authority, text="Übersicht in zwölf Sprachen.", seen=seen[1])
    assert "jemand anders geändert" in told
    assert "Übersicht in zwölf Sprachen." in told
    assert [row.body["part"] for row in Change.objects.all()] == ["timing"]


def test_two_people_at_two_elements_are_both_heard(authority: Authority, version: Version) -> None:
    alma, bert = (factories.signed_in(factories.person(authority, name=name)) for name in ("Alma", "Bert"))
    edit(alma, authority, text="Alma schrieb das.")
    bert.post(at("edit_drop", authority, "meas0221"), {"reason": "Bert streicht das."})
    page = alma.get(at("edit", authority)).content.decode()
    assert "Alma</span>" in page
    assert "Bert</span>" in page
    alma.post(at("edit", authority), {"remark": "Gemeinsam"})
    made = Version.objects.get(parent=version)
    text = queries.text_of(made)
    assert text.find("meas0221") is None
    assert "Alma schrieb das." in [element.text for element in text.walk()]
    assert {row.made_by.name for row in made.changes.all() if row.made_by} == {"Alma", "Bert"}


def test_an_element_somebody_dropped_meanwhile_is_not_there_any_more(office: Client, authority: Authority) -> None:
    office.post(at("edit_drop", authority, "goal0011"), {"reason": "Erledigt."})
    assert office.post(at("edit_element", authority, "meas0111"), MEASURE).status_code == 404
    assert office.post(at("edit_drop", authority, "goal0011"), {"reason": "Noch einmal."}).status_code == 404
    assert {row.body["change"] for row in Change.objects.all()} == {"dropped", "framed"}


def test_a_change_of_another_authority_cannot_be_withdrawn(office: Client, authority: Authority) -> None:
    edit(office, authority, text="Neu.")
    row = Change.objects.get()
    other = factories.published().concept.authority
    stranger = factories.signed_in(factories.person(other))
    assert stranger.post(at("withdraw", other, row.pk)).status_code == 404
    assert stranger.post(at("withdraw", authority, row.pk)).status_code == 404
    assert Change.objects.exists()


@pytest.mark.parametrize("name", ["edit", "edit_add", "edit_element", "edit_drop"])
def test_other_methods_change_nothing(name: str, office: Client, authority: Authority) -> None:
    more = ["meas0111"] if name in ("edit_element", "edit_drop") else []
    for method in (office.put, office.delete, office.patch):
        assert method(at(name, authority, *more)).status_code < 500
    assert not Change.objects.exists()
    assert Version.objects.count() == 1


def test_withdrawing_is_no_link(office: Client, authority: Authority) -> None:
    edit(office, authority, text="Neu.")
    assert office.get(at("withdraw", authority, Change.objects.get().pk)).status_code == 405
    assert Change.objects.count() == 1


def test_nobody_changes_anything_without_the_forms_token(authority: Authority) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(factories.person(authority))
    assert browser.post(at("edit_element", authority, "meas0111"), {**MEASURE, "text": "Neu."}).status_code == 403
    assert not Change.objects.exists()


def test_hostile_words_are_shown_as_words(office: Client, authority: Authority) -> None:
    bad = "<script>alert(1)</script>{{ 7|add:7 }}"
    edit(office, authority, text=bad, number="<i>1</i>", term=bad, responsible=bad)
    for address in (at("edit", authority), at("edit_element", authority, "meas0111"), at("versions", authority)):
        page = office.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<i>1" not in page


def big() -> Concept:
    """A concept as large as they come: 150 measures."""
    measures = tuple(
        factories.measure(f"meas{number:06}", f"1.1.{number}", f"Maßnahme Nummer {number}.", "Jobcenter Erlenau")
        for number in range(150)
    )
    one = factories.area("area0001", "1", "Sprache", factories.goal("goal0011", "1.1", "Ein Ziel.", *measures))
    return replace(factories.concept_value(), elements=(one,))


@pytest.mark.parametrize(("name", "asked"), [("edit", 8), ("versions", 13)])
def test_a_hundred_and_fifty_measures_cost_no_more_than_six(
    name: str, asked: int, office: Client, authority: Authority
) -> None:
    large = factories.published(value=big()).concept.authority
    counts = []
    for where in (authority, large):
        browser = factories.signed_in(factories.person(where))
        browser.get(at(name, where))
        with CaptureQueriesContext(connection) as captured:
            browser.get(at(name, where))
        counts.append(len(captured))
    assert counts[0] == counts[1] <= asked


def test_the_next_edition_gets_its_name_on_the_cover(version: Version, authority: Authority, office: Client) -> None:
    assert "Erstfassung 2026–2029" in office.get(at("edit_frame", authority)).content.decode()
    filled = {
        "title": "Integrationskonzept Landkreis Erlenau",
        "authority": "Landkreis Erlenau",
        "edition": "1. Fortschreibung 2030–2033",
    }
    office.post(at("edit_frame", authority), filled)
    draft = queries.draft_of(version.concept)
    assert draft is not None
    assert draft.text.edition == EditionMark(label="1. Fortschreibung 2030–2033"), "another edition, other dates"
    office.post(at("edit_frame", authority), filled)
    assert queries.pending(version.concept).count() == 1, "the same again is no change"
