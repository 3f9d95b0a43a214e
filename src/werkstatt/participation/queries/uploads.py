"""Filled matrices, and what was found in them."""

from __future__ import annotations

import dataclasses
from typing import Any

from django.db.models import Q, QuerySet

from konzept.suggestion import Suggestion, Verdict
from werkstatt.participation.models import Round, Upload, UploadState


def uploads(round_: Round) -> QuerySet[Upload]:
    """The filled matrices, newest first."""
    return Upload.objects.filter(round=round_).select_related("submission", "job", "delivery", "updates")


def known_upload(round_: Round, sha256: str) -> Upload | None:
    """The same file, if it came before, was not thrown away, and its reading did not break down."""
    gone = Q(state__in=[UploadState.DISCARDED, UploadState.FAILED, UploadState.UNDONE])
    broken = Q(state=UploadState.READING, job__problem__gt="")
    return uploads(round_).filter(sha256=sha256).exclude(gone).exclude(broken).first()


def plain(said: Suggestion) -> dict[str, Any]:
    """A suggestion as JSON."""
    return dataclasses.asdict(said)


def suggestion(found: dict[str, Any]) -> Suggestion:
    """And back."""
    return Suggestion(**{**found, "verdict": Verdict(found["verdict"]) if found["verdict"] else None})
