"""`konzept tracked`: the changes from one concept to another as a Word document."""

from __future__ import annotations

from datetime import datetime

import click

from konzept import shell
from konzept.model import Problem
from konzept.usage import OUT, German, document
from konzept.write.tracked import file

AUTHOR = "Konzeptwerkstatt"


@click.command("tracked", cls=German)
@document("old", "ALT")
@document("new", "NEU")
@OUT
@click.option("--author", metavar="NAME", default=AUTHOR, help=f"Wer die Änderungen gemacht hat; sonst {AUTHOR}.")
@click.option("--date", "day", metavar="JJJJ-MM-TT", help="Der Tag der Änderungen; sonst heute.")
def tracked_command(old: str, new: str, out: str | None, author: str, day: str | None) -> None:
    """Alle Änderungen als Word-Datei im Änderungsmodus schreiben."""
    if not author.strip():
        raise Problem("Der Name hinter --author ist leer; nennen Sie, wer die Änderungen gemacht hat.")
    when = moment(day)
    before, after = shell.two(old, new)
    shell.deliver(file.write(before, after, author=author.strip(), when=when), out)


def moment(day: str | None) -> datetime:
    """The beginning of the day that was named, else now."""
    if day is None:
        return datetime.now().astimezone()
    try:
        return datetime.strptime(day, "%Y-%m-%d").astimezone()
    except ValueError as error:
        raise Problem(f"„{day}“ ist kein Datum; schreiben Sie es als Jahr-Monat-Tag, etwa 2026-03-31.") from error
