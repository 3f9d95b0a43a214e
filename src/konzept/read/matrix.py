"""Filled matrices come back: by the uid their rows carry, else by the quoted wording, else with a doubt for a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from difflib import SequenceMatcher

from konzept.model import Element, Problem
from konzept.read import matrix_docx, matrix_xlsx
from konzept.read.container import open_archive, sniff
from konzept.read.matrix_rows import ASK, Filled, Sheet, suggestions, unsaid
from konzept.suggestion import Form, Suggestion, Verdict
from konzept.wording import fold
from konzept.write.matrix_form import INVITATION, own_lines, own_words, sections, wording

__all__ = ["Filled", "place", "read"]

ALIKE = 0.9  # a quoted wording that is this like an element's is that element's
KIN = 0.5  # below, it is not that element's wording with changes but another text
LIKELY = 5  # elements that share most words are compared letter by letter


def read(data: bytes, name: str) -> Filled:
    """What a filled matrix says. Problem for a file that is none, with what to do instead."""
    sniff(data, name)
    if not data.startswith(b"PK"):
        raise Problem(none_at_all(name))
    parts = open_archive(data, name).parts
    if "word/document.xml" in parts:
        found = matrix_docx.sheet(data, name)
    elif "xl/workbook.xml" in parts:
        found = matrix_xlsx.sheet(data, name)
    else:
        raise Problem(none_at_all(name))
    if not found.form_id and all(row.loose for row in found.rows):
        raise Problem(none_at_all(name))
    return Filled(
        found.form_id,
        suggestions(found.rows),
        clean(found, "organisation"),
        clean(found, "sender"),
        unsaid(found.rows),
    )


def none_at_all(name: str) -> str:
    """The sentence for any other file."""
    return (
        f"„{name}“ ist keine ausgefüllte Matrix. Bitte laden Sie die Matrix auf der Seite der Runde herunter, "
        "füllen sie in Word oder Excel aus und geben sie als .docx oder .xlsx ab."
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
    quoted = {uid: fold("\n".join(wording(element))) for uid, element in elements.items()}
    own = {fold(line) for line in own_lines(form)}
    left = (said for said in filled.unsaid if said.wording or not is_own(said.comment, own))
    placed = (settled(said, elements, areas, quoted) for said in (*filled.suggestions, *left))
    return replace(filled, suggestions=tuple(said for said in placed if says_something(said)), unsaid=())


def is_own(line: str, own: set[str]) -> bool:
    """Is it the form's own text? The day in its first sentence may have been another when it was sent out."""
    return fold(line) in own or line.startswith(INVITATION)


def says_something(said: Suggestion) -> bool:
    """A row whose uid was lost and that only quotes its element is no answer."""
    return any((said.verdict, said.comment, said.proposal, said.responsible))


def settled(
    said: Suggestion, elements: Mapping[str, Element], areas: Mapping[str, str], quoted: Mapping[str, str]
) -> Suggestion:
    """One row, checked against what the form asked."""
    area = areas.get(said.area or "", said.area if said.area in areas.values() else None)
    said = replace(said, area=area)
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
