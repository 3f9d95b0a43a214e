"""What whoever holds a receipt may do while the round runs: say it anew, take it back, have the address erased."""

from __future__ import annotations

from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from konzept.change import name_of
from konzept.model import Problem
from konzept.wording import plain
from werkstatt.concepts.queries import text_of
from werkstatt.lib import doors
from werkstatt.lib.languages import SOURCE
from werkstatt.lib.senders import sender_of
from werkstatt.participation import actions, queries
from werkstatt.participation.forms import CorrectForm
from werkstatt.participation.models import Submission
from werkstatt.participation.views.saying import status_of, switches

EMPTIED = gettext_lazy(
    "Alle Felder sind leer. Möchten Sie Ihre Rückmeldung zurücknehmen? Das geht auf der Seite Ihres Belegs."
)


def holders(slug: str, code: str) -> Submission:
    """The submission of this code; 404 for one that went elsewhere or nowhere."""
    found = queries.receipt(code)
    if found is None or found.round.authority.slug != slug:
        raise Http404
    return found


@csrf_exempt  # the code itself is what one must know (ADR 0008)
@doors.public
def correct(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Say it anew: what was said stands in the form; what is sent takes its place."""
    submission = holders(slug, code)
    round_ = submission.round
    if request.method != "POST" and not (queries.counts(submission) and queries.phase(round_) == "open"):
        return redirect("web:receipt", slug, code)
    posted = request.method == "POST" and not switches(request)
    rows = list(submission.contributions.order_by("position", "pk"))
    form = CorrectForm(
        queries.choices_of(round_, get_language() or SOURCE),
        rows,
        request.POST if posted else None,
        initial={"organisation": submission.organisation, **request.POST.dict()},
    )
    trouble = None
    if posted and form.is_valid():
        try:
            return redirect("web:receipt", slug, _sent(request, submission, form))
        except Problem as problem:
            trouble = problem
            form.add_error(None, str(problem))
    text = text_of(round_.version)
    names = {row.uid: name_of(element) for row in rows if (element := text.find(row.uid))}
    context = {
        "authority": round_.authority,
        "section": "take_part",
        "round": round_,
        "code": code,
        "keeps": "aendern",
        "goes_on": switches(request),
        "form": form,
        "parts": [(names.get(row.uid, ""), plain(row.wording), part) for row, part in form.parts],
    }
    response = render(request, "participation/correct.html", context, status=status_of(trouble))
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _sent(request: HttpRequest, submission: Submission, form: CorrectForm) -> str:
    said = form.suggestions()
    if not said:
        raise Problem(str(EMPTIED))
    _submission, code = actions.say(
        submission.round,
        said,
        form_key=form.sent_as(submission.form_key),
        sender=sender_of(request),
        organisation=form.cleaned_data["organisation"],
        email=form.cleaned_data["email"],
        replaces=submission,
        language=get_language() or "de",
    )
    return code


@csrf_exempt  # the code itself is what one must know (ADR 0008)
@doors.public
@require_POST
def withdraw(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Take it back."""
    submission = holders(slug, code)
    with suppress(Problem):  # the page itself says that it is too late, or that there is a newer wording
        actions.withdraw(submission)
    return redirect("web:receipt", slug, code)


@csrf_exempt  # the code itself is what one must know (ADR 0008)
@doors.public
@require_POST
def forget(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Have the address erased that was given for the answer."""
    actions.forget(holders(slug, code))
    return redirect("web:receipt", slug, code)
