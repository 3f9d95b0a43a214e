"""What every filled matrix gives before it is judged: rows with what they claim to be and what was typed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from konzept.suggestion import Suggestion, Verdict
from konzept.write.matrix_form import HINT, NEW_ROW

CODE = re.compile(r"[A-Z0-9]{4,32}")
PARTS = {
    "Einschätzung": "verdict",
    "Anmerkung": "comment",
    "Vorschlag zum Wortlaut": "proposal",
    "Wer sollte zuständig sein?": "responsible",
    "Ziel oder Maßnahme": "wording",
    "Nr.": "number",
    "Kennung": "code",
    "Handlungsfeld": "area",
}
SPELLINGS = {
    "bewährt": Verdict.PROVEN,
    "bewaehrt": Verdict.PROVEN,
    "überholt": Verdict.OUTDATED,
    "ueberholt": Verdict.OUTDATED,
    "nachjustieren": Verdict.ADJUST,
    "nachzujustieren": Verdict.ADJUST,
    "neu": Verdict.NEW,
}


@dataclass(frozen=True, slots=True)
class Raw:
    """One row: `claims` is a uid for each carrier that survived; `typed` the cells by part."""

    place: str
    claims: tuple[str, ...]
    typed: dict[str, str]
    area: str | None = None
    new: bool = False


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled matrix: which form, who sent it, what it says."""

    form_id: str | None
    suggestions: tuple[Suggestion, ...]
    organisation: str = ""
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a format reader finds."""

    form_id: str | None
    rows: tuple[Raw, ...]
    organisation: str = ""
    sender: str = ""
    properties: dict[str, str] = field(default_factory=dict)


def codebook(text: str) -> dict[str, str]:
    """„K7F3=k7f3… M2X9=…“ -> code to uid."""
    pairs = (entry.partition("=") for entry in text.split())
    return {code: uid for code, _, uid in pairs if uid}


def claimed_codes(text: str, book: dict[str, str]) -> list[str]:
    """The uids of all short codes in a cell."""
    return [book[code] for code in CODE.findall(text.upper()) if code in book]


def verdict_of(text: str) -> tuple[Verdict | None, str]:
    """(the verdict, what could not be understood as one)."""
    words = [word for word in re.findall(r"\w+", text.casefold()) if word not in HINT.split() and word != "x"]
    found = {SPELLINGS[word] for word in words if word in SPELLINGS}
    if len(found) == 1:
        rest = [word for word in words if word not in SPELLINGS]
        return found.pop(), text.strip() if rest else ""
    return None, text.strip() if words else ""


def suggestion(row: Raw) -> Suggestion | None:
    """What a row says; None where nothing was typed."""
    verdict, unread = verdict_of(row.typed.get("verdict", ""))
    comment, proposal, responsible = (
        row.typed.get(part, "").strip() for part in ("comment", "proposal", "responsible")
    )
    wording = row.typed.get("wording", "").strip()
    if unread:
        comment = "\n".join(filter(None, [f"Einschätzung: {unread}", comment]))
    if not row.claims:
        own = wording.removeprefix(f"{NEW_ROW}:").strip()
        proposal, wording = "\n".join(filter(None, [own, proposal])), own
        verdict = Verdict.NEW if row.new and verdict is None else verdict
        if not any((comment, proposal, responsible)):
            return None
    elif not any((verdict, comment, proposal, responsible)):
        return None
    uid, doubt = judged(row)
    if unread and not doubt:
        doubt = f"{row.place}: „{unread}“ ist keine der vier Einschätzungen; es steht jetzt in der Anmerkung."
    return Suggestion(
        uid=uid,
        area=row.area,
        verdict=verdict,
        comment=comment,
        proposal=proposal,
        responsible=responsible,
        wording=wording,
        place=row.place,
        doubt=doubt,
    )


def judged(row: Raw) -> tuple[str | None, str | None]:
    """The uid most carriers claim, and a doubt where they disagree."""
    counted = Counter(row.claims).most_common()
    if len(counted) < 2:
        return (counted[0][0] if counted else None), None
    return counted[0][0], f"{row.place}: In dieser Zeile stehen zwei Kennungen. Bitte wählen, was gemeint ist."


def suggestions(rows: Iterable[Raw]) -> tuple[Suggestion, ...]:
    """What all rows say."""
    return tuple(said for row in rows if (said := suggestion(row)))
