"""Conferences with their tables, and who comes and sits where."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from konzept.minutes import Arrangement
from werkstatt.authorities.models import Authority
from werkstatt.lib import clock
from werkstatt.lib.ciphers import EncipheredField
from werkstatt.participation.models import Contact, Round, Submission

MOST_PEOPLE = 2_000  # of one conference


class Conference(models.Model):
    """Regionalkonferenz: people meet for a round at tables. Not announced = seen by the office alone.

    `sequence` counts what calendars must know: each change of time or place after the announcement. `site` (scheme and
    host) is where it was announced, for links in mails that no request sends.
    """

    authority = models.ForeignKey(
        Authority, models.PROTECT, related_name="conferences", verbose_name="Gebietskörperschaft"
    )
    round = models.ForeignKey(Round, models.PROTECT, related_name="conferences", verbose_name="Beteiligungsrunde")
    key = models.UUIDField("Kennung im Kalender", default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField("Adresse", max_length=60)
    title = models.CharField("Titel", max_length=200)
    place = models.CharField("Ort", max_length=200)
    address = models.TextField("Anschrift und Anfahrt", blank=True)
    starts_at = models.DateTimeField("Beginn")
    ends_at = models.DateTimeField("Ende")
    programme = models.TextField("Programm", blank=True)
    capacity = models.PositiveIntegerField("Plätze", validators=[MinValueValidator(1), MaxValueValidator(MOST_PEOPLE)])
    accessibility = models.TextField("Barrierefreiheit", blank=True)
    interpreters = models.TextField("Dolmetschen", blank=True)
    registration_closes_at = models.DateTimeField("Anmeldung bis")
    announced_at = models.DateTimeField("angekündigt", null=True, blank=True)
    called_off_at = models.DateTimeField("abgesagt", null=True, blank=True)
    erased_at = models.DateTimeField("Angaben zu Personen gelöscht", null=True, blank=True)
    sequence = models.PositiveIntegerField("Stand für Kalender", default=0)
    site = models.CharField("Adresse der Werkstatt", max_length=200, blank=True)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="geplant von")
    planned_at = models.DateTimeField("geplant", default=clock.now, editable=False)

    class Meta:
        verbose_name = "Konferenz"
        verbose_name_plural = "Konferenzen"
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "slug"], name="one_conference_of_an_address"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="conference_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.title


class Sitting(models.Model):
    """Gesprächsrunde: a stretch of the day in which everybody sits at one table."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="sittings", verbose_name="Konferenz")
    ordinal = models.PositiveSmallIntegerField("Zählung")
    starts_at = models.TimeField("von")
    ends_at = models.TimeField("bis")

    class Meta:
        verbose_name = "Gesprächsrunde"
        verbose_name_plural = "Gesprächsrunden"
        ordering = ["ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["conference", "ordinal"], name="one_sitting_of_a_count"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="sitting_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.ordinal}. Gesprächsrunde"

    @property
    def hours(self) -> str:
        """From when to when: 10:30–12:00 Uhr"""
        return f"{self.starts_at:%H:%M}–{self.ends_at:%H:%M} Uhr"


class TopicTable(models.Model):
    """Thementisch: a table about an area of the concept, or about a topic of its own (`area_uid` empty).

    `moderator` is a function, no name. Without `sittings` it is open in all of them.
    """

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="tables", verbose_name="Konferenz")
    ordinal = models.PositiveSmallIntegerField("Zählung")
    area_uid = models.CharField("Handlungsfeld", max_length=32, blank=True)
    topic = models.CharField("Thema", max_length=200)
    seats = models.PositiveIntegerField("Plätze", validators=[MinValueValidator(1), MaxValueValidator(MOST_PEOPLE)])
    moderator = models.CharField("Moderation", max_length=200, blank=True)
    sittings = models.ManyToManyField(Sitting, related_name="tables", blank=True, verbose_name="Gesprächsrunden")

    class Meta:
        verbose_name = "Thementisch"
        verbose_name_plural = "Thementische"
        ordering = ["ordinal", "pk"]
        constraints = [models.UniqueConstraint(fields=["conference", "ordinal"], name="one_table_of_a_count")]

    def __str__(self) -> str:
        return f"Tisch {self.ordinal}: {self.topic}"


class RegistrationState(models.TextChoices):
    """Where a registration stands."""

    REGISTERED = "registered", "angemeldet"
    WAITING = "waiting", "auf der Warteliste"
    CANCELLED = "cancelled", "abgemeldet"


class Registration(models.Model):
    """Anmeldung: somebody wants to come. Name and address stand apart, in the contact; needs are enciphered; both are erased afterwards.

    `key` makes a form sent twice one registration; the link to it is made from the key, and only its digest is stored.
    `wishes` are numbers of tables, the dearest first.
    """

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="registrations", verbose_name="Konferenz")
    key = models.UUIDField("Kennung des Absendens", default=uuid.uuid4, unique=True)
    token_digest = models.CharField("Prüfsumme des Links", max_length=64, unique=True)
    contact = models.OneToOneField(
        Contact, models.SET_NULL, null=True, blank=True, related_name="registration", verbose_name="Kontakt"
    )
    organisation = models.CharField("Organisation", max_length=200, blank=True)
    wishes = models.JSONField("Wünsche", default=list, blank=True)
    needs = EncipheredField("Was gebraucht wird", blank=True)
    language = models.CharField("Sprache", max_length=12, default="de")
    state = models.CharField("Stand", max_length=12, choices=RegistrationState.choices)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="eingetragen von"
    )
    registered_at = models.DateTimeField("angemeldet", default=clock.now, editable=False)

    class Meta:
        verbose_name = "Anmeldung"
        verbose_name_plural = "Anmeldungen"
        ordering = ["registered_at", "pk"]
        indexes = [models.Index(fields=["conference", "state"], name="registrations_by_state")]

    def __str__(self) -> str:
        return f"Anmeldung {self.pk}"

    @property
    def called(self) -> str:
        """How the office speaks of them: by name, else by organisation and number. `contact` is best fetched along."""
        name = self.contact.name if self.contact else ""
        return name or f"{self.organisation or 'Ohne Namen'} (Nr. {self.pk})"


class Seat(models.Model):
    """Platz: who sits at which table in a sitting; each time at another one. `pinned` = a person of the office laid it down."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="seats", verbose_name="Anmeldung")
    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="seats", verbose_name="Gesprächsrunde")
    table = models.ForeignKey(TopicTable, models.CASCADE, related_name="taken", verbose_name="Thementisch")
    pinned = models.BooleanField("festgelegt", default=False)

    class Meta:
        verbose_name = "Platz"
        verbose_name_plural = "Plätze"
        ordering = ["sitting__ordinal", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "sitting"], name="one_seat_in_a_sitting"),
            models.UniqueConstraint(fields=["registration", "table"], name="each_time_another_table"),
        ]

    def __str__(self) -> str:
        return f"{self.table}, {self.sitting}"


class Reminder(models.Model):
    """Erinnerung: that somebody was reminded so many days before; so it happens once."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="reminders", verbose_name="Anmeldung")
    days = models.PositiveSmallIntegerField("Tage vorher")
    sent_at = models.DateTimeField("am", default=clock.now, editable=False)

    class Meta:
        verbose_name = "Erinnerung"
        verbose_name_plural = "Erinnerungen"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["registration", "days"], name="reminded_once")]

    def __str__(self) -> str:
        return f"{self.registration}, {self.days} Tage vorher"


class TableLink(models.Model):
    """Link zum Mitschreiben: opens the page of a table for whoever moderates it, without account.

    The link is made from the key, only its digest is stored. What comes by it counts as entered by whoever issued it.
    """

    table = models.ForeignKey(TopicTable, models.CASCADE, related_name="links", verbose_name="Thementisch")
    key = models.UUIDField("Kennung", default=uuid.uuid4, unique=True)
    token_digest = models.CharField("Prüfsumme des Links", max_length=64, unique=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="ausgestellt von"
    )
    issued_at = models.DateTimeField("ausgestellt", default=clock.now, editable=False)
    closed_at = models.DateTimeField("geschlossen", null=True, blank=True)

    class Meta:
        verbose_name = "Link zum Mitschreiben"
        verbose_name_plural = "Links zum Mitschreiben"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["table"], condition=Q(closed_at=None), name="one_open_link_of_a_table")
        ]

    def __str__(self) -> str:
        return f"Link zu {self.table}"


class Remark(models.Model):
    """Wortmeldung: a submission that was written down at a table. What was said stands in the submission."""

    sealed: ClassVar[bool] = True

    table = models.ForeignKey(TopicTable, models.PROTECT, related_name="remarks", verbose_name="Thementisch")
    submission = models.OneToOneField(Submission, models.PROTECT, related_name="remark", verbose_name="Zuschrift")

    class Meta:
        verbose_name = "Wortmeldung"
        verbose_name_plural = "Wortmeldungen"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Wortmeldung an Tisch {self.table.ordinal}"


class Minutes(models.Model):
    """Ergebnisprotokoll: what was said, as it was published. Without a conference it is that of the whole round; the newest counts.

    `content` are the statements (konzept.minutes.dumps), `seal` the SHA-256 of it.
    """

    sealed: ClassVar[bool] = True

    round = models.ForeignKey(Round, models.PROTECT, related_name="minutes", verbose_name="Beteiligungsrunde")
    conference = models.ForeignKey(
        Conference, models.PROTECT, null=True, blank=True, related_name="minutes", verbose_name="Konferenz"
    )
    arrangement = models.CharField(
        "Gliederung", max_length=10, choices=[(each.value, each.name) for each in Arrangement]
    )
    content = models.TextField("Aussagen")
    seal = models.CharField("Siegel", max_length=64)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="veröffentlicht von"
    )
    published_at = models.DateTimeField("veröffentlicht", default=clock.now, editable=False)

    class Meta:
        verbose_name = "Ergebnisprotokoll"
        verbose_name_plural = "Ergebnisprotokolle"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Ergebnisprotokoll vom {self.published_at:%d.%m.%Y}"


class Retraction(models.Model):
    """Rückruf: minutes that nobody outside may read any more."""

    sealed: ClassVar[bool] = True

    minutes = models.OneToOneField(Minutes, models.PROTECT, related_name="retraction", verbose_name="Ergebnisprotokoll")
    retracted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="zurückgerufen von"
    )
    retracted_at = models.DateTimeField("zurückgerufen", default=clock.now, editable=False)

    class Meta:
        verbose_name = "Rückruf"
        verbose_name_plural = "Rückrufe"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Rückruf vom {self.retracted_at:%d.%m.%Y}"
