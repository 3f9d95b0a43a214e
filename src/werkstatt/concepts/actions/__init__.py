"""Deeds: versions, pending changes, imports."""

from werkstatt.concepts.actions.applying import apply
from werkstatt.concepts.actions.changes import propose, withdraw
from werkstatt.concepts.actions.checking import check, compare, confirm, discard, revise, undo
from werkstatt.concepts.actions.imports import SAYS, AlreadyRead, hint, reread, understand, upload
from werkstatt.concepts.actions.versions import append, publish, reindex

__all__ = [
    "SAYS",
    "AlreadyRead",
    "append",
    "apply",
    "check",
    "compare",
    "confirm",
    "discard",
    "hint",
    "propose",
    "publish",
    "reindex",
    "reread",
    "revise",
    "understand",
    "undo",
    "upload",
    "withdraw",
]
