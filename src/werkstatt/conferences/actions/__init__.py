"""Conferences are planned, people come, people are seated."""

from werkstatt.conferences.actions.conferences import announce, call_off, change, plan
from werkstatt.conferences.actions.registrations import cancel, erase, register, remind
from werkstatt.conferences.actions.seats import assign, move, release
from werkstatt.conferences.actions.tables import add_table, change_table, drop_table, lay_tables

__all__ = [
    "add_table",
    "announce",
    "assign",
    "call_off",
    "cancel",
    "change",
    "change_table",
    "drop_table",
    "erase",
    "lay_tables",
    "move",
    "plan",
    "register",
    "release",
    "remind",
]
