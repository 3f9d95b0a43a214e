"""Filled matrices come back: by the uid their rows carry, else by the quoted wording, else with a doubt for a person."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from difflib import SequenceMatcher

from konzept.model import Element, Problem
from konzept.read import matrix_docx, matrix_html, matrix_odf, matrix_xlsx
from konzept.read.container import open_archive, sniff
from konzept.read.matrix_rows import ASK, COLUMNS, Filled, Sheet, chosen, suggestions, unsaid
from konzept.suggestion import Choice, Form, Suggestion, Verdict
from konzept.wording import fold
from konzept.write.matrix_form import (
    HINT,
    INTRODUCTION,
    INVITATION,
    ORGANISATION,
    SENDER,
    offered,
    own_lines,
    own_words,
    sections,
    wording,
)
from konzept.write.matrix_grid import guide

__all__ = ["Filled", "place", "read", "read_html"]

READERS: Mapping[str, Callable[[bytes, str], Sheet]] = {
    "word/document.xml": matrix_docx.sheet,
    "xl/workbook.xml": matrix_xlsx.sheet,
    "content.xml": matrix_odf.sheet,
}
FORMS_OWN = re.compile(
    rf"(?:{re.escape(INTRODUCTION[0])} \| )?{re.escape(INVITATION)}|Kennung der Matrix:|{re.escape(ORGANISATION)}:|{re.escape(SENDER)}:"
)
ALIKE = 0.9  # a quoted wording that is this like an element's is that element's
KIN = 0.5  # below, it is not that element's wording with changes but another text
LIKELY = 5  # elements that share most words are compared letter by letter


def read(data: bytes, name: str) -> Filled:
    """What a filled matrix says: DOCX, ODT, XLSX, ODS, or an HTML page. Problem for a file that is none, with what to do instead."""
    kind = sniff(data, name)
    if kind == "html":
        return _filled(matrix_html.sheet(data, name), name)
    if not data.startswith(b"PK"):
        raise Problem(none_at_all(name))
    parts = open_archive(data, name).parts
    reader = next((READERS[part] for part in READERS if part in parts), None)
    if reader is None:
        raise Problem(none_at_all(name))
    return _filled(reader(data, name), name)


def read_html(text: str, name: str) -> Filled:
    """What a matrix says that was pasted into an e-mail (its HTML part). Problem where there is none in it."""
    return _filled(matrix_html.sheet(text.encode("utf-8", "replace"), name), name)


def _filled(found: Sheet, name: str) -> Filled:
    if not found.form_id and all(row.loose for row in found.rows):
        raise Problem(none_at_all(name))
    organisation, sender = clean(found, "organisation"), clean(found, "sender")
    return Filled(found.form_id, suggestions(found.rows), organisation, sender, unsaid(found.rows))


def none_at_all(name: str) -> str:
    """The sentence for any other file."""
    return (
        f"„{name}“ ist keine ausgefüllte Matrix. Bitte laden Sie die Matrix auf der Seite der Runde herunter, "
        "füllen sie aus und geben sie als .docx, .odt, .xlsx oder .ods ab."
    )


def clean(found: Sheet, part: str) -> str:
    """A single line, not longer than a name."""
    return " ".join(str(getattr(found, part)).split())[:200]


def place(filled: Filled, form: Form) -> Filled:
    """Hold every row against the form of the round: unknown or doubtful rows say so. Problem for another round's matrix."""
    if filled.form_id and filled.form_id.replace("-", "") != form.id.replace("-", ""):
        raise Problem(
            "Diese Matrix gehört zu einer anderen Runde. Bitte laden Sie die Matrix dieser Runde herunter und füllen sie aus."
        )
    elements = {line.element.uid: line.element for section in sections(form) for line in section.lines}
    areas = {section.heading: section.area.uid for section in sections(form) if section.area}
    areas |= {line.element.uid: part.area.uid for part in sections(form) if part.area for line in part.lines}
    quoted = {uid: fold("\n".join(wording(element))) for uid, element in elements.items()}
    own, offers = {fold(line) for line in own_lines(form)} | guide_lines(form), offered(form)
    left = (replace(said, comment=not_own(said.comment, own)) for said in filled.unsaid)
    placed = (settled(said, elements, areas, quoted) for said in (*filled.suggestions, *left))
    answers = (answered(said, offers) for said in placed)
    return replace(filled, suggestions=tuple(said for said in answers if says_something(said)), unsaid=())


def guide_lines(form: Form) -> set[str]:
    """What the sheets explain, cell by cell and line by line."""
    lines = [(line.label, line.text) for line in guide(form)]
    return {fold(" | ".join(filter(None, line))) for line in lines} | {fold(text) for line in lines for text in line}


def not_own(text: str, own: set[str]) -> str:
    """The lines that are not the form's own. The day in its first sentence may have been another when it was sent out."""
    lines = text.split("\n")
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


def settled(
    said: Suggestion, elements: Mapping[str, Element], areas: Mapping[str, str], quoted: Mapping[str, str]
) -> Suggestion:
    """One row, checked against what the form asked."""
    area = areas.get(whole(said.area, elements) or "", said.area if said.area in areas.values() else None)
    uid = whole(said.uid, elements)
    said = replace(said, area=areas.get(uid or "", area), uid=uid)
    if said.uid and said.uid in elements and said.doubt and COLUMNS in said.doubt:
        said = replace(said, comment=not_own(said.comment, {*map(fold, wording(elements[said.uid])), fold(HINT)}))
    if said.uid and said.uid not in elements:
        return doubted(said, "Diese Kennung gibt es im Konzept nicht", elements, quoted, uid=None)
    if said.doubt:
        return guessed(said, elements, quoted)
    if said.uid is None:
        return by_wording(said, elements, quoted)
    if not said.wording or fold(said.wording) == quoted[said.uid]:
        return said
    other = next(iter(same(fold(said.wording), quoted)), None)
    if other is None and likeness(said.wording, quoted[said.uid]) < ALIKE:
        other = nearest(said.wording, quoted)
    if other and other != said.uid:
        return doubted(said, "Kennung und Wortlaut passen nicht zusammen", elements, quoted, uid=other)
    return reworded(said, elements[said.uid])


def whole(uid: str | None, elements: Mapping[str, Element]) -> str | None:
    """The uid that a short code alone is the beginning of, where just one is."""
    if not uid or uid in elements:
        return uid
    longer = [each for each in elements if each.startswith(uid)]
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


def guessed(said: Suggestion, elements: Mapping[str, Element], quoted: Mapping[str, str]) -> Suggestion:
    """A row whose uids disagree: the wording decides what is proposed, else most of the uids."""
    if not said.uid or ASK not in (said.doubt or ""):
        return said
    uid = (nearest(said.wording, quoted) if said.wording else None) or said.uid
    number = elements[uid].number
    return replace(
        said, uid=uid, doubt=(said.doubt or "").replace(ASK, f"Meinten Sie {number}?") if number else said.doubt
    )


def by_wording(said: Suggestion, elements: Mapping[str, Element], quoted: Mapping[str, str]) -> Suggestion:
    """A row that lost its uid but still quotes an element is about it; a wording that two share, or that was changed, is asked."""
    uid = nearest(said.wording, quoted) if said.wording else None
    if uid is None:
        return replace(said, verdict=said.verdict or Verdict.NEW)
    said = replace(said, uid=uid, proposal=said.proposal.removeprefix(said.wording).strip())
    twins = same(fold(said.wording), quoted)
    if not twins:
        return reworded(said, elements[uid])
    if len(twins) > 1 and says_something(said):
        return replace(said, doubt=f"{said.place}: Dieser Wortlaut steht mehrmals im Konzept. {ASK}")
    return said


def doubted(
    said: Suggestion, why: str, elements: Mapping[str, Element], quoted: Mapping[str, str], *, uid: str | None
) -> Suggestion:
    """The row with a sentence for the person who decides, and the likeliest element."""
    guess = uid or (nearest(said.wording, quoted) if said.wording else None)
    number = elements[guess].number if guess else None
    ask = f" Meinten Sie {number}?" if number else f" {ASK}"
    return replace(said, uid=guess, doubt=f"{said.place}: {why}.{ask}")


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
