"""Documents broken on purpose: the same specimen and the same random source give the same mutant.

Archives are taken apart, one part is changed and all are packed again with right checksums, so that the reader itself
meets what is wrong, and not only the unpacking.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from tests.konzept.read import mutants_pdf

SPLINTERS = (
    *(b"<w:p/>", b"<w:tbl/>", b"<w:tr/>", b"<w:tc/>", b"<w:vMerge/>", b'<w:gridSpan w:val="500"/>', b"<w:sdt/>"),
    *(b"<w:numPr/>", b"<w:del/>", b"<w:ins>", b"</w:p>", b'<w:ilvl w:val="99999999999"/>', b"<w:footnoteReference/>"),
    *(b"<w:pict/>", b"&#9;", b"&#13;", b"&#65534;", b"&x;", b"\x00", b"\xff", b"\xc3", b'w:val=""', b"<!--", b"]]>"),
    *(b"<table:table-row/>", b"<text:p/>", b"<text:s text:c='99999999'/>", b"<text:tracked-changes/>", b"<?x y?>"),
    *(b"<ul><li>", b"<td colspan=99999>", b"<td rowspan=0>", b"</table>", b"<script>", b"<br>", b"<dl><dt>", b"<pre>"),
    *(b"|", b"\t", b"\n\n", b"<table>", b"<td rowspan=999>", b"[^", b"**", b"# ", b"- ", b"\xef\xbf\xbe", b"`", b"~~~"),
    *(b"obj", b"endobj", b"stream\n", b"endstream", b"<<", b">>", b"/Kids", b"0 R", b"99999999999", b"(\\", b"%%EOF"),
    *("\u200b\u202e\u0301\u00ad".encode(), "Maßnahme (n)".encode(), b"s. o.", b"2.1.1.1.1.1.1.1.1", b"--- | ---"),
)
VALUES = (
    *("", "-1", "0", "1", "99999999999999999999", "2147483648", "1e309", "NaN", "²", "١٢", "0x10", " 1 ", "true", "a" * 5000),
    *("file:///etc/passwd", "../../../x", "http://[", "\ufffd", "1.5pt", "100%", "continue", "restart", "none", "1" * 400),
)  # fmt: skip
TEXTS = (
    "",
    " ",
    "\t",
    "\u00a0" * 40,
    "x" * 3000,
    "1.1.1 ",
    "[^1]",
    "**",
    "|",
    "\u202e",
    "(" * 400,
    "Termin",
    "s. o.",
    "- ",
    "●",
)
MAX_DEEDS = 4


@dataclass(frozen=True, slots=True)
class Specimen:
    """A document as it should be; the end of its name says its format."""

    name: str
    data: bytes

    @property
    def format(self) -> str:
        return self.name.rpartition(".")[2]


def mutant(specimen: Specimen, chance: random.Random) -> bytes:
    """The document with something wrong in it: in one of ten cases in its bytes, else in what they say."""
    deed = broken_bytes if chance.random() < 0.1 else DEEDS[specimen.format]
    return deed(specimen.data, chance)


# --- bytes ------------------------------------------------------------------------------------------------------


def broken_bytes(data: bytes, chance: random.Random) -> bytes:
    """Flipped bits, cuts, copies, splinters, an early end."""
    for _ in range(chance.randint(1, MAX_DEEDS)):
        at = chance.randrange(max(len(data), 1))
        end = min(at + chance.randint(1, 80), len(data))
        data = chance.choice(BYTE_DEEDS)(data, at, end, chance)
    return data


def flipped(data: bytes, at: int, _end: int, chance: random.Random) -> bytes:
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :] if data else data


def cut(data: bytes, at: int, end: int, _chance: random.Random) -> bytes:
    return data[:at] + data[end:]


def ended(data: bytes, at: int, _end: int, _chance: random.Random) -> bytes:
    return data[:at]


def doubled(data: bytes, at: int, end: int, chance: random.Random) -> bytes:
    return data[:end] + data[at:end] * chance.choice((1, 1, 2, 300)) + data[end:]


def moved(data: bytes, at: int, end: int, chance: random.Random) -> bytes:
    to = chance.randrange(len(data) + 1)
    return data[:to] + data[at:end] + data[to:]


def splintered(data: bytes, at: int, _end: int, chance: random.Random) -> bytes:
    return data[:at] + chance.choice(SPLINTERS) + data[at:]


def splintered_behind_a_tag(data: bytes, at: int, _end: int, chance: random.Random) -> bytes:
    after = data.find(b">", at) + 1
    return data[:after] + chance.choice(SPLINTERS) + data[after:]


BYTE_DEEDS = (flipped, cut, ended, doubled, moved, splintered, splintered_behind_a_tag)


# --- texts ------------------------------------------------------------------------------------------------------


def broken_text(data: bytes, chance: random.Random) -> bytes:
    """Lines lost, doubled, joined, indented, exchanged; another encoding."""
    lines = data.decode("utf-8").split("\n")
    for _ in range(chance.randint(1, MAX_DEEDS)):
        at, to = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines = chance.choice(LINE_DEEDS)(lines, at, to, chance) or [""]
    text = "\n".join(lines)
    encoding = chance.choice(("utf-8",) * 12 + ("utf-16", "utf-8-sig", "cp1252", "utf-16-le", "cp850"))
    made = text.encode(encoding, "replace")
    return broken_bytes(made, chance) if chance.random() < 0.3 else made


Lines = list[str]


def without_lines(lines: Lines, at: int, _to: int, chance: random.Random) -> Lines:
    return lines[:at] + lines[at + chance.randint(1, 5) :]


def with_lines_again(lines: Lines, at: int, to: int, chance: random.Random) -> Lines:
    return lines[:to] + lines[at : at + chance.randint(1, 6)] * chance.choice((1, 1, 3, 200)) + lines[to:]


def joined_lines(lines: Lines, at: int, _to: int, chance: random.Random) -> Lines:
    glue = chance.choice(("", " ", "|", "\t", "- ", "<br>", "\u2028"))
    return [*lines[:at], glue.join(lines[at : at + chance.randint(2, 8)]), *lines[at + 2 :]]


def exchanged_lines(lines: Lines, at: int, to: int, _chance: random.Random) -> Lines:
    lines[at], lines[to] = lines[to], lines[at]
    return lines


def opened_line(lines: Lines, at: int, _to: int, chance: random.Random) -> Lines:
    mark = chance.choice(
        ("    ", "\t", "> ", "# ", "###### ", "- ", "1. ", "|", "[^1]: ", "```", "---", "<td>", "a) ", "• ", "===")
    )
    lines[at] = mark * chance.choice((1, 1, 2, 50)) + lines[at]
    return lines


def shuffled_words(lines: Lines, at: int, _to: int, chance: random.Random) -> Lines:
    words = lines[at].split(" ")
    chance.shuffle(words)
    lines[at] = chance.choice((" ", "  ", "\t", "")).join(words)
    return lines


def inserted_text(lines: Lines, at: int, _to: int, chance: random.Random) -> Lines:
    place = chance.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:place] + chance.choice(TEXTS) + lines[at][place:]
    return lines


LINE_DEEDS: Sequence[Callable[[Lines, int, int, random.Random], Lines]] = (
    without_lines,
    with_lines_again,
    joined_lines,
    exchanged_lines,
    opened_line,
    shuffled_words,
    inserted_text,
)


# --- archives ---------------------------------------------------------------------------------------------------


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of an archive by their name."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes], *, method: int = zipfile.ZIP_STORED) -> bytes:
    """An archive of these parts, the same bytes for the same parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return buffer.getvalue()


def broken_archive(data: bytes, chance: random.Random) -> bytes:
    """One part changed, mostly the body; now and then a part lost, exchanged or emptied."""
    parts = parts_of(data)
    names = sorted(name for name in parts if name.endswith((".xml", ".rels")))
    heart = [name for name in names if name in {"word/document.xml", "content.xml"}]
    name = chance.choice(heart * 3 * len(names) + names)
    kind = chance.random()
    if kind < 0.03:
        del parts[name]
    elif kind < 0.06:
        parts[name] = parts[chance.choice(names)]
    elif kind < 0.2:
        parts[name] = broken_bytes(parts[name], chance)
    else:
        parts[name] = broken_tree(parts[name], chance)
    return packed(parts)


def broken_tree(data: bytes, chance: random.Random) -> bytes:
    """Elements lost, doubled, exchanged, nested, renamed; attributes with values that nobody expects."""
    root = etree.fromstring(data)
    for _ in range(chance.randint(1, MAX_DEEDS)):
        nodes = [node for node in root.iter() if isinstance(node.tag, str) and node is not root]
        if not nodes:
            break
        chance.choice(TREE_DEEDS)(chance.choice(nodes), nodes, chance)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


Node = etree._Element


def lost(node: Node, _nodes: list[Node], _chance: random.Random) -> None:
    node.getparent().remove(node)


def again(node: Node, _nodes: list[Node], chance: random.Random) -> None:
    for _ in range(chance.choice((1, 1, 2, 30))):
        node.addnext(deepcopy(node))


def exchanged(node: Node, nodes: list[Node], chance: random.Random) -> None:
    other = chance.choice(nodes)
    copy = deepcopy(other)
    other.getparent().replace(other, deepcopy(node))
    if node.getparent() is not None:
        node.getparent().replace(node, copy)


def put_into(node: Node, nodes: list[Node], chance: random.Random) -> None:
    chance.choice(nodes).insert(0, deepcopy(node))


def unwrapped(node: Node, _nodes: list[Node], _chance: random.Random) -> None:
    parent = node.getparent()
    for inner in reversed(node):
        node.addnext(inner)
    parent.remove(node)


def nested(node: Node, _nodes: list[Node], chance: random.Random) -> None:
    """The node within copies of what it stands in, up to the depth that a parser still takes."""
    line = [*reversed(list(node.iterancestors())[:-1])][-3:]
    inner = node
    for _ in range(chance.choice((2, 10, 60))):
        for around in line:
            shell = etree.SubElement(inner, around.tag, dict(around.attrib))
            inner = shell
    inner.append(deepcopy(node[0])) if len(node) else None


def set_value(node: Node, nodes: list[Node], chance: random.Random) -> None:
    """An attribute of this node, or any attribute that another has, gets a value that nobody expects."""
    names = [*node.attrib] or [*chance.choice(nodes).attrib]
    if names:
        node.set(chance.choice(names), chance.choice(VALUES))


def any_value(_node: Node, nodes: list[Node], chance: random.Random) -> None:
    have = [node for node in nodes if node.attrib]
    if have:
        set_value(chance.choice(have), have, chance)


def without_value(node: Node, _nodes: list[Node], chance: random.Random) -> None:
    if node.attrib:
        del node.attrib[chance.choice(list(node.attrib))]


def same_value(node: Node, nodes: list[Node], chance: random.Random) -> None:
    """Two things with one name, rings of references."""
    others = [other for other in nodes if set(other.attrib) & set(node.attrib)]
    if others:
        name = chance.choice(sorted(set(node.attrib) & set((other := chance.choice(others)).attrib)) or [None])
        if name:
            node.set(name, other.get(name))


def renamed(node: Node, nodes: list[Node], chance: random.Random) -> None:
    node.tag = chance.choice(nodes).tag


def other_text(node: Node, _nodes: list[Node], chance: random.Random) -> None:
    node.text = chance.choice(TEXTS)


TREE_DEEDS = (
    *(lost, again, exchanged, put_into, unwrapped, nested, set_value, any_value, any_value),
    *(without_value, same_value, renamed, other_text),
)
DEEDS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "docx": broken_archive,
    "odt": broken_archive,
    "pdf": mutants_pdf.broken,
    "html": broken_text,
    "md": broken_text,
    "txt": broken_text,
}
