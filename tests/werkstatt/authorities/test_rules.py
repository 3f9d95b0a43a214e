from __future__ import annotations

import pytest
from django.urls import get_resolver, resolve

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


@pytest.mark.parametrize("slug", ["werkstatt-erlenau", "konto2", "gesundheit", "suche", "konzept", "mitmachen"])
def test_what_only_looks_like_it_is_free(slug: str) -> None:
    assert may_be_slug(slug)
    assert resolve(f"/{slug}/").view_name == "web:home"
    assert resolve(f"/{slug}/konzept/").view_name == "web:concept"
    assert resolve(f"/{slug}/suche/").view_name == "search:find"
