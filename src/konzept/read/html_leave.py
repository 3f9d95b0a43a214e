"""What of an HTML page is no part of its text: navigation, forms, pictures, hidden words. Each is said, none is lost."""

from __future__ import annotations

import re

from konzept.read.html_css import Node, is_hidden
from konzept.read.html_notes import words_of

_PICTURES = frozenset({"img", "svg", "picture", "area"})
_EMBEDDED = frozenset(
    ["iframe", "object", "embed", "applet", "audio", "video", "canvas", "noscript", "noframes", "map"]
)
_CONTROLS = frozenset(["button", "select", "textarea", "input", "datalist", "option", "progress", "meter"])
_CONTENTS = re.compile(
    r"(?:^|\s)(?:toc\d?|msotoc\d|msotocheading|doc-toc|inhaltsverzeichnis\d?|table of contents\d?)(?:$|\s)",
    re.IGNORECASE,
)
_EDGES = frozenset({"header", "footer"})
_MAIN = frozenset({"main", "article", "section"})


def is_contents(node: Node) -> bool:
    """Whether an element is a table of contents."""
    if node.tag not in {"nav", "div", "section", "ul", "ol", "p", "table"}:
        return False
    return any(_CONTENTS.search(node.get(name) or "") for name in ("id", "class", "role"))


def left_out_as(node: Node, style: dict[str, str]) -> str | None:
    """What a part of the page that is left out is called, None for what belongs to the text."""
    name, element = str(node.tag), style.get("mso-element", "")
    kinds = (
        ("ausgeblendeter Text", is_hidden(node, style)),
        ("Bild", name in _PICTURES),
        ("eingebetteter Inhalt", name in _EMBEDDED),
        ("Formular", name in _CONTROLS or (name == "form" and _is_small(node))),
        ("Kommentar", "comment-list" in element),
        ("Kopf- oder Fußzeile", element in _EDGES or (name == "div" and node.get("title") in _EDGES)),
    )
    return next((kind for kind, holds in kinds if holds), None) or _beside(node, name)


def _beside(node: Node, name: str) -> str | None:
    """The parts that stand around the text of a page."""
    if name == "nav":
        return None if is_contents(node) else "Navigation"
    if name == "aside":
        return "Randspalte"
    if name not in {"header", "footer"} or any(above.tag in _MAIN for above in node.iterancestors()):
        return None
    if name == "footer":
        return "Fußbereich der Seite"
    return None if _has_the_title(node) else "Kopfbereich der Seite"


def _has_the_title(header: Node) -> bool:
    """Whether the head of a page holds the only title there is."""
    own = next(header.iter("h1"), None)
    return own is not None and all(header in node.iterancestors() for node in header.getroottree().iter("h1"))


def _is_small(form: Node) -> bool:
    """Whether a form is one; some pages put all of their text into a form."""
    return next(form.iter("h1", "h2", "h3", "table", "article", "main"), None) is None and len(words_of(form)) < 1_000


def said_in(node: Node, what: str) -> str:
    """The words that are left out, "" where there are none to be missed."""
    if what != "Bild":
        return words_of(node)
    if node.tag == "img":
        return "ohne Alternativtext" if node.get("alt") is None else (node.get("alt") or "").strip()
    pictures = [(found.get("alt") or "").strip() for found in node.iter("img")]
    return " ".join(filter(None, [*pictures, words_of(node)])) or ("ohne Alternativtext" if node.tag == "svg" else "")
