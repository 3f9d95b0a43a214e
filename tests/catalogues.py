"""`make messages`: bring src/werkstatt/locale up to date with the strings of the code. German is the source.

What was translated stays, what is new is empty, what is gone goes. Needs no gettext on the machine: xgettext does not see
strings within f-strings, and .mo is a simple format.
"""

from __future__ import annotations

import ast
import json
import struct
from pathlib import Path

import werkstatt
from tests.architecture.laws.source import SOURCE
from tests.architecture.laws.words_public import marked

LOCALE = Path(werkstatt.__file__).parent / "locale"
PLURALS = {
    "en": "nplurals=2; plural=(n != 1);",
    "uk": (
        "nplurals=4; plural=(n % 10 == 1 && n % 100 != 11 ? 0 : n % 10 >= 2 && n % 10 <= 4 && "
        "(n % 100 < 12 || n % 100 > 14) ? 1 : n % 10 == 0 || n % 10 >= 5 || (n % 100 >= 11 && n % 100 <= 14) ? 2 : 3);"
    ),
    "ar": (
        "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;"
    ),
}
MAGIC = 0x950412DE


def file_of(code: str, ending: str) -> Path:
    """Where a catalogue lies."""
    return LOCALE / code / "LC_MESSAGES" / f"django.{ending}"


def written(code: str) -> dict[str, list[str]]:
    """A .po file: each singular with all its translations."""
    found: dict[str, list[str]] = {}
    one, key = "", ""
    for line in file_of(code, "po").read_text().splitlines():
        word, _, value = line.partition(" ")
        if word == "msgid":
            one, key = ast.literal_eval(value), word
            found[one] = []
        elif word.startswith("msg"):
            key = word
            found[one] += [ast.literal_eval(value)] if word.startswith("msgstr") else []
        elif line.startswith('"') and key.startswith("msgstr"):
            found[one][-1] += ast.literal_eval(line)
    return {one: many for one, many in found.items() if one}


def head(code: str) -> str:
    """What gettext must know."""
    return (
        f"Language: {code}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: {PLURALS[code]}\n"
    )


def entry(one: str, plural: str, said: list[str]) -> str:
    """One string as .po has it."""

    def quoted(text: str) -> str:
        return json.dumps(text, ensure_ascii=False)

    lines = ["#, python-format"] if "%(" in one + plural else []
    lines.append(f"msgid {quoted(one)}")
    if plural:
        lines.append(f"msgid_plural {quoted(plural)}")
        lines += [f"msgstr[{number}] {quoted(each)}" for number, each in enumerate(said)]
    else:
        lines.append(f"msgstr {quoted(said[0])}")
    return "\n".join(lines)


def machine(code: str, strings: dict[str, str], said: dict[str, list[str]]) -> bytes:
    """The same as .mo: sorted keys and values with a table of their places. What is untranslated is not in it."""
    pairs = {"": head(code)}
    for one, plural in strings.items():
        if all(said[one]):
            pairs["\0".join(filter(None, [one, plural]))] = "\0".join(said[one])
    rows = sorted((key.encode(), value.encode()) for key, value in pairs.items())
    start = 28 + 16 * len(rows)
    tables, body = [b"", b""], b""
    for side in (0, 1):
        for row in rows:
            tables[side] += struct.pack("<II", len(row[side]), start + len(body))
            body += row[side] + b"\0"
    return struct.pack("<7I", MAGIC, 0, len(rows), 28, 28 + 8 * len(rows), 0, start) + tables[0] + tables[1] + body


def renew(code: str) -> int:
    """Both files; gives how many strings wait for a translation."""
    strings, before = marked(SOURCE), written(code)
    forms = int(PLURALS[code].partition("nplurals=")[2][0])
    said = {one: before.get(one) or [""] * (forms if plural else 1) for one, plural in strings.items()}
    whole = [entry("", "", [head(code)]), *(entry(one, plural, said[one]) for one, plural in strings.items())]
    file_of(code, "po").write_text("\n\n".join(whole) + "\n")
    file_of(code, "mo").write_bytes(machine(code, strings, said))
    return sum(not all(many) for many in said.values())


if __name__ == "__main__":
    for each in PLURALS:
        print(f"{each}: {renew(each)} ohne Übersetzung")  # noqa: T201  # a command says what it did
