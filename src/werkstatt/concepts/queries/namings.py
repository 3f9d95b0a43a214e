"""Which organisation is meant by the names of the responsibilities, and what is still to be said by a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet

from konzept.change import name_below
from konzept.model import Concept as Text
from konzept.model import Role
from konzept.organisations import Known, Spelling, organisations, uses
from konzept.organisations import Organisation as House
from konzept.organisations.names import core
from werkstatt.authorities.models import Authority
from werkstatt.concepts.models import Entry, Naming, Version
from werkstatt.concepts.queries.versions import concept_of, newest, text_of
from werkstatt.network.models import Organisation
from werkstatt.network.queries import key_of, spellings_of

ROLES: Mapping[str, str] = {
    Role.LEAD: "Federführung",
    Role.PARTNER: "in Zusammenarbeit",
    Role.SUPPORT: "mit Unterstützung",
    Role.FUNDING: "Finanzierung",
}


@dataclass(frozen=True, slots=True)
class Way:
    """One spelling, and how the elements with it are called: (uid, name)."""

    spelling: Spelling
    places: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """As it is written."""
        return self.spelling.name


@dataclass(frozen=True, slots=True)
class Group:
    """Names that mean one organisation: proposed name and short name, the organisation where it is known, the ways to write it

    that are sure (`ways`), and those a person is asked about (`asked`); names the network knows already are in neither.
    """

    index: int
    name: str
    short: str
    row: Organisation | None
    ways: tuple[Way, ...]
    asked: tuple[Way, ...]
    generic: bool
    uses: int

    @property
    def all(self) -> tuple[Way, ...]:
        """All ways that are still to be decided."""
        return (*self.ways, *self.asked)


@dataclass(frozen=True, slots=True)
class Question:
    """Are these ways to write it the same as the group's name, and why that may be."""

    group: Group
    ways: tuple[Way, ...]
    reason: str

    @property
    def name(self) -> str:
        """How they would be called if they were not."""
        return self.ways[0].name


@dataclass(frozen=True, slots=True)
class Act:
    """What a person said at once."""

    namings: tuple[Naming, ...]

    @property
    def first(self) -> Naming:
        """Who and when are those of all."""
        return self.namings[0]


@dataclass(frozen=True, slots=True)
class Meant:
    """The page "Wer ist gemeint?": what is asked, what is clear, what means nobody in particular, what is known, what was said."""

    version: Version
    questions: tuple[Question, ...]
    clear: tuple[Group, ...]
    generic: tuple[Group, ...]
    known: tuple[Group, ...]
    acts: tuple[Act, ...]

    @property
    def open(self) -> bool:
        """Is there anything to say?"""
        return bool(self.questions or self.clear or self.generic)


def namings_of(authority: Authority) -> QuerySet[Naming]:
    """What was said and holds, newest first."""
    rows = Naming.objects.filter(concept__authority=authority, withdrawn_at=None)
    return rows.select_related("organisation", "named_by")


def meant_in(version: Version) -> Meant:
    """All names of a version's responsibilities, as a person decides on them."""
    authority, text = version.concept.authority, text_of(version)
    rows, said = _rows(authority), list(namings_of(authority))
    nobody = {key_of(name) for each in said if each.nobody for name in each.names}
    houses = organisations(text, (known for known, _ in rows.values()), nobody)
    named = _names(text, {uid for house in houses for uid in house.uids})
    groups = [
        _group(index, house, rows[house.ref][1] if house.ref else None, named) for index, house in enumerate(houses)
    ]
    taken = {key_of(spelling) for known, _ in rows.values() for spelling in known.spellings}
    holds = [each for each in said if each.nobody or any(key_of(name) in taken for name in each.names)]
    return Meant(
        version=version,
        questions=tuple(question for group in groups for question in _questions(group)),
        clear=tuple(group for group in groups if group.ways and not group.asked and not group.generic),
        generic=tuple(group for group in groups if group.generic),
        known=tuple(group for group in groups if group.row and not group.all),
        acts=tuple(Act(tuple(same)) for _, same in groupby(holds, key=lambda each: each.act)),
    )


def _rows(authority: Authority) -> dict[str, tuple[Known, Organisation]]:
    """The organisations of the network by how the library refers to them."""
    texts: dict[Organisation, list[str]] = defaultdict(list)
    for row in spellings_of(authority):
        texts[row.organisation].append(row.text)
    return {
        str(each.pk): (Known(str(each.pk), each.name, each.short, tuple(spellings)), each)
        for each, spellings in texts.items()
    }


def _names(text: Text, wanted: set[str]) -> dict[str, str]:
    parents = text.parents()
    return {each.uid: name_below(each, parents[each.uid]) for each in text.walk() if each.uid in wanted}


def _group(index: int, house: House, row: Organisation | None, named: Mapping[str, str]) -> Group:
    """Of a known organisation only what is not yet its own is still to be decided."""
    ways = [
        Way(spelling, tuple((uid, named[uid]) for uid in spelling.uids))
        for spelling in house.spellings
        if not (row and spelling.reason is None)
    ]
    sure = tuple(way for way in ways if way.spelling.sure)
    asked = tuple(way for way in ways if not way.spelling.sure)
    return Group(index, house.name, house.short, row, sure, asked, house.generic, len(house.uids))


def _questions(group: Group) -> Iterator[Question]:
    """One question for each other name; its spellings are asked about together."""
    same: dict[tuple[str, str], list[Way]] = defaultdict(list)
    for way in group.asked:
        same[way.spelling.reason or "", core(way.name).replace(" ", "")].append(way)
    yield from (Question(group, tuple(ways), reason) for (reason, _), ways in same.items())


def open_names(version: Version) -> frozenset[str]:
    """The names of a version's responsibilities of which nobody has said yet who is meant."""
    authority = version.concept.authority
    settled = {row.key for row in spellings_of(authority)}
    settled |= {key_of(name) for each in namings_of(authority).filter(nobody=True) for name in each.names}
    return frozenset(name for name in uses(text_of(version)) if key_of(name) not in settled)


@dataclass(frozen=True, slots=True)
class Task:
    """An element an organisation is named for, the one above it, what the organisation does there in German, how it is written."""

    entry: Entry
    above: Entry | None
    role: str
    spelling: str


def measures_of(organisation: Organisation) -> list[Task]:
    """What the newest version names an organisation for, in whatever spelling: where it leads, helps and pays, each in document order."""
    concept = concept_of(organisation.authority)
    version = newest(concept) if concept else None
    if version is None:
        return []
    keys = set(organisation.spellings.values_list("key", flat=True))
    entries = {entry.uid: entry for entry in version.entries.defer("words")}
    found = [
        Task(entry, entries.get(entry.parent_uid), ROLES[holder["role"]], holder["name"])
        for entry in entries.values()
        for holder in _theirs(entry.holders, keys)
    ]
    return sorted(found, key=lambda task: [*ROLES.values()].index(task.role))


def _theirs(holders: Iterable[dict[str, str]], keys: set[str]) -> Iterator[dict[str, str]]:
    """An organisation is told once for an element, with the role it has first."""
    found = [holder for holder in holders if key_of(holder["name"]) in keys]
    yield from found[:1]
