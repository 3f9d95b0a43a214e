"""What runs, what came in."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import hmac
import uuid
from collections.abc import Iterable
from datetime import datetime
from textwrap import shorten
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from konzept.change import name_of
from konzept.model import Element, Kind
from konzept.suggestion import QUESTIONS, Form, Suggestion, Verdict
from konzept.wording import line
from werkstatt.authorities.models import Authority
from werkstatt.concepts.queries import text_of
from werkstatt.lib import clock
from werkstatt.participation.models import Contribution, Round, Submission, Upload, UploadState

ALPHABET = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def phase(round_: Round, now: datetime | None = None) -> str:
    """Where a round stands now: "ahead", "open" or "closed"."""
    now = now or clock.now()
    if now < round_.opens_at:
        return "ahead"
    return "open" if now < round_.closes_at else "closed"


def rounds_of(authority: Authority) -> QuerySet[Round]:
    """All rounds, newest first."""
    return Round.objects.filter(authority=authority).select_related("version__concept")


def public_rounds(authority: Authority, now: datetime | None = None) -> QuerySet[Round]:
    """Rounds that have begun; those ahead are announced only by the office itself."""
    return rounds_of(authority).filter(opens_at__lte=now or clock.now())


def open_rounds(authority: Authority, now: datetime | None = None) -> QuerySet[Round]:
    """Rounds in which one can take part now."""
    return public_rounds(authority, now).filter(closes_at__gt=now or clock.now())


def elements_in_scope(round_: Round) -> list[Element]:
    """The areas, goals and measures people are asked about, in document order."""
    concept = text_of(round_.version)
    wanted = set(round_.areas)
    areas = [element for element in concept.walk() if element.kind == Kind.AREA]
    chosen = [area for area in areas if not wanted or area.uid in wanted]
    asked = {Kind.AREA, Kind.GOAL, Kind.MEASURE, Kind.GUIDING_GOAL, Kind.PRINCIPLE}
    walked = (element for area in chosen for element in area.walk()) if chosen else concept.walk()
    return list({element.uid: element for element in walked if element.kind in asked}.values())


def form_of(round_: Round, organisation: str = "") -> Form:
    """The matrix of the round, for every format."""
    return Form(
        id=round_.key.hex,
        title=round_.title,
        authority=round_.authority.name,
        concept=text_of(round_.version),
        due=timezone.localdate(round_.closes_at),
        areas=tuple(round_.areas),
        organisation=organisation,
        questions=tuple(round_.questions) or QUESTIONS,
    )


def contributions(round_: Round) -> QuerySet[Contribution]:
    """Everything said in the round, in the order in which it came."""
    return Contribution.objects.filter(submission__round=round_).select_related("submission")


def count_by_channel(round_: Round) -> dict[str, int]:
    """How many contributions came which way."""
    counted = contributions(round_).order_by().values_list("submission__channel").annotate(Count("pk"))
    return dict(counted)


def uploads(round_: Round) -> QuerySet[Upload]:
    """The filled matrices, newest first."""
    return Upload.objects.filter(round=round_).select_related("submission", "job")


def known_upload(round_: Round, sha256: str) -> Upload | None:
    """The same file, if it came before, was not thrown away, and its reading did not break down."""
    gone = Q(state__in=[UploadState.DISCARDED, UploadState.FAILED])
    broken = Q(state=UploadState.READING, job__problem__gt="")
    return uploads(round_).filter(sha256=sha256).exclude(gone).exclude(broken).first()


def receipt_code(form_key: uuid.UUID) -> str:
    """The participant's code, e.g. K7F3-92QM-4TXA: 60 bits that only this installation can make from the form's key."""
    mac = hmac.digest(settings.SECRET_KEY.encode(), b"receipt" + form_key.bytes, hashlib.sha256)
    letters = base64.b32encode(mac)[:12].decode().translate(ALPHABET)
    return "-".join(letters[start : start + 4] for start in (0, 4, 8))


def receipt_digest(code: str) -> str:
    """How a code is stored: whoever reads the database cannot read receipts. Case, blanks and 0/O, 1/I/L do not matter."""
    plain = "".join(filter(str.isalnum, code.upper())).translate(str.maketrans("OIL", "011"))
    return hmac.new(settings.SECRET_KEY.encode(), b"digest" + plain.encode(), hashlib.sha256).hexdigest()


def receipt(code: str) -> Submission | None:
    """What somebody said, by their code."""
    return (
        Submission.objects.filter(receipt_digest=receipt_digest(code))
        .select_related("round__authority", "round__version__concept")
        .first()
    )


def labels(elements: Iterable[Element]) -> dict[str, str]:
    """Uid -> "Ziel 2.2: Information zu Sprachkursen", short enough for a list."""
    return {element.uid: _label(element) for element in elements}


def _label(element: Element) -> str:
    words = shorten(line(element.title or element.text or ""), 90, placeholder=" …")
    return f"{name_of(element)}: {words}" if element.number and words else words or name_of(element)


def plain(said: Suggestion) -> dict[str, Any]:
    """A suggestion as JSON."""
    return dataclasses.asdict(said)


def suggestion(found: dict[str, Any]) -> Suggestion:
    """And back."""
    return Suggestion(**{**found, "verdict": Verdict(found["verdict"]) if found["verdict"] else None})
