"""Builders for tests, with invented people and places. Plain functions; each stage adds its own at the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from io import BytesIO
from itertools import count
from typing import Any
from uuid import uuid4

import typst
from django.test import Client
from django.utils import timezone
from docx import Document
from lxml.etree import SubElement

from konzept.amend import amend
from konzept.change import Change, Edited
from konzept.diff import diff
from konzept.feedback.passages import Passages, open_points, settle
from konzept.model import (
    Abbreviation,
    Concept,
    EditionMark,
    Element,
    Holder,
    Kind,
    Milestone,
    Responsibility,
    Role,
    Timing,
    TimingKind,
)
from konzept.read import read
from konzept.read.blocks import Block, Spot, Table
from konzept.responsibility import parse
from konzept.suggestion import Form, Suggestion, Verdict
from konzept.write import matrix
from konzept.write.matrix_form import HEADINGS, Line, sections
from konzept.write.ooxml import escape
from werkstatt.accounts.models import Membership, User
from werkstatt.accounts.models import Role as OfficeRole
from werkstatt.authorities.models import Authority, Level
from werkstatt.concepts import models as concepts
from werkstatt.concepts.actions.imports import _store, understand, upload
from werkstatt.concepts.actions.versions import _seal, append
from werkstatt.concepts.queries import drop, text_of
from werkstatt.conferences import actions as conferences
from werkstatt.conferences.actions.capture import Note, issue_links, write_down
from werkstatt.conferences.models import Conference, Registration, TableLink, TopicTable
from werkstatt.inbox.actions import revise, take_letter
from werkstatt.inbox.actions import understand as understand_letter
from werkstatt.inbox.models import Letter
from werkstatt.lib import clock
from werkstatt.participation.actions import open_round, receive
from werkstatt.participation.models import Channel, Contribution, Round
from werkstatt.participation.queries import form_of

_numbers = count(1)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# --- authorities, people ---------------------------------------------------------------------------------------------


def authority(slug: str = "", name: str = "Landkreis Erlenau") -> Authority:
    """An authority; each call another one."""
    return Authority.objects.create(name=name, slug=slug or f"erlenau-{next(_numbers)}", level=Level.KREIS)


def person(where: Authority | None, role: str = OfficeRole.COMMISSIONER, name: str = "Alma Brandt") -> User:
    """A person with a role in an authority (None = a person without any)."""
    user = User.objects.create(email=f"person{next(_numbers)}@erlenau.example", name=name)
    if where is not None:
        Membership.objects.create(user=user, authority=where, role=role)
    return user


def signed_in(who: User) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    client.force_login(who)
    return client


# --- a concept as a value --------------------------------------------------------------------------------------------


def responsible(name: str, verbatim: str = "") -> Responsibility:
    """A responsibility led by one house."""
    return Responsibility(verbatim or name, (Holder(name, Role.LEAD),))


ONGOING = Timing("fortlaufend", kind=TimingKind.ONGOING)


def measure(uid: str, number: str | None, text: str, who: str = "", timing: Timing | None = ONGOING) -> Element:
    """A measure."""
    return Element(
        uid, Kind.MEASURE, number=number, text=text, responsibility=responsible(who) if who else None, timing=timing
    )


def goal(uid: str, number: str, title: str, *measures: Element) -> Element:
    """A goal with its measures."""
    return Element(uid, Kind.GOAL, number=number, label="Ziel", title=title, children=measures)


def area(uid: str, number: str, title: str, *children: Element) -> Element:
    """An area with an introduction and its goals."""
    opening = Element(f"{uid}txt", Kind.TEXT, text=f"Worum es bei **{title}** im Landkreis Erlenau geht.")
    return Element(uid, Kind.AREA, number=number, label="Handlungsfeld", title=title, children=(opening, *children))


def concept_value() -> Concept:
    """Two areas, four goals, six measures, two texts. Uids: area0001, goal0011, meas0111 … as the numbers say."""
    school_year = Timing(
        "Beginn Schuljahr 2027/28",
        kind=TimingKind.MILESTONES,
        milestones=(Milestone("Beginn Schuljahr 2027/28", "2027-08-01"),),
    )
    due = Timing("bis Ende 2027", kind=TimingKind.DEADLINE, due="2027-12-31")
    language = area(
        "area0001",
        "1",
        "Sprache und Bildung",
        goal(
            "goal0011",
            "1.1",
            "Alle Zugewanderten finden einen passenden Sprachkurs.",
            measure("meas0111", "1.1.1", "Übersicht der Sprachkurse im Landkreis führen.", "Bildungsbüro Erlenau"),
            measure("meas0112", "1.1.2", "Sprachkurse mit Kinderbetreuung anbieten.", "Volkshochschule Erlenau", due),
        ),
        goal(
            "goal0012",
            "1.2",
            "Kinder kommen gut in der Schule an.",
            measure("meas0121", "1.2.1", "Lotsinnen begleiten Familien beim Schulstart.", "Schulamt", school_year),
        ),
    )
    work = area(
        "area0002",
        "2",
        "Arbeit und Beruf",
        goal(
            "goal0021",
            "2.1",
            "Abschlüsse werden zügig anerkannt.",
            measure("meas0211", "2.1.1", "Sprechstunde zur Anerkennung in Erlenstadt.", "Jobcenter Erlenau"),
            measure("meas0212", "2.1.2", "Wegweiser zur Anerkennung in fünf Sprachen.", "Jobcenter Erlenau", due),
        ),
        goal(
            "goal0022",
            "2.2",
            "Betriebe stellen Zugewanderte ein.",
            measure("meas0221", "2.2.1", "Ein Betriebsfrühstück im Halbjahr.", "Wirtschaftsförderung", None),
        ),
    )
    return Concept(
        title="Integrationskonzept Landkreis Erlenau",
        authority="Landkreis Erlenau",
        edition=EditionMark(label="Erstfassung 2026–2029", ordinal=0, date="2026-03-18"),
        elements=(language, work),
        abbreviations=(Abbreviation("VHS", "Volkshochschule"),),
    )


def reworded(value: Concept, uid: str, text: str) -> Concept:
    """The concept with another text of one element."""
    found = value.find(uid)
    assert found is not None
    return amend(value, [Edited(uid, "text", found.text, text)])


def held_by(*cells: str) -> Concept:
    """The concept with these responsibilities: the first cell for the first measure, and so on; the rest is led by nobody."""
    value = concept_value()
    measures = [element for element in value.walk() if element.kind is Kind.MEASURE]
    assert len(cells) <= len(measures)
    given = [parse(cell) for cell in cells] + [None] * (len(measures) - len(cells))
    return amend(
        value,
        [
            Edited(element.uid, "responsibility", element.responsibility, new)
            for element, new in zip(measures, given, strict=True)
            if element.responsibility != new
        ],
    )


# --- concepts --------------------------------------------------------------------------------------------------------


def concept(where: Authority | None = None) -> concepts.Concept:
    """The concept of an authority, still without a version."""
    found, _ = concepts.Concept.objects.get_or_create(authority=where or authority())
    return found


def version(
    where: Authority | None = None, value: Concept | None = None, parent: concepts.Version | None = None
) -> concepts.Version:
    """A sealed version with its index; without a parent the authority's first, with one it needs another wording."""
    value = value or concept_value()
    if parent is None:
        return _seal(concept(where), None, value, person=None, remark="eingelesen")
    return append(parent.concept, parent, diff(text_of(parent), value), person=None, remark="überarbeitet")


def published(where: Authority | None = None, value: Concept | None = None) -> concepts.Version:
    """A version that everybody may read."""
    made = version(where, value)
    concepts.Publication.objects.create(version=made)
    return made


DOCUMENT = """# Integrationskonzept Landkreis Erlenau

Erstfassung 2026–2029

## 1 Handlungsfeld 1: Sprache und Bildung

Worum es bei der Sprache geht.

### Ziel 1.1: Alle Zugewanderten finden einen Sprachkurs.

| Nr. | Maßnahme | Zuständigkeit | Termin |
|---|---|---|---|
| 1.1.1 | Übersicht der Sprachkurse im Landkreis führen. | Bildungsbüro Erlenau | fortlaufend |
| 1.1.2 | Sprachkurse mit Kinderbetreuung anbieten. | Volkshochschule | bis Ende 2027 |

## 2 Handlungsfeld 2: Arbeit und Beruf

### Ziel 2.1: Abschlüsse werden zügig anerkannt.

| Nr. | Maßnahme | Zuständigkeit | Termin |
|---|---|---|---|
| 2.1.1 | Sprechstunde zur Anerkennung in Erlenstadt. | Jobcenter Erlenau | fortlaufend |
| 2.1.2 | Wegweiser zur Anerkennung.<br><br>Lotsinnen begleiten die Menschen. | Jobcenter Erlenau | |
"""


def document(old: str = "", new: str = "") -> bytes:
    """A document with two areas, two goals, four measures and one uncertain place (2.1.2), corrected where told so."""
    return DOCUMENT.replace(old, new).encode()


def read_in(
    where: Authority, who: User | None = None, content: bytes = b"", name: str = "konzept.md"
) -> concepts.Import:
    """An import that has been read and waits for its check (or whatever became of it)."""
    made = upload(where, who, name, content or document())
    understand(None, made.pk)
    return concepts.Import.objects.select_related("authority", "base").get(pk=made.pk)


def read_pdf(where: Authority, who: User | None = None, content: bytes = b"") -> concepts.Import:
    """An import of a PDF of two pages: the blocks of `content`, one below the other, the second half on the second page."""
    pages = typst.compile(b"Erste Seite #pagebreak() Zweite Seite", format="pdf")
    assert isinstance(pages, bytes)
    made = upload(where, who, "konzept.pdf", pages)
    reading = read(content or document(), "konzept.md")
    half = len(reading.blocks) // 2
    blocks = tuple(spotted(block, index // half + 1, index % half) for index, block in enumerate(reading.blocks))
    _store(made, replace(reading, blocks=blocks))
    return concepts.Import.objects.select_related("authority", "base").get(pk=made.pk)


def spotted(block: Block, page: int, line: int) -> Block:
    """The block on this page, in this line of it."""
    spot = Spot(min(page, 2), 0.1, line / 20, 0.9, line / 20 + 0.04)
    if isinstance(block, Table):
        return replace(block, rows=tuple(replace(row, spot=spot) for row in block.rows))
    return replace(block, spot=spot)


def dropped_out(text: Concept, uid: str) -> tuple[Change, ...]:
    """The change that drops an element; none where it is gone already."""
    return drop(text, [uid]).changes if text.find(uid) else ()


# --- participation ---------------------------------------------------------------------------------------------------


def round_(version: concepts.Version | None = None, title: str = "Was hat sich bewährt?", days: int = 30) -> Round:
    """A round that is open from yesterday for so many days."""
    made = version or published()
    now = clock.now()
    return open_round(
        made.concept.authority,
        None,
        version=made,
        title=title,
        introduction="Sagen Sie uns, was Sie mit den Maßnahmen erlebt haben.",
        afterwards="Sie bekommen eine Antwort.",
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=days),
    )


def said(where: Round, uid: str = "meas0111", comment: str = "Auch auf Ukrainisch.", **more: str) -> Contribution:
    """One contribution that came by the web form."""
    suggestion = Suggestion(
        uid=uid or None,
        verdict=Verdict(more.get("verdict", "adjust")),
        comment=comment,
        proposal=more.get("proposal", ""),
        area=more.get("area"),
    )
    submission, _ = receive(
        where,
        [suggestion],
        channel=Channel.WEB,
        form_key=uuid4(),
        organisation=more.get("organisation", ""),
        language=more.get("language", "de"),
    )
    return submission.contributions.get()


def filled_matrix(form: Form, answers: dict[str, str]) -> bytes:
    """The Word matrix with a comment typed beside elements, as a person would: uid -> comment."""
    document = Document(BytesIO(matrix.docx(form)))
    wanted = {(form.concept.find(uid).title or form.concept.find(uid).text): text for uid, text in answers.items()}  # type: ignore[union-attr]  # there
    for table in document.tables:
        heads = [cell.text for cell in table.rows[0].cells]
        if "Anmerkung" not in heads:
            continue
        column = heads.index("Anmerkung")
        for row in table.rows[1:]:
            text = next((answer for wording, answer in wanted.items() if wording in row.cells[1].text), None)
            if text:
                type_into(row.cells[column], text)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def type_into(cell: Any, text: str) -> None:
    """Type into a cell's content control, as Word does: the placeholder gives way."""
    for flag in list(cell._tc.iter(f"{W}showingPlcHdr")):
        flag.getparent().remove(flag)
    paragraph = list(cell._tc.iter(f"{W}p"))[-1]
    run = SubElement(paragraph, f"{W}r")
    SubElement(run, f"{W}t").text = text


# --- conferences -----------------------------------------------------------------------------------------------------


def conference(where: Round | None = None, title: str = "Regionalkonferenz Nord", **more: Any) -> Conference:
    """A conference in two weeks with two sittings, 40 seats, announced; `announced=False` leaves it a plan."""
    announced, site = more.pop("announced", True), "http://testserver"
    begins = timezone.localtime(clock.now() + timedelta(days=14)).replace(hour=10, minute=0, second=0, microsecond=0)
    facts: dict[str, Any] = {
        "place": "Bürgerhaus Erlenstadt",
        "address": "Marktplatz 1, 99999 Erlenstadt",
        "starts_at": begins,
        "ends_at": begins + timedelta(hours=6),
        "capacity": 40,
        "registration_closes_at": begins - timedelta(days=1),
        "sittings": [(time(10, 30), time(12)), (time(13), time(14, 30))],
    }
    made = conferences.plan(where or round_(), None, title=title, **(facts | more))
    if announced:
        conferences.announce(made, None, site=site)
    return Conference.objects.select_related("authority", "round__version__concept").get(pk=made.pk)


def coming(to: Conference, name: str = "", *wishes: TopicTable, **more: Any) -> Registration:
    """Somebody registers, by the office where it is closed to others."""
    facts: dict[str, Any] = {"organisation": "", "email": "", "needs": "", "form_key": uuid4(), "person": None} | more
    return conferences.register(to, name=name, wishes=[table.pk for table in wishes], **facts)


def topic_tables(to: Conference, count: int, seats: int = 6) -> list[TopicTable]:
    """So many tables with topics of their own."""
    return [conferences.add_table(to, None, topic=f"Thema {number}", seats=seats) for number in range(1, count + 1)]


def table_link(at: TopicTable, who: User | None = None) -> TableLink:
    """The open link of a table."""
    issue_links(at.conference, who)
    return TableLink.objects.select_related("table", "issued_by").get(table=at, closed_at=None)


def remark(at: TopicTable, text: str = "Mehr Kurse am Abend.", **more: Any) -> Contribution:
    """Somebody's words, written down at a table."""
    facts: dict[str, Any] = {"uid": "", "choice": "adjust"} | more
    made = write_down(table_link(at), Note(text=text, **facts), key=uuid4())
    return made.contributions.get()


# --- the post ---------------------------------------------------------------------------------------------------------

LETTER = """Guten Tag,

zu Maßnahme 1.1.2: bitte auch am Abend.

Der Wegweiser zur Anerkennung sollte auf Ukrainisch erscheinen.

Mit freundlichen Grüßen
Ida Sommer
Frauenhaus Erlenau e. V.
"""


def mail_of(body: str = LETTER, number: str = "eins@verein.example", **more: Any) -> EmailMessage:
    """A mail from Ida Sommer; attachments can be added to it."""
    mail = EmailMessage()
    mail["From"] = more.get("sender", "Ida Sommer <ida@verein.example>")
    mail["To"] = "integration@erlenau.example"
    mail["Subject"] = more.get("subject", "Stellungnahme")
    mail["Date"] = format_datetime(more.get("sent", datetime(2026, 3, 3, 9, 15, tzinfo=UTC)))
    mail["Message-ID"] = f"<{number}>"
    mail.set_content(body)
    return mail


def mail_with_matrix(round_: Round, answers: dict[str, str], *, numbered: bool = False) -> bytes:
    """A mail into which somebody pasted the matrix of a round, between words of their own; uid -> remark."""
    form = form_of(round_)
    heads = "".join(f"<td><p class=MsoNormal><b>{head}</b></p></td>" for head in HEADINGS)
    rows = "".join(_pasted_row(line, answers) for part in sections(form) for line in part.lines)
    number = f"<p class=MsoNormal>Kennung der Matrix: {form.id}</p>" if numbered else ""
    mail = mail_of(
        f"Guten Tag,\n\nuns fehlt ein Angebot am Abend.\n\n{' | '.join(HEADINGS)}\n\n{list(answers.values())}"
    )
    mail.add_alternative(
        "<div class=WordSection1><p class=MsoNormal>Guten Tag,<o:p></o:p></p><p class=MsoNormal>uns fehlt ein Angebot am Abend.</p>"
        f"{number}<table class=MsoNormalTable><tr>{heads}</tr>{rows}</table>"
        "<p class=MsoNormal>Mit freundlichen Grüßen<br>Ida Sommer</p></div>",
        subtype="html",
    )
    return mail.as_bytes()


def _pasted_row(line: Line, answers: dict[str, str]) -> str:
    cells = [
        f"{line.number} [{line.code}]",
        "<br>".join(map(escape, line.wording)),
        "",
        answers.get(line.element.uid, ""),
        "",
        "",
    ]
    return f"<tr>{''.join(f'<td><p class=MsoNormal>{cell}</p></td>' for cell in cells)}</tr>"


def letter(where: Authority, content: bytes = b"", who: User | None = None, name: str = "brief.eml") -> Letter:
    """A mail or letter that has been read and waits (or whatever became of it)."""
    made, _ = take_letter(where, who, name=name, content=content or mail_of().as_bytes())
    understand_letter(made)
    return Letter.objects.select_related("authority", "round", "contact", "submission").get(pk=made.pk)


def placed(made: Letter, who: User | None = None) -> Letter:
    """All points of a letter at their first guess, or nowhere."""

    def change(_: str, passages: Passages) -> Passages:
        for index in open_points(passages):
            guesses = passages[index].guesses
            passages = settle(passages, index, guesses[0].uid if guesses else "")
        return passages

    return revise(made, who, seen=made.edits, change=change)
