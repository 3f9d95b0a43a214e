"""The office puts German words into other languages: by hand, or with a file."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from konzept.model import Problem
from konzept.read import translations as tables
from konzept.translation import Key, Rendering
from werkstatt.accounts.models import User
from werkstatt.journal.actions import record
from werkstatt.lib import clock, files
from werkstatt.participation.actions.rounds import locked
from werkstatt.participation.models import Round, Translation, TranslationFile
from werkstatt.participation.queries import difference, languages_of, pieces, renderings, translations_of_concept

LARGEST = 5_000_000  # bytes of a file


@transaction.atomic
def translate(
    round_: Round, person: User | None, language: str, entries: Iterable[tuple[Key, str]], *, checked: bool = True
) -> int:
    """Translations of words of this round as they stand now; gives how many that changes. Empty words take one back."""
    now = _translatable(round_, language)
    german = {piece.key: piece.german for piece in pieces(now)}
    wanted = [(key, Rendering(words.strip(), german[key], checked)) for key, words in entries if key in german]
    count = _append(now, person, language, wanted)
    if count:
        record(
            "participation.translate",
            subject=now,
            authority=now.authority,
            actor=person,
            language=language,
            count=count,
        )
    return count


def bring(
    round_: Round, person: User | None, language: str, *, name: str, content: bytes, checked: bool
) -> TranslationFile:
    """Keep a table of translations, to be looked at before it counts. Problem where it cannot be read."""
    if len(content) > LARGEST:
        raise Problem(f"„{name}“ ist größer als 5 MB; bitte teilen Sie die Datei auf.")
    tables.read(content, name)
    with transaction.atomic():
        now = _translatable(round_, language)
        kept = TranslationFile.objects.create(
            round=now,
            language=language,
            name=name[-200:],
            sha256=files.keep(content),
            checked=checked,
            brought_by=person,
        )
        record("participation.bring", subject=kept, authority=now.authority, actor=person, language=language)
    return kept


@transaction.atomic
def take_over(file: TranslationFile, person: User | None) -> int:
    """What a file says counts from now on; gives how many that changes. The same twice is once."""
    now = _translatable(file.round, file.language)
    held = TranslationFile.objects.select_for_update(no_key=True).get(pk=file.pk)
    if held.taken_at:
        return 0
    found = difference(held)
    rows = [(row.key, Rendering(row.words, row.german, held.checked)) for row in (*found.fresh, *found.changed)]
    held.taken_at = clock.now()
    held.save(update_fields=["taken_at"])
    count = _append(now, person, held.language, rows)
    record(
        "participation.take_over",
        subject=held,
        authority=now.authority,
        actor=person,
        language=held.language,
        count=count,
    )
    return count


def _translatable(round_: Round, language: str) -> Round:
    now = locked(round_)
    if language not in languages_of(now):
        raise Problem("Diese Sprache bietet die Runde nicht an; bitte nehmen Sie sie zuerst in die Runde auf.")
    return now


def _append(round_: Round, person: User | None, language: str, wanted: Iterable[tuple[Key, Rendering]]) -> int:
    """New rows for what is not there yet."""
    known = renderings(translations_of_concept(round_), language)
    fresh = [
        (key, made) for key, made in wanted if (known.get(key) or Rendering("", made.source, made.checked)) != made
    ]
    if fresh:
        Translation.objects.bulk_create(
            Translation(
                round=round_,
                language=language,
                subject=subject,
                part=part,
                source=made.source,
                words=made.words,
                checked=made.checked,
                entered_by=person,
            )
            for (subject, part), made in fresh
        )
    return len(fresh)
