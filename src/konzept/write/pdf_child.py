"""The child process that sets type: JSON in on standard input, a PDF out on standard output, a complaint on standard error.

A process of its own, because typst keeps what it has seen: a long-lived one grows beyond 1 GiB (ADR 0004).
"""

from __future__ import annotations

import sys
from pathlib import Path

import typst


def main() -> int:
    """Set the template named first with the data on standard input; the second argument is the timestamp."""
    template, stamp = Path(__file__).with_name(sys.argv[1]), int(sys.argv[2])
    try:
        done = typst.compile(
            template,
            root=template.parent,
            format="pdf",
            font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=True),
            sys_inputs={"content": sys.stdin.buffer.read().decode()},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=stamp,
        )
    except typst.TypstError as error:
        sys.stderr.write(str(error.diagnostic or error.message))
        return 3
    sys.stdout.buffer.write(done)
    return 0


if __name__ == "__main__":
    sys.exit(main())
