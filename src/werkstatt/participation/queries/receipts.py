"""The code a participant keeps, and what it opens."""

from __future__ import annotations

import base64
import hashlib
import hmac
import uuid

from django.conf import settings

from werkstatt.participation.models import Submission

ALPHABET = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")


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
        .select_related("round__authority", "round__version__concept", "withdrawal", "contact")
        .prefetch_related("replacements__withdrawal")
        .first()
    )


def newer_than(submission: Submission) -> Submission | None:
    """The wording that took a submission's place, unless the office took that back. No query for one that `receipt` gave."""
    newer = sorted(submission.replacements.all(), key=lambda each: each.pk)
    return next((each for each in reversed(newer) if not _taken_back(each)), None)


def _taken_back(submission: Submission) -> bool:
    withdrawal = getattr(submission, "withdrawal", None)
    return withdrawal is not None and withdrawal.withdrawn_by_id is not None
