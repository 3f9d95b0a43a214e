"""A round with three areas, and the law that every filled matrix is held against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from konzept.model import Concept, Element, Kind, Responsibility, Timing
from konzept.read import matrix as back
from konzept.suggestion import QUESTIONS, Form, Suggestion

OWN_QUESTION = "Wer sollte noch mitmachen?"
WORDS = {
    "kurs0001": "Übersicht der Sprachkurse im Landkreis Erlenau führen.",
    "kurs0002": "Sprachkurse mit Kinderbetreuung anbieten, auch am Abend.",
    "lots0001": "Lotsinnen und Lotsen für den Alltag ausbilden und begleiten.",
    "lots0002": "Einen Wegweiser in fünf Sprachen drucken und verteilen.",
    "beru0001": "Sprechstunde zur Anerkennung von Abschlüssen in Talau einrichten.",
    "beru0002": "Betriebe zu Praktika für junge Zugewanderte einladen.",
}
AREAS = {"fld00001": "Sprache", "fld00002": "Alltag", "fld00003": "Beruf"}


def _measure(uid: str, number: str) -> Element:
    return Element(
        uid,
        Kind.MEASURE,
        number=number,
        text=WORDS[uid],
        responsibility=Responsibility("Landratsamt"),
        timing=Timing("2027"),
    )


def _areas() -> tuple[Element, ...]:
    uids = list(WORDS)
    return tuple(
        Element(
            uid,
            Kind.AREA,
            number=str(at),
            title=title,
            children=tuple(_measure(each, f"{at}.{step}") for step, each in enumerate(uids[2 * at - 2 : 2 * at], 1)),
        )
        for at, (uid, title) in enumerate(AREAS.items(), 1)
    )


FORM = Form(
    "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
    "Zweite Runde",
    "Landkreis Erlenau",
    Concept("Integrationskonzept Erlenau", _areas()),
    questions=(*QUESTIONS, OWN_QUESTION),
    organisation="Sprachtreff Erle e. V.",
)


def area_of(uid: str) -> str:
    """The area in which a measure stands."""
    return list(AREAS)[list(WORDS).index(uid) // 2]


@dataclass(slots=True)
class Expected:
    """What somebody said: each text with the element it is about (None = a new proposal), and what must not be heard."""

    said: dict[str, str | None] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    areas: dict[str, str] = field(default_factory=dict)
    unclear: set[str] = field(default_factory=set)


def placed(data: bytes, name: str, form: Form = FORM) -> Sequence[Suggestion]:
    """What a file says, held against its round."""
    return back.place(back.read(data, name), form).suggestions


def words_of(said: Suggestion) -> str:
    """All that a suggestion tells the office."""
    return f"{said.comment}\n{said.proposal}\n{said.responsible}\n{said.wording}\n{said.question}"


def lost(found: Sequence[Suggestion], expected: Expected) -> list[str]:
    """The texts that no suggestion tells."""
    told = "\n".join(words_of(said) for said in found)
    return [text for text in expected.said if text not in told]


def misplaced(found: Sequence[Suggestion], expected: Expected) -> list[str]:
    """The texts on another element than the one they are about, without a doubt."""
    return [
        f"{text}: {said.uid} statt {uid}"
        for said in found
        for text, uid in expected.said.items()
        if text in words_of(said) and said.uid != uid and not said.doubt
    ]


def invented(found: Sequence[Suggestion], expected: Expected) -> list[str]:
    """What was never said, or what was said and taken back."""
    alone = [words_of(said) for said in found if not any(text in words_of(said) for text in expected.said)]
    return alone + [text for text in expected.gone if any(text in words_of(said) for said in found)]


def doubts(found: Sequence[Suggestion], expected: Expected) -> Mapping[str, str]:
    """The doubts nobody expected, by the text they are about."""
    return {
        text: said.doubt
        for said in found
        for text in expected.said
        if text in words_of(said) and said.doubt and text not in expected.unclear
    }
