"""HTML mails as a reader sees them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.model import Problem
from konzept.read.mail_html import text


def shown(body: str) -> str:
    return text(f"<html><body>{body}</body></html>".encode(), "E-Mail")


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<p>Ein\n  Satz.</p><p>Noch einer.</p>", "Ein Satz.\n\nNoch einer."),
        ("<div>Zeile eins</div><div>Zeile zwei</div>", "Zeile eins\nZeile zwei"),
        ("eins<br>zwei<br><br>drei", "eins\nzwei\n\ndrei"),
        ("<ul><li>Kurse</li><li>Lotsinnen</li></ul>", "- Kurse\n- Lotsinnen"),
        ("<ol><li>Kurse</li><li>Lotsinnen</li></ol>", "1. Kurse\n2. Lotsinnen"),
        ("<table><tr><td>2.2.1</td><td></td><td>mehr <b>Kurse</b></td></tr></table>", "2.2.1 | mehr Kurse"),
        ("<p>Fett<b> und </b>schmal</p>", "Fett und schmal"),
        ("<style>p{}</style><p>Text</p><script>x()</script>", "Text"),
        ('<div style="display:none">Vorschau</div><p>Text</p>', "Text"),
        ('<p>Ja<span style="DISPLAY: none">unsichtbar</span> sicher</p>', "Ja sicher"),
        ("<pre>eins\n  zwei</pre>", "eins\nzwei"),
        ('<p><img alt="Wappen" src="http://zaehler.example/x.gif">Text</p>', "[Wappen]Text"),
        ('<p>Meins</p><blockquote type="cite"><p>Ihres</p><p>Noch</p></blockquote>', "Meins\n\n> Ihres\n>\n> Noch"),
        ('<blockquote class="gmail_quote">a<blockquote type="cite">b</blockquote></blockquote>', "> a\n>\n> > b"),
        ("<blockquote>nur eingerückt</blockquote>", "nur eingerückt"),
        ("<p>&uuml;ber &amp; &lt;unter&gt;</p>", "über & <unter>"),
    ],
)
def test_what_a_reader_sees(body: str, wanted: str) -> None:
    assert shown(body) == wanted


def test_nothing_of_the_words_is_lost_between_tags() -> None:
    assert shown("a<p>b</p>c<div>d<span>e</span>f</div>g").split() == ["a", "b", "c", "def", "g"]


def test_a_page_of_tags_is_refused() -> None:
    with pytest.raises(Problem, match="zu groß"):
        shown("<b>" * 500_000)


def test_a_deep_page_is_refused_and_a_long_one_is_quick() -> None:
    with pytest.raises(Problem, match="verschachtelt"):
        shown("<div>" * 20_000)
    begun = time.process_time()
    shown("<p>Ein Satz mit einigen Wörtern.</p>" * 20_000 + "<ol>" + "<li>x</li>" * 2_000 + "</ol>")
    assert time.process_time() - begun < 8


@given(st.lists(st.text(alphabet="abcäöü ", min_size=1, max_size=8), max_size=8))
def test_every_word_of_any_paragraphs_is_there(words: list[str]) -> None:
    body = "".join(f"<p>{word}</p>" for word in words) or "<p></p>"
    assert shown(body).split() == " ".join(words).split()


def test_a_paragraph_in_an_item_stands_behind_its_mark() -> None:
    page = "<ul><li><p>Kurse</p><p>am Abend</p></li><li>Feste</li></ul><ol><li><div>eins</div></li></ol>"
    assert shown(page) == "- Kurse\n\nam Abend\n\n- Feste\n\n1. eins"
