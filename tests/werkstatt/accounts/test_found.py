from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests import factories
from werkstatt.accounts.models import Membership, Role, User

pytestmark = pytest.mark.django_db

WHO = ("--email", "alma@erlenau.example", "--person", "Alma Brandt", "--site", "https://konzept.example")


def test_an_authority_and_its_commissioner() -> None:
    said = StringIO()
    call_command("found", "Landkreis Erlenau", "erlenau", *WHO, stdout=said)
    membership = Membership.objects.get()
    assert (membership.authority.slug, membership.user.email, membership.role) == (
        "erlenau",
        "alma@erlenau.example",
        Role.COMMISSIONER,
    )
    assert "https://konzept.example/erlenau/" in said.getvalue()
    assert "https://konzept.example/konto/passwort/" in said.getvalue()


def test_what_cannot_be_is_one_sentence_and_nothing_happens() -> None:
    factories.authority("erlenau")
    with pytest.raises(CommandError, match="existiert"):
        call_command("found", "Stadt Erlenau", "erlenau", *WHO)
    with pytest.raises(CommandError, match="Adresse der Werkstatt selbst"):
        call_command("found", "Stadt Erlenau", "werkstatt", *WHO)
    assert not User.objects.exists()
