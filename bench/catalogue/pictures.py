"""Small drawings that stand in cells instead of words."""

from __future__ import annotations

import struct
import zlib
from functools import cache

SIDE = 12


@cache
def lamps(lit: int) -> bytes:
    """A PNG of three squares in a row, so many of them dark."""
    row = b"".join((b"\x30" if place < lit else b"\xd8") * (SIDE - 2) + b"\xff\xff" for place in range(3))
    pixels = (b"\x00" + row) * SIDE
    head = struct.pack(">IIBBBBB", 3 * SIDE, SIDE, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(pixels)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(held)) + name + held + struct.pack(">I", zlib.crc32(name + held)) for name, held in chunks
    )
