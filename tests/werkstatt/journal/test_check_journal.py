from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests import factories
from werkstatt.journal.actions import record
from werkstatt.journal.models import Head

pytestmark = pytest.mark.django_db


def test_a_whole_journal_is_one_line() -> None:
    record("probe.deed", subject=factories.authority())
    said = StringIO()
    call_command("check_journal", stdout=said)
    assert said.getvalue() == "Das Journal ist unversehrt: 1 Eintrag.\n"


def test_a_damaged_one_ends_with_an_error() -> None:
    record("probe.deed", subject=factories.authority())
    Head.objects.update(position=9)
    with pytest.raises(CommandError, match="beschädigt: Hinter Eintrag 1 fehlen"):
        call_command("check_journal")
