"""A county in which everything exists once, and in which everything that is not public says GEHEIM."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from konzept import canonical
from konzept.change import Edited
from konzept.minutes import Arrangement
from konzept.read.portal import Column
from tests import factories
from werkstatt.accounts.models import Role, User
from werkstatt.approval import actions as approval
from werkstatt.approval.models import Coordination
from werkstatt.approval.queries import token_of
from werkstatt.authorities.models import Authority
from werkstatt.concepts import actions as concepts
from werkstatt.concepts.actions.namings import name
from werkstatt.concepts.models import Change, Import, Naming, Version
from werkstatt.concepts.queries import text_of
from werkstatt.conferences import actions as conferences
from werkstatt.conferences.actions.minutes import publish_minutes
from werkstatt.conferences.models import Conference, Registration, TableLink, TopicTable
from werkstatt.conferences.queries import token_of as link_of
from werkstatt.conferences.queries.capture import token_of_link
from werkstatt.conferences.queries.minutes import Subject
from werkstatt.inbox.actions import count, map_columns, set_mailbox, take_export
from werkstatt.inbox.models import Letter, PortalExport
from werkstatt.inbox.tasks import count_export
from werkstatt.lib import clock, files
from werkstatt.network.actions import add_body, add_organisation
from werkstatt.network.models import Body, Organisation
from werkstatt.participation import actions as participation
from werkstatt.participation.models import ContestedPoint, Contribution, Delivery, Round, TranslationFile, Upload
from werkstatt.participation.queries import form_of
from werkstatt.participation.tasks import read_delivery
from werkstatt.review import actions as review
from werkstatt.work.models import Job

SECRET = "GEHEIM"


@dataclass(frozen=True)
class World:
    """The county, its people by role, and one of each thing."""

    where: Authority
    people: dict[str, User]
    old: Version
    new: Version
    running: Round
    closed: Round
    contribution: Contribution
    point: ContestedPoint
    delivery: Delivery
    upload: Upload
    translated: TranslationFile
    letter: Letter
    export: PortalExport
    import_: Import
    pdf: Import
    pending: Change
    coordination: Coordination
    organisation: Organisation
    naming: Naming
    job: Job
    editions: tuple[str, str]
    conference: Conference
    registration: Registration
    table: TopicTable
    link: TableLink

    @property
    def addressee(self) -> Any:
        """The body that is asked to cosign."""
        return self.coordination.addressees.get()

    @property
    def examples(self) -> dict[str, dict[str, Any]]:
        """Address -> what fills its pattern. `*` and `app:*` hold for all that do not say otherwise."""
        return {
            "*": {"slug": self.where.slug, "uid": "meas0111", "ordinal": self.new.ordinal},
            "web:*": {
                "edition": self.editions[0],
                "old": self.editions[0],
                "new": self.editions[1],
                "name": "konzept",
                "ending": "json",
                "code": "K7F3-92QM-AAAA",
            },
            "accounts:*": {
                "number": self.people[Role.READER].memberships.get().pk,
                "uidb64": "MQ",
                "token": "abc-def",
            },
            "work:*": {"number": self.job.pk},
            "concepts:*": {"pk": self.import_.pk, "block": 0, "number": 1},
            "concepts:picture": {"pk": self.pdf.pk, "number": 1},
            "concepts:check_element": {"uid": canonical.loads(self.import_.proposal).elements[0].uid},
            "concepts:withdraw": {"pk": self.pending.pk},
            "concepts:organisation": {"number": self.organisation.pk},
            "concepts:unname": {"act": self.naming.act},
            "network:*": {
                "number": self.organisation.pk,
                "spelling": self.organisation.spellings.get(text=f"{SECRET} Schreibweise").pk,
            },
            "participation:*": {
                "code": "K7F3-92QM-AAAA",
                "name": self.running.slug,
                "key": self.upload.key,
                "form": "docx",
                "language": "en",
                "ending": "csv",
            },
            "participation:translation_file": {"key": self.translated.key},
            "participation:delivery": {"key": self.delivery.key},
            "participation:take_back": {"key": self.delivery.key},
            "participation:attachment": {
                "name": self.closed.slug,
                "number": self.contribution.submission.attachments.get().pk,
            },
            "participation:redact": {"name": self.closed.slug, "number": self.contribution.pk},
            "participation:put_beside": {"name": self.closed.slug, "number": self.contribution.pk},
            "participation:change_contested": {"name": self.closed.slug, "number": self.point.pk},
            "participation:drop_contested": {"name": self.closed.slug, "number": self.point.pk},
            "conferences:*": {
                "name": self.conference.slug,
                "number": self.registration.pk,
                "ordinal": 1,
                "token": link_of(self.registration),
                "paper": "teilnahme",
                "ending": "docx",
            },
            "conferences:round_minutes": {"name": self.running.slug},
            "conferences:round_minutes_file": {"name": self.running.slug},
            "conferences:public_round_minutes": {"name": self.running.slug},
            "conferences:public_round_minutes_file": {"name": self.running.slug},
            **{
                f"conferences:{page}": {"token": token_of_link(self.link)}
                for page in ("capture", "strike", "send", "written", "worker", "wall", "wall_now")
            },
            "conferences:close_link": {"number": self.table.pk},
            "conferences:table": {"number": self.table.pk},
            "conferences:drop_table": {"number": self.table.pk},
            "inbox:*": {"key": self.letter.key, "number": 0, "name": self.running.slug},
            "inbox:export": {"key": self.export.key},
            "inbox:columns": {"key": self.export.key},
            "inbox:take": {"key": self.export.key},
            "inbox:take_export_back": {"key": self.export.key},
            "inbox:try_export_again": {"key": self.export.key},
            "review:*": {"name": self.closed.slug, "number": self.contribution.pk},
            "approval:*": {
                "number": self.coordination.pk,
                "addressee": self.addressee.pk,
                "token": token_of(self.addressee),
            },
        }

    def filled(self, name: str, wanted: list[str]) -> dict[str, Any]:
        """What fills this address."""
        examples = self.examples
        known = {**examples["*"], **examples.get(f"{name.partition(':')[0]}:*", {}), **examples.get(name, {})}
        return {key: known[key] for key in wanted}


def people_of(where: Authority) -> dict[str, User]:
    """One person of each role."""
    return {role: factories.person(where, role, f"{SECRET} {role}") for role in Role.values}


def decided(body: Body, version: Version, label: str) -> str:
    """The version as an edition; its address."""
    today = clock.now().date()
    return approval.decide(version, None, body=body, decided_on=today, reference="12/2026", label=label).slug


def rounds(old: Version) -> tuple[Round, Round, Contribution]:
    """A running round, a closed one and what somebody said in it."""
    running = factories.round_(old, "Wie geht es uns damit?")
    closed = factories.round_(old, "Was fehlt noch?")
    participation.change_round(running, None, visibility="moderated")
    factories.said(running, comment=f"{SECRET} ungeprüfte Anregung", organisation=f"{SECRET} Verein")
    contribution = factories.said(closed, comment=f"{SECRET} Anregung", organisation=f"{SECRET} Verein")
    secret = files.keep(f"%PDF-1.7 {SECRET} Anlage".encode())
    participation.attach(contribution.submission, [(f"{SECRET}.pdf", secret, 30)])
    participation.close_round(closed, None)
    review.answer(closed, [contribution], None, outcome="noted", reason=f"{SECRET} Begründung")
    return running, closed, contribution


def taken_in(running: Round) -> Upload:
    """A filled matrix that waits for a person."""
    content = factories.filled_matrix(form_of(running), {"meas0111": f"{SECRET} Matrix"})
    upload, _ = participation.take_in(running, name=f"{SECRET}.docx", content=content)
    participation.understand(upload)
    upload.refresh_from_db()
    return upload


def translated(running: Round, lead: User) -> TranslationFile:
    """A table of translations that waits for a person."""
    content = f"Kennung;Teil;Deutsch;Übersetzung\nmeas0112;text;Sprachkurs;{SECRET} translation\n"
    return participation.bring(running, lead, "en", name=f"{SECRET}.csv", content=content.encode(), checked=False)


def delivered(running: Round, lead: User) -> Delivery:
    """Files that came together."""
    content = factories.filled_matrix(form_of(running), {"meas0112": f"{SECRET} Lieferung"})
    made = participation.deliver(
        running,
        lead,
        [(f"{SECRET} b.docx", content)],
        then=read_delivery,
        goes_to="participation:delivery",
        alone="participation:check",
    )
    participation.understand(made.uploads.get())
    return made


def found(slug: str = "erlenau") -> World:
    """Everything through the deeds that a person would have done."""
    where = factories.authority(slug)
    people = people_of(where)
    lead = people[Role.COMMISSIONER]
    council = add_body(where, None, name="Kreistag", decides=True)
    first = factories.version(where)
    value = factories.reworded(factories.concept_value(), "meas0112", "Sprachkurse am Abend anbieten.")
    old = factories.version(where, value, parent=first)
    editions = (decided(council, first, "Erstfassung 2024"), decided(council, old, "1. Fortschreibung 2026"))
    running, closed, contribution = rounds(old)
    new = factories.version(where, factories.reworded(value, "meas0111", f"{SECRET} Entwurf"), parent=old)
    mailbox(where, lead)
    body = add_body(where, lead, name=f"{SECRET} Gremium", email="geheim@erlenau.example")
    coordination = approval.open_coordination(
        new,
        lead,
        title=f"{SECRET} Vorlage",
        message=f"{SECRET} Anschreiben",
        due_on=clock.now().date() + timedelta(days=7),
        bodies=[body],
        site="http://testserver",
    )
    approval.sign(coordination.addressees.get(), stance="conditional", reason=f"{SECRET} Maßgabe")
    return World(
        where=where,
        people=people,
        old=old,
        new=new,
        running=running,
        closed=closed,
        contribution=contribution,
        point=participation.set_contested(
            closed, lead, title="Wer bezahlt?", positions=[{"who": "Kreis", "text": "Das Land."}] * 2
        ),
        upload=taken_in(running),
        translated=translated(running, lead),
        export=exported(running, lead),
        letter=factories.letter(where, factories.mail_of(f"{SECRET} Brief", subject=f"{SECRET} Betreff").as_bytes()),
        delivery=delivered(running, lead),
        import_=factories.read_in(where, lead, factories.document("Sprachkurs.", f"{SECRET} Import.")),
        pdf=factories.read_pdf(where, lead, factories.document("Sprachkurs.", f"{SECRET} Seite.")),
        pending=proposed(new, lead),
        coordination=coordination,
        organisation=add_organisation(where, lead, name=f"{SECRET} Haus", spellings=[f"{SECRET} Schreibweise"]),
        naming=named(new, lead),
        job=Job.objects.create(authority=where, started_by=lead, title=f"{SECRET} Auftrag"),
        editions=editions,
        **conference_of(running),
    )


def conference_of(running: Round) -> dict[str, Any]:
    """One that is announced, with somebody who comes and sits somewhere; and one that is only planned."""
    factories.conference(running, f"{SECRET} Planung", announced=False)
    announced = factories.conference(running)
    tables = factories.topic_tables(announced, 2)
    told = {"organisation": f"{SECRET} Verein", "needs": f"{SECRET} Rollstuhl", "email": "geheim@erlenau.example"}
    registration = factories.coming(announced, f"{SECRET} Gast", **told)
    conferences.assign(announced)
    publish_what_was_said(announced, tables[0])
    return {
        "conference": announced,
        "registration": registration,
        "table": tables[0],
        "link": factories.table_link(tables[0]),
    }


def exported(running: Round, lead: User) -> PortalExport:
    """An export of the portal that waits to be taken over."""
    content = f"Nr;Text\n1;{SECRET} Beitrag\n".encode()
    made = take_export(running, lead, name=f"{SECRET}.csv", content=content, then=count_export)
    count(map_columns(made, lead, {Column.NUMBER: 0, Column.TEXT: 1}, then=count_export))
    made.refresh_from_db()
    return made


def publish_what_was_said(conference: Conference, table: TopicTable) -> None:
    """Minutes that everybody reads; what was held back nobody does."""
    running = conference.round
    participation.moderate(running, [factories.remark(table, "Für alle.")], None, published=True)
    for subject in (Subject(running, conference), Subject(running)):
        publish_minutes(subject, None, arrangement=Arrangement.QUESTIONS)
    participation.moderate(running, [factories.remark(table, f"{SECRET} Beleidigung")], None, published=False)


def mailbox(where: Authority, lead: User) -> None:
    """A mailbox that nobody fetches."""
    fields = {"host": "imap.invalid", "port": 993, "security": "tls", "folder": "INBOX", "round": None}
    set_mailbox(where, lead, user=f"{SECRET}-Postfach", password=f"{SECRET}-Passwort", from_start=False, **fields)


def named(version: Version, lead: User) -> Naming:
    """What a person said of a name."""
    naming = name(version.concept, lead, ["Jobcenter Erlenau"], called=f"{SECRET} Jobcenter")
    assert naming is not None
    return naming


def proposed(version: Version, lead: User) -> Change:
    """A change that waits for the next version."""
    element = text_of(version).find("meas0112")
    assert element is not None
    return concepts.propose(version.concept, lead, Edited("meas0112", "text", element.text, f"{SECRET} Änderung"))
