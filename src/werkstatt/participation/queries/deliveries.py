"""What a filled matrix holds against what is known: found, new, unclear, contradicting itself, unchanged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.db.models import Q, QuerySet

from konzept.wording import fold
from werkstatt.participation.models import Delivery, Round, Submission, Upload, UploadState
from werkstatt.participation.queries.contributions import counting

PARTS = ("uid", "verdict", "question", "comment", "proposal", "responsible")
COPY = re.compile(r"(?:[ _-]*(?:\(\d+\)|kopie|copy|v\d+|neu|final|korrigiert|\d{4}-\d\d-\d\d))+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sorts:
    """The rows of one matrix by what they are; each row in one sort. `gone`: rows of the earlier file that are not in this one."""

    found: int
    new: int
    unclear: int
    conflicting: int
    unchanged: int
    gone: int

    @property
    def to_ask(self) -> int:
        """Rows a person must look at."""
        return self.unclear + self.conflicting

    @property
    def clear(self) -> bool:
        """Nobody needs to look: nothing is unclear, and nothing the sender said earlier would be lost."""
        return not self.to_ask and not self.gone

    @property
    def total(self) -> int:
        """All rows."""
        return self.found + self.new + self.unclear + self.conflicting + self.unchanged


def key_of(said: dict[str, Any]) -> tuple[str, ...]:
    """A row by what it says, whatever its place in the file."""
    return tuple(str(said.get(part) or "") for part in PARTS)


def sort_of(said: dict[str, Any], conflicting: set[str], earlier: Counter[tuple[str, ...]]) -> str:
    """Which sort a row is."""
    if said["doubt"]:
        return "unclear"
    if said["uid"] in conflicting:
        return "conflicting"
    if earlier[key_of(said)]:
        return "unchanged"
    return "found" if said["uid"] else "new"


def conflicts(found: list[dict[str, Any]]) -> set[str]:
    """Elements of which one file says two different things: other verdicts, or other wordings proposed."""
    said: dict[str, set[tuple[str, str]]] = {}
    for row in found:
        if row["uid"] and (row["verdict"] or row["proposal"]):
            said.setdefault(row["uid"], set()).add((row["verdict"] or "", fold(row["proposal"])))
    return {uid for uid, stands in said.items() if len(stands) > 1}


def rows_of(upload: Upload) -> list[tuple[dict[str, Any], str]]:
    """Each row with its sort."""
    earlier = Counter(map(key_of, upload.updates.found if upload.updates else ()))
    torn = conflicts(upload.found)
    return [(said, sort_of(said, torn, earlier)) for said in upload.found]


def sorts(upload: Upload) -> Sorts:
    """How many rows of each sort."""
    counted = Counter(sort for _, sort in rows_of(upload))
    before = Counter(map(key_of, upload.updates.found if upload.updates else ()))
    gone = sum((before - Counter(map(key_of, upload.found))).values())
    return Sorts(**{sort: counted[sort] for sort in ("found", "new", "unclear", "conflicting", "unchanged")}, gone=gone)


def earlier_of(upload: Upload) -> Upload | None:
    """The newest earlier file of the same sender, taken or waiting: the same organisation, or, where none is named, a file of the same name."""
    live = counting(Submission.objects.filter(round=upload.round_id))
    waits = Q(state=UploadState.PREVIEW) | Q(state=UploadState.TAKEN, submission__in=live)
    before = Upload.objects.filter(waits, round=upload.round_id, pk__lt=upload.pk).order_by("-pk")
    named = before.values_list("pk", "organisation", "name")  # never what was found: of 300 files each would read all
    if upload.organisation:
        same = (pk for pk, house, _ in named if fold(house) == fold(upload.organisation))
    else:
        stem = stem_of(upload.name)
        same = (pk for pk, house, name in named if not house and stem_of(name) == stem)
    found = next(same, None)
    return before.get(pk=found) if found else None


def stem_of(name: str) -> str:
    """A file's name without ending and without what a second saving adds: „Matrix AWO (2).docx“ -> „matrix awo“."""
    return fold(COPY.sub("", PurePath(name).stem))


def deliveries(round_: Round) -> QuerySet[Delivery]:
    """What was handed in together, newest first."""
    return Delivery.objects.filter(round=round_).select_related("job", "delivered_by")


def uploads_in(delivery: Delivery) -> QuerySet[Upload]:
    """The files of a delivery by name."""
    return delivery.uploads.select_related("updates", "submission").order_by("name", "pk")


def clear_among(delivery: Delivery, rows: Iterable[tuple[Upload, Sorts]]) -> list[Upload]:
    """The waiting files of these that nobody needs to look at; one that a newer file has overtaken is none. One query."""
    newer = Upload.objects.filter(updates__delivery=delivery, state=UploadState.TAKEN)
    overtaken = set(newer.values_list("updates", flat=True))
    waiting = [(each, sorted_) for each, sorted_ in rows if each.state == UploadState.PREVIEW and each.found]
    return [each for each, sorted_ in waiting if sorted_.clear and each.pk not in overtaken]


def clear_in(delivery: Delivery, only: Collection[int] | None = None) -> list[Upload]:
    """All of a delivery, in the order in which they came; `only`: of these numbers."""
    waiting = delivery.uploads.filter(state=UploadState.PREVIEW).select_related("updates").order_by("pk")
    if only is not None:
        waiting = waiting.filter(pk__in=only)
    return clear_among(delivery, [(each, sorts(each)) for each in waiting])
