"""Coming to a conference: nothing need be told."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from werkstatt.conferences.models import Conference, TopicTable
from werkstatt.conferences.queries import tables_of
from werkstatt.participation.forms.guarding import Guarded

MOST_WISHES = 3
ORDINALS = (__("Am liebsten am Tisch"), __("Sonst gern am Tisch"), __("Oder am Tisch"))
TWICE = __("Dieser Tisch steht schon weiter oben. Bitte einen anderen wählen oder das Feld leer lassen.")


class ComingForm(forms.Form):
    """Who comes, what they need, at which tables they would like to sit. The office fills it in for those who call."""

    name = forms.CharField(
        label=__("Name"),
        max_length=120,
        required=False,
        help_text=__("Steht auf Ihrem Namensschild. Sie müssen ihn nicht nennen."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    organisation = forms.CharField(
        label=__("Organisation"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    email = forms.EmailField(
        label=__("E-Mail"),
        required=False,
        help_text=__("Dann bekommen Sie eine Bestätigung, eine Erinnerung und den Termin für Ihren Kalender."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    needs = forms.CharField(
        label=__("Was brauchen Sie, um gut teilnehmen zu können?"),
        max_length=1000,
        required=False,
        help_text=__(
            "Zum Beispiel einen Platz für den Rollstuhl, eine Sprache, Kinderbetreuung, Essen. Nur die Verwaltung liest es."
        ),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, conference: Conference, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conference = conference
        self.tables = list(tables_of(conference))
        self.wish_names = [f"wish_{number}" for number in range(1, min(len(self.tables), MOST_WISHES) + 1)]
        choices = [("", _("Kein Wunsch")), *((str(table.pk), self._label(table)) for table in self.tables)]
        for name, label in zip(self.wish_names, ORDINALS, strict=False):
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)
        self.order_fields(["name", "organisation", *self.wish_names, "needs", "email", "form_key"])

    @staticmethod
    def _label(table: TopicTable) -> str:
        """The topic, and in which sittings where not in all."""
        opened = [str(sitting) for sitting in table.sittings.all()]
        return f"{table.topic} ({', '.join(opened)})" if opened else table.topic

    def clean(self) -> dict[str, Any]:
        """Each table is wished for once."""
        cleaned: dict[str, Any] = super().clean() or {}
        seen: set[str] = set()
        for name in self.wish_names:
            wish = cleaned.get(name, "")
            if wish and wish in seen:
                self.add_error(name, str(TWICE))
            seen.add(wish)
        return cleaned

    def answers(self) -> dict[str, Any]:
        """What `actions.register` takes. The same words from the same form are one registration; other words, after a step back, another."""
        cleaned = self.cleaned_data
        said = {name: value for name, value in cleaned.items() if name not in {"form_key", "stamp", "subject"}}
        key = uuid.uuid5(cleaned["form_key"], json.dumps([self.conference.key.hex, said], sort_keys=True))
        return {
            "form_key": key,
            "name": cleaned["name"],
            "organisation": cleaned["organisation"],
            "email": cleaned["email"],
            "needs": cleaned["needs"],
            "wishes": [int(cleaned[name]) for name in self.wish_names if cleaned[name]],
        }


class RegistrationForm(ComingForm, Guarded):
    """The same for everybody: without a cookie, and not for machines (ADR 0008)."""

    button = __("Anmelden")

    @property
    def told(self) -> list[forms.BoundField]:
        """What people see and fill in."""
        return [field for field in self.visible_fields() if field.name != "subject"]
