from __future__ import annotations

from django.urls import get_resolver

from werkstatt.authorities.rules import RESERVED, may_be_slug


def test_every_fixed_first_part_of_an_address_is_reserved() -> None:
    first_parts = set()
    for pattern in get_resolver().url_patterns:
        for inner in getattr(pattern, "url_patterns", [pattern]):
            first_parts.add(str(inner.pattern).partition("/")[0])
    fixed = {part for part in first_parts if part and "<" not in part}
    assert fixed <= RESERVED


def test_an_ordinary_word_is_free() -> None:
    assert may_be_slug("erlenau")
