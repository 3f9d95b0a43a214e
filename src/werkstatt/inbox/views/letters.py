"""The post: what came, and the way for more of it."""

from __future__ import annotations

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render

from werkstatt.accounts.views import OfficeRequest, office
from werkstatt.authorities.models import Authority
from werkstatt.inbox import actions, queries
from werkstatt.inbox.forms import PostForm
from werkstatt.inbox.models import LetterState
from werkstatt.inbox.rules import may_open_post, may_set_mailbox
from werkstatt.inbox.tasks import open_post
from werkstatt.participation.queries import rounds_of

SHOWN = 200
FILTERS = {
    "offen": [LetterState.OPEN, LetterState.READING],
    "erledigt": [LetterState.TAKEN, LetterState.DISCARDED, LetterState.FAILED],
}


@office(may_open_post)
def letters(request: OfficeRequest, authority: Authority) -> HttpResponse:
    """What is still to be worked on, or what is done."""
    which = request.GET.get("zeigen", "offen")
    states = FILTERS.get(which, FILTERS["offen"])
    listed = queries.letters_of(authority).filter(state__in=states)
    counted = dict(queries.letters_of(authority).order_by().values_list("state").annotate(Count("pk")))
    context = {
        "authority": authority,
        "letters": listed[:SHOWN],
        "which": which if which in FILTERS else "offen",
        "open": sum(counted.get(state, 0) for state in FILTERS["offen"]),
        "done": sum(counted.get(state, 0) for state in FILTERS["erledigt"]),
        "shown": SHOWN,
        "mailbox": queries.mailbox_of(authority),
        "may_set_mailbox": may_set_mailbox(request.user, authority),
    }
    return render(request, "inbox/letters.html", context)


@office(may_open_post)
def take_in(request: OfficeRequest, authority: Authority) -> HttpResponse:
    """Take in mails and letters as files."""
    form = PostForm(rounds_of(authority), queries.round_for(authority), request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        job = actions.deliver(
            authority,
            request.user,
            form.contents(),
            then=open_post,
            round_=form.cleaned_data["round"],
            received_at=form.received_at(),
        )
        return redirect("work:job", job.pk)
    return render(request, "inbox/take_in.html", {"authority": authority, "form": form})
