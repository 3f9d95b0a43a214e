"""Forms for the list of bodies and organisations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from werkstatt.authorities.models import Authority
from werkstatt.network.models import Body, Organisation, Spelling
from werkstatt.network.queries import meant, organisations


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
    """Organisation: to enter the list, or, with `instance`, to be called otherwise."""

    class Meta:
        model = Organisation
        fields = ["name", "short"]

    def clean_name(self) -> str:
        """Refuse what is a spelling of another organisation."""
        return self._own(" ".join(self.cleaned_data["name"].split()))

    def clean_short(self) -> str:
        """Refuse what is a spelling of another organisation."""
        return self._own(" ".join(self.cleaned_data["short"].split()))

    def _own(self, text: str) -> str:
        owner = meant(self.authority, text) if text else None
        if owner and owner.pk != self.instance.pk:
            raise ValidationError(
                f"„{text}“ steht schon in der Liste und meint „{owner.name}“. Bitte einen anderen Namen wählen."
            )
        return text


class SpellingForm(forms.ModelForm[Any]):
    """Another way to write an organisation."""

    class Meta:
        model = Spelling
        fields = ["text"]
        widgets = {"text": forms.TextInput}
        help_texts = {"text": "So, wie sie in Konzepten vorkommt, zum Beispiel „Job-Center Talau“."}

    def clean_text(self) -> str:
        """On one line."""
        return " ".join(self.cleaned_data["text"].split())


class NamingForm(forms.Form):
    """What the organisation is called that some names mean; a known name means the known organisation."""

    name = forms.CharField(
        label="Name der Organisation",
        max_length=200,
        widget=forms.TextInput(attrs={"list": "organisationen", "autocomplete": "off"}),
        error_messages={"required": "Bitte schreiben Sie, wie die Organisation heißt."},
    )
    short = forms.CharField(label="Kurzname", max_length=40, required=False)

    def clean(self) -> dict[str, Any]:
        """Each on one line."""
        return {field: " ".join(text.split()) for field, text in self.cleaned_data.items()}


class MergeForm(forms.Form):
    """The organisation that another one belongs to."""

    kept = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Gehört zu",
        empty_label="Bitte wählen",
        help_text="Diese Organisation behält ihren Namen und bekommt alle Schreibweisen.",
        error_messages={"required": "Bitte wählen Sie die Organisation, die bleibt."},
    )

    def __init__(self, gone: Organisation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kept"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = organisations(gone.authority).exclude(pk=gone.pk)
