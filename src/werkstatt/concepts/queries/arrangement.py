"""What can be done with one element or many of an import at once: which changes that takes, and what it is in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from konzept import responsibility, timing
from konzept.amend import Workpiece
from konzept.change import KIND_NAMES, Change, Dropped, Edited, Moved, name_of
from konzept.model import Concept as Text
from konzept.model import Element, Kind, Problem, Responsibility, Timing
from werkstatt.concepts.queries.corrections import split_up

GONE = "Das gibt es hier nicht mehr; jemand hat es inzwischen gestrichen oder zusammengefügt."
LONGEST_TITLE = 300  # characters; a longer paragraph is no title
TITLED = (Kind.AREA, Kind.CHAPTER)
MANY = {
    Kind.CHAPTER: "Kapitel",
    Kind.TEXT: "Text",
    Kind.MISSION: "Leitbild",
    Kind.PRINCIPLE: "Leitsätze",
    Kind.GUIDING_GOAL: "Leitziele",
    Kind.AREA: "Handlungsfelder",
    Kind.GOAL: "Handlungsziele",
    Kind.MEASURE: "Maßnahmen",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What a deed takes: the changes, each in words beforehand, in one sentence afterwards; where to look then."""

    changes: tuple[Change, ...]
    beforehand: tuple[str, ...]
    said: str
    focus: str


class Bench:
    """A wording under changes that are noted down, and the elements chosen in it (in document order)."""

    def __init__(self, text: Text, uids: Iterable[str]) -> None:
        """Problem where none is chosen, or one is gone."""
        wanted = set(uids)
        self.chosen = [element for element in text.walk() if element.uid in wanted]
        if not wanted:
            raise Problem("Bitte wählen Sie zuerst aus, was gemeint ist.")
        if len(self.chosen) < len(wanted):
            raise Problem(GONE)
        self.text, self.piece = text, Workpiece(text)
        self.changes: list[Change] = []

    def do(self, change: Change) -> None:
        """Make a change and note it."""
        self.piece.apply(change)
        self.changes.append(change)

    def edit(self, uid: str, part: str, new: Any) -> None:
        """Give a field of an element another value."""
        old = getattr(self.piece.own[uid], part)
        if old != new:
            self.do(Edited(uid, part, old, new))

    def move(self, uid: str, parent: str | None, index: int) -> None:
        """Put an element elsewhere."""
        above = self.piece.above[uid]
        self.do(Moved(uid, parent, index, above, self.piece.below[above].index(uid)))

    def drop(self, uid: str) -> None:
        """Take an element away with all below it."""
        above = self.piece.above[uid]
        self.do(Dropped(uid, self.piece.element(uid), above, self.piece.below[above].index(uid)))

    @property
    def tops(self) -> list[Element]:
        """The chosen ones that stand under no other chosen one."""
        below = {each.uid for element in self.chosen for child in element.children for each in child.walk()}
        return [element for element in self.chosen if element.uid not in below]

    def plan(self, beforehand: Iterable[str], said: str) -> Plan:
        """What has been noted."""
        return Plan(tuple(self.changes), tuple(beforehand), said, self.chosen[0].uid)


def become(text: Text, uids: Iterable[str], kind: Kind) -> Plan:
    """The chosen ones are of this kind; what was their label tells another kind, and goes."""
    bench = Bench(text, uids)
    others = [element for element in bench.chosen if element.kind is not kind]
    for element in others:
        bench.edit(element.uid, "kind", kind)
        bench.edit(element.uid, "label", None)
        words = element.text or ""
        if kind in TITLED and not element.title and 0 < len(words) <= LONGEST_TITLE and "\n" not in words:
            bench.edit(element.uid, "title", words)
            bench.edit(element.uid, "text", None)
    if not others:
        raise Problem(f"{name_of(bench.chosen[0])} ist schon {KIND_NAMES[kind]}.")
    beforehand = (f"{name_of(element)} wird {KIND_NAMES[kind]}" for element in others)
    return bench.plan(beforehand, _said(others, f"ist jetzt {KIND_NAMES[kind]}", f"sind jetzt {MANY[kind]}"))


def deeper(text: Text, uids: Iterable[str]) -> Plan:
    """Each stands under the one before it."""
    bench = Bench(text, uids)
    for element in bench.tops:
        above = bench.piece.above[element.uid]
        index = bench.piece.below[above].index(element.uid)
        if index == 0:
            raise Problem(
                f"{name_of(element)} steht schon so tief es geht: Davor steht nichts, unter das es gehören könnte."
            )
        parent = bench.piece.below[above][index - 1]
        bench.move(element.uid, parent, len(bench.piece.below[parent]))
    parents = {element.uid: bench.piece.own[bench.piece.above[element.uid] or ""] for element in bench.tops}
    beforehand = (f"{name_of(element)} kommt unter {name_of(parents[element.uid])}" for element in bench.tops)
    return bench.plan(beforehand, _said(bench.tops, "steht jetzt eine Ebene tiefer", "stehen jetzt eine Ebene tiefer"))


def higher(text: Text, uids: Iterable[str]) -> Plan:
    """Each stands right after the one it stood under."""
    bench = Bench(text, uids)
    for element in reversed(bench.tops):
        above = bench.piece.above[element.uid]
        if above is None:
            raise Problem(f"{name_of(element)} steht schon auf der obersten Ebene.")
        over = bench.piece.above[above]
        bench.move(element.uid, over, bench.piece.below[over].index(above) + 1)
    beforehand = (f"{name_of(element)} kommt eine Ebene höher" for element in bench.tops)
    return bench.plan(beforehand, _said(bench.tops, "steht jetzt eine Ebene höher", "stehen jetzt eine Ebene höher"))


def chosen(text: Text, uids: Iterable[str]) -> Plan:
    """Nothing yet: the chosen ones by name."""
    bench = Bench(text, uids)
    return bench.plan(map(name_of, bench.tops), "")


def under(text: Text, uids: Iterable[str], parent: str | None) -> Plan:
    """The chosen ones stand at the end of this element (None = at the top)."""
    bench = Bench(text, uids)
    goal = text.find(parent) if parent else None
    if parent and goal is None:
        raise Problem(GONE)
    if goal and any(each.uid == parent for element in bench.tops for each in element.walk()):
        raise Problem(f"{name_of(goal)} kann nicht unter sich selbst stehen; bitte wählen Sie eine andere Stelle.")
    for element in bench.tops:
        bench.move(element.uid, parent, len([uid for uid in bench.piece.below[parent] if uid != element.uid]))
    if bench.piece.whole() == text:
        raise Problem(f"{name_of(bench.tops[0])} steht schon dort.")
    where = f"unter {name_of(goal)}" if goal else "auf der obersten Ebene"
    beforehand = (f"{name_of(element)} kommt {where}" for element in bench.tops)
    return bench.plan(beforehand, _said(bench.tops, f"steht jetzt {where}", f"stehen jetzt {where}"))


def renumber(text: Text, uids: Iterable[str]) -> Plan:
    """Each is numbered as it stands: the number above it, and its count among its like."""
    bench = Bench(text, uids)
    beforehand = []
    for element in bench.chosen:
        above = bench.piece.above[element.uid]
        like = [uid for uid in bench.piece.below[above] if bench.piece.own[uid].kind is element.kind]
        over = bench.piece.own[above].number if above else None
        number = ".".join(filter(None, (over, str(like.index(element.uid) + 1))))
        beforehand.append(f"{name_of(element)} bekommt die Nummer {number}")
        bench.edit(element.uid, "number", number)
        if element.label and element.number and element.number in element.label and number != element.number:
            bench.edit(element.uid, "label", element.label.replace(element.number, number))
    if not bench.changes:
        raise Problem("Diese Nummern stimmen schon mit der Reihenfolge überein.")
    return bench.plan(beforehand, _said(bench.chosen, "ist neu nummeriert", "sind neu nummeriert"))


def drop(text: Text, uids: Iterable[str]) -> Plan:
    """The chosen ones are no part of the concept, nor is what stands under them."""
    bench = Bench(text, uids)
    beforehand = []
    for element in bench.tops:
        more = len(list(element.walk())) - 1
        beforehand.append(f"{name_of(element)} wird gestrichen" + (f", mit {more} Teilen darunter" if more else ""))
        bench.drop(element.uid)
    left = next((line for line in _near(text, bench.tops[0].uid) if line in bench.piece.own), "")
    return replace(bench.plan(beforehand, _said(bench.tops, "ist gestrichen", "sind gestrichen")), focus=left)


def _near(text: Text, uid: str) -> list[str]:
    """The uids that follow an element, then those before it, nearest first."""
    order = [element.uid for element in text.walk()]
    here = order.index(uid)
    return [*order[here + 1 :], *reversed(order[:here])]


def split(text: Text, uids: Iterable[str], fresh_uid: Callable[[], str]) -> Plan:
    """Each paragraph or list item of the chosen ones becomes an element of its own."""
    bench = Bench(text, uids)
    beforehand, made = [], 0
    for element in bench.chosen:
        changes = split_up(bench.piece.whole(), element.uid, fresh_uid)
        made += len(changes)
        if changes:
            beforehand.append(f"{name_of(element)} wird in {len(changes)} Teile getrennt")
        for each in changes:
            bench.do(each)
    if not bench.changes:
        raise Problem(f"{name_of(bench.chosen[0])} hat nur einen Absatz; da gibt es nichts zu trennen.")
    return bench.plan(beforehand, f"Aus {len(beforehand)} sind {made} geworden.")


def join(text: Text, uids: Iterable[str]) -> Plan:
    """The chosen ones become one, the first: texts one after the other, fields united, differences kept. One alone joins the one before it."""
    bench = Bench(text, uids)
    if len(bench.chosen) == 1:
        bench = Bench(text, [bench.chosen[0].uid, _before(bench)])
    first, *others = bench.chosen
    for other in others:
        for child in list(bench.piece.below[other.uid]):
            bench.move(child, first.uid, len(bench.piece.below[first.uid]))
        one = _united(bench.piece.own[first.uid], bench.piece.own[other.uid])
        bench.drop(other.uid)
        for part in ("title", "text", "responsibility", "timing", "fields", "notes"):
            bench.edit(first.uid, part, getattr(one, part))
    names = [name_of(element) for element in others]
    return bench.plan(
        (f"{name} geht in {name_of(first)} auf" for name in names),
        f"{', '.join(names)} {'ist' if len(names) == 1 else 'sind'} mit {name_of(first)} zusammengefügt.",
    )


def _before(bench: Bench) -> str:
    """The one before the only one chosen, else the one above it."""
    uid = bench.chosen[0].uid
    above = bench.piece.above[uid]
    index = bench.piece.below[above].index(uid)
    found = bench.piece.below[above][index - 1] if index else above
    if found is None:
        raise Problem(
            f"{name_of(bench.chosen[0])} steht ganz am Anfang; davor ist nichts, womit es sich zusammenfügen ließe."
        )
    return found


def _united(one: Element, other: Element) -> Element:
    """Both in one; what differs stands one after the other."""
    title = one.title or (other.title if not one.text else None)
    words = (one.text, other.title if other.title != title else None, other.text)
    responsible = _both(_verbatim(one.responsibility), _verbatim(other.responsibility))
    term = _both(_verbatim(one.timing), _verbatim(other.timing))
    fields = {
        label: _both(one.fields.get(label), other.fields.get(label), "\n") for label in {**one.fields, **other.fields}
    }
    if other.number and other.number != one.number:
        fields["Weitere Nummer"] = _both(fields.get("Weitere Nummer"), other.number)
    same_responsible = one.responsibility and responsible == one.responsibility.verbatim
    same_term = one.timing and term == one.timing.verbatim
    return replace(
        one,
        title=title,
        text="\n\n".join(filter(None, words)) or None,
        responsibility=one.responsibility if same_responsible else responsible and responsibility.parse(responsible),
        timing=one.timing if same_term else term and timing.parse(term),
        fields=fields,
        notes=tuple(dict.fromkeys((*one.notes, *other.notes))),
    )


def _verbatim(said: Responsibility | Timing | None) -> str | None:
    return said.verbatim if said else None


def _both(one: str | None, other: str | None, between: str = "; ") -> Any:
    return between.join(dict.fromkeys(filter(None, (one, other)))) or None


def _said(elements: Sequence[Element], one: str, many: str) -> str:
    return f"{name_of(elements[0])} {one}." if len(elements) == 1 else f"{len(elements)} Teile {many}."
