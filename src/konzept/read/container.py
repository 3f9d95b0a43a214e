"""Files from outside: what they really are, whole and of bearable size, before anything is read from them."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import Literal

from lxml import etree, html

from konzept.model import Problem

MIB = 1024 * 1024
MAX_FILE = 50 * MIB
MAX_UNPACKED = 100 * MIB
MAX_PART = 16 * MIB  # one XML part: some thousand pages, and its tree still fits in memory
MAX_PARTS = 2_000
MAX_RATIO = 200  # a real Word file shrinks to a twentieth; a bomb to a thousandth
MAX_TEXT = 4 * MIB  # some thousand pages

MAX_TAGS = 400_000  # a thousand pages; a part that is nothing but tags needs too much time and memory

Node = etree._Element  # noqa: SLF001 - lxml has no other name for the type of an element
Format = Literal["docx", "odt", "pdf", "html", "text"]


def sniff(data: bytes, name: str) -> Format:
    """What the bytes are, whatever the name says. Problem for everything that cannot be read."""
    if not data:
        raise Problem(f"Die Datei „{name}“ ist leer; bitte wählen Sie die Datei mit dem Inhalt.")
    if len(data) > MAX_FILE:
        raise Problem(
            f"Die Datei „{name}“ ist größer als {MAX_FILE // MIB} MB; bitte entfernen Sie die Bilder und versuchen es noch einmal."
        )
    for magic, problem in _FOREIGN:
        if data.startswith(magic):
            raise Problem(problem(data, name))
    if data.startswith(b"PK"):
        return "odt" if _is_odt(data) else "docx"
    if _FLAT.match(data[:4000]):
        return "odt"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return "html" if _is_html(data) else "text"


_FLAT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml\b[^>]*>)?\s*(?:<!--(?:(?!-->).)*-->\s*)*<office:document\b", re.DOTALL
)


def _is_odt(data: bytes) -> bool:
    """Whether an archive holds an OpenDocument text; a broken one does not."""
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError):
        return False
    return "content.xml" in names and "word/document.xml" not in names


def _ole(data: bytes, name: str) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return f"Die Datei „{name}“ ist mit einem Kennwort geschützt; bitte entfernen Sie das Kennwort in Word und speichern sie neu."
    return f"Die Datei „{name}“ hat das alte Word-Format (.doc); bitte speichern Sie sie in Word als .docx."


def _rtf(data: bytes, name: str) -> str:
    return f"Die Datei „{name}“ ist eine RTF-Datei; bitte speichern Sie sie in Word als .docx."


def _picture(data: bytes, name: str) -> str:
    return f"Die Datei „{name}“ ist ein Bild ohne lesbaren Text; bitte nehmen Sie die Word-Datei (.docx)."


_FOREIGN = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _ole),
    (b"{\\rtf", _rtf),
    (b"\x89PNG", _picture),
    (b"\xff\xd8\xff", _picture),
    (b"GIF8", _picture),
)


@dataclass(frozen=True, slots=True)
class Package:
    """A checked ZIP container. `read` never gives more than the directory promised and the limits allow."""

    name: str
    archive: zipfile.ZipFile
    parts: frozenset[str]

    def read(self, part: str) -> bytes:
        """The bytes of a part; b"" where there is none. Problem where it is broken or too large."""
        if part not in self.parts:
            return b""
        try:
            with self.archive.open(part) as stream:
                data = stream.read(MAX_PART + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            RuntimeError,
            NotImplementedError,
            ValueError,
        ) as error:
            raise Problem(_broken(self.name)) from error
        if len(data) > MAX_PART:
            raise Problem(_too_large(self.name))
        return data

    def xml(self, part: str) -> etree._Element | None:
        """The root of an XML part, None where there is no such part."""
        data = self.read(part)
        return parse_xml(data, self.name) if data else None


def open_archive(data: bytes, name: str) -> Package:
    """The parts of any Office document. Problem for archives that are broken or dangerous."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise Problem(_broken(name)) from error
    _within_limits(infos, len(data), name)
    return Package(name, archive, frozenset(info.filename for info in infos))


def open_docx(data: bytes, name: str) -> Package:
    """A Word document's parts. Problem for archives that are broken, dangerous or something else."""
    package = open_archive(data, name)
    if "word/document.xml" not in package.parts:
        raise Problem(_other_archive(package))
    if sum(info.file_size for info in package.archive.infolist() if info.filename.endswith(".xml")) > MAX_PART:
        raise Problem(_too_large(name))
    return package


def open_opendocument(data: bytes, name: str) -> Package:
    """The parts of any OpenDocument file. Problem for archives that are broken, dangerous or encrypted."""
    package = open_archive(data, name)
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise Problem(
            f"Die Datei „{name}“ ist mit einem Kennwort geschützt; bitte entfernen Sie das Kennwort in LibreOffice und speichern sie neu."
        )
    return package


def open_odt(data: bytes, name: str) -> Package:
    """An OpenDocument text's parts. Problem for archives that are broken, dangerous, encrypted or something else."""
    package = open_opendocument(data, name)
    kind = package.read("mimetype")[:100]
    for of, what in (
        (b".spreadsheet", "eine OpenDocument-Tabelle"),
        (b".presentation", "eine OpenDocument-Präsentation"),
    ):
        if of in kind:
            raise Problem(
                f"Die Datei „{name}“ ist {what}; bitte speichern Sie das Konzept als Textdokument (.odt oder .docx)."
            )
    return package


def flat_odt(data: bytes, name: str) -> etree._Element:
    """The root of a flat OpenDocument text. Problem for one that is broken or too large."""
    if len(data) > MAX_PART:
        raise Problem(_too_large(name))
    return parse_xml(data, name)


def _within_limits(infos: list[zipfile.ZipInfo], packed: int, name: str) -> None:
    unpacked = sum(info.file_size for info in infos)
    if len(infos) > MAX_PARTS:
        raise Problem(
            f"Die Datei „{name}“ enthält mehr als {MAX_PARTS} Teile und wird nicht geöffnet; bitte speichern Sie sie in Word neu."
        )
    if unpacked > MAX_UNPACKED or (unpacked > 5 * MIB and unpacked > MAX_RATIO * packed):
        raise Problem(_too_large(name))
    if any(info.flag_bits & 1 for info in infos):
        raise Problem(f"Die Datei „{name}“ ist verschlüsselt; bitte entfernen Sie das Kennwort und speichern sie neu.")


def _broken(name: str) -> str:
    return f"Die Datei „{name}“ ist beschädigt oder unvollständig; bitte öffnen Sie sie in ihrem Programm, speichern sie neu und laden sie noch einmal hoch."


def _too_large(name: str) -> str:
    return f"Die Datei „{name}“ wird beim Entpacken zu groß und wird deshalb nicht geöffnet; bitte entfernen Sie Bilder oder teilen die Datei."


def _other_archive(package: Package) -> str:
    if "xl/workbook.xml" in package.parts:
        what = "eine Excel-Tabelle"
    elif "ppt/presentation.xml" in package.parts:
        what = "eine PowerPoint-Datei"
    else:
        what = "ein ZIP-Archiv ohne Word-Dokument"
    return f"Die Datei „{package.name}“ ist {what}; bitte speichern Sie das Konzept als Word-Datei (.docx)."


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root element. No DTD, no entities, no network; Problem for anything else than plain XML."""
    if data.count(b"<") > MAX_TAGS:
        raise Problem(_too_large(name))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Problem(_broken(name)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Problem(
            f"Die Datei „{name}“ enthält eine Dokumenttyp-Definition, wie sie Word und LibreOffice nie schreiben, und wird nicht geöffnet; bitte speichern Sie sie dort neu."
        )
    return root


_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_JUNK = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes, name: str) -> str:
    """The text of a text file in UTF-8, UTF-16 or Windows' own encoding. Problem for what is no text."""
    if len(data) > MAX_TEXT:
        raise Problem(f"Die Textdatei „{name}“ ist größer als {MAX_TEXT // MIB} MB; bitte teilen Sie sie.")
    text = _decoded(data)
    if text is None or len(_JUNK.findall(text)) > len(text) // 200:
        raise Problem(f"Die Datei „{name}“ enthält keinen lesbaren Text; bitte nehmen Sie eine Word- oder Textdatei.")
    if not text.strip():
        raise Problem(f"Die Datei „{name}“ enthält keinen Text; bitte wählen Sie die Datei mit dem Inhalt.")
    return text


def _decoded(data: bytes) -> str | None:
    encodings = [encoding for bom, encoding in _BOMS if data.startswith(bom)]
    if not encodings:
        zeros = data[:4000].count(0)
        half = "utf-16-le" if data[1:4000:2].count(0) > data[:4000:2].count(0) else "utf-16-be"
        encodings = [half] if zeros > len(data[:4000]) // 4 else ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_PART = re.compile(
    r"<(?:h[1-6]|p|div|section|article|main|table|ul|ol|dl|center|header|nav|meta|title|style|link|font|span|blockquote)\b[^<>]*>",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?:\s|<\?xml\b[^<>]*>|<!--(?:(?!-->).)*-->)*", re.DOTALL)
_MARKDOWN = re.compile(r"^(?:#{1,6} |```|\|.*\|[ \t]*$)", re.MULTILINE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{1,30})", re.IGNORECASE)
_LATIN = frozenset(
    {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "iso-8859-15"}
)  # what browsers read as Windows' own


def _is_html(data: bytes) -> bool:
    """Whether a text is an HTML page or a part of one, not Markdown with some HTML in it."""
    text = (_decoded(data[:20_000]) or data[:20_000].decode("cp1252", "replace")).lstrip("\ufeff")
    before = _BEFORE.match(text)
    at = before.end() if before else 0
    if _PAGE.match(text, at):
        return True
    return _PART.match(text, at) is not None and data.rstrip().endswith(b">") and not _MARKDOWN.search(text)


def parse_html(data: bytes, name: str) -> etree._Element:
    """The body of an HTML page without scripts and comments. Nothing is loaded; Problem for what is no page a person made."""
    if len(data) > MAX_PART or data.count(b"<") > MAX_TAGS:
        raise Problem(_too_large(name))
    text = _JUNK.sub("", _html_text(data).replace("\x00", ""))
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Problem(f"Die Datei „{name}“ enthält keinen Text; bitte wählen Sie die Datei mit dem Inhalt.") from error
    if any("Excessive depth" in found.message for found in parser.error_log):
        raise Problem(
            f"Die Datei „{name}“ ist tiefer verschachtelt, als ein Browser sie zeigt; bitte kopieren Sie den Text in eine Word-Datei."
        )
    etree.strip_elements(root, "script", "style", "template", with_tail=False)
    body = root.find("body")
    return root if body is None else body


def _html_text(data: bytes) -> str:
    """The text of a page in the encoding it really has; what it says of itself comes second."""
    declared = _CHARSET.search(data[:4096])
    says = declared[1].decode("ascii").casefold() if declared else "utf-8"
    if says.startswith("utf-16") or any(data.startswith(bom) for bom, _ in _BOMS):
        return _decoded(data) or data.decode("cp1252", "replace")
    for encoding in ("utf-8", "cp1252" if says in _LATIN else says):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")
