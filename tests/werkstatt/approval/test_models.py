"""What the database itself refuses, on both vendors."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, models, transaction

from tests import factories
from werkstatt.approval.models import Addressee, Coordination, Cosignature, Decision, Edition, Stance
from werkstatt.concepts.models import Version
from werkstatt.network.models import Body

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 4)


@pytest.fixture
def version() -> Version:
    return factories.version()


@pytest.fixture
def body(version: Version) -> Body:
    return Body.objects.create(authority=version.concept.authority, name="Kreistag", decides=True)


@pytest.fixture
def addressee(version: Version, body: Body) -> Addressee:
    coordination = Coordination.objects.create(version=version, title="Entwurf", due_on=DAY)
    return Addressee.objects.create(coordination=coordination, body=body)


def edition(version: Version, body: Body, ordinal: int = 0, slug: str = "erstfassung") -> Edition:
    decision = Decision.objects.create(version=version, body=body, decided_on=DAY, reference="12/2026")
    return Edition.objects.create(
        concept=version.concept, decision=decision, version=version, ordinal=ordinal, slug=slug, label="Erstfassung"
    )


def next_version(version: Version) -> Version:
    text = factories.reworded(factories.concept_value(), "meas0111", "Anders.")
    return factories.version(value=text, parent=version)


def test_a_body_is_asked_once(addressee: Addressee) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Addressee.objects.create(coordination=addressee.coordination, body=addressee.body)


@pytest.mark.parametrize("stance", [Stance.CONDITIONAL, Stance.DISSENT])
def test_a_reservation_has_a_reason(addressee: Addressee, stance: Stance) -> None:
    with pytest.raises(IntegrityError, match="reservation_has_a_reason"), transaction.atomic():
        Cosignature.objects.create(addressee=addressee, stance=stance)
    assert Cosignature.objects.create(addressee=addressee, stance=stance, reason="Zu teuer.")


@pytest.mark.parametrize("stance", [Stance.SIGNED, Stance.NOT_CONCERNED])
def test_other_votes_need_none(addressee: Addressee, stance: Stance) -> None:
    assert Cosignature.objects.create(addressee=addressee, stance=stance)


def test_a_version_is_decided_once(version: Version, body: Body) -> None:
    edition(version, body)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(version=version, body=body, decided_on=DAY, reference="13/2026")


@pytest.mark.parametrize(("ordinal", "slug"), [(0, "andere"), (1, "erstfassung")])
def test_count_and_address_of_an_edition_stand_once(version: Version, body: Body, ordinal: int, slug: str) -> None:
    edition(version, body)
    with pytest.raises(IntegrityError), transaction.atomic():
        edition(next_version(version), body, ordinal, slug)
    assert Edition.objects.count() == Decision.objects.count() == 1


def test_votes_decisions_and_editions_are_neither_changed_nor_deleted(
    version: Version, body: Body, addressee: Addressee
) -> None:
    rows: list[models.Model] = [Cosignature.objects.create(addressee=addressee, stance=Stance.SIGNED)]
    made = edition(version, body)
    for row in (*rows, made, made.decision):
        table = type(row)._default_manager.filter(pk=row.pk)
        with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
            table.update(id=row.pk)
        with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
            table._raw_delete(table.db)
        assert table.exists()


def test_a_body_that_signed_or_decided_stays(version: Version, body: Body, addressee: Addressee) -> None:
    Cosignature.objects.create(addressee=addressee, stance=Stance.SIGNED)
    with pytest.raises(models.ProtectedError):
        body.delete()


def test_rows_are_called_what_people_call_them(version: Version, body: Body, addressee: Addressee) -> None:
    made = edition(version, body)
    vote = Cosignature(addressee=addressee, stance=Stance.CONDITIONAL)
    assert str(made) == "Erstfassung"
    assert str(made.decision) == "Kreistag, 04.03.2026, 12/2026"
    assert str(vote) == "Kreistag: mitgezeichnet mit Maßgabe"
    assert str(addressee.coordination) == "Entwurf"


def test_no_token_is_stored() -> None:
    assert not {field.name for field in Addressee._meta.get_fields()} & {"token", "secret", "key", "link"}
