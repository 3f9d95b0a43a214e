"""The mailbox is set up, looked into and given up."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from werkstatt.accounts.views import OfficeRequest, office
from werkstatt.authorities.models import Authority
from werkstatt.inbox import actions, queries
from werkstatt.inbox.forms import MailboxForm
from werkstatt.inbox.forms.mailboxes import known_fields
from werkstatt.inbox.rules import may_open_post, may_set_mailbox
from werkstatt.inbox.tasks import fetch_mailbox
from werkstatt.participation.queries import rounds_of


@office(may_set_mailbox)
def mailbox(request: OfficeRequest, authority: Authority) -> HttpResponse:
    """Set up or change; then it is fetched at once, so that a mistake shows."""
    known = queries.mailbox_of(authority)
    form = MailboxForm(rounds_of(authority), known, request.POST or None, initial=known_fields(known))
    if request.method == "POST" and form.is_valid():
        made = actions.set_mailbox(authority, request.user, **form.cleaned_data)
        return redirect("work:job", actions.ask_fetch(made, request.user, then=fetch_mailbox).pk)
    return render(request, "inbox/mailbox.html", {"authority": authority, "form": form, "mailbox": known})


@office(may_open_post)
@require_POST
def fetch(request: OfficeRequest, authority: Authority) -> HttpResponse:
    """Fetch it now."""
    known = queries.mailbox_of(authority)
    if known is None:
        raise Http404
    return redirect("work:job", actions.ask_fetch(known, request.user, then=fetch_mailbox).pk)


@office(may_set_mailbox)
@require_POST
def forget(request: OfficeRequest, authority: Authority) -> HttpResponse:
    """Fetch no more."""
    actions.forget_mailbox(authority, request.user)
    messages.success(request, "Das Postfach wird nicht mehr abgerufen. Was schon da ist, bleibt.")
    return redirect("inbox:letters", authority.slug)
