"""Where the mailbox is, and who may read it."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.db.models import QuerySet

from werkstatt.inbox.models import Mailbox, Security
from werkstatt.participation.models import Round


def plain_line(value: str) -> None:
    """One line without control characters: what is sent to a server must not hold a second command."""
    if re.search(r"[\x00-\x1f\x7f]", value):
        raise forms.ValidationError("Bitte nur sichtbare Zeichen in einer Zeile verwenden.")


class MailboxForm(forms.Form):
    """An IMAP mailbox."""

    host = forms.RegexField(
        r"^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$",
        label="Mailserver (IMAP)",
        max_length=253,
        help_text="Zum Beispiel imap.erlenau.example.",
        error_messages={"invalid": "Bitte den Namen des Servers ohne http:// und ohne Port angeben."},
    )
    port = forms.IntegerField(label="Port", min_value=1, max_value=65_535, initial=993)
    security = forms.ChoiceField(label="Verschlüsselung", choices=Security.choices, initial=Security.TLS)
    user = forms.CharField(
        label="Benutzername", max_length=200, validators=[plain_line], help_text="Oft die ganze E-Mail-Adresse."
    )
    password = forms.CharField(
        label="Passwort",
        max_length=300,
        required=False,
        strip=False,
        validators=[plain_line],
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text="Es liegt verschlüsselt. Leer lassen heißt: Das bisherige gilt weiter.",
    )
    folder = forms.CharField(
        label="Ordner",
        max_length=200,
        initial="INBOX",
        validators=[plain_line],
        help_text="INBOX ist der Posteingang. Am besten legen Sie einen eigenen Ordner für die Beteiligung an.",
    )
    round = forms.ModelChoiceField(
        label="Runde",
        queryset=Round.objects.none(),
        required=False,
        empty_label="die Runde, die gerade läuft",
        help_text="Wohin die Mails gehören; bei jedem Schreiben lässt es sich ändern.",
    )
    from_start = forms.BooleanField(
        label="Auch abrufen, was schon im Ordner liegt",
        required=False,
        help_text="Sonst zählt nur, was ab jetzt kommt.",
    )

    def __init__(self, rounds: QuerySet[Round], mailbox: Mailbox | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mailbox = mailbox
        self.fields["round"].queryset = rounds  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean(self) -> dict[str, Any]:
        """A password is needed once, and again for another server: else a stranger's server would get it."""
        cleaned: dict[str, Any] = super().clean() or {}
        known = self.mailbox
        same = known and (known.host, known.user) == (cleaned.get("host"), cleaned.get("user"))
        if not cleaned.get("password") and not same and "password" not in self.errors:
            self.add_error("password", "Bitte das Passwort für dieses Postfach angeben.")
        return cleaned


def known_fields(mailbox: Mailbox | None) -> dict[str, Any]:
    """What a form shows of a mailbox that is set up; never the password."""
    if mailbox is None:
        return {}
    names = ("host", "port", "security", "user", "folder", "round", "from_start")
    return {name: getattr(mailbox, name) for name in names}
