"""How the command line speaks of itself."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from konzept.model import Problem
from konzept.usage import Commands, German, listed, parameter, sentence


@click.group(cls=Commands)
def tools() -> None:
    """Werkzeuge für den Anfang."""


@tools.command("sieben")
@click.argument("sand", metavar="SAND")
@click.option("-f", "--fein", is_flag=True, help="Feiner sieben.")
@click.option("--maß", "size", type=click.Choice(["klein", "groß"]), help="Wie groß.")
def sift(sand: str, *, fein: bool, size: str | None) -> None:
    """Sand sieben."""


@tools.group("weitere")
def more() -> None:
    """Weitere Werkzeuge."""


def shown(*arguments: str) -> str:
    return CliRunner().invoke(tools, [*arguments, "--help"], prog_name="werkzeug").stdout


def complaint(*arguments: str) -> str:
    with pytest.raises((click.ClickException, Problem)) as caught:
        tools([*arguments], prog_name="werkzeug", standalone_mode=False)
    return sentence(caught.value) if isinstance(caught.value, click.ClickException) else str(caught.value)


def test_the_help_of_a_command() -> None:
    assert shown("sieben").splitlines() == [
        "Aufruf: werkzeug sieben [OPTIONEN] SAND",
        "",
        "  Sand sieben.",
        "",
        "Optionen:",
        "  -f, --fein          Feiner sieben.",
        "  --maß [klein|groß]  Wie groß.",
        "  --help              Diese Hilfe zeigen.",
    ]


def test_the_help_of_a_group() -> None:
    text = shown()
    assert text.startswith("Aufruf: werkzeug [OPTIONEN] BEFEHL …\n")
    assert "Befehle:\n  sieben   Sand sieben.\n  weitere  Weitere Werkzeuge.\n" in text


def test_commands_below_speak_the_same_way() -> None:
    assert isinstance(sift, German)
    assert isinstance(more, Commands)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("schaufeln",), "Den Befehl „schaufeln“ gibt es nicht; möglich sind sieben und weitere."),
        (("sieben",), "Es fehlt die Angabe SAND; „werkzeug sieben --help“ zeigt, was möglich ist."),
        (
            ("sieben", "a", "b"),
            "Die Angaben hinter „werkzeug sieben“ passen nicht; „werkzeug sieben --help“ zeigt, was möglich ist.",
        ),
        (
            ("sieben", "a", "--grob"),
            "Die Option „--grob“ gibt es nicht; „werkzeug sieben --help“ zeigt, was möglich ist.",
        ),
        (
            ("sieben", "a", "--maß", "riesig"),
            "Der Wert für die Option „--maß“ geht nicht; möglich sind klein und groß.",
        ),
        (
            ("sieben", "a", "--maß"),
            "Hinter der Option „--maß“ fehlt der Wert, oder es steht einer zu viel; „konzept --help“ zeigt, was möglich ist.",
        ),
    ],
)
def test_complaints(arguments: tuple[str, ...], said: str) -> None:
    assert complaint(*arguments) == said


def test_parameters_by_their_long_name() -> None:
    assert parameter(click.Option(["-f", "--fein"])) == "die Option „--fein“"
    assert parameter(click.Argument(["sand"], metavar="SAND")) == "die Angabe SAND"
    assert parameter(None) == "eine Angabe"


def test_lists() -> None:
    assert listed(["a", "b", "c"]) == "a, b und c"
