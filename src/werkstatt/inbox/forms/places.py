"""An element is found by what somebody types: its label, its number, or words of which only one label has them."""

from __future__ import annotations

from collections.abc import Mapping

from konzept.model import Problem

NOWHERE = "zu keinem bestimmten Element"


def uid_of(typed: str, labels: Mapping[str, str]) -> str:
    """The uid that is meant, "" for no element in particular. `labels`: uid -> label. Problem where it is not clear."""
    said = " ".join(typed.split()).casefold()
    if not said:
        raise Problem("Bitte wählen Sie ein Element aus der Liste.")
    if said == NOWHERE.casefold():
        return ""
    exact = [uid for uid, label in labels.items() if label.casefold() == said]
    begun = [uid for uid, label in labels.items() if _number(label) == said or label.casefold().startswith(f"{said}:")]
    within = [uid for uid, label in labels.items() if said in label.casefold()]
    for found in (exact, begun, within):
        if len(found) == 1:
            return found[0]
    raise Problem("Dieses Element ist nicht eindeutig. Bitte wählen Sie einen Eintrag aus der Liste.")


def _number(label: str) -> str:
    """The number in a label: 2.2.1 of „Maßnahme 2.2.1: Kurse“."""
    return label.partition(":")[0].split(" ")[-1].casefold()
