"""A mail server that refuses whom it does not know."""

from __future__ import annotations

from collections.abc import Sequence
from smtplib import SMTPRecipientsRefused

from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend as Remembering


class Choosy(Remembering):
    """Refuses everybody at nowhere.example."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:  # type: ignore[override]  # locmem takes an iterable
        """As smtplib would say it."""
        for message in messages:
            [recipient] = message.to
            if recipient.endswith("@nowhere.example"):
                raise SMTPRecipientsRefused({recipient: (550, b"no such user")})
        return super().send_messages(messages)
