"""What must not stand in any tracked file: hosts of registries, and notes to do something later."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

# In pieces, or this file would break its own law.
HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("crates", "io"),
        ("proxy", "golang", "org"),
        ("rubygems", "org"),
        ("docker", "io"),
        ("ghcr", "io"),
        ("quay", "io"),
        ("conda", "anaconda", "org"),
    )
]
LATER = re.compile(r"\b(" + "|".join(a + b for a, b in (("TO", "DO"), ("FIX", "ME"), ("X", "XX"))) + r")\b")


def tracked(root: Path) -> list[Path]:
    """Files under version control; where there is no git, all that are no output."""
    asked = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=False)
    if asked.returncode == 0 and asked.stdout:
        return [root / name for name in asked.stdout.decode().split("\0") if name]
    left_out = {"node_modules", ".venv", "var", "build", "__pycache__", ".git", "vendor"}
    return [path for path in root.rglob("*") if path.is_file() and not left_out & set(path.parts)]


def texts(paths: Iterable[Path]) -> Iterable[tuple[Path, str]]:
    """Those that are text."""
    for path in paths:
        try:
            yield path, path.read_text("utf-8")
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue


def registry_hosts(paths: Iterable[Path]) -> list[str]:
    """Files that name where packages come from: that is the machine's business."""
    return [f"{path}: nennt {host}" for path, text in texts(paths) for host in HOSTS if host in text]


def later(paths: Iterable[Path]) -> list[str]:
    """Notes to do something later."""
    return [f"{path}: {found[0]}" for path, text in texts(paths) if (found := LATER.search(text))]
