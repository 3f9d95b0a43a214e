"""What the desk fills in."""

from __future__ import annotations

from typing import Any

from django import forms

from konzept.model import Concept, Kind
from werkstatt.participation.models import Contribution, Round
from werkstatt.participation.queries import labels
from werkstatt.review.models import Outcome
from werkstatt.review.queries import desk
from werkstatt.ui.forms import ChosenRows


class AnswerForm(forms.Form):
    """One answer for the contributions that are ticked."""

    contribution = ChosenRows(Contribution.objects.none(), widget=forms.MultipleHiddenInput)
    outcome = forms.ChoiceField(
        label="Ergebnis",
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Bitte wählen Sie ein Ergebnis."},
    )
    reason = forms.CharField(
        label="Begründung",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=10_000,
        help_text="Lesen alle, deren Rückmeldung angekreuzt ist.",
        error_messages={"required": "Bitte schreiben Sie eine Begründung."},
    )

    def __init__(self, round_: Round, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["contribution"]
        chosen.queryset = desk(round_)  # type: ignore[attr-defined]  # a ModelMultipleChoiceField
        chosen.error_messages["required"] = "Es ist keine Rückmeldung angekreuzt. Bitte mindestens eine ankreuzen."


class PlaceForm(forms.Form):
    """Which element a contribution means."""

    uid = forms.ChoiceField(label="Gemeint ist")

    def __init__(self, text: Concept, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = {Kind.AREA, Kind.GOAL, Kind.MEASURE, Kind.GUIDING_GOAL, Kind.PRINCIPLE}
        choices = labels(element for element in text.walk() if element.kind in asked)
        self.fields["uid"].choices = [("", "Bitte wählen"), *choices.items()]  # type: ignore[attr-defined]  # a ChoiceField


class GroundsForm(forms.Form):
    """Because of which contributions the wording changes."""

    grounds = ChosenRows(
        Contribution.objects.none(), label="Grundlage", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, rows: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grounds"].queryset = rows  # type: ignore[attr-defined]  # a ModelMultipleChoiceField
