"""Which addresses an authority may have."""

from __future__ import annotations

from werkstatt.lib import languages

# First parts of addresses that are the house's own.
RESERVED = frozenset(
    {
        "werkstatt",
        "konto",
        "health",
        "static",
        "l",
        "auftrag",
        "barrierefreiheit",
        "datenschutz",
    }
)


def may_be_slug(slug: str) -> bool:
    """Free for an authority?"""
    return slug not in RESERVED and slug not in languages.NAMES
