"""`konzept twins`: which of many statements say the same, a group a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

import click

from konzept import shell
from konzept.feedback.command import statements
from konzept.feedback.twins import Twin, Twins, twins
from konzept.usage import German


@click.command("twins", cls=German)
def twins_command() -> None:
    """Gleiche und fast gleiche Aussagen finden, eine je Zeile der Standardeingabe; je Gruppe ein JSON-Objekt."""
    said = list(statements(sys.stdin.buffer))
    shell.deliver("".join(line_of(said, group) for group in twins(said)), None)


def line_of(said: Sequence[str], group: Twins) -> str:
    """A group as a line of JSON: its grade, and its members with their difference from the first."""
    values = {"grade": group.grade, "members": [_member(said, each) for each in group.members]}
    return json.dumps(values, ensure_ascii=False) + "\n"


def _member(said: Sequence[str], twin: Twin) -> dict[str, Any]:
    return {
        "line": twin.place + 1,
        "text": said[twin.place],
        "likeness": twin.likeness,
        "difference": [[segment.op, segment.text] for segment in twin.difference],
        "guards": list(twin.guards),
    }
