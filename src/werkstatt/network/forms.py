"""Forms for the list of bodies and organisations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from werkstatt.authorities.models import Authority
from werkstatt.network.models import Body, Organisation


class NamedForm(forms.ModelForm[Any]):
    """A name may stand only once in an authority."""

    def __init__(self, authority: Authority, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.authority = authority

    def clean_name(self) -> str:
        """Refuse a name that is there already, whatever its case."""
        name = " ".join(self.cleaned_data["name"].split())
        listed = self._meta.model.objects.filter(authority=self.authority).values_list("name", flat=True)
        if name.casefold() in {each.casefold() for each in listed}:  # SQLite itself takes „Ämter“ and „ämter“ for two
            raise ValidationError(f"„{name}“ steht schon in der Liste. Bitte einen anderen Namen wählen.")
        return name


class BodyForm(NamedForm):
    """Gremium."""

    class Meta:
        model = Body
        fields = ["name", "email", "decides"]
        help_texts = {
            "email": "An diese Adresse geht der Link zur Mitzeichnung. Ohne Adresse tragen Sie das Votum selbst ein.",
            "decides": "Zum Beispiel Kreistag, Stadtrat oder Kabinett.",
        }


class OrganisationForm(NamedForm):
    """Organisation."""

    class Meta:
        model = Organisation
        fields = ["name", "short"]
