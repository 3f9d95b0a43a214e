"""Glossary and docs: what the code is called, what it can do and how it is set is written down."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path

from tests.architecture.laws.source import Module, modules

VALUES = {
    "dataclass",
    "Enum",
    "StrEnum",
    "IntEnum",
    "TextChoices",
    "Model",
    "AbstractBaseUser",
    "NamedTuple",
    "Problem",
}


def _marks(node: ast.ClassDef) -> set[str]:
    """The last words of its decorators and bases."""
    heads = [*node.decorator_list, *node.bases]
    found = [head.func if isinstance(head, ast.Call) else head for head in heads]
    return {getattr(head, "attr", getattr(head, "id", "")) for head in found}


def named_things(module: Module) -> list[str]:
    """Tables, and the values and errors of the library. How a reader takes a page apart is no word of the field."""
    inner = {"read", "write"} & set(module.path.parts)
    wanted = (module.path.parts[0] == "konzept" and not inner) or module.role == "models"
    return [
        node.name
        for node in module.tree.body
        if wanted and isinstance(node, ast.ClassDef) and _marks(node) & VALUES and not node.name.startswith("_")
    ]


def words_missing(root: Path, glossary: str) -> list[str]:
    """Class names the glossary does not explain."""
    return [
        f"{module.path}: {name} fehlt in docs/glossary.md"
        for module in modules(root)
        for name in named_things(module)
        if f"`{name}`" not in glossary
    ]


def commands(root: Path) -> list[str]:
    """Our own `werkstatt` commands."""
    paths = (root / "werkstatt").glob("*/management/commands/*.py")
    return sorted(path.stem for path in paths if path.stem != "__init__")


def undocumented(names: Iterable[str], docs: str) -> list[str]:
    """Names that stand nowhere in the docs as code."""
    return [f"{name} steht in keiner Anleitung" for name in names if f"`{name}" not in docs]
