"""Languages that people in our districts read: their code (BCP 47), their own name, and which run from right to left."""

from __future__ import annotations

from collections.abc import Iterable

SOURCE = "de"  # what the office writes, and what binds
NAMES = {
    "de": "Deutsch",
    "ar": "العربية",
    "bg": "Български",
    "en": "English",
    "es": "Español",
    "fa": "فارسی",
    "fr": "Français",
    "ku": "Kurdî",
    "pl": "Polski",
    "prs": "دری",
    "ps": "پښتو",
    "ro": "Română",
    "ru": "Русский",
    "so": "Soomaali",
    "sq": "Shqip",
    "ti": "ትግርኛ",
    "tr": "Türkçe",
    "uk": "Українська",
    "vi": "Tiếng Việt",
}
RIGHT_TO_LEFT = frozenset({"ar", "fa", "prs", "ps"})


def direction(code: str) -> str:
    """The value of `dir` for a language."""
    return "rtl" if code in RIGHT_TO_LEFT else "ltr"


def of_path(path: str) -> str:
    """Which language an address speaks: /en/… is English, one without a known prefix German."""
    first = path.lstrip("/").partition("/")[0]
    return first if first in NAMES and first != SOURCE else SOURCE


def in_language(path: str, code: str) -> str:
    """The same page in another language: ("/en/erlenau/", "uk") -> "/uk/erlenau/"."""
    spoken = of_path(path)
    bare = "/" + (path if spoken == SOURCE else path.removeprefix(f"/{spoken}")).lstrip("/")  # "//x" is another host
    return bare if code == SOURCE else f"/{code}{bare}"


def offered(extra: Iterable[str]) -> list[str]:
    """What a page is offered in: German, English, and what its office chose; none twice, none unknown."""
    return list(dict.fromkeys([SOURCE, "en", *(code for code in extra if code in NAMES)]))
