"""What keeps machines out without a riddle: a field that stays empty, a form that takes a moment. Whatever was typed stays."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from werkstatt.lib import clock

SALT = "say"


def stamp() -> str:
    """This moment, signed: when the form was handed out."""
    return signing.dumps(int(clock.now().timestamp()), salt=SALT)


def seconds_since(given: str) -> float:
    """How long ago the stamp was made; below 0 for one that is none of ours."""
    try:
        return clock.now().timestamp() - int(signing.loads(given, salt=SALT))
    except (signing.BadSignature, TypeError, ValueError):
        return -1


class Guarded(forms.Form):
    """A form for people without account: sent once, not by a machine. `subject` is seen by nobody and stays empty; `button` sends it."""

    button = gettext_lazy("Absenden")

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    stamp = forms.CharField(widget=forms.HiddenInput, initial=stamp, required=False)
    subject = forms.CharField(
        label=gettext_lazy("Betreff (bitte leer lassen)"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        """A second press is enough for a person; nothing typed is lost."""
        cleaned: dict[str, Any] = super().clean() or {}
        age = seconds_since(cleaned.get("stamp", ""))
        if cleaned.get("subject") or age < max(settings.SAY_SECONDS, 0):
            self._hand_out_again(keep=age >= 0)
            raise forms.ValidationError(
                _(
                    "Zur Sicherheit vor Maschinen: Bitte drücken Sie noch einmal auf „{button}“. Ihre Eingaben sind noch da."
                ).format(button=self.button)
            )
        return cleaned

    def _hand_out_again(self, *, keep: bool) -> None:
        data = QueryDict(mutable=True)
        data.update(self.data)
        data[self.add_prefix("subject")] = ""
        if not keep:
            data[self.add_prefix("stamp")] = stamp()
        self.data = data
