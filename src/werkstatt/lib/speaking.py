"""A page speaks the language of its address. Neither the browser's wishes nor a cookie change it: what one sees is what one sends on."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils import translation

from werkstatt.lib import languages

GERMAN_ONLY = ("/werkstatt/", "/konto/")


def speaking(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """The middleware. The office works in German: its addresses have no other language and lead there."""

    def speak(request: HttpRequest) -> HttpResponseBase:
        code = languages.of_path(request.path_info)
        plain = languages.in_language(request.get_full_path(), languages.SOURCE)
        if code != languages.SOURCE and plain.startswith(GERMAN_ONLY):
            return HttpResponseRedirect(plain)
        with translation.override(code):
            return answer(request)

    return speak
