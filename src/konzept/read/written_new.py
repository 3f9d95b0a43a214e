"""What a person adds to one of our documents has no anchor: which kind it is and how deep it stands, by words and place."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from konzept.change import KIND_NAMES
from konzept.model import Kind
from konzept.read.labels import Meaning, meaning
from konzept.read.marks import mark
from konzept.read.written_seen import Seen
from konzept.write import printed
from konzept.write.printed import Form

_NUMBERED = re.compile(r"^(\d{1,3}(?:\.\d{1,3})*)\.?[ \t]+(?=\S)")
_LABELS = {Meaning.RESPONSIBLE: printed.RESPONSIBLE, Meaning.TERM: printed.TERM}


@dataclass(slots=True)
class Neighbours:
    """What stands in the document so far: how deep each kind is, which kinds each depth has, how heads are printed."""

    depths: dict[Kind, set[int]] = field(default_factory=dict)
    kinds: dict[int, Counter[Kind]] = field(default_factory=dict)
    forms: Counter[tuple[Kind, Form]] = field(default_factory=Counter)

    def meet(self, seen: Seen) -> None:
        """One more element that has its anchor."""
        self.depths.setdefault(seen.kind, set()).add(seen.depth)
        self.kinds.setdefault(seen.depth, Counter())[seen.kind] += 1
        self.forms[seen.kind, seen.form] += 1

    def headed(self, words: str, depth: int) -> Seen:
        """A new element under a heading: by its words ("Handlungsziel 1.3 …"), else like its neighbours of the same depth.

        Whatever the level of its heading, a goal stands as deep as all goals before it do.
        """
        found = mark(words)
        if found is not None:
            depths = self.depths.get(found.kind, set())
            depth = next(iter(depths)) if len(depths) == 1 else depth
            return self._formed(Seen(found.kind, depth, prefix=found.label, title=found.title or ""))
        kinds = self.kinds.get(depth)
        kind = kinds.most_common(1)[0][0] if kinds else Kind.CHAPTER
        number = _NUMBERED.match(words)
        if number is None:
            return Seen(kind, depth, form=Form.TITLE, title=words)
        return Seen(kind, depth, form=Form.NUMBER, prefix=number[1], title=words[number.end() :])

    def measure(self, label: str, depth: int) -> Seen | None:
        """A new measure in a table, if this is the label of one: „Maßnahme 1.1.9“, „Maßnahme (n)“, „Projekt“."""
        found = mark(label)
        if found is not None and found.kind is Kind.MEASURE:
            return self._formed(Seen(Kind.MEASURE, depth, prefix=found.label, title=found.title or ""))
        if meaning(label) is Meaning.MEASURE:
            return self._formed(Seen(Kind.MEASURE, depth, prefix=label))
        return None

    def _formed(self, seen: Seen) -> Seen:
        """„Maßnahme 1.1.9“ is a printed label where its neighbours have one, else our way to print the number 1.1.9."""
        name = KIND_NAMES[seen.kind]
        usual = self.forms[seen.kind, Form.KIND] > self.forms[seen.kind, Form.LABEL]
        ours = usual and seen.prefix.startswith(name) and seen.prefix[len(name) : len(name) + 1] in {"", " "}
        seen.form = Form.KIND if ours else Form.LABEL
        return seen


def opens_measure(label: str) -> bool:
    """Whether a new row with this label begins a measure."""
    return Neighbours().measure(" ".join(label.split()), 1) is not None


def row_label(label: str) -> str:
    """The label of a new element's row in our words, where it means the same („Zuständigkeiten“, „Zeitraum“)."""
    found = meaning(label)
    return _LABELS.get(found, label) if found else label


def split(form: Form, words: str) -> tuple[str, str] | None:
    """What stands before a title and the title, in a head whose divider a person took away; None = nothing to tell by."""
    if form in {Form.TITLE, Form.NONE}:
        return "", words
    found = mark(words)
    if found is not None:
        return found.label, found.title or ""
    number = _NUMBERED.match(words + " x")
    if number and form is Form.NUMBER:
        return number[1], words[number.end() :]
    return None
