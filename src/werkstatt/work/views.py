"""The page on which one waits."""

from __future__ import annotations

import uuid

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from werkstatt.lib import doors
from werkstatt.work.models import Job
from werkstatt.work.rules import may_see_job


@never_cache
def job(request: HttpRequest, number: uuid.UUID) -> HttpResponseBase:
    """How far it is; then where it leads."""
    found = get_object_or_404(Job.objects.select_related("authority"), pk=number)
    if not may_see_job(request.user, found):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise Http404
    part = request.headers.get("HX-Request") == "true"
    if found.finished_at and not found.problem and found.goes_to:
        return HttpResponse(headers={"HX-Redirect": found.goes_to}) if part else redirect(found.goes_to)
    return waiting(request, found, part=part)


doors.named(job, may_see_job)


def waiting(request: HttpRequest, found: Job, *, part: bool) -> HttpResponse:
    """In the office htmx asks each second for the part that changes; public pages have no script and load again whole."""
    context = {"job": found, "authority": found.authority}
    if part:
        return render(request, "work/_progress.html", context)
    if found.authority and found.started_by_id:
        return render(request, "work/job.html", context)
    response = render(request, "work/public_job.html", context)
    if not found.finished_at:
        response["Refresh"] = "1"
    return response
