"""A letter or a mail into passages: letterhead and greeting, points, close and signature, words of others.

A proposal for a person, made by what letters look like; nothing is lost, because the passages are the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from konzept.feedback.passages import Passage, PassageKind

LONG = 25  # words: a paragraph after the close that speaks at such length is no signature
HEAD_LINES = 60  # the greeting stands in the first lines, or there is none
PROSE = 14  # words of a line that is no line of a letterhead

_GREETING = re.compile(
    r"(?:Sehr\s+(?:ge|ver)ehrte|Liebe[rs]?\s|Guten\s+(?:Tag|Morgen|Abend)|Hallo\b|Werte[rs]?\s|Moin\b|Dear\s|Grüß\s+Gott)",
    re.IGNORECASE,
)
_CLOSE = re.compile(
    r"(?:(?:mit\s+)?(?:den\s+)?(?:freundlich|herzlich|best|viel|lieb|schön|sonnig|kollegial)\w*\s+(?:und\s+\w+\s+)?(?:Gr(?:ü|ue)(?:ß|ss)\w*|Gruss|Gruß)"
    r"|m\.?\s?f\.?\s?g\.?\b|hochachtungsvoll|(?:best|kind)\s+regards|i\.\s?[AV]\.)",
    re.IGNORECASE,
)
_FORWARD = re.compile(
    r"[-_\s]*(?:Weitergeleitete\s+Nachricht|Forwarded\s+message|Anfang\s+der\s+weitergeleiteten)\b", re.IGNORECASE
)
_ORIGINAL = re.compile(r"[-_\s]*(?:Ursprüngliche\s+Nachricht|Original\s+Message)\b", re.IGNORECASE)
_FIELD = re.compile(
    r"\**(?:Von|An|Cc|Bcc|Gesendet|Datum|Betreff|Antwort\s+an|From|To|Sent|Date|Subject|Organisation)\**:\**\s",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"(?:(?:Am|Den)\s.{5,150}\bschrieb\b.*:|On\s.{5,150}\bwrote:|.{3,120}\bschrieb\s+am\s.{5,60}:)\s*$", re.DOTALL
)
_NOTICE = re.compile(
    r"(?:Diese\s+(?:E-?Mail|Nachricht)|This\s+e-?mail|Der\s+Inhalt\s+dieser\s+E-?Mail|Hinweis\s+zum\s+Datenschutz|Bitte\s+(?:denken|prüfen)\s+Sie.*(?:Umwelt|ausdrucken))",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"(?:(?:vielen|herzlichen|besten)\s+Dank|wir\s+(?:danken|bedanken)|(?:ich|hiermit)\s+bedanke)", re.IGNORECASE
)
_QUESTIONS = re.compile(r"(?:für|bei|zu)\s+(?:(?:weitere|etwaige|eventuelle)\w*\s+)?(?:rück)?fragen\b", re.IGNORECASE)
_AFTERTHOUGHT = re.compile(r"(?:P\.?\s?S\.?\b|Nachtrag\b)", re.IGNORECASE)
_MONTHS = r"(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)"
_ITEM = re.compile(rf"(?:[-–•*·▪]\s+|\(?(?:\d{{1,2}}|[a-zA-Z]|[ivx]{{1,4}})[.)]\s+(?!{_MONTHS}))\S")
ABOUT = re.compile(
    r"(?:(?:zu[rm]?|betrifft|betr\.|bezüglich|anmerkung(?:en)?\s+zu[rm]?|stellungnahme\s+zu[rm]?)\s*:?\s*(?:der|dem|den)?\s*)?"
    r"(?:(?:Maßnahmen?|(?:Handlungs|Teil|Ober|Leit)?[Zz]iele?|Handlungsfeld(?:er)?|HF|M|Punkt|Nr\.?|Nummer|Ziffer|Leitsatz)\s*\d{1,3}(?:\.\d{1,3})*\b|\d{1,3}(?:\.\d{1,3}){1,4}\b(?!\d|\s*(?:Uhr|%|Mio|Prozent|Euro|€)))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with words: where it stands, whether a blank one stood before, and what it belongs to."""

    start: int
    words: str
    apart: bool
    kind: PassageKind = PassageKind.POINT


def segment(text: str) -> tuple[Passage, ...]:
    """The passages of a text, () where it has no word. Leads ("Zu Maßnahme 2.2.1:") stand with what follows them."""
    lines = list(_lines(text))
    if not lines:
        return ()
    kinds = _greeted(lines, _zones(lines))
    begins = list(_begins(lines, kinds))
    starts = [0, *(lines[index].start for index in begins[1:])]
    ends = [*starts[1:], len(text)]
    return tuple(Passage(start, end, kinds[index]) for start, end, index in zip(starts, ends, begins, strict=True))


def is_lead(words: str) -> bool:
    """A heading, or the beginning of what stands below: "Zu Maßnahme 2.2.1:", "Handlungsfeld 2 Sprache"."""
    said = words.strip()
    if said.endswith(":"):
        return True
    return (
        "\n" not in said
        and len(said.split()) <= 12
        and said[-1:] not in {".", "!", "?", ";", ","}
        and not _ITEM.match(said)
    )


def _lines(text: str) -> Iterator[_Line]:
    at, apart = 0, True
    for raw in text.splitlines(keepends=True):
        words = raw.strip()
        if words:
            yield _Line(at + len(raw) - len(raw.lstrip()), words, apart)
        apart = not words
        at += len(raw)


def _zones(lines: list[_Line]) -> list[PassageKind]:
    """What each line belongs to: point, quoted or signature; the head of a forwarded mail is a greeting."""
    kinds: list[PassageKind] = []
    now, own = PassageKind.POINT, False
    for index, line in enumerate(lines):
        own = own or kinds[-1:] == [PassageKind.POINT]
        if line.words.startswith(">"):
            kinds.append(PassageKind.QUOTED)
            continue
        if _FORWARD.match(line.words) or (_begins_mail(lines, index) and (now is PassageKind.GREETING or not own)):
            now = PassageKind.GREETING
        elif _begins_mail(lines, index):
            now = PassageKind.QUOTED
        elif _wrote(lines, index):
            kinds.append(PassageKind.QUOTED)
            now = now if _is_marked(lines, index) else PassageKind.QUOTED
            continue
        else:
            now = _zone(now, lines, index)
        kinds.append(now)
    return kinds


def _zone(now: PassageKind, lines: list[_Line], index: int) -> PassageKind:
    """What a line belongs to that begins no mail of others."""
    line = lines[index]
    if now is PassageKind.GREETING and not _FIELD.match(line.words) and not _ORIGINAL.match(line.words):
        now = PassageKind.POINT
    if now is PassageKind.POINT and (line.words in {"--", "—"} or _closes(line.words)):
        return PassageKind.SIGNATURE
    if now is PassageKind.SIGNATURE and line.apart and _speaks(_paragraph(lines, index)):
        return PassageKind.POINT
    return now


def _closes(words: str) -> bool:
    return _CLOSE.match(words) is not None and len(words.split()) <= 12


def _speaks(paragraph: str) -> bool:
    """Whether a paragraph says something, though a letter was closed before it."""
    if _NOTICE.match(paragraph):
        return False
    return bool(_AFTERTHOUGHT.match(paragraph) or _about(paragraph)) or len(paragraph.split()) >= LONG


def _about(words: str) -> bool:
    return ABOUT.match(words) is not None and not re.match(r"\d+(?:\.\d+)*\s*[/-]|0\d", words)


def _end(lines: list[_Line], index: int) -> int:
    """The line before which the paragraph ends that begins here."""
    return next((at for at in range(index + 1, len(lines)) if lines[at].apart), len(lines))


def _paragraph(lines: list[_Line], index: int) -> str:
    """The words from a line to the next blank one."""
    return " ".join(line.words for line in lines[index : _end(lines, index)])


def _begins_mail(lines: list[_Line], index: int) -> bool:
    """Whether the head of another mail begins here: its first two lines are fields, or it says so."""
    if _ORIGINAL.match(lines[index].words):
        return True
    fields = [line for line in lines[index : index + 4] if _FIELD.match(line.words)]
    return bool(_FIELD.match(lines[index].words)) and len(fields) >= 3


def _wrote(lines: list[_Line], index: int) -> bool:
    """Whether it says who wrote what follows ("Am 3. März 2026 schrieb Alma Brandt:"), in one line or two."""
    if not re.match(r"(?:Am|Den|On)\s|.*\bschrieb\b", lines[index].words):
        return False
    one, two = lines[index].words, " ".join(line.words for line in lines[index : index + 2])
    return bool(_WROTE.match(one) or (not one.endswith(":") and re.match("Am|On", one) and _WROTE.match(two)))


def _is_marked(lines: list[_Line], index: int) -> bool:
    """Whether what was written follows behind marks."""
    return any(line.words.startswith(">") for line in lines[index + 1 : index + 3])


def _greeted(lines: list[_Line], kinds: list[PassageKind]) -> list[PassageKind]:
    """Letterhead, greeting and a word of thanks at the top; an offer to answer questions at the end."""
    found = list(kinds)
    at = _salutation(lines, kinds)
    if at is not None:
        head = range(at) if all(len(line.words.split()) <= PROSE for line in lines[:at]) else range(0)
        for index in (*head, at):
            found[index] = PassageKind.GREETING if found[index] is PassageKind.POINT else found[index]
    for index, line in enumerate(lines):
        if line.apart and found[index] is PassageKind.POINT:
            _courtesy(lines, found, index)
    return found


def _salutation(lines: list[_Line], kinds: list[PassageKind]) -> int | None:
    return next(
        (
            index
            for index, line in enumerate(lines[:HEAD_LINES])
            if kinds[index] is PassageKind.POINT and _GREETING.match(line.words) and len(line.words.split()) <= PROSE
        ),
        None,
    )


def _courtesy(lines: list[_Line], kinds: list[PassageKind], index: int) -> None:
    """Mark a paragraph of nothing but thanks after the greeting, or of an offer before the close."""
    paragraph, end = _paragraph(lines, index), _end(lines, index)
    if re.search(r"\d\.\d|[?]", paragraph) or len(paragraph.split()) > LONG:
        return
    if _THANKS.match(paragraph) and index and kinds[index - 1] is PassageKind.GREETING:
        kinds[index:end] = [PassageKind.GREETING] * (end - index)
    elif _QUESTIONS.match(paragraph) and "verfügung" in paragraph.lower():
        kinds[index:end] = [PassageKind.SIGNATURE] * (end - index)


def _begins(lines: list[_Line], kinds: list[PassageKind]) -> Iterator[int]:
    """The lines with which a passage begins."""
    since = 0
    for index, line in enumerate(lines):
        turned = index == 0 or kinds[index] is not kinds[index - 1]
        new = turned or (kinds[index] is PassageKind.POINT and _is_new(line))
        if turned or (new and not is_lead("\n".join(each.words for each in lines[since:index]))):
            yield index
        since = index if new else since


def _is_new(line: _Line) -> bool:
    return line.apart or bool(_ITEM.match(line.words)) or _about(line.words)
