"""Files handed in together, some of them in archives: unpacked within limits that hold before anything is unpacked."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import PurePosixPath

MIB = 1024 * 1024
MOST_FILES = 400  # of one delivery; a state's round brings some 300
LARGEST = 20 * MIB  # one file
ALL_TOGETHER = 300 * MIB  # unpacked
LEFT_OUT = ("__MACOSX/", ".DS_Store", "Thumbs.db", "~$", "._")  # what archives bring along and nobody wrote

DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    EOFError,
    RuntimeError,  # a password, a method we do not know
    ValueError,
)

Named = tuple[str, bytes]


def unpacked(handed: Sequence[Named]) -> Iterator[tuple[str, bytes, str]]:
    """(name, content, why it cannot be taken) of every file, those in archives too. Limits hold before anything is unpacked."""
    count, total = 0, 0
    for name, content in handed:
        for inner, size, load in _files_of(name, content):
            count, total = count + 1, total + size * (size <= LARGEST)  # what is refused alone takes no room
            if count > MOST_FILES:
                yield inner, b"", f"Mehr als {MOST_FILES} Dateien auf einmal. Bitte auf mehrere Lieferungen verteilen."
            elif size > LARGEST:
                yield inner, b"", f"Die Datei ist größer als {LARGEST // MIB} MB. Bitte Bilder daraus entfernen."
            elif total > ALL_TOGETHER:
                yield (
                    inner,
                    b"",
                    f"Zusammen mehr als {ALL_TOGETHER // MIB} MB. Bitte auf mehrere Lieferungen verteilen.",
                )
            else:
                try:
                    yield inner, load(), ""
                except DAMAGED:
                    yield inner, b"", "Die Datei im Archiv ist beschädigt oder mit einem Kennwort geschützt."


def _files_of(name: str, content: bytes) -> Iterator[tuple[str, int, Callable[[], bytes]]]:
    """One file, or those of an archive: (name, size as promised, how to load it, never more than promised)."""
    archive = _archive(content)
    if archive is None:
        yield name, len(content), lambda: content
        return
    for entry in archive.infolist():
        inside = entry.filename.replace("\\", "/")
        path = PurePosixPath(inside)
        if inside.endswith("/") or any(part.startswith(LEFT_OUT) for part in (inside, *path.parts)):
            continue
        yield path.name, entry.file_size, partial(_load, archive, entry)


def _load(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as stream:
        return stream.read(entry.file_size)


def _archive(content: bytes) -> zipfile.ZipFile | None:
    """The archive, if it is one of files; Word, Excel and LibreOffice files are archives too and stay whole."""
    if not content.startswith(b"PK"):
        return None
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except DAMAGED:
        return None
    names = set(archive.namelist())
    return None if names & {"[Content_Types].xml", "mimetype", "content.xml"} else archive
