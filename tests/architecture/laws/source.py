"""A source tree as the laws read it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SOURCE = ROOT / "src"
WITHOUT_STAGES = {"lib", "ui", "config"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One Python file. `path` is relative to the tree: werkstatt/review/actions.py"""

    path: Path
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """Parsed."""
        return ast.parse(self.text)

    @property
    def name(self) -> str:
        """As one imports it."""
        parts = self.path.with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def app(self) -> str:
        """The app it belongs to; "" in `konzept`."""
        return self.path.parts[1] if self.path.parts[0] == "werkstatt" and len(self.path.parts) > 2 else ""

    @property
    def role(self) -> str:
        """What kind of file of an app it is: actions, views, …; a folder counts as the file."""
        return self.path.with_suffix("").parts[2] if self.app else ""

    def at(self, node: ast.AST) -> str:
        """Where to look."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}"

    def functions(self) -> Iterator[Function]:
        """All of them, methods too."""
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def lines_of(self, node: Function) -> list[str]:
        """Its text, comments too."""
        return self.text.splitlines()[node.lineno - 1 : node.end_lineno]


def modules(root: Path) -> list[Module]:
    """Every Python file under the tree but migrations."""
    paths = sorted(path for path in root.rglob("*.py") if "migrations" not in path.parts)
    return [Module(path.relative_to(root), path.read_text("utf-8")) for path in paths]


def stages(root: Path) -> list[Module]:
    """The files of the apps that are stages of the procedure."""
    return [module for module in modules(root) if module.app and module.app not in WITHOUT_STAGES]


def code_lines(lines: list[str]) -> int:
    """How many are neither blank nor only a comment."""
    return sum(1 for line in lines if line.strip() and not line.strip().startswith("#"))


def plant(root: Path, path: str, text: str) -> Path:
    """Put a file into a tree made for a test; the tree."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")
    return root
