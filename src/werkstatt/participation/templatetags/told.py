"""German words of a concept or a round in the language of the page, where they are translated."""

from __future__ import annotations

from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from django import template
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from konzept.model import Element
from konzept.translation import Key, Rendering, TranslationState, state_of
from werkstatt.lib.languages import SOURCE
from werkstatt.participation.models import ContestedPoint, Round
from werkstatt.participation.queries import ASKED, pieces, point_subject, public_translations, renderings, round_subject
from werkstatt.ui.templatetags.speech import attributes, spoken

register = template.Library()

_held: WeakKeyDictionary[HttpRequest, dict[tuple[int, str], dict[Key, Rendering]]] = WeakKeyDictionary()


class Told(NamedTuple):
    """Words for the page: `tongue` = `lang` and `dir` where it needs them, `note` = what to know of the translation."""

    words: str
    tongue: SafeString
    note: str = ""

    @property
    def is_translated(self) -> bool:
        """Whether there is a German text beside it."""
        return bool(self.note)


def known(context: template.Context, round_: Round) -> dict[Key, Rendering]:
    """What may be read of the translations of the round's concept, in the language of the page; one query a page, none on a German one."""
    language, request = spoken(), context.get("request")
    if language == SOURCE:
        return {}
    if request is None:
        return renderings(public_translations(round_), language)
    held, which = _held.setdefault(request, {}), (round_.version.concept_id, language)
    if which not in held:
        held[which] = renderings(public_translations(round_), language)
    return held[which]


def said(german: str, found: Rendering | None) -> Told:
    """The translation where there is one, else the German words, marked as such."""
    if spoken() == SOURCE:
        return Told(german, SafeString(""))
    state = state_of(german, found)
    if found is None or state is TranslationState.MISSING:
        return Told(german, attributes(SOURCE))
    notes = {
        TranslationState.MACHINE: _("Von einem Programm übersetzt"),
        TranslationState.OUTDATED: _("Diese Übersetzung ist älter als der deutsche Text"),
    }
    return Told(found.words, attributes(spoken()), notes.get(state, _("Übersetzung")))


@register.simple_tag(takes_context=True)
def told(context: template.Context, of: Any, part: str, german: str | None = None, number: int | None = None) -> Told:
    """`{% told round "title" as t %}`: a part of a round, a contested point or an element; `german` where it is no field of it."""
    words = getattr(of, part) if german is None else german
    found = known(context, of if isinstance(of, Round) else context["round"])
    return said(words or "", found.get((_subject(of), f"{part}:{number}" if number else part)))


@register.simple_tag(takes_context=True)
def asked(context: template.Context, question: str, number: int) -> Told:
    """`{% asked question forloop.counter as t %}`: one of the round's questions; the four of the house are there in every language."""
    if question in ASKED:
        return Told(str(ASKED[question]), SafeString(""))
    return told(context, context["round"], "question", question, number)


@register.simple_tag(takes_context=True)
def named(context: template.Context, element: Element) -> Told:
    """`{% named element as t %}`: its title, or its text where it has none."""
    return told(context, element, "title" if element.title else "text")


def _subject(of: Any) -> str:
    if isinstance(of, Round):
        return round_subject(of.pk)
    return point_subject(of.pk) if isinstance(of, ContestedPoint) else str(of.uid)


@register.inclusion_tag("participation/_translation_note.html", takes_context=True)
def translation_note(context: template.Context) -> dict[str, Any]:
    """What to know of the translations on the pages of a round; nothing on a German page."""
    if spoken() == SOURCE:
        return {}
    round_ = context["round"]
    found = known(context, round_)
    states = {state_of(piece.german, found.get(piece.key)) for piece in pieces(round_)}
    return {
        "is_none": states <= {TranslationState.MISSING},
        "is_part": TranslationState.MISSING in states,
        "is_machine": TranslationState.MACHINE in states,
        "is_old": TranslationState.OUTDATED in states,
        "is_foreign": True,
    }
