"""What a person says, about one element or about several at once."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from konzept.model import Element
from konzept.suggestion import Choice, Suggestion, Verdict
from werkstatt.participation.forms.attaching import FilesField
from werkstatt.participation.forms.guarding import Guarded
from werkstatt.participation.models import LONGEST, Contribution

NO_NAMES = gettext_lazy("Bitte keine Namen und keine Angaben über andere Personen.")
SAYS = ("verdict", "comment", "proposal", "responsible")
MEANS = {
    Verdict.PROVEN: gettext_lazy("Das soll so bleiben."),
    Verdict.OUTDATED: gettext_lazy("Das wird nicht mehr gebraucht."),
    Verdict.ADJUST: gettext_lazy("Das soll sich ändern."),
    Verdict.NEW: gettext_lazy("Hier fehlt noch etwas."),
}
WORDS: dict[Verdict | None, Any] = {
    Verdict.PROVEN: gettext_lazy("bewährt"),
    Verdict.OUTDATED: gettext_lazy("überholt"),
    Verdict.ADJUST: gettext_lazy("nachjustieren"),
    Verdict.NEW: gettext_lazy("neu"),
}
NOTHING = gettext_lazy("Hier steht noch nichts. Bitte wählen Sie etwas aus oder schreiben Sie etwas.")


def word_for(choice: Choice) -> str:
    """What a choice is called on the page: the default questions in its language, a round's own where it is translated."""
    return choice.told or str(WORDS.get(choice.verdict, choice.word))


class Saying(forms.Form):
    """One thing said, with exactly the answers that the round offers."""

    verdict = forms.ChoiceField(label=gettext_lazy("Wie sehen Sie das?"), widget=forms.RadioSelect, required=False)
    comment = forms.CharField(
        label=gettext_lazy("Ihre Worte"),
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        required=False,
        max_length=LONGEST,
        help_text=NO_NAMES,
    )
    proposal = forms.CharField(
        label=gettext_lazy("Ihr Vorschlag für den Text"),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        required=False,
        max_length=LONGEST,
        help_text=gettext_lazy("Wenn Sie wissen, wie es heißen soll. Bitte keine Namen."),
    )
    responsible = forms.CharField(
        label=gettext_lazy("Wer soll es tun?"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Ein Amt, ein Verein oder eine andere Stelle. Bitte keine Namen von Personen."),
    )

    def __init__(self, offered: Sequence[Choice], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {choice.key: choice for choice in offered}
        field = self.fields["verdict"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(choice.key, word_for(choice)) for choice in offered]
        if not offered:
            del self.fields["verdict"]

    def answers(self) -> list[tuple[BoundWidget, str]]:
        """Each answer, and what it means in plain words where its own word does not say it all."""
        return [(choice, self._means(choice.data["value"])) for choice in self["verdict"]]

    def _means(self, key: str) -> str:
        choice = self.offered[key]
        if choice.told:
            return ""
        words = str(MEANS[choice.verdict]) if choice.verdict else choice.question
        return "" if words == choice.word else words

    def says(self) -> bool:
        """Is anything said?"""
        return any(self.cleaned_data.get(name) for name in SAYS)

    def suggestion(self, uid: str | None, area: str | None, wording: str) -> Suggestion:
        """What was said, as a suggestion about this element."""
        cleaned = self.cleaned_data
        chosen = self.offered.get(cleaned.get("verdict", ""))
        return Suggestion(
            uid=uid,
            area=area,
            verdict=chosen.verdict if chosen else None,
            question=chosen.question if chosen and not chosen.verdict else "",
            comment=cleaned.get("comment", ""),
            proposal=cleaned.get("proposal", ""),
            responsible=cleaned.get("responsible", ""),
            wording=wording,
        )


class Signed(Guarded):
    """What goes with everything that is sent off: for whom one speaks, and where the answer may be announced."""

    organisation = forms.CharField(
        label=gettext_lazy("Ihre Organisation"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Wenn Sie für eine sprechen. Sie müssen hier nichts angeben."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-Mail, nur für die Antwort"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=gettext_lazy(
            "Dann schreiben wir Ihnen, wenn die Antwort da ist. Die Adresse liegt verschlüsselt und getrennt von Ihrer "
            "Rückmeldung und wird danach gelöscht."
        ),
    )

    def key(self, *about: object) -> uuid.UUID:
        """The same words from the same form are one submission; other words, after a step back in the browser, another."""
        return uuid.uuid5(self.cleaned_data["form_key"], json.dumps(about, sort_keys=True, default=str))


class SayForm(Signed, Saying):
    """What somebody says about one element. Nothing is required but to say something."""

    attached = FilesField(
        label=gettext_lazy("Dateien"),
        help_text=gettext_lazy(
            "Höchstens drei, je bis 5 MB: PDF, Bilder, Word oder LibreOffice. Nur die Verwaltung liest sie."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """Something must be said; whoever chose files is told to choose them again, for no browser keeps them."""
        try:
            cleaned = super().clean()
        finally:
            if self.errors and any(self.files.getlist("attached")):
                self.add_error("attached", _("Bitte wählen Sie Ihre Dateien noch einmal aus."))
        if not self.errors and not any(cleaned.get(name) for name in SAYS):
            raise forms.ValidationError(NOTHING)
        return cleaned

    def sent_as(self, round_key: uuid.UUID, uid: str) -> uuid.UUID:
        """The submission's key."""
        said = {name: self.cleaned_data.get(name, "") for name in (*SAYS, "organisation")}
        attached = [hashlib.sha256(content).hexdigest() for _, content in self.cleaned_data["attached"]]
        return self.key(round_key.hex, uid, said, attached)


class CorrectForm(Signed):
    """Everything that was said in one submission, to be said anew. What is emptied is left out."""

    def __init__(
        self, offered: Sequence[Choice], rows: Iterable[Contribution], data: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.parts = [
            (row, Saying(offered, data, prefix=f"r{place}", initial=self._typed(place) or said_before(offered, row)))
            for place, row in enumerate(rows)
        ]

    def _typed(self, place: int) -> dict[str, str]:
        """What was typed before the language was changed."""
        return {name: self.initial[key] for name in SAYS if (key := f"r{place}-{name}") in self.initial}

    def is_valid(self) -> bool:
        """The envelope and every part."""
        return all([super().is_valid(), *[part.is_valid() for _, part in self.parts]])

    def suggestions(self) -> list[Suggestion]:
        """What is said now."""
        return [
            part.suggestion(row.uid or None, row.area_uid or None, row.wording)
            for row, part in self.parts
            if part.says()
        ]

    def sent_as(self, replaced: uuid.UUID) -> uuid.UUID:
        """The submission's key: the same correction twice is one."""
        said = [[part.cleaned_data.get(name, "") for name in SAYS] for _, part in self.parts]
        return uuid.uuid5(replaced, json.dumps([said, self.cleaned_data["organisation"]]))


def said_before(offered: Iterable[Choice], row: Contribution) -> dict[str, str]:
    """A contribution as the form shows it."""
    keys = {choice.verdict.value if choice.verdict else choice.question: choice.key for choice in offered}
    chosen = keys.get(row.verdict or row.question, "")
    return {"verdict": chosen, "comment": row.comment, "proposal": row.proposal, "responsible": row.responsible}


def wording_of(element: Element) -> str:
    """What a contribution quotes of its element."""
    return element.title or element.text or ""
