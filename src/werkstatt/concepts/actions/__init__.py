"""Deeds: versions, pending changes, imports."""

from werkstatt.concepts.actions.changes import propose, withdraw
from werkstatt.concepts.actions.versions import append, publish, reindex

__all__ = ["append", "propose", "publish", "reindex", "withdraw"]
