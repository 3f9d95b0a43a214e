"""Template tags about the language a page speaks."""

from __future__ import annotations

from typing import Any

from django import template
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from werkstatt.lib import languages

register = template.Library()
WHOLE = {"de", "en", "uk", "ar"}  # languages in which every string of the public pages is there
LONGEST_PLACE = 1_000  # characters
SWITCH = "sprache"  # the name of the button that changes the language of a page with a form


def spoken() -> str:
    """The language of this page."""
    return get_language() or languages.SOURCE


def attributes(code: str) -> SafeString:
    """`lang` and `dir` of a text in this language."""
    return format_html('lang="{}" dir="{}"', code, languages.direction(code))


@register.simple_tag
def speech() -> SafeString:
    """`<html {% speech %}>`: the language of the page and its direction."""
    return attributes(spoken())


@register.simple_tag
def german() -> SafeString:
    """`<p {% german %}>`: this text is there in German only. Empty on a German page."""
    return SafeString("") if spoken() == languages.SOURCE else attributes(languages.SOURCE)


@register.simple_tag
def is_german() -> bool:
    """Does the page speak German?"""
    return spoken() == languages.SOURCE


def _place(request: HttpRequest) -> str:
    """The page's own address; without its question where that is longer than anybody types, because the page repeats it."""
    whole = request.get_full_path()
    return whole if len(whole) <= LONGEST_PLACE else request.path


def tongues(context: template.Context) -> list[dict[str, Any]]:
    """The languages of a page with its address in each; none where a page has no address of its own.

    `spoken`: the codes that its office chose; a round has them itself. `place`: the address, where the request does not say it; "" = none.
    """
    request = context.get("request")
    path = context.get("place", _place(request) if request else "")
    if not path:
        return []
    chosen = context.get("spoken") or getattr(context.get("round"), "languages", [])
    return [
        {
            "code": code,
            "name": languages.NAMES[code],
            "attributes": attributes(code),
            "href": languages.in_language(path, code),
            "current": code == spoken(),
        }
        for code in languages.offered([*chosen, spoken()])
    ]


@register.inclusion_tag("ui/_languages.html", takes_context=True)
def language_menu(context: template.Context) -> dict[str, Any]:
    """The languages to choose from. `keeps`: the id of the form whose words go along, `press`: the name of its first button."""
    return {
        "tongues": tongues(context),
        "partly": spoken() not in WHOLE,
        "keeps": context.get("keeps", ""),
        "press": context.get("press", ""),
    }


@register.inclusion_tag("ui/_alternates.html", takes_context=True)
def alternates(context: template.Context) -> dict[str, Any]:
    """For search engines: the same page in the other languages."""
    request = context.get("request")
    return {"tongues": tongues(context), "where": _house(request) if request else ""}


def _house(request: HttpRequest) -> str:
    """Scheme and host; "" on the page that refuses a host."""
    try:
        return f"{request.scheme}://{request.get_host()}"
    except DisallowedHost:
        return ""
