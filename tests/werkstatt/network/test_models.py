"""What the database itself refuses, on both vendors."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from werkstatt.authorities.models import Authority
from werkstatt.network.models import Body, Organisation, Spelling

pytestmark = pytest.mark.django_db

TABLES = pytest.mark.parametrize("table", [Body, Organisation])


@pytest.fixture
def county() -> Authority:
    return factories.authority()


@TABLES
def test_a_name_stands_once_in_an_authority(county: Authority, table: type[Body]) -> None:
    table.objects.create(authority=county, name="Kreistag")
    with pytest.raises(IntegrityError), transaction.atomic():
        table.objects.create(authority=county, name="Kreistag")
    assert table.objects.create(authority=factories.authority(), name="Kreistag")


@TABLES
def test_they_come_by_name_and_are_called_by_it(county: Authority, table: type[Body]) -> None:
    for name in ("Kreistag", "Beirat", "Sozialamt"):
        table.objects.create(authority=county, name=name)
    assert [str(row) for row in table.objects.all()] == ["Beirat", "Kreistag", "Sozialamt"]


def test_a_body_does_not_decide_unless_somebody_says_so(county: Authority) -> None:
    body = Body.objects.create(authority=county, name="Beirat")
    assert (body.decides, body.email) == (False, "")


@TABLES
def test_a_name_of_a_body_is_no_name_of_an_organisation(county: Authority, table: type[Body]) -> None:
    Body.objects.create(authority=county, name="Jobcenter")
    Organisation.objects.create(authority=county, name="Jobcenter")
    assert table.objects.count() == 1


def test_a_spelling_means_one_organisation_of_an_authority(county: Authority) -> None:
    here, there = (
        Organisation.objects.create(authority=where, name="Jobcenter") for where in (county, factories.authority())
    )
    Spelling.objects.create(authority=county, organisation=here, text="Jobcenter", key="jobcenter")
    with pytest.raises(IntegrityError), transaction.atomic():
        Spelling.objects.create(authority=county, organisation=here, text="Job-Center", key="jobcenter")
    assert Spelling.objects.create(authority=there.authority, organisation=there, text="JC", key="jobcenter")


def test_the_name_of_one_that_was_merged_is_free(county: Authority) -> None:
    kept = Organisation.objects.create(authority=county, name="Jobcenter")
    Organisation.objects.create(authority=county, name="ARGE", merged_into=kept)
    assert Organisation.objects.create(authority=county, name="ARGE")


@TABLES
def test_an_authority_takes_its_list_along(county: Authority, table: type[Body]) -> None:
    for where in (county, factories.authority()):
        table.objects.create(authority=where, name="Beirat")
    county.delete()
    assert table.objects.count() == 1
