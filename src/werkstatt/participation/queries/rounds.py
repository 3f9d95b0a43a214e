"""What runs, and what it asks about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten

from django.db.models import QuerySet
from django.utils import timezone

from konzept.change import name_of
from konzept.model import Element, Kind
from konzept.suggestion import QUESTIONS, Form
from konzept.wording import line
from werkstatt.authorities.models import Authority
from werkstatt.concepts.queries import text_of
from werkstatt.lib import clock
from werkstatt.participation.models import ContestedPoint, Round, Way


@dataclass(frozen=True, slots=True)
class Format:
    """A format in which the matrix is handed out."""

    ending: str
    name: str
    media_type: str


OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
OFFICE_OPEN = "application/vnd.openxmlformats-officedocument."
FORMATS = {
    each.ending: each
    for each in (
        Format("docx", "Word (DOCX)", OFFICE_OPEN + "wordprocessingml.document"),
        Format("odt", "LibreOffice-Text (ODT)", OPEN_DOCUMENT + "text"),
        Format("xlsx", "Excel (XLSX)", OFFICE_OPEN + "spreadsheetml.sheet"),
        Format("ods", "LibreOffice-Tabelle (ODS)", OPEN_DOCUMENT + "spreadsheet"),
    )
}


def phase(round_: Round, now: datetime | None = None) -> str:
    """Where a round stands now: "ahead", "open" or "closed"."""
    now = now or clock.now()
    if now < round_.opens_at:
        return "ahead"
    return "open" if now < round_.closes_at else "closed"


def rounds_of(authority: Authority) -> QuerySet[Round]:
    """All rounds, newest first."""
    return Round.objects.filter(authority=authority).select_related("version__concept")


def public_rounds(authority: Authority, now: datetime | None = None) -> QuerySet[Round]:
    """Rounds that have begun; those ahead are announced only by the office itself."""
    return rounds_of(authority).filter(opens_at__lte=now or clock.now())


def public_round(slug: str, name: str, now: datetime | None = None) -> QuerySet[Round]:
    """The round of this address, once it has begun."""
    begun = Round.objects.filter(authority__slug=slug, slug=name, opens_at__lte=now or clock.now())
    return begun.select_related("authority", "version__concept")


def open_rounds(authority: Authority, now: datetime | None = None) -> QuerySet[Round]:
    """Rounds in which one can take part now."""
    return public_rounds(authority, now).filter(closes_at__gt=now or clock.now())


def elements_in_scope(round_: Round) -> list[Element]:
    """The areas, goals and measures people are asked about, in document order."""
    concept = text_of(round_.version)
    wanted = set(round_.areas)
    areas = [element for element in concept.walk() if element.kind == Kind.AREA]
    chosen = [area for area in areas if not wanted or area.uid in wanted]
    asked = {Kind.AREA, Kind.GOAL, Kind.MEASURE, Kind.GUIDING_GOAL, Kind.PRINCIPLE}
    walked = (element for area in chosen for element in area.walk()) if chosen else concept.walk()
    return list({element.uid: element for element in walked if element.kind in asked}.values())


def questions_of(round_: Round) -> tuple[str, ...]:
    """What it asks about each element."""
    return tuple(round_.questions) or QUESTIONS


def form_of(round_: Round, organisation: str = "", areas: Iterable[str] = ()) -> Form:
    """The matrix of the round, for every format; `areas` = only these of the round's."""
    asked = {area.uid for area in elements_in_scope(round_) if area.kind == Kind.AREA}
    wanted = tuple(uid for uid in dict.fromkeys(areas) if uid in asked)
    return Form(
        id=round_.key.hex,
        title=round_.title,
        authority=round_.authority.name,
        concept=text_of(round_.version),
        due=timezone.localdate(round_.closes_at),
        areas=wanted or tuple(round_.areas),
        organisation=organisation,
        questions=questions_of(round_),
    )


def labels(elements: Iterable[Element]) -> dict[str, str]:
    """Uid -> "Ziel 2.2: Information zu Sprachkursen", short enough for a list."""
    return {element.uid: _label(element) for element in elements}


def _label(element: Element) -> str:
    words = shorten(line(element.title or element.text or ""), 90, placeholder=" …")
    return f"{name_of(element)}: {words}" if element.number and words else words or name_of(element)


def ways_of(round_: Round) -> list[Way]:
    """The ways the round's page offers; none chosen means all."""
    return [way for way in Way if not round_.ways or way.value in round_.ways]


def contested(round_: Round, uid: str = "") -> list[ContestedPoint]:
    """The contested points of one element, or those of the whole paper."""
    return [point for point in round_.contested_points.all() if point.uid == uid]


def named_points(round_: Round, elements: Iterable[Element]) -> list[tuple[ContestedPoint, str]]:
    """All contested points with the name of what each is about, "" = the whole paper. One query."""
    names = labels(elements)
    return [(point, names.get(point.uid, "")) for point in round_.contested_points.all()]
