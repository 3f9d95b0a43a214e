"""What people type and press while a document is read in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import RegexValidator

from konzept.exact import UNWRITABLE
from konzept.read import Says
from werkstatt.concepts.actions import SAYS
from werkstatt.concepts.forms.elements import INDENT, choice, typed
from werkstatt.concepts.queries import DroppedElement, Understood

LARGEST = 50 * 1024 * 1024
FORMATS = ".docx,.odt,.fodt,.pdf,.html,.htm,.md,.txt"
READABLE = RegexValidator(
    UNWRITABLE, "Bitte löschen Sie das Zeichen, das kein Dokument aufnehmen kann.", inverse_match=True
)
WHY = "Bitte schreiben Sie, warum das entfällt."


class UploadForm(forms.Form):
    """One document."""

    file = forms.FileField(
        label="Ihr Konzept",
        help_text="Word (.docx), LibreOffice (.odt), PDF, Webseite (.html), Markdown (.md) oder Text (.txt), bis 50 MB. Ziehen Sie die Datei auf das Feld oder wählen Sie sie aus.",
        widget=forms.FileInput(attrs={"accept": FORMATS}),
        error_messages={
            "required": "Bitte wählen Sie die Datei mit Ihrem Konzept aus.",
            "empty": "Diese Datei ist leer; bitte wählen Sie die Datei mit dem Inhalt.",
        },
    )

    def clean_file(self) -> Any:
        """Not larger than what is read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                f"Diese Datei hat {file.size // 1024**2} MB; gelesen werden bis zu 50 MB. Bitte entfernen Sie die Bilder und laden Sie sie noch einmal hoch."
            )
        return file


class HintForm(forms.Form):
    """What a block of the document is."""

    says = forms.ChoiceField(label="Das ist", widget=forms.RadioSelect)

    def __init__(self, posted: Any = None, *, block: int, table: bool, initial: str = "") -> None:
        """Only a table can hold a measure in each row. Several of these forms may stand on one page."""
        super().__init__(posted, initial={"says": initial}, auto_id=f"id_{block}_%s")
        self.fields["says"].choices = [(says.value, SAYS[says]) for says in Says if table or says is not Says.RECORDS]  # type: ignore[attr-defined]  # a ChoiceField


class DeedForm(forms.Form):
    """What is pressed on the check page: a deed, on what is named with it or else on what is ticked.

    `deed` = "goal", "goal UID.STATE" or "checked 12.STATE"; `sure` is a deed whose effect was said beforehand. `turn` is the state
    of the check that the person sees, the states those of the elements.
    """

    deed = forms.CharField(max_length=80, required=False)
    sure = forms.CharField(max_length=80, required=False)
    uid = forms.Field(required=False, widget=forms.MultipleHiddenInput)
    parent = forms.CharField(max_length=40, required=False)
    turn = forms.IntegerField(required=False)

    @property
    def name(self) -> str:
        """Which deed."""
        return self._words[0]

    @property
    def index(self) -> int:
        """The uncertain place that is meant; -1 where none is."""
        index = self._words[1].partition(".")[0]
        return int(index) if index.isdecimal() else -1

    @property
    def mark(self) -> str:
        """The state in which the person saw the place."""
        return self._words[1].partition(".")[2]

    @property
    def seen(self) -> dict[str, str]:
        """The elements that are meant, by uid, each with the state in which the person saw it."""
        named = [self._words[1]] if self._words[1] else self.cleaned_data["uid"] or []
        return {uid: state for uid, _, state in (each.partition(".") for each in named)}

    @property
    def pressed(self) -> str:
        """The button's value."""
        return str(self.cleaned_data["sure"] or self.cleaned_data["deed"])

    @property
    def _words(self) -> tuple[str, str]:
        name, _, on = self.pressed.partition(" ")
        return name, on


class ParentForm(forms.Form):
    """Under which element the chosen ones go."""

    parent = forms.ChoiceField(label="Steht künftig unter", required=False)

    def __init__(self, understood: Understood) -> None:
        """Everything that may have something under it."""
        super().__init__()
        named = ((line.uid, INDENT * line.depth + choice(line.element)) for line in understood.lines)
        self.fields["parent"].choices = [("", "oberste Ebene"), *named]  # type: ignore[attr-defined]  # a ChoiceField


class SwapForm(forms.Form):
    """A word that stands wrong all over the reading, and the right one."""

    wrong = forms.CharField(label="So steht es da", max_length=200, strip=False)
    right = forms.CharField(label="So soll es heißen", max_length=200, strip=False, validators=[READABLE])


class ApplyForm(forms.Form):
    """Übernehmen: with a reason for each dropped element, one by one or one for all."""

    publish = forms.BooleanField(
        label="Gleich veröffentlichen", required=False, help_text="Sonst sieht die Fassung zunächst nur Ihr Büro."
    )

    def __init__(self, posted: Any = None, *, dropped: Iterable[DroppedElement] = ()) -> None:
        """One field for each element that goes and needs a reason of its own."""
        super().__init__(posted)
        self.dropped = [each for each in dropped if each.needs_reason]
        alone = len(self.dropped) == 1
        if len(self.dropped) > 1:
            self.fields["reason"] = _reason("Begründung für alles, was entfällt und unten keine eigene hat")
        for each in self.dropped:
            self.fields[f"reason-{each.element.uid}"] = _reason(
                f"Warum entfällt {choice(each.element)}?", required=alone
            )
        self.order_fields([*(name for name in self.fields if name != "publish"), "publish"])

    def clean(self) -> dict[str, Any]:
        """No drop without a reason."""
        cleaned = super().clean() or {}
        for each in self.dropped:
            if not self._reason(each) and f"reason-{each.element.uid}" not in self.errors:
                self.add_error(f"reason-{each.element.uid}", WHY)
        return cleaned

    def _reason(self, each: DroppedElement) -> str:
        given = self.cleaned_data
        return typed(given.get(f"reason-{each.element.uid}") or "") or typed(given.get("reason") or "") or ""

    def reasons(self) -> dict[str, str]:
        """The reason by uid."""
        return {each.element.uid: self._reason(each) for each in self.dropped}


def _reason(label: str, *, required: bool = False) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(
        label=label, required=required, max_length=2_000, widget=widget, error_messages={"required": WHY}
    )
