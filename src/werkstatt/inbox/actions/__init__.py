"""Deeds: post comes in, is cut and placed, taken over and taken back."""

from werkstatt.inbox.actions.arriving import deliver, take_letter, understand
from werkstatt.inbox.actions.entering import enter, take_entry_back
from werkstatt.inbox.actions.letters import address, discard, restore, revise, take_back, take_over, undo
from werkstatt.inbox.actions.mailboxes import ask_fetch, fetch, forget_mailbox, set_mailbox
from werkstatt.inbox.actions.portal import (
    count,
    map_columns,
    take,
    take_export,
    take_export_back,
    take_rows,
    try_export_again,
)

__all__ = [
    "address",
    "ask_fetch",
    "count",
    "deliver",
    "discard",
    "enter",
    "fetch",
    "forget_mailbox",
    "map_columns",
    "restore",
    "revise",
    "set_mailbox",
    "take",
    "take_back",
    "take_entry_back",
    "take_export",
    "take_export_back",
    "take_letter",
    "take_over",
    "take_rows",
    "try_export_again",
    "understand",
    "undo",
]
