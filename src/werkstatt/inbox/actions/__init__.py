"""Deeds: post comes in, is cut and placed, taken over and taken back."""

from werkstatt.inbox.actions.arriving import deliver, take_letter, understand
from werkstatt.inbox.actions.letters import address, discard, restore, revise, take_back, take_over, undo

__all__ = [
    "address",
    "deliver",
    "discard",
    "restore",
    "revise",
    "take_back",
    "take_letter",
    "take_over",
    "understand",
    "undo",
]
