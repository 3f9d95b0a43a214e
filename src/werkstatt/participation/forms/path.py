"""The guided path: what one person has said so far, and the two forms on the way."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from konzept.suggestion import Choice, Suggestion
from werkstatt.lib.ciphers import decipher, encipher
from werkstatt.participation.forms.saying import NO_NAMES, Saying, Signed

MOST_ASKED = 40
LONGEST_HERE = 3_000  # characters of one remark; a draft stays below what a form may carry
SKIPPED = "skip"


@dataclass(slots=True)
class Draft:
    """What somebody says along the path, until it is sent off. `said`: uid -> verdict, comment, and whether it is left out."""

    key: str = field(default_factory=lambda: str(uuid.uuid4()))
    area: str = ""
    asked: list[str] = field(default_factory=list)
    said: dict[str, dict[str, str]] = field(default_factory=dict)
    organisation: str = ""
    email: str = ""

    def plain(self) -> dict[str, Any]:
        """As the session and the hidden field hold it; the address enciphered."""
        said = {uid: {name: text for name, text in entry.items() if text} for uid, entry in self.said.items()}
        return {
            "key": self.key,
            "area": self.area,
            "asked": self.asked,
            "said": said,
            "organisation": self.organisation,
            "email": encipher(self.email),
        }

    def dumps(self) -> str:
        """For the hidden field, which carries it where the browser keeps no cookie."""
        return json.dumps(self.plain(), ensure_ascii=False)

    def counted(self) -> dict[str, dict[str, str]]:
        """What is sent: neither empty nor left out."""
        return {uid: entry for uid, entry in self.said.items() if _speaks(entry) and not entry.get(SKIPPED)}

    def joined(self, other: Draft | None) -> Draft:
        """With what only the other one has; a window that was left behind adds, and takes nothing away."""
        if other is None:
            return self
        self.said = {**other.said, **self.said}
        self.area, self.asked = self.area or other.area, self.asked or other.asked
        self.organisation, self.email = self.organisation or other.organisation, self.email or other.email
        return self


def _speaks(entry: dict[str, str]) -> bool:
    return bool(entry.get("verdict") or entry.get("comment"))


def draft_from(value: Any) -> Draft | None:
    """A draft out of a session or a hidden field; None for what is none. Nothing in it is longer than it may be."""
    try:
        given = json.loads(value) if isinstance(value, str) else value
        said = {_text(uid, 32): _entry(entry) for uid, entry in [*given["said"].items()][:MOST_ASKED]}
        return Draft(
            key=str(uuid.UUID(given["key"])),
            area=_text(given["area"], 32),
            asked=[_text(uid, 32) for uid in given["asked"]][:MOST_ASKED],
            said=said,
            organisation=_text(given["organisation"], 200),
            email=decipher(_text(given["email"], 2_000)),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _entry(given: dict[str, Any]) -> dict[str, str]:
    return {name: _text(given.get(name, ""), LONGEST_HERE) for name in ("verdict", "comment", SKIPPED)}


def _text(value: Any, longest: int) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value.replace("\x00", "")[:longest]


class StepForm(Saying):
    """One question on one screen. Nothing is required: going on without a word is fine."""

    def __init__(self, offered: Sequence[Choice], *args: Any, **kwargs: Any) -> None:
        super().__init__(offered, *args, **kwargs)
        for name in ("proposal", "responsible"):
            del self.fields[name]
        self.fields["comment"] = forms.CharField(
            label=gettext_lazy("In Ihren Worten"),
            widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
            required=False,
            max_length=LONGEST_HERE,
            help_text=NO_NAMES,
        )

    def entry(self, *, skipped: bool) -> dict[str, str]:
        """As the draft holds it."""
        cleaned = self.cleaned_data
        return {"verdict": cleaned.get("verdict", ""), "comment": cleaned["comment"], SKIPPED: "1" if skipped else ""}


class SendForm(Signed):
    """The last screen: all that was said is sent off as one."""

    def sent_as(self, draft: Draft) -> uuid.UUID:
        """The submission's key: the same draft sent twice is one."""
        said = [draft.counted(), self.cleaned_data["organisation"]]
        return uuid.uuid5(uuid.UUID(draft.key), json.dumps(said, sort_keys=True))


def suggestion_of(
    offered: Sequence[Choice], entry: dict[str, str], uid: str, area: str, wording: str
) -> Suggestion | None:
    """One thing of the draft as it is received; None where the round does not take it."""
    form = StepForm(offered, entry)
    return form.suggestion(uid, area, wording) if form.is_valid() and form.says() else None
