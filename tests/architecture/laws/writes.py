"""Laws 4 and 7: only an app's actions write its tables, `web` imports none, each deed leaves one journal entry."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.architecture.laws.source import Function, Module, modules, stages

ALWAYS = {"save", "delete", "create", "get_or_create", "update_or_create", "bulk_create", "bulk_update"}
ON_ROWS = {"update"}  # dictionaries have it too: only after a chain that begins at .objects or filters
ROWS = {"objects", "filter", "exclude", "all", "order_by", "select_for_update"}
NO_TABLE = "# no table:"
NO_ENTRY = "# journal:"


def chain(node: ast.AST) -> list[str]:
    """Version.objects.filter(…).update -> ["Version", "objects", "filter", "update"]"""
    names: list[str] = []
    while True:
        if isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Attribute):
            names.append(node.attr)
            node = node.value
        else:
            names.append(node.id if isinstance(node, ast.Name) else "")
            return names[::-1]


def writes(module: Module) -> list[tuple[ast.Call, list[str]]]:
    """Calls that write a row, unless the line says that there is no table."""
    lines = module.text.splitlines()
    found = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            names = chain(node.func)
            wanted = names[-1] in ALWAYS or (names[-1] in ON_ROWS and ROWS & set(names[:-1]))
            if wanted and NO_TABLE not in "".join(lines[node.lineno - 1 : node.end_lineno]):
                found.append((node, names))
    return found


def writes_outside_actions(root: Path) -> list[str]:
    """Writing anywhere but in actions."""
    return [
        f"{module.at(node)}: {'.'.join(names)} gehört nach actions"
        for module in modules(root)
        if module.app and module.role != "actions" and module.path != Path("werkstatt/lib/seals.py")
        for node, names in writes(module)
    ]


def locks_against_readers(root: Path) -> list[str]:
    """Row locks that PostgreSQL sets against foreign keys too: who holds the journal and refers to the row would wait for who waits for the journal."""
    return [
        f"{module.at(node)}: select_for_update ohne no_key=True"
        for module in modules(root)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "select_for_update"
        if not any(word.arg == "no_key" for word in node.keywords)
    ]


def models_of_others(module: Module) -> set[str]:
    """Names that come from another app's models."""
    return {
        alias.asname or alias.name
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("werkstatt.")
        if (node.module or "").split(".")[2:3] == ["models"] and (node.module or "").split(".")[1] != module.app
        for alias in node.names
    }


def writes_of_others(root: Path) -> list[str]:
    """Actions that write another app's tables."""
    return [
        f"{module.at(node)}: {'.'.join(names)} schreibt in eine fremde Tabelle"
        for module in stages(root)
        if module.role == "actions"
        for node, names in writes(module)
        if names[0] in models_of_others(module)
    ]


def actions_in_web(root: Path) -> list[str]:
    """`web` reads every stage and writes nothing."""
    return [
        f"{module.at(node)}: web importiert actions"
        for module in stages(root)
        if module.app == "web"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom)
        if "actions" in (node.module or "").split(".") or "actions" in {alias.name for alias in node.names}
    ]


def records(node: Function) -> int:
    """How often it writes into the journal."""
    calls = (call for call in ast.walk(node) if isinstance(call, ast.Call))
    return sum(1 for call in calls if getattr(call.func, "id", getattr(call.func, "attr", "")) == "record")


def deeds_without_one_entry(root: Path) -> list[str]:
    """Public functions of actions that record never or more than once, and give no reason."""
    return [
        f"{module.at(node)}: {node.name} schreibt {records(node)} Journaleinträge"
        for module in stages(root)
        if module.role == "actions" and module.app != "journal"
        for node in module.tree.body
        if isinstance(node, Function) and not node.name.startswith("_")
        if records(node) != 1 and NO_ENTRY not in "\n".join(module.lines_of(node))
    ]
