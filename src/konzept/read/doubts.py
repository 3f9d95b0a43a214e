"""What a person should look at in the whole of a document: cells with two measures, parts without a heading, doubled numbers."""

from __future__ import annotations

import re

from konzept.model import Kind
from konzept.read.draft import Draft
from konzept.read.writing import Writing
from konzept.wording import line


def doubt(w: Writing) -> None:
    """Notes what is doubtful."""
    _doubt_measures(w)
    _doubt_numbers(w)


def _doubt_measures(w: Writing) -> None:
    for draft in w.root.walk():
        if draft.kind is Kind.MEASURE and len(draft.texts) == 1 and "(n)" in (draft.label or "").casefold():
            parts = [line(part) for part in draft.texts[0].split("\n\n") if not part.startswith("- ")]
            if len(parts) > 1:
                quoted = ", ".join(f"„{part[:80]}“" for part in parts)
                w.remark(
                    draft,
                    draft.place,
                    "unsure",
                    f"In der Zelle „{draft.label}“ scheinen mehrere Maßnahmen zu stehen: {quoted}; bitte prüfen, ob sie zu trennen sind.",
                )
        if draft.kind in {Kind.GOAL, Kind.AREA, Kind.GUIDING_GOAL} and not draft.title:
            w.remark(
                draft, draft.place, "unsure", f"„{draft.label or draft.number}“ hat keine Überschrift; bitte ergänzen."
            )


def _doubt_numbers(w: Writing) -> None:
    seen: dict[str, Draft] = {}
    heads: set[str] = set()
    for draft in w.root.walk():
        if draft.kind is Kind.GOAL and draft.number:
            if draft.number in seen:
                w.remark(
                    draft,
                    draft.place,
                    "unsure",
                    f"Die Zielnummer {draft.number} kommt zweimal vor (auch: {seen[draft.number].place}); sie wurde so gelassen.",
                )
            else:
                _doubt_gap(w, draft, seen, heads)
            seen.setdefault(draft.number, draft)
            heads.add(draft.number.rpartition(".")[0])


def _doubt_gap(w: Writing, draft: Draft, seen: dict[str, Draft], heads: set[str]) -> None:
    head, _, last = (draft.number or "").rpartition(".")
    if re.fullmatch(r"\d{1,6}", last) and int(last) > 1:
        before = f"{head}.{int(last) - 1}" if head else str(int(last) - 1)
        if before not in seen and head in heads:
            w.remark(
                draft,
                draft.place,
                "unsure",
                f"Vor dem Ziel {draft.number} fehlt die Nummer {before}; bitte prüfen, ob ein Ziel verloren ging.",
            )
