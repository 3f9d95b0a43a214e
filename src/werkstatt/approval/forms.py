"""Forms between draft and edition."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from werkstatt.approval.models import Stance
from werkstatt.authorities.models import Authority
from werkstatt.lib import clock
from werkstatt.network.models import Body
from werkstatt.network.queries import bodies, deciding_bodies
from werkstatt.ui.forms import ChosenRows


class DayInput(forms.DateInput):
    """The browser's own day field."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class CoordinationForm(forms.Form):
    """Whom to ask, until when."""

    title = forms.CharField(label="Vorlage", max_length=200)
    due_on = forms.DateField(
        label="Frist", widget=DayInput(), help_text="Bis zum Beschluss kann ein Votum nachgereicht werden."
    )
    bodies = ChosenRows(Body.objects.none(), label="Wer soll mitzeichnen?", widget=forms.CheckboxSelectMultiple)
    message = forms.CharField(label="Anschreiben", widget=forms.Textarea(attrs={"rows": 4}), required=False)

    def __init__(self, authority: Authority, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bodies"].queryset = bodies(authority)  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean_title(self) -> str:
        """One line: it becomes the subject of mails."""
        return " ".join(self.cleaned_data["title"].split())

    def clean_due_on(self) -> Any:
        """A day that is still ahead, or today."""
        due = self.cleaned_data["due_on"]
        if due < timezone.localdate(clock.now()):
            raise forms.ValidationError("Die Frist liegt in der Vergangenheit. Bitte einen späteren Tag wählen.")
        return due


class SignForm(forms.Form):
    """A body's vote."""

    stance = forms.ChoiceField(label="Ihr Votum", choices=Stance.choices, widget=forms.RadioSelect)
    uid = forms.ChoiceField(label="Betrifft", required=False)
    reason = forms.CharField(
        label="Maßgabe oder Begründung",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=10_000,
        help_text="Nötig bei „mit Maßgabe“ und „Dissens“: Was soll anders werden, und warum?",
    )

    def __init__(self, elements: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["uid"].choices = [("", "das ganze Konzept"), *elements]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        """A reservation needs its reason."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("stance") in {Stance.CONDITIONAL, Stance.DISSENT} and not cleaned.get("reason", "").strip():
            self.add_error("reason", "Bitte schreiben Sie, was anders werden soll und warum.")
        return cleaned


class DecisionForm(forms.Form):
    """Body, date, reference: what makes an edition."""

    body = forms.ModelChoiceField(Body.objects.none(), label="Gremium", empty_label=None)
    decided_on = forms.DateField(label="Datum des Beschlusses", widget=DayInput())
    reference = forms.CharField(label="Beschlussnummer", max_length=80)
    label = forms.CharField(
        label="Bezeichnung der Ausgabe", max_length=200, help_text="Zum Beispiel „1. Fortschreibung 2025–2028“."
    )
    remark = forms.CharField(label="Anmerkung", widget=forms.Textarea(attrs={"rows": 3}), required=False)

    def __init__(self, authority: Authority, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = deciding_bodies(authority)  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean_decided_on(self) -> Any:
        """A decision has happened."""
        day = self.cleaned_data["decided_on"]
        if day > timezone.localdate(clock.now()):
            raise forms.ValidationError("Dieser Tag liegt in der Zukunft. Eingetragen wird, was beschlossen ist.")
        return day
