"""Template tags: dates as people write them, restricted Markdown, differences in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import resolve
from django.utils.html import escape
from hypothesis import given, settings
from hypothesis import strategies as st

from konzept.model import Kind
from werkstatt.authorities.models import Authority
from werkstatt.ui.templatetags import ui


def rendered(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


@dataclass(frozen=True)
class Piece:
    op: str
    text: str


PIECES = (Piece("=", "Kurse "), Piece("-", "am <Morgen>"), Piece("+", "am Abend\nund online"), Piece("=", "."))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2026, 3, 4), "4. März 2026"),
        ("2026-12-31", "31. Dezember 2026"),
        (datetime(2026, 6, 30, 22, 30, tzinfo=UTC), "1. Juli 2026"),
        (None, ""),
        ("", ""),
    ],
)
def test_days_are_written_in_german(value: date | str | None, expected: str) -> None:
    assert rendered("{{ value|day }}", value=value) == expected


def test_clock_is_local_time() -> None:
    assert rendered("{{ value|clock }}", value=datetime(2026, 1, 4, 17, 5, tzinfo=UTC)) == "4. Januar 2026, 18:05 Uhr"
    assert rendered("{{ value|clock }}", value=None) == ""


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, "0 Rückmeldungen"), (1, "1 Rückmeldung"), (4, "4 Rückmeldungen"), (12840, "12.840 Rückmeldungen")],
)
def test_plural(count: int, expected: str) -> None:
    assert rendered("{{ count|plural:'Rückmeldung,Rückmeldungen' }}", count=count) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ein **starker** Satz.", "<p>Ein <strong>starker</strong> Satz.</p>"),
        ("- eins\n- zwei", "<ul>\n<li>eins</li>\n<li>zwei</li>\n</ul>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("[Netz](javascript:alert(1))", "<p>[Netz](javascript:alert(1))</p>"),
        ("# keine Überschrift", "<p># keine Überschrift</p>"),
        ("![Bild](https://fremd.example/x.png)", None),
        ("Fußnote[^3]", "<p>Fußnote<sup>3</sup></p>"),
        ("erste\nzweite", "<p>erste<br>\nzweite</p>"),
        ("", ""),
        (None, ""),
    ],
)
def test_markdown_is_restricted(text: str | None, expected: str | None) -> None:
    html = rendered("{% markdown text %}", text=text).strip()
    assert "<img" not in html
    assert "<script" not in html
    if expected is not None:
        assert html == expected


def test_links_lead_out_without_telling_where_from() -> None:
    html = rendered("{{ text|line }}", text="Mehr beim [Kreis](https://kreis.example)")
    assert html == 'Mehr beim <a href="https://kreis.example" rel="noopener noreferrer">Kreis</a>'


def test_a_title_without_marks() -> None:
    assert rendered("{{ text|plain }}", text="**Sprache** & Bildung") == "Sprache &amp; Bildung"


def test_differences_are_marks_and_words_and_escaped() -> None:
    html = rendered("{{ pieces|worddiff }}", pieces=PIECES)
    assert "<del>" in html
    assert "gestrichen: </span>am &lt;Morgen&gt;" in html
    assert "eingefügt: </span>am Abend<br>und online" in html
    assert html.endswith(".")


def test_each_side_shows_its_own() -> None:
    assert "Abend" not in rendered("{{ pieces|olddiff }}", pieces=PIECES)
    assert "Morgen" not in rendered("{{ pieces|newdiff }}", pieces=PIECES)


def test_every_kind_has_its_german_word() -> None:
    assert {ui.kind(each) for each in Kind} >= {"Handlungsfeld", "Maßnahme", "Ziel"}


def test_an_address_that_does_not_exist_is_empty() -> None:
    assert rendered("{% address 'nirgends:nichts' 7 as x %}[{{ x }}]") == "[]"
    assert rendered("{% address 'live' %}") == "/health/live"


def test_crumbs_end_with_this_page() -> None:
    html = rendered("{% crumbs 'Beteiligung' '/b/' 'Runde 1' %}")
    assert '<a href="/b/">Beteiligung</a>' in html
    assert '<bdi aria-current="page">Runde 1</bdi>' in html


def test_bars_are_a_table_and_as_long_as_their_numbers() -> None:
    rows = [{"name": "Sprache", "done": 5, "total": 20, "href": "/s/"}, {"name": "Arbeit", "done": 10, "total": 10}]
    html = rendered("{% bars rows 'Stand' 'Feld' 'beantwortet' %}", rows=rows)
    assert "<caption>Stand</caption>" in html
    assert "5 von 20" in html
    assert '<rect class="wk-bars__done" width="25.0"' in html
    assert '<rect class="wk-bars__rest" width="50.0"' in html
    assert "style=" not in html


def test_bars_of_nothing_divide_by_nothing() -> None:
    assert "0 von 0" in rendered("{% bars rows 'a' 'b' 'c' %}", rows=[{"name": "x", "done": 0, "total": 0}])


def test_icons_say_nothing() -> None:
    assert rendered("{% icon 'info' %}") == '<span class="kern-icon kern-icon--info" aria-hidden="true"></span>'


@pytest.mark.parametrize(
    ("path", "name", "current"),
    [("/werkstatt/x/", "Schreibtisch", "page"), ("/werkstatt/x/netzwerk/gremium/", "Netzwerk", "true")],
)
def test_the_office_marks_where_one_is(rf: RequestFactory, path: str, name: str, current: str) -> None:
    request = rf.get(path)
    request.resolver_match = resolve(path)
    html = rendered("{% office_nav %}", request=request, authority=Authority(name="X", slug="x"))
    assert f'aria-current="{current}">{name}</a>' in html
    assert html.count("aria-current") == 1


# --- laws ------------------------------------------------------------------------------------------------------------

HOSTILE = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from(
            [
                "<script>",
                "</p>",
                "<img src=x onerror=y>",
                "](javascript:x)",
                "[a](",
                "`",
                "**",
                "&lt;",
                "<!--",
                "\n\n",
                "- ",
                "|",
                "[^1]",
            ]
        ),
        max_size=12,
    ).map("".join),
)
TAGS = re.compile(r"</?([a-z0-9]+)")
ATTRIBUTES = re.compile(r"<[a-z0-9]+ ([a-z-]+)=")


@given(HOSTILE)
@settings(max_examples=150, deadline=None)
def test_whatever_a_text_holds_only_harmless_tags_come_out(text: str) -> None:
    for html, allowed in ((ui.blocks(text), ui.BLOCK_TAGS), (ui.inline(text), ui.INLINE_TAGS)):
        assert set(TAGS.findall(html)) <= allowed
        assert set(ATTRIBUTES.findall(html)) <= {"href", "start"}
        assert not re.search(r'href="(?!https?:|mailto:|[^:"]*")', html)


@given(HOSTILE, st.sampled_from(["=", "-", "+"]))
def test_a_difference_shows_every_word_and_no_tag_of_them(text: str, op: str) -> None:
    html = ui.marked(Piece(op, text))
    shown = re.sub(r"<span[^>]*>.*?</span>", "", html) if op != "=" else html
    assert set(TAGS.findall(html)) <= {"ins", "del", "span", "br"}
    assert unescape(re.sub(r"</?(?:ins|del)>", "", shown).replace("<br>", "\n")) == unescape(str(escape(text)))


@given(st.dates())
def test_a_day_reads_back_as_itself(value: date) -> None:
    number, month, year = ui.day(value).split(" ")
    assert date(int(year), ui.MONTHS.index(month) + 1, int(number.rstrip("."))) == value
    assert ui.day(value.isoformat()) == ui.day(value)


@given(st.integers(0, 10**12))
def test_a_number_reads_back_as_itself(value: int) -> None:
    assert int(ui.number(value).replace(".", "")) == value
    assert all(len(group) == 3 for group in ui.number(value).split(".")[1:])


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), max_size=6))
def test_bars_are_never_longer_than_the_picture(rows: list[tuple[int, int]]) -> None:
    given_ = [{"name": "x", "done": min(pair), "total": max(pair)} for pair in rows]
    for row in ui.bars(given_, "a", "b", "c")["rows"]:
        assert 0 <= float(row["done"]) <= float(row["width"]) <= 100
        assert 0 <= row["percent"] <= 100


@pytest.mark.parametrize(
    ("href", "stays"),
    [
        ("https://kreis.example/a?b=c&d=e", True),
        ("http://kreis.example", True),
        ("mailto:alma@erlenau.example", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("vbscript:x", False),
        ("file:///etc/passwd", False),
    ],
)
def test_links_lead_to_the_web_and_to_mail_alone(href: str, *, stays: bool) -> None:
    for html in (ui.blocks(f"[Wort]({href})"), ui.inline(f"[Wort]({href})")):
        assert ("<a " in html) is stays
        assert "Wort" in html


@pytest.mark.parametrize("text", ["{{ 7|add:7 }}", "{% debug %}", "{# still #}"])
def test_a_text_is_no_template(text: str) -> None:
    assert rendered("{% markdown text %}", text=text).strip() == f"<p>{text}</p>"


@pytest.mark.parametrize("name", ["a <b>", '"><i>', "\u202eabc"])
def test_crumbs_and_bars_say_names_as_words(name: str) -> None:
    html = rendered("{% crumbs name '/x/' 'hier' %}", name=name)
    html += rendered("{% bars rows 'a' 'b' 'c' %}", rows=[{"name": name, "done": 1, "total": 2}])
    assert "<b>" not in html
    assert "<i>" not in html
    assert html.count(str(escape(name))) == 2


@pytest.mark.parametrize(("level", "look"), [("error", "danger"), ("success", "success"), ("anders", "info")])
def test_every_level_has_a_look(level: str, look: str) -> None:
    assert ui.alert(level) == look
