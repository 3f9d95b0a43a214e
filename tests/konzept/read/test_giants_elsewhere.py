"""The same for OpenDocument and web pages: a few letters that ask for gigabytes get none."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest

from konzept.model import Problem
from konzept.read import read
from tests.konzept.read.builders import everything
from tests.konzept.read.mutants import packed
from tests.konzept.read.mutants_ground import ODT, ODT_MANIFEST
from tests.konzept.read.mutants_verdict import sentence_fault

LONGEST = 20.0  # seconds of processor time, on a machine that others use too
BEFORE, BEHIND = ODT[: ODT.index("<text:tracked-changes>")], "</office:text></office:body></office:document-content>"


def odt(inner: str) -> bytes:
    content = f"{BEFORE}<text:p>Konzept Auenland</text:p>{inner}{BEHIND}".encode()
    return packed(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "META-INF/manifest.xml": ODT_MANIFEST.encode(),
        }
    )


def cell(text: str, look: str = "") -> str:
    return f"<table:table-cell {look}><text:p>{text}</text:p></table:table-cell>"


def table(*rows: str) -> str:
    return f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in rows)}</table:table>"


def page(inner: str) -> bytes:
    return f"<!DOCTYPE html><html><body><h1>Konzept Auenland</h1>{inner}</body></html>".encode()


COVERED = "<table:covered-table-cell/>"
BILLION = "='1000000000'"
GIANTS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a row a billion times": ("odt", lambda: odt(table(cell("innen")).replace("<table:table-row>", f"<table:table-row table:number-rows-repeated{BILLION}>"))),
    "a cell a billion times": ("odt", lambda: odt(table(cell("innen", f"table:number-columns-repeated{BILLION}")))),
    "a billion spaces": ("odt", lambda: odt(f"<text:p>innen<text:s text:c{BILLION}/>b</text:p>" * 20)),
    "a cell for 5,000 rows": ("odt", lambda: odt(table(cell("innen " * 30_000, f"table:number-rows-spanned{BILLION}") + cell("b"), *[COVERED + cell("c")] * 5_000))),
    "lists in lists": ("odt", lambda: odt("<text:list><text:list-item>" * 100 + "<text:p>innen</text:p>" + "</text:list-item></text:list>" * 100)),
    "tables in tables": ("odt", lambda: odt("<table:table><table:table-row><table:table-cell>" * 60 + "<text:p>innen</text:p>" + "</table:table-cell></table:table-row></table:table>" * 60)),
    "boxes in boxes": ("odt", lambda: odt("<text:p><draw:frame><draw:text-box>" * 60 + "<text:p>innen</text:p>" + "</draw:text-box></draw:frame></text:p>" * 60)),
    "a cell for 20,000 rows": ("html", lambda: page("<table><tr><td rowspan=65534>" + "innen " * 30_000 + "<td>b</tr>" + "<tr><td>c</tr>" * 20_000 + "</table>")),
    "cells of 9,999,999,999 columns": ("html", lambda: page("<table>" + "<tr><td colspan=65534>innen<td colspan=9999999999>b</tr>" * 3_000 + "</table>")),
    "300,000 elements in each other": ("html", lambda: page("<div>" * 300_000 + "innen")),
    "a list in a list": ("html", lambda: page("<ul><li>" * 100 + "innen")),
    "a table in a table": ("html", lambda: page("<table><tr><td>" * 60 + "innen")),
    "200,000 lines": ("html", lambda: page("<p>innen" + "x<br>" * 200_000)),
    "100,000 styles": ("html", lambda: page("<style>" + "p{color:red}" * 100_000 + "</style>" + "<p class=a>innen" * 1_000)),
    "100,000 comments": ("html", lambda: page("<p>innen" + "<!--" * 100_000)),
}  # fmt: skip


def outcome(data: bytes, name: str) -> str:
    """All words that were read, "refused", or what is wrong with the sentence that refuses it."""
    try:
        return everything(read(data, name))
    except Problem as problem:
        return sentence_fault(str(problem), name) or "refused"


@pytest.mark.parametrize("which", GIANTS)
def test_a_giant_is_read_or_refused_in_bearable_time(which: str) -> None:
    suffix, make = GIANTS[which]
    data, start = make(), process_time()
    told = outcome(data, f"riesig.{suffix}")
    assert "innen" in told or told == "refused"
    assert process_time() - start < LONGEST


@pytest.mark.parametrize("part", ["content.xml", "styles.xml"])
def test_a_document_type_definition_is_refused_here_too(part: str) -> None:
    dtd = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'
    kind, content = b"application/vnd.oasis.opendocument.text", f"{BEFORE}<text:p>Satz</text:p>{BEHIND}".encode()
    assert outcome(packed({"mimetype": kind, "content.xml": content, part: dtd.encode()}), "a.odt") == "refused"


@pytest.mark.parametrize(
    "inner",
    [
        '<a href="{0}">hier</a>',
        '<p>hier<img src="{0}">',
        '<p>hier<iframe src="{0}"></iframe>',
        '<p>hier<object data="{0}">',
        '<link rel=stylesheet href="{0}"><p>hier',
    ],
)
@pytest.mark.parametrize("address", ["file:///etc/hostname", "javascript:alert(1)"])
def test_a_page_brings_nothing_along(inner: str, address: str) -> None:
    reading = read(page(inner.format(address)), "a.html")
    assert "hier" in everything(reading)
    assert address not in everything(reading)
