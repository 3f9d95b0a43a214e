"""The chain of versions."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from konzept.lint import lint
from werkstatt.accounts.views import OfficeRequest, office
from werkstatt.authorities.models import Authority
from werkstatt.concepts import actions, queries
from werkstatt.concepts.queries.namings import open_names
from werkstatt.concepts.rules import may_edit, may_publish, may_read_versions


@office(may_read_versions)
def versions(request: OfficeRequest, authority: Authority) -> HttpResponse:
    """All versions with date, who and why; what the rules find in the newest; what can be done next."""
    concept = queries.concept_of(authority)
    newest = queries.newest(concept) if concept else None
    text = queries.text_of(newest) if newest else None
    context = {
        "authority": authority,
        "newest": newest,
        "counts": queries.counts(text) if text else "",
        "chain": queries.chain(concept) if concept else (),
        "findings": lint(text) if text else (),
        "pending": queries.pending(concept).count() if concept else 0,
        "unnamed": len(open_names(newest)) if newest else 0,
        "waiting": queries.imports_of(authority),
        "may_edit": may_edit(request.user, authority),
        "may_publish": may_publish(request.user, authority),
    }
    return render(request, "concepts/versions.html", context)


@require_POST
@office(may_publish)
def publish(request: OfficeRequest, authority: Authority, ordinal: int) -> HttpResponse:
    """Everybody may read this version from now on."""
    version = queries.find_version(authority, f"fassung-{ordinal}")
    if version is None:
        raise Http404
    actions.publish(version, request.user)
    messages.success(request, f"{version} ist veröffentlicht. Alle können sie jetzt lesen.")
    return redirect("concepts:versions", authority.slug)
