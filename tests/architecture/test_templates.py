"""Laws 6 and 9 about templates, and that a planted breach of each is caught."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.laws import templates
from tests.architecture.laws.source import SOURCE, plant

PAGE = "werkstatt/review/templates/review/desk.html"


def test_templates_build_on_their_own_app_or_ui() -> None:
    assert templates.foreign_parts(SOURCE) == []


@pytest.mark.parametrize(
    ("line", "caught"),
    [
        ('{% extends "approval/page.html" %}', True),
        ('{% include "concepts/_tree.html" with x=1 %}', True),
        ("{% extends layout %}", True),
        ("{%include 'reviews/_x.html'%}", True),
        ('{% extends "ui/office.html" %}', False),
        ("{% include 'review/_row.html' %}", False),
    ],
)
def test_a_foreign_part_is_caught(tmp_path: Path, line: str, *, caught: bool) -> None:
    assert bool(templates.foreign_parts(plant(tmp_path, PAGE, line))) is caught


def test_templates_are_short() -> None:
    assert templates.too_long(SOURCE) == []


def test_a_long_one_is_caught(tmp_path: Path) -> None:
    assert not templates.too_long(plant(tmp_path, PAGE, "<p>x</p>\n" * templates.LONGEST))
    assert templates.too_long(plant(tmp_path, PAGE, "<p>x</p>\n" * (templates.LONGEST + 1)))


def test_templates_carry_no_style_and_no_script() -> None:
    assert templates.inline(SOURCE) == []


@pytest.mark.parametrize(
    ("line", "caught"),
    [
        ('<p style="color: red">', True),
        ("<style>p { color: red }</style>", True),
        ("<script>go()</script>", True),
        ('<button class="x"\n onclick="go()">', True),
        ('<a href="javascript:go()">', True),
        ('<script src="{% static "ui/htmx.js" %}" defer></script>', False),
        ('<p class="style">Das Konzept: once = 1</p>', False),
    ],
)
def test_style_and_script_are_caught(tmp_path: Path, line: str, *, caught: bool) -> None:
    assert bool(templates.inline(plant(tmp_path, PAGE, line))) is caught
