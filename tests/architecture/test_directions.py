"""Our style sheets know no left and no right: what reads from right to left needs no second one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.laws.source import SOURCE

SHEETS = sorted((SOURCE / "werkstatt/ui/static/ui").glob("*.css"))
PHYSICAL = re.compile(
    r"(?:^|[;{\s])((?:margin|padding|border|inset)-(?:left|right)[\w-]*|(?:left|right)|"
    r"border-(?:top|bottom)-(?:left|right)-radius)\s*:|"
    r"(?:text-align|float|clear)\s*:\s*(?:left|right)\b"
)


def physical(text: str) -> list[str]:
    """Declarations that name a side of the screen."""
    return [found[0].strip() for found in PHYSICAL.finditer(re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_has_no_sides(sheet: Path) -> None:
    assert physical(sheet.read_text()) == []


@pytest.mark.parametrize(
    ("line", "caught"),
    [
        ("p { margin-left: 1rem; }", True),
        ("p { padding: 0; border-right: 1px solid }", True),
        ("p { left: 0 }", True),
        ("p { text-align: right; }", True),
        ("p { float:left }", True),
        ("p { border-top-left-radius: 2px }", True),
        ("p { margin-inline-start: 1rem; text-align: end; inset-inline: 0 }", False),
        (".ib-part--left_out { color: red }", False),
        ("/* left: 0 */ p { float: inline-start }", False),
    ],
)
def test_a_side_is_caught(line: str, *, caught: bool) -> None:
    assert bool(physical(line)) is caught
