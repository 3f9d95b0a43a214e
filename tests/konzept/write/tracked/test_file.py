"""What a person sees in the file: whose changes, when, which words; and the command that writes it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from konzept import canonical, cli
from konzept.model import Concept
from tests.konzept.write.tracked.pairs import FIRST, OLD, ONE, PAIRS, SAID, SECOND, THIRD, TWO, with_goals
from tests.konzept.write.tracked.settled import accepted, body, concept_says, name, rejected, says, tracked


def words(data: bytes, op: str) -> list[str]:
    """The words of each insertion ("ins") or deletion ("del"), in the order of the document."""
    tag = name("delText" if op == "del" else "t")
    found = ("".join(part.text or "" for part in mark.iter(tag)) for mark in body(data).iter(name(op)))
    return [each for each in found if each]


@pytest.mark.parametrize("key", PAIRS)
def test_both_answers_of_the_reader_leave_exactly_one_document(key: str) -> None:
    old, new = PAIRS[key]
    made = tracked(old, new)
    assert says(accepted(made)) == concept_says(new)
    assert says(rejected(made), names=False) == concept_says(old, names=False)


def test_only_the_words_that_differ_are_marked() -> None:
    made = tracked(*PAIRS["words"])
    assert words(made, "del") == ["abends"]
    assert words(made, "ins") == ["morgens"]


def test_what_goes_stands_before_what_comes_and_not_letter_by_letter() -> None:
    new = with_goals(
        replace(ONE, children=(replace(FIRST, text=SAID), SECOND, replace(THIRD, text="Zwei Cafés öffnen."))), TWO
    )
    made = tracked(OLD, new)
    assert words(made, "del") == ["Ein Sprachcafé öffnet."]
    assert words(made, "ins") == ["Zwei Cafés öffnen."]


def test_without_a_change_nothing_is_marked() -> None:
    made = tracked(OLD, OLD)
    assert [mark for op in ("ins", "del", "pPrChange") for mark in body(made).iter(name(op))] == []


def test_each_change_says_whose_it_is_and_when() -> None:
    marks = [mark for op in ("ins", "del") for mark in body(tracked(*PAIRS["everything"])).iter(name(op))]
    assert len(marks) > 20
    assert {mark.get(name("author")) for mark in marks} == {"Amt für <Integration> & „Teilhabe“"}
    assert {mark.get(name("date")) for mark in marks} == {"2026-03-31T08:30:00Z"}
    numbers = [mark.get(name("id")) for mark in marks]
    assert len(numbers) == len(set(numbers))


def test_the_same_states_give_the_same_bytes() -> None:
    assert tracked(*PAIRS["cells"]) == tracked(*PAIRS["cells"])


def test_an_old_link_leads_where_it_led() -> None:
    made = tracked(*PAIRS["link"])
    assert words(made, "del") == ["Wiesental"]
    assert words(made, "ins") == ["Wiesental"]


def test_a_row_that_goes_is_marked_whole() -> None:
    rows = [
        row
        for row in body(tracked(*PAIRS["row gone"])).iter(name("tr"))
        if row.find(f"{name('trPr')}/{name('del')}") is not None
    ]
    assert rows
    assert "Lotsinnen" in "".join(part.text or "" for row in rows for part in row.iter(name("delText")))


def call(*arguments: str) -> Result:
    """The command as a person calls it."""
    return CliRunner().invoke(cli.commands, ["tracked", *arguments])


@pytest.fixture
def two(tmp_path: Path) -> tuple[str, str]:
    """The concept before and after, as files."""
    for called, concept in (("alt", OLD), ("neu", PAIRS["words"][1])):
        (tmp_path / f"{called}.json").write_text(canonical.dumps(concept))
    return str(tmp_path / "alt.json"), str(tmp_path / "neu.json")


def test_the_command_writes_the_file(two: tuple[str, str], tmp_path: Path) -> None:
    out = tmp_path / "aenderungen.docx"
    assert call(*two, "-o", str(out), "--author", "Büro", "--date", "2026-05-04").exit_code == 0
    made = out.read_bytes()
    assert says(accepted(made)) == concept_says(PAIRS["words"][1])
    mark = next(iter(body(made).iter(name("del"))))
    assert (mark.get(name("author")), mark.get(name("date"))[:10]) in {("Büro", "2026-05-04"), ("Büro", "2026-05-03")}


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--date", "gestern"], "„gestern“ ist kein Datum"),
        (["--date", "2026-02-30"], "„2026-02-30“ ist kein Datum"),
        (["--author", "  "], "--author ist leer"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(two: tuple[str, str], more: list[str], sentence: str) -> None:
    result: Any = call(*two, *more)
    assert result.exit_code != 0
    assert sentence in str(result.exception or "") + result.output


def test_an_unnamed_author_is_the_workshop(two: tuple[str, str], tmp_path: Path) -> None:
    out = tmp_path / "a.docx"
    call(*two, "-o", str(out))
    assert {mark.get(name("author")) for mark in body(out.read_bytes()).iter(name("ins"))} == {"Konzeptwerkstatt"}


def test_a_long_concept_takes_time_in_proportion() -> None:
    """Four hundred measures, one word changed: a few seconds at most, and one change."""
    many = tuple(
        replace(FIRST, uid=f"meas{n:04}", number=f"1.1.{n}", text=f"Maßnahme Nummer {n} wird gemacht.")
        for n in range(400)
    )
    new = (*many[:200], replace(many[200], text="Maßnahme Nummer 200 wird gelassen."), *many[201:])
    before, after = (Concept("Lang", with_goals(replace(ONE, children=each)).elements) for each in (many, new))
    made = tracked(before, after)
    assert (words(made, "del"), words(made, "ins")) == (["gemacht"], ["gelassen"])
    assert len(re.findall(rb"PK\x01\x02", made)) > 5
