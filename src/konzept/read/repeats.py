"""A measure that stands in an overview, a rating or a schedule as well is one measure; what differs there is told.

Evidence is a whole table or list: most of what it names stands elsewhere with more beside it. Two measures of the same words under
two goals are two measures.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from konzept.model import Kind
from konzept.read.blocks import Table, words_of
from konzept.read.draft import Draft, printed
from konzept.read.levels import stands_out
from konzept.read.values import beside
from konzept.read.writing import Writing
from konzept.wording import fold, line

SHARE = 0.6  # of an overview's rows that stand elsewhere
ALIKE, ALIKE_BY_NUMBER = 0.9, 0.45
GLANCE = 100  # what one look at a measure costs, in pairs of letters
TIRED = "So viele Maßnahmen klingen hier ähnlich, dass nicht alle auf Wiederholungen geprüft wurden; bitte prüfen Sie sie selbst."
BEGINNING = 16  # letters by which a title without its number is looked up
STEM = 6  # letters by which two words are akin


@dataclass(slots=True)
class Patience:
    """How many pairs of letters may still be compared: among thousands of measures that all sound alike there is no end."""

    left: int = 30_000_000

    def has(self, effort: int) -> bool:
        """Whether there is patience for that; then it is spent."""
        self.left -= effort
        return self.left >= 0


@dataclass(slots=True, eq=False)
class _Named:
    """A measure with what stands above it, and its words folded once."""

    draft: Draft
    parent: Draft
    words: str
    title: str
    worth: int

    @property
    def number(self) -> str:
        """The number without the letters before it, so that "M 1.2" is "1.2"."""
        return (self.draft.number or "").lstrip("MPmp .-")


def join_repeats(w: Writing) -> None:
    """Takes the rows of overviews out of the tree; each is told at the measure it repeats."""
    named = list(_all(w.root))
    groups: dict[tuple[str, int], list[_Named]] = defaultdict(list)
    for each in named:
        groups[_where(w, each)].append(each)
    if len(groups) < 2:
        return
    gone: set[int] = set()
    patience = Patience()
    numbers, titles = Counter(each.number for each in named), Counter(each.title[:BEGINNING] for each in named)
    for group in groups.values():
        if not (_may_repeat(group, numbers, titles) or _is_listed(w, group)):
            continue
        if not patience.has(len(named) * GLANCE):
            break
        inside = {id(each) for each in group}
        others = [each for each in named if id(each) not in inside and id(each.draft) not in gone]
        listed = _is_overview(w, group, others)
        pairs = _repeats(group, others, patience, listed=listed)
        joined = {id(pair[0]) for pair in pairs}
        rest = [each for each in group if id(each) not in joined]
        again = _in_other_words(rest, len(pairs), others, patience) if listed else []
        _join(w, pairs)
        _leave_out(w, again)
        if pairs or again:
            _ask(w, [each for each in rest if each not in again])
        elif listed:
            _doubt(w, group)
        gone |= {id(each.draft) for each in [*(each for each, _ in pairs), *again]}
    if patience.left < 0:
        w.remark(None, named[0].draft.place, "unsure", TIRED)
    if gone:
        _prune(w)


def _all(parent: Draft) -> Iterator[_Named]:
    for child in parent.children:
        if child.kind is Kind.MEASURE:
            words = fold(child.words)
            worth = 3 * len(beside(child)) + min(len(words) // 80, 4) + bool(child.title and child.texts)
            yield _Named(child, parent, words, fold(child.title or "") or words, worth)
        yield from _all(child)


def _where(w: Writing, each: _Named) -> tuple[str, int]:
    """What a measure stands in together with others: its table, or the list below its part."""
    block = min(each.draft.blocks, default=-1)
    if block >= 0 and isinstance(w.document.blocks[block], Table):
        return "table", block
    return "list", id(each.parent)


def _may_repeat(group: list[_Named], numbers: Counter[str], titles: Counter[str]) -> bool:
    """Whether most of a group has its number or the beginning of its title in common with one that stands elsewhere."""
    own = Counter(each.number for each in group), Counter(each.title[:BEGINNING] for each in group)
    met = [
        titles[each.title[:BEGINNING]] > own[1][each.title[:BEGINNING]]
        or (bool(each.number) and numbers[each.number] - own[0][each.number] == 1)
        for each in group
    ]
    return len(group) > 1 and sum(met) >= SHARE * len(group)


_LISTS = re.compile(
    r"übersicht|überblick|bewertung|rangliste|priorisierung|zeitplan|zeitschiene|kostenplan|liste\b|tabellarisch",
    re.IGNORECASE,
)


def _is_overview(w: Writing, group: list[_Named], others: list[_Named]) -> bool:
    """Whether a table or list stands under a heading that says "overview" and names no more than stands elsewhere."""
    bare = all(each.draft.record or not beside(each.draft) for each in group)
    if len(group) > len(others) or len(group) < 2 or not bare:
        return False
    if sum(each.worth for each in group) * len(others) >= sum(each.worth for each in others) * len(group):
        return False
    return _is_listed(w, group)


def _is_listed(w: Writing, group: list[_Named]) -> bool:
    """Whether a group stands under a heading such as "Übersicht der Maßnahmen"."""
    table = min((min(each.draft.blocks, default=-1) for each in group), default=-1)
    if table < 1:
        return False
    heads = (block for block in reversed(w.document.blocks[max(0, table - 4) : table]) if stands_out(block))
    return bool(_LISTS.search(words_of(next(heads, w.document.blocks[table - 1]))))


def _leave_out(w: Writing, rest: list[_Named]) -> None:
    """Rows of an overview that name their measures in words of their own."""
    _take_out(rest)
    if rest:
        words = " · ".join(" ".join([each.draft.words, *map(line, beside(each.draft))]) for each in rest)
        w.remark(
            None, rest[0].draft.place, "left_out", f"Nicht übernommen (Übersicht, die Maßnahmen wiederholt): „{words}“."
        )


def _in_other_words(rest: list[_Named], pairs: int, others: list[_Named], patience: Patience) -> list[_Named]:
    """Of an overview's rows that are found nowhere by their words those that are meant all the same, [] where most stand only here.

    A number that nothing else bears is a measure of its own. Without numbers, the rows must be about as many as the measures
    elsewhere and most have a word in common with one of them.
    """
    numbers = Counter(other.number for other in others if other.number)
    telling = max(numbers.values(), default=0) == 1
    known = [each for each in rest if telling and each.number in numbers]
    own = {id(each) for each in rest if telling and each.number and each.number not in numbers}
    akin: list[_Named] = []
    if 2 * (len(rest) + pairs) >= len(others):
        words = "\n".join(other.words for other in others)
        open_ = [each for each in rest if not (telling and each.number)]
        akin = [each for each in open_ if patience.has(len(words) // GLANCE) and _is_akin(each, words)]
    if pairs + len(known) + len(akin) < SHARE * (len(rest) + pairs):
        return []
    return [each for each in rest if id(each) not in own]


def _is_akin(each: _Named, words: str) -> bool:
    """Whether a long word of a title stands in other words too: "Formulare", "Antragsformulare"."""
    return any(word[:STEM] in words for word in each.title.split() if len(word) >= STEM - 1)


def _doubt(w: Writing, group: list[_Named]) -> None:
    sentence = f"Diese {len(group)} Maßnahmen stehen unter „Übersicht“ und sonst nirgends; sie wurden gelesen wie andere auch, bitte prüfen."
    w.remark(group[0].draft, group[0].draft.place, "unsure", sentence)


def _ask(w: Writing, rest: list[_Named]) -> None:
    for each in rest:
        words = line(each.draft.words)[:80]
        sentence = f"„{words}“ steht nur in dieser Übersicht; bitte prüfen, ob es eine Maßnahme ist."
        w.remark(each.draft, each.draft.place, "unsure", sentence)


def _repeats(
    group: list[_Named], others: list[_Named], patience: Patience, *, listed: bool
) -> list[tuple[_Named, _Named]]:
    """Each row of an overview with the measure it repeats, [] where the group is none."""
    if len(group) < 2 or not others:
        return []
    numbers: dict[str, list[_Named]] = defaultdict(list)
    titles: dict[str, list[_Named]] = defaultdict(list)
    for other in others:
        numbers[other.number].append(other)
        titles[other.title[:BEGINNING]].append(other)
    telling = _are_telling(numbers)
    known = telling and _known_by_number(group, numbers)
    pairs = []
    for each in group:
        near = [other for other in numbers[each.number] if each.number]
        found = (
            near[0]
            if known and near
            else _best(each, [*(near if telling and len(near) == 1 else []), *titles[each.title[:BEGINNING]]], patience)
        )
        if found is not None:
            pairs.append((each, found))
    poorer = sum(each.worth for each, _ in pairs) < sum(other.worth for _, other in pairs)
    return pairs if listed or (poorer and len(pairs) >= SHARE * len(group)) else []


def _are_telling(numbers: dict[str, list[_Named]]) -> bool:
    """Whether numbers tell measures apart: "1.2.3" or running ones do, those that begin anew below each goal do not."""
    single = sum(len(named) == 1 for number, named in numbers.items() if number)
    return single * 10 >= 9 * sum(bool(number) for number in numbers)


def _known_by_number(group: list[_Named], numbers: dict[str, list[_Named]]) -> bool:
    """Whether numbers tell measures apart in this document and a bare list uses them, whatever it calls the measures."""
    bare = not any(each.draft.responsible or each.draft.terms or each.draft.texts[1:] for each in group)
    own = [each.number for each in group]
    return (
        bare
        and len(group) > 2
        and all(own)
        and len(set(own)) == len(own)
        and sum(len(numbers.get(number, ())) == 1 for number in own) * 10 >= 9 * len(own)
    )


def _best(each: _Named, others: list[_Named], patience: Patience) -> _Named | None:
    likely = (other for other in others if other.worth >= each.worth and patience.has(GLANCE))
    scored = [(likeness, other) for other in likely if (likeness := _likeness(each, other, patience))]
    return max(scored, key=lambda pair: (pair[0], pair[1].worth))[1] if scored else None


def _likeness(one: _Named, other: _Named, patience: Patience) -> float:
    """0 where they are two; else how alike their words are."""
    same = bool(one.number) and one.number == other.number
    if len(one.title) < 8 or (one.number and other.number and not same):
        return 0
    if one.title in {other.title, other.words} or (len(one.title) > 20 and other.words.startswith(one.title)):
        return 1
    if not patience.has(len(one.title) * len(other.title)):
        return 0
    matcher = SequenceMatcher(None, one.title, other.title, autojunk=False)
    least = ALIKE_BY_NUMBER if same else ALIKE
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0
    found = matcher.ratio()
    return found if found >= least else 0


def _join(w: Writing, pairs: list[tuple[_Named, _Named]]) -> None:
    for each, other in pairs:
        told = _told(each.draft, other.draft)
        name = other.draft.label or other.draft.number or (other.draft.title or other.draft.words)[:60]
        differs = f" Dort steht anderes: {told}." if told else ""
        sentence = f"„{name}“ ist hier noch einmal genannt und wurde als eine Maßnahme gelesen.{differs}"
        w.remark(other.draft, each.draft.place, "repaired", sentence)
        other.draft.blocks |= each.draft.blocks
        other.draft.marks += each.draft.marks
    _take_out([each for each, _ in pairs])


def _take_out(gone: list[_Named]) -> None:
    """Takes measures out of the tree."""
    drafts = {each.draft for each in gone}
    for parent in {each.parent for each in gone}:
        parent.children = [child for child in parent.children if child not in drafts]


def _told(repeat: Draft, own: Draft) -> str:
    """What the repetition says otherwise; who and when stay as the measure has them, other values it lacks are taken over."""
    told = []
    if fold(repeat.words) not in fold(own.words):
        told.append(f"Titel „{repeat.words}“")
    for name, here, there in (
        ("Zuständigkeit", repeat.responsible, own.responsible),
        ("Beteiligte", repeat.partners, own.partners),
        ("Termin", repeat.terms, own.terms),
    ):
        told += _differs(name, here, there)
    for label, parts in repeat.fields.items():
        told += _differs(label, parts, own.fields.setdefault(label, [*parts]))
    return ", ".join([*told, *(f"„{line(step)}“" for step in repeat.steps)])


def _differs(name: str, here: list[str], there: list[str]) -> list[str]:
    if not here or fold(printed(here)) == fold(printed(there)):
        return []
    return [f"{name} „{line(printed(here))}“"]


def _prune(w: Writing) -> None:
    """Areas and goals that an overview named once more have nothing below them any more."""
    parts = [(parent, child) for parent in w.root.walk() for child in parent.children]
    names = Counter(name for _, child in parts for name in _names(child))
    gone = set()
    for _, child in parts:
        bare = not (child.children or child.texts or beside(child))
        if bare and child.kind in {Kind.AREA, Kind.GOAL} and any(names[name] > 1 for name in _names(child)):
            names.subtract(_names(child))
            gone.add(child)
            words = f"{child.label or ''} {child.title or ''}"
            w.remark(None, child.place, "left_out", f"Nicht übernommen (Übersicht): „{words}“.")
    for parent in {parent for parent, child in parts if child in gone}:
        parent.children = [child for child in parent.children if child not in gone]


def _names(draft: Draft) -> list[tuple[Kind, str, str]]:
    """By what another part of the same kind is known to be the same: title or number."""
    return [
        (draft.kind, "title", fold(draft.title or "")),
        *([(draft.kind, "number", draft.number)] if draft.number else []),
    ]
