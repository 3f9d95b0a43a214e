"""How the command line speaks of itself: click's help and complaints in German."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from konzept.model import Problem

OUT = click.option("-o", "--out", metavar="DATEI", help="In diese Datei schreiben statt auf die Standardausgabe.")


def document(name: str, metavar: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The file or concept a command reads."""
    return click.argument(name, metavar=metavar)


class German(click.Command):
    """A command whose help is German throughout."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Aufruf: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [
            record
            for record in (
                param.get_help_record(ctx) for param in self.get_params(ctx) if isinstance(param, click.Option)
            )
            if record
        ]
        with formatter.section("Optionen"):
            formatter.write_dl(records)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return ["[OPTIONEN]", *(piece for param in self.get_params(ctx) for piece in param.get_usage_pieces(ctx))]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option:
            option.help = "Diese Hilfe zeigen."
        return option


class Commands(German, click.Group):
    """Commands below one name; without one, the help."""

    command_class = German

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        German.format_options(self, ctx, formatter)
        with formatter.section("Befehle"):
            formatter.write_dl(
                [(name, self.commands[name].get_short_help_str(120)) for name in self.list_commands(ctx)]
            )

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's own signature
        return ["[OPTIONEN]", "BEFEHL …"]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise Problem(f"Den Befehl „{args[0]}“ gibt es nicht; möglich sind {listed(self.list_commands(ctx))}.")
        return super().resolve_command(ctx, args)


Commands.group_class = Commands


def sentence(error: click.ClickException) -> str:
    """What click found wrong with the arguments, in German."""
    command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "konzept"
    advice = f"„{command} --help“ zeigt, was möglich ist"
    match error:
        case click.NoSuchOption():
            return f"Die Option „{error.option_name}“ gibt es nicht; {advice}."
        case click.MissingParameter():
            return f"Es fehlt {parameter(error.param)}; {advice}."
        case click.BadParameter(param=click.Parameter(type=click.Choice(choices=choices))):
            return f"Der Wert für {parameter(error.param)} geht nicht; möglich sind {listed([str(choice) for choice in choices])}."
        case click.BadParameter():
            return f"Der Wert für {parameter(error.param)} geht nicht; {advice}."
        case click.BadOptionUsage():
            return f"Hinter der Option „{error.option_name}“ fehlt der Wert, oder es steht einer zu viel; {advice}."
        case _:
            return f"Die Angaben hinter „{command}“ passen nicht; {advice}."


def parameter(param: click.Parameter | None) -> str:
    if isinstance(param, click.Option):
        return f"die Option „{param.opts[-1] if len(param.opts[0]) < 3 else param.opts[0]}“"
    return f"die Angabe {param.make_metavar(click.Context(click.Command(None)))}" if param else "eine Angabe"


def listed(words: list[str], last: str = "und") -> str:
    """As one says it: "docx, md und pdf"."""
    return f" {last} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
