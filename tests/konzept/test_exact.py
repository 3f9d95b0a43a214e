"""JSON taken apart exactly: what fits becomes a value, what does not is refused with its place."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept import exact
from konzept.exact import Reader, many, one_of, optional, record
from konzept.model import Problem


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


POINT: Reader[dict[str, Any]] = record(dict, {"x": exact.integer, "name": exact.text}, ("x",))


@pytest.mark.parametrize(
    ("reader", "value", "expected"),
    [
        (exact.text, "Grüße", "Grüße"),
        (exact.text, "U\u0308", "Ü"),
        (exact.text, "zwei\nZeilen\tund mehr", "zwei\nZeilen\tund mehr"),
        (exact.filled, "K", "K"),
        (exact.uid, "abcdef12", "abcdef12"),
        (exact.flag, True, True),
        (exact.integer, -3, -3),
        (exact.month, 12, 12),
        (exact.share, 1, 1.0),
        (exact.share, 0.25, 0.25),
        (exact.const("konzept"), "konzept", None),
        (one_of(Colour), "red", Colour.RED),
        (optional(exact.text), None, None),
        (optional(exact.text), "", ""),
        (optional(exact.text, ""), "", None),
        (many(exact.integer), [1, 2], (1, 2)),
        (many(exact.integer), [], ()),
        (POINT, {"x": 1}, {"x": 1}),
        (exact.texts_by_label, {"Kosten": "1"}, {"Kosten": "1"}),
    ],
)
def test_what_fits_is_taken(reader: Reader[Any], value: Any, expected: Any) -> None:
    assert reader(value, "a.b") == expected


@pytest.mark.parametrize(
    ("reader", "value", "place", "sentence"),
    [
        (exact.text, None, "a", "Hier steht nichts (null), erwartet wird ein Text."),
        (exact.text, True, "a", "Hier steht wahr oder falsch, erwartet wird ein Text."),
        (exact.text, "\ufffe", "a", "ein Steuerzeichen"),
        (exact.filled, "", "a", "Hier muss ein Text stehen; er ist leer."),
        (exact.uid, "zu kurz", "a", "„zu kurz“ ist keine Kennung"),
        (exact.flag, 1, "a", "Hier steht eine Zahl, erwartet wird wahr oder falsch."),
        (exact.integer, 1.0, "a", "erwartet wird eine ganze Zahl."),
        (exact.month, 0, "a", "0 ist kein Monat"),
        (exact.share, float("inf"), "a", "liegt nicht zwischen 0 und 1"),
        (exact.share, "1", "a", "Hier steht ein Text"),
        (exact.const(1), 1.0, "a", "Hier muss „1“ stehen"),
        (one_of(Colour), "green", "a", "„green“ gibt es hier nicht; möglich sind „red“, „blue“."),
        (optional(exact.text), 7, "a", "Hier steht eine Zahl"),
        (many(exact.integer), "12", "a", "Hier steht ein Text, erwartet wird eine Liste."),
        (many(exact.integer), [1, None], "a[1]", "Hier steht nichts (null)"),
        (POINT, {"name": "A"}, "a", "Hier fehlt „x“."),
        (POINT, {"x": 1, "y": 2}, "a.y", "Diesen Schlüssel gibt es hier nicht; möglich sind „x“, „name“."),
        (POINT, {"x": "1"}, "a.x", "Hier steht ein Text"),
        (exact.texts_by_label, {"Kosten": 1}, "a.Kosten", "Hier steht eine Zahl"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_place(reader: Reader[Any], value: Any, place: str, sentence: str) -> None:
    with pytest.raises(Problem) as caught:
        reader(value, "a")
    assert f"Stelle „{place}“: " in str(caught.value)
    assert sentence in str(caught.value)


def test_the_top_has_a_name_too() -> None:
    with pytest.raises(Problem, match="Stelle „ganz oben“"):
        POINT([], "")


@given(st.text())
def test_a_text_that_is_taken_can_be_stored(value: str) -> None:
    try:
        taken = exact.text(value, "a")
    except Problem:
        assert exact.UNWRITABLE.search(value)
    else:
        assert "\x00" not in taken
        assert taken.encode().decode() == taken
        assert exact.text(taken, "a") == taken
