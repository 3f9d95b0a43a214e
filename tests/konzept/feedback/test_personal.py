"""What a careful reader would stop at, and what is no person."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.feedback.personal import MASK, TraceKind, masked, traces


@pytest.mark.parametrize(
    ("text", "found", "kind"),
    [
        ("Bitte an m.lind@erlenau.example schreiben.", "m.lind@erlenau.example", TraceKind.EMAIL),
        ("Rufen Sie 03643 / 55 01 23 an.", "03643 / 55 01 23", TraceKind.PHONE),
        ("Mobil +49 151 2345678", "+49 151 2345678", TraceKind.PHONE),
        ("Konto DE12 3456 7890 1234 5678 90", "DE12 3456 7890 1234 5678 90", TraceKind.ACCOUNT),
        ("Sie wohnt Am Markt, Lindenstraße 12 a, seit Mai.", "Lindenstraße 12 a", TraceKind.STREET),
        ("Ohne Frau Dr. Lind ginge nichts.", "Frau Dr. Lind", TraceKind.NAME),
        ("Herrn Özgür-Mayer danken wir.", "Herrn Özgür-Mayer", TraceKind.NAME),
        ("Familie Haddad wartet.", "Familie Haddad", TraceKind.NAME),
    ],
)
def test_a_person_is_noticed(text: str, found: str, kind: TraceKind) -> None:
    [trace] = traces(text)
    assert (text[trace.start : trace.end], trace.kind) == (found, kind)
    assert masked(text) == text.replace(found, MASK)
    assert trace.kind.german


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Maßnahme 2.2.1 läuft seit 2021/22.",
        "Bis 31.12.2027, danach alle 2 Jahre.",
        "Familien und Frauen brauchen Kinderbetreuung.",
        "500 000 Euro im Jahr 2026.",
        "Paragraf 105 ThürKO, Seite 12 bis 14.",
        "Die Frau am Empfang half sehr.",
    ],
)
def test_what_names_nobody_stays(text: str) -> None:
    assert traces(text) == ()
    assert masked(text) == text


def test_several_in_one_text_are_told_in_order() -> None:
    text = "Frau Lind, Tel. 0361 123456, lind@erlenau.example"
    assert [trace.kind for trace in traces(text)] == [TraceKind.NAME, TraceKind.PHONE, TraceKind.EMAIL]
    assert masked(text) == f"{MASK}, Tel. {MASK}, {MASK}"


@given(st.text(max_size=400))
def test_any_text_is_read_and_nothing_else_is_lost(text: str) -> None:
    found = traces(text)
    assert all(0 <= trace.start < trace.end <= len(text) for trace in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert len(masked(text)) == len(text) - sum(trace.end - trace.start - len(MASK) for trace in found)


@pytest.mark.parametrize(
    "hostile", ["0" * 10_000, "a@" * 5_000, "Frau " * 2_000, "DE12 " + "1234 " * 2_000, "A" * 10_000]
)
def test_a_hostile_text_takes_no_time(hostile: str) -> None:
    begun = time.process_time()
    masked(hostile)
    assert time.process_time() - begun < 1
