"""Planning a conference, laying its tables, moving somebody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import time
from itertools import pairwise
from typing import Any

from django import forms
from django.utils import timezone

from konzept.model import Element
from werkstatt.conferences.models import Conference, Sitting, TopicTable
from werkstatt.conferences.queries import tables_of
from werkstatt.lib import clock
from werkstatt.participation.forms.rounds import BELIEVABLE, MomentInput
from werkstatt.participation.models import Round
from werkstatt.participation.queries import labels

HOURS = re.compile(r"(\d{1,2})[:.](\d{2})(?:\s*Uhr)?\s*(?:-|–|—|bis)\s*(\d{1,2})[:.](\d{2})(?:\s*Uhr)?")
Hours = list[tuple[time, time]]


def hours_of(line: str) -> tuple[time, time]:
    """„10:30–12:00“ -> the two times. ValidationError: it is none."""
    found = HOURS.fullmatch(line)
    times = [_time(hour, minute) for hour, minute in (found.group(1, 2), found.group(3, 4))] if found else []
    match times:
        case [time() as start, time() as end] if start < end:
            return start, end
        case [time(), time()]:
            raise forms.ValidationError(f"„{line[:40]}“: Das Ende liegt nicht nach dem Beginn.")
    raise forms.ValidationError(f"„{line[:40]}“ ist keine Zeit. Bitte schreiben Sie zum Beispiel „10:30–12:00“.")


def _time(hour: str, minute: str) -> time | None:
    return time(int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None


class ConferenceForm(forms.ModelForm[Any]):
    """Everything about a conference; its sittings as lines."""

    sittings = forms.CharField(
        label="Gesprächsrunden an den Tischen",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Eine je Zeile, zum Beispiel „10:30–12:00“. In jeder sitzen alle an einem anderen Tisch.",
        required=False,
    )

    class Meta:
        model = Conference
        fields = [
            "round",
            "title",
            "place",
            "address",
            "starts_at",
            "ends_at",
            "sittings",
            "capacity",
            "registration_closes_at",
            "programme",
            "accessibility",
            "interpreters",
        ]
        widgets = {
            "starts_at": MomentInput(),
            "ends_at": MomentInput(),
            "registration_closes_at": MomentInput(),
            "address": forms.Textarea(attrs={"rows": 3}),
            "programme": forms.Textarea(attrs={"rows": 6}),
            "accessibility": forms.Textarea(attrs={"rows": 3}),
            "interpreters": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "title": "Zum Beispiel „Regionalkonferenz Nord“.",
            "place": "Zum Beispiel „Bürgerhaus Talau, Großer Saal“.",
            "address": "Straße, Ort, Haltestelle, Parkplätze.",
            "capacity": "Wer sich danach anmeldet, kommt auf die Warteliste.",
            "programme": "Eine Zeile je Punkt; „-“ am Anfang macht eine Liste.",
            "accessibility": "Zum Beispiel stufenloser Zugang, Induktionsschleife.",
            "interpreters": "Sprachen, auch Gebärdensprache.",
        }

    def __init__(self, rounds: Iterable[Round], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = self.fields["round"]
        assert isinstance(choices, forms.ModelChoiceField)
        choices.queryset = Round.objects.filter(pk__in=[each.pk for each in rounds])
        choices.empty_label = None
        for name in ("starts_at", "ends_at", "registration_closes_at"):
            self.fields[name].validators.extend(BELIEVABLE)
        if self.instance.pk:
            del self.fields["round"]
            self.initial["sittings"] = "\n".join(
                f"{each.starts_at:%H:%M}–{each.ends_at:%H:%M}" for each in self.instance.sittings.all()
            )

    def clean_sittings(self) -> Hours:
        """Lines to times, one after the other."""
        lines = [line.strip() for line in self.cleaned_data["sittings"].splitlines() if line.strip()]
        hours = [hours_of(line) for line in lines]
        if any(later[0] < earlier[1] for earlier, later in pairwise(hours)):
            raise forms.ValidationError("Jede Gesprächsrunde beginnt erst, wenn die davor zu Ende ist.")
        return hours

    def clean(self) -> dict[str, Any]:
        """It ends after it begins, registration closes before it ends, and the sittings lie within."""
        cleaned: dict[str, Any] = super().clean() or {}
        starts, ends, closes = (cleaned.get(name) for name in ("starts_at", "ends_at", "registration_closes_at"))
        if starts and ends and ends <= starts:
            self.add_error("ends_at", "Das Ende liegt vor dem Beginn. Bitte einen späteren Zeitpunkt wählen.")
        elif ends and ends <= clock.now() and not self.instance.pk:
            self.add_error("ends_at", "Das Ende liegt in der Vergangenheit. Bitte einen späteren Zeitpunkt wählen.")
        if closes and ends and closes > ends:
            self.add_error("registration_closes_at", "Die Anmeldung endet spätestens mit der Konferenz.")
        if starts and ends and timezone.localdate(starts) == timezone.localdate(ends):
            self._keep_within(
                cleaned.get("sittings") or [], timezone.localtime(starts).time(), timezone.localtime(ends).time()
            )
        return cleaned

    def _keep_within(self, sittings: Hours, starts: time, ends: time) -> None:
        if any(start < starts or end > ends for start, end in sittings):
            self.add_error(
                "sittings",
                f"Die Konferenz dauert von {starts:%H:%M} bis {ends:%H:%M} Uhr; eine Gesprächsrunde liegt außerhalb.",
            )


class TableForm(forms.ModelForm[Any]):
    """One table."""

    class Meta:
        model = TopicTable
        fields = ["area_uid", "topic", "seats", "moderator", "sittings"]
        widgets = {"sittings": forms.CheckboxSelectMultiple}
        help_texts = {
            "topic": "Bei einem Handlungsfeld steht hier sein Titel; ein anderes Thema geht auch.",
            "moderator": "Eine Funktion, kein Name, zum Beispiel „Bildungsbüro“.",
            "sittings": "Ohne Auswahl in allen.",
        }

    def __init__(self, conference: Conference, areas: Iterable[Element], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = labels(areas)
        self.titles = {area.uid: area.title or "" for area in areas}
        self.fields["area_uid"] = forms.ChoiceField(
            label="Handlungsfeld", choices=[("", "keines, eigenes Thema"), *named.items()], required=False
        )
        self.fields["topic"].required = False
        sittings = self.fields["sittings"]
        assert isinstance(sittings, forms.ModelMultipleChoiceField)
        sittings.queryset = Sitting.objects.filter(conference=conference)

    def clean(self) -> dict[str, Any]:
        """A topic of its own, or the area's title."""
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned["topic"] = cleaned.get("topic") or self.titles.get(cleaned.get("area_uid", ""), "")[:200]
        if not cleaned["topic"]:
            self.add_error("topic", "Bitte ein Thema angeben oder ein Handlungsfeld wählen.")
        return cleaned


class MoveForm(forms.Form):
    """Where somebody is to sit in a sitting."""

    sitting = forms.ModelChoiceField(Sitting.objects.none(), label="Gesprächsrunde", empty_label=None)
    table = forms.ModelChoiceField(TopicTable.objects.none(), label="Tisch", empty_label=None)

    def __init__(self, conference: Conference, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = {
            "sitting": conference.sittings.all(),
            "table": tables_of(conference),
        }
        for name, queryset in rows.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = queryset
