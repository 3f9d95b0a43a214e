"""Deeds: rounds, what comes in, filled matrices."""

from werkstatt.participation.actions.receiving import NOT_OPEN, receive, withdraw
from werkstatt.participation.actions.rounds import close_round, open_round
from werkstatt.participation.actions.uploads import confirm, discard, take_in, understand

__all__ = [
    "NOT_OPEN",
    "close_round",
    "confirm",
    "discard",
    "open_round",
    "receive",
    "take_in",
    "understand",
    "withdraw",
]
