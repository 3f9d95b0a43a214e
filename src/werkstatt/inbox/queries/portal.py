"""What a portal's export says, and what of it is new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Sum
from django.utils import timezone

from konzept.feedback.meant import Index, named
from konzept.model import Element
from konzept.read import listing, portal
from konzept.read.portal import Column, Entry
from konzept.suggestion import Suggestion
from konzept.wording import fold
from werkstatt.authorities.models import Authority
from werkstatt.inbox.models import ColumnMapping, PortalExport, PortalRow
from werkstatt.lib import clock, files
from werkstatt.network.queries import key_of, spelled
from werkstatt.participation.models import LONGEST, Round
from werkstatt.participation.queries import elements_in_scope, labels

SAMPLE = 10


def exports_of(round_: Round) -> QuerySet[PortalExport]:
    """The exports of a round, newest first."""
    return PortalExport.objects.filter(round=round_).select_related(
        "job", "round__authority", "round__version__concept"
    )


def undone_in(round_: Round) -> int:
    """How often exports of a round have been taken back: what comes in after that is another submission than before."""
    return int(PortalExport.objects.filter(round=round_).aggregate(many=Sum("undone", default=0))["many"])


def table(export: PortalExport) -> listing.Listing:
    """The kept file as a table."""
    return listing.read(files.load(export.sha256), export.name)


def mapping_of(authority: Authority, header: Iterable[str]) -> dict[Column, int] | None:
    """What a person said about this header before, None where nobody did."""
    known = ColumnMapping.objects.filter(authority=authority, header_digest=portal.fingerprint(header)).first()
    return {Column(name): index for name, index in known.columns.items()} if known else None


class Places:
    """The elements of a round, to be found by what a portal says a contribution is about. Only what is sure counts."""

    def __init__(self, round_: Round) -> None:
        self.elements = {element.uid: element for element in elements_in_scope(round_)}
        self.index = Index(self.elements.values())
        self.labels = labels(self.elements.values())
        self.titles: dict[str, set[str]] = {}
        for element in self.elements.values():
            for name in {fold(element.title or ""), fold(self.labels[element.uid])} - {""}:
                self.titles.setdefault(name, set()).add(element.uid)

    def find(self, place: str) -> Element | None:
        """The one element that is named, None where none is or several are."""
        found = {element.uid for element in named(place, self.index)} or self.titles.get(fold(place), set())
        return self.elements[next(iter(found))] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Sorted:
    """The rows of an export: new ones, those whose words changed since, and how many are known or say nothing."""

    new: tuple[Entry, ...]
    changed: tuple[Entry, ...]
    known: int
    silent: int
    odd: tuple[int, ...]


def sort(round_: Round, read: listing.Listing, columns: Mapping[Column, int]) -> Sorted:
    """Hold the rows against those that came before. One query."""
    found = portal.entries(read, columns)
    before = dict(PortalRow.objects.filter(round=round_).order_by("pk").values_list("key", "digest"))
    new = tuple(entry for entry in found if entry.key not in before)
    changed = tuple(entry for entry in found if before.get(entry.key, entry.digest) != entry.digest)
    return Sorted(new, changed, len(found) - len(new) - len(changed), len(read.rows) - len(found), read.odd)


def preview(rows: Sorted, places: Places) -> dict[str, Any]:
    """What the page shows before anything counts."""
    fresh = (*rows.new, *rows.changed)
    return {
        "new": len(rows.new),
        "changed": len(rows.changed),
        "known": rows.known,
        "silent": rows.silent,
        "odd": list(rows.odd[:20]),
        "without_place": sum(1 for entry in fresh if places.find(entry.place) is None),
        "sample": [_sample(entry, places) for entry in fresh[:SAMPLE]],
    }


def _sample(entry: Entry, places: Places) -> dict[str, str]:
    element = places.find(entry.place)
    return {
        "text": entry.text or entry.proposal,
        "place": entry.place,
        "label": places.labels[element.uid] if element else "",
        "organisation": entry.organisation,
        "received": entry.received.isoformat() if entry.received else "",
    }


def organisations_in(authority: Authority, rows: Sequence[Entry]) -> dict[str, str]:
    """What an export calls an organisation -> how the network calls it."""
    names = {entry.organisation for entry in rows if entry.organisation}
    known = spelled(authority, names)
    return {name: known[key_of(name)].name if key_of(name) in known else name for name in names}


def said_in(entry: Entry, places: Places) -> list[Suggestion]:
    """A row as suggestions; one that is too long for one goes on in the next."""
    element = places.find(entry.place)
    wording = (element.title or element.text or "") if element else ""
    uid = element.uid if element else None
    texts, proposals = _portions(entry.text), _portions(entry.proposal)
    longer = max(len(texts), len(proposals))
    pairs = zip(texts + [""] * (longer - len(texts)), proposals + [""] * (longer - len(proposals)), strict=True)
    return [Suggestion(uid, comment=text, proposal=proposal, wording=wording) for text, proposal in pairs]


def _portions(text: str) -> list[str]:
    """A text in pieces that one contribution can hold, cut between words."""
    found = []
    while len(text) > LONGEST:
        cut = text.rfind(" ", 1, LONGEST) + 1 or LONGEST
        found.append(text[:cut].rstrip())
        text = text[cut:]
    return [*found, text] if text else found


def came(entry: Entry) -> Any:
    """When a row came, aware; now where the export does not say it, or says what has not been yet."""
    moment = timezone.make_aware(entry.received) if entry.received else clock.now()
    return min(moment, clock.now())
