"""The list's forms: a name stands once however it is written, and an address is one."""

from __future__ import annotations

import pytest

from tests import factories
from werkstatt.authorities.models import Authority
from werkstatt.network import actions
from werkstatt.network.forms import BodyForm, MergeForm, OrganisationForm, SpellingForm

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Authority:
    return factories.authority()


@pytest.mark.parametrize("typed", ["Ämterkonferenz", "ämterkonferenz", "ÄMTERKONFERENZ", "  Ämterkonferenz\n"])
def test_a_name_stands_once_on_every_database(county: Authority, typed: str) -> None:
    actions.add_body(county, None, name="Ämterkonferenz")
    assert "steht schon in der Liste" in str(BodyForm(county, {"name": typed}).errors["name"])
    assert BodyForm(factories.authority(), {"name": typed}).is_valid()
    assert OrganisationForm(county, {"name": typed}).is_valid(), "an organisation is no body"


def test_blanks_and_lines_within_a_name_are_one_blank(county: Authority) -> None:
    form = BodyForm(county, {"name": " Ausschuss \r\n für   Soziales "})
    assert form.is_valid()
    assert form.cleaned_data["name"] == "Ausschuss für Soziales"


@pytest.mark.parametrize("name", ["", "   ", "x" * 201, "ein\x00Zeichen"])
def test_a_name_is_a_name(county: Authority, name: str) -> None:
    assert "name" in BodyForm(county, {"name": name}).errors
    assert "name" in OrganisationForm(county, {"name": name}).errors


@pytest.mark.parametrize("email", ["amt", "amt@", "a@b.example\nBcc: c@d.example", "<script>@x.example"])
def test_an_address_is_an_address(county: Authority, email: str) -> None:
    assert "email" in BodyForm(county, {"name": "Amt", "email": email}).errors


@pytest.mark.parametrize(("email", "kept"), [("", ""), ("amt@erlenau.example ", "amt@erlenau.example")])
def test_an_address_may_be_left_out(county: Authority, email: str, kept: str) -> None:
    form = BodyForm(county, {"name": "Amt", "email": email})
    assert form.is_valid()
    assert (form.cleaned_data["email"], form.cleaned_data["decides"]) == (kept, False)


def test_a_short_name_is_short(county: Authority) -> None:
    assert "short" in OrganisationForm(county, {"name": "Verein", "short": "x" * 41}).errors


def test_a_spelling_of_another_organisation_is_no_name(county: Authority) -> None:
    club = actions.add_organisation(county, None, name="Sprachtreff", short="ST", spellings=["Treff"])
    form = OrganisationForm(county, {"name": "treff", "short": "s.t."})
    assert "meint „Sprachtreff“" in str(form.errors["name"])
    assert "meint „Sprachtreff“" in str(form.errors["short"])
    assert OrganisationForm(county, {"name": "Treff", "short": "ST"}, instance=club).is_valid()


def test_a_spelling_stands_on_one_line() -> None:
    form = SpellingForm({"text": " Job-Center \r\n Erlenau "})
    assert form.is_valid()
    assert form.cleaned_data["text"] == "Job-Center Erlenau"
    assert "text" in SpellingForm({"text": "  "}).errors


def test_one_is_merged_with_another_of_the_same_authority(county: Authority) -> None:
    club, other = (actions.add_organisation(county, None, name=name) for name in ("Sprachtreff", "Treff"))
    far = actions.add_organisation(factories.authority(), None, name="Fern")
    assert MergeForm(club, {"kept": other.pk}).is_valid()
    for wrong in (club.pk, far.pk, "", "x", "9" * 30):
        assert "kept" in MergeForm(club, {"kept": wrong}).errors
