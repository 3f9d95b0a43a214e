"""What somebody said, what became of it, and the paper that leads there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import segno
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from konzept.change import name_of
from konzept.model import Element
from konzept.suggestion import Verdict
from konzept.wording import plain
from konzept.write.handout import Block, Handout, Heading, Items, Picture, Words
from werkstatt.concepts.models import Change
from werkstatt.concepts.queries import text_of
from werkstatt.participation import queries as participation
from werkstatt.participation.models import Contribution, Submission
from werkstatt.review import queries as review
from werkstatt.review.models import Outcome
from werkstatt.web.queries import issues

OUTCOMES = (  # the labels of Outcome, for the catalogues
    gettext_noop("übernommen"),
    gettext_noop("teilweise übernommen"),
    gettext_noop("zur Kenntnis genommen"),
    gettext_noop("nicht übernommen"),
    gettext_noop("weitergeleitet"),
)
APART, UNTIL = "\u2068", "\u2069"  # isolates of Unicode: nobody sees them, nobody hears them
MARKS = re.compile(r"[\\`*_{}\[\]<>()#+\-.!|~^&:]")


@dataclass(frozen=True, slots=True)
class Answered:
    """One thing said, with the element it means and its newest answer. `changes`: what it caused, as far as that is public."""

    contribution: Contribution
    element: Element | None
    name: str
    verdict: str
    outcome: str
    reason: str
    answered_at: datetime | None
    changes: tuple[Change, ...]


def submission_of(slug: str, code: str) -> Submission | None:
    """The submission with this code, where it went to this authority."""
    found = participation.receipt(code)
    return found if found and found.round.authority.slug == slug else None


def answered(submission: Submission) -> list[Answered]:
    """Everything that was said in one go, in order."""
    return list(_answered(submission))


def _answered(submission: Submission) -> Iterator[Answered]:
    text = text_of(submission.round.version)
    rows = list(review.answers_of(submission))
    caused = review.caused([row.pk for row in rows])
    public = {issue.ordinal for issue in issues.issues(submission.round.authority.slug)}
    newest = max(public, default=-1)
    for row in rows:
        element = text.find(row.means)
        changes = [each for each in caused.get(row.pk, ()) if each.version and each.version.ordinal <= newest]
        yield Answered(
            contribution=row,
            element=element,
            name=name_of(element) if element else _("Neuer Vorschlag"),
            verdict=_(Verdict(row.verdict).german) if row.verdict else row.question,
            outcome=_(Outcome(row.outcome).label) if row.outcome else "",
            reason=row.reason or "",
            answered_at=row.answered_at,
            changes=tuple({each.uid: each for each in changes}.values()),
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a submission stands: does it count, may its holder still change it, is an answer there, who is written to."""

    counts: bool
    may_change: bool
    answered: bool
    withdrawn_at: datetime | None
    newer: str
    is_written_to: bool


def standing(submission: Submission, said: list[Answered]) -> Standing:
    """Of a submission as `submission_of` gives it; no further query. `newer`: the code of the wording that took its place."""
    withdrawal = getattr(submission, "withdrawal", None)
    newer = participation.newer_than(submission)
    counts = withdrawal is None and newer is None
    return Standing(
        counts=counts,
        may_change=counts and participation.phase(submission.round) == "open",
        answered=any(each.outcome for each in said),
        withdrawn_at=withdrawal.withdrawn_at if withdrawal else None,
        newer=participation.receipt_code(newer.form_key) if newer else "",
        is_written_to=counts and getattr(submission, "contact", None) is not None,
    )


def picture_of(address: str) -> str:
    """The QR code of a receipt's address, as a data address for an image: dark on white, also on a dark page."""
    code: str = segno.make_qr(address, error="m").svg_data_uri(scale=4, border=3, dark="#000", light="#fff")
    return code


def paper(submission: Submission, said: list[Answered], address: str) -> Handout:
    """The receipt to print or keep as a file."""
    round_ = submission.round
    svg: str = segno.make_qr(address, error="m").svg_inline(scale=4, border=3, dark="#000", light="#fff")
    code = participation.receipt_code(submission.form_key)
    opening: list[Block] = [
        Words(_("Ihr Beleg:") + f" **{code}**"),
        Words(
            _(
                "Mit ihm lesen Sie, was aus Ihrer Rückmeldung wurde. Wer ihn kennt, kann die Seite öffnen; bitte gut aufbewahren."
            )
        ),
        Picture(svg, _("QR-Code, der zur Seite dieses Belegs führt"), 40),
        Words(address, quiet=True),
        Heading(1, _("Das haben Sie gesagt")),
    ]
    return Handout(
        title=_("Beleg Ihrer Rückmeldung"),
        subtitle=apart(round_.title),
        author=round_.authority.name,
        language=submission.language or "de",
        blocks=(*opening, *(block for each in said for block in _on_paper(each))),
    )


def _on_paper(each: Answered) -> Iterator[Block]:
    row = each.contribution
    yield Heading(2, apart(each.name))
    if each.element is not None:
        yield Words(apart(verbatim(plain(each.element.title or each.element.text or ""))), quiet=True)
    parts = [
        (_("Ihre Einschätzung"), each.verdict),
        (_("Ihre Anmerkung"), row.comment),
        (_("Ihr Vorschlag"), row.proposal),
        (_("Zuständig sein sollte"), row.responsible),
    ]
    yield Items(tuple(f"{name}: {apart(verbatim(text))}" for name, text in parts if text))
    if each.outcome:
        yield Words(f"**{_('Antwort')}: {each.outcome}**\n\n{apart(verbatim(each.reason))}")


def apart(text: str) -> str:
    """A text with a direction of its own: its full stop stays at its end also where the page runs the other way."""
    return f"{APART}{text}{UNTIL}" if text else ""


def verbatim(text: str) -> str:
    """People's own words within restricted Markdown: nothing of them is a mark."""
    return MARKS.sub(r"\\\g<0>", " ".join(text.split()))
