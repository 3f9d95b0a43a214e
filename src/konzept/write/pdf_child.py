"""The child process that sets type: JSON in on standard input, a PDF out on standard output, a complaint on standard error.

A process of its own, because typst keeps what it has seen: a long-lived one grows beyond 1 GiB (ADR 0004).
"""

from __future__ import annotations

import base64
import json
import os
import sys
from pathlib import Path
from typing import Any

import typst

MORE_FONTS = "KONZEPT_FONTS"  # folders, parted as in PATH
PDF: dict[str, Any] = {"format": "pdf", "pdf_standards": ["a-2a", "ua-1"]}
PNG: dict[str, Any] = {"format": "png", "ppi": 300.0}


def main() -> int:
    """Set the template named first with the data on standard input.

    The second argument is the timestamp; the third may be „png“: then a JSON list of pages in base64 comes out.
    """
    template, stamp = Path(__file__).with_name(sys.argv[1]), int(sys.argv[2])
    try:
        done = typst.compile(
            template,
            root=template.parent,
            font_paths=_fonts(),
            sys_inputs={"content": sys.stdin.buffer.read().decode()},
            timestamp=stamp,
            **(PNG if sys.argv[3:] == ["png"] else PDF),
        )
    except typst.TypstError as error:
        sys.stderr.write(str(error.diagnostic or error.message))
        return 3
    sys.stdout.buffer.write(done if sys.argv[3:] != ["png"] else _listed(done))
    return 0


def _fonts() -> typst.Fonts:
    """Our own fonts alone, so that every machine sets alike; the house may name folders with more for other scripts."""
    more = [Path(folder) for folder in os.environ.get(MORE_FONTS, "").split(os.pathsep) if folder]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=more)


def _listed(pages: bytes | list[bytes]) -> bytes:
    found = pages if isinstance(pages, list) else [pages]
    return json.dumps([base64.b64encode(page).decode() for page in found]).encode()


if __name__ == "__main__":
    sys.exit(main())
