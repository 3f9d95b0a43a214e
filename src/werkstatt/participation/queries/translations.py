"""Which words of a round are translated, and what a page shows of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy

from konzept.read import translations as tables
from konzept.suggestion import QUESTIONS, Choice, choices
from konzept.translation import Key, Rendering, Translatable, TranslationState, pieces_of, same, state_of
from werkstatt.lib import clock, files
from werkstatt.lib.languages import SOURCE, offered
from werkstatt.participation.models import Round, Translation, TranslationFile
from werkstatt.participation.queries.rounds import elements_in_scope, labels, questions_of

ASKED = dict(
    zip(
        QUESTIONS,
        (
            gettext_lazy("Was hat sich bewährt?"),
            gettext_lazy("Was ist überholt?"),
            gettext_lazy("Wo muss nachjustiert werden?"),
            gettext_lazy("Was ist neu nötig?"),
        ),
        strict=True,
    )
)
ABOUT = {
    "title": "Titel der Runde",
    "introduction": "Worum es geht",
    "afterwards": "Was danach geschieht",
    "notice": "Hinweis zum Datenschutz",
}


def round_subject(number: int) -> str:
    """By which the words of a round are found."""
    return f"round:{number}"


def point_subject(number: int) -> str:
    """By which the words of a contested point are found."""
    return f"point:{number}"


def pieces(round_: Round) -> list[Translatable]:
    """All German words that a participant of this round reads: its own, its contested points, its elements. One query."""
    own = round_subject(round_.pk)
    found = [
        Translatable(own, part, place, getattr(round_, part)) for part, place in ABOUT.items() if getattr(round_, part)
    ]
    found += [
        Translatable(own, f"question:{number}", f"Frage {number}", words)
        for number, words in enumerate(round_.questions, 1)
        if words not in QUESTIONS  # those the house speaks itself
    ]
    for point in round_.contested_points.all():
        subject, place = point_subject(point.pk), f"Strittiger Punkt „{point.title[:60]}“"
        found.append(Translatable(subject, "title", place, point.title))
        found += [
            Translatable(subject, f"position:{number}", f"{place}, Position {number}", each["text"])
            for number, each in enumerate(point.positions, 1)
            if each.get("text")
        ]
    elements = elements_in_scope(round_)
    return [*found, *pieces_of(elements, labels(elements))]


def languages_of(round_: Round) -> list[str]:
    """Into which languages a round is translated."""
    return [code for code in offered(round_.languages) if code != SOURCE]


def translations_of_concept(round_: Round) -> QuerySet[Translation]:
    """All that were ever made for this round and the others of its concept."""
    return Translation.objects.filter(round__version__concept=round_.version.concept_id)


def public_translations(round_: Round) -> QuerySet[Translation]:
    """Those that may be read outside: a round that has not begun tells nothing of what its version says."""
    return translations_of_concept(round_).filter(round__opens_at__lte=clock.now())


def renderings(rows: QuerySet[Translation], language: str) -> dict[Key, Rendering]:
    """Of these translations those that count, in one language. One query."""
    return renderings_in(rows, [language])[language]


def renderings_in(rows: QuerySet[Translation], languages: Sequence[str]) -> dict[str, dict[Key, Rendering]]:
    """The same in several languages. One query."""
    each_part = rows.filter(language__in=languages).order_by().values("language", "subject", "part")
    told = Translation.objects.filter(pk__in=each_part.annotate(last=Max("pk")).values("last")).order_by()
    found: dict[str, dict[Key, Rendering]] = {language: {} for language in languages}
    for row in told:
        found[row.language][row.subject, row.part] = Rendering(row.words, row.source, row.checked)
    return found


def choices_of(round_: Round, language: str) -> tuple[Choice, ...]:
    """The answers a round offers, its own questions in this language where they are translated. At most one query."""
    offered = choices(questions_of(round_))
    if language == SOURCE or not any(choice.verdict is None for choice in offered):
        return offered
    own = round_subject(round_.pk)
    known = renderings(round_.translations.filter(subject=own), language)
    asked = {question: f"question:{number}" for number, question in enumerate(round_.questions, 1)}
    parts = {" ".join(question.split()): part for question, part in asked.items()}
    return tuple(
        choice if choice.verdict else replace(choice, told=_words(known, (own, parts[choice.question])))
        for choice in offered
    )


def question_for(choice: Choice) -> str:
    """The question a choice answers, in the language of the page where it is there."""
    return choice.told or str(ASKED.get(choice.question, choice.question))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One piece on the office's page."""

    piece: Translatable
    words: str
    state: TranslationState


def sheets(round_: Round, language: str) -> list[Sheet]:
    """Every piece of a round with its translation. Two queries."""
    return sheets_in(round_, [language])[language]


def sheets_in(round_: Round, languages: Sequence[str]) -> dict[str, list[Sheet]]:
    """The same in several languages. Two queries."""
    listed = pieces(round_)
    known = renderings_in(translations_of_concept(round_), languages)
    return {language: [_sheet(piece, known[language].get(piece.key)) for piece in listed] for language in languages}


def _sheet(piece: Translatable, found: Rendering | None) -> Sheet:
    return Sheet(piece, found.words if found else "", state_of(piece.german, found))


def progress(listed: Iterable[Sheet]) -> list[tuple[TranslationState, int]]:
    """How many pieces stand how, checked first."""
    counted = Counter(each.state for each in listed)
    order = (TranslationState.CHECKED, TranslationState.MACHINE, TranslationState.OUTDATED, TranslationState.MISSING)
    return [(state, counted[state]) for state in order]


@dataclass(frozen=True, slots=True)
class Difference:
    """What a file would do: new and changed translations; rows that change nothing; rows for words that nobody asks about here.

    `older`: keys whose German words have changed since the file was made; their translations will be outdated at once.
    """

    fresh: tuple[tables.Translated, ...]
    changed: tuple[tables.Translated, ...]
    same: int
    unknown: int
    older: frozenset[Key]


def difference(file: TranslationFile) -> Difference:
    """A file beside what is there."""
    rows = tables.read(files.load(file.sha256), file.name)
    known = renderings(translations_of_concept(file.round), file.language)
    german = {piece.key: piece.german for piece in pieces(file.round)}
    asked = [row for row in rows if row.key in german]
    differing = [row for row in asked if not _is_there(row, known, checked=file.checked)]
    return Difference(
        fresh=tuple(row for row in differing if not _words(known, row.key)),
        changed=tuple(row for row in differing if _words(known, row.key)),
        same=len(asked) - len(differing),
        unknown=len(rows) - len(asked),
        older=frozenset(row.key for row in differing if not same(row.german, german[row.key])),
    )


def _words(known: Mapping[Key, Rendering], key: Key) -> str:
    found = known.get(key)
    return found.words if found else ""


def _is_there(row: tables.Translated, known: Mapping[Key, Rendering], *, checked: bool) -> bool:
    """Whether a row says nothing new: the same words of the same German ones, as surely checked as before or less."""
    found = known.get(row.key)
    if found is None or not same(found.words, row.words) or not same(found.source, row.german):
        return False
    return found.checked or not checked
