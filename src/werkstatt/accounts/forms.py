"""What people type at the door."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from django import forms

from werkstatt.accounts.models import Membership, Role


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth is untyped
    """E-mail and password; allauth counts the failures."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label, password.label = "E-Mail", "Passwort"
        login.widget.attrs = {"autocomplete": "username", "type": "email"}
        password.widget.attrs = {"autocomplete": "current-password"}
        password.help_text = ""

    def clean(self) -> dict[str, Any]:
        """Only who knows the password learns that the account is locked."""
        cleaned: dict[str, Any] = super().clean()
        if self.user is not None and not self.user.is_active:
            raise forms.ValidationError("Ihr Zugang ist gesperrt. Bitte fragen Sie die Beauftragte Ihrer Werkstatt.")
        return cleaned


class ForgotForm(forms.Form):
    """Whose password was forgotten."""

    email = forms.EmailField(label="E-Mail", widget=forms.EmailInput({"autocomplete": "username"}))


class InvitationForm(forms.Form):
    """Whom to invite, as what."""

    name = forms.CharField(label="Name", max_length=120)
    email = forms.EmailField(label="E-Mail", help_text="An diese Adresse geht die Einladung.")
    role = forms.ChoiceField(
        label="Rolle",
        choices=Role.choices,
        initial=Role.READER,
        help_text="Lesen: sieht alles. Auswertung: beantwortet Rückmeldungen. Redaktion: ändert das Konzept. Beauftragte: beschließt, veröffentlicht und verwaltet.",
    )


class RoleForm(forms.ModelForm[Membership]):
    """What somebody is."""

    class Meta:
        model = Membership
        fields = ["role"]
