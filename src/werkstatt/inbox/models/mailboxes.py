"""The mailbox of an authority."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from werkstatt.authorities.models import Authority
from werkstatt.lib.ciphers import EncipheredField
from werkstatt.participation.models import Round


class Security(models.TextChoices):
    """How the connection is kept from others."""

    TLS = "tls", "TLS (üblich, Port 993)"
    STARTTLS = "starttls", "STARTTLS (Port 143)"
    PLAIN = "plain", "keine, nur im eigenen Netz"


class Mailbox(models.Model):
    """Postfach: fetched every few minutes, one for each authority. Nothing in it is changed.

    `validity` and `last` are IMAP's UIDVALIDITY and UID: what was fetched last. Without `validity` it was never opened;
    then `from_start` says whether what lies there already counts.
    """

    authority = models.OneToOneField(
        Authority, models.CASCADE, related_name="mailbox", verbose_name="Gebietskörperschaft"
    )
    host = models.CharField("Mailserver", max_length=253)
    port = models.PositiveIntegerField("Port", default=993)
    security = models.CharField("Verschlüsselung", max_length=10, choices=Security.choices, default=Security.TLS)
    user = models.CharField("Benutzername", max_length=200)
    password = EncipheredField("Passwort")
    folder = models.CharField("Ordner", max_length=200, default="INBOX")
    round = models.ForeignKey(Round, models.SET_NULL, null=True, related_name="mailboxes", verbose_name="Runde")
    from_start = models.BooleanField("auch, was schon im Ordner liegt", default=False)
    validity = models.PositiveBigIntegerField("Gültigkeit der Nummern", null=True)
    last = models.PositiveBigIntegerField("letzte Nummer", default=0)
    checked_at = models.DateTimeField("zuletzt abgerufen", null=True)
    problem = models.TextField("Hindernis", blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="eingerichtet von")

    class Meta:
        verbose_name = "Postfach"
        verbose_name_plural = "Postfächer"

    def __str__(self) -> str:
        return f"Postfach {self.pk}"
