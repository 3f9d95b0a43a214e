from __future__ import annotations

import pytest

from konzept.model import Problem
from werkstatt.authorities.actions import found
from werkstatt.authorities.models import Authority, Level
from werkstatt.authorities.rules import RESERVED, may_be_slug
from werkstatt.journal.models import Entry

pytestmark = pytest.mark.django_db


def test_an_authority_moves_in_and_the_journal_knows() -> None:
    land = found("Land Erlenmark", "erlenmark", level=Level.LAND)
    kreis = found("Landkreis Erlenau", "erlenau", parent=land, key="99071")
    assert (kreis.level, kreis.parent, kreis.key) == (Level.KREIS, land, "99071")
    assert [entry.deed for entry in Entry.objects.all()] == ["authorities.found"] * 2
    assert Entry.objects.filter(authority_id=kreis.pk).count() == 1


@pytest.mark.parametrize("slug", sorted(RESERVED))
def test_the_houses_own_addresses_are_not_given_away(slug: str) -> None:
    assert not may_be_slug(slug)
    with pytest.raises(Problem, match="Adresse der Werkstatt selbst"):
        found("Landkreis Erlenau", slug)


@pytest.mark.parametrize(("slug", "key"), [("Mit Leerzeichen", ""), ("", ""), ("gut", "x")])
def test_what_is_malformed_is_refused_in_words(slug: str, key: str) -> None:
    with pytest.raises(Problem):
        found("Landkreis Erlenau", slug, key=key)
    assert not Authority.objects.exists()
    assert not Entry.objects.exists()


def test_an_address_is_given_once() -> None:
    found("Landkreis Erlenau", "erlenau")
    with pytest.raises(Problem, match="existiert"):
        found("Stadt Erlenau", "erlenau")
