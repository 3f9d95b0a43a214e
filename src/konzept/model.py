"""The concept as a value: frozen trees in document order; each element has a uid that outlives its number and wording.

The fields are those of concept.schema.json, one to one; `konzept.canonical` writes and reads that form.
Tuples stand where the JSON has arrays; an absent text is None, never "".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Problem(ValueError):
    """What a user can mend: one German sentence that says what is wrong, where, and what to do."""


class Kind(StrEnum):
    """What an element is (Leitbild, Leitsatz, Leitziel, Handlungsfeld, Handlungsziel, Maßnahme; chapter and text hold the rest)."""

    CHAPTER = "chapter"
    TEXT = "text"
    MISSION = "mission"
    PRINCIPLE = "principle"
    GUIDING_GOAL = "guiding_goal"
    AREA = "area"
    GOAL = "goal"
    MEASURE = "measure"


class Role(StrEnum):
    """What a holder of a responsibility does: Federführung, in Zusammenarbeit mit, mit Unterstützung durch, Finanzierung."""

    LEAD = "lead"
    PARTNER = "partner"
    SUPPORT = "support"
    FUNDING = "funding"


class TimingKind(StrEnum):
    """How a term runs (Termin)."""

    ONGOING = "ongoing"
    RECURRING = "recurring"
    DEADLINE = "deadline"
    PERIOD = "period"
    MILESTONES = "milestones"
    HORIZON = "horizon"
    ON_DEMAND = "on_demand"
    CONDITIONAL = "conditional"
    REFERENCE = "reference"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Holder:
    """One organisation named in a responsibility."""

    name: str
    role: Role
    specifier: str | None = None


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Zuständigkeit: the cell verbatim, and who is meant by it."""

    verbatim: str
    holders: tuple[Holder, ...] = ()


@dataclass(frozen=True, slots=True)
class Milestone:
    """One step of a term with its last day (YYYY-MM-DD) where one is given."""

    label: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Timing:
    """Termin: the words verbatim, and their meaning. Dates are YYYY-MM-DD, `every` is an ISO 8601 duration."""

    verbatim: str
    inherited: bool = False
    kind: TimingKind = TimingKind.UNCLEAR
    start: str | None = None
    due: str | None = None
    every: str | None = None
    months: tuple[int, ...] = ()
    milestones: tuple[Milestone, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its printed mark and its text."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where an element stood in the document it was read from, and how sure the reader was (0 to 1)."""

    place: str | None = None
    certainty: float | None = None


NO_FIELDS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Element:
    """One part of a concept with everything below it."""

    uid: str
    kind: Kind
    number: str | None = None
    label: str | None = None
    title: str | None = None
    text: str | None = None
    responsibility: Responsibility | None = None
    timing: Timing | None = None
    fields: Mapping[str, str] = field(default_factory=lambda: NO_FIELDS)
    contested: bool = False
    source: Source | None = None
    notes: tuple[Note, ...] = ()
    children: tuple[Element, ...] = ()

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class EditionMark:
    """What the cover says of the edition: label verbatim, ordinal (0 = Erstfassung), dates as YYYY-MM-DD."""

    label: str | None = None
    ordinal: int | None = None
    date: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None


@dataclass(frozen=True, slots=True)
class DroppedMeasure:
    """An entry of the appendix of dropped measures (entfallene Maßnahmen)."""

    text: str
    uid: str | None = None
    number: str | None = None
    goal: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An entry of the list of abbreviations."""

    short: str
    long: str


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept text, whole."""

    title: str
    elements: tuple[Element, ...] = ()
    language: str = "de"
    subtitle: str | None = None
    authority: str | None = None
    edition: EditionMark = field(default_factory=EditionMark)
    dropped: tuple[DroppedMeasure, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    sources: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()

    def walk(self) -> Iterator[Element]:
        """All elements in document order."""
        for element in self.elements:
            yield from element.walk()

    def find(self, uid: str) -> Element | None:
        """The element with this uid, or None."""
        return next((element for element in self.walk() if element.uid == uid), None)

    def parents(self) -> dict[str, Element | None]:
        """The uid of each element -> the element it stands under (None at the top)."""
        found: dict[str, Element | None] = dict.fromkeys((element.uid for element in self.elements), None)
        for element in self.walk():
            found.update(dict.fromkeys((child.uid for child in element.children), element))
        return found
