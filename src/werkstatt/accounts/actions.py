"""People come, change what they are, and go."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.module_loading import import_string

from konzept.model import Problem
from werkstatt.accounts import queries
from werkstatt.accounts.models import Membership, Role, User
from werkstatt.authorities.models import Authority
from werkstatt.journal.actions import record

INVITATION = """Guten Tag {name},

Sie arbeiten in der Konzeptwerkstatt für „{authority}“ mit. Ihre Rolle: {role}.
{how}

Wenn Sie diese Nachricht nicht erwartet haben, müssen Sie nichts tun.
"""
CHOOSE = """
Bitte wählen Sie zuerst ein Passwort. Der Link gilt sieben Tage und nur ein Mal:
{link}"""
SIGN_IN = """
Melden Sie sich wie gewohnt an:
{link}"""
FORGOTTEN = """Guten Tag {name},

hier können Sie ein neues Passwort wählen. Der Link gilt sieben Tage und nur ein Mal:
{link}

Wenn Sie das nicht gewünscht haben, müssen Sie nichts tun; Ihr Passwort bleibt, wie es ist.
"""
LAST_ONE = (
    "{name} ist die einzige Person mit der Rolle „Beauftragte“. Geben Sie diese Rolle zuerst einer anderen Person."
)


def _send(recipient: str, subject: str, body: str) -> None:
    """The outbox is a higher stage: settings name it."""
    send: Callable[[str, str, str], object] = import_string(settings.SEND_MAIL)
    send(recipient, subject, body)


@transaction.atomic
def invite(authority: Authority, person: User | None, *, email: str, name: str, role: str, site: str = "") -> User:
    """Give a person a role, and tell them. Who is new gets a link to choose a password. Problem: they have a role already."""
    user = queries.person_with(email) or User(email=email.strip().lower(), name=name)
    if user.pk is None:
        user.set_unusable_password()
        user.save(force_insert=True)
    if Membership.objects.filter(user=user, authority=authority).exists():
        raise Problem(f"{user.name} arbeitet hier schon mit. Die Rolle ändern Sie in der Liste der Personen.")
    membership = Membership.objects.create(user=user, authority=authority, role=role)
    new = not user.has_usable_password()
    how = (
        CHOOSE.format(link=queries.one_time_link(user, site))
        if new
        else SIGN_IN.format(link=site + reverse("accounts:login"))
    )
    body = INVITATION.format(name=user.name, authority=authority.name, role=membership.get_role_display(), how=how)
    _send(user.email, f"Einladung in die Konzeptwerkstatt: {authority.name}", body)
    record("accounts.invite", subject=user, authority=authority, actor=person, role=role)
    return user


@transaction.atomic
def change_role(membership: Membership, person: User | None, role: str) -> Membership:
    """Make somebody something else. Problem: nobody would be left to manage the authority."""
    _keep_one_commissioner(membership, role)
    membership.role = role
    membership.save(update_fields=["role"])
    record("accounts.change_role", subject=membership.user, authority=membership.authority, actor=person, role=role)
    return membership


@transaction.atomic
def remove(membership: Membership, person: User | None) -> None:
    """Somebody no longer works for the authority. Problem: nobody would be left to manage it."""
    _keep_one_commissioner(membership, "")
    record("accounts.remove", subject=membership.user, authority=membership.authority, actor=person)
    membership.delete()


def _keep_one_commissioner(membership: Membership, role: str) -> None:
    """Two who give up their role at once wait for each other on the authority's row."""
    Authority.objects.select_for_update(no_key=True).get(pk=membership.authority_id)
    membership.refresh_from_db(fields=["role"])
    if role != Role.COMMISSIONER and queries.is_last_commissioner(membership):
        raise Problem(LAST_ONE.format(name=membership.user.name))


@transaction.atomic
def ask_password(email: str, *, site: str) -> bool:
    """Send a link to whoever forgot their password. False: nobody has this address, which the page does not tell."""
    user = queries.person_with(email)
    if user is None or not user.is_active:
        return False
    _send(
        user.email,
        "Neues Passwort für die Konzeptwerkstatt",
        FORGOTTEN.format(name=user.name, link=queries.one_time_link(user, site)),
    )
    record("accounts.ask_password", subject=user)
    return True


@transaction.atomic
def choose_password(user: User, password: str) -> None:
    """Set the password; links sent before and other sessions end with it."""
    user.set_password(password)
    user.save(update_fields=["password"])
    record("accounts.choose_password", subject=user, actor=user)
