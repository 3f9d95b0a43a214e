"""Long work and outgoing mail."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from werkstatt.authorities.models import Authority


class Job(models.Model):
    """Auftrag: what a person sees of a long task. Shares its id with the row of django-tasks that the worker takes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey(Authority, models.CASCADE, null=True, verbose_name="Gebietskörperschaft")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name="angestoßen von")
    title = models.CharField("Auftrag", max_length=200)
    goes_to = models.CharField("führt zu", max_length=300, blank=True)
    done = models.PositiveIntegerField("erledigt", default=0)
    total = models.PositiveIntegerField("insgesamt", default=0)
    step = models.CharField("Schritt", max_length=200, blank=True)
    problem = models.TextField("Hindernis", blank=True)
    attempts = models.PositiveSmallIntegerField("Anläufe", default=0)
    heartbeat = models.DateTimeField("Lebenszeichen", null=True)
    created_at = models.DateTimeField("angelegt", auto_now_add=True)
    finished_at = models.DateTimeField("fertig", null=True)

    class Meta:
        verbose_name = "Auftrag"
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.title


class Mail(models.Model):
    """A mail in the outbox. Rendered when sent; the row goes once it is out, its journal entry stays."""

    recipient = models.EmailField("an")
    subject = models.CharField("Betreff", max_length=200)
    body = models.TextField("Text")
    calendar = models.TextField("Termin (iCalendar)", blank=True)
    queued_at = models.DateTimeField("eingestellt", auto_now_add=True)
    sent_at = models.DateTimeField("versandt", null=True)

    class Meta:
        verbose_name = "E-Mail"

    def __str__(self) -> str:
        return self.subject
