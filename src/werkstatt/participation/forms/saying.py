"""What a person says about an element."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django import forms

from konzept.model import Element
from konzept.suggestion import Suggestion, Verdict
from werkstatt.participation.models import LONGEST, VERDICTS

NO_NAMES = "Bitte keine Angaben über andere Personen."


class SayForm(forms.Form):
    """What somebody says about one element. Nothing is required but to say something."""

    verdict = forms.ChoiceField(label="Wie sehen Sie das?", choices=VERDICTS, widget=forms.RadioSelect, required=False)
    comment = forms.CharField(
        label="Ihre Worte",
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        max_length=LONGEST,
        help_text=NO_NAMES,
    )
    proposal = forms.CharField(
        label="Ihr Vorschlag für den Text",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=LONGEST,
        help_text="Wenn Sie wissen, wie es heißen soll.",
    )
    responsible = forms.CharField(label="Wer soll es tun?", required=False, max_length=500)
    organisation = forms.CharField(
        label="Ihre Organisation", required=False, max_length=200, help_text="Sie müssen hier nichts angeben."
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def clean(self) -> dict[str, Any]:
        """Something must be said."""
        cleaned: dict[str, Any] = super().clean() or {}
        said = [cleaned.get(name) for name in ("verdict", "comment", "proposal", "responsible")]
        if not any(said) and not self.errors:
            raise forms.ValidationError("Hier steht noch nichts. Bitte wählen Sie etwas aus oder schreiben Sie etwas.")
        return cleaned

    def key(self, round_key: uuid.UUID, uid: str) -> uuid.UUID:
        """The same words from the same form are one submission; other words, after a step back in the browser, another."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "form_key"}
        return uuid.uuid5(self.cleaned_data["form_key"], json.dumps([round_key.hex, uid, said], sort_keys=True))

    def suggestion(self, element: Element, area: str | None) -> Suggestion:
        """The cleaned form as a suggestion about this element."""
        cleaned = self.cleaned_data
        return Suggestion(
            uid=element.uid,
            area=area,
            verdict=Verdict(cleaned["verdict"]) if cleaned["verdict"] else None,
            comment=cleaned["comment"],
            proposal=cleaned["proposal"],
            responsible=cleaned["responsible"],
            wording=(element.title or element.text or ""),
        )
