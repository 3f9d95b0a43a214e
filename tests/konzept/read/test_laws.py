"""What holds for every document: it never crashes, is read the same each time, and loses no word in silence."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from konzept.model import Kind, Problem
from konzept.read import read
from konzept.read.labels import VOCABULARY
from tests.konzept.read.builders import missing, read_text, read_word, table, word

LABELS = [label for labels in VOCABULARY.values() for label in labels]
WORD = st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöüß", min_size=3, max_size=9)
SENTENCE = st.lists(WORD, min_size=1, max_size=12).map(" ".join)
NUMBER = st.from_regex(r"\A[1-9](\.[1-9]){0,2}\Z")


def heading(parts: tuple[int, str]) -> str:
    return f"{'#' * parts[0]} {parts[1]}"


def bars(rows: list[list[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]])


ROWS = st.integers(1, 4).flatmap(
    lambda wide: st.lists(st.lists(SENTENCE, min_size=wide, max_size=wide), min_size=1, max_size=4)
)
PART = st.one_of(
    st.tuples(st.integers(1, 6), SENTENCE).map(heading),
    SENTENCE,
    SENTENCE.map(str.capitalize),
    st.lists(SENTENCE, min_size=1, max_size=4).map(lambda items: "\n".join(f"- {item}" for item in items)),
    st.lists(SENTENCE, min_size=1, max_size=4).map(
        lambda items: "\n".join(f"{at}. {item}" for at, item in enumerate(items, 1))
    ),
    SENTENCE.map(lambda text: f"**{text}**"),
    SENTENCE.map(lambda text: f"> {text}"),
    ROWS.map(bars),
    ROWS.map(lambda rows: "\n".join("\t".join(row) for row in rows)),
)
BODY = st.lists(PART, min_size=1, max_size=12).map("\n\n".join)

# The same with the words that concepts use, so that every branch of the outline is met.
LABELLED = st.one_of(
    st.tuples(st.sampled_from(LABELS), NUMBER, SENTENCE).map(lambda parts: f"### {parts[0]} {parts[1]}: {parts[2]}"),
    st.tuples(st.sampled_from(LABELS), NUMBER).map(lambda parts: f"## {parts[0]} {parts[1]}"),
    st.tuples(st.sampled_from(LABELS), SENTENCE).map(lambda parts: f"**{parts[0]}:** {parts[1]}"),
    st.lists(st.tuples(st.sampled_from(LABELS), SENTENCE), min_size=1, max_size=5).map(
        lambda pairs: "\n".join(f"{label}\t{text}" for label, text in pairs)
    ),
    st.tuples(st.lists(st.sampled_from(LABELS), min_size=3, max_size=3, unique=True), ROWS).map(
        lambda parts: bars([parts[0], *[[*row, "", "", ""][:3] for row in parts[1]]])
    ),
)
CONCEPT = st.lists(st.one_of(PART, LABELLED), min_size=1, max_size=14).map("\n\n".join)


@given(BODY)
@settings(max_examples=150, deadline=None)
def test_no_word_of_a_simple_text_is_lost(text: str) -> None:
    words = set(re.findall(r"[a-zäöüßA-ZÄÖÜ]{3,}", text))
    assert missing(words, read_text(text)) == []


@given(CONCEPT)
@settings(max_examples=150, deadline=None)
def test_no_word_beside_a_label_is_lost(text: str) -> None:
    labels = {word for label in [*LABELS, "Nr", "innen"] for word in re.findall(r"\w+", label)}
    words = set(re.findall(r"[a-zäöüßA-ZÄÖÜ]{3,}", text)) - labels - {word.casefold() for word in labels}
    assert missing(words, read_text(text)) == []


@given(CONCEPT)
@settings(max_examples=60, deadline=None)
def test_no_word_of_an_appendix_is_lost(text: str) -> None:
    opening = "# Konzept Auenland\n\n## Anhang\n\nFolgende Maßnahmen wurden nicht aufgenommen:\n\n"
    labels = {word for label in [*LABELS, "Nr", "innen"] for word in re.findall(r"\w+", label)}
    words = set(re.findall(r"[a-zäöüßA-ZÄÖÜ]{3,}", text)) - labels - {word.casefold() for word in labels}
    assert missing(words, read_text(opening + text)) == []


@given(CONCEPT)
@settings(max_examples=50, deadline=None)
def test_uids_are_unique_and_the_same_each_time(text: str) -> None:
    first, second = read_text(text), read_text(text)
    uids = [element.uid for element in first.concept.walk()]
    assert first == second
    assert len(uids) == len(set(uids))
    assert all(re.fullmatch(r"[a-z2-7]{12}", uid) for uid in uids)


@given(CONCEPT)
@settings(max_examples=50, deadline=None)
def test_every_element_knows_its_place_and_its_blocks(text: str) -> None:
    reading = read_text(text)
    for element in reading.concept.walk():
        assert element.source is not None
        assert element.source.place
        assert 0 < (element.source.certainty or 0) <= 1
        assert reading.sources[element.uid] or element.kind is Kind.TEXT
        assert all(0 <= index < len(reading.blocks) for index in reading.sources[element.uid])
    known = {element.uid for element in reading.concept.walk()}
    assert {doubt.uid for doubt in reading.doubts} - {None} <= known


def answer(data: bytes, name: str) -> str:
    """The title of what was read, or the sentence that says why not."""
    try:
        return read(data, name).concept.title
    except Problem as problem:
        return f"Problem: {problem}"


def is_answer(text: str, name: str) -> bool:
    return bool(text) and (not text.startswith("Problem: ") or (name in text and text.endswith(".")))


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    assert is_answer(answer(text.encode("utf-8", "surrogatepass"), "x.txt"), "x.txt")


MARKUP = st.text(alphabet="ab1.|#*_-<>/tdrule&;[]()^!\\`\t\n ➤§", max_size=200)


@given(MARKUP)
@settings(max_examples=300, deadline=None)
def test_any_markup_is_read_or_refused(text: str) -> None:
    assert is_answer(answer(text.encode(), "x.md"), "x.md")


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-1.7"]))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes, head: bytes) -> None:
    assert is_answer(answer(head + data, "x.docx"), "x.docx")


@given(st.lists(st.one_of(SENTENCE, ROWS), min_size=1, max_size=6), st.sampled_from([None, "List Bullet", "Heading 2"]))
@settings(max_examples=25, deadline=None)
def test_no_word_of_a_word_file_is_lost(parts: list[str | list[list[str]]], style: str | None) -> None:
    document = word()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part, style)
        else:
            table(document, part)
    words = {found for part in parts for found in re.findall(r"\w{3,}", str(part))}
    assert missing(words, read_word(document)) == []
