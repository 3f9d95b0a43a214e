"""Cover, imprint, contents and page heads."""

from __future__ import annotations

import pytest

from konzept.read.blocks import Block, Cell, Document, Heading, Paragraph, Row, Table
from konzept.read.frame import Frame, frame


def lines(*texts: str) -> list[Block]:
    """Paragraphs; a leading number sign makes a heading, a leading star a bold line."""
    blocks: list[Block] = []
    for at, text in enumerate(texts):
        place = f"Absatz {at + 1}"
        if text.startswith("#"):
            blocks.append(Heading(text.lstrip("# "), place, len(text) - len(text.lstrip("#"))))
        elif text.startswith("*"):
            blocks.append(Paragraph(text[1:], place, bold=True))
        else:
            blocks.append(Paragraph(text, place))
    return blocks


def framed(*texts: str) -> Frame:
    return frame(Document(tuple(lines(*texts)), "konzept.docx"))


BODY = ("# 1 Vorwort", "Hier beginnt der Text des Konzeptes mit einem ganzen Satz.")


@pytest.mark.parametrize(
    ("cover", "title", "label"),
    [
        (["# Integrationskonzept Auenland"], "Integrationskonzept Auenland", None),
        (
            ["# Integrationskonzept Auenland", "## 2. Fortschreibung 2024-2027"],
            "Integrationskonzept Auenland",
            "2. Fortschreibung 2024-2027",
        ),
        (["# Integrationskonzept Auenland 1. Fortschreibung"], "Integrationskonzept Auenland", "1. Fortschreibung"),
        (["# Integrationskonzept Auenland 2025–2030"], "Integrationskonzept Auenland", "2025–2030"),
        (["*Aktionsplan Teilhabe", "Zweite Fortschreibung"], "Aktionsplan Teilhabe", "Zweite Fortschreibung"),
        (["*Integrationskonzept", "Erstfassung 2019"], "Integrationskonzept", "Erstfassung 2019"),
        (["*Integrationskonzept", "2025 bis 2030"], "Integrationskonzept", "2025 bis 2030"),
        (["# Zusammen in Auen"], "Zusammen in Auen", None),
        (["*Kreis Auenland", "*Integrationskonzept"], "Integrationskonzept Kreis Auenland", None),
        (["*Integrationskonzept", "*Landkreis Auenland"], "Integrationskonzept Landkreis Auenland", None),
        (
            ["*Integrationskonzept Landkreis Auenland", "Landkreis Auenland"],
            "Integrationskonzept Landkreis Auenland",
            None,
        ),
    ],
)
def test_title_and_edition(cover: list[str], title: str, label: str | None) -> None:
    found = framed(*cover, *BODY)
    assert (found.title, found.label) == (title, label)
    assert not {len(cover), len(cover) + 1} & (found.used | set(found.left_out))


@pytest.mark.parametrize(
    ("label", "ordinal", "valid"),
    [
        ("1. Fortschreibung 2020-2023", 1, ("2020-01-01", "2023-12-31")),
        ("Dritte Fortschreibung", 3, (None, None)),
        ("2. Auflage 2024 bis 2028", 2, ("2024-01-01", "2028-12-31")),
        ("Erstfassung 2018", 0, (None, None)),
        ("Fortschreibung 2024/2027", None, ("2024-01-01", "2027-12-31")),
    ],
)
def test_ordinal_and_validity(label: str, ordinal: int | None, valid: tuple[str | None, str | None]) -> None:
    edition = framed("# Integrationskonzept Auenland", label, *BODY).edition
    assert edition.label == label
    assert edition.ordinal == ordinal
    assert (edition.valid_from, edition.valid_to) == valid


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Beschluss des Kreistags vom 16.12.2021", "2021-12-16"),
        ("Der Kreistag hat am 27. Februar 2025 beschlossen.", "2025-02-27"),
        ("Stand: 1. März 2020", "2020-03-01"),
        ("Stand: 1.3.2020", "2020-03-01"),
        ("Stand: 45.13.2020", None),
        ("Stand: Dezember 2021", None),
    ],
)
def test_dates(line: str, date: str | None) -> None:
    found = framed("# Integrationskonzept Auenland", line, *BODY)
    assert found.date == date
    assert found.left_out[1] == "Titelseite"


def test_the_date_beside_the_edition_counts_most() -> None:
    found = framed(
        "# Konzept Auen", "Stand: 1.3.2020", "## Impressum", "1. Fortschreibung, 2. November 2020", "# 1 Vorwort"
    )
    assert found.date == "2020-11-02"


@pytest.mark.parametrize(
    ("cover", "authority"),
    [
        (["# Integrationskonzept Stadt Auenfeld"], "Stadt Auenfeld"),
        (["# Integrationskonzept", "Landkreis Auenland"], "Landkreis Auenland"),
        (["# Integrationskonzept AUEN-Kreis", "**AUEN-KREIS** in Musterland"], "Auen-Kreis"),
        (["# Integrationskonzept", "Freistaat Musterland"], "Freistaat Musterland"),
        (["# Integrationskonzept"], None),
    ],
)
def test_authority(cover: list[str], authority: str | None) -> None:
    assert framed(*cover, *BODY).authority == authority


def test_subtitle_and_furniture() -> None:
    found = framed("# Integrationskonzept Auenland", "Gemeinsam leben im Kreis", "© Erika Beispiel", *BODY)
    assert found.subtitle == "Gemeinsam leben im Kreis"
    assert found.left_out == {2: "Titelseite"}


def test_capitals_are_written_as_the_text_writes_them() -> None:
    found = framed("*INTEGRATIONSKONZEPT", "# 1 Vorwort", "Das Integrationskonzept ist das erste seiner Art im Land.")
    assert found.title == "Integrationskonzept"


def test_page_heads() -> None:
    heads = [f"Integrationskonzept Kreis Auen\tSeite {page}" for page in range(3, 7)]
    found = framed(
        "*INTEGRATIONSKONZEPT",
        "*Kreis Auen",
        *(text for head in heads for text in (head, "Ein Satz, der bleiben soll.")),
    )
    assert [index for index, what in found.left_out.items() if what == "Seitenkopf"] == [2, 4, 6, 8]
    assert found.title == "Integrationskonzept Kreis Auen"


def test_two_alike_are_no_page_head() -> None:
    assert "Seitenkopf" not in framed("Auen\t3", "Text", "Auen\t4").left_out.values()


@pytest.mark.parametrize(
    "entries",
    [
        ["1. Vorwort......3", "2. Ziele....4"],
        ["1. Vorwort\t3", "HF 1 Wohnen 12"],
        ["- [Vorwort](#vorwort)", "[Ziele](#ziele)"],
        ["Vorwort", "2 Ziele"],
    ],
)
def test_contents(entries: list[str]) -> None:
    found = framed("# Konzept Auen", "## Inhaltsverzeichnis", *entries, "## 1 Vorwort", "Text.", "## 2 Ziele")
    assert sorted(found.left_out) == [1, 2, 3]
    assert set(found.left_out.values()) == {"Inhaltsverzeichnis"}


def test_contents_in_a_table() -> None:
    rows = tuple(Row((Cell(str(at)), Cell("Vorwort ....."), Cell(str(at + 3))), "x") for at in range(3))
    document = Document((Heading("Inhalt", "a", 1), Table(rows, "b"), Heading("1 Vorwort", "c", 1)), "x")
    assert sorted(frame(document).left_out) == [0, 1]


def test_contents_in_styles_of_their_own() -> None:
    blocks: tuple[Block, ...] = (
        Heading("1 Vorwort", "a", 1),
        Paragraph("Vorwort", "b", toc=True),
        Paragraph("Text", "c"),
    )
    assert frame(Document(blocks, "x")).left_out == {1: "Inhaltsverzeichnis"}


def test_the_imprint_ends_with_the_next_heading_of_its_level() -> None:
    found = framed("# Konzept Auen", "## Impressum", "### Herausgeber", "Amt", "## 1 Vorwort", "Text.")
    assert [index for index, what in found.left_out.items() if what == "Impressum"] == [1, 2, 3]


def test_an_imprint_under_a_bold_line() -> None:
    found = framed("*Konzept Auen", "*Impressum", "Amt", "*1. Einleitung", "Text.")
    assert [index for index, what in found.left_out.items() if what == "Impressum"] == [1, 2]


def test_a_text_without_cover_keeps_all_its_words() -> None:
    found = framed("Ein Satz, der kein Titel ist und auch keiner sein will.", "Noch ein Satz dazu.")
    assert found.title is None
    assert not found.used
    assert not found.left_out


def test_nothing() -> None:
    assert framed().title is None


@pytest.mark.parametrize("day", ["31.02.2020", "31. Juni 2021", "0.1.2020", "12.00.2022"])
def test_a_day_of_no_calendar_is_no_date(day: str) -> None:
    found = framed("# Integrationskonzept Auenland", f"Beschluss vom {day}", *BODY)
    assert found.date is None
    assert found.edition.date is None


def test_the_29th_of_february_is_one_every_fourth_year() -> None:
    assert framed("# Integrationskonzept Auen", "Stand: 29.02.2024", *BODY).date == "2024-02-29"
    assert framed("# Integrationskonzept Auen", "Stand: 29.02.2023", *BODY).date is None
