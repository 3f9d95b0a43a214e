"""`konzept place`: statements to the goals and measures of a concept, line by line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import islice
from typing import Any

import click

from konzept import shell
from konzept.feedback.place import Placer
from konzept.feedback.targets import targets
from konzept.model import Problem
from konzept.usage import German, document

MOST = 10  # of goals, and of measures
AT_ONCE = 500  # lines that are written together


@click.command("place", cls=German)
@document("path", "KONZEPT")
def place_command(path: str) -> None:
    """Aussagen zuordnen, eine je Zeile der Standardeingabe; je Zeile ein JSON-Objekt mit Zielen und Maßnahmen."""
    if path == shell.STDIN:
        raise Problem("Die Standardeingabe ist für die Aussagen; nennen Sie für das Konzept eine Datei.")
    found = targets(shell.concept(path))
    if not found:
        raise Problem(
            f"„{shell.name_of(path)}“ hat weder Ziele noch Maßnahmen; nennen Sie ein Konzept, das welche hat."
        )
    placer = Placer(found)
    placed = (line_of(placer, text) for text in statements(sys.stdin.buffer))
    while part := "".join(islice(placed, AT_ONCE)):
        shell.deliver(part, None)


def statements(lines: Iterable[bytes]) -> Iterator[str]:
    """The statements in the order given, without their line ends; Problem names the line that is not UTF-8."""
    for number, line in enumerate(lines, start=1):
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise Problem(
                f"Zeile {number} der Standardeingabe ist nicht in UTF-8; speichern Sie den Text in UTF-8."
            ) from error
        yield text.rstrip("\r\n")


def line_of(placer: Placer, text: str) -> str:
    """One statement as a line of JSON: text, and its proposals, best first."""
    values: dict[str, Any] = {
        "text": text,
        "proposals": [asdict(each) for each in placer.propose_each_kind(text, MOST)],
    }
    return json.dumps(values, ensure_ascii=False) + "\n"
