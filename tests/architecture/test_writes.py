"""Laws 4 and 7: who writes, and that every deed leaves one entry; a planted breach of each is caught."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.laws import writes
from tests.architecture.laws.source import SOURCE, plant

HEAD = "from werkstatt.concepts.models import Version\nfrom werkstatt.review.models import Answer\n"


def test_only_actions_write() -> None:
    assert writes.writes_outside_actions(SOURCE) == []


@pytest.mark.parametrize(
    "statement",
    [
        "answer.save()",
        "answer.delete()",
        "Answer.objects.create(x=1)",
        "Answer.objects.bulk_create([])",
        "Answer.objects.filter(x=1).update(x=2)",
        "contribution.answers.all().delete()",
        "Answer.objects.get_or_create(x=1)",
        "form.save()",
    ],
)
@pytest.mark.parametrize("role", ["views", "queries", "tasks", "forms", "models", "management/commands/do"])
def test_writing_elsewhere_is_caught(tmp_path: Path, role: str, statement: str) -> None:
    tree = plant(tmp_path, f"werkstatt/review/{role}.py", f"{HEAD}\ndef page():\n    {statement}\n")
    assert len(writes.writes_outside_actions(tree)) == 1


@pytest.mark.parametrize(
    "statement", ["counts.update(a=1)", "digest.update(b'')", "picture.save(out)  # no table: a picture"]
)
def test_what_only_looks_like_writing_is_let_pass(tmp_path: Path, statement: str) -> None:
    tree = plant(tmp_path, "werkstatt/review/views.py", f"def page():\n    {statement}\n")
    assert writes.writes_outside_actions(tree) == []


def test_row_locks_let_foreign_keys_pass() -> None:
    assert writes.locks_against_readers(SOURCE) == []


def test_a_row_lock_against_foreign_keys_is_caught(tmp_path: Path) -> None:
    text = "def answer(row):\n    Row.objects.select_for_update(of=('self',)).get(pk=row)\n"
    text += "    Row.objects.select_for_update(no_key=True).get(pk=row)\n"
    assert len(writes.locks_against_readers(plant(tmp_path, "werkstatt/review/actions.py", text))) == 1


def test_actions_write_their_own_tables() -> None:
    assert writes.writes_of_others(SOURCE) == []


@pytest.mark.parametrize("statement", ["Version.objects.create(x=1)", "Version.objects.filter(x=1).update(x=2)"])
def test_writing_anothers_table_is_caught(tmp_path: Path, statement: str) -> None:
    tree = plant(tmp_path, "werkstatt/review/actions.py", f"{HEAD}\ndef answer():\n    {statement}\n")
    assert len(writes.writes_of_others(tree)) == 1


def test_writing_ones_own_and_reading_anothers_is_no_breach(tmp_path: Path) -> None:
    text = f"{HEAD}\ndef answer():\n    Answer.objects.create(x=Version.objects.filter(x=1).first())\n"
    assert writes.writes_of_others(plant(tmp_path, "werkstatt/review/actions.py", text)) == []


def test_web_imports_no_actions() -> None:
    assert writes.actions_in_web(SOURCE) == []


@pytest.mark.parametrize(
    "statement",
    [
        "from werkstatt.review import actions",
        "from werkstatt.review.actions import answer",
        "from werkstatt.review import queries, actions as deeds",
    ],
)
def test_web_importing_actions_is_caught(tmp_path: Path, statement: str) -> None:
    assert writes.actions_in_web(plant(tmp_path, "werkstatt/web/views/desk.py", statement + "\n"))
    assert not writes.actions_in_web(plant(tmp_path / "other", "werkstatt/review/views.py", statement + "\n"))


def test_each_deed_leaves_one_entry() -> None:
    assert writes.deeds_without_one_entry(SOURCE) == []


@pytest.mark.parametrize(
    ("body", "caught"),
    [
        ("pass", True),
        ("record('a.b')\n    record('a.c')", True),
        ("record('a.b')", False),
        ("journal.record('a.b')", False),
        ("# journal: a sign of life, no deed\n    pass", False),
    ],
)
def test_a_deed_without_one_entry_is_caught(tmp_path: Path, body: str, *, caught: bool) -> None:
    tree = plant(tmp_path, "werkstatt/review/actions/answers.py", f"def answer():\n    {body}\n")
    assert bool(writes.deeds_without_one_entry(tree)) is caught


def test_private_helpers_record_nothing_and_need_no_reason(tmp_path: Path) -> None:
    tree = plant(tmp_path, "werkstatt/review/actions.py", "def _place():\n    pass\n")
    assert writes.deeds_without_one_entry(tree) == []
