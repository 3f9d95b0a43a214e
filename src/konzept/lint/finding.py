"""What a rule found, and the concept laid out so that every rule can look at it without walking it again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from konzept.change import name_of
from konzept.model import Concept, Element, Kind
from konzept.wording import line, plain, scanned

SHORT = 50


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: the rule, the element (None for the concept as a whole), where it stands, and one German sentence."""

    rule: str
    uid: str | None
    place: str
    sentence: str


@dataclass(frozen=True)
class Ground:
    """A concept with the element above each one, and all texts of each."""

    concept: Concept

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        return tuple(self.concept.walk())

    @cached_property
    def above(self) -> dict[str, Element | None]:
        return self.concept.parents()

    @cached_property
    def measures(self) -> tuple[Element, ...]:
        return self.of(Kind.MEASURE)

    @cached_property
    def texts(self) -> tuple[tuple[Element | None, str], ...]:
        """Every element with all its text in one piece, without marks; the frame (title, notes) comes last, with None."""
        frame = [self.concept.title, self.concept.subtitle or "", *(note.text for note in self.concept.notes)]
        found = [*((element, "\n".join(texts_of(element))) for element in self.elements), (None, "\n".join(frame))]
        return tuple((element, plain(text)) for element, text in found)

    @cached_property
    def garbled(self) -> tuple[tuple[str, str], ...]:
        """What a scanner garbled, with what it should be."""
        return tuple(scanned("\n".join(text for _, text in self.texts)))

    def of(self, kind: Kind) -> tuple[Element, ...]:
        return tuple(element for element in self.elements if element.kind is kind)

    def lineage(self, element: Element) -> Iterator[Element]:
        """The element and all above it, from near to far."""
        nearest: Element | None = element
        while nearest is not None:
            yield nearest
            nearest = self.above[nearest.uid]

    def finding(self, rule: str, element: Element | None, sentence: str) -> Finding:
        if element is None:
            return Finding(rule, None, "Konzept", sentence)
        return Finding(rule, element.uid, self.place(element), sentence)

    def place(self, element: Element) -> str:
        """Where it stood in the document, else the way down to it: „Handlungsfeld 2, Handlungsziel 2.1“."""
        if element.source and element.source.place:
            return element.source.place
        return ", ".join(name_of(each) for each in [*self.lineage(element)][::-1])


def texts_of(element: Element) -> Iterator[str]:
    """All that is written in an element itself, without what stands below it."""
    yield from filter(None, (element.title, element.text))
    if element.responsibility:
        yield element.responsibility.verbatim
    if element.timing and not element.timing.inherited:
        yield element.timing.verbatim
    yield from element.fields.values()
    yield from (note.text for note in element.notes)


def called(element: Element) -> str:
    """How a sentence names an element: number and first words."""
    name = name_of(element)
    words = line(element.title or element.text or "")
    if not element.number or not words:
        return name
    return f"{name} „{words if len(words) <= SHORT else words[:SHORT].rsplit(' ', 1)[0] + ' …'}“"
