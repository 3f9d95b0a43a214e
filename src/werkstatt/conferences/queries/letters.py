"""What people who come are written, in their language."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from werkstatt.conferences.models import Conference, Registration, RegistrationState
from werkstatt.conferences.queries.calendar import calendar
from werkstatt.conferences.queries.conferences import link
from werkstatt.conferences.queries.registrations import token_of
from werkstatt.ui.templatetags.ui import clock as moment

WAITING_STATE = RegistrationState.WAITING


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail before it is in the outbox; `calendar` is "" where there is no entry to make or take back."""

    recipient: str
    subject: str
    body: str
    calendar: str = ""


def own_link(registration: Registration) -> str:
    """Where the person sees their registration and cancels it."""
    return link(registration.conference, "registration", token_of(registration))


def _facts(conference: Conference) -> str:
    where = "\n".join(filter(None, [conference.place, *conference.address.splitlines()]))
    return f"{conference.title}\n{moment(conference.starts_at)}\n{where}"


def _letter(registration: Registration, subject: str, *parts: str, file: str = "") -> Letter | None:
    """None for somebody without an e-mail address."""
    contact, conference = registration.contact, registration.conference
    if contact is None or not contact.email:
        return None
    greeting = _("Guten Tag {name},").format(name=contact.name) if contact.name else _("Guten Tag,")
    body = "\n\n".join([greeting, *parts, conference.authority.name]) + "\n"
    return Letter(contact.email, f"{subject}: {conference.title}", body, file)


def _own_page(registration: Registration) -> str:
    return _("Ihre Anmeldung ansehen oder absagen:") + f"\n{own_link(registration)}"


def _entry(registration: Registration, *, gone: bool = False) -> str:
    """What their calendar gets."""
    return calendar(registration.conference, key=registration.key, own=own_link(registration), gone=gone)


def confirmation(registration: Registration) -> Letter | None:
    """Right after registering."""
    with override(registration.language):
        facts = _facts(registration.conference)
        if registration.state == WAITING_STATE:
            opening = _("alle Plätze sind vergeben. Sie stehen auf der Warteliste:")
            what = _("Wird ein Platz frei, schreiben wir Ihnen sofort.")
            return _letter(registration, _("Auf der Warteliste"), f"{opening}\n{facts}", what, _own_page(registration))
        opening = _("Sie sind angemeldet:")
        file = _("Der Termin für Ihren Kalender liegt bei.")
        parts = (f"{opening}\n{facts}", _own_page(registration), file)
        return _letter(registration, _("Angemeldet"), *parts, file=_entry(registration))


def moved_up(registration: Registration) -> Letter | None:
    """A seat became free."""
    with override(registration.language):
        opening = _("ein Platz ist frei geworden. Sie sind jetzt angemeldet:")
        please = _("Wenn Sie nicht mehr kommen können, sagen Sie bitte ab. Dann rückt die nächste Person nach.")
        parts = (f"{opening}\n{_facts(registration.conference)}", please, _own_page(registration))
        return _letter(registration, _("Ein Platz ist frei"), *parts, file=_entry(registration))


def reminder(registration: Registration) -> Letter | None:
    """Some days before."""
    with override(registration.language):
        opening = _("wir freuen uns auf Sie:")
        please = _("Wenn Sie nicht kommen können, sagen Sie bitte ab. Dann rückt die nächste Person nach.")
        parts = (f"{opening}\n{_facts(registration.conference)}", please, _own_page(registration))
        return _letter(registration, _("Erinnerung"), *parts)


def changed(registration: Registration) -> Letter | None:
    """Time or place is another."""
    with override(registration.language):
        opening = _("Zeit oder Ort haben sich geändert. Jetzt gilt:")
        please = _("Wenn Sie so nicht kommen können, sagen Sie bitte ab.")
        parts = (f"{opening}\n{_facts(registration.conference)}", please, _own_page(registration))
        file = "" if registration.state == WAITING_STATE else _entry(registration)
        return _letter(registration, _("Geändert"), *parts, file=file)


def called_off(registration: Registration) -> Letter | None:
    """It does not take place."""
    with override(registration.language):
        opening = _("diese Veranstaltung findet leider nicht statt:")
        file = "" if registration.state == WAITING_STATE else _entry(registration)
        return _letter(registration, _("Abgesagt"), f"{opening}\n{_facts(registration.conference)}", file=file)


def cancellation(registration: Registration) -> Letter | None:
    """They will not come; written while the address is still known."""
    with override(registration.language):
        opening = _("Sie sind abgemeldet:")
        file = _("Ihren Namen, Ihre Adresse und was Sie brauchen haben wir gelöscht.")
        parts = (f"{opening}\n{_facts(registration.conference)}", file)
        return _letter(registration, _("Abgemeldet"), *parts, file=_entry(registration, gone=True))
