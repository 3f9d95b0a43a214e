"""What words alone say of an element and of the frame."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.model import EditionMark, Holder, Kind, Note, Role, TimingKind
from konzept.read.written_seen import Seen, Whole, plain_frame, plain_parts, visible, visible_frame, without_loose_notes
from konzept.write.printed import Form


def seen(*rows: tuple[str, str], above: str | None = None) -> Seen:
    return Seen(
        Kind.MEASURE, 1, "measure1", Form.LABEL, "Maßnahme 1.1", "Titel", ["Eins.", "Zwei."], [*rows], above=above
    )


def test_head_and_text() -> None:
    parts = plain_parts(seen())
    assert [parts[name] for name in ("number", "label", "title", "text")] == [
        "1.1",
        "Maßnahme 1.1",
        "Titel",
        "Eins.\n\nZwei.",
    ]
    assert [parts[name] for name in ("responsibility", "timing", "contested", "source", "notes")] == [
        None,
        None,
        False,
        None,
        (),
    ]


def test_rows() -> None:
    parts = plain_parts(seen(("Zuständig", "Amt"), ("Kosten", "1"), ("Strittig", "ja"), ("Termin", "bis 2027")))
    assert parts["responsibility"].holders == (Holder("Amt", Role.LEAD),)
    assert (parts["timing"].kind, parts["timing"].due) == (TimingKind.DEADLINE, "2027-12-31")
    assert (dict(parts["fields"]), parts["contested"]) == ({"Kosten": "1"}, True)


def test_the_same_label_twice_is_one_value() -> None:
    parts = plain_parts(seen(("Zuständig", "Amt"), ("Zuständig", "Verein"), ("Kosten", "1"), ("Kosten", "2")))
    assert parts["responsibility"].verbatim == "Amt\nVerein"
    assert dict(parts["fields"]) == {"Kosten": "1\n2"}


@pytest.mark.parametrize(
    ("rows", "above", "term"),
    [
        ((), None, None),
        ((), "2027", ("2027", True)),
        ((("Termin", "2028"),), "2027", ("2028", False)),
        ((("Termin (des Ziels)", "2028"),), None, ("2028", True)),
        ((("Termin", "–"),), "2027", None),
    ],
)
def test_terms(rows: tuple[tuple[str, str], ...], above: str | None, term: tuple[str, bool] | None) -> None:
    found = plain_parts(seen(*rows, above=above))["timing"]
    assert (found and (found.verbatim, found.inherited)) == term


def test_each_part_stands_with_its_own_words() -> None:
    one = seen(("Zuständig", "Amt"), ("Kosten", "1"), ("Termin", "2027"))
    other = seen(("Zuständig", "Verein"), ("Kosten", "1"), ("Termin", "2027"))
    changed = {part for part in plain_parts(one) if visible(one, part) != visible(other, part)}
    assert changed == {"responsibility"}
    assert visible(one, "fields") != visible(seen(("Kosten 1", "")), "fields")
    assert visible(seen(above="2027"), "timing") != visible(seen(above="2028"), "timing")


def test_words_know_an_element_whatever_its_notes() -> None:
    one, other = seen(), seen()
    other.texts, other.notes = ["Eins.[^3]", "Zwei."], [Note("3", "x")]
    assert one.words() == other.words()
    other.title = "Anders"
    assert one.words() != other.words()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a[^1]", "a"),
        ("a[^1] b[^2][^3]", "a[^1] b"),
        ("a[^1] ", "a[^1] "),
        ("[^1]", ""),
        ("a]", "a]"),
        ("[^]", "[^]"),
        ("a[^1]]", "a[^1]]"),
        ("", ""),
    ],
)
def test_notes_at_the_end(text: str, kept: str) -> None:
    assert without_loose_notes(text) == kept


@given(st.text("a[^1] ", max_size=20))
def test_only_notes_are_taken_from_the_end(text: str) -> None:
    kept = without_loose_notes(text)
    assert text.startswith(kept)
    assert without_loose_notes(kept) == kept
    assert set(text[len(kept) :]) <= set("[^]1a")


@pytest.mark.parametrize(
    ("label", "ordinal"),
    [("1. Fortschreibung 2020–2023", 1), ("12.Fortschreibung", 12), ("Erstfassung", None), ("Fortschreibung 2", None)],
)
def test_the_edition_counts_itself(label: str, ordinal: int | None) -> None:
    assert plain_frame(Whole(cover={"label": label}))["edition"] == EditionMark(label, ordinal)


def test_the_frame_stands_with_its_own_words() -> None:
    one = Whole(cover={"title": "K", "label": "1. Fortschreibung"}, sources=["a"])
    other = Whole(cover={"title": "K", "label": "2. Fortschreibung"}, sources=["a"])
    changed = {part for part in plain_frame(one) if visible_frame(one, part) != visible_frame(other, part)}
    assert changed == {"edition"}
