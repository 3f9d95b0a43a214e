"""Rows mangled at random: nothing is lost, nothing is on a wrong element without a doubt, nothing taken back is heard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konzept.suggestion import Verdict
from tests.konzept.read.matrix_books import CODES
from tests.konzept.read.matrix_ground import WORDS, Expected, invented, lost, misplaced, placed
from tests.konzept.read.matrix_treated import FORMATS, opened

UIDS = tuple(WORDS)
PARTS = ("comment", "proposal", "responsible")


class Mangler:
    """One person and one file; every text is new, so that it can be found again."""

    def __init__(self, ending: str) -> None:
        self.editor = opened(ending)
        self.expected = Expected()
        self.rows: list[tuple[Any, str | None, list[str]]] = [(self.editor.row(uid), uid, []) for uid in UIDS]
        self.sheets = ending in {"xlsx", "ods"}
        self.counted = 0
        self.merged = False

    def _text(self) -> str:
        self.counted += 1
        return f"Wort Nummer {self.counted:03} von jemandem."

    def _say(self, at: int, text: str) -> None:
        _, uid, texts = self.rows[at]
        self.expected.said[text] = uid
        texts.append(text)

    def answer(self, at: int, column: str) -> None:
        """Words in a cell for them."""
        text = self._text()
        self.editor.type(self.rows[at][0], column, text)
        self._say(at, text)

    def note(self, at: int, _: str) -> None:
        """A comment, one a row."""
        if self.rows[at][1] and not any(text.startswith("Notiz") for text in self.rows[at][2]):
            text = f"Notiz {self._text()}"
            self.editor.note(self.rows[at][0], text)
            self._say(at, text)

    def track(self, at: int, column: str) -> None:
        """Words come and words go, with changes tracked."""
        come, gone = self._text(), f"Vergangen {self._text()}"
        self.editor.track(self.rows[at][0], column, come, gone)
        self.expected.gone.append(gone)
        self._say(at, come)

    def renumber(self, at: int, _: str) -> None:
        """The number is typed anew."""
        self.editor.type(self.rows[at][0], "number", f"{at + 1}.")

    def uncode(self, at: int, _: str) -> None:
        """The short code is gone, in sheets all that a row had."""
        if self.sheets:
            self.editor.type(self.rows[at][0], "code", "")

    def miscode(self, at: int, column: str) -> None:
        """The short code of another row is typed over the number."""
        if self.rows[at][1]:
            other = CODES[UIDS[(UIDS.index(self.rows[at][1] or "") + 1) % len(UIDS)]]
            self.editor.type(
                self.rows[at][0], "code" if self.sheets else "number", other if self.sheets else f"[{other}]"
            )
            self.answer(at, column)

    def copy(self, at: int, column: str) -> None:
        """A row twice, with another answer in the second one."""
        row, uid, texts = self.rows[at]
        self.rows.append((self.editor.copy(row), uid, list(texts)))
        self.answer(len(self.rows) - 1, column)

    def add(self, at: int, column: str) -> None:
        """A new measure below a row."""
        self.rows.append((self.editor.add(self.rows[at][0]), None, []))
        for each in ("wording", column):
            self.answer(len(self.rows) - 1, each)

    def remove(self, at: int, _: str) -> None:
        """A row is deleted, with all that was said in it."""
        if len(self.rows) > 1:
            row, _uid, texts = self.rows.pop(at)
            self.editor.remove(row)
            left = {text for _, _, others in self.rows for text in others}
            self.expected.said = {
                text: uid for text, uid in self.expected.said.items() if text in left or text not in texts
            }

    def sort(self, _: int, __: str) -> None:
        """The rows in another order."""
        if not self.merged:
            self.editor.sort()

    def merge(self, _: int, __: str) -> None:
        """All tables become one."""
        if not self.merged:
            self.editor.merge()
        self.merged = True

    def choose(self, at: int, _: str) -> None:
        """A verdict, which no other row shall have by mistake."""
        if self.rows[at][1]:
            self.editor.type(self.rows[at][0], "verdict", Verdict.ADJUST.german)
            self.answer(at, "comment")


DEEDS: Mapping[str, Callable[[Mangler, int, str], None]] = {
    name: getattr(Mangler, name)
    for name in (
        "answer", "note", "track", "renumber", "uncode", "miscode", "copy", "add", "remove", "sort", "merge", "choose",
    )
}  # fmt: skip
steps = st.lists(
    st.tuples(st.sampled_from(sorted(DEEDS)), st.integers(0, 11), st.sampled_from(PARTS)), min_size=1, max_size=12
)


@pytest.mark.parametrize("ending", FORMATS)
@given(taken=steps)
@settings(max_examples=30, deadline=None)
def test_nothing_is_lost_and_nothing_on_a_wrong_element(ending: str, taken: list[tuple[str, int, str]]) -> None:
    person = Mangler(ending)
    for name, at, column in taken:
        DEEDS[name](person, at % len(person.rows), column)
    found = placed(person.editor.bytes(), f"m.{ending}")
    assert lost(found, person.expected) == []
    assert misplaced(found, person.expected) == []
    assert invented(found, person.expected) == []


@pytest.mark.parametrize("ending", FORMATS)
def test_every_deed_after_every_other(ending: str) -> None:
    for first in DEEDS:
        person = Mangler(ending)
        for second in DEEDS:
            DEEDS[first](person, 1 % len(person.rows), "comment")
            DEEDS[second](person, 2 % len(person.rows), "proposal")
        found = placed(person.editor.bytes(), f"m.{ending}")
        assert (lost(found, person.expected), misplaced(found, person.expected)) == ([], []), first
