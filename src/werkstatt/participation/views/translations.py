"""The office translates what participants read."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from konzept.model import Problem
from konzept.translation import TranslationState
from konzept.write import translations as writer
from werkstatt.accounts.views import OfficeRequest, office
from werkstatt.authorities.models import Authority
from werkstatt.lib.languages import NAMES, direction
from werkstatt.participation import actions, queries
from werkstatt.participation.forms import PieceForm, TranslationFileForm
from werkstatt.participation.models import Round
from werkstatt.participation.rules import may_run_rounds
from werkstatt.ui.templatetags.ui import plural

A_PAGE = 20
ENDINGS = {"csv": (writer.csv, "text/csv; charset=utf-8"), "xlsx": (writer.xlsx, queries.FORMATS["xlsx"].media_type)}
LISTED = 200  # rows of a file that its preview shows


def _round(authority: Authority, name: str) -> Round:
    return get_object_or_404(queries.rounds_of(authority).select_related("authority"), slug=name)


def _chosen(round_: Round, language: str) -> str:
    if language not in queries.languages_of(round_):
        raise Http404
    return language


def _row(round_: Round, code: str, listed: list[queries.Sheet]) -> dict[str, object]:
    """A language as a bar of what is checked."""
    (_, checked), *_ = queries.progress(listed)
    percent = round(100 * checked / len(listed)) if listed else 0
    return {
        "href": reverse("participation:translations", args=[round_.authority.slug, round_.slug, code]),
        "name": NAMES[code],
        "words": f"{checked} von {len(listed)}",
        "percent": percent,
        "width": 100,
        "done": percent,
    }


@office(may_run_rounds)
def languages(request: OfficeRequest, authority: Authority, name: str) -> HttpResponse:
    """The languages of a round, and how far each is."""
    round_ = _round(authority, name)
    told = queries.sheets_in(round_, queries.languages_of(round_))
    rows = [_row(round_, code, listed) for code, listed in told.items()]
    context = {"authority": authority, "round": round_, "phase": queries.phase(round_), "rows": rows}
    return render(request, "participation/languages.html", context)


@office(may_run_rounds)
def translations(request: OfficeRequest, authority: Authority, name: str, language: str) -> HttpResponse:
    """German beside one language, a page at a time."""
    round_ = _round(authority, name)
    code = _chosen(round_, language)
    listed, wanted = queries.sheets(round_, code), request.GET.get("stand", "")
    shown = [sheet for sheet in listed if wanted in {"", sheet.state}]
    page = Paginator(shown, A_PAGE).get_page(request.GET.get("seite"))
    if request.method == "POST":
        forms = [form for form in (PieceForm(sheet, code, request.POST) for sheet in listed) if form.was_sent()]
        good = [form.entry() for form in forms if form.is_valid() and form.changes()]
        if _save(request, round_, code, good) and all(form.is_valid() for form in forms):
            return redirect(request.get_full_path())
    else:
        forms = [PieceForm(sheet, code) for sheet in page.object_list]
    context = {
        "authority": authority,
        "round": round_,
        "language": code,
        "language_name": NAMES[code],
        "direction": direction(code),
        "progress": queries.progress(listed),
        "total": len(listed),
        "wanted": wanted if wanted in set(TranslationState) else "",
        "page": page,
        "forms": forms,
    }
    return render(request, "participation/translations.html", context)


def _save(request: OfficeRequest, round_: Round, code: str, entries: list[tuple[tuple[str, str], str]]) -> bool:
    try:
        count = actions.translate(round_, request.user, code, entries)
    except Problem as problem:
        messages.error(request, str(problem))
        return False
    messages.success(
        request,
        f"{plural(count, 'Übersetzung ist,Übersetzungen sind')} gespeichert." if count else "Es war nichts zu ändern.",
    )
    return True


@office(may_run_rounds)
def translation_table(
    request: HttpRequest, authority: Authority, name: str, language: str, ending: str
) -> HttpResponse:
    """All pieces as a table, for whoever translates elsewhere."""
    round_ = _round(authority, name)
    code = _chosen(round_, language)
    if ending not in ENDINGS:
        raise Http404
    write, media_type = ENDINGS[ending]
    lines = [(sheet.piece, sheet.words, sheet.state) for sheet in queries.sheets(round_, code)]
    response = HttpResponse(write(lines), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="uebersetzungen-{round_.slug}-{code}.{ending}"'
    return response


@office(may_run_rounds)
def bring_translations(request: OfficeRequest, authority: Authority, name: str, language: str) -> HttpResponse:
    """Bring a table back."""
    round_ = _round(authority, name)
    code = _chosen(round_, language)
    form = TranslationFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, checked = form.cleaned_data["file"], form.cleaned_data["made"] == "person"
        try:
            kept = actions.bring(round_, request.user, code, name=file.name, content=file.read(), checked=checked)
        except Problem as problem:
            form.add_error("file", str(problem))
        else:
            return redirect("participation:translation_file", authority.slug, name, kept.key)
    context = {"authority": authority, "round": round_, "language": code, "language_name": NAMES[code], "form": form}
    return render(request, "participation/bring_translations.html", context)


@office(may_run_rounds)
def translation_file(request: OfficeRequest, authority: Authority, name: str, key: uuid.UUID) -> HttpResponse:
    """What a table would change; nothing of it counts before „Übernehmen“."""
    round_ = _round(authority, name)
    file = get_object_or_404(round_.translation_files, key=key)
    if request.method == "POST":
        try:
            count = actions.take_over(file, request.user)
        except Problem as problem:
            messages.error(request, str(problem))
        else:
            messages.success(
                request,
                f"{plural(count, 'Übersetzung ist,Übersetzungen sind')} übernommen."
                if count
                else "Diese Datei ist schon übernommen.",
            )
            return redirect("participation:translations", authority.slug, name, file.language)
    found = queries.difference(file)
    places = {piece.key: piece.place for piece in queries.pieces(round_)}
    rows = [(places[row.key], row, row.key in found.older) for row in (*found.fresh, *found.changed)]
    context = {
        "authority": authority,
        "round": round_,
        "file": file,
        "language": file.language,
        "direction": direction(file.language),
        "found": found,
        "rows": rows[:LISTED],
        "more": max(len(rows) - LISTED, 0),
    }
    return render(request, "participation/translation_file.html", context)
