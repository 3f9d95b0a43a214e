"""Filled matrices held against their round: by the uid their rows carry, else by the quoted wording, else with a doubt for a person."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from konzept.model import Element, Problem
from konzept.read.matrix_rows import ASK, COLUMNS, Filled, chosen
from konzept.suggestion import Choice, Form, Suggestion, Verdict
from konzept.wording import fold
from konzept.write.matrix_form import (
    HINT,
    INTRODUCTION,
    INVITATION,
    ORGANISATION,
    SENDER,
    head_lines,
    offered,
    own_words,
    sections,
    wording,
)
from konzept.write.matrix_grid import guide

FORMS_OWN = re.compile(
    rf"(?:{re.escape(INTRODUCTION[0])} \| )?{re.escape(INVITATION)}|Kennung der Matrix:|{re.escape(ORGANISATION)}:|{re.escape(SENDER)}:"
)
ALIKE = 0.9  # a quoted wording that is this like an element's is that element's
KIN = 0.5  # below, it is not that element's wording with changes but another text
LIKELY = 5  # elements that share most words are compared letter by letter


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form asked, prepared once for any number of files.

    `areas`: printed heading or uid of an element -> uid of its area; `printed` and `quoted`: the wording as it stands there and folded.
    """

    form_id: str
    elements: Mapping[str, Element]
    areas: Mapping[str, str]
    printed: Mapping[str, str]
    quoted: Mapping[str, str]
    own: frozenset[str]
    offers: tuple[Choice, ...]


def asked(form: Form) -> Asked:
    """The form of a round as files are held against it."""
    parts = sections(form)
    lines = [line for part in parts for line in part.lines]
    areas = {part.heading: part.area.uid for part in parts if part.area}
    areas |= {line.element.uid: part.area.uid for part in parts if part.area for line in part.lines}
    printed = {line.element.uid: "\n".join(line.wording) for line in lines}
    own = {*head_lines(form), *(part.heading for part in parts)}
    return Asked(
        form.id.replace("-", ""),
        {line.element.uid: line.element for line in lines},
        areas,
        printed,
        {uid: fold(text) for uid, text in printed.items()},
        frozenset(map(fold, own)) | guide_lines(form),
        offered(form),
    )


def place(filled: Filled, form: Form | Asked) -> Filled:
    """Hold every row against the form of the round: unknown or doubtful rows say so. Problem for another round's matrix."""
    known = form if isinstance(form, Asked) else asked(form)
    if filled.form_id and filled.form_id.replace("-", "") != known.form_id:
        raise Problem(
            "Diese Matrix gehört zu einer anderen Runde. Bitte laden Sie die Matrix dieser Runde herunter und füllen sie aus."
        )
    left = (replace(said, comment=not_own(said.comment, known.own)) for said in filled.unsaid)
    placed = (settled(said, known) for said in (*filled.suggestions, *left))
    answers = (answered(said, known.offers) for said in placed)
    return replace(filled, suggestions=tuple(said for said in answers if says_something(said)), unsaid=())


def guide_lines(form: Form) -> frozenset[str]:
    """What the sheets explain, cell by cell and line by line."""
    lines = [(line.label, line.text) for line in guide(form)]
    return frozenset(fold(text) for line in lines for text in (" | ".join(filter(None, line)), *line))


def not_own(text: str, own: Collection[str]) -> str:
    """The lines that are not the form's own. The day in its first sentence may have been another when it was sent out."""
    lines = text.split("\n") if text else []
    return "\n".join(line for line in lines if fold(line) not in own and not FORMS_OWN.match(line))


def says_something(said: Suggestion) -> bool:
    """A row whose uid was lost and that only quotes its element is no answer."""
    return any((said.verdict, said.comment, said.proposal, said.responsible, said.question))


def answered(said: Suggestion, offers: tuple[Choice, ...]) -> Suggestion:
    """What stands in the answer column is one of the round's own questions, else it joins the remark and is asked about."""
    if not said.question:
        return said
    if found := chosen(said.question, offers):
        return replace(said, verdict=found.verdict, question="" if found.verdict else found.question)
    doubt = f"{said.place}: „{said.question}“ ist keine der Antworten, die zur Wahl standen; es steht jetzt in der Anmerkung."
    comment = "\n".join(filter(None, [f"Einschätzung: {said.question}", said.comment]))
    return replace(said, question="", comment=comment, doubt=said.doubt or doubt)


def settled(said: Suggestion, known: Asked) -> Suggestion:
    """One row, checked against what the form asked."""
    area = known.areas.get(whole(said.area, known) or "", said.area if said.area in known.areas.values() else None)
    uid = whole(said.uid, known)
    said = replace(said, area=known.areas.get(uid or "", area), uid=uid)
    if uid is None and not said.doubt:
        return by_wording(said, known)
    if uid and uid not in known.elements:
        return doubted(said, "Diese Kennung gibt es im Konzept nicht", known, uid=None)
    if said.doubt or not uid:
        return guessed(said, known)
    if not said.wording or said.wording == known.printed[uid] or fold(said.wording) == known.quoted[uid]:
        return said
    other = next(iter(same(fold(said.wording), known.quoted)), None)
    if other is None and likeness(said.wording, known.quoted[uid]) < ALIKE:
        other = nearest(said.wording, known.quoted)
    if other and other != uid:
        return doubted(said, "Kennung und Wortlaut passen nicht zusammen", known, uid=other)
    return reworded(said, known.elements[uid])


def whole(uid: str | None, known: Asked) -> str | None:
    """The uid that a short code alone is the beginning of, where just one is."""
    if not uid or uid in known.elements:
        return uid
    longer = [each for each in known.elements if each.startswith(uid)]
    return longer[0] if len(longer) == 1 else uid


def reworded(said: Suggestion, element: Element) -> Suggestion:
    """A person wrote into the quoted wording itself: what stands there now is a proposal, or another measure altogether."""
    words = own_words(said.wording, element)
    said = replace(said, proposal="\n".join(filter(None, [words, said.proposal])))
    if likeness(words, fold(own_words("\n".join(wording(element)), element))) < KIN:
        return replace(said, doubt=f"{said.place}: Dieser Wortlaut steht so nicht im Konzept. {ASK}")
    return replace(
        said, doubt=f"{said.place}: Der Wortlaut ist in der Tabelle selbst geändert; er steht hier als Vorschlag."
    )


def guessed(said: Suggestion, known: Asked) -> Suggestion:
    """A row whose uids disagree: the wording decides what is proposed, else most of the uids; changed wording is kept."""
    if not said.uid:
        return said
    if COLUMNS in (said.doubt or ""):
        lines = {*map(fold, known.printed[said.uid].split("\n")), fold(HINT)}
        return replace(said, comment=not_own(said.comment, lines))
    uid = (nearest(said.wording, known.quoted) if said.wording else None) or said.uid
    element = known.elements[uid]
    if said.wording and fold(said.wording) != known.quoted[uid]:
        said = replace(said, proposal="\n".join(filter(None, [own_words(said.wording, element), said.proposal])))
    doubt = (said.doubt or "").replace(ASK, f"Meinten Sie {element.number}?") if element.number else said.doubt
    return replace(said, uid=uid, area=known.areas.get(uid), doubt=doubt)


def by_wording(said: Suggestion, known: Asked) -> Suggestion:
    """A row that lost its uid but still quotes an element is about it; a wording that two share, or that was changed, is asked."""
    uid = nearest(said.wording, known.quoted) if said.wording else None
    if uid is None:
        return replace(said, verdict=said.verdict or Verdict.NEW)
    proposal = said.proposal.removeprefix(said.wording).strip()
    said = replace(said, uid=uid, area=known.areas.get(uid), proposal=proposal)
    twins = same(fold(said.wording), known.quoted)
    if not twins:
        return reworded(said, known.elements[uid])
    if len(twins) > 1 and says_something(said):
        return replace(said, doubt=f"{said.place}: Dieser Wortlaut steht mehrmals im Konzept. {ASK}")
    return said


def doubted(said: Suggestion, why: str, known: Asked, *, uid: str | None) -> Suggestion:
    """The row with a sentence for the person who decides, and the likeliest element."""
    guess = uid or (nearest(said.wording, known.quoted) if said.wording else None)
    number = known.elements[guess].number if guess else None
    ask = f" Meinten Sie {number}?" if number else f" {ASK}"
    area = known.areas.get(guess or "", said.area)
    return replace(said, uid=guess, area=area, doubt=f"{said.place}: {why}.{ask}")


def likeness(typed: str, quoted: str) -> float:
    """0 to 1."""
    return SequenceMatcher(None, fold(typed), quoted, autojunk=False).ratio()


def nearest(typed: str, quoted: Mapping[str, str]) -> str | None:
    """The element whose quoted wording this is, None where none is like enough."""
    words = fold(typed)
    best, found = ALIKE, None
    for uid, text in likely(words, quoted):
        matcher = SequenceMatcher(None, words, text, autojunk=False)
        if matcher.real_quick_ratio() >= best and matcher.quick_ratio() >= best and (ratio := matcher.ratio()) >= best:
            best, found = ratio, uid
    return found


def same(words: str, quoted: Mapping[str, str]) -> list[str]:
    """The elements with this very wording; two may have the same."""
    return [uid for uid, text in quoted.items() if text == words]


def likely(words: str, quoted: Mapping[str, str]) -> list[tuple[str, str]]:
    """The very same wording alone, else the few elements that share most words with it."""
    twins = same(words, quoted)
    if twins:
        return [(twins[0], words)]
    typed = set(words.split())
    ranked = sorted(quoted.items(), key=lambda pair: len(typed & set(pair[1].split())), reverse=True)
    return ranked[:LIKELY]
