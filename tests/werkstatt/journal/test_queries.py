from __future__ import annotations

import ast
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from tests import factories
from werkstatt.journal import queries
from werkstatt.journal.actions import record
from werkstatt.journal.models import Entry, Head
from werkstatt.lib import clock

SOURCE = Path(__file__).resolve().parents[3] / "src" / "werkstatt"


def recorded_deeds() -> set[str]:
    """Every deed some action records."""
    found = set()
    for path in SOURCE.glob("*/actions*"):
        for file in [path] if path.is_file() else path.glob("*.py"):
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "record":
                    found |= {c.value for c in ast.walk(node.args[0]) if isinstance(c, ast.Constant)}
    return found


def test_every_deed_has_german_words() -> None:
    assert recorded_deeds() - set(queries.DEEDS) == set()


def test_an_unknown_deed_and_an_unknown_subject_still_show() -> None:
    assert queries.deed_in_words("alt.getan") == "tat „alt.getan“"
    assert queries.subject_in_words("alt.gone:7") == "alt.gone:7"
    assert queries.subject_in_words("quark") == "quark"
    assert queries.subject_in_words("concepts.version:12") == "Fassung 12"


@pytest.mark.django_db
class TestChain:
    @staticmethod
    def three() -> list[Entry]:
        where = factories.authority()
        return [record("probe.deed", subject=where, authority=where, count=number) for number in range(3)]

    @staticmethod
    def by_force(sql: str, *values: object) -> None:
        """As somebody with the database's own rights would: past the seal."""
        with connection.cursor() as cursor:
            for verb in ("UPDATE", "DELETE"):
                on = "" if connection.vendor == "sqlite" else " ON journal_entry"
                cursor.execute(f"DROP TRIGGER IF EXISTS sealed_journal_entry_{verb}{on}")
            cursor.execute(sql, values)

    def test_an_empty_journal_is_whole(self) -> None:
        assert queries.first_break() is None

    def test_an_untouched_journal_is_whole(self) -> None:
        self.three()
        assert queries.first_break() is None

    def test_it_holds_whatever_the_clock_s_time_zone(self) -> None:
        for zone in (UTC, ZoneInfo("Europe/Berlin")):
            with clock.at(datetime(2026, 7, 1, 12, 0, tzinfo=zone)):
                record("probe.deed", subject=factories.authority())
        assert queries.first_break() is None

    def test_a_changed_entry_is_found(self) -> None:
        self.three()
        self.by_force("UPDATE journal_entry SET deed = %s WHERE position = 2", "probe.other")
        found = queries.first_break()
        assert found == queries.Break(2, "Eintrag 2 wurde verändert.")

    def test_a_missing_entry_is_found(self) -> None:
        self.three()
        self.by_force("DELETE FROM journal_entry WHERE position = 2")
        assert queries.first_break() == queries.Break(2, "Eintrag 2 fehlt.")

    def test_a_missing_end_is_found(self) -> None:
        self.three()
        self.by_force("DELETE FROM journal_entry WHERE position = 3")
        assert queries.first_break() == queries.Break(3, "Hinter Eintrag 2 fehlen Einträge.")

    def test_an_entry_rewritten_with_its_digest_breaks_the_next(self) -> None:
        first, *_ = self.three()
        first.deed = "probe.other"
        self.by_force(
            "UPDATE journal_entry SET deed = %s, digest = %s WHERE position = 1",
            first.deed,
            queries.digest_of(first),
        )
        assert queries.first_break() == queries.Break(2, "Eintrag 2 schließt nicht an den davor an.")

    def test_the_head_knows_the_end(self) -> None:
        *_, last = self.three()
        head = Head.objects.get()
        assert (head.position, head.digest) == (last.position, last.digest)

    def test_each_authority_sees_its_own(self) -> None:
        self.three()
        mine = factories.authority()
        entry = record("probe.deed", subject=mine, authority=mine)
        assert list(queries.entries_of(mine.pk)) == [entry]
