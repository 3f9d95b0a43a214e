"""Laws of all templates and styles: short, nothing inline, nothing from elsewhere, nothing that only works left to right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import werkstatt

ROOT = Path(werkstatt.__path__[0])
TEMPLATES = sorted(ROOT.rglob("templates/**/*.html"))
STYLES = sorted((ROOT / "ui/static/ui").glob("*.css"))
LEFT_TO_RIGHT = re.compile(
    r"[\s;{](?:margin|padding|border)-(?:left|right)|[\s;{](?:left|right):|text-align:\s*(?:left|right)|float:\s*(?:left|right)"
)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_templates_are_short_and_keep_to_the_policy(path: Path) -> None:
    text = path.read_text()
    assert len(text.splitlines()) <= 80
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", text)
    assert not re.search(r"<script(?![^>]* src=)", text)
    assert not re.search(r"""(?:src|href)="(?:https?:)?//""", text)


@pytest.mark.parametrize("path", STYLES, ids=name)
def test_styles_are_logical_and_load_nothing_from_elsewhere(path: Path) -> None:
    text = path.read_text()
    assert not LEFT_TO_RIGHT.search(text)
    assert not re.search(r"url\(\s*[\"']?(?:https?:)?//|@import", text)


def test_motion_focus_dark_and_print_are_cared_for() -> None:
    text = "".join(path.read_text() for path in STYLES)
    for care in ("prefers-reduced-motion", "prefers-color-scheme: dark", ":focus-visible", "@page"):
        assert care in text
