"""Deeds: rounds, what comes in, filled matrices, what may be read outside."""

from werkstatt.participation.actions.contacts import erase_contact, erase_contacts, forget, keep_contact, tell
from werkstatt.participation.actions.deliveries import confirm_clear, deliver, take_back
from werkstatt.participation.actions.limits import TooMany, forget_senders
from werkstatt.participation.actions.moderation import moderate, put_beside, redact
from werkstatt.participation.actions.receiving import NOT_OPEN, attach, receive, say, withdraw, withdraw_all
from werkstatt.participation.actions.rounds import change_round, close_round, drop_contested, open_round, set_contested
from werkstatt.participation.actions.translations import bring, take_over, translate
from werkstatt.participation.actions.uploads import confirm, discard, take_in, understand

__all__ = [
    "NOT_OPEN",
    "TooMany",
    "attach",
    "bring",
    "change_round",
    "close_round",
    "confirm",
    "confirm_clear",
    "deliver",
    "discard",
    "drop_contested",
    "erase_contact",
    "erase_contacts",
    "forget",
    "forget_senders",
    "keep_contact",
    "moderate",
    "open_round",
    "put_beside",
    "receive",
    "redact",
    "say",
    "set_contested",
    "take_back",
    "take_in",
    "take_over",
    "tell",
    "translate",
    "understand",
    "withdraw",
    "withdraw_all",
]
