"""Minutes (Ergebnisprotokoll) of what was said: sorted by area, element and question, uncommented, repeats and differing views kept, no names.

    made = minutes(concept, statements, QUESTIONS, Arrangement.QUESTIONS, title="Ergebnisprotokoll", author="Landkreis")
    handout.pdf(made)

Two arrangements, as two states hold it: Thüringen's goes by area and question, Sachsen-Anhalt's lays a table under each
element. `dumps` and `loads` are the statements' sealed form.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from textwrap import shorten

from konzept.change import name_of
from konzept.model import Concept, Element, Kind
from konzept.suggestion import Choice, Verdict, choices
from konzept.wording import escape, fold, line
from konzept.write.handout_parts import Block, Handout, Heading, Items, Sheet, Words

PREFACE = "Die Aussagen stehen hier sortiert und unkommentiert. Mehrfachnennungen und unterschiedliche Ansichten bleiben enthalten."
NOTHING = "Bisher liegt keine Aussage vor."
WHOLE, FRESH, ELSEWHERE, FURTHER = "Zum ganzen Thema", "Neue Vorschläge", "Ohne Handlungsfeld", "Weitere Aussagen"
WORDLESS = "ohne weitere Worte"
LONGEST_NAME = 160  # letters of an element's wording in a heading


class Arrangement(StrEnum):
    """Gliederung: by questions within each area (Thüringen), or a table under each element (Sachsen-Anhalt)."""

    QUESTIONS = "fragen"
    TABLES = "tabellen"


@dataclass(frozen=True, slots=True)
class Statement:
    """Aussage: one thing said, as it may be read outside. `uid` "" = about no element there is; `topic` = of a table without an area."""

    text: str = ""
    uid: str = ""
    area: str = ""
    topic: str = ""
    verdict: str = ""
    question: str = ""
    proposal: str = ""
    responsible: str = ""

    @property
    def answers(self) -> str:
        """Which question it answers; "" = none."""
        return self.verdict or self.question


@dataclass(frozen=True, slots=True)
class Mention:
    """Nennung: a statement and how often it came in the same words."""

    statement: Statement
    count: int


@dataclass(frozen=True, slots=True)
class Place:
    """Stelle: an element, or the whole of an area, with all that was said about it."""

    name: str
    statements: tuple[Statement, ...]


def dumps(statements: Iterable[Statement]) -> str:
    """The statements as canonical JSON: the same statements give the same text."""
    return json.dumps([asdict(each) for each in statements], ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def loads(text: str) -> tuple[Statement, ...]:
    """And back."""
    return tuple(Statement(**each) for each in json.loads(text))


def mentions(statements: Iterable[Statement]) -> list[Mention]:
    """Statements whose words are the same but for case and blanks are one with its count; in the order in which they came."""
    found: dict[tuple[str, ...], list[Statement]] = {}
    for each in statements:
        said = (each.answers, fold(each.text), fold(each.proposal), fold(each.responsible))
        found.setdefault(said, []).append(each)
    return [Mention(same[0], len(same)) for same in found.values()]


def sorted_by_place(concept: Concept, statements: Iterable[Statement]) -> list[tuple[str, list[Place]]]:
    """Areas in the order of the concept with their places, then tables' own topics, then what belongs to no area."""
    order = _order(concept)
    known = set(order)
    shelves: dict[tuple[int, str], dict[tuple[int, str], list[Statement]]] = {}
    for each in statements:
        uid = each.uid if each.uid in known else ""
        area = order[uid][0] if uid else each.area if each.area in known else ""
        shelf = (order[area][1], area) if area else (len(known), each.topic)
        place = (order[uid][1], uid) if uid else (len(known) + 1, FRESH if area else WHOLE)
        shelves.setdefault(shelf, {}).setdefault(place, []).append(each)
    last = (len(known), "")
    return [
        (
            _shelf_name(concept, shelf, known),
            [Place(_place_name(concept, uid, known, shelf), tuple(said)) for (_, uid), said in sorted(places.items())],
        )
        for shelf, places in sorted(shelves.items(), key=lambda item: (item[0] == last, item[0]))
    ]


def _order(concept: Concept) -> dict[str, tuple[str, int]]:
    """Uid -> (the area it stands in or "", where in the document)."""
    areas = {
        below.uid: element.uid for element in concept.walk() if element.kind is Kind.AREA for below in element.walk()
    }
    return {element.uid: (areas.get(element.uid, ""), index) for index, element in enumerate(concept.walk())}


def _shelf_name(concept: Concept, shelf: tuple[int, str], known: set[str]) -> str:
    place, key = shelf
    if place < len(known):
        return named(concept, key)
    return key or ELSEWHERE


def _place_name(concept: Concept, key: str, known: set[str], shelf: tuple[int, str]) -> str:
    if key == shelf[1]:
        return WHOLE
    return named(concept, key) if key in known else key


def named(concept: Concept, uid: str) -> str:
    """An element by name and words, as the concept itself calls it: „Maßnahme 1 (Ziel 1.1): Übersicht der Sprachkurse“."""
    element = concept.find(uid)
    if element is None:
        return FRESH
    name, words = _called(element), _words_of(element)
    above = concept.parents()[uid]
    counted_anew = element.kind is Kind.MEASURE and element.number and "." not in element.number
    if counted_anew and above and above.kind is Kind.GOAL and above.number:
        name = f"{name} ({_called(above)})"
    return f"{name}: {words}" if words and element.number and words not in name else name


def _called(element: Element) -> str:
    label, number = element.label, element.number
    return f"{label} {number}" if label and number and number not in label else name_of(element)


def _words_of(element: Element) -> str:
    return shorten(line(element.title or element.text or ""), LONGEST_NAME, placeholder=" …")


def minutes(
    concept: Concept,
    statements: Sequence[Statement],
    questions: Iterable[str],
    arrangement: Arrangement,
    *,
    title: str,
    subtitle: str = "",
    author: str = "",
) -> Handout:
    """The minutes as a handout; tables need the sheet across."""
    asked = choices(questions)
    blocks: list[Block] = [Words(PREFACE, quiet=True)]
    if not statements:
        blocks.append(Words(NOTHING))
    for area, places in sorted_by_place(concept, statements):
        blocks.append(Heading(1, area))
        blocks += _by_question(places, asked) if arrangement is Arrangement.QUESTIONS else _by_place(places)
    across = arrangement is Arrangement.TABLES
    return Handout(title, tuple(blocks), author=author, subtitle=subtitle, landscape=across)


def _by_question(places: Sequence[Place], asked: Sequence[Choice]) -> Iterator[Block]:
    """Each question with what was said to it, place by place."""
    keys = [choice.verdict.value if choice.verdict else choice.question for choice in asked]
    headings = dict(zip(keys, (choice.question for choice in asked), strict=True))
    for key in [*keys, None]:
        told = [(place, [each for each in place.statements if _is_of(each, key, headings)]) for place in places]
        if any(said for _, said in told):
            yield Heading(2, headings[key] if key is not None else FURTHER)
        for place, said in told:
            if said:
                yield Heading(3, place.name)
                yield Items(tuple(_item(each, marked=key is None) for each in mentions(said)))


def _is_of(statement: Statement, key: str | None, asked: dict[str, str]) -> bool:
    return statement.answers == key if key is not None else statement.answers not in asked


def _item(mention: Mention, *, marked: bool) -> str:
    """One line; `marked` = with what it answers, where no heading says it."""
    said = mention.statement
    parts = (
        _word(said) if marked else "",
        said.text,
        f"Vorschlag zum Wortlaut: „{_flat(said.proposal)}“" if said.proposal else "",
        f"Zuständig sein sollte: {said.responsible}" if said.responsible else "",
    )
    told = " – ".join(_flat(part) for part in parts if part)
    return escape(told or WORDLESS) + _times(mention)


def _word(statement: Statement) -> str:
    return Verdict(statement.verdict).german if statement.verdict else statement.question


def _times(mention: Mention) -> str:
    return f" ({mention.count}-mal genannt)" if mention.count > 1 else ""


def _flat(text: str) -> str:
    return " ".join(text.split())


COLUMNS = {
    "Anmerkung": ("",),
    "Änderung": (Verdict.ADJUST.value,),
    "Ergänzung": (Verdict.NEW.value,),
    "Streichung/Bedenken": (Verdict.OUTDATED.value,),
}
RESPONSIBLE = "zuständig"


def _column(statement: Statement) -> str:
    """Where it stands in the table; what praises or answers a question of the round's own is a remark."""
    return next((name for name, verdicts in COLUMNS.items() if statement.verdict in verdicts), "Anmerkung")


def _by_place(places: Sequence[Place]) -> Iterator[Block]:
    """Under each place its table; a column for remarks only where there are any."""
    for place in places:
        used = {_column(each) for each in place.statements}
        columns = [name for name in COLUMNS if name != "Anmerkung" or name in used]
        told = sorted(mentions(place.statements), key=lambda each: columns.index(_column(each.statement)))
        rows = tuple(
            (
                *(_cell(each) if _column(each.statement) == name else "" for name in columns),
                escape(_flat(each.statement.responsible)),
            )
            for each in told
        )
        yield Heading(2, place.name)
        yield Sheet((*columns, RESPONSIBLE), rows, (*(3.0 for _ in columns), 2.0), words=f"Aussagen: {place.name}")


def _cell(mention: Mention) -> str:
    said = mention.statement
    word = _word(said) if _column(said) == "Anmerkung" else ""
    proposal = f"Vorschlag zum Wortlaut: „{_flat(said.proposal)}“" if said.proposal else ""
    told = ": ".join(_flat(part) for part in (word, said.text) if part)
    return escape(" – ".join(part for part in (told, proposal) if part) or WORDLESS) + _times(mention)
