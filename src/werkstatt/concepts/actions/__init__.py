"""Deeds: versions, pending changes, imports."""

from werkstatt.concepts.actions.changes import propose, withdraw
from werkstatt.concepts.actions.imports import (
    AlreadyRead,
    apply,
    check,
    compare,
    confirm,
    discard,
    revise,
    understand,
    undo,
    upload,
)
from werkstatt.concepts.actions.versions import append, publish, reindex

__all__ = [
    "AlreadyRead",
    "append",
    "apply",
    "check",
    "compare",
    "confirm",
    "discard",
    "propose",
    "publish",
    "reindex",
    "revise",
    "understand",
    "undo",
    "upload",
    "withdraw",
]
