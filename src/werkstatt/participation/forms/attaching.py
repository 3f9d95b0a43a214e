"""Files that come with what is said: a few, small, known by their content and not by their name."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

MOST_FILES = 3
BIGGEST_FILE = 5 * 1024 * 1024
ENDINGS = {"pdf": {"pdf"}, "png": {"png"}, "jpg": {"jpg", "jpeg"}, "docx": {"docx"}, "odt": {"odt"}}
_BEGINNINGS = ((b"%PDF-", "pdf"), (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"))


def ending_of(content: bytes) -> str:
    """What the bytes are: a key of ENDINGS, "" for everything else, Word files with macros among it."""
    for beginning, ending in _BEGINNINGS:
        if content.startswith(beginning):
            return ending
    return _archive(content) if content.startswith(b"PK\x03\x04") else ""


def _archive(content: bytes) -> str:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return ""
    names = set(archive.namelist())
    if any(name.startswith(("word/vba", "Basic/", "Scripts/")) for name in names):
        return ""
    if "word/document.xml" in names:
        return "docx"
    return "odt" if {"mimetype", "content.xml"} <= names and b"opendocument.text" in content[:120] else ""


def named(name: str, ending: str) -> str:
    """The file's own name, with the ending of what it is."""
    known = PurePath(name.replace("\\", "/")).name.strip() or "Anlage"
    return known if PurePath(known).suffix.lower().lstrip(".") in ENDINGS[ending] else f"{known}.{ending}"


class ManyFiles(forms.ClearableFileInput):
    """The control takes several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Cleans to [(name, content)]."""

    def __init__(self, **kwargs: Any) -> None:
        accepted = ",".join(f".{ending}" for endings in ENDINGS.values() for ending in sorted(endings))
        super().__init__(widget=ManyFiles(attrs={"accept": accepted}), required=False, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:  # noqa: ARG002  # Django's signature
        """All of them, or one sentence about the one that does not go."""
        given: list[UploadedFile[bytes]] = [
            each for each in (data if isinstance(data, list | tuple) else [data]) if each
        ]
        if len(given) > MOST_FILES:
            raise forms.ValidationError(_("Höchstens drei Dateien. Bitte wählen Sie die wichtigsten aus."))
        return [self._one(file) for file in given]

    def _one(self, file: UploadedFile[bytes]) -> tuple[str, bytes]:
        name = file.name or ""
        if (file.size or 0) > BIGGEST_FILE:
            raise forms.ValidationError(
                _("„%(name)s“ ist größer als 5 MB. Bitte wählen Sie eine kleinere Datei.") % {"name": name}
            )
        content = file.read()
        ending = ending_of(content)
        if not ending:
            raise forms.ValidationError(
                _(
                    "„%(name)s“ können wir nicht annehmen. Es gehen PDF, Bilder (JPG, PNG), Word und LibreOffice ohne Makros."
                )
                % {"name": name}
            )
        return named(name, ending), content
