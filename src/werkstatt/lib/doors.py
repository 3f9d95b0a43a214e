"""Every address names who may open it. `public` says: everybody; `accounts.views.office` names a rule; a test walks all addresses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase

View = Callable[..., HttpResponseBase]


def named(view: View, rule: Callable[..., bool] | None) -> View:
    """Note on the view which rule guards it; None = public."""
    view.rule = rule  # type: ignore[attr-defined]  # read by tests/architecture
    return view


def public(view: View) -> View:
    """Everybody may open this address."""
    return named(view, None)


def rule_of(view: Any) -> tuple[bool, Callable[..., bool] | None]:
    """(is it declared, the rule or None for public)."""
    return hasattr(view, "rule"), getattr(view, "rule", None)
