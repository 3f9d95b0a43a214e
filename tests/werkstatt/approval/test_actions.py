"""Ask, sign, decide."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from konzept.amend import amend, drop
from konzept.model import Problem
from tests import factories
from werkstatt.approval import actions, queries
from werkstatt.approval.models import Coordination, Cosignature, Decision, Edition
from werkstatt.concepts.models import Publication, Version
from werkstatt.journal.models import Entry
from werkstatt.journal.queries import first_break
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


# --- two people, two clicks, late news ---


def ask(version: Version, bodies: list[Body], **more: object) -> Coordination:
    values = {"title": "Entwurf", "message": "Bitte prüfen.", "due_on": DUE, "site": "https://x.test", **more}
    return actions.open_coordination(version, None, bodies=bodies, **values)  # type: ignore[arg-type]  # a table


def test_asking_twice_the_same_is_once(version: Version, council: Body) -> None:
    office = add_body(version.concept.authority, None, name="Schulamt", email="schulamt@erlenau.example")
    assert ask(version, [council, office]) == ask(version, [office, council])
    assert Mail.objects.count() == 1, "nobody gets two mails for a double click"
    assert Entry.objects.filter(deed="approval.open_coordination").count() == 1


@pytest.mark.parametrize("other", [{"title": "Anders"}, {"message": "Anders"}, {"due_on": DUE + timedelta(days=1)}])
def test_asking_for_something_else_is_another_time(version: Version, council: Body, other: dict[str, object]) -> None:
    assert ask(version, [council]) != ask(version, [council], **other)


def test_asking_others_is_another_time(version: Version, council: Body) -> None:
    office = add_body(version.concept.authority, None, name="Schulamt")
    assert len({ask(version, [council]), ask(version, [office]), ask(version, [council, office])}) == 3


def test_a_long_title_fits_a_subject(version: Version) -> None:
    office = add_body(version.concept.authority, None, name="Schulamt", email="schulamt@erlenau.example")
    ask(version, [office], title="x" * 200)
    assert len(Mail.objects.get().subject) == 200


def test_words_with_braces_are_words(version: Version) -> None:
    office = add_body(version.concept.authority, None, name="{authority}", email="amt@erlenau.example")
    ask(version, [office], title="{body.__class__}", message="{0} {address}")
    body = Mail.objects.get().body
    for words in ("{authority}", "{body.__class__}", "{0} {address}"):
        assert words in body


def test_signing_twice_the_same_is_once(coordination: Coordination) -> None:
    asked = coordination.addressees.get(body__name="Schulamt")
    first, second = (actions.sign(asked, stance="dissent", reason=reason) for reason in ("Nein.", " Nein. "))
    assert first == second
    assert Entry.objects.filter(deed="approval.sign").count() == 1


@pytest.mark.parametrize("other", [{"stance": "conditional"}, {"reason": "Anders."}, {"uid": "meas0111"}])
def test_another_vote_is_another_row(coordination: Coordination, other: dict[str, str]) -> None:
    asked = coordination.addressees.get(body__name="Schulamt")
    for more in ({}, other, {}):
        actions.sign(asked, **{"stance": "dissent", "reason": "Nein.", "uid": "", **more})
    assert Cosignature.objects.count() == 3


def test_who_holds_an_old_page_signs_nothing_that_is_decided(
    version: Version, council: Body, coordination: Coordination
) -> None:
    stale = queries.addressee_of(queries.token_of(coordination.addressees.get(body__name="Schulamt")))
    assert stale is not None
    assert not queries.is_decided(stale.coordination.version), "as this body last saw it"
    decide(version, council)
    with pytest.raises(Problem, match="nicht mehr möglich"):
        actions.sign(stale, stance="signed")
    assert not Cosignature.objects.exists()


def test_who_holds_an_old_page_asks_nobody_and_decides_nothing(version: Version, council: Body) -> None:
    stale = Version.objects.select_related("decision", "concept__authority").get(pk=version.pk)
    assert not queries.is_decided(stale)
    decide(version, council)
    with pytest.raises(Problem, match="schon beschlossen"):
        ask(stale, [council])
    with pytest.raises(Problem, match="schon beschlossen"):
        decide(stale, council, "Noch einmal")
    assert Edition.objects.count() == 1


def test_a_decision_ends_a_running_coordination(version: Version, council: Body, coordination: Coordination) -> None:
    assert queries.unsettled(version) == (2, 0)
    decide(version, council)
    for asked in coordination.addressees.all():
        with pytest.raises(Problem):
            actions.sign(asked, stance="signed")
    assert {vote.german for vote in queries.votes(coordination, DUE)} == {"steht aus"}, "what was missing stays visible"


def test_a_vote_may_come_after_the_due_day(coordination: Coordination) -> None:
    asked = coordination.addressees.get(body__name="Schulamt")
    with clock.at(datetime(2026, 5, 30, tzinfo=UTC)):
        actions.sign(asked, stance="signed")
        assert "mitgezeichnet" in {vote.german for vote in queries.votes(coordination)}


@pytest.mark.parametrize(
    ("label", "slug"),
    [
        ("1. Fortschreibung 2027–2030", "1-fortschreibung-2027-2030"),
        ("Fassung 7", "ausgabe-0"),
        ("fassung-12", "ausgabe-0"),
        ("Fassung 7 des Kreistags", "fassung-7-des-kreistags"),
        ("???", "ausgabe-0"),
    ],
)
def test_no_label_shadows_the_address_of_a_version(version: Version, council: Body, label: str, slug: str) -> None:
    assert decide(version, council, label).slug == slug


def test_a_decision_that_fails_leaves_nothing(version: Version, council: Body) -> None:
    decide(version, council)
    changed = factories.reworded(factories.concept_value(), "meas0111", "Anders.")
    draft = factories.version(value=changed, parent=version)
    with pytest.raises(Problem, match="gibt es schon"):
        decide(draft, council)
    assert not Publication.objects.filter(version=draft).exists(), "a draft does not become public by a failure"
    assert not Decision.objects.filter(version=draft).exists()
    assert decide(draft, council, "1. Fortschreibung").ordinal == 1


def test_a_draft_stays_hidden_while_bodies_read_it(version: Version, coordination: Coordination) -> None:
    actions.sign(coordination.addressees.get(body__name="Schulamt"), stance="signed")
    assert not Publication.objects.exists()


def test_the_journal_knows_numbers_not_words(version: Version, council: Body) -> None:
    person = factories.person(version.concept.authority)
    made = actions.open_coordination(
        version, person, title="Geheim", message="Geheim", due_on=DUE, bodies=[council], site="https://geheim.test"
    )
    actions.sign(made.addressees.get(), stance="dissent", reason="Geheimer Grund.", person=person)
    actions.decide(version, person, body=council, decided_on=DUE, reference="Geheim", label="Geheim", remark="Geheim")
    entries = list(Entry.objects.filter(deed__startswith="approval.").order_by("position"))
    assert [entry.deed for entry in entries] == ["approval.open_coordination", "approval.sign", "approval.decide"]
    assert [entry.facts for entry in entries] == [
        {"bodies": 1},
        {"stance": "dissent"},
        {"ordinal": 0, "decided_on": "2026-04-30"},
    ]
    assert {(entry.actor_id, entry.authority_id) for entry in entries} == {(person.pk, version.concept.authority_id)}
    assert first_break() is None
