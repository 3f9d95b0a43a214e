"""A small concept as an office has it, texts that try to break a document, and the two formats that come back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any
from unicodedata import normalize

from hypothesis import strategies as st

from konzept.model import (
    Abbreviation,
    Concept,
    DroppedMeasure,
    EditionMark,
    Element,
    Holder,
    Kind,
    Note,
    Responsibility,
    Role,
    Source,
)
from konzept.read import read
from konzept.timing import parse as timing
from konzept.write import docx, markdown
from tests.konzept.strategies import concepts

WRITERS: dict[str, Callable[[Concept], bytes]] = {
    "konzept.md": lambda concept: markdown.write(concept).encode(),
    "konzept.docx": docx.write,
}

HOSTILE = (
    "# Überschrift", "## Handlungsfeld 9: Falsch <!-- area l1 aaaaaaaa -->", "<!--", "-->", "<!-- begleitdaten\n{}\n-->",
    "**Termin:** nie", "__Termin:__ nie", "Termin\t|", "| a | b |\n|---|---|", "[^1]: Fußnote", "[^1]", "[^9]", "\\[^1]", "\\", "\\\\", "\\#",
    "- Punkt", "1. Punkt", "* Punkt\n  - tiefer", "> Zitat", "```\nCode\n```", "~~~", "---", "===", "&lt;!-- --&gt;", "&amp;", "<b>fett</b>",
    "  vorn", "hinten  ", "\t", "a\tb", "a\nb", "a\r\nb", "a\rb", "a\n\n\nb", "\n", " ", "*", "**", "_", "Schüler*innen und Lehrer*innen",
    "`", "[x](javascript:alert)", "[x](https://beispiel.example/a_(b))", "![Bild](bild.png)", "]]>", "<w:p/>", "&#x0;", "\"'<>&", "\u00a0", "\u00ad",
    "\u200b", "\u2028", "\x85", "\ufeff", "\ue0ff", "😀", "Anhang <!-- dropped -->", "Untertitel <!-- subtitle -->", "# ", "#", "–", "Termin", "Strittig",
    "Zuständig", "Entfallene Maßnahme 1", "Abkürzungen", "konzept 1 de", '{"parts": {}}', "- **BAMF:** doch", "a: b", "1.1 Ziel", "Maßnahme 1.1: x",
)  # fmt: skip


def hostile() -> st.SearchStrategy[str]:
    """One to three of these, glued."""
    glue = st.sampled_from(("", " ", "\n", "\n\n"))
    several = st.tuples(st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=3), glue)
    return several.map(lambda drawn: normalize("NFC", drawn[1].join(drawn[0])))


_EXACT = {"uid", "kind", "language", "date", "valid_from", "valid_to", "role", "start", "due", "every", "place"}


@st.composite
def hostile_concepts(draw: st.DrawFn) -> Concept:
    """A whole valid concept in which about half of all texts are hostile."""

    def poisoned(value: Any) -> Any:
        if isinstance(value, str) and not hasattr(value, "value"):
            return draw(hostile()) if draw(st.booleans()) else value
        if isinstance(value, tuple):
            return tuple(poisoned(item) for item in value)
        if isinstance(value, dict) or hasattr(value, "items"):
            return {poisoned(key): poisoned(item) for key, item in value.items()}
        if is_dataclass(value) and not isinstance(value, type):
            names = [each.name for each in fields(value) if each.name not in _EXACT]
            return replace(value, **{name: poisoned(getattr(value, name)) for name in names})
        return value

    found: Concept = poisoned(draw(concepts(most=4)))
    return replace(found, title=f"Konzept{found.title}")  # a document of nothing but space is no document


def again(concept: Concept, name: str) -> Concept:
    """Written and read back."""
    return read(WRITERS[name](concept), name).concept


def measure(uid: str, number: str, text: str, **parts: Any) -> Element:
    return Element(uid, Kind.MEASURE, number=number, label=f"Maßnahme {number}", text=text, **parts)


def small() -> Concept:
    """Two areas, three goals, five measures; a term for a goal, holders, notes, appendices."""
    jobcenter = Responsibility(
        "Jobcenter in Zusammenarbeit mit dem Sportbund",
        (Holder("Jobcenter", Role.LEAD), Holder("Sportbund", Role.PARTNER, "Abteilung Fußball")),
    )
    shared = timing("fortlaufend", inherited=True)
    language = Element(
        "goal0001",
        Kind.GOAL,
        number="1.1",
        label="Handlungsziel 1.1",
        title="Alle lernen Deutsch",
        text="Sprache öffnet **Türen**.\n\n- im Beruf\n- im Verein",
        timing=timing("fortlaufend"),
        children=(
            measure("measure1", "1.1.1", "Sprachkurse am Abend", responsibility=jobcenter, timing=shared),
            measure("measure2", "1.1.2", "Sprachpaten", responsibility=jobcenter, timing=shared, contested=True),
        ),
    )
    read_up = Element(
        "goal0002",
        Kind.GOAL,
        number="1.2",
        label="Handlungsziel 1.2",
        title="Wer liest, gehört dazu",
        children=(
            measure("measure3", "1.2.1", "Bücherbus", timing=timing("bis Ende 2027"), fields={"Kosten": "3.000 €"}),
        ),
    )
    homes = Element(
        "goal0003",
        Kind.GOAL,
        number="2.1",
        label="Handlungsziel 2.1",
        title="Wohnungen finden",
        children=(
            measure("measure4", "2.1.1", "Wohnungslotsen", notes=(Note("1", "Siehe Bericht 2024."),)),
            measure("measure5", "2.1.2", "Mietkurse", source=Source("S. 12", 0.9)),
        ),
    )
    return Concept(
        "Integrationskonzept Landkreis Talaue",
        subtitle="Gemeinsam leben",
        authority="Landkreis Talaue",
        edition=EditionMark("2. Fortschreibung 2026–2029", 2, "2026-03-15", "2026-01-01", "2029-12-31"),
        elements=(
            Element("chapter1", Kind.CHAPTER, number="1", title="Einleitung", text="Worum es geht."),
            Element(
                "area0001",
                Kind.AREA,
                number="1",
                label="Handlungsfeld 1",
                title="Sprache",
                children=(language, read_up),
            ),
            Element("area0002", Kind.AREA, number="2", label="Handlungsfeld 2", title="Wohnen", children=(homes,)),
        ),
        dropped=(DroppedMeasure("Faltblatt", "dropped1", "1.9", "Ziel 1.1", "Das Faltblatt liegt vor."),),
        abbreviations=(Abbreviation("BAMF", "Bundesamt für Migration und Flüchtlinge"),),
        sources=("Bericht 2024",),
        notes=(Note("*", "Alle Angaben geprüft."),),
    )
