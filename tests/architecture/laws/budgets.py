"""Law 9: how much of everything there may be."""

from __future__ import annotations

import re
import statistics
import tomllib
from pathlib import Path

from tests.architecture.laws.source import Function, Module, code_lines, modules

MODULE, FUNCTION, MEDIAN, DEPENDENCIES, TESTS = 300, 50, 8, 30, 1.3


def long_modules(root: Path) -> list[str]:
    """Modules over budget."""
    sizes = {module.path: code_lines(module.text.splitlines()) for module in modules(root)}
    return [f"{path}: {size} Zeilen, erlaubt sind {MODULE}" for path, size in sizes.items() if size > MODULE]


def size(module: Module, node: Function) -> int:
    """Lines of a function from `def` to its end."""
    return code_lines(module.lines_of(node))


def long_functions(root: Path) -> list[str]:
    """Functions over budget."""
    return [
        f"{module.at(node)}: {node.name} hat {size(module, node)} Zeilen, erlaubt sind {FUNCTION}"
        for module in modules(root)
        for node in module.functions()
        if size(module, node) > FUNCTION
    ]


def median_function(root: Path) -> float:
    """Half of the functions are at most this long."""
    return statistics.median(size(module, node) for module in modules(root) for node in module.functions())


def untyped_returns(root: Path) -> list[str]:
    """Functions that do not say what they return."""
    return [
        f"{module.at(node)}: {node.name} sagt nicht, was es zurückgibt"
        for module in modules(root)
        for node in module.functions()
        if node.returns is None
    ]


def dependencies(project: str) -> list[str]:
    """The names of what runs in production: all that pyproject.toml lists, extras too."""
    told = tomllib.loads(project)["project"]
    extras = [each for group in told.get("optional-dependencies", {}).values() for each in group]
    names = {re.split(r"[\[<>=!~ ;]", each)[0] for each in [*told["dependencies"], *extras]}
    return sorted(names)


def without_reason(project: str, record: str) -> list[str]:
    """Dependencies for which no decision gives a reason."""
    return [f"{name}: kein Grund in docs/adr/0002" for name in dependencies(project) if f"| {name} |" not in record]


def ratio(source: Path, tests: Path) -> float:
    """Lines of tests for each line of code."""
    count = {root: sum(code_lines(m.text.splitlines()) for m in modules(root)) for root in (source, tests)}
    return count[tests] / count[source]
