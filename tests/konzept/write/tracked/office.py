"""LibreOffice accepts and rejects all changes of many files at once, by its own commands, and saves them as Word files."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.konzept.write.tracked.settled import name

DEEDS = {"as": "", "accepted": ".uno:AcceptAllTrackedChanges", "rejected": ".uno:RejectAllTrackedChanges"}
_LIBRARY = "http://openoffice.org/2000/library"
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Settle" script:language="StarBasic">
Sub Settle(folder As String, deed As String, target As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  Dim stored(0) As New com.sun.star.beans.PropertyValue
  stored(0).Name = "FilterName" : stored(0).Value = "MS Word 2007 XML"
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  file = Dir(folder &amp; "/*.docx", 0)
  Do While file &lt;&gt; ""
    document = StarDesktop.loadComponentFromURL(folder &amp; "/" &amp; file, "_blank", 0, hidden())
    If deed &lt;&gt; "" Then dispatcher.executeDispatch(document.CurrentController.Frame, deed, "", 0, Array())
    document.storeToURL(target &amp; "/" &amp; file, stored())
    document.close(True)
    file = Dir
  Loop
End Sub
</script:module>"""
_MODULES = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="{_LIBRARY}" library:name="Standard" library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Settle"/>
</library:library>"""
_LIBRARIES = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="{_LIBRARY}" xmlns:xlink="http://www.w3.org/1999/xlink">
 <library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" library:link="false"/>
</library:libraries>"""


def settle(folder: Path, files: dict[str, bytes], deed: str) -> dict[str, bytes]:
    """The files after the deed ("as", "accepted", "rejected"), saved by LibreOffice; skips where there is none."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice fehlt")
    source, target = folder / "given", folder / deed
    for each in (source, target):
        shutil.rmtree(each, ignore_errors=True)
        each.mkdir(parents=True)
    for each, data in files.items():
        (source / f"{each}.docx").write_bytes(data)
    call = f'macro:///Standard.Settle.Settle("{source.as_uri()}","{DEEDS[deed]}","{target.as_uri()}")'
    _office(folder, "--norestore", call)
    return {each: (target / f"{each}.docx").read_bytes() for each in files}


def _office(folder: Path, *arguments: str) -> None:
    """One start of LibreOffice with a profile that knows the macro; the profile must be there before it is taught."""
    own = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    basic = folder / "profile" / "user" / "basic"
    if not (basic / "Standard" / "Settle.xba").exists():
        subprocess.run([*own, "--terminate_after_init"], check=True, capture_output=True, timeout=120)
        (basic / "Standard").mkdir(parents=True, exist_ok=True)
        (basic / "Standard" / "Settle.xba").write_text(_MODULE, "utf-8")
        (basic / "Standard" / "script.xlb").write_text(_MODULES, "utf-8")
        (basic / "script.xlc").write_text(_LIBRARIES, "utf-8")
    subprocess.run([*own, *arguments], check=True, capture_output=True, timeout=300)


def shown(data: bytes) -> list[Any]:
    """What a file of LibreOffice says: (style, words) of paragraphs, cells of tables; no contents, no spacers."""
    body = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))[0]
    return [*_shown(body)]


def _shown(parent: Any) -> Iterator[Any]:
    for node in parent:
        if node.tag == name("tbl"):
            rows = node.iter(name("tr"))
            yield [[[*_shown(cell)] for cell in row.iter(name("tc"))] for row in rows]
        elif node.tag == name("p"):
            style = node.find(f"{name('pPr')}/{name('pStyle')}")
            called = "" if style is None else style.get(name("val"))
            if not called.startswith(("TOC", "Contents", "Inhaltsverzeichnis")) and not _spacer(node):
                yield called, _listed(node), "".join(_words(node))


def _spacer(node: Any) -> bool:
    """Nothing to be seen: our line between tables, or what LibreOffice lays around a new page."""
    spacing = node.find(f"{name('pPr')}/{name('spacing')}")
    low = spacing is not None and spacing.get(name("line")) == "20"
    return (low or _turns(node)) and not "".join(_words(node))


def _turns(node: Any) -> bool:
    return any(part.get(name("type")) == "page" for part in node.iter(name("br")))


def _listed(node: Any) -> str:
    level, number = (node.find(f"{name('pPr')}/{name('numPr')}/{name(each)}") for each in ("ilvl", "numId"))
    in_no_list = level is None or (number is not None and number.get(name("val")) == "0")
    return "" if in_no_list else level.get(name("val"))


def _words(node: Any) -> Iterator[str]:
    for part in node.iter(name("t"), name("tab"), name("br"), name("footnoteReference")):
        if part.getparent().tag == name("r") and part.get(name("type")) != "page":
            yield {name("t"): part.text or "", name("tab"): "\t", name("br"): "\n"}.get(part.tag, "*")


def marks(data: bytes) -> int:
    """How many changes a file still has."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    return sum(1 for _ in root.iter(*map(name, ("ins", "del", "pPrChange", "rPrChange", "moveFrom", "moveTo"))))
