"""Restricted Markdown as nodes: what is not in the restriction stays as plain words."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.wording import plain
from konzept.write import nodes
from konzept.write.nodes import Node
from tests.konzept.strategies import few, texts


def text(words: str) -> Node:
    return {"type": "text", "text": words}


def paragraph(*content: Node) -> Node:
    return {"type": "paragraph", "content": list(content)}


def test_paragraphs_are_parted_by_an_empty_line() -> None:
    assert nodes.parse("Eins\nzwei\n\nDrei") == [
        paragraph(text("Eins"), text(" "), text("zwei")),
        paragraph(text("Drei")),
    ]
    assert nodes.parse("") == []


def test_emphasis_may_stand_in_emphasis() -> None:
    assert nodes.parse("**fett *und schräg***") == [
        paragraph({"type": "strong", "content": [text("fett "), {"type": "emph", "content": [text("und schräg")]}]})
    ]


def test_lists_may_stand_in_lists() -> None:
    (outer,) = nodes.parse("3. drei\n   - innen\n4. vier")
    assert (outer["ordered"], outer["start"], len(outer["items"])) == (True, 3, 2)
    assert outer["items"][0][1] == {
        "type": "list",
        "ordered": False,
        "start": 1,
        "items": [[paragraph(text("innen"))]],
    }


@pytest.mark.parametrize("address", ["https://erle.example/a", "http://erle.example", "mailto:rat@erle.example"])
def test_a_link_keeps_a_good_address(address: str) -> None:
    assert nodes.parse(f"[hier]({address})") == [
        paragraph({"type": "link", "href": address, "content": [text("hier")]})
    ]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "/oben", ""])
def test_any_other_address_never_becomes_one(address: str) -> None:
    found = json.dumps(nodes.parse(f"[hier]({address})"))
    assert f'"href": "{address}"' not in found or not address
    assert "hier" in found


def test_a_footnote_mark_is_a_node() -> None:
    assert nodes.parse("Haus[^1] und Hof[^*].") == [
        paragraph(
            text("Haus"), {"type": "note", "mark": "1"}, text(" und Hof"), {"type": "note", "mark": "*"}, text(".")
        )
    ]
    assert nodes.marks(nodes.parse("- a[^2]\n- **b[^3]**\n\nc[^2]")) == ["2", "3", "2"]


@pytest.mark.parametrize(
    "markdown", ["# Titel", "> Zitat", "```\nx\n```", "<b>x</b>", "| a | b |", "![x](y)", "---", "`a`"]
)
def test_what_is_not_in_the_restriction_stays_as_words(markdown: str) -> None:
    found = nodes.parse(markdown)
    assert {node["type"] for node in found} == {"paragraph"}
    spoken = " ".join(nodes.lines(markdown))
    assert all(word in spoken for word in markdown.replace("\n", " ").replace("![x](y)", "!x").split())


def test_a_backslash_at_the_end_of_a_line_breaks_it() -> None:
    assert nodes.parse("a\\\nb") == [paragraph(text("a"), {"type": "break"}, text("b"))]


def test_lines_have_no_marks() -> None:
    assert nodes.lines("Ein **Wort**[^1], ein [Ort](https://erle.example).\n\n1. eins\n2. zwei\n   - innen") == [
        "Ein Wort, ein Ort.",
        "1. eins",
        "2. zwei",
        "• innen",
    ]
    assert nodes.lines("a\\\nb") == ["a b"]


@few
@given(st.text(max_size=200))
def test_any_text_becomes_json(markdown: str) -> None:
    assert json.loads(json.dumps(nodes.parse(markdown))) == nodes.parse(markdown)


@few
@given(st.lists(st.text(st.characters(categories=("Lu", "Ll")), min_size=1), min_size=1))
def test_plain_words_stay_as_they_are(words: list[str]) -> None:
    assert nodes.lines(" ".join(words)) == [" ".join(words)]


KINDS = {"paragraph", "list"}
INLINE = {"text", "break", "note", "strong", "emph", "link"}


def every(found: list[Node]) -> list[Node]:
    """All nodes below these, and these."""
    inner = [child for node in found for child in node.get("content", [])]
    inner += [child for node in found for item in node.get("items", []) for child in item]
    return found + every(inner) if inner else found


@few
@given(st.text(alphabet="ab1.*_-+[](){}^!\\`#<>|~ \n", max_size=120))
def test_any_markup_becomes_nodes_that_writers_know(markdown: str) -> None:
    found = nodes.parse(markdown)
    assert {node["type"] for node in found} <= KINDS
    assert {node["type"] for node in every(found)} <= KINDS | INLINE
    assert all(set(node) == {"type", "text"} for node in every(found) if node["type"] == "text")


@few
@given(texts(wild=True))
def test_no_letter_of_a_wording_is_lost(markdown: str) -> None:
    letters = [letter for letter in plain(markdown) if letter.isalnum()]
    spoken = "".join(nodes.lines(markdown))
    assert [letter for letter in letters if letter not in spoken] == []


@pytest.mark.parametrize(
    ("markdown", "lines"),
    [
        ("- eins\n- zwei", ["• eins", "• zwei"]),
        ("7. sieben\n8. acht", ["7. sieben", "8. acht"]),
        ("- eins\n\n  mehr dazu\n- zwei", ["• eins", "mehr dazu", "• zwei"]),
        ("- ", ["• "]),
        ("Eins\n\nZwei", ["Eins", "Zwei"]),
        ("***beides*** und *schräg*", ["beides und schräg"]),
        (r"Bürger\*innen und 2 \* 3", ["Bürger*innen und 2 * 3"]),
        ("snake_case_wort", ["snake_case_wort"]),
        ("[^1]", [""]),
        ("", []),
    ],
)
def test_lines_as_a_person_would_type_them(markdown: str, lines: list[str]) -> None:
    assert nodes.lines(markdown) == lines


@pytest.mark.parametrize("mark", ["", "a b", "x" * 21, "a[b"])
def test_what_is_no_footnote_mark_stays_as_words(mark: str) -> None:
    found = nodes.parse(f"Haus[^{mark}]")
    assert nodes.marks(found) == []
    assert f"[^{mark}]" in nodes.words(found[0]["content"])


def test_a_note_within_a_link_or_emphasis_is_still_a_note() -> None:
    assert nodes.marks(nodes.parse("**a[^1]** *b[^2]* [c[^3]](https://erle.example)")) == ["1", "2", "3"]
