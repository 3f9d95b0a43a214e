"""Short forms and misread words: what the text itself says of them first, then what everybody in the field knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from konzept.model import Concept
from konzept.organisations.names import FIELD, key
from konzept.wording import plain, scanned

INITIALS = re.compile(r"(?<![\w-])[A-ZÄÖÜ][A-Za-zÄÖÜäöüß]{0,8}[A-ZÄÖÜ][a-zäöüß]?(?![\w-])")
LONGEST_SHORT = 10
BEFORE = 120  # characters before a bracket in which the long form of what stands in it is looked for
WELL_KNOWN: Mapping[str, tuple[str, ...]] = {
    short: (long,) if isinstance(long, str) else tuple(long) for short, long in FIELD["abbreviations"].items()
}
FOLDED = {short.casefold(): long for short, long in WELL_KNOWN.items() if len(short) > 2}  # "Vhs" is "VHS"
UNITS: Mapping[str, str] = FIELD["units"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a short form stands for, who says so (a German phrase), and whether that is sure."""

    long: str
    said: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of the words of one text: garbled word -> right one, short form -> meaning."""

    mended: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[str, Meaning] = field(default_factory=dict)

    def mend(self, name: str) -> str:
        """The name with the letters that a scanner took for others."""
        for wrong, right in self.mended.items():
            name = re.sub(rf"(?<!\w){re.escape(wrong)}(?=(?:e?s|e?n)?(?!\w))", right, name)
        return name

    def whole(self, name: str) -> Meaning | None:
        """What a name that is only a short form stands for."""
        return self.meanings.get(name.removesuffix("s")) or self.meanings.get(name)

    def unfold(self, name: str) -> str:
        """The name with each short form written out."""
        return " ".join(self._written_out(word, self.meanings) for word in self.once(name).split())

    def once(self, name: str) -> str:
        """The name without a short form at its end that only repeats it."""
        before, _, last = name.rpartition(" ")
        long = self._written_out(last, self.meanings)
        return before if before and long != last and key(long) in key(before) else name

    def first(self, name: str) -> tuple[str, Meaning] | None:
        """The first short form in a name, and what it surely stands for."""
        found = ((word, self.meanings.get(word) or self.meanings.get(word.rstrip("."))) for word in name.split())
        return next(((word, meaning) for word, meaning in found if meaning and meaning.sure), None)

    def unfold_units(self, name: str) -> str:
        """The name with "FD" written out as "Fachdienst"; "AWO" stays, it is how the house is called."""
        units = {short: Meaning(long, "") for short, long in UNITS.items()}
        first, *others = name.split() or [name]
        return " ".join([self._written_out(first, units if others else {}), *others])

    @staticmethod
    def _written_out(word: str, meanings: Mapping[str, Meaning]) -> str:
        meaning = meanings.get(word) or meanings.get(word.rstrip("."))
        return meaning.long if meaning and meaning.sure else word


def lexicon(concept: Concept, names: Iterable[str]) -> Lexicon:
    """What the concept and the field say of the words in these names."""
    listed = [*names]
    words = dict(scanned("\n".join([*listed, concept.title, concept.authority or "", *_titles(concept)])))
    shorts = {short for name in listed for short in INITIALS.findall(name)}
    single = {word for name in listed for word in name.replace(".", "").split()}
    shorts |= {word for word in single if word in UNITS or word.casefold() in FOLDED}
    own = {entry.short: entry.long for entry in concept.abbreviations}
    text = "\n".join(_texts(concept)) if shorts - own.keys() else ""
    meanings = {short: found for short in sorted(shorts) if (found := _meaning(short, own, text))}
    return Lexicon(words, meanings)


def _titles(concept: Concept) -> Iterator[str]:
    return (element.title for element in concept.walk() if element.title)


def _texts(concept: Concept) -> Iterator[str]:
    for element in concept.walk():
        parts = [element.title, element.text, *element.fields.values(), *(note.text for note in element.notes)]
        yield from (plain(part) for part in parts if part and "(" in part)
        if element.responsibility:
            yield element.responsibility.verbatim


def _meaning(short: str, own: Mapping[str, str], text: str) -> Meaning | None:
    if short in own:
        return Meaning(own[short], "nach dem Abkürzungsverzeichnis")
    if len(short) <= LONGEST_SHORT and (long := explained(short, text)):
        return Meaning(long, "nach der Erklärung im Text")
    if short in UNITS:
        return Meaning(UNITS[short], "in der Verwaltung")
    known = WELL_KNOWN.get(short) or FOLDED.get(short.casefold(), ())
    return Meaning(known[0], "allgemein", sure=len(known) == 1) if known else None


def explained(short: str, text: str) -> str | None:
    """The long form of "Koordinierungsstelle Integration (KOI)" or of "KOI (Koordinierungsstelle Integration)"."""
    place = text.find(f"({short})")
    if place > 0:
        before = re.split(r"[.,;:()\n]", text[max(0, place - BEFORE) : place])[-1].split()
        for start in range(len(before) - 1, -1, -1):
            if stands_for(short, phrase := " ".join(before[start:])):
                return phrase
    found = re.search(rf"(?<!\w){re.escape(short)} \(([A-ZÄÖÜ][^()\n]{{7,90}})\)", text)
    return found[1] if found and stands_for(short, found[1]) else None


def stands_for(short: str, phrase: str) -> bool:
    """Begins with the same capital and has all its letters in this order, the capitals of the short form where words begin."""
    if not phrase[:1].isupper() or phrase[0] != short[0] or len(phrase) < len(short) * 2 or short in phrase.split():
        return False
    letters = iter(key(phrase))
    return all(letter in letters for letter in key(short))
