"""The office reads what was attached; nobody else does."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import factories
from werkstatt.accounts.models import Role
from werkstatt.lib import files
from werkstatt.participation import actions
from werkstatt.participation.models import Attachment, Contribution

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 <script>alert(1)</script>"


@pytest.fixture
def said() -> Contribution:
    round_ = factories.round_(factories.published(factories.authority("erlenau")))
    contribution = factories.said(round_)
    actions.attach(contribution.submission, [("Stellung\u00adnahme „neu“.pdf", files.keep(PDF), len(PDF))])
    return contribution


def address(said: Contribution, slug: str = "erlenau") -> str:
    round_ = said.submission.round
    return f"/werkstatt/{slug}/beteiligung/{round_.slug}/anlage/{Attachment.objects.get().pk}/"


@pytest.mark.parametrize("role", Role)
def test_everybody_of_the_office_takes_the_file_as_it_came(said: Contribution, role: Role) -> None:
    page = factories.signed_in(factories.person(said.submission.round.authority, role)).get(address(said))
    assert page.content == PDF
    assert page["Content-Type"] == "application/octet-stream"
    assert page["Content-Disposition"].startswith("attachment;")
    assert page["Cache-Control"] == "no-store"
    assert page["X-Content-Type-Options"] == "nosniff"


def test_nobody_else_does(client: Client, said: Contribution) -> None:
    assert client.get(address(said)).status_code == 302
    elsewhere = factories.authority("anderswo")
    stranger = factories.signed_in(factories.person(elsewhere))
    assert stranger.get(address(said)).status_code == 404
    assert stranger.get(address(said, elsewhere.slug)).status_code == 404


def test_a_file_of_another_round_is_not_found_under_this_one(said: Contribution) -> None:
    other = factories.round_(said.submission.round.version, title="Andere Runde")
    commissioner = factories.signed_in(factories.person(other.authority))
    assert commissioner.get(address(said).replace(said.submission.round.slug, other.slug)).status_code == 404


def test_the_page_of_a_contribution_names_its_files(said: Contribution) -> None:
    round_ = said.submission.round
    commissioner = factories.signed_in(factories.person(round_.authority))
    page = commissioner.get(f"/werkstatt/erlenau/auswertung/{round_.slug}/r/{said.pk}/").content.decode()
    assert address(said) in page
