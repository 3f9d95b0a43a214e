"""What of a contribution may be read outside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from konzept.feedback.personal import masked
from werkstatt.participation.models import LONGEST, PARTS, Contribution
from werkstatt.participation.queries import Shown
from werkstatt.ui.forms import ChosenRows


class ModerateForm(forms.Form):
    """Many contributions at once."""

    said = ChosenRows(queryset=Contribution.objects.none(), required=False)
    published = forms.TypedChoiceField(
        choices=[("ja", "veröffentlichen"), ("nein", "zurückhalten")], coerce=lambda value: value == "ja"
    )
    reason = forms.CharField(max_length=1_000, required=False)

    def __init__(self, contributions: Any, *args: Any, **kwargs: Any) -> None:
        """`contributions`: the rows of the round from which a person chooses."""
        super().__init__(*args, **kwargs)
        self.fields["said"].queryset = contributions  # type: ignore[attr-defined]  # a ModelMultipleChoiceField


class RedactForm(forms.Form):
    """The parts of a contribution as they are to be read outside; what may name a person is masked already."""

    def __init__(self, said: Shown, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part, label in PARTS:
            if getattr(said.contribution, part):
                now = getattr(said, part)
                self.fields[part] = forms.CharField(
                    label=label,
                    widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
                    max_length=LONGEST + 500,
                    required=False,
                    initial=now if said.redacted else masked(now),
                    strip=True,
                )

    def wording(self) -> dict[str, str]:
        """Part -> how it is read outside."""
        return {part: self.cleaned_data[part] for part, _ in PARTS if part in self.cleaned_data}


class BesideForm(forms.Form):
    """What the parts of a contribution say in German."""

    def __init__(self, said: Contribution, known: Mapping[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part, label in PARTS:
            if getattr(said, part):
                self.fields[part] = forms.CharField(
                    label=f"{label} auf Deutsch",
                    widget=forms.Textarea(attrs={"rows": 5}),
                    max_length=LONGEST,
                    required=False,
                    initial=known.get(part, ""),
                )
