"""The demo's translations of the running round: some checked, some made by a program, the rest is not there yet."""

from __future__ import annotations

from typing import Any

from werkstatt.accounts.models import User
from werkstatt.participation import actions
from werkstatt.participation.models import Round
from werkstatt.participation.queries import languages_of, pieces


def translate(round_: Round, person: User, told: list[dict[str, Any]]) -> None:
    """Each text, found by how its German begins, into each language that the story has it in."""
    texts = pieces(round_)
    for language in languages_of(round_):
        entries = [
            (piece.key, each[language].strip(), language not in each.get("machine", ()))
            for each in told
            if language in each
            for piece in texts
            if piece.german.strip().startswith(each["german"])
        ]
        for checked in (True, False):
            fitting = [(key, words) for key, words, sure in entries if sure is checked]
            actions.translate(round_, person, language, fitting, checked=checked)
