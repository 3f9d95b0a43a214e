"""What is escaped is given back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.write.markdown_guard import guard, line, open_plain, open_up, plain, plain_line
from tests.konzept.read.written_ground import hostile
from tests.konzept.strategies import few, texts

ANY = st.text(st.characters(exclude_categories=("C",)) | st.sampled_from("\n\\*#<`[]|"), max_size=40)


@given(ANY | hostile())
def test_plain_words_come_back(text: str) -> None:
    assert open_plain(plain(text)) == text


@given(texts())
@few
def test_texts_come_back(text: str) -> None:
    assert open_up(guard(text)) == text


@given((ANY | hostile()).filter(lambda text: "\\" not in text and "__" not in text))
def test_texts_without_escapes_of_their_own_come_back(text: str) -> None:
    assert open_up(guard(text)) == text


@given(ANY | hostile())
@few
def test_one_line_is_one_line(text: str) -> None:
    for made in (line(text), plain_line(text)):
        assert "\n" not in made
        assert "\r" not in made


@pytest.mark.parametrize("text", ["# a", "| a", "<!-- a", "**a:** b", "[^1]: a", "[x]: y", "---", "==", "```", "> a"])
def test_nothing_opens_a_block_of_the_document(text: str) -> None:
    for made in (guard(text), guard(f"a\n{text}"), guard(f"  {text}")):
        assert made != text
        assert open_up(made).endswith(text)
