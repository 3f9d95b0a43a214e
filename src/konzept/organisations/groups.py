"""Names that mean one house brought together: surely by what is left of them, else as a question to a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from konzept.model import Concept
from konzept.organisations.generic import is_generic
from konzept.organisations.lexicon import INITIALS, Lexicon, lexicon, stands_for
from konzept.organisations.likeness import Question, Shape, questions
from konzept.organisations.names import LEGAL, bare, core, differences, key
from konzept.organisations.values import ASKED, SURE, Known, Organisation, Spelling, uses

LONGEST_SHORT = 40  # letters of a short name
NEVER: frozenset[str] = frozenset()
Uses = Mapping[str, tuple[str, ...]]


@dataclass(slots=True)
class Cluster:
    """Names that surely mean one house, and what is left of them."""

    words: tuple[str, ...]
    names: list[str] = field(default_factory=list)
    known: Known | None = None


def organisations(
    concept: Concept, known: Iterable[Known] = (), without: Collection[str] = NEVER
) -> tuple[Organisation, ...]:
    """The houses of all responsibilities, those named most first; names whose key is in `without` are left out.

    Each name stands in exactly one of them. A known organisation takes the names that are its own and those that are surely
    another spelling of them; where a person must be asked, the spelling is not sure.
    """
    used = {name: uids for name, uids in uses(concept).items() if key(name) not in without}
    houses = [*known]
    words = lexicon(concept, [*used, *(name for house in houses for name in _names_of(house))])
    some = {name: is_generic(words.mend(name)) for name in used}
    clusters = _clusters([name for name in used if not some[name]], houses, words)
    shapes = [_shape(each, used, words) for each in clusters]
    asked = questions(shapes, _core(concept.authority or "", words).split())
    joined: dict[int, list[Question]] = defaultdict(list)
    for question in asked:
        joined[question.big].append(question)
    moved = {question.small for question in asked}
    initials = _initials(concept)
    made = [
        _made(each, [(clusters[question.small], question.reason) for question in joined[index]], used, words, initials)
        for index, each in enumerate(clusters)
        if index not in moved
    ]
    made += _generic([name for name in used if some[name]], used)
    return tuple(
        sorted((each for each in made if each.uids), key=lambda each: (-len(each.uids), each.name, each.ref or ""))
    )


def _names_of(house: Known) -> tuple[str, ...]:
    return tuple(filter(None, dict.fromkeys((house.name, house.short, *house.spellings))))


def _initials(concept: Concept) -> dict[str, str]:
    """Names with their short form in a bracket: "Koordinierungsstelle Integration (KOI)"."""
    responsibilities = (element.responsibility for element in concept.walk() if element.responsibility)
    return {
        holder.name: holder.specifier
        for responsibility in responsibilities
        for holder in responsibility.holders
        if holder.specifier and INITIALS.fullmatch(holder.specifier) and stands_for(holder.specifier, holder.name)
    }


def _shape(cluster: Cluster, used: Uses, words: Lexicon) -> Shape:
    count = sum(len(used[name]) for name in cluster.names)
    known = cluster.known is not None
    initials = not known and all(words.whole(name) for name in cluster.names)
    return Shape(cluster.words, known, count, initials)


def _core(name: str, words: Lexicon) -> str:
    return core(words.unfold(words.mend(name)))


def _clusters(names: Iterable[str], houses: Iterable[Known], words: Lexicon) -> list[Cluster]:
    """The known houses with the names that are theirs, and the other names by what is left of them."""
    exact: dict[str, Cluster] = {}
    shaped: dict[str, Cluster] = {}
    found: list[Cluster] = []
    for house in houses:
        found.append(Cluster(tuple(_core(house.name, words).split()), known=house))
        for name in _names_of(house):
            exact.setdefault(key(name), found[-1])
            shaped.setdefault(_core(name, words).replace(" ", ""), found[-1])
    for name in names:
        shape = _core(name, words)
        cluster = exact.get(key(name)) or shaped.get(shape.replace(" ", ""))
        if cluster is None:
            cluster = shaped[shape.replace(" ", "")] = Cluster(tuple(shape.split()))
            found.append(cluster)
        cluster.names.append(name)
    return found


def _generic(names: Iterable[str], used: Uses) -> list[Organisation]:
    """Names that mean no house in particular; those that differ in an ending are one."""
    alike: dict[str, list[str]] = defaultdict(list)
    for name in names:
        alike[bare(name)].append(name)
    found = []
    for same in alike.values():
        first, *others = sorted(same, key=lambda name: (-len(used[name]), len(name), name))
        spellings = [Spelling(first, used[first])]
        spellings += [Spelling(each, used[each], SURE, "Dieselben Wörter mit anderen Endungen.") for each in others]
        found.append(Organisation(first, "", tuple(spellings), generic=True))
    return found


def _made(
    cluster: Cluster, asked: Iterable[tuple[Cluster, str]], used: Uses, words: Lexicon, initials: Mapping[str, str]
) -> Organisation:
    known = cluster.known
    name = known.name if known else _official(cluster.names, used, words)
    own = {key(each) for each in _names_of(known)} if known else set()
    spellings = [_spelling(each, name, own, used, words) for each in cluster.names]
    for other, reason in asked:
        spellings += [Spelling(each, used[each], ASKED, reason) for each in other.names]
    spellings.sort(key=lambda each: (-each.certainty, -len(each.uids), each.name))
    short = known.short if known else _short(cluster.names, name, words, initials)
    return Organisation(name, short, tuple(spellings), known.ref if known else None)


def _official(names: Iterable[str], used: Uses, words: Lexicon) -> str:
    """The name to propose: written out, as it is spelled most, rather longer than shorter."""

    def rank(name: str) -> tuple[bool, bool, bool, int, bool, int, int, str]:
        clean = words.mend(name) == name
        return (
            words.whole(name) is None,
            clean,
            name[:1].isupper(),
            len(used[name]),
            bool(LEGAL.search(name)),
            -name.count("-"),
            len(name),
            name,
        )

    best = words.once(words.mend(max(names, key=rank)))
    meaning = words.whole(best)
    return meaning.long if meaning and meaning.sure else words.unfold_units(best)


def _short(names: Iterable[str], name: str, words: Lexicon, initials: Mapping[str, str]) -> str:
    """The short form that stands for the whole name in this text, as a name of its own or in a bracket behind it."""
    shorts = [each for each in names if words.whole(each) and each != name]
    shorts += [initials[each] for each in names if each in initials]
    shorts = [each for each in shorts if len(each) <= LONGEST_SHORT]
    return min(shorts, key=lambda each: (len(each), each), default="")


def _spelling(spelled: str, name: str, own: Collection[str], used: Uses, words: Lexicon) -> Spelling:
    """One way to write it, and why it is the same house."""
    if spelled == name or key(spelled) in own:
        return Spelling(spelled, used[spelled])
    return Spelling(spelled, used[spelled], SURE, _reason(spelled, name, words))


def _reason(spelled: str, name: str, words: Lexicon) -> str:
    said = []
    mended = words.mend(spelled)
    if mended != spelled:
        wrong = next(wrong for wrong in words.mended if wrong in spelled)
        said.append(f"vermutlich falsch eingelesen („{wrong}“ statt „{words.mended[wrong]}“)")
    short = words.first(mended)
    if words.once(mended) != mended:
        said.append("mit der Abkürzung dahinter")
    elif short and short[0] not in name.split():
        said.append(f"„{short[0]}“ steht {short[1].said} für „{short[1].long}“")
    said += differences(words.unfold(mended), words.unfold(words.mend(name)))
    return f"Derselbe Name: {' und '.join(said or ['anders geschrieben'])}."
