"""The list of organisations over the years: houses get other names, turn out to be one, and go; the list stays right."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from konzept.model import Problem
from konzept.organisations import key
from tests import factories
from werkstatt.accounts.models import Role
from werkstatt.authorities.models import Authority
from werkstatt.journal.models import Entry
from werkstatt.network import actions, queries
from werkstatt.network.models import Organisation, Spelling

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Authority:
    return factories.authority("erlenau")


@pytest.fixture
def editor(county: Authority) -> Client:
    return factories.signed_in(factories.person(county, Role.EDITOR))


@pytest.fixture
def school(county: Authority) -> Organisation:
    return actions.add_organisation(county, None, name="Volkshochschule Erlenau", short="VHS", spellings=["KVHS"])


def written(organisation: Organisation) -> set[str]:
    return set(organisation.spellings.values_list("text", flat=True))


def address(organisation: Organisation, deed: str = "") -> str:
    return f"/werkstatt/erlenau/netzwerk/organisation/{organisation.pk}/{deed}"


# --- who is meant ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["volkshochschule erlenau", "Volkshochschule-Erlenau", "„VHS“", "v h s", "KVHS", "  kvhs\n"]
)
def test_whatever_its_signs_and_case_a_spelling_means_its_house(
    county: Authority, school: Organisation, text: str
) -> None:
    assert queries.meant(county, text) == school


@pytest.mark.parametrize("text", ["", " ", "Volkshochschule", "VHS Talau", "…"])
def test_what_is_no_spelling_means_nobody(county: Authority, school: Organisation, text: str) -> None:
    assert school.pk
    assert queries.meant(county, text) is None


def test_a_neighbour_has_a_school_of_the_same_name(school: Organisation) -> None:
    other = factories.authority("talau")
    theirs = actions.add_organisation(other, None, name=school.name, short="VHS")
    assert queries.meant(other, "VHS") == theirs
    assert queries.meant(school.authority, "VHS") == school


def test_many_names_are_looked_up_at_once(
    county: Authority, school: Organisation, django_assert_num_queries: object
) -> None:
    club = actions.add_organisation(county, None, name="Sportbund")
    with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture
        found = queries.spelled(county, ["VHS", "vhs", "KVHS", "Sportbund", "Unbekannt"])
    assert found == {key("VHS"): school, key("KVHS"): school, key("Sportbund"): club}


# --- names -------------------------------------------------------------------------------------------------------


def test_a_house_that_is_called_otherwise_is_still_found_by_its_old_names(
    county: Authority, school: Organisation
) -> None:
    actions.rename(school, None, name="Bildungszentrum Erlenau", short="BZE")
    assert written(school) == {"Volkshochschule Erlenau", "VHS", "KVHS", "Bildungszentrum Erlenau", "BZE"}
    assert {queries.meant(county, text) for text in ("VHS", "BZE")} == {school}


def test_a_name_given_back_is_its_own_again(county: Authority, school: Organisation) -> None:
    actions.rename(school, None, name="Bildungszentrum")
    actions.rename(school, None, name="Volkshochschule Erlenau", short="VHS")
    school.refresh_from_db()
    assert (school.name, school.short) == ("Volkshochschule Erlenau", "VHS")
    assert Spelling.objects.filter(authority=county).count() == 4


def test_the_same_name_again_is_no_deed(school: Organisation) -> None:
    before = Entry.objects.count()
    actions.rename(school, None, name=school.name, short=school.short)
    actions.add_spellings(school, None, ["kvhs", "Volkshochschule erlenau"])
    assert Entry.objects.count() == before


def test_a_name_may_get_other_capitals(school: Organisation) -> None:
    actions.rename(school, None, name="Volkshochschule ERLENAU", short="vhs")
    assert written(school) == {"Volkshochschule ERLENAU", "vhs", "KVHS"}


@pytest.mark.parametrize("taken", ["Sportbund", "sport-bund", "KSB", "Sportler"])
def test_a_name_of_another_house_is_refused_and_nothing_happens(
    county: Authority, school: Organisation, taken: str
) -> None:
    actions.add_organisation(county, None, name="Sportbund", short="KSB", spellings=["Sportler"])
    for deed in (
        lambda: actions.rename(school, None, name=taken),
        lambda: actions.rename(school, None, name="Neu", short=taken),
        lambda: actions.add_spellings(school, None, ["Schule", taken]),
        lambda: actions.add_organisation(county, None, name="Neu", spellings=[taken]),
    ):
        with pytest.raises(Problem, match="schon in der Liste"):
            deed()
    school.refresh_from_db()
    assert school.name == "Volkshochschule Erlenau"
    assert written(school) == {"Volkshochschule Erlenau", "VHS", "KVHS"}
    assert Organisation.objects.count() == 2


# --- two are one -------------------------------------------------------------------------------------------------


def test_three_become_one_after_the_other(county: Authority, school: Organisation) -> None:
    second = actions.add_organisation(county, None, name="Kreisvolkshochschule")
    third = actions.add_organisation(county, None, name="Abendschule")
    actions.merge(third, second, None)
    actions.merge(second, school, None)
    assert [*queries.organisations(county)] == [school]
    assert {queries.meant(county, text) for text in ("Abendschule", "Kreisvolkshochschule", "VHS")} == {school}


def test_nobody_joins_a_house_that_is_gone(county: Authority, school: Organisation) -> None:
    gone = actions.add_organisation(county, None, name="Abendschule")
    third = actions.add_organisation(county, None, name="Nähstube")
    actions.merge(gone, school, None)
    with pytest.raises(Problem, match="nicht mehr in der Liste"):
        actions.merge(third, gone, None)
    with pytest.raises(Problem, match="nicht mehr in der Liste"):
        actions.rename(gone, None, name="Abendschule")
    with pytest.raises(Problem, match="nicht mehr in der Liste"):
        actions.add_spellings(gone, None, ["Schule am Abend"])
    assert queries.meant(county, "Nähstube") == third


def test_one_that_was_merged_cannot_be_merged_elsewhere(county: Authority, school: Organisation) -> None:
    gone = actions.add_organisation(county, None, name="Abendschule")
    other = actions.add_organisation(county, None, name="Nähstube")
    actions.merge(gone, school, None)
    with pytest.raises(Problem, match="nicht mehr in der Liste"):
        actions.merge(gone, other, None)
    assert queries.meant(county, "Abendschule") == school


def test_a_name_is_free_only_when_its_spelling_went(county: Authority, school: Organisation) -> None:
    gone = actions.add_organisation(county, None, name="Abendschule")
    actions.merge(gone, school, None)
    with pytest.raises(Problem, match="Volkshochschule Erlenau"):
        actions.add_organisation(county, None, name="Abendschule")
    actions.drop_spellings(school, None, ["Abendschule"])
    again = actions.add_organisation(county, None, name="Abendschule")
    assert queries.meant(county, "Abendschule") == again


# --- spellings go ------------------------------------------------------------------------------------------------


def test_a_spelling_goes_by_whatever_it_is_written_like(county: Authority, school: Organisation) -> None:
    actions.drop_spellings(school, None, ["k-vhs"])
    assert queries.meant(county, "KVHS") is None
    assert queries.meant(county, "VHS") == school


def test_what_is_no_spelling_of_it_goes_nowhere(county: Authority, school: Organisation) -> None:
    club = actions.add_organisation(county, None, name="Sportbund")
    before = Entry.objects.count()
    actions.drop_spellings(school, None, ["Sportbund", "Unbekannt", ""])
    assert queries.meant(county, "Sportbund") == club
    assert Entry.objects.count() == before


@pytest.mark.parametrize("text", ["VHS", "Volkshochschule Erlenau"])
def test_what_it_is_called_stays_while_it_is_called_so(school: Organisation, text: str) -> None:
    with pytest.raises(Problem, match="So heißt „Volkshochschule Erlenau“"):
        actions.drop_spellings(school, None, [text])
    assert len(written(school)) == 3


# --- pages -------------------------------------------------------------------------------------------------------


def test_a_page_of_a_house_that_was_merged_is_gone(county: Authority, editor: Client, school: Organisation) -> None:
    gone = actions.add_organisation(county, None, name="Abendschule")
    actions.merge(gone, school, None)
    for deed in ("", "name/", "schreibweise/", "zusammenlegen/"):
        assert editor.get(address(gone, deed)).status_code == 404
    assert "Abendschule" in editor.get(address(school)).content.decode()


def test_the_last_page_of_a_double_click_says_so(editor: Client, school: Organisation) -> None:
    spelling = school.spellings.get(text="KVHS")
    place = address(school, f"schreibweise/{spelling.pk}/entfernen/")
    first, second = (editor.post(place, follow=True).content.decode() for _ in range(2))
    assert "„KVHS“ meint nicht mehr „Volkshochschule Erlenau“." in first
    assert "Das war schon entfernt." in second


def test_a_spelling_of_another_house_is_not_removed_from_here(
    county: Authority, editor: Client, school: Organisation
) -> None:
    club = actions.add_organisation(county, None, name="Sportbund", spellings=["Sportler"])
    editor.post(address(school, f"schreibweise/{club.spellings.get(text='Sportler').pk}/entfernen/"))
    assert queries.meant(county, "Sportler") == club


def test_a_link_removes_nothing(editor: Client, school: Organisation) -> None:
    spelling = school.spellings.get(text="KVHS")
    assert editor.get(address(school, f"schreibweise/{spelling.pk}/entfernen/")).status_code == 405
    assert "KVHS" in written(school)


@pytest.mark.parametrize("text", ["", "   ", "x" * 201])
def test_a_name_that_is_none_comes_back_and_changes_nothing(editor: Client, school: Organisation, text: str) -> None:
    page = editor.post(address(school, "name/"), {"name": text, "short": ""})
    assert page.status_code == 200
    school.refresh_from_db()
    assert school.name == "Volkshochschule Erlenau"


def test_houses_of_a_neighbour_are_no_choice_to_merge_with(editor: Client, school: Organisation) -> None:
    theirs = actions.add_organisation(factories.authority("talau"), None, name="Schule Talau")
    assert "Schule Talau" not in editor.get(address(school, "zusammenlegen/")).content.decode()
    editor.post(address(school, "zusammenlegen/"), {"kept": theirs.pk})
    school.refresh_from_db()
    assert school.merged_into is None


class TestEverySpellingMeansOneHouse(TestCase):
    """Whatever is done with three houses, each spelling means one of those that are listed."""

    DEED = st.tuples(
        st.sampled_from(["add", "rename", "merge", "drop"]),
        st.integers(0, 2),
        st.integers(0, 2),
        st.sampled_from(["VHS", "vhs", "Sportbund", "Nähstube", "Näh-Stube", "Chor"]),
    )

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(DEED, max_size=7))
    def test_it_holds(self, deeds: list[tuple[str, int, int, str]]) -> None:
        county = factories.authority()
        houses = [actions.add_organisation(county, None, name=name) for name in ("VHS", "Sportbund", "Nähstube")]
        for deed, one, other, text in deeds:
            try:
                if deed == "add":
                    actions.add_spellings(houses[one], None, [text])
                elif deed == "rename":
                    actions.rename(houses[one], None, name=text)
                elif deed == "merge":
                    actions.merge(houses[one], houses[other], None)
                else:
                    actions.drop_spellings(houses[one], None, [text])
            except (Problem, Organisation.DoesNotExist):
                continue
        listed = set(queries.organisations(county))
        rows = [*queries.spellings_of(county)]
        assert {row.organisation for row in rows} <= listed
        assert len({row.key for row in rows}) == len(rows)
        assert all(queries.meant(county, house.name) == house for house in listed)
