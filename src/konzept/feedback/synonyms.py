"""The field's words that mean nearly the same, as groups: shipped with the product, widened by an authority's own.

How a word is written in a group says how it is found: see synonyms.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from konzept.model import Problem

Groups = Mapping[str, tuple[str, ...]]

_GROUP = re.compile(r"[\w-]+")
_TERM = re.compile(r"=?[^\W_]+")
SHORTEST, ANYWHERE = 4, 5  # letters of a stem: from 4 it may begin a word, from 5 stand anywhere in it


def checked(groups: object, source: str) -> Groups:
    """Groups as they are written, sorted by name; Problem says which group or word cannot stand, and in which source."""
    if not isinstance(groups, Mapping):
        raise Problem(f"{source}: Es fehlt die Tabelle [groups]; schreiben Sie je Zeile: name = [„Wort“, „Wort“].")
    return {name: _group(name, words, source) for name, words in sorted(groups.items())}


def _group(name: object, words: object, source: str) -> tuple[str, ...]:
    if not isinstance(name, str) or not _GROUP.fullmatch(name):
        raise Problem(f"{source}: „{name}“ ist kein Name einer Wortgruppe; nehmen Sie Buchstaben, Ziffern und _.")
    if not isinstance(words, list | tuple) or len(words) < 2 or not all(isinstance(word, str) for word in words):
        raise Problem(f"{source}, Gruppe „{name}“: Nennen Sie mindestens zwei Wörter in einer Liste.")
    for word in words:
        if not _TERM.fullmatch(word):
            raise Problem(
                f"{source}, Gruppe „{name}“: „{word}“ ist kein einzelnes Wort; Leerzeichen und Bindestriche gehen nicht."
            )
        if not is_whole(word) and len(word) < SHORTEST:
            raise Problem(
                f"{source}, Gruppe „{name}“: „{word}“ ist zu kurz; schreiben Sie „={word}“ für das ganze Wort."
            )
    folded = [word.casefold() for word in words]
    twice = next((word for word in words if folded.count(word.casefold()) > 1), None)
    if twice:
        raise Problem(f"{source}, Gruppe „{name}“: „{twice}“ steht zweimal darin; streichen Sie eines.")
    return tuple(words)


def is_whole(term: str) -> bool:
    """Whether a term is meant as the whole word: marked so, or an abbreviation (two capitals)."""
    return term.startswith("=") or sum(letter.isupper() for letter in term) > 1


def parsed(text: str, source: str) -> Groups:
    """The groups of a TOML text; Problem where it cannot be read."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Problem(
            f"{source} ist kein gültiges TOML ({error}); prüfen Sie Klammern und Anführungszeichen."
        ) from error
    return checked(table.get("groups"), source)


SHIPPED: Groups = parsed(Path(__file__).with_name("synonyms.toml").read_text("utf-8"), "synonyms.toml")


def merged(own: Mapping[str, Iterable[str]], shipped: Groups = SHIPPED) -> Groups:
    """The shipped groups with an authority's own: words of a known name are added to it, other names are new groups."""
    both: dict[str, tuple[str, ...]] = dict(shipped)
    for name, words in checked({name: [*words] for name, words in own.items()}, "Eigene Wortgruppen").items():
        known = {word.casefold() for word in both.get(name, ())}
        both[name] = (*both.get(name, ()), *(word for word in words if word.casefold() not in known))
    return dict(sorted(both.items()))


class Thesaurus:
    """Which groups a word belongs to, by number in the order of their names."""

    def __init__(self, groups: Groups = SHIPPED) -> None:
        self.names = (*groups,)
        self._whole: dict[str, set[int]] = {}
        self._begins: dict[str, set[int]] = {}
        self._within: dict[str, set[int]] = {}
        for number, words in enumerate(groups.values()):
            for word in words:
                self._table(word).setdefault(word.lstrip("=").casefold(), set()).add(number)
        stems = sorted(self._within, key=lambda stem: (-len(stem), stem))
        for stem in stems:  # only the longest at a place is found, so it speaks for those it begins with
            for length in range(ANYWHERE, len(stem)):
                self._within[stem] = self._within[stem] | self._within.get(stem[:length], set())
        self._stems = re.compile(f"(?=({'|'.join(map(re.escape, stems))}))") if stems else None

    def _table(self, term: str) -> dict[str, set[int]]:
        if is_whole(term):
            return self._whole
        return self._begins if len(term) < ANYWHERE else self._within

    def of(self, word: str) -> frozenset[int]:
        """The groups of one word, however it is written."""
        folded = word.casefold()
        found = set(self._whole.get(folded, ())) | self._begins.get(folded[:SHORTEST], set())
        if self._stems:
            for match in self._stems.finditer(folded):
                found |= self._within[match[1]]
        return frozenset(found)
