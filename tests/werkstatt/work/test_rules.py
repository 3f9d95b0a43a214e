from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from tests import factories
from werkstatt.accounts.models import Role
from werkstatt.work.models import Job
from werkstatt.work.rules import may_see_job

pytestmark = pytest.mark.django_db


def test_a_participants_job_is_open_to_all_who_know_its_number() -> None:
    where = factories.authority()
    job = Job.objects.create(authority=where, title="Matrix lesen")
    assert may_see_job(AnonymousUser(), job)
    assert may_see_job(factories.person(None), job)


@pytest.mark.parametrize("role", Role.values)
def test_the_offices_job_is_open_to_each_role_of_the_authority(role: str) -> None:
    where = factories.authority()
    job = Job.objects.create(authority=where, title="Einlesen", started_by=factories.person(where))
    assert may_see_job(factories.person(where, role), job)


def test_the_offices_job_is_closed_to_everybody_else() -> None:
    where = factories.authority()
    job = Job.objects.create(authority=where, title="Einlesen", started_by=factories.person(where))
    assert not may_see_job(AnonymousUser(), job)
    assert not may_see_job(factories.person(factories.authority()), job)
    assert not may_see_job(factories.person(None), job)


def test_a_job_without_an_authority_is_its_starters_alone() -> None:
    starter = factories.person(None)
    job = Job.objects.create(title="Einlesen", started_by=starter)
    assert may_see_job(starter, job)
    assert not may_see_job(factories.person(None), job)
    assert not may_see_job(AnonymousUser(), job)
