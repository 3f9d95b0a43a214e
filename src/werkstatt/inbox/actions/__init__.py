"""Deeds: post comes in, is cut and placed, taken over and taken back."""

from werkstatt.inbox.actions.arriving import deliver, take_letter, understand
from werkstatt.inbox.actions.entering import enter, take_entry_back
from werkstatt.inbox.actions.letters import address, discard, restore, revise, take_back, take_over, undo
from werkstatt.inbox.actions.mailboxes import ask_fetch, fetch, forget_mailbox, set_mailbox

__all__ = [
    "address",
    "ask_fetch",
    "deliver",
    "discard",
    "enter",
    "fetch",
    "forget_mailbox",
    "restore",
    "revise",
    "set_mailbox",
    "take_back",
    "take_entry_back",
    "take_letter",
    "take_over",
    "understand",
    "undo",
]
