"""Nobody sends without measure; and nobody is known by it."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import UTC, date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from konzept.model import Problem
from werkstatt.lib import clock
from werkstatt.participation.models import Salt, Tally


class TooMany(Problem):
    """This connection sent too much in a short time."""


def count(sender: str) -> None:
    """One more from this connection (`lib.senders`). TooMany where the window (settings.SAY_WINDOW) is full."""
    # journal: a limit, no deed; an entry would keep what is to be forgotten
    now = clock.now()
    window = int(now.timestamp()) // settings.SAY_WINDOW
    digest = _digest(timezone.localdate(now), f"{sender}|{window}")
    if _counted(digest):
        return
    ends_at = datetime.fromtimestamp((window + 1) * settings.SAY_WINDOW, UTC)
    Tally.objects.get_or_create(digest=digest, defaults={"ends_at": ends_at})
    if not _counted(digest):
        raise TooMany(
            _(
                "Von Ihrem Internet-Anschluss kam in kurzer Zeit sehr viel. Ihr Text ist noch da: "
                "Bitte warten Sie zehn Minuten und senden Sie dann noch einmal ab."
            )
        )


def _counted(digest: str) -> bool:
    return bool(Tally.objects.filter(digest=digest, count__lt=settings.SAY_MOST).update(count=F("count") + 1))


def _digest(day: date, text: str) -> str:
    return hmac.new(_salt(day).encode(), text.encode(), hashlib.sha256).hexdigest()


def _salt(day: date) -> str:
    known = Salt.objects.filter(day=day).values_list("secret", flat=True).first()
    if known:
        return known
    salt, new = Salt.objects.get_or_create(day=day, defaults={"secret": secrets.token_hex(32)})
    if new:
        Salt.objects.filter(day__lt=day).delete()
    return salt.secret


@transaction.atomic
def forget_senders() -> None:
    """Throw away the salts of past days and the windows that are over."""
    # journal: housekeeping, nobody's deed
    now = clock.now()
    Salt.objects.filter(day__lt=timezone.localdate(now)).delete()
    Tally.objects.filter(ends_at__lte=now).delete()
