"""The door of the office, and the people behind it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.views import LoginView, LogoutView
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.contrib.auth.views import (
    INTERNAL_RESET_SESSION_TOKEN,
    PasswordResetConfirmView,
    redirect_to_login,
)
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django.views.generic.edit import FormView

from konzept.model import Problem
from werkstatt.accounts import actions, queries
from werkstatt.accounts.forms import ForgotForm, InvitationForm, RoleForm, SignInForm
from werkstatt.accounts.models import User
from werkstatt.accounts.rules import Person, may_change_password, may_manage
from werkstatt.authorities.models import Authority
from werkstatt.journal.queries import entries_of, first_break
from werkstatt.lib import doors


class OfficeRequest(HttpRequest):
    """A request that came through the door: somebody is signed in."""

    user: User


Rule = Callable[[Person, Authority], bool]


def office(rule: Rule) -> Callable[[doors.View], doors.View]:
    """A page of the office: nobody is asked to sign in; a stranger learns nothing, not even that the page exists.

    The view gets the authority in place of the slug: `view(request, authority, **rest)`.
    """

    def door(view: doors.View) -> doors.View:
        @wraps(view)
        def guarded(request: HttpRequest, slug: str, **rest: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(_wanted(request))
            authority = get_object_or_404(Authority, slug=slug)
            if not rule(request.user, authority):
                raise Http404
            return view(request, authority, **rest)

        return doors.named(guarded, rule)

    return door


def _wanted(request: HttpRequest) -> str:
    """Where to go after signing in; a deed cannot be done again by following a link."""
    return request.get_full_path() if request.method in {"GET", "HEAD"} else resolve_url(settings.LOGIN_REDIRECT_URL)


class SignIn(LoginView):  # type: ignore[misc]  # allauth is untyped
    """allauth signs in and counts failures; the page is ours, without a way to sign up."""

    form_class = SignInForm
    template_name = "accounts/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Without the links to allauth's other pages, which we do not have."""
        return FormView.get_context_data(self, **kwargs)


class SignOut(LogoutView):  # type: ignore[misc]  # allauth is untyped
    """Asks first when it comes by a link."""

    template_name = "accounts/sign_out.html"


sign_in = doors.public(SignIn.as_view())
sign_out = doors.public(SignOut.as_view())


def site_of(request: HttpRequest) -> str:
    """Scheme and host, for links in mails; the host is one of settings.ALLOWED_HOSTS."""
    return f"{request.scheme}://{request.get_host()}"


@sensitive_post_parameters()
@login_required
def change_password(request: OfficeRequest) -> HttpResponse:
    """One's own password."""
    form = PasswordChangeForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.choose_password(request.user, form.cleaned_data["new_password1"])
        update_session_auth_hash(request, request.user)
        messages.success(request, "Ihr neues Passwort gilt ab jetzt.")
        return redirect("/werkstatt/")
    return render(request, "accounts/password.html", {"form": form})


doors.named(change_password, may_change_password)


@doors.public
def forgot(request: HttpRequest) -> HttpResponse:
    """Whether the address is known stays untold, and so does that it was asked too often: nobody's mailbox is filled from here."""
    form = ForgotForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if ratelimit.consume(request, action="reset_password", key=email.lower()):
            actions.ask_password(email, site=site_of(request))
        messages.info(
            request, "Wenn diese Adresse bei uns bekannt ist, kommt in wenigen Minuten eine E-Mail mit einem Link."
        )
        return redirect("accounts:login")
    return render(request, "accounts/forgot.html", {"form": form})


class ChoosePassword(PasswordResetConfirmView):
    """Where a one-time link leads. Django checks it, and takes it out of the address before the page shows."""

    template_name = "accounts/choose.html"

    def form_valid(self, form: SetPasswordForm[User]) -> HttpResponse:
        """The link is spent."""
        actions.choose_password(form.user, form.cleaned_data["new_password1"])
        del self.request.session[INTERNAL_RESET_SESSION_TOKEN]
        messages.success(self.request, "Ihr Passwort ist gesetzt. Bitte melden Sie sich jetzt an.")
        return redirect("accounts:login")


choose_password = doors.public(ChoosePassword.as_view())


@office(may_manage)
def people(request: OfficeRequest, authority: Authority) -> HttpResponse:
    """Who works for the authority."""
    return render(
        request, "accounts/people.html", {"authority": authority, "memberships": queries.people_of(authority)}
    )


@office(may_manage)
def invite(request: OfficeRequest, authority: Authority) -> HttpResponse:
    """Invite somebody."""
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = actions.invite(authority, request.user, site=site_of(request), **form.cleaned_data)
        except Problem as problem:
            form.add_error("email", str(problem))
        else:
            messages.success(request, f"{user.name} ist eingeladen und bekommt gleich eine E-Mail.")
            return redirect("accounts:people", authority.slug)
    return render(request, "accounts/invite.html", {"authority": authority, "form": form})


@office(may_manage)
def person(request: OfficeRequest, authority: Authority, number: int) -> HttpResponse:
    """What somebody is; change it."""
    membership = get_object_or_404(queries.people_of(authority), pk=number)
    form = RoleForm(request.POST or None, instance=membership)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_role(membership, request.user, form.cleaned_data["role"])
        except Problem as problem:
            form.add_error("role", str(problem))
        else:
            messages.success(request, f"{membership.user.name} hat jetzt die Rolle „{membership.get_role_display()}“.")
            return redirect("accounts:people", authority.slug)
    return render(request, "accounts/person.html", {"authority": authority, "form": form, "membership": membership})


@require_POST
@office(may_manage)
def remove(request: OfficeRequest, authority: Authority, number: int) -> HttpResponse:
    """Somebody no longer works here."""
    membership = get_object_or_404(queries.people_of(authority), pk=number)
    try:
        actions.remove(membership, request.user)
    except Problem as problem:
        messages.error(request, str(problem))
        return redirect("accounts:person", authority.slug, number)
    messages.success(request, f"{membership.user.name} arbeitet hier nicht mehr mit.")
    return redirect("accounts:people", authority.slug)


@office(may_manage)
def journal(request: OfficeRequest, authority: Authority) -> HttpResponse:
    """Who did what when; on demand the whole chain is checked."""
    page = Paginator(entries_of(authority.pk), 50).get_page(request.GET.get("seite"))
    checked = "pruefen" in request.GET
    context = {
        "authority": authority,
        "page": page,
        "lines": queries.lines(page),
        "checked": checked,
        "broken": first_break() if checked else None,
    }
    return render(request, "accounts/journal.html", context)
