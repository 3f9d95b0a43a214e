"""A concept as a chain of sealed versions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from werkstatt.authorities.models import Authority
from werkstatt.lib import clock
from werkstatt.network.models import Organisation
from werkstatt.work.models import Job


class Concept(models.Model):
    """Integrationskonzept: the chain through all its editions. An authority has one."""

    authority = models.OneToOneField(
        Authority, models.PROTECT, related_name="concept", verbose_name="Gebietskörperschaft"
    )
    created_at = models.DateTimeField("angelegt", default=clock.now, editable=False)

    class Meta:
        verbose_name = "Konzept"
        verbose_name_plural = "Konzepte"

    def __str__(self) -> str:
        return f"Konzept: {self.authority}"


class Version(models.Model):
    """Fassung: one sealed wording, whole, in the canonical form of `konzept`. Its parent has no other child: no fork."""

    sealed: ClassVar[bool] = True

    concept = models.ForeignKey(Concept, models.PROTECT, related_name="versions", verbose_name="Konzept")
    ordinal = models.PositiveIntegerField("Nummer")
    parent = models.OneToOneField("self", models.PROTECT, null=True, related_name="child", verbose_name="Vorgängerin")
    seal = models.CharField("Siegel", max_length=64, db_index=True)
    canonical = models.TextField("Wortlaut")
    title = models.CharField("Titel", max_length=300)
    remark = models.CharField("Anlass", max_length=300, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="erstellt von")
    created_at = models.DateTimeField("erstellt", default=clock.now, editable=False)

    class Meta:
        verbose_name = "Fassung"
        verbose_name_plural = "Fassungen"
        ordering = ["ordinal"]
        constraints = [models.UniqueConstraint(fields=["concept", "ordinal"], name="one_version_of_a_number")]

    def __str__(self) -> str:
        return f"Fassung {self.ordinal}"

    @property
    def name(self) -> str:
        """Its part of an address."""
        return f"fassung-{self.ordinal}"


class Publication(models.Model):
    """Veröffentlichung: from this moment everybody may read the version."""

    sealed: ClassVar[bool] = True

    version = models.OneToOneField(Version, models.PROTECT, related_name="publication", verbose_name="Fassung")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="veröffentlicht von"
    )
    published_at = models.DateTimeField("veröffentlicht", default=clock.now, editable=False)

    class Meta:
        verbose_name = "Veröffentlichung"
        verbose_name_plural = "Veröffentlichungen"

    def __str__(self) -> str:
        return f"{self.version} veröffentlicht"


class Change(models.Model):
    """Änderung (`konzept.change`): pending while it has no version, sealed with the version it made."""

    sealed: ClassVar[str] = "OLD.version_id IS NOT NULL"

    concept = models.ForeignKey(Concept, models.PROTECT, related_name="changes", verbose_name="Konzept")
    version = models.ForeignKey(
        Version, models.PROTECT, null=True, blank=True, related_name="changes", verbose_name="Fassung"
    )
    position = models.PositiveIntegerField("Reihenfolge", default=0)
    uid = models.CharField("Kennung", max_length=32, blank=True, db_index=True)
    body = models.JSONField("Änderung")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="von")
    made_at = models.DateTimeField("am", default=clock.now, editable=False)

    class Meta:
        verbose_name = "Änderung"
        verbose_name_plural = "Änderungen"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"Änderung an {self.uid or 'Rahmen'}"


class Entry(models.Model):
    """One element of a version, for questions such as "all measures of the Jobcenter". Written by `append`, rebuilt by a command, never a source of truth."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="entries", verbose_name="Fassung")
    position = models.PositiveIntegerField("Stelle")
    uid = models.CharField("Kennung", max_length=32)
    kind = models.CharField("Art", max_length=20)
    parent_uid = models.CharField("steht unter", max_length=32, blank=True)
    area_uid = models.CharField("Handlungsfeld", max_length=32, blank=True)
    number = models.CharField("Nummer", max_length=40, blank=True)
    title = models.TextField("Titel", blank=True)
    text = models.TextField("Text", blank=True)
    holders = models.JSONField("Zuständige", default=list)
    words = models.TextField("Suchwörter", blank=True)

    class Meta:
        verbose_name = "Verzeichniseintrag"
        verbose_name_plural = "Verzeichnis"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "uid"], name="one_entry_of_a_uid")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class ImportState(models.TextChoices):
    """Where an import stands."""

    READING = "reading", "wird gelesen"
    CHECKING = "checking", "zu prüfen"
    APPLIED = "applied", "übernommen"
    DISCARDED = "discarded", "verworfen"
    FAILED = "failed", "nicht lesbar"


class Import(models.Model):
    """Einlesen: a document as it came, what was understood of it, and what a person made of that. Nothing is applied before „Übernehmen“."""

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="imports", verbose_name="Gebietskörperschaft")
    job = models.ForeignKey(Job, models.SET_NULL, null=True, verbose_name="Auftrag")
    name = models.CharField("Dateiname", max_length=255)
    sha256 = models.CharField("Prüfsumme", max_length=64, db_index=True)
    state = models.CharField("Stand", max_length=12, choices=ImportState.choices, default=ImportState.READING)
    doubts = models.JSONField("unsichere Stellen", default=list)
    origins = models.JSONField("Herkunft je Element", default=dict)
    sheets = models.JSONField("Blätter", default=list)
    places = models.JSONField("Blatt und Anker je Fundstelle", default=dict)
    hints = models.JSONField("Hinweise", default=list)
    reading = models.TextField("gelesen als", blank=True)
    proposal = models.TextField("verstanden als", blank=True)
    turn = models.PositiveIntegerField("Stand der Prüfung", default=0)
    problem = models.TextField("Hindernis", blank=True)
    base = models.ForeignKey(
        Version, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="verglichen mit"
    )
    version = models.ForeignKey(
        Version, models.PROTECT, null=True, blank=True, related_name="imports", verbose_name="Fassung"
    )
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="hochgeladen von")
    uploaded_at = models.DateTimeField("hochgeladen", default=clock.now, editable=False)

    class Meta:
        verbose_name = "Einlesen"
        verbose_name_plural = "Einlesevorgänge"
        ordering = ["-uploaded_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="applied") | Q(version__isnull=False), name="applied_import_has_a_version"
            )
        ]

    def __str__(self) -> str:
        return self.name


def listed(names: Sequence[str]) -> str:
    """As one says it, long lists shortened: „A“, „B“, „C“ und 5 weitere."""
    quoted = [f"„{name}“" for name in names]
    if len(quoted) > 4:
        quoted = [*quoted[:3], f"{len(quoted) - 3} weitere"]
    *first, last = quoted
    return f"{', '.join(first)} und {last}" if first else last


class Naming(models.Model):
    """Benennung: a person said which organisation some names of the responsibilities mean, or that they mean none in particular.

    `spellings` are those the network got by it. What is meant is asked of the network, where organisations go on living; a
    naming keeps who said so, and what to take back. Those with one `act` were said at once.
    """

    concept = models.ForeignKey(Concept, models.CASCADE, related_name="namings", verbose_name="Konzept")
    names = models.JSONField("Namen")
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="namings", verbose_name="Organisation"
    )
    nobody = models.BooleanField("keine bestimmte Organisation", default=False)
    spellings = models.JSONField("neue Schreibweisen", default=list)
    act = models.UUIDField("zugleich gesagt", default=uuid4, db_index=True, editable=False)
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="gesagt von"
    )
    named_at = models.DateTimeField("gesagt", default=clock.now, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="zurückgenommen von"
    )
    withdrawn_at = models.DateTimeField("zurückgenommen", null=True, blank=True)

    class Meta:
        verbose_name = "Benennung"
        verbose_name_plural = "Benennungen"
        ordering = ["-named_at", "-pk"]

    def __str__(self) -> str:
        return listed(self.names)


class Block(models.Model):
    """Block: one heading, paragraph or table of a document that is read in, as `queries.packed` writes it."""

    of = models.ForeignKey(Import, models.CASCADE, related_name="blocks", verbose_name="Einlesen")
    index = models.PositiveIntegerField("Stelle")
    body = models.JSONField("Inhalt")

    class Meta:
        verbose_name = "Block"
        verbose_name_plural = "Blöcke"
        ordering = ["index"]
        constraints = [models.UniqueConstraint(fields=["of", "index"], name="one_block_of_an_index")]

    def __str__(self) -> str:
        return str(self.body["place"])


class Step(models.Model):
    """Schritt: one deed of the check and the way back from it."""

    of = models.ForeignKey(Import, models.CASCADE, related_name="steps", verbose_name="Einlesen")
    ordinal = models.PositiveIntegerField("Nummer")
    said = models.CharField("in Worten", max_length=300)
    back = models.JSONField("Weg zurück")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="von")
    made_at = models.DateTimeField("am", default=clock.now, editable=False)

    class Meta:
        verbose_name = "Schritt"
        verbose_name_plural = "Schritte"
        ordering = ["ordinal"]
        constraints = [models.UniqueConstraint(fields=["of", "ordinal"], name="one_step_of_a_number")]

    def __str__(self) -> str:
        return self.said
