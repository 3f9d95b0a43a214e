from __future__ import annotations

import ast
import json
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

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

    def test_an_end_cut_off_together_with_its_mark_is_found(self) -> None:
        self.three()
        self.by_force("DELETE FROM journal_entry WHERE position = 3")
        Head.objects.all().delete()
        assert queries.first_break() == queries.Break(3, "Hinter Eintrag 2 fehlen Einträge.")

    def test_a_journal_emptied_by_force_is_found_by_its_mark(self) -> None:
        self.three()
        self.by_force("DELETE FROM journal_entry")
        assert queries.first_break() == queries.Break(1, "Hinter Eintrag 0 fehlen Einträge.")

    @pytest.mark.parametrize(
        ("column", "value"),
        [
            ("deed", "probe.other"),
            ("subject", "authorities.authority:999"),
            ("authority_id", 999),
            ("actor_id", 999),
            ("facts", '{"count": 7}'),
            ("at", "2020-01-01 00:00:00+00:00"),
        ],
    )
    def test_whatever_is_forged_is_found(self, column: str, value: object) -> None:
        self.three()
        self.by_force(f"UPDATE journal_entry SET {column} = %s WHERE position = 2", value)
        assert queries.first_break() == queries.Break(2, "Eintrag 2 wurde verändert.")

    def test_an_entry_slipped_in_is_found(self) -> None:
        *_, last = self.three()
        forged = Entry(position=4, at=last.at, deed="probe.forged", subject="x:1", previous=last.digest)
        forged.digest = queries.digest_of(forged)
        forged.save(force_insert=True)
        assert queries.first_break() == queries.Break(5, "Hinter Eintrag 4 fehlen Einträge.")

    def test_two_entries_cannot_have_one_place(self) -> None:
        first, *_ = self.three()
        with pytest.raises(IntegrityError), transaction.atomic():
            Entry.objects.create(position=2, at=first.at, deed="x.y", subject="x:1", previous="", digest="f" * 64)

    def test_what_is_read_by_page_is_newest_first(self) -> None:
        self.three()
        where = Entry.objects.latest("position").authority_id
        assert where is not None
        assert [entry.position for entry in queries.entries_of(where)] == [3, 2, 1]

    def test_three_hundred_entries_are_walked_in_one_go(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        where = factories.authority()
        for number in range(30):
            record("probe.deed", subject=where, authority=where, count=number)
        with django_assert_num_queries(2):
            assert queries.first_break() is None


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20)
FACTS = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=8), st.one_of(TEXTS, st.integers(-9999, 9999), st.booleans()), max_size=4
)


@given(facts=FACTS, deed=TEXTS, at=st.datetimes(timezones=st.just(UTC)).filter(lambda at: 1900 < at.year < 9999))
def test_the_order_of_facts_and_the_zone_of_the_clock_make_no_difference(
    facts: dict[str, object], deed: str, at: datetime
) -> None:
    one = Entry(position=1, at=at, deed=deed, subject="x:1", facts=facts, previous="0" * 64)
    backwards = dict(reversed(facts.items()))
    there = at.astimezone(ZoneInfo("Europe/Berlin"))
    other = Entry(position=1, at=there, deed=deed, subject="x:1", facts=backwards, previous="0" * 64)
    assert queries.digest_of(one) == queries.digest_of(other)


@given(facts=FACTS, other=FACTS)
def test_other_facts_are_another_digest(facts: dict[str, object], other: dict[str, object]) -> None:
    now = datetime(2026, 3, 4, tzinfo=UTC)
    one, two = (Entry(position=1, at=now, deed="x.y", subject="x:1", facts=each) for each in (facts, other))
    assert (queries.digest_of(one) == queries.digest_of(two)) is (
        json.dumps(facts, sort_keys=True) == json.dumps(other, sort_keys=True)
    )
