"""What nobody may read who only has the database: names, addresses, passwords of mailboxes.

Fernet (AES-128-CBC with HMAC-SHA256) under keys derived from `WERKSTATT_CIPHERS`, a comma-separated list of secrets: the
first enciphers, all decipher, so a secret is changed by putting a new one in front. Without it the installation's
`WERKSTATT_SECRET` serves.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models

LOST = ""  # what an unreadable value is read as: the secret it was written with is gone


@lru_cache(maxsize=8)
def _fernet(secrets: tuple[str, ...]) -> MultiFernet:
    digests = (hashlib.sha256(b"cipher" + secret.encode()).digest() for secret in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def encipher(text: str) -> str:
    """The text as it may be stored; the same text twice looks different."""
    return _fernet(tuple(settings.CIPHERS)).encrypt(text.encode()).decode() if text else ""


def decipher(stored: str) -> str:
    """And back; "" where no secret we know opens it."""
    if not stored:
        return ""
    try:
        return _fernet(tuple(settings.CIPHERS)).decrypt(stored.encode()).decode()
    except InvalidToken:
        return LOST


class EncipheredField(models.TextField[str, str]):
    """A text that the database holds enciphered. It cannot be searched or sorted by."""

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        """As people read it."""
        return None if value is None else decipher(value)

    def get_prep_value(self, value: Any) -> Any:
        """As it is stored."""
        return None if value is None else encipher(str(value))
