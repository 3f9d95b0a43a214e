"""Exports of a Beteiligungsportal: any encoding, any separator, line breaks in cells; columns are guessed, rows known again."""

from __future__ import annotations

import csv
import io
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from konzept.model import Problem
from konzept.read.listing import Listing, read
from konzept.read.portal import Column, day_of, entries, fingerprint, guess

HEADER = ["Beitragsnummer", "Eingangsdatum", "Bezug", "Titel", "Beitrag", "Nachname", "E-Mail", "Organisation"]
ROWS = [
    [
        "101",
        "03.03.2026 09:15",
        "Maßnahme 1.1.2",
        "Abends",
        "Bitte auch am Abend; das hilft.\nDanke.",
        "Sommer",
        "ida@x.example",
        "AWO",
    ],
    ["102", "04.03.2026 10:00", "", "", 'Ein "Büro" für Lotsinnen', "", "", ""],
]
COLUMNS = guess(HEADER)


def moment(*parts: int) -> datetime:
    """As exports write it: without zone."""
    return datetime(*parts)  # noqa: DTZ001  # year, month, day and on


def table(separator: str = ";", encoding: str = "utf-8", rows: list[list[str]] | None = None) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows([HEADER, *(ROWS if rows is None else rows)])
    return out.getvalue().encode(encoding)


def workbook(rows: list[list[object]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_every_encoding_and_separator(separator: str, encoding: str) -> None:
    found = read(table(separator, encoding), "export.csv")
    assert list(found.header) == HEADER
    assert [list(row) for row in found.rows] == ROWS
    assert found.odd == ()


def test_the_separator_may_be_told() -> None:
    assert read(b"sep=,\r\nA,B;C\r\n1,2;3\r\n", "x.csv").header == ("A", "B;C")


def test_excel_with_days_and_numbers() -> None:
    data = workbook(
        [["Nr", "Datum", "Text"], [7, moment(2026, 3, 3, 9, 15), "Mehr Kurse"], [None, None, None], [8, None, "x"]]
    )
    found = read(data, "export.xlsx")
    assert found.rows == (("7", "03.03.2026 09:15", "Mehr Kurse"), ("8", "", "x"))


def test_short_rows_are_filled_and_long_ones_said() -> None:
    found = read(b"A;B;C\n1;2\n1;2;3;4\n\n1;2;3;;\n", "x.csv")
    assert found.rows == (("1", "2", ""), ("1", "2", "3"), ("1", "2", "3"))
    assert found.odd == (3,)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "ist leer"),
        (b"nur ein Wort\n", "keine Tabelle"),
        (b"A;B\n" + b"1;2\n" * 10_002, "mehr als 10000 Zeilen"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "alte Word-Format"),
        (b"PK\x03\x04kaputt", "beschädigt"),
        (b'A;B\n1;"' + b"x" * 1_100_000, "Zeile"),
    ],
)
def test_what_is_no_export_is_said(data: bytes, why: str) -> None:
    with pytest.raises(Problem, match=why):
        read(data, "export.csv")


def test_a_workbook_without_a_table() -> None:
    with pytest.raises(Problem, match="keine Tabelle"):
        read(workbook([["nur ein Wort"]]), "x.xlsx")


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        (HEADER, {"number": 0, "received": 1, "place": 2, "subject": 3, "text": 4, "organisation": 7}),
        (["ID", "Stellungnahme", "Änderungsvorschlag", "Kapitel"], {"number": 0, "text": 1, "proposal": 2, "place": 3}),
        (["Lfd. Nr.", "Ihre Anregung", "Zu welcher Maßnahme"], {"number": 0, "text": 1, "place": 2}),
        (["Organisationsname", "E-Mail-Adresse", "Text"], {"text": 2}),
        (["a", "b"], {}),
        ([], {}),
    ],
)
def test_columns_are_guessed(header: list[str], wanted: dict[str, int]) -> None:
    assert {column.value: index for column, index in guess(header).items()} == wanted


def test_no_column_is_guessed_twice_and_names_never() -> None:
    found = guess(["Text", "Text", "Nachname", "E-Mail", "Straße"])
    assert sorted(found.values()) == sorted(set(found.values()))
    assert not {2, 3, 4} & set(found.values())


def test_a_header_is_known_again() -> None:
    assert fingerprint(["Nr", "Text"]) == fingerprint(["NR", " text "])
    assert fingerprint(["Nr", "Text"]) != fingerprint(["Text", "Nr"])


def test_what_the_rows_say() -> None:
    one, two = entries(read(table(), "x.csv"), COLUMNS)
    assert one.text == "Abends\n\nBitte auch am Abend; das hilft.\nDanke."
    assert (one.place, one.organisation, one.received) == ("Maßnahme 1.1.2", "AWO", moment(2026, 3, 3, 9, 15))
    assert (two.text, two.place, two.organisation) == ('Ein "Büro" für Lotsinnen', "", "")


def test_names_and_addresses_are_left_where_they_are() -> None:
    said = repr(entries(read(table(), "x.csv"), COLUMNS))
    assert "Sommer" not in said
    assert "ida@" not in said


def test_rows_are_known_by_their_number_and_changes_by_their_words() -> None:
    (before,) = entries(read(table(rows=ROWS[:1]), "x.csv"), COLUMNS)
    changed = [[*ROWS[0][:4], "Anders.", *ROWS[0][5:]]]
    (after,) = entries(read(table(rows=changed), "x.csv"), COLUMNS)
    assert before.key == after.key
    assert before.digest != after.digest


def test_rows_without_number_are_known_by_all_they_say() -> None:
    columns = {Column.TEXT: 1, Column.RECEIVED: 0}
    rows = (("03.03.2026", "Mehr"), ("04.03.2026", "Mehr"), ("03.03.2026", "Mehr"), ("05.03.2026", ""))
    found = entries(Listing(("Datum", "Text"), rows), columns)
    assert len({entry.key for entry in found}) == len(found) == 2


def test_a_subject_that_the_text_repeats_is_said_once() -> None:
    columns = {Column.SUBJECT: 0, Column.TEXT: 1}
    texts = [
        entry.text
        for entry in entries(Listing(("a", "b"), (("Kurse", "Mehr Kurse"), ("Büro", ""), ("", "Nur Text"))), columns)
    ]
    assert texts == ["Mehr Kurse", "Büro", "Nur Text"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("03.03.2026", moment(2026, 3, 3)),
        ("03.03.2026 09:15", moment(2026, 3, 3, 9, 15)),
        ("03.03.2026, 09:15 Uhr", moment(2026, 3, 3, 9, 15)),
        ("2026-03-03T09:15:20", moment(2026, 3, 3, 9, 15, 20)),
        ("2026-03-03T09:15:20.123+01:00", moment(2026, 3, 3, 9, 15, 20)),
        ("2026-03-03", moment(2026, 3, 3)),
        ("gestern", None),
        ("03.03.1026", None),
        ("", None),
    ],
)
def test_days_as_exports_write_them(text: str, wanted: datetime | None) -> None:
    assert day_of(text) == wanted


@given(st.lists(st.lists(st.text(alphabet='a;,"\n ä', max_size=8), min_size=3, max_size=3), min_size=1, max_size=6))
def test_whatever_stands_in_the_cells_comes_back(rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows([["Nummer", "Text", "Bezug"], *rows])
    found = read(out.getvalue().encode(), "x.csv")
    said = [[" ".join(cell.split()) for cell in row] for row in found.rows]
    assert said == [[" ".join(cell.split()) for cell in row] for row in rows if any(cell.strip() for cell in row)]
