"""A concept as it was meant: what the document says, and how it is printed where that decides what is right."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Measure:
    """One measure. `cells`: meaning → value, for every labelled cell but those of who and when."""

    title: str = ""
    text: str = ""
    mark: str = ""  # as printed: "M 1.1.1", "Maßnahme 2", "Maßnahme (n)", "12a", ""
    number: str = ""
    bullets: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()  # of a cell that holds several
    steps: tuple[str, ...] = ()
    lead: str = ""
    partners: str = ""
    lead_above: bool = False  # the merged cell above holds the lead
    lead_said: str = ""  # "s. o." in place of the lead
    term: str = ""
    term_said: str = ""
    term_own: bool = True  # else it is the goal's
    cells: dict[str, str] = field(default_factory=dict)
    series: tuple[tuple[str, str], ...] = ()  # status by year
    footnote: str = ""
    star: str = ""
    struck: bool = False
    swapped: tuple[str, str] | None = None  # tracked: (words deleted, words put in their place)
    lamps: int = 0  # a value that is only drawn
    nested: tuple[tuple[str, ...], ...] = ()  # a small table within the cell
    short: str = ""  # what overviews call it

    @property
    def wording(self) -> str:
        """Title, text, bullets: what has to be found in the document."""
        return " ".join([each for each in (self.title, self.text) if each] + list(self.parts) + list(self.bullets))


@dataclass(slots=True)
class Goal:
    """A goal; its measures stand under it or under the goals below."""

    title: str
    number: str = ""
    mark: str = ""
    measures: list[Measure] = field(default_factory=list)
    below: list[Goal] = field(default_factory=list)
    text: str = ""
    footnote: str = ""


@dataclass(slots=True)
class Area:
    """An area."""

    title: str
    number: str = ""
    mark: str = ""  # "Handlungsfeld 1", "HF 1", "3.2 Handlungsfeld", "4"
    joint: str = ": "
    intro: tuple[str, ...] = ()
    done: tuple[str, ...] = ()  # what is being done already: no measures
    goals: list[Goal] = field(default_factory=list)

    @property
    def heading(self) -> str:
        """As printed."""
        return f"{self.mark}{self.joint}{self.title}" if self.mark else self.title


@dataclass(slots=True)
class Gone:
    """A measure of the appendix of those dropped."""

    text: str
    goal: str = ""
    reason: str = ""


@dataclass(slots=True)
class Concept:
    """All of it."""

    seed: int
    layout: str
    authority: tuple[str, str]
    place: str
    title: str
    other_title: str = ""
    cover: list[tuple[str, float]] = field(default_factory=list)  # (line, points)
    edition: str = ""  # "" where the cover leaves it open
    years: tuple[int, int] = (2026, 2030)
    areas: list[Area] = field(default_factory=list)
    guiding_word: str = ""
    guiding: list[str] = field(default_factory=list)
    abbreviations: list[tuple[str, str]] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    shown: tuple[str, ...] = ()  # the meanings that have cells, in their order
    form: dict[str, str] = field(default_factory=dict)  # choices of the layout's own
    quirks: frozenset[str] = frozenset()

    def goals(self) -> list[tuple[Area, Goal]]:
        """Every goal with its area, in order, those below after the one above."""
        return [(area, each) for area in self.areas for goal in area.goals for each in (goal, *goal.below)]

    def measures(self) -> list[tuple[Area, Goal, Measure]]:
        """Every measure, the struck-out too."""
        return [(area, goal, measure) for area, goal in self.goals() for measure in goal.measures]
