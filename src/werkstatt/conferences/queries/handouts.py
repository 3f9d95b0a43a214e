"""What is printed for a conference: name badges, table cards, attendance lists, a dossier for each table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

import segno

from konzept.change import name_of
from konzept.model import Element, Kind
from konzept.suggestion import Verdict
from konzept.wording import escape, line
from konzept.write.handout import Block, Card, Cards, Handout, Heading, Items, NewPage, Picture, Room, Sheet, Words
from werkstatt.concepts.queries import text_of
from werkstatt.conferences.models import Conference, Seat, TopicTable
from werkstatt.conferences.queries.capture import open_links, token_of_link
from werkstatt.conferences.queries.conferences import link, tables_of
from werkstatt.conferences.queries.tables import Plan, plan_of, registered, seats_of
from werkstatt.participation.queries import public, shown
from werkstatt.participation.queries.contributions import Shown
from werkstatt.ui.templatetags.ui import clock as moment

GUEST = "Gast"  # on the badge of somebody who told neither name nor organisation


def _handout(conference: Conference, title: str, blocks: Sequence[Block], *, landscape: bool = False) -> Handout:
    where = f"{conference.title}, {moment(conference.starts_at)}, {conference.place}"
    return Handout(title, tuple(blocks), author=conference.authority.name, subtitle=where, landscape=landscape)


def _seats_by_person(conference: Conference) -> dict[int, list[Seat]]:
    found: dict[int, list[Seat]] = defaultdict(list)
    for seat in seats_of(conference).order_by("sitting__ordinal"):
        found[seat.registration_id].append(seat)
    return found


def badges(conference: Conference) -> Handout:
    """A name badge for everybody who is registered, with their tables; by name."""
    seats = _seats_by_person(conference)
    people = registered(conference).select_related("contact")
    cards = [
        Card(
            (row.contact.name if row.contact else "") or row.organisation or GUEST,
            (
                *([row.organisation] if row.contact and row.contact.name and row.organisation else []),
                *(f"{seat.sitting}: Tisch {seat.table.ordinal}" for seat in seats[row.pk]),
            ),
            kicker=conference.title,
        )
        for row in people
    ]
    return _handout(conference, "Namensschilder", [Cards(tuple(sorted(cards, key=_alphabet)))])


def _alphabet(card: Card) -> str:
    return card.title.casefold()


def table_cards(conference: Conference) -> Handout:
    """A card for each table, two on a sheet, with the link to write down what is said there, where it has one."""
    links = open_links(conference) if conference.site else {}
    cards = (
        Card(
            f"Tisch {table.ordinal}",
            tuple(filter(None, [table.topic, table.moderator])),
            kicker=conference.title,
            picture=_code(link(conference, "capture", token_of_link(links[table.pk]))) if table.pk in links else None,
        )
        for table in tables_of(conference)
    )
    return _handout(conference, "Tischkarten", [Cards(tuple(cards), columns=1, rows=2)])


def _code(address: str) -> Picture:
    svg = segno.make_qr(address, error="m").svg_inline(scale=4, border=3, dark="#000", light="#fff")
    return Picture(svg, "QR-Bild: öffnet die Seite zum Mitschreiben", width=38)


def attendance(conference: Conference) -> Handout:
    """Everybody in one list to sign, then a list for each table and sitting. Names and organisations, nothing else."""
    plan, seats = plan_of(conference), _seats_by_person(conference)
    people = sorted(registered(conference).select_related("contact"), key=lambda row: row.called.casefold())
    head = ("Name", "Organisation", *(f"{sitting.ordinal}. Runde" for sitting in plan.sittings), "Unterschrift")
    rows = [
        (
            escape(row.called),
            escape(row.organisation),
            *_tables_in(plan, seats[row.pk]),
            "",
        )
        for row in people
    ]
    widths = (3.0, 2.6, *(1.4 for _ in plan.sittings), 2.6)
    everybody = Sheet(head, tuple(rows), widths, words="Teilnahmeliste", tall=True)
    opening = Words(
        f"{len(people)} angemeldet, {conference.capacity} Plätze. Wer nicht auf der Liste steht, trägt sich unten ein."
    )
    blank = Sheet(("Name", "Organisation", "Unterschrift"), (("", "", ""),) * 6, (3, 3, 3), words="Weitere", tall=True)
    return _handout(conference, "Teilnahmelisten", [opening, everybody, Heading(1, "Weitere"), blank, *_by_table(plan)])


def _tables_in(plan: Plan, seats: Sequence[Seat]) -> list[str]:
    """The table of each sitting, „–“ where there is none yet."""
    at = {seat.sitting_id: seat.table.ordinal for seat in seats}
    return [f"Tisch {at[sitting.pk]}" if sitting.pk in at else "–" for sitting in plan.sittings]


def _by_table(plan: Plan) -> Iterator[Block]:
    for table, places in plan.rows:
        yield NewPage()
        yield Heading(1, str(table))
        for place in places:
            if place.seats:
                yield Heading(2, f"{place.sitting}, {place.sitting.hours}")
                people = sorted((seat.registration for seat in place.seats), key=lambda row: row.called.casefold())
                cells = tuple((escape(row.called), escape(row.organisation), "") for row in people)
                yield Sheet(("Name", "Organisation", "da"), cells, (4, 4, 1), words=f"{table}, {place.sitting}")


def dossier(table: TopicTable) -> Handout:
    """What a table talks about: the questions, goals and measures of its area with room for notes, what was said so far.

    What was said stands there only as far as the round lets it be read outside, with redactions.
    """
    conference = table.conference
    area = text_of(conference.round.version).find(table.area_uid) if table.area_uid else None
    blocks: list[Block] = [*_opening(table)]
    if area is None:
        blocks += [Heading(1, "Notizen"), Room(20)]
    else:
        said = _said(conference, area)
        blocks += [block for element in area.walk() for block in _element(element, said.get(element.uid, []))]
        blocks += [Heading(1, "Was fehlt"), *_quotes(said.get("", [])), Room(10)]
    return _handout(conference, f"Dossier Tisch {table.ordinal}: {table.topic}", blocks)


def _opening(table: TopicTable) -> Iterator[Block]:
    round_ = table.conference.round
    if table.moderator:
        yield Words(escape(f"Moderation: {table.moderator}"))
    yield Words(escape(round_.introduction))
    if round_.questions:
        yield Heading(1, "Die Fragen")
        yield Items(tuple(map(escape, round_.questions)), ordered=True)


def _said(conference: Conference, area: Element) -> Mapping[str, list[Shown]]:
    """Uid -> what was said about it; "" = new proposals in the area."""
    uids = {element.uid for element in area.walk()}
    found: dict[str, list[Shown]] = defaultdict(list)
    for each in shown(public(conference.round)):
        row = each.contribution
        if row.uid in uids:
            found[row.uid].append(each)
        elif not row.uid and row.area_uid == area.uid:
            found[""].append(each)
    return found


def _name(element: Element) -> str:
    """As the concept itself calls it: „Ziel 1.1“ where its goals are called so."""
    label, number = element.label, element.number
    return f"{label} {number}" if label and number and number not in label else name_of(element)


LEVELS = {Kind.AREA: 1, Kind.GOAL: 2, Kind.MEASURE: 3}


def _element(element: Element, said: Sequence[Shown]) -> Iterator[Block]:
    """Heading, wording, who and when, what was said, room for notes."""
    if element.kind not in LEVELS:
        yield Words(element.text or "")
        return
    name = _name(element)
    title = line(element.title or "")
    yield Heading(LEVELS[element.kind], f"{name}: {title}" if title and title not in name else name)
    if element.text:
        yield Words(element.text)
    facts = [
        f"Zuständig: {element.responsibility.verbatim}" if element.responsibility else "",
        f"Termin: {element.timing.verbatim}" if element.timing else "",
    ]
    if any(facts):
        yield Words(escape(" · ".join(filter(None, facts))), quiet=True)
    yield from _quotes(said)
    if element.kind is Kind.MEASURE:
        yield Room(4)


def _quotes(said: Sequence[Shown]) -> Iterator[Block]:
    if said:
        yield Words("Bisher gesagt:", quiet=True)
        yield Items(tuple(_quote(each) for each in said))


def _quote(said: Shown) -> str:
    """One contribution in a line: the verdict, then the words."""
    row = said.contribution
    verdict = Verdict(row.verdict).german if row.verdict else row.question
    words = [
        said.said("comment"),
        f"Vorschlag: {said.said('proposal')}" if said.proposal else "",
        f"Zuständig sein sollte: {said.said('responsible')}" if said.responsible else "",
    ]
    told = " – ".join(" ".join(part.split()) for part in words if part)
    return escape(f"{verdict}: {told}" if verdict and told else verdict or told)


PAPERS: dict[str, tuple[str, Callable[[Conference], Handout]]] = {
    "namensschilder": ("Namensschilder", badges),
    "tischkarten": ("Tischkarten", table_cards),
    "teilnahme": ("Teilnahmelisten", attendance),
}
