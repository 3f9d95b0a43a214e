"""PDF files broken on purpose: objects lost, exchanged, in rings; numbers and content streams that nobody expects."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable

import pikepdf

NUMBERS = (b"0", b"-1", b"99999999999", b"1e300", b"-0.0000001", b"2147483648", b"", b"NaN", b".", b"1 2 3 4 5 6")
OPERATORS = (
    *(b"q ", b"Q ", b"BT ", b"ET ", b"0 0 0 0 0 0 cm ", b"1e9 0 0 1e9 0 0 cm ", b"0 0 0 0 re f ", b"/X1 Do ", b"/F9 9 Tf "),
    *(b"(", b")", b"<", b"[(a)-99999999(b)] TJ ", b"0 Tz ", b"3 Tr ", b"0 0 m 9e9 9e9 l S ", b"/A BMC ", b"EMC ", b"BI ID x EI "),
)  # fmt: skip


def plain(data: bytes) -> bytes:
    """The same document with nothing packed, so that what is changed is what is read."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.save(
            stream,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            static_id=True,
        )
    return stream.getvalue()


def broken(data: bytes, chance: random.Random) -> bytes:
    """A few deeds on objects and streams of a plain file; offsets stay right only now and then, as in real damage."""
    for _ in range(chance.randint(1, 3)):
        data = chance.choice(DEEDS)(data, chance)
    return repaired(data) if chance.random() < 0.6 else data


def repaired(data: bytes) -> bytes:
    """Written anew by a forgiving writer: the file's frame is right, what was done to its objects stays."""
    stream = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            document.save(stream, compress_streams=False, static_id=True)
    except Exception:  # noqa: BLE001 - whatever it is, the file stays as broken as it is
        return data
    return stream.getvalue()


OBJECT = re.compile(rb"(?m)^\d+ 0 obj.*?^endobj", re.DOTALL)
STREAM = re.compile(rb"(?m)^stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
NUMBER = re.compile(rb"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
NAME = re.compile(rb"/[A-Za-z]\w*")
REFERENCE = re.compile(rb"\d+ 0 R")


def one(pattern: re.Pattern[bytes], data: bytes, chance: random.Random) -> re.Match[bytes] | None:
    found = list(pattern.finditer(data))
    return chance.choice(found) if found else None


def without_object(data: bytes, chance: random.Random) -> bytes:
    found = one(OBJECT, data, chance)
    return data[: found.start()] + data[found.end() :] if found else data


def exchanged_objects(data: bytes, chance: random.Random) -> bytes:
    """The body of one object as that of another."""
    found, other = one(OBJECT, data, chance), one(OBJECT, data, chance)
    if not found or not other:
        return data
    head, _, body = found[0].partition(b"obj")[0], None, other[0].partition(b"obj")[2]
    return data[: found.start()] + head + b"obj" + body + data[found.end() :]


def other_token(pattern: re.Pattern[bytes], values: tuple[bytes, ...]) -> Callable[[bytes, random.Random], bytes]:
    def deed(data: bytes, chance: random.Random) -> bytes:
        for _ in range(chance.choice((1, 1, 3, 20))):
            found, other = one(pattern, data, chance), one(pattern, data, chance)
            if found and other:
                value = chance.choice(values) if values and chance.random() < 0.7 else other[0]
                data = data[: found.start()] + value + data[found.end() :]
        return data

    return deed


def broken_content(data: bytes, chance: random.Random) -> bytes:
    """Lines of a content stream lost, doubled or strange."""
    found = one(STREAM, data, chance)
    if not found:
        return data
    lines = found[1].split(b"\n")
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(lines))
        kind = chance.randrange(4)
        if kind == 0 and len(lines) > 1:
            del lines[at]
        elif kind == 1:
            lines[at:at] = lines[at : at + 4] * chance.choice((1, 2, 500))
        elif kind == 2:
            lines.insert(at, chance.choice(OPERATORS) * chance.choice((1, 1, 300)))
        else:
            chance.shuffle(lines[at : at + 20])
    return data[: found.start(1)] + b"\n".join(lines) + data[found.end(1) :]


def ended(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


DEEDS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    without_object,
    exchanged_objects,
    other_token(NUMBER, NUMBERS),
    other_token(NAME, (b"/Kids", b"/Parent", b"/Contents", b"/Font", b"/X")),
    other_token(REFERENCE, (b"1 0 R", b"99999 0 R", b"null", b"[]")),
    broken_content,
    broken_content,
    ended,
)
