"""Change the wording element by element; make a version of the changes."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from konzept import amend
from konzept.change import Change, name_of
from konzept.model import Problem
from werkstatt.accounts.views import OfficeRequest, office
from werkstatt.authorities.models import Authority
from werkstatt.concepts import actions, queries
from werkstatt.concepts.forms import DropForm, ElementForm, NextFrameForm, VersionForm
from werkstatt.concepts.rules import may_edit


def _draft(authority: Authority) -> queries.Draft:
    concept = queries.concept_of(authority)
    draft = queries.draft_of(concept) if concept else None
    if draft is None:
        raise Http404
    return draft


@office(may_edit)
def edit(request: OfficeRequest, authority: Authority) -> HttpResponse:
    """The wording as it would be, with what is pending; the form makes a version of it."""
    draft = _draft(authority)
    form = VersionForm(request.POST or None)
    if request.method == "POST" and not draft.proposed:
        messages.info(request, f"Es ist nichts mehr vorgemerkt; die neueste Fassung ist {draft.version}.")
        return redirect("concepts:versions", authority.slug)
    if request.method == "POST" and form.is_valid():
        try:
            version = actions.append(
                draft.version.concept,
                draft.version,
                [each.row for each in draft.proposed],
                person=request.user,
                remark=form.cleaned_data["remark"],
            )
        except Problem as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"{version} ist angelegt. Veröffentlicht ist sie noch nicht.")
            return redirect("concepts:versions", authority.slug)
    context = {
        "authority": authority,
        "draft": draft,
        "lines": [(element, depth, name_of(element)) for element, depth in queries.walk(draft.text.elements)],
        "touched": draft.uids,
        "form": form,
    }
    return render(request, "concepts/edit.html", context)


@office(may_edit)
def edit_element(request: OfficeRequest, authority: Authority, uid: str) -> HttpResponse:
    """One element; what is saved waits for the next version."""
    draft = _draft(authority)
    element = draft.text.find(uid)
    if element is None:
        raise Http404
    form = ElementForm(request.POST or None, text=draft.text, element=element)
    if request.method == "POST" and form.is_valid() and _proposed(request, draft, form):
        return redirect("concepts:edit", authority.slug)
    context = {"authority": authority, "form": form, "element": element, "name": name_of(element)}
    return render(request, "concepts/edit_element.html", context)


@office(may_edit)
def add(request: OfficeRequest, authority: Authority) -> HttpResponse:
    """A new element."""
    draft = _draft(authority)
    form = ElementForm(request.POST or None, text=draft.text, under=request.GET.get("unter"))
    if request.method == "POST" and form.is_valid() and _proposed(request, draft, form):
        return redirect("concepts:edit", authority.slug)
    return render(request, "concepts/edit_element.html", {"authority": authority, "form": form})


@office(may_edit)
def frame(request: OfficeRequest, authority: Authority) -> HttpResponse:
    """What the cover of the next edition says."""
    draft = _draft(authority)
    form = NextFrameForm(request.POST or None, text=draft.text)
    if request.method == "POST" and form.is_valid() and _proposed(request, draft, form):
        return redirect("concepts:edit", authority.slug)
    return render(request, "concepts/edit_frame.html", {"authority": authority, "form": form})


def _proposed(request: OfficeRequest, draft: queries.Draft, form: ElementForm | NextFrameForm) -> bool:
    try:
        changes = form.changes()
        _propose(request, draft, changes)
    except Problem as problem:
        form.add_error(None, str(problem))
        return False
    messages.success(request, "Vorgemerkt für die nächste Fassung." if changes else "Es hat sich nichts geändert.")
    return True


@transaction.atomic
def _propose(request: OfficeRequest, draft: queries.Draft, changes: tuple[Change, ...]) -> None:
    """All changes of one form, or none."""
    for change in changes:
        actions.propose(draft.version.concept, request.user, change)


@office(may_edit)
def drop(request: OfficeRequest, authority: Authority, uid: str) -> HttpResponse:
    """An element goes, with its reason."""
    draft = _draft(authority)
    element = draft.text.find(uid)
    if element is None:
        raise Http404
    form = DropForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _propose(request, draft, amend.drop(draft.text, uid, form.cleaned_data["reason"]))
        messages.success(request, f"{name_of(element)} entfällt mit der nächsten Fassung.")
        return redirect("concepts:edit", authority.slug)
    below = sum(1 for _ in element.walk()) - 1
    context = {"authority": authority, "form": form, "element": element, "name": name_of(element), "below": below}
    return render(request, "concepts/drop.html", context)


@require_POST
@office(may_edit)
def withdraw(request: OfficeRequest, authority: Authority, pk: int) -> HttpResponse:
    """A pending change is not wanted after all."""
    concept = _draft(authority).version.concept
    row = get_object_or_404(queries.pending(concept), pk=pk)
    try:
        actions.withdraw(row, request.user)
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Die Änderung ist zurückgenommen.")
    return redirect("concepts:edit", authority.slug)
