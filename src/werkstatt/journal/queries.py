"""What was done, and whether the journal is whole."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC

from django.apps import apps
from django.db.models import QuerySet

from werkstatt.journal.models import Entry, Head

BEGINNING = "0" * 64

DEEDS = {
    "accounts.ask_password": "ließ sich einen Link für ein neues Passwort schicken",
    "accounts.change_role": "änderte eine Rolle",
    "accounts.choose_password": "wählte ein Passwort",
    "accounts.invite": "lud eine Person ein",
    "accounts.remove": "entließ eine Person aus der Werkstatt",
    "approval.decide": "trug einen Beschluss ein",
    "approval.open_coordination": "eröffnete eine Abstimmung",
    "approval.sign": "zeichnete mit",
    "authorities.found": "richtete die Werkstatt ein",
    "concepts.append": "legte eine neue Fassung an",
    "concepts.apply": "übernahm ein eingelesenes Dokument",
    "concepts.check": "prüfte eine Stelle beim Einlesen",
    "concepts.compare": "verglich ein Dokument mit der jüngsten Fassung",
    "concepts.confirm": "bestätigte eine Stelle beim Einlesen",
    "concepts.discard": "verwarf ein eingelesenes Dokument",
    "concepts.propose": "schlug eine Änderung vor",
    "concepts.name": "sagte, welche Organisation gemeint ist",
    "concepts.name_nobody": "sagte, dass keine bestimmte Organisation gemeint ist",
    "concepts.publish": "veröffentlichte eine Fassung",
    "concepts.reindex": "baute das Verzeichnis der Elemente neu auf",
    "concepts.hint": "sagte, was eine Stelle eines Dokuments ist",
    "concepts.reread": "ließ ein Dokument mit Hinweisen noch einmal lesen",
    "concepts.revise": "verbesserte, was eingelesen wurde",
    "concepts.understand": "las ein Dokument ein",
    "concepts.undo": "nahm eine Verbesserung beim Einlesen zurück",
    "concepts.upload": "lud ein Dokument hoch",
    "concepts.unname": "nahm zurück, welche Organisation gemeint ist",
    "concepts.withdraw": "nahm eine vorgeschlagene Änderung zurück",
    "conferences.close_link": "schloss den Link zum Mitschreiben an einem Tisch",
    "conferences.issue_links": "stellte Links zum Mitschreiben aus",
    "conferences.publish_minutes": "veröffentlichte ein Ergebnisprotokoll",
    "conferences.retract_minutes": "rief ein Ergebnisprotokoll zurück",
    "conferences.add_table": "legte einen Thementisch an",
    "conferences.announce": "kündigte eine Konferenz an",
    "conferences.assign": "verteilte die Plätze an den Tischen",
    "conferences.call_off": "sagte eine Konferenz ab",
    "conferences.cancel": "meldete jemanden von einer Konferenz ab",
    "conferences.change": "änderte die Angaben zu einer Konferenz",
    "conferences.change_table": "änderte einen Thementisch",
    "conferences.drop_table": "entfernte einen Thementisch",
    "conferences.erase": "löschte die Angaben zu denen, die auf einer Konferenz waren",
    "conferences.lay_tables": "legte je Handlungsfeld einen Thementisch an",
    "conferences.move": "legte einen Platz an einem Tisch fest",
    "conferences.move_up": "ließ jemanden von der Warteliste nachrücken",
    "conferences.plan": "plante eine Konferenz",
    "conferences.register": "nahm eine Anmeldung zu einer Konferenz entgegen",
    "conferences.release": "löste einen festgelegten Platz",
    "inbox.address": "sagte, wohin ein Schreiben gehört",
    "inbox.deliver": "nahm Post auf",
    "inbox.discard": "legte ein Schreiben weg",
    "inbox.forget_mailbox": "entfernte das Postfach",
    "inbox.set_mailbox": "richtete das Postfach ein",
    "inbox.restore": "nahm ein Schreiben wieder auf",
    "inbox.revise": "änderte, wie ein Schreiben aufgeteilt ist",
    "inbox.map_columns": "sagte, was die Spalten eines Portalexports bedeuten",
    "inbox.take_export": "nahm einen Portalexport auf",
    "inbox.try_export_again": "versuchte es mit einem Portalexport noch einmal",
    "inbox.take_export_back": "nahm einen ganzen Portalexport zurück",
    "inbox.take_rows": "übernahm die neuen Beiträge eines Portalexports",
    "inbox.take_back": "nahm die Übernahme eines Schreibens zurück",
    "inbox.take_letter": "nahm ein Schreiben auf",
    "inbox.take_over": "übernahm ein Schreiben",
    "inbox.understand": "las ein Schreiben",
    "inbox.undo": "nahm einen Schritt an einem Schreiben zurück",
    "network.add_body": "nahm ein Gremium auf",
    "network.add_organisation": "nahm eine Organisation auf",
    "network.add_spellings": "nahm Schreibweisen einer Organisation auf",
    "network.drop_spellings": "strich Schreibweisen einer Organisation",
    "network.merge": "legte zwei Organisationen zusammen",
    "network.rename": "benannte eine Organisation um",
    "participation.change_round": "änderte eine Beteiligungsrunde",
    "participation.drop_contested": "nahm einen strittigen Punkt von der Seite einer Runde",
    "participation.moderate": "gab Rückmeldungen frei oder hielt sie zurück",
    "participation.put_beside": "stellte eine Übersetzung neben eine Rückmeldung",
    "participation.redact": "schwärzte eine Rückmeldung",
    "participation.set_contested": "trug einen strittigen Punkt ein",
    "participation.close_round": "schloss eine Beteiligungsrunde",
    "participation.confirm": "bestätigte eine ausgefüllte Matrix",
    "participation.confirm_clear": "bestätigte mehrere ausgefüllte Matrizen",
    "participation.deliver": "nahm mehrere Dateien auf einmal auf",
    "participation.take_back": "nahm eine Lieferung zurück",
    "participation.discard": "verwarf eine ausgefüllte Matrix",
    "participation.erase_contacts": "löschte E-Mail-Adressen, deren Zeit um ist",
    "participation.forget": "löschte die E-Mail-Adresse einer Zuschrift",
    "participation.open_round": "eröffnete eine Beteiligungsrunde",
    "participation.receive": "nahm eine Zuschrift entgegen",
    "participation.take_in": "nahm eine ausgefüllte Matrix entgegen",
    "participation.withdraw": "nahm eine Zuschrift zurück",
    "participation.bring": "nahm eine Tabelle mit Übersetzungen auf",
    "participation.take_over": "übernahm Übersetzungen aus einer Tabelle",
    "participation.translate": "übersetzte Texte einer Runde",
    "participation.tell": "schrieb, dass eine Antwort da ist, und löschte die Adresse",
    "participation.understand": "las eine ausgefüllte Matrix",
    "review.amend": "änderte das Konzept aufgrund einer Rückmeldung",
    "review.answer": "beantwortete eine Rückmeldung",
    "review.draft": "schloss die Auswertung ab",
    "review.place": "ordnete eine Rückmeldung zu",
    "work.deliver": "versandte eine E-Mail",
}


@dataclass(frozen=True)
class Break:
    """Where the chain does not hold, and why."""

    position: int
    sentence: str


def digest_of(entry: Entry) -> str:
    """SHA-256 over everything an entry says, and the digest before it. Times count in UTC, as the database gives them back."""
    said = [
        entry.position,
        entry.at.astimezone(UTC).isoformat(),
        entry.authority_id,
        entry.actor_id,
        entry.deed,
        entry.subject,
        entry.facts,
        entry.previous,
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def entries_of(authority_id: int) -> QuerySet[Entry]:
    """All deeds in an authority, newest first."""
    return Entry.objects.filter(authority_id=authority_id)


def deed_in_words(deed: str) -> str:
    """What somebody did, to go after "Frau Beispiel "."""
    return DEEDS.get(deed, f"tat „{deed}“")


def subject_in_words(subject: str) -> str:
    """From concepts.version:12 to "Fassung 12"; what is no longer known stays as it is."""
    label, _, number = subject.partition(":")
    try:
        return f"{apps.get_model(label)._meta.verbose_name} {number}"
    except (LookupError, ValueError):
        return subject


def first_break() -> Break | None:
    """Walk the whole chain. None: it holds from the first entry to its end."""
    position, digest = 0, BEGINNING
    for entry in Entry.objects.order_by("position").iterator(chunk_size=1000):
        if entry.position != position + 1:
            return Break(position + 1, f"Eintrag {position + 1} fehlt.")
        if entry.previous != digest:
            return Break(entry.position, f"Eintrag {entry.position} schließt nicht an den davor an.")
        if digest_of(entry) != entry.digest:
            return Break(entry.position, f"Eintrag {entry.position} wurde verändert.")
        position, digest = entry.position, entry.digest
    head = Head.objects.first() or Head()
    if (head.position, head.digest) != (position, digest):
        return Break(position + 1, f"Hinter Eintrag {position} fehlen Einträge.")
    return None
