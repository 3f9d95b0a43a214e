"""The command line: konzept read | write | diff | synopsis | tracked | lint | matrix | organisations | timing | place | twins."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, replace
from datetime import date
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any, NoReturn

import click

from konzept import canonical, change, shell
from konzept.change import Change, name_of
from konzept.diff import diff
from konzept.feedback.command import place_command
from konzept.feedback.twins_command import twins_command
from konzept.lint import RULES, lint
from konzept.model import Concept, Kind, Problem, Timing
from konzept.organisations.command import organisations_command
from konzept.read import Reading
from konzept.read import matrix as read_matrix
from konzept.suggestion import QUESTIONS, Form
from konzept.synopsis import Row, Status, only_changed, synopsis
from konzept.timing import parse
from konzept.usage import OUT, Commands, document, listed
from konzept.write import docx, markdown, matrix, pdf
from konzept.write.tracked.command import tracked_command

TEXT, JSON = "text", "json"
SIGNS = {Status.KEPT: "=", Status.CHANGED: "~", Status.MOVED: "→", Status.NEW: "+", Status.DROPPED: "-"}
WRITERS: Mapping[str, Callable[[Concept], str | bytes]] = {
    "md": markdown.write,
    "docx": docx.write,
    "pdf": pdf.write,
    JSON: canonical.pretty,
}
MATRIX_WRITERS: Mapping[str, Callable[[Form], bytes]] = {
    "docx": matrix.docx,
    "odt": matrix.odt,
    "xlsx": matrix.xlsx,
    "ods": matrix.ods,
}


def target(*choices: str, default: str | None = None) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option --to; without a default it may be left out where the name of the output file says it."""
    words = f"Das Format: {listed([*choices], 'oder')}; sonst {default or 'nach der Endung der Ausgabedatei'}."
    return click.option("--to", "form", type=click.Choice(choices), metavar="FORMAT", help=words, default=default)


def chosen(form: str | None, out: str | None, choices: Iterable[str]) -> str:
    """The format that --to names, else the one of the output file's ending."""
    ending = Path(out or "").suffix.lstrip(".").lower()
    if form or ending in choices:
        return form or ending
    raise Problem(f"In welchem Format soll geschrieben werden? Nennen Sie mit --to {listed([*choices], 'oder')}.")


@click.group(cls=Commands, invoke_without_command=True)
@click.option("--version", is_flag=True, help="Die Version zeigen.")
@click.pass_context
def commands(ctx: click.Context, *, version: bool) -> None:
    """Integrationskonzepte lesen, vergleichen, prüfen und schreiben."""
    if version:
        print(f"konzept {version_of('konzeptwerkstatt')}")
    elif ctx.invoked_subcommand is None:
        shell.deliver(f"{ctx.get_help()}\n", None)


@commands.command("read")
@document("path", "DATEI")
@target(JSON, default=JSON)
@OUT
@click.option(
    "--report", is_flag=True, help="Auf der Standardfehlerausgabe sagen, was verstanden wurde und was zweifelhaft ist."
)
def read_command(path: str, form: str, out: str | None, *, report: bool) -> None:
    """Ein Dokument lesen und als Konzept ausgeben."""
    found = shell.reading(path)
    shell.deliver(canonical.pretty(found.concept), out)
    if report:
        click.echo("\n".join(reported(found)), err=True)


def reported(found: Reading) -> Iterable[str]:
    """How much was understood, then each doubt with its place."""
    kinds = [element.kind for element in found.concept.walk()]
    counts = ((kinds.count(kind), name) for kind, name in change.KIND_NAMES.items())
    yield f"{found.concept.title}: " + ", ".join(f"{name} {count}" for count, name in counts if count)
    yield from (f"{doubt.place}: {doubt.sentence}" for doubt in found.doubts)


@commands.command("write")
@document("path", "KONZEPT")
@target(*WRITERS)
@OUT
def write_command(path: str, form: str | None, out: str | None) -> None:
    """Ein Konzept in einem anderen Format schreiben."""
    write = WRITERS[chosen(form, out, WRITERS)]
    shell.deliver(write(shell.concept(path)), out)


@commands.command("diff")
@document("old", "ALT")
@document("new", "NEU")
@target(TEXT, JSON, default=TEXT)
@OUT
def diff_command(old: str, new: str, form: str, out: str | None) -> None:
    """Sagen, was sich von einem Konzept zum anderen geändert hat."""
    before, after = shell.two(old, new)
    changes = diff(before, after)
    shell.deliver(
        as_json([change.to_json(each) for each in changes]) if form == JSON else told(changes, before, after), out
    )


def told(changes: Iterable[Change], old: Concept, new: Concept) -> str:
    """One sentence a change; an element is called as in the new concept, a dropped one as in the old.

    Where an element was read from is no change of the concept and is left out.
    """
    both = replace(new, elements=(*new.elements, *old.elements))
    told = (each for each in changes if not (isinstance(each, change.Edited) and each.part == "source"))
    return "".join(f"{change.describe(each, both)}\n" for each in told)


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


@commands.command("synopsis")
@document("old", "ALT")
@document("new", "NEU")
@target(TEXT, JSON, "pdf", default=TEXT)
@OUT
@click.option("--all", "whole", is_flag=True, help="Im Text auch zeigen, was gleich geblieben ist.")
def synopsis_command(old: str, new: str, form: str, out: str | None, *, whole: bool) -> None:
    """Alt und neu nebeneinanderstellen, Wort für Wort."""
    before, after = shell.two(old, new)
    rows = synopsis(before, after)
    if form == JSON:
        shell.deliver(as_json([row_values(row) for row in rows]), out)
    elif form == "pdf":
        labels = before.edition.label or "Bisherige Fassung", after.edition.label or "Neue Fassung"
        shell.deliver(pdf.write_synopsis(after.title, *labels, rows, language=after.language), out)
    else:
        shell.deliver("".join(row_text(row) for row in (rows if whole else only_changed(rows))), out)


def row_values(row: Row) -> dict[str, Any]:
    """A row as plain values; segments are [op, text] with "=", "-" or "+"."""
    parts = [
        {"name": part.name, "label": part.label, "segments": [[segment.op, segment.text] for segment in part.segments]}
        for part in row.parts
    ]
    values = {
        "status": row.status,
        "uid": row.uid,
        "kind": row.kind,
        "depth": row.depth,
        "name": row.name,
        "parts": parts,
    }
    return {**values, "moved_from": row.moved_from, "reason": row.reason}


def row_text(row: Row) -> str:
    """A row for the eye: what goes in [-…-], what comes in {+…+}."""
    note = f" (vorher {row.moved_from})" if row.moved_from else f" ({row.reason})" if row.reason else ""
    lines = [f"{SIGNS[row.status]} {row.name}: {row.status.german}{note}"]
    marks = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    for part in row.changes:
        words = "".join(marks[segment.op].format(segment.text) for segment in part.segments)
        lines += [f"    {part.label}: {words}"]
    return "\n".join(lines) + "\n"


@commands.command("lint")
@document("path", "KONZEPT")
@target(TEXT, JSON, default=TEXT)
@OUT
@click.option(
    "--rule",
    "rules",
    type=click.Choice([*RULES]),
    multiple=True,
    metavar="REGEL",
    help="Nur diese Regel anwenden; mehrfach möglich.",
)
@click.option("--strict", is_flag=True, help="Mit Status 1 enden, wenn etwas zu verbessern ist.")
def lint_command(path: str, form: str, out: str | None, rules: tuple[str, ...], *, strict: bool) -> None:
    """Prüfen, was einem Konzept noch fehlt."""
    findings = [finding for finding in lint(shell.concept(path)) if not rules or finding.rule in rules]
    if form == JSON:
        keys = ("rule", "uid", "place", "sentence")
        shell.deliver(as_json([{key: getattr(finding, key) for key in keys} for finding in findings]), out)
    else:
        shell.deliver("".join(f"{finding.place}: {finding.sentence} [{finding.rule}]\n" for finding in findings), out)
    if strict and findings:
        click.get_current_context().exit(1)


QUESTION = click.option(
    "--question",
    "questions",
    metavar="FRAGE",
    multiple=True,
    help="Eine Frage der Runde statt der vier üblichen; mehrfach möglich.",
)


@commands.group("matrix")
def matrix_commands() -> None:
    """Die Matrixvorlage einer Beteiligungsrunde schreiben und ausgefüllt einlesen."""


@matrix_commands.command("out")
@document("path", "KONZEPT")
@target(*MATRIX_WRITERS)
@OUT
@click.option("--id", "identity", metavar="KENNUNG", help="Die Kennung der Runde; sonst die Prüfsumme des Konzepts.")
@click.option("--title", metavar="TITEL", help="Der Titel der Vorlage; sonst der des Konzepts.")
@click.option("--due", metavar="JJJJ-MM-TT", help="Bis wann die Vorlage zurückkommen soll.")
@click.option("--area", "areas", metavar="NUMMER", multiple=True, help="Nur dieses Handlungsfeld; mehrfach möglich.")
@click.option("--organisation", metavar="NAME", default="", help="Die Organisation, schon eingetragen.")
@QUESTION
def matrix_out(path: str, form: str | None, out: str | None, **given: Any) -> None:
    """Die Matrixvorlage zum Ausfüllen schreiben."""
    found = shell.concept(path)
    shell.deliver(MATRIX_WRITERS[chosen(form, out, MATRIX_WRITERS)](form_of(found, **given)), out)


@matrix_commands.command("in")
@document("filled", "MATRIX")
@document("path", "KONZEPT")
@OUT
@click.option("--id", "identity", metavar="KENNUNG", help="Nur eine Matrix dieser Runde annehmen.")
@QUESTION
def matrix_in(filled: str, path: str, out: str | None, identity: str | None, questions: tuple[str, ...]) -> None:
    """Eine ausgefüllte Matrix lesen; je Anregung ein JSON-Objekt in einer Zeile."""
    found = read_matrix.read(shell.bytes_of(filled), shell.name_of(filled))
    form = form_of(shell.concept(path), identity or found.form_id, questions=questions)
    lines = (json.dumps(asdict(said), ensure_ascii=False) + "\n" for said in read_matrix.place(found, form).suggestions)
    shell.deliver("".join(lines), out)


def form_of(
    found: Concept,
    identity: str | None = None,
    title: str | None = None,
    due: str | None = None,
    areas: tuple[str, ...] = (),
    organisation: str = "",
    questions: tuple[str, ...] = (),
) -> Form:
    """The form of a round; without more said it is known again by the seal of its concept."""
    return Form(
        id=identity or canonical.seal(found)[:16],
        title=title or found.title,
        authority=found.authority or "",
        concept=found,
        due=day(due) if due else None,
        areas=tuple(area_of(found, number) for number in areas),
        organisation=organisation,
        questions=questions or QUESTIONS,
    )


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Problem(f"„{text}“ ist kein Datum; schreiben Sie es als Jahr-Monat-Tag, etwa 2026-03-31.") from error


def area_of(found: Concept, number: str) -> str:
    """The uid of the area with this number."""
    areas = [element for element in found.walk() if element.kind is Kind.AREA]
    for area in areas:
        if number in {area.uid, (area.number or "").rstrip(".")}:
            return area.uid
    known = listed([name_of(area) for area in areas]) if areas else "keine"
    raise Problem(f"Ein Handlungsfeld „{number}“ gibt es in diesem Konzept nicht; es hat {known}.")


commands.add_command(organisations_command)
commands.add_command(place_command)
commands.add_command(twins_command)
commands.add_command(tracked_command)


@commands.command("timing")
def timing_command() -> None:
    """Angaben zur Zeit lesen, eine je Zeile der Standardeingabe; je Zeile ein JSON-Objekt."""
    lines = decoded(sys.stdin.buffer.read()).split("\n")
    shell.deliver("".join(timing_line(line) for line in (lines[:-1] if lines[-1] == "" else lines)), None)


def decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        raise Problem(
            f"Zeile {number} der Standardeingabe ist nicht in UTF-8; speichern Sie den Text in UTF-8."
        ) from error


def timing_line(line: str) -> str:
    return json.dumps(timing_values(parse(line.rstrip("\r"))), ensure_ascii=False) + "\n"


def timing_values(timing: Timing) -> dict[str, Any]:
    steps = [{"label": milestone.label, "date": milestone.date} for milestone in timing.milestones]
    values = {key: getattr(timing, key) for key in ("verbatim", "kind", "start", "due", "every")}
    return {**values, "months": [*timing.months], "milestones": steps}


def main() -> NoReturn:
    """Run the command line; exit status 0, 1 for findings under --strict, 2 for anything a user must mend."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """The exit status of one call."""
    ended: list[int] = []
    status = shell.guarded(lambda: ended.append(commands(arguments, prog_name="konzept", standalone_mode=False) or 0))
    return status or (ended[0] if ended else 0)
