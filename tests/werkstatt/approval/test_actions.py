"""Ask, sign, decide."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from konzept.amend import amend, drop
from konzept.model import Problem
from tests import factories
from werkstatt.approval import actions, queries
from werkstatt.approval.models import Coordination, Cosignature, Edition
from werkstatt.concepts.models import Publication, Version
from werkstatt.journal.models import Entry
from werkstatt.lib import clock
from werkstatt.network.actions import add_body
from werkstatt.network.models import Body
from werkstatt.work.models import Mail

pytestmark = pytest.mark.django_db

DUE = date(2026, 4, 30)
NOW = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def version() -> Version:
    return factories.version(factories.authority("erlenau"))


@pytest.fixture
def council(version: Version) -> Body:
    return add_body(version.concept.authority, None, name="Kreistag", decides=True)


@pytest.fixture
def coordination(version: Version, council: Body) -> Coordination:
    office = add_body(version.concept.authority, None, name="Schulamt", email="schulamt@erlenau.example")
    return actions.open_coordination(
        version,
        None,
        title="Entwurf",
        message="Bitte prüfen.",
        due_on=DUE,
        bodies=[council, office],
        site="https://x.test",
    )


def decide(version: Version, council: Body, label: str = "Erstfassung 2026–2029") -> Edition:
    return actions.decide(
        version, None, body=council, decided_on=date(2026, 5, 6), reference="Beschluss 12/2026", label=label
    )


def test_a_body_with_an_address_gets_its_link(coordination: Coordination) -> None:
    mail = Mail.objects.get()
    assert mail.recipient == "schulamt@erlenau.example"
    asked = coordination.addressees.get(body__name="Schulamt")
    assert f"https://x.test/l/{queries.token_of(asked)}/" in mail.body
    assert "30.04.2026" in mail.body


def test_the_newest_cosignature_counts_and_the_older_one_stays(coordination: Coordination) -> None:
    asked = coordination.addressees.get(body__name="Schulamt")
    actions.sign(asked, stance="dissent", reason="Dafür fehlt Personal.")
    actions.sign(asked, stance="signed")
    vote = next(vote for vote in queries.votes(coordination) if vote.addressee == asked)
    assert vote.german == "mitgezeichnet"
    assert Cosignature.objects.count() == 2


@pytest.mark.parametrize("stance", ["conditional", "dissent"])
def test_a_reservation_needs_its_reason(coordination: Coordination, stance: str) -> None:
    with pytest.raises(Problem, match="Begründung"):
        actions.sign(coordination.addressees.get(body__name="Schulamt"), stance=stance, reason="  ")
    assert not Cosignature.objects.exists()


def test_a_missing_vote_lapses_after_the_due_day(coordination: Coordination) -> None:
    assert {vote.german for vote in queries.votes(coordination, DUE)} == {"steht aus"}
    assert {vote.german for vote in queries.votes(coordination, DUE + timedelta(days=1))} == {"Frist abgelaufen"}


def test_a_decision_makes_a_public_edition(version: Version, council: Body) -> None:
    edition = decide(version, council)
    assert (edition.ordinal, edition.slug, edition.label) == (0, "erstfassung-2026-2029", "Erstfassung 2026–2029")
    assert Publication.objects.filter(version=version).exists()
    assert queries.current_edition(version.concept) == edition
    assert Entry.objects.filter(deed="approval.decide").count() == 1


def test_one_decides_once_and_nobody_signs_afterwards(
    version: Version, council: Body, coordination: Coordination
) -> None:
    decide(version, council)
    with pytest.raises(Problem, match="schon beschlossen"):
        decide(version, council)
    with pytest.raises(Problem, match="nicht mehr möglich"):
        actions.sign(coordination.addressees.get(body__name="Schulamt"), stance="signed")
    with pytest.raises(Problem, match="nicht mehr möglich"):
        actions.open_coordination(version, None, title="x", message="", due_on=DUE, bodies=[council], site="")


def test_two_editions_count_on(version: Version, council: Body) -> None:
    decide(version, council)
    changed = factories.reworded(factories.concept_value(), "meas0111", "Übersicht aller Sprachkurse führen.")
    second = decide(factories.version(value=changed, parent=version), council, "1. Fortschreibung")
    assert second.ordinal == 1
    assert [edition.ordinal for edition in queries.editions(version.concept)] == [0, 1]


def test_a_label_stands_once(version: Version, council: Body) -> None:
    decide(version, council)
    changed = factories.reworded(factories.concept_value(), "meas0111", "Übersicht aller Sprachkurse führen.")
    with pytest.raises(Problem, match="gibt es schon"):
        decide(factories.version(value=changed, parent=version), council)


def test_an_older_version_is_not_decided_after_a_newer_one(version: Version, council: Body) -> None:
    changed = factories.reworded(factories.concept_value(), "meas0111", "Übersicht aller Sprachkurse führen.")
    decide(factories.version(value=changed, parent=version), council)
    with pytest.raises(Problem, match="ist jünger"):
        decide(version, council, "Erste")


def test_a_dropped_measure_without_reason_stops_the_decision(version: Version, council: Body) -> None:
    decide(version, council)
    value = factories.concept_value()
    bare = amend(value, [change for change in drop(value, "meas0112", "Erledigt.") if hasattr(change, "uid")])
    draft = factories.version(value=bare, parent=version)
    assert [element.uid for element in queries.dropped_without_reason(draft)] == ["meas0112"]
    with pytest.raises(Problem, match="Sprachkurse mit Kinderbetreuung"):
        decide(draft, council, "1. Fortschreibung")
    assert Edition.objects.count() == 1


def test_a_dropped_measure_with_reason_is_decided(version: Version, council: Body) -> None:
    decide(version, council)
    value = factories.concept_value()
    draft = factories.version(value=amend(value, drop(value, "meas0112", "Erledigt.")), parent=version)
    assert queries.dropped_without_reason(draft) == []
    assert decide(draft, council, "1. Fortschreibung").ordinal == 1


def test_rows_keep_the_time_of_their_deed(version: Version, council: Body) -> None:
    with clock.at(NOW):
        assert decide(version, council).decision.entered_at == NOW
