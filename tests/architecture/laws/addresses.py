"""Law 7: every address says who may open it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver

from werkstatt.lib import doors


@dataclass(frozen=True)
class Address:
    """A pattern with the name it is reversed by."""

    name: str
    pattern: str
    view: Any


def addresses(patterns: Sequence[URLPattern | URLResolver], space: str = "", before: str = "") -> Iterator[Address]:
    """All of them, flat."""
    for pattern in patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern.url_patterns, inner, path)
        else:
            yield Address(f"{space}{pattern.name}", path, pattern.callback)


def undeclared(patterns: Sequence[URLPattern | URLResolver]) -> list[str]:
    """Addresses that name no rule and are not declared public."""
    return [
        f"/{address.pattern}: weder Regel noch öffentlich"
        for address in addresses(patterns)
        if not doors.rule_of(address.view)[0]
    ]
