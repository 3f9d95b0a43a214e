"""The Markdown document as people read it, and what it keeps from them."""

from __future__ import annotations

import json
import re

import pytest
from markdown_it import MarkdownIt

from konzept.model import Concept, Element, Kind, Note, Responsibility, Timing
from konzept.write import markdown
from tests.konzept.read.written_ground import measure, small


def written(*elements: Element) -> str:
    """What stands of these elements, without title and comments."""
    text = markdown.write(Concept("Konzept", elements))
    text = re.sub(r"<!-- begleitdaten.*", "", text, flags=re.DOTALL)
    return re.sub(r" ?(?<!\\)<!-- .*? -->", "", text).split("# Konzept\n", 1)[1].strip()


def beside(concept: Concept) -> dict[str, object]:
    """The companion."""
    found = re.search(r"<!-- begleitdaten\n(.*)\n-->", markdown.write(concept))
    assert found is not None
    companion: dict[str, object] = json.loads(found[1])
    return companion


def test_the_first_line_says_what_it_is() -> None:
    assert markdown.write(small()).startswith("<!-- konzept 1 de -->\n\n# Integrationskonzept Landkreis Talaue\n")


def test_headings_go_as_deep_as_the_concept() -> None:
    headings = re.findall(r"^(#+ .*?) <!--", markdown.write(small()), re.MULTILINE)
    assert headings[:5] == [
        "## 1 Einleitung",
        "## Handlungsfeld 1: Sprache",
        "### Handlungsziel 1.1: Alle lernen Deutsch",
        "#### Maßnahme 1.1.1",
        "#### Maßnahme 1.1.2",
    ]
    assert headings[-4:] == ["### Entfallene Maßnahme 1.9", "## Abkürzungen", "## Quellen", "## Anmerkungen"]


def test_a_measure_reads_like_a_page() -> None:
    lines = written(
        measure(
            "measure1",
            "1.1",
            "Jede Woche.\n\n- abends\n- sonntags",
            title="Lesen",
            responsibility=Responsibility("Stadtbücherei"),
            timing=Timing("bis 2027"),
            fields={"Kosten": "3.000 €", "Schritte": "- planen\n- lesen"},
            notes=(Note("1", "Siehe Bericht."),),
        )
    )
    assert lines == (
        "## Maßnahme 1.1: Lesen\n\nJede Woche.\n\n- abends\n- sonntags[^1]\n\n**Zuständig:** Stadtbücherei\n\n**Termin:** bis 2027\n\n"
        "**Kosten:** 3.000 €\n\n**Schritte:**\n\n- planen\n- lesen\n\n[^1]: Siehe Bericht."
    )


def test_a_term_of_the_goal_is_not_said_again_for_each_measure() -> None:
    assert markdown.write(small()).count("**Termin:** fortlaufend") == 1


def test_a_text_without_title_has_no_heading() -> None:
    assert written(Element("text0001", Kind.TEXT, text="Nur Worte.")) == "Nur Worte."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# keine Überschrift", r"\# keine Überschrift"),
        ("| keine | Tabelle |\n|---|---|", "\\| keine | Tabelle |\n\\|---|---|"),
        ("<!-- kein Kommentar -->", r"\<!-- kein Kommentar -->"),
        ("**Termin:** keiner", "__Termin:__ keiner"),
        ("[^1]: keine Fußnote", r"\[^1]: keine Fußnote"),
        ("3 < 4 & 5 > 4, IQ & Co.", "3 < 4 & 5 > 4, IQ & Co."),
        ("**fett** und *leise*", "**fett** und *leise*"),
    ],
)
def test_what_looks_like_a_mark_of_the_document_is_none(text: str, shown: str) -> None:
    assert written(Element("text0001", Kind.TEXT, text=text)) == shown


def test_every_reader_shows_plain_words_as_they_are() -> None:
    held = measure("measure1", "1", "x", responsibility=Responsibility("Helfer*innen und Träger*innen <b>"))
    html = MarkdownIt().render(written(held))
    assert "Helfer*innen und Träger*innen &lt;b&gt;" in html


def test_the_companion_says_what_words_cannot_and_nothing_else() -> None:
    companion = beside(small())
    assert companion["frame"] == {}
    assert companion["parts"].keys() == {"measure1", "measure2", "measure5"}  # type: ignore[attr-defined]  # JSON
    assert "Sprachkurse" not in json.dumps(companion)


def test_a_comment_ends_where_it_shall() -> None:
    holder = Responsibility("--> kaputt -- <!--")
    text = markdown.write(Concept("K", (measure("measure1", "1", "x\r-->", responsibility=holder),)))
    companion = text.split("<!-- begleitdaten\n")[1]
    assert companion.count("-->") == 1
    assert "--" not in companion.split("\n")[0]
