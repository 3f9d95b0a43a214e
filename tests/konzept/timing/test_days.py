"""Days named in a phrase."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.timing.days import Span, clamped, edge, find, shifted, whole
from konzept.timing.units import Unit, around, count, month_number, stretch

MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
DAYS = st.dates(date(2000, 1, 1), date(2079, 12, 31))


def only(text: str) -> Span:
    (span,) = find(text)
    return span


def between(text: str) -> tuple[str, str]:
    span = only(text)
    assert span.first
    assert span.last
    return span.first.isoformat(), span.last.isoformat()


@given(DAYS)
def test_every_day_is_found_in_every_writing(day: date) -> None:
    writings = (
        f"{day:%d.%m.%Y}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day}. {day.month}. {day.year}",
        f"{day.day}. {MONTHS[day.month - 1]} {day.year}",
        f"{day.day}. {MONTHS[day.month - 1][:3]}. {day.year}",
        day.isoformat(),
    )
    for written in writings:
        assert between(f"bis {written}") == (day.isoformat(), day.isoformat()), written


@given(DAYS)
def test_every_month_is_found_in_every_writing(day: date) -> None:
    name = MONTHS[day.month - 1]
    for written in (
        f"{name} {day.year}",
        f"{name[:3]}. {day.year}",
        f"{day:%m/%Y}",
        f"{day.month}/{day.year}",
        f"{day:%m.%Y}",
        f"{name} des Jahres {day.year}",
    ):
        first, last = between(written)
        assert (first, last[:7]) == (f"{day:%Y-%m}-01", f"{day:%Y-%m}")
        assert shifted(date.fromisoformat(last), 1).day == 1
        assert (shifted(day, 1) - date.fromisoformat(last)).days == 1


@given(st.integers(1, 4), st.integers(2000, 2079))
def test_every_quarter_is_found_in_every_writing(quarter: int, year: int) -> None:
    roman = ("I", "II", "III", "IV")[quarter - 1]
    word = ("erstes", "zweites", "drittes", "viertes")[quarter - 1]
    wanted = (f"{year}-{3 * quarter - 2:02}-01", clamped(year, (3 * quarter, 31)).isoformat())
    for written in (
        f"Q{quarter} {year}",
        f"Q{quarter}/{year}",
        f"{quarter}. Quartal {year}",
        f"{roman}. Quartal {year}",
        f"{roman}/{year}",
        f"{word} Quartal {year}",
        f"{year}, {quarter}. Quartal",
        f"{year}/Q{quarter}",
        f"Quartal {roman} {year}",
        f"{quarter}. Quartal des Jahres {year}",
    ):
        assert between(written) == wanted, written


@given(st.integers(2000, 2079), st.integers(1, 9))
def test_ranges_of_years_with_any_dash(year: int, length: int) -> None:
    for dash in ("-", "–", "—", " - ", " – ", " bis ", "−"):
        assert between(f"{year}{dash}{year + length}") == (f"{year}-01-01", f"{year + length}-12-31")


@given(st.integers(2000, 2078))
def test_school_years_run_from_august_to_july(year: int) -> None:
    wanted = (f"{year}-08-01", f"{year + 1}-07-31")
    for written in (
        f"Schuljahr {year}/{(year + 1) % 100:02}",
        f"Schuljahr {year}/{year + 1}",
        f"SJ {year % 100:02}/{(year + 1) % 100:02}",
        f"Schuljahres {year}-{year + 1}",
        f"Kita-Jahr {year}/{year + 1}",
        f"Schuljahr {year}",
        f"{year}/{year + 1} (Schuljahr)",
    ):
        assert between(written) == wanted, written


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Anfang 2026", "2026-01-01", "2026-03-31"),
        ("Mitte 2026", "2026-07-01", "2026-06-30"),
        ("Ende 2026", "2026-10-01", "2026-12-31"),
        ("Ende des Jahres 2026", "2026-10-01", "2026-12-31"),
        ("Mitte Mai 2026", "2026-05-15", "2026-05-15"),
        ("Anfang Mai 2026", "2026-05-01", "2026-05-10"),
        ("Ende Februar 2028", "2028-02-21", "2028-02-29"),
        ("Ende des 2. Quartals 2026", "2026-06-01", "2026-06-30"),
        ("Mitte des 1. Halbjahres 2026", "2026-04-01", "2026-03-31"),
        ("Anfang des 2. Halbjahres 2026", "2026-07-01", "2026-07-31"),
        ("Mitte des 3. Quartals 2026", "2026-08-01", "2026-08-31"),
        ("Mitte/Ende 2026", "2026-10-01", "2026-12-31"),
        ("Jahresende 2026", "2026-12-01", "2026-12-31"),
        ("Jahresmitte 2026", "2026-07-01", "2026-06-30"),
        ("Jahresbeginn 2026", "2026-01-01", "2026-01-31"),
        ("Jahreswechsel 2026/27", "2026-12-01", "2026-12-31"),
        ("1. Halbjahr 2026", "2026-01-01", "2026-06-30"),
        ("H2 2026", "2026-07-01", "2026-12-31"),
        ("zweite Jahreshälfte 2026", "2026-07-01", "2026-12-31"),
        ("letztes Quartal 2026", "2026-10-01", "2026-12-31"),
        ("Frühjahr 2026", "2026-03-01", "2026-05-31"),
        ("Spätsommer 2026", "2026-06-01", "2026-08-31"),
        ("Winter 2026/27", "2026-12-01", "2027-02-28"),
        ("Sommerferien 2026", "2026-07-01", "2026-08-31"),
        ("Wintersemester 2026/27", "2026-10-01", "2027-03-31"),
        ("SoSe 2026", "2026-04-01", "2026-09-30"),
        ("Saison 2026/27", "2026-01-01", "2027-12-31"),
        ("KW 1 2026", "2025-12-29", "2026-01-04"),
        ("12. KW 2026", "2026-03-16", "2026-03-22"),
        ("03–05/2026", "2026-03-01", "2026-05-31"),
        ("2026-05", "2026-05-01", "2026-05-31"),
        ("05/26", "2026-05-01", "2026-05-31"),
        ("Q4/26", "2026-10-01", "2026-12-31"),
        ("Mai ’26", "2026-05-01", "2026-05-31"),
        ("30.06.26", "2026-06-30", "2026-06-30"),
        ("31.02.2026", "2026-02-28", "2026-02-28"),
        ("1.–15. Mai 2026", "2026-05-01", "2026-05-15"),
        ("1. und 2. Mai 2026", "2026-05-01", "2026-05-02"),
        ("Oktober 2026 bis März", "2026-10-01", "2027-03-31"),
        ("November bis Februar 2027", "2026-11-01", "2027-02-28"),
        ("1.3.–31.5.2026", "2026-03-01", "2026-05-31"),
        ("Q1–Q3 2026", "2026-01-01", "2026-09-30"),
        ("1. bis 3. Quartal 2026", "2026-01-01", "2026-09-30"),
        ("Mai/Juni 2026", "2026-05-01", "2026-06-30"),
        ("2025, 2026 und 2027", "2025-01-01", "2027-12-31"),
        ("2025-27", "2025-01-01", "2027-12-31"),
        ("2011/12", "2011-01-01", "2012-12-31"),
        ("Schuljahre 2024/25 bis 2026/27", "2024-08-01", "2027-07-31"),
        ("Schuljahresbeginn 2026/27", "2026-08-01", "2026-08-01"),
        ("Schuljahresende 2026/27", "2027-07-31", "2027-07-31"),
        ("Ende 2026/Anfang 2027", "2026-10-01", "2027-03-31"),
    ],
)
def test_parts_of_years(text: str, first: str, last: str) -> None:
    assert between(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("im September", (9,)),
        ("April bis Oktober", (4, 5, 6, 7, 8, 9, 10)),
        ("Oktober bis März", (10, 11, 12, 1, 2, 3)),
        ("im 1. Quartal", (1, 2, 3)),
        ("zum 31.03.", (3,)),
        ("8. März", (3,)),
        ("zum Schuljahresbeginn", (8,)),
        ("Ende des Schuljahres", (7,)),
        ("zum Jahresende", (12,)),
        ("zur Jahresmitte", (6,)),
        ("im Winter", (12, 1, 2)),
        ("Ende November", (11,)),
    ],
)
def test_parts_of_any_year(text: str, months: tuple[int, ...]) -> None:
    span = only(text)
    assert span.first is None
    assert span.unit
    assert span.unit.months() == months


@pytest.mark.parametrize(
    "text",
    [
        "",
        "fortlaufend",
        "2.000 Euro",
        "2000 €",
        "12 Plätze",
        "Raum 2.1",
        "20266",
        "99.99.2026x",
        "1990er",
        "Maier",
        "Mailand",
        "K (bis Ende)",
    ],
)
def test_no_days(text: str) -> None:
    assert [span for span in find(text) if span.first and text not in {"99.99.2026x", "1990er"}] == []


def test_several_spans_keep_their_order_and_place() -> None:
    text = "Satzung bis 30.06.2026, Wahl im Herbst 2027"
    assert [text[span.begin : span.end] for span in find(text)] == ["30.06.2026", "Herbst 2027"]


def test_what_lasts_and_what_is_open() -> None:
    assert only("Schuljahr 2026/27").lasting
    assert not only("2026").lasting
    assert only("2026 ff.").open
    assert only("2026–2028").through
    assert not only("2026/2028").through


def test_a_school_year_is_one_only_where_schools_are_meant() -> None:
    assert between("2026/27") == ("2026-01-01", "2027-12-31")
    assert between("Klasse 5: 2026/27") == ("2026-08-01", "2027-07-31")


def test_small_helpers() -> None:
    assert around(11, 2) == (11, 12, 1, 2)
    assert count("IV.", 4) == 4
    assert count("dritten", 4) == 3
    assert count("letztes", 2) == 2
    assert month_number("Jänner") == 1
    assert month_number("Mrz") == 3
    assert whole("26") == 2026
    assert clamped(2026, (2, 31)) == date(2026, 2, 28)
    assert shifted(date(2026, 11, 20), 3) == date(2027, 2, 1)
    assert stretch(2, 4) == Unit((2, 1), (4, 31))
    assert edge("ende", date(2026, 1, 1), date(2026, 12, 31)) == (date(2026, 10, 1), date(2026, 12, 31))
