"""German phrases of time and what they mean: "fortlaufend", "im 2-Jahres-Turnus", "Prüfung 2021, Beginn des Schuljahres 2021/22"."""

from __future__ import annotations

from konzept.timing.phrase import parse

__all__ = ["parse"]
