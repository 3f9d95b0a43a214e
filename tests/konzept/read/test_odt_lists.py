"""Automatic numbers as Writer prints them."""

from __future__ import annotations

import pytest

from konzept.read.blocks import Paragraph
from tests.konzept.read.opendocument import p, parse, texts

NUMBER = '<text:list-level-style-number text:level="{}" style:num-format="{}" {}/>'
BULLET = '<text:list-level-style-bullet text:level="{}" text:bullet-char="•"/>'
STYLES = (
    '<text:list-style style:name="L">'
    + NUMBER.format(1, "1", 'style:num-suffix="."')
    + NUMBER.format(2, "1", 'text:display-levels="2"')
    + NUMBER.format(3, "a", 'style:num-suffix=")" text:start-value="3"')
    + NUMBER.format(4, "I", 'style:num-prefix="(" style:num-suffix=")"')
    + BULLET.format(5)
    + "</text:list-style><text:list-style style:name='B'>"
    + BULLET.format(1)
    + NUMBER.format(2, "i", 'style:num-list-format="%1%(%2%]"')
    + "</text:list-style>"
)
OUTLINE = (
    '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="1"/>'
    '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>'
    '<text:outline-level-style text:level="3" style:num-format=""/></text:outline-style>'
    '<style:style style:name="Ohne" style:family="paragraph" style:list-style-name=""/>'
)


def item(*inner: str, more: str = "") -> str:
    return f"<text:list-item {more}>{''.join(inner)}</text:list-item>"


def listed(*inner: str, more: str = 'text:style-name="L"') -> str:
    return f"<text:list {more}>{''.join(inner)}</text:list>"


def sub(*inner: str) -> str:
    return listed(*inner, more="")


def printed(body: str) -> list[str]:
    return texts(body, STYLES)


def test_levels() -> None:
    deep = sub(item(p("d"), sub(item(p("e")), item(p("f"), sub(item(p("g"), sub(item(p("h")))))))))
    document = parse(listed(item(p("a")), item(p("b"), sub(item(p("c")))), item(deep)), STYLES)
    found = [(block.text, block.list_level) for block in document.blocks if isinstance(block, Paragraph)]
    assert found == [
        ("1. a", 0),
        ("2. b", 0),
        ("2.1 c", 1),
        ("2.2 d", 1),
        ("c) e", 2),
        ("d) f", 2),
        ("(I) g", 3),
        ("h", 4),
    ]


def test_a_deeper_level_begins_anew_below_a_counted_one() -> None:
    assert printed(listed(item(p("a"), sub(item(p("b")))), item(p("c"), sub(item(p("d")))))) == [
        "1. a",
        "1.1 b",
        "2. c",
        "2.1 d",
    ]


def test_further_paragraphs_of_an_item_have_no_number() -> None:
    document = parse(listed(item(p("a"), p("noch"), sub(item(p("b"))), p("mehr")), item(p("c"))), STYLES)
    found = [(block.text, block.list_level) for block in document.blocks if isinstance(block, Paragraph)]
    assert found == [("1. a", 0), ("noch", None), ("1.1 b", 1), ("mehr", None), ("2. c", 0)]


def test_lists_begin_anew_or_go_on() -> None:
    first = listed(item(p("a")), more='text:style-name="L" xml:id="eins"')
    other = listed(item(p("b")), item(p("c")))
    goes_on = listed(item(p("d")), more='text:style-name="L" text:continue-numbering="true"')
    named = listed(item(p("e")), more='text:style-name="L" text:continue-list="eins"')
    unknown = listed(item(p("f")), more='text:style-name="L" text:continue-list="fehlt"')
    assert printed(first + other + p("x") + goes_on + named + unknown) == [
        "1. a",
        "1. b",
        "2. c",
        "x",
        "3. d",
        "2. e",
        "1. f",
    ]


def test_a_list_that_goes_on_in_the_deep_keeps_its_count() -> None:
    first = listed(item(p("a"), sub(item(p("b")), item(p("c")))))
    second = listed(item(sub(item(p("d")))), item(p("e")), more='text:style-name="L" text:continue-numbering="true"')
    assert printed(first + p("x") + second) == ["1. a", "1.1 b", "1.2 c", "x", "1.3 d", "2. e"]


def test_restarts_and_headers() -> None:
    body = listed(
        "<text:list-header>" + p("Kopf") + "</text:list-header>",
        item(p("a")),
        item(p("b"), more='text:start-value="7"'),
        item(p("c")),
    )
    assert printed(body) == ["Kopf", "1. a", "7. b", "8. c"]


def test_empty_items_count() -> None:
    assert printed(listed(item(p("a")), item(p("")), item(p("c")))) == ["1. a", "3. c"]


def test_bullets_and_templates() -> None:
    document = parse(listed(item(p("a"), sub(item(p("b")), item(p("c")))), more='text:style-name="B"'), STYLES)
    found = [(block.text, block.list_level) for block in document.blocks if isinstance(block, Paragraph)]
    assert found == [("a", 0), ("(i] b", 1), ("(ii] c", 1)]


def test_the_list_style_of_a_paragraph_holds_where_the_list_has_none() -> None:
    own = '<style:style style:name="P9" style:family="paragraph" style:list-style-name="L"/>'
    assert texts(listed(item(p("a", "P9")), more="") + p("b", "P9"), STYLES + own) == ["1. a", "b"]


def test_unknown_styles_have_no_numbers() -> None:
    assert printed(listed(item(p("a")), more='text:style-name="X"') + listed(item(p("b")), more="")) == ["a", "b"]


def test_what_the_file_wrote_down_goes_first() -> None:
    assert printed(listed(item(p("<text:number>IX.</text:number>a")))) == ["IX. a"]


def test_numbered_paragraphs() -> None:
    body = '<text:numbered-paragraph text:style-name="L" text:level="1" text:continue-numbering="true">{}</text:numbered-paragraph>'
    assert printed(body.format(p("a")) + body.format(p("b"))) == ["1. a", "2. b"]


def h(level: int, words: str, more: str = "") -> str:
    return f'<text:h text:outline-level="{level}" {more}>{words}</text:h>'


def test_headings_are_numbered_by_the_outline() -> None:
    body = h(1, "a") + h(2, "b") + h(2, "c") + h(3, "d") + h(1, "e") + h(2, "f")
    assert texts(body, "", OUTLINE) == ["1 a", "1.1 b", "1.2 c", "d", "2 e", "2.1 f"]


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        ('text:is-list-header="true"', "a"),
        ('text:style-name="Ohne"', "a"),
        ('text:start-value="5"', "5 a"),
    ],
)
def test_headings_may_differ(more: str, wanted: str) -> None:
    assert texts(h(1, "a", more), "", OUTLINE) == [wanted]


def test_headings_within_lists_have_the_number_of_the_list() -> None:
    assert texts(listed(item(h(1, "a")), item(h(1, "b"))), STYLES, OUTLINE) == ["1. a", "2. b"]
    outline = listed(item(h(1, "a"), sub(item(h(2, "b")))), more='text:style-name="Outline"')
    assert texts(outline, STYLES, OUTLINE) == ["1 a", "1.1 b"]


@pytest.mark.parametrize(
    ("start", "figure", "format"),
    [("28", "bb", "a"), ("4", "IV", "I"), ("99999", "99999", "i"), ("0", "0", "a"), ("x", "0", "1")],
)
def test_figures(start: str, figure: str, format: str) -> None:  # noqa: A002 - the word of the field
    style = f'<text:list-style style:name="F">{NUMBER.format(1, format, "")}</text:list-style>'
    body = listed(item(p("a"), more=f'text:start-value="{start}"'), more='text:style-name="F"')
    assert texts(body, style) == [f"{figure} a"]
