"""One reading after another: the uids go on, and so does what a person has corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from konzept import change
from konzept.amend import Collision, Workpiece
from konzept.diff import diff
from konzept.match import carry
from konzept.model import Concept as Text
from werkstatt.concepts.models import Version
from werkstatt.concepts.queries.versions import text_of


@dataclass(frozen=True, slots=True)
class Carried:
    """A text with the uids of what it is compared with; its own uid -> that one; what a person must decide."""

    text: Text
    names: Mapping[str, str]
    doubts: list[dict[str, Any]]


def carried(base: Version | None, text: Text) -> Carried:
    """The text with the uids of the version it is compared with."""
    if base is None:
        return Carried(text, {}, [])
    old = text_of(base)
    found = carry(old, text, _kept(old, text))
    doubts = []
    for pair in found.unsure:
        before = old.find(pair.old_uid)
        name = change.name_of(before) if before else "ein früheres Element"
        sentence = f"Ist das {name} aus {base} mit anderem Wortlaut? Beide stimmen zu {pair.likeness * 100:.0f} Prozent überein."
        doubt = {"uid": pair.new_uid, "place": "", "kind": "unsure", "sentence": sentence, "checked": False}
        doubts.append({**doubt, "was": pair.old_uid})
    return Carried(found.concept, {pair.new_uid: pair.old_uid for pair in found.pairs}, doubts)


def _kept(old: Text, new: Text) -> dict[str, str]:
    """A file that we wrote brings the uids along: they hold, however much of the wording is another."""
    return {uid: uid for uid in {each.uid for each in old.walk()} & {each.uid for each in new.walk()}}


def reread(old: Text, new: Text) -> tuple[Text, Mapping[str, str]]:
    """Another reading of the same document, with the uids of the earlier one where it is the same element; new uid -> old uid."""
    kept = _kept(old, new)
    if len(kept) == len(list(old.walk())):
        return new, {}
    found = carry(old, new, kept)
    return found.concept, {pair.new_uid: pair.old_uid for pair in found.pairs}


def corrected(old: Text, proposal: Text, new: Text) -> tuple[Text, list[str]]:
    """The new reading with all corrections that made `proposal` of the old one; those that fit no more, each in a sentence."""
    piece, lost = Workpiece(new), []
    for each in diff(old, proposal):
        try:
            piece.apply(each)
        except Collision:
            told = proposal if not isinstance(each, change.Dropped) else old
            lost.append(change.describe(each, told))
    return piece.whole(), lost
