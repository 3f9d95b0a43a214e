"""Languages that people in our districts read: their code (BCP 47), their own name, and which run from right to left."""

from __future__ import annotations

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
