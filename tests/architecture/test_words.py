"""Glossary and docs are true, and a word or command without its paragraph is caught."""

from __future__ import annotations

from pathlib import Path

from konzept.cli import commands as konzept_commands
from konzept.lint import RULES
from tests.architecture.laws import words
from tests.architecture.laws.source import ROOT, SOURCE, plant
from werkstatt.config.settings import VARIABLES

GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")
DOCS = "\n".join(path.read_text("utf-8") for path in (ROOT / "docs").rglob("*.md"))
OPERATIONS = (ROOT / "docs" / "operations.md").read_text("utf-8")


def test_every_word_of_the_code_is_in_the_glossary() -> None:
    assert words.words_missing(SOURCE, GLOSSARY) == []


def test_a_new_word_is_caught(tmp_path: Path) -> None:
    plant(tmp_path, "werkstatt/review/models.py", "class Verdikt(models.Model):\n    pass\n")
    plant(tmp_path, "konzept/change.py", "@dataclass(frozen=True)\nclass Glued:\n    pass\n")
    plant(tmp_path, "konzept/read/docx.py", "@dataclass\nclass Cursor:\n    pass\n")
    tree = plant(tmp_path, "werkstatt/review/forms.py", "class AnswerForm(forms.Form):\n    pass\n")
    assert words.words_missing(tree, "`Verdict`") == [
        "konzept/change.py: Glued fehlt in docs/glossary.md",
        "werkstatt/review/models.py: Verdikt fehlt in docs/glossary.md",
    ]
    assert words.words_missing(tree, "`Verdikt` und `Glued`") == []


def test_every_command_of_the_workshop_is_documented() -> None:
    names = [f"werkstatt {name}" for name in words.commands(SOURCE)]
    assert "werkstatt worker" in names
    assert words.undocumented(names, OPERATIONS) == []


def test_every_setting_is_documented() -> None:
    assert words.undocumented(VARIABLES, OPERATIONS) == []


def test_every_command_of_the_library_is_documented() -> None:
    assert words.undocumented([f"konzept {name}" for name in konzept_commands.commands], DOCS) == []


def test_every_lint_rule_is_documented() -> None:
    assert words.undocumented(RULES, DOCS) == []


def test_what_is_undocumented_is_caught(tmp_path: Path) -> None:
    tree = plant(tmp_path, "werkstatt/review/management/commands/recount.py", "")
    plant(tmp_path, "werkstatt/review/management/commands/__init__.py", "")
    assert words.commands(tree) == ["recount"]
    assert words.undocumented(["werkstatt recount"], "`werkstatt worker`") == [
        "werkstatt recount steht in keiner Anleitung"
    ]
    assert words.undocumented(["werkstatt recount"], "Mit `werkstatt recount --all` zählt man neu.") == []
