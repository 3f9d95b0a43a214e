"""The child process that draws: a PDF in on standard input, JSON or a PNG out on standard output.

A process of its own, because pdfium is not thread-safe, and because a hostile file must take down nobody but itself.
"""

from __future__ import annotations

import json
import resource
import sys
import zlib
from collections.abc import Sequence
from itertools import islice
from typing import Any

import pypdfium2

MEMORY = 1024**3  # bytes of address space
SECONDS = 15  # of computing
PIXELS = 6_000_000
PAGES = 3_000  # more are no concept


def main(arguments: Sequence[str]) -> int:
    """`sizes`, or `page NUMBER WIDTH`."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
        match arguments:
            case ["sizes"]:
                sys.stdout.buffer.write(json.dumps(_sizes(document)).encode())
            case ["page", number, width]:
                sys.stdout.buffer.write(_picture(document, int(number), int(width)))
            case _:
                return 2
    except (pypdfium2.PdfiumError, ValueError, MemoryError):
        return 3
    return 0


def _sizes(document: Any) -> list[tuple[float, float]]:
    found = (document.get_page_size(index) for index in islice(range(len(document)), PAGES))
    return [(round(width, 2), round(height, 2)) for width, height in found]


def _picture(document: Any, number: int, width: int) -> bytes:
    if not 1 <= number <= len(document):
        raise ValueError(number)
    page = document[number - 1]
    across, down = page.get_size()
    if not (across > 0 and down > 0):
        raise ValueError(number)
    scale = min(width / across, (PIXELS / (across * down)) ** 0.5)
    drawn = page.render(scale=scale, rev_byteorder=True, fill_color=(255, 255, 255, 255))
    raw = memoryview(bytes(drawn.buffer))
    rows = [
        bytes(raw[start : start + 3 * drawn.width]) for start in range(0, drawn.height * drawn.stride, drawn.stride)
    ]
    return png(drawn.width, rows)


def png(width: int, rows: Sequence[bytes]) -> bytes:
    """Rows of red, green and blue bytes as a PNG; in grey where there is no colour, which is a third as long."""
    grey = all(row[0::3] == row[1::3] == row[2::3] for row in rows)
    plain = b"".join(b"\0" + (row[0::3] if grey else row) for row in rows)
    head = width.to_bytes(4, "big") + len(rows).to_bytes(4, "big") + bytes([8, 0 if grey else 2, 0, 0, 0])
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(plain, 3)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(*part) for part in parts)


def _part(name: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
