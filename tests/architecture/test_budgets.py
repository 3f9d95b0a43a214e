"""Law 9: the budgets hold, and going over one is caught."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.laws import budgets
from tests.architecture.laws.source import ROOT, SOURCE, code_lines, plant

PROJECT = (ROOT / "pyproject.toml").read_text("utf-8")
REASONS = (ROOT / "docs" / "adr" / "0002-dependencies.md").read_text("utf-8")


def test_modules_are_short() -> None:
    assert budgets.long_modules(SOURCE) == []


def test_a_long_module_is_caught(tmp_path: Path) -> None:
    fits = "a = 1\n\n# why\n" * budgets.MODULE
    assert budgets.long_modules(plant(tmp_path, "konzept/diff.py", fits)) == []
    assert budgets.long_modules(plant(tmp_path, "konzept/diff.py", fits + "a = 1\n"))


def test_functions_are_short() -> None:
    assert budgets.long_functions(SOURCE) == []
    assert budgets.median_function(SOURCE) <= budgets.MEDIAN


def test_a_long_function_is_caught(tmp_path: Path) -> None:
    fits = "def diff():\n" + "    a = 1\n" * (budgets.FUNCTION - 1)
    assert budgets.long_functions(plant(tmp_path, "konzept/diff.py", fits)) == []
    tree = plant(tmp_path, "konzept/diff.py", fits + "    a = 1\n")
    assert budgets.long_functions(tree)
    assert budgets.median_function(tree) == budgets.FUNCTION + 1


def test_every_function_says_what_it_returns() -> None:
    assert budgets.untyped_returns(SOURCE) == []


def test_one_that_does_not_is_caught(tmp_path: Path) -> None:
    text = "class A:\n    def b(self):\n        pass\n\nasync def c() -> None:\n    pass\n"
    assert len(budgets.untyped_returns(plant(tmp_path, "konzept/diff.py", text))) == 1


def test_few_dependencies_each_with_its_reason() -> None:
    assert len(budgets.dependencies(PROJECT)) <= budgets.DEPENDENCIES
    assert budgets.without_reason(PROJECT, REASONS) == []


def test_a_dependency_without_a_reason_is_caught() -> None:
    project = '[project]\ndependencies = ["lxml>=5", "psycopg[pool]"]\n[project.optional-dependencies]\nx = ["dask"]\n'
    assert budgets.dependencies(project) == ["dask", "lxml", "psycopg"]
    assert budgets.without_reason(project, "| lxml | reads |\n| psycopg | asks |") == [
        "dask: kein Grund in docs/adr/0002"
    ]


def test_enough_tests() -> None:
    assert budgets.ratio(SOURCE, ROOT / "tests") >= budgets.TESTS


def test_too_few_tests_are_caught(tmp_path: Path) -> None:
    plant(tmp_path, "src/konzept/diff.py", "a = 1\n" * 10)
    plant(tmp_path, "tests/konzept/test_diff.py", "a = 1\n\n" * 12)
    assert budgets.ratio(tmp_path / "src", tmp_path / "tests") == pytest.approx(1.2)


def test_blank_lines_and_comments_do_not_count() -> None:
    assert code_lines(["a = 1  # why", "", "    # only why", '"""Says something."""']) == 2
