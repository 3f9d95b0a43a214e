"""The stock of German wording, and how the offices' names are bent."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
STOCK: list[dict[str, Any]] = tomllib.loads((HERE / "stock.toml").read_text("utf-8"))["subject"]
OFFICES: dict[str, Any] = tomllib.loads((HERE / "offices.toml").read_text("utf-8"))
ARTICLES = {"das": ("dem", "das"), "die": ("der", "die"), "der": ("dem", "den"), "pl": ("den", "die")}


@dataclass(frozen=True, slots=True)
class House:
    """Someone who does something: named alone, after "mit" and after "durch"."""

    name: str
    dative: str
    accusative: str

    @classmethod
    def of(cls, entry: str, place: str) -> House:
        """From "das Jugendamt" or "die Beauftragte|der Beauftragten"."""
        nominative, dative, accusative = [*entry.replace("{ort}", place).split("|"), "", ""][:3]
        article, _, name = nominative.partition(" ")
        mit, durch = ARTICLES.get(article, ("", ""))
        return cls(name, dative or f"{mit} {name}", accusative or f"{durch} {name}")


def houses(dice: random.Random, place: str, count: int) -> list[House]:
    """So many different ones."""
    return [House.of(entry, place) for entry in dice.sample(OFFICES["houses"], count)]


def responsibility(dice: random.Random, place: str, *, connected: float = 0.5) -> str:
    """Who is responsible, in one cell: alone, several, or with a connector."""
    chosen = houses(dice, place, dice.choice((1, 1, 2, 3, 4)))
    names = [house.name for house in chosen]
    if len(chosen) == 1 or dice.random() > connected:
        return dice.choice((", ", ", ", "; ")).join(names)
    cut = dice.randint(1, len(chosen) - 1)
    connector = str(dice.choice(OFFICES["connectors"]))
    durch = connector.endswith("durch")
    bent = [house.accusative if durch else house.dative for house in chosen[cut:]]
    return f"{', '.join(names[:cut])} {connector} {together(bent)}"


def together(bent: list[str]) -> str:
    """The last after "und"."""
    return bent[0] if len(bent) == 1 else f"{', '.join(bent[:-1])} und {bent[-1]}"


def partners(dice: random.Random, place: str, lead: str) -> str:
    """Who else takes part, in a cell of its own."""
    return ", ".join(house.name for house in houses(dice, place, dice.randint(1, 3)) if house.name not in lead)


def pick(dice: random.Random, key: str) -> str:
    """One entry of a list."""
    return str(dice.choice(OFFICES[key]))


def label(dice: random.Random, meaning: str) -> str:
    """A printed label of this meaning."""
    rare = OFFICES["unseen"].get(meaning, [])
    return str(dice.choice([*OFFICES["labels"][meaning], *rare]))


def filled(dice: random.Random, text: str, place: str) -> str:
    """With place and figure."""
    return text.replace("{ort}", place).replace("{n}", str(dice.choice((3, 4, 5, 6, 8, 10, 12, 15, 20, 25))))
