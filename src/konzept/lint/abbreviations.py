"""Rules about the list of abbreviations: all used ones are in it, all in it are used."""

from __future__ import annotations

import re
from collections.abc import Iterator

from konzept.lint.finding import Finding, Ground, called
from konzept.model import Element

SHORT = re.compile(r"(?<![\w.@/-])[A-ZÄÖÜ][A-Za-zÄÖÜäöüß]*[A-ZÄÖÜ][A-Za-zÄÖÜäöüß]*(?![\w@])")
GENDERED = re.compile(r"[a-zäöüß]In(?:nen)?s?$")
ROMAN = re.compile(r"[IVXLC]+")
KNOWN = frozenset(
    (
        "EU", "USA", "UNO", "UN", "GmbH", "mbH", "gGmbH", "gUG", "UG", "AG", "KG", "GbR",
        "eG", "eV", "BRD", "DDR", "PC", "IT", "WC", "PKW", "LKW", "TV", "CD", "DVD",
        "PDF", "SMS", "QR", "FAQ", "DIN", "ISO", "OK", "HF", "HZ", "LGBTIQ", "WLAN", "SMART",
    )
)  # fmt: skip
LONGEST = 10


def unlisted_abbreviation(ground: Ground) -> Iterator[Finding]:
    """An abbreviation that is neither in the list nor explained where it stands."""
    listed = {joined(entry.short) for entry in ground.concept.abbreviations}
    everything = "\n".join(text for _, text in ground.texts)
    words = set(re.findall(r"[A-Za-zÄÖÜäöüß]+", everything))
    for short, element in used(ground).items():
        if (
            short in listed
            or short.removesuffix("s") in listed
            or f"{short}s" in listed
            or spelled_out(short, everything, words)
        ):
            continue
        where = called(element) if element else "Das Konzept"
        yield ground.finding(
            "unlisted_abbreviation",
            element,
            f"{where} gebraucht die Abkürzung „{short}“, die nicht im Abkürzungsverzeichnis steht; nehmen Sie sie auf, oder schreiben Sie sie aus.",
        )


def used(ground: Ground) -> dict[str, Element | None]:
    """Each abbreviation with the first element that uses it; a heading in capitals uses none."""
    found: dict[str, Element | None] = {}
    garbled = {part for word, _ in ground.garbled for part in re.split(r"\W", word)}
    for element, text in ground.texts:
        for words in text.splitlines():
            for short in () if words.isupper() else SHORT.findall(words):
                if (
                    len(short) <= LONGEST
                    and not GENDERED.search(short)
                    and not ROMAN.fullmatch(short)
                    and short not in KNOWN | garbled
                ):
                    found.setdefault(short, element)
    return found


def spelled_out(short: str, text: str, words: set[str]) -> bool:
    """Explained in a bracket somewhere, or only a word in capitals or with a capital letter inside."""
    if f"({short})" in text or re.search(rf"(?<!\w){short} \([A-ZÄÖÜ][^()]{{8,}}\)", text):
        return True
    return short.isupper() and bool({short.lower(), short.capitalize()} & words)


def unused_abbreviation(ground: Ground) -> Iterator[Finding]:
    """An entry of the list that no text uses."""
    texts = [text for _, text in ground.texts]
    texts += [entry.text for entry in ground.concept.dropped]
    everything = "\n".join(texts)
    closed = joined(everything)
    for entry in ground.concept.abbreviations:
        short = joined(entry.short)
        if short and not (short in closed and re.search(rf"(?<!\w){re.escape(short)}(?:s|en)?(?!\w)", closed)):
            yield ground.finding(
                "unused_abbreviation",
                None,
                f"Die Abkürzung „{entry.short}“ ({entry.long}) steht im Abkürzungsverzeichnis, kommt aber im Text nicht vor; streichen Sie sie.",
            )


def joined(short: str) -> str:
    """The same however it is spaced: "e. V." and "e.V."."""
    return re.sub(r"(?<=\.)[ \u00a0](?=\w{1,2}\.)", "", short).strip()
