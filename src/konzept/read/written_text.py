"""The runs of a Word paragraph as restricted Markdown, with an escape only where one is needed.

The reverse of konzept.write.docx_text: what `nodes.parse` makes of the text are again the runs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from konzept.read.inline import BREAK
from konzept.read.runs import Piece
from konzept.write import nodes
from konzept.write.nodes import Node

Words = tuple[str, bool, bool, str, bool]  # text, bold, italic, address, is a footnote's mark
_DANGER = re.compile(r"[\\*_\[\]]|\A[ \t]*(?:[-+]|\d{1,9}[.)])(?:\s|\Z)|\A\s|\s\Z|[ \t]\n|\n")
_MARK = re.compile(r"([\\*_\[\]])")
_OPENING = re.compile(r"\A([ \t]*)([-+]|\d{1,9}(?=[.)](?:\s|\Z)))(?=[\s.)]|\Z)")


def words(found: Sequence[Piece]) -> str:
    """The pieces as plain words, line breaks as such; footnotes leave no trace."""
    return "".join(piece.text for piece in found if not piece.anchored).replace(BREAK, "\n")


def markdown(found: Sequence[Piece]) -> str:
    """One paragraph; a line break within it is a hard one."""
    runs = _joined([(p.text, bool(p.bold), p.italic, p.link, p.anchored) for p in found])
    simple = "".join(_marked(run, escaped=False) for run in runs)
    if not _DANGER.search("".join(run[0] for run in runs if not run[4])) and all(_bare(run) for run in runs):
        return simple
    if _told(nodes.parse(simple)) == runs:
        return simple
    return _OPENING.sub(_escaped_opening, "".join(_marked(run, escaped=True) for run in runs))


def _escaped_opening(found: re.Match[str]) -> str:
    """A mark that would open a list."""
    return f"{found[1]}\\{found[2]}" if not found[2].isdigit() else f"{found[1]}{found[2]}\\"


def _bare(run: Words) -> bool:
    return not (run[1] or run[2] or run[3] or run[4])


def _joined(runs: list[Words]) -> list[Words]:
    """Neighbours of one look are one; space at the edge of emphasis belongs to what is around it."""
    freed = [piece for run in runs for piece in _freed(run)]
    return [("".join(run[0] for run in group), *look) for look, group in groupby(freed, key=_look)]


def _look(run: Words) -> tuple[bool, bool, str, bool]:
    return run[1:]


def _freed(run: Words) -> list[Words]:
    text = run[0]
    if _bare(run) or run[4]:
        return [run] if text else []
    core = text.strip(" \t" + BREAK)
    start = text.find(core) if core else len(text)
    parts = ((text[:start], False), (core, True), (text[start + len(core) :], False))
    return [((part, *run[1:]) if inner else (part, False, False, "", False)) for part, inner in parts if part]


def _marked(run: Words, *, escaped: bool) -> str:
    text, bold, italic, link, is_note = run
    if is_note:
        return f"[^{text}]"
    stars = "*" * (2 * bold + italic)
    inner = _MARK.sub(r"\\\1", text) if escaped else text
    marked = f"{stars}{inner}{stars}".replace(BREAK, "\\\n")
    return f"[{marked}]({link})" if link else marked


def _told(blocks: list[Node]) -> list[Words] | None:
    """The runs of a text that is one paragraph, None for any other."""
    if len(blocks) != 1 or blocks[0]["type"] != "paragraph":
        return None
    return _joined(_inlines(blocks[0]["content"], bold=False, italic=False, link=""))


def _inlines(content: list[Node], *, bold: bool, italic: bool, link: str) -> list[Words]:
    found: list[Words] = []
    for node in content:
        kind = node["type"]
        if kind in {"text", "break"}:
            found.append((node.get("text", BREAK), bold, italic, link, False))
        elif kind == "note":
            found.append((node["mark"], False, False, "", True))
        else:
            found += _inlines(
                node["content"],
                bold=bold or kind == "strong",
                italic=italic or kind == "emph",
                link=node.get("href", "") if kind == "link" else link,
            )
    return found
