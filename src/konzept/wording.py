"""German wording: restricted Markdown without its marks, words for comparing, broken lines joined, what scanners garble."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict

# What may stand between a hyphen at a line's end and the rest of a word that is really two: "Sprach- und Integrationskurse".
JOINERS = frozenset({"und", "oder", "bzw", "sowie", "als", "bis", "wie", "noch", "aber", "statt", "beziehungsweise"})

_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2007\u2009\u2002\u2003"), " ")
_NOTHING = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u2060\ufeff"), "")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_UNUSUAL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\ufffe\uffff\u00a0\u202f\u2007\u2009\u2002\u2003\u00ad\u200b\u200c\u2060\ufeff]"
)  # whatever the four steps before lines are joined would change
_LINE_BREAKS = re.compile(r"\r\n?|[\x0c\x85\u2028\u2029]")
_BROKEN = re.compile(r"(?<=[^\W\d_])([-\u2010\u2011])[ \t]*\n[ \t]*(?=([^\W\d_]+))")
_HANGING = re.compile(r"\b(und|oder|sowie|bzw\.) -[ \t]*\n[ \t]*(?=[a-zäöüß])")  # "Beratung und -\nbetreuung"
_APART = re.compile(r" [^\W\d_] [^\W\d_] ")  # quicker found than what it is part of:
_SPACED = re.compile(r"(?<![^\W_])(?:[^\W\d_] ){4,}[^\W\d_](?![^\W_])")

_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
_HELD = re.compile(r"[\ue000-\ue07f]")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_NOTE_MARK = re.compile(r"(?<![ \t])[ \t]*\[\^([^\[\]\s]+)\]")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*]*?\S)\1(?![\w*])|(?<![\w_])(_{1,3})(?=\S)([^_]*?\S)\3(?![\w_])")
_LIST_MARK = re.compile(r"^[ \t]*[-+*][ \t]+", re.MULTILINE)
_QUOTES, _DASHES = re.compile(r"[„“”‟»«‚‘’']"), re.compile(r"[‐‑‒–—−]")
_WORD = re.compile(r"(?:\w[\u0300-\u036f]*)+|\s+|[^\w\s]")


def normal(text: str) -> str:
    """NFC, plain spaces, no soft hyphens or control characters, words broken at a line's end whole again; lines stay lines, tabs tabs."""
    text = unicodedata.normalize("NFC", text)
    unusual = _UNUSUAL.search(text) is not None
    if unusual:
        text = _LINE_BREAKS.sub("\n", text).translate(_SPACES).translate(_NOTHING)
    if "\n" in text:
        text = _HANGING.sub(r"\1 -", text)
    if unusual:
        text = _CONTROL.sub("", text.replace("\x0b", "\n"))
    if "\n" in text:
        text = _BROKEN.sub(_rejoin, text)
    if _APART.search(text):
        text = _SPACED.sub(_close_up, text)
    return _even(text).strip()


def _even(text: str) -> str:
    """One space or one tab between words, none beside a line's end, at most one empty line."""
    if "\t" in text:
        text = re.sub(r"(?<![ \t])[ \t]*\t[ \t]*", "\t", text)
    if "  " in text:
        text = re.sub(r" {2,}", " ", text)
    if "\n" in text:
        text = re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]?\n[ \t]?", "\n", text))
    return text


def _rejoin(broken: re.Match[str]) -> str:
    hyphen, rest = broken[1], broken[2]
    if rest.casefold() in JOINERS:
        return hyphen + " "
    return hyphen if rest[0].isupper() else ""


def _close_up(spaced: re.Match[str]) -> str:
    """Letters set apart: "V o r w o r t" is a word; "K M L D O" may be a legend and stays."""
    word = spaced[0].replace(" ", "")
    return word if word[1:].islower() or (word.isupper() and len(word) > 6) else spaced[0]


def plain(markdown: str) -> str:
    """The text of restricted Markdown without marks of emphasis, links, lists, footnotes and escapes."""
    text = markdown
    if "\\" in text:
        text = _ESCAPED.sub(lambda found: chr(0xE000 + ord(found[1])), text)
    if "[" in text or "<" in text:
        text = _AUTOLINK.sub(r"\1", _LINK.sub(r"\1", _NOTE_MARK.sub("", text)))
    if "\n" in text or text.lstrip(" \t").startswith(("-", "+", "*")):
        text = _LIST_MARK.sub("", text)
    if "*" in text or "_" in text:
        text = _unemphasised(text)
    text = _HELD.sub(lambda found: chr(ord(found[0]) - 0xE000), text)
    return text.replace("\\\n", "\n").strip()


def _unemphasised(text: str) -> str:
    """The text without marks of emphasis; three may stand in each other."""
    for _ in range(3):
        before, text = text, _EMPHASIS.sub(lambda found: found[2] or found[4], text)
        if text == before:
            break
    return text


def line(markdown: str) -> str:
    """The same as `plain`, in one line."""
    return " ".join(plain(markdown).split())


def without_notes(markdown: str) -> tuple[str, tuple[str, ...]]:
    """The text without its footnote marks, and the marks in order."""
    return _NOTE_MARK.sub("", markdown), note_marks(markdown)


def note_marks(markdown: str) -> tuple[str, ...]:
    """The footnote marks in a text, in order: "a[^1] b[^2]" -> ("1", "2")."""
    return tuple(found[1] for found in _NOTE_MARK.finditer(markdown))


def escape(text: str) -> str:
    """Plain text as Markdown: what would be read as a mark is escaped ("Bürger*innen" stays "Bürger*innen" for the reader)."""
    text = re.sub(r"([\\*`\[\]<>])", r"\\\1", text)
    text = re.sub(r"(?<![^\W_])_|_(?![^\W_])", r"\\_", text)
    return re.sub(r"^([ \t]*)([-+#])(?=\s)", r"\1\\\2", text, flags=re.MULTILINE)


def words(text: str) -> list[str]:
    """Tokens for word-by-word comparison: words, runs of space, single marks. `"".join(words(text)) == text`."""
    return _WORD.findall(text)


def fold(text: str) -> str:
    """One line, casefolded, plain quotes and dashes, no marks: for likeness, never for keeping."""
    value = unicodedata.normalize("NFKC", normal(plain(text))).casefold()
    value = _DASHES.sub("-", _QUOTES.sub('"', value))
    return " ".join(value.split())


def scanned(text: str) -> list[tuple[str, str]]:
    """Words a scanner garbled, each with the spelling that the same text has elsewhere, in order of appearance.

    Evidence is the text alone: two spellings that differ only in letters that look alike (I and l, 0 and O, rn and m),
    of which one cannot be German ("IIm-Kreis" beside "Ilm-Kreis").
    """
    spellings: dict[str, dict[str, int]] = defaultdict(dict)
    for word, count in Counter(re.findall(r"[\w|]+(?:-[\w|]+)*", normal(text))).items():
        spellings[_shape(word)][word] = count
    pairs: dict[str, str] = {}
    for seen in spellings.values():
        best = min(seen, key=lambda word: (_oddness(word), -seen[word]))
        pairs.update({word: best for word in seen if _oddness(word) > _oddness(best)})
    return list(pairs.items())


def _shape(word: str) -> str:
    """What a poor scan leaves of a word: look-alikes are one."""
    stem = re.sub(r"[Il1|]+", "l", word).replace("0", "O").replace("rn", "m")
    return stem if re.search(r"[^\W\d_]{3}", word) else word


def _oddness(word: str) -> int:
    """How many things in a word no German word has."""
    odd = r"\bII(?=[^\W\d_I])|\bll|lI|(?<=[^\W\d_])[01|](?=[^\W\d_])|\b[1|](?=[^\W\d_])|(?<=[a-zäöüß])I(?!nnen|n\b|n\W)|(?<=[a-zäöüß])0"
    return len(re.findall(odd, word))
