"""Laws 6 and 9: a template builds on its own app or on ui, is short, and carries no style or script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

LONGEST = 80
BUILDS_ON = re.compile(r"{%-?\s*(?:extends|include)\s+(\S+)")
INLINE = {
    "style im Element": re.compile(r"<[^>]*\sstyle\s*="),
    "style-Block": re.compile(r"<style\b"),
    "Skript in der Seite": re.compile(r"<script\b(?![^>]*\ssrc=)"),
    "Skript am Element": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "javascript-Adresse": re.compile(r"javascript:", re.IGNORECASE),
}


def templates(root: Path) -> Iterator[tuple[str, Path, str]]:
    """(app, path, text) of each template."""
    for path in sorted((root / "werkstatt").glob("*/templates/**/*.*")):
        if path.is_file():
            yield path.relative_to(root / "werkstatt").parts[0], path.relative_to(root), path.read_text("utf-8")


def foreign_parts(root: Path) -> list[str]:
    """Templates that build on another app's, or on something only known when the page is made."""
    return [
        f"{path}: baut auf {part}"
        for app, path, text in templates(root)
        for part in BUILDS_ON.findall(text)
        if not re.fullmatch(rf"""(["'])({app}|ui)/[^"']+\1""", part)
    ]


def too_long(root: Path) -> list[str]:
    """Templates nobody takes in at a glance."""
    return [
        f"{path}: {len(text.splitlines())} Zeilen, erlaubt sind {LONGEST}"
        for _, path, text in templates(root)
        if len(text.splitlines()) > LONGEST
    ]


def inline(root: Path) -> list[str]:
    """What the content security policy forbids."""
    return [
        f"{path}: {what}"
        for _, path, text in templates(root)
        for what, pattern in INLINE.items()
        if pattern.search(text)
    ]
