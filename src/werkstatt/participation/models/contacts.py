"""Who may be written to, apart from what was said."""

from __future__ import annotations

from django.db import models

from werkstatt.authorities.models import Authority
from werkstatt.lib import clock
from werkstatt.lib.ciphers import EncipheredField
from werkstatt.participation.models.contributions import Submission


class Contact(models.Model):
    """Kontakt: who may be written to, apart from what was said, enciphered, and gone when it is no longer needed."""

    authority = models.ForeignKey(
        Authority, models.CASCADE, related_name="contacts", verbose_name="Gebietskörperschaft"
    )
    submission = models.OneToOneField(
        Submission, models.PROTECT, null=True, blank=True, related_name="contact", verbose_name="Zuschrift"
    )
    name = EncipheredField("Name", blank=True)
    email = EncipheredField("E-Mail", blank=True)
    added_at = models.DateTimeField("aufgenommen", default=clock.now, editable=False)
    erase_after = models.DateField("zu löschen nach", null=True, blank=True)

    class Meta:
        verbose_name = "Kontakt"
        verbose_name_plural = "Kontakte"

    def __str__(self) -> str:
        return f"Kontakt {self.pk}"
