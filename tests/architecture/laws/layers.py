"""Laws 2, 3 and 5: foreign keys point down, apps have the same files, imports stand at the top and run in no ring."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.architecture.laws.source import ROOT, Module, code_lines, modules, stages

FILES = {"__init__", "models", "rules", "queries", "actions", "forms", "views", "tasks", "urls", "apps"}
FOLDERS = {"templates", "templatetags", "migrations", "management"}
KEYS = {"ForeignKey", "OneToOneField", "ManyToManyField"}
SPLIT_FROM = 200  # lines of code below which a folder is more to look through than a file


def order() -> list[str]:
    """The stages, lowest first, as import-linter's contract has them; those of one storey one after the other."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    [layers] = [contract["layers"] for contract in contracts if contract.get("containers") == ["werkstatt"]]
    return [name.strip() for layer in reversed(layers) for name in layer.split("|")]


def _target(node: ast.Call) -> str:
    """The app a relation written as a string or a setting points to; "" for a class, which is an import."""
    first = node.args[0] if node.args else next((k.value for k in node.keywords if k.arg == "to"), None)
    if isinstance(first, ast.Constant) and isinstance(first.value, str):
        return first.value.partition(".")[0] if "." in first.value else ""
    return "accounts" if isinstance(first, ast.Attribute) and first.attr == "AUTH_USER_MODEL" else ""


def foreign_keys(root: Path, lowest_first: Sequence[str]) -> list[str]:
    """String foreign keys that point upwards."""
    return [
        f"{module.at(node)}: {module.app} zeigt nach oben auf {_target(node)}"
        for module in stages(root)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in KEYS
        if _target(node) in lowest_first and lowest_first.index(_target(node)) > lowest_first.index(module.app)
    ]


def file_names(root: Path) -> list[str]:
    """Files and folders an app may not have, and folders that say something themselves or hold too little."""
    found = []
    for app in sorted({module.app for module in stages(root)}):
        folder = root / "werkstatt" / app
        for path in sorted(folder.iterdir()):
            allowed = path.stem in FILES and path.suffix == ".py" if path.is_file() else path.name in FOLDERS | FILES
            if not allowed and path.name != "__pycache__":
                found.append(f"{path.relative_to(root)}: diesen Namen gibt es in einem Stockwerk nicht")
        found += [breach for role in FILES for breach in _split(root, folder / role)]
        templates = folder / "templates"
        names = {path.name for path in templates.iterdir()} if templates.exists() else set()
        found += [f"{templates.relative_to(root)}/{name}: gehört nach {app}/" for name in sorted(names - {app})]
    return found


def _split(root: Path, folder: Path) -> Iterator[str]:
    """What is wrong with a file that became a folder."""
    if not folder.is_dir():
        return
    texts = {path.name: path.read_text("utf-8") for path in folder.glob("*.py")}
    if sum(code_lines(text.splitlines()) for text in texts.values()) < SPLIT_FROM:
        yield f"{folder.relative_to(root)}: zu wenig für einen Ordner"


def inner_imports(root: Path) -> list[str]:
    """Imports inside functions."""
    return sorted(
        {
            f"{module.at(node)}: Import in {function.name}"
            for module in modules(root)
            for function in module.functions()
            for node in ast.walk(function)
            if isinstance(node, ast.Import | ast.ImportFrom)
        }
    )


def imports_of(module: Module, known: set[str]) -> set[str]:
    """The modules of the tree that it imports when it is loaded."""
    found: set[str] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            named = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= named & known or {node.module}
    return (found & known) - {module.name}


def rings(root: Path) -> list[str]:
    """Modules that import each other in a ring: what is left when those without imports are taken away, again and again."""
    listed = modules(root)
    known = {module.name for module in listed}
    graph = {module.name: imports_of(module, known) for module in listed}
    while loose := {name for name, needs in graph.items() if not needs & graph.keys()}:
        for name in loose:
            del graph[name]
    used = {need for needs in graph.values() for need in needs}
    return sorted(f"{name} liegt in einem Ring" for name in graph if name in used)
