"""Forderung and Begründung: which words of a point ask for something, and which say why.

A hint for the eye, made of the words by which German asks and explains; what is neither stays without a purpose. Nothing
is lost or moved: the stretches are the text from its first word on, in order. The same text gives the same stretches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from konzept.feedback.passages import starts


class Purpose(StrEnum):
    """What words do: they ask for something, or say why."""

    DEMAND = "demand"
    REASON = "reason"

    @property
    def german(self) -> str:
        """The word on the page."""
        return {"demand": "Forderung", "reason": "Begründung"}[self.value]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The letters from `start` to before `end`; `purpose` None = neither."""

    start: int
    end: int
    purpose: Purpose | None


_LABEL = re.compile(
    r"(?:(?P<demand>Forderung|Vorschlag|Änderungsvorschlag|Empfehlung|Wunsch|Anregung|Bitte)|(?P<reason>Begründung|Grund|Hintergrund|Erläuterung|Erklärung))\s*:",
    re.IGNORECASE,
)
_WE = r"(?:wir|ich|man|es|sie|unser\w*|der|die|das)"
_DEMAND = re.compile(
    r"\b(?:soll(?:en|te|ten|t)?|müss(?:en|te|ten|t)|muss|bedarf|gehören?\s+(?:in|aufgenommen|gestrichen)"
    rf"|(?:forder[en]n?|verlangen?|beantragen?|empfehlen?|wünschen?\s+(?:{_WE}\s+)?(?:uns|mir)|erwarten?|bitten?\s+(?:{_WE}\s+)?(?:darum|um|dringend|Sie))"
    r"|(?:rege|regen|schlage|schlagen)\s+(?:\w+\s+){0,4}?(?:an|vor)\b|(?:bräuchten?|brauch(?:en|t)\s+(?:es|wir|mehr))|(?:wir|ich|es)\s+brauch\w+"
    r"|(?:wäre|wären)\b(?:\s+\w+){0,4}\s+(?:gut|sinnvoll|wünschenswert|wichtig|hilfreich|schön|nötig|notwendig|erforderlich|besser)"
    r"|(?:ist|sind)\s+(?:\w+\s+){0,6}?(?:zu\s+\w+en|\w+zu\w+en)\b|statt(?:dessen)?\b)",
    re.IGNORECASE,
)
_PLEASE = re.compile(r"(?:\W*)bitte\b", re.IGNORECASE)
_TELEGRAM = re.compile(
    r"\b(?:aufnehmen|ergänzen|streichen|ändern|ersetzen|einfügen|schaffen|ausbauen|stärken|verstärken|fördern|einrichten|erweitern|verlängern|fortführen|fortsetzen|beibehalten|erhöhen|verbessern|anbieten|bereitstellen|finanzieren|sichern|sicherstellen|prüfen|klären|benennen|streichen|weglassen|präzisieren|konkretisieren|umsetzen|einbeziehen|einbinden|beteiligen|öffnen|einstellen|aufheben|abschaffen|entwickeln|einführen|ermöglichen|unterstützen|senken|vereinfachen)\W*$",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:weil|nämlich|denn|zumal|aufgrund|wegen|infolge|angesichts|begründet|der\s+Grund|Hintergrund|Grund\s+(?:dafür|hierfür|ist)|unsere\s+Erfahrung|(?:unserer|meiner)\s+Erfahrung|erfahrungsgemäß|zeigt\s+sich|hat\s+sich(?:\s+\w+){0,4}\s+(?:gezeigt|bewährt)|derzeit|bisher|bislang|momentan|zurzeit|zur\s+Zeit|fehlt|fehlen)\b",
    re.IGNORECASE,
)
_THEREFORE = re.compile(r"\b(?:daher|deshalb|deswegen|darum|folglich|somit|aus\s+diesem\s+Grund)\b", re.IGNORECASE)
_BECAUSE = re.compile(
    r",\s+(?=(?:weil|denn|da|zumal|damit|sodass|nämlich)\s)|\s[–-]\s(?=(?:weil|denn|da|zumal)\s)", re.IGNORECASE
)
_FRONTED = re.compile(r"\W*(?:weil|da|damit|obwohl)\s[^,]{3,200},\s+", re.IGNORECASE)


def stretches(text: str) -> tuple[Stretch, ...]:
    """The whole text in stretches, each a demand, a reason or neither; () where there is no word.

    A reason may stand in the sentence of its demand ("…, weil …"). After a label ("Begründung:") all is that until the
    next label or blank line.
    """
    begins = starts(text, "sentence")
    found: list[Stretch] = []
    label: Purpose | None = None
    for start, end in zip(begins, [*begins, len(text)][1:], strict=True):
        label = _label(text, start) or (label if label and not _apart(text, start) else None)
        found += [Stretch(start, end, label)] if label else _clauses(text, start, end)
    return tuple(_joined(found))


def _label(text: str, start: int) -> Purpose | None:
    said = _LABEL.match(text, start)
    if said is None:
        return None
    return Purpose.DEMAND if said["demand"] else Purpose.REASON


def _apart(text: str, start: int) -> bool:
    """Whether a blank line stands before."""
    before = text[max(start - 200, 0) : start]
    return "\n" in before[len(before.rstrip()) :].replace("\n", "", 1)


def _clauses(text: str, start: int, end: int) -> Iterator[Stretch]:
    """A sentence, or its two parts where one of them says why."""
    sentence = text[start:end]
    said = purpose_of(sentence)
    fronted = _FRONTED.match(sentence)
    turn = _BECAUSE.search(sentence)
    if fronted and purpose_of(sentence[fronted.end() :]) is Purpose.DEMAND:
        yield Stretch(start, start + fronted.end(), Purpose.REASON)
        yield Stretch(start + fronted.end(), end, Purpose.DEMAND)
    elif turn and purpose_of(sentence[: turn.end()]) is Purpose.DEMAND:
        yield Stretch(start, start + turn.end(), Purpose.DEMAND)
        yield Stretch(start + turn.end(), end, Purpose.REASON)
    else:
        yield Stretch(start, end, said)


def purpose_of(sentence: str) -> Purpose | None:
    """What one sentence does. Whoever says "daher" and asks, asks; a question does neither."""
    said = sentence.strip()
    if said.endswith("?"):
        return None
    asks = bool(_DEMAND.search(said) or _PLEASE.match(said) or _TELEGRAM.search(said))
    if asks and (_THEREFORE.search(said) or not re.match(r"\W*(?:denn|weil|zumal)\b", said, re.IGNORECASE)):
        return Purpose.DEMAND
    return Purpose.REASON if _REASON.search(said) else None


def _joined(found: list[Stretch]) -> Iterator[Stretch]:
    """Neighbours of one kind are one."""
    last: Stretch | None = None
    for each in found:
        if last and last.purpose is each.purpose:
            last = Stretch(last.start, each.end, each.purpose)
            continue
        if last:
            yield last
        last = each
    if last:
        yield last
