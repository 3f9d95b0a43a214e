"""Laws 2, 3 and 5, and that a planted breach of each is caught."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.laws import layers
from tests.architecture.laws.source import SOURCE, plant

ORDER = ["accounts", "concepts", "review"]
MODELS = (
    "from django.conf import settings\nfrom django.db import models\n\nclass X(models.Model):\n    to = models.{}\n"
)


def test_foreign_keys_point_down() -> None:
    assert layers.foreign_keys(SOURCE, layers.order()) == []


def test_the_order_is_import_linters() -> None:
    assert layers.order()[0] == "lib"
    assert layers.order()[-1] == "config"


@pytest.mark.parametrize(
    ("app", "key", "caught"),
    [
        ("concepts", 'ForeignKey("review.Answer", models.CASCADE)', True),
        ("accounts", 'OneToOneField(to="concepts.Version", on_delete=models.CASCADE)', True),
        ("accounts", 'ManyToManyField("review.Answer")', True),
        ("review", 'ForeignKey("concepts.Version", models.CASCADE)', False),
        ("review", 'ForeignKey("self", models.CASCADE)', False),
        ("review", "ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)", False),
        ("accounts", "ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)", False),
    ],
)
def test_a_key_upwards_is_caught(tmp_path: Path, app: str, key: str, *, caught: bool) -> None:
    tree = plant(tmp_path, f"werkstatt/{app}/models.py", MODELS.format(key))
    assert bool(layers.foreign_keys(tree, ORDER)) is caught


def test_a_key_to_people_from_below_them_is_caught(tmp_path: Path) -> None:
    key = MODELS.format("ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)")
    tree = plant(tmp_path, "werkstatt/journal/models.py", key)
    assert layers.foreign_keys(tree, ["journal", *ORDER])


def test_apps_have_the_same_files() -> None:
    assert layers.file_names(SOURCE) == []


@pytest.mark.parametrize(
    "path",
    [
        "werkstatt/review/helpers.py",
        "werkstatt/review/services/answers.py",
        "werkstatt/review/views/desk.py",
        "werkstatt/review/templates/approval/page.html",
        "werkstatt/review/notes.txt",
    ],
)
def test_another_file_is_caught(tmp_path: Path, path: str) -> None:
    plant(tmp_path, "werkstatt/review/actions.py", "")
    assert len(layers.file_names(plant(tmp_path, path, ""))) == 1


def test_a_long_file_may_become_a_folder(tmp_path: Path) -> None:
    plant(tmp_path, "werkstatt/review/views/__init__.py", '"""Pages."""\n')
    plant(tmp_path, "werkstatt/review/views/desk.py", "a = 1\n" * 200)
    tree = plant(tmp_path, "werkstatt/review/views/minutes.py", "a = 1\n" * 200)
    assert layers.file_names(tree) == []


def test_imports_stand_at_the_top() -> None:
    assert layers.inner_imports(SOURCE) == []


@pytest.mark.parametrize("statement", ["import os", "from os import path"])
def test_an_inner_import_is_caught(tmp_path: Path, statement: str) -> None:
    tree = plant(tmp_path, "konzept/diff.py", f"import re\n\ndef diff():\n    if re:\n        {statement}\n")
    assert layers.inner_imports(tree) == ["konzept/diff.py:5: Import in diff"]


def test_no_rings() -> None:
    assert layers.rings(SOURCE) == []


def test_a_ring_is_caught(tmp_path: Path) -> None:
    plant(tmp_path, "konzept/a.py", "from konzept import b\n")
    plant(tmp_path, "konzept/b.py", "from konzept.c import x\n")
    plant(tmp_path, "konzept/c.py", "import konzept.a\n")
    tree = plant(tmp_path, "konzept/d.py", "import konzept.a\n")
    assert layers.rings(tree) == [f"konzept.{name} liegt in einem Ring" for name in "abc"]
