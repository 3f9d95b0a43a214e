"""The legend of a plan: what its codes mean ("K = kurzfristig", "● für begonnen", "€€ = bis 25.000 Euro")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from konzept.read.blocks import Block, Table
from konzept.wording import line

_SIGNS = "●◐○◑◒◓◔◕◯⬤◉◌✓✔✗✘★☆▲▼►◆◇■□▪▫"
_CODE = rf"(?:€{{1,5}}|[{_SIGNS}]{{1,5}}|\+{{1,3}}|[A-ZÄÖÜ]{{1,2}}\d?|[a-z]\.\s?[A-Z]\.|\d)"
_PAIR = re.compile(
    rf"(?<![\w€{_SIGNS}+.])[„“\"'(]?(?P<code>{_CODE})[“”\"')]?\s*(?:=|:|–|→|(?:steht\s+|stehen\s+)?für\b|bedeutet\b|heißt\b)\s*(?=\S)"
)
_END = re.compile(r"[;\n]|\.(?=\s+[A-ZÄÖÜ„]|\s*$)")
_TAIL = re.compile(r"(?:[\s,;|/•·]|\b(?:und|sowie|oder|steht|stehen)\s*)+$")
_ONLY = re.compile(rf"{_CODE}")
LONGEST = 120
MOST = 20  # legends of one document; what looks like more of them are sentences


def legends(blocks: Iterable[Block]) -> list[dict[str, str]]:
    """Code -> meaning, one legend for each block that has one. One code explained alone is no legend."""
    groups = (_of_table(block) if isinstance(block, Table) else _of_text(line(block.text)) for block in blocks)
    return [dict(reversed(group)) for group in islice(filter(None, groups), MOST)]


def fitting(values: Iterable[str], known: Iterable[Mapping[str, str]]) -> Mapping[str, str]:
    """The legend that explains most of the values under one label, {} where a legend of something else would fit by chance."""
    codes = {line(value) for value in values if len(line(value)) <= 12}
    best: Mapping[str, str] = max(
        known, key=lambda each: len([code for code in codes if resolved(code, each)]), default={}
    )
    met = [code for code in codes if resolved(code, best)]
    alike = [code for code in codes if _ONLY.fullmatch(code)]
    return best if met and len(met) * 2 > len(alike) and (len(met) > 1 or len(alike) == 1) else {}


def _of_text(text: str) -> list[tuple[str, str]]:
    marks = list(_PAIR.finditer(text))
    if len(marks) < 2:
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    pairs = [(mark["code"], _meaning(text[mark.end() : end])) for mark, end in zip(marks, ends, strict=True)]
    whole = [(code, meaning) for code, meaning in pairs if meaning and not meaning.isdigit()]
    return whole if len(whole) > 1 else []


def _meaning(text: str) -> str:
    end = _END.search(text)
    found = _TAIL.sub("", text[: end.start()] if end else text).strip()
    return found if len(found) <= LONGEST else ""


def _of_table(table: Table) -> list[tuple[str, str]]:
    """A small table whose first column holds codes and nothing else; or a cell that explains several."""
    rows = [[line(cell.text) for cell in row.cells if cell.text and not cell.merged] for row in table.rows]
    pairs = [(row[0], row[1]) for row in rows if len(row) == 2 and _ONLY.fullmatch(row[0]) and len(row[1]) <= LONGEST]
    if len(pairs) > 1 and len(pairs) >= len(rows) - 1 and not all(code.isdigit() for code, _ in pairs):
        return pairs
    return [pair for row in rows for text in row if "=" in text for pair in _of_text(text)] if len(rows) < 8 else []


def resolved(value: str, known: Mapping[str, str]) -> str | None:
    """What a value means that is nothing but codes of the legend: "●" -> "begonnen"; None for everything else."""
    text = line(value)
    if not known or not text or len(text) > 12:
        return None
    if text in known:
        return known[text]
    parts = [part for part in re.split(r"\s*[/,+–-]\s*|\s+", text) if part]
    return "; ".join(_known(parts, known)) if len(parts) > 1 and all(part in known for part in parts) else None


def _known(parts: Iterable[str], known: Mapping[str, str]) -> Iterator[str]:
    return (known[part] for part in parts)
