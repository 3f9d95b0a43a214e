"""The commands, called as a person would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click import Command, Group, Option
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from konzept import canonical, cli
from konzept.amend import amend
from konzept.canonical import loads
from konzept.change import from_json
from konzept.lint import RULES
from konzept.model import Abbreviation, Concept, DroppedMeasure, Element, Kind, Source
from konzept.responsibility import parse as holders
from konzept.timing import parse as term

DOCUMENT = """# Integrationskonzept Auental

## Handlungsfeld 1: Sprache

### Handlungsziel 1.1: Deutsch lernen

| Maßnahme | Sprachcafé im Rathaus |
|---|---|
| Zuständigkeiten | Sozialamt, Volkshochschule |
| Termin | fortlaufend |
"""


def measure(uid: str, number: str, title: str, when: str = "jährlich", **parts: Any) -> Element:
    return Element(
        uid, Kind.MEASURE, number, title=title, responsibility=holders("Sozialamt"), timing=term(when), **parts
    )


def auental(*measures: Element, **parts: Any) -> Concept:
    goal = Element("goal0001", Kind.GOAL, "1.1", title="Deutsch lernen", children=measures)
    area = Element("area0001", Kind.AREA, "1", title="Sprache", children=(goal,))
    return Concept("Integrationskonzept Auental", (area,), authority="Landkreis Auental", **parts)


CAFE = measure("cafe0001", "1.1.1", "Sprachcafé im Rathaus öffnen")
COURSE = measure("kurs0001", "1.1.2", "Abendkurse mit Kinderbetreuung anbieten")
OLD, NEW = auental(CAFE), auental(COURSE)


def call(*arguments: str | Path, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(
        cli.commands,
        [str(argument) for argument in arguments],
        input=given,
        catch_exceptions=False,
        prog_name="konzept",
    )


def shell(*arguments: str | Path, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    code = "import sys; from konzept.cli import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        input=given,
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return stored(tmp_path / "alt.json", OLD)


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return stored(tmp_path / "neu.json", NEW)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "auental.md"
    path.write_text(DOCUMENT, encoding="utf-8")
    return path


def stored(path: Path, concept: Concept) -> Path:
    path.write_text(canonical.pretty(concept), encoding="utf-8")
    return path


# --- read and write ---


def test_read_gives_the_canonical_form(document: Path) -> None:
    result = call("read", document, "--to", "json")
    assert result.exit_code == 0
    concept = loads(result.stdout_bytes)
    (found,) = [element for element in concept.walk() if element.kind is Kind.MEASURE]
    assert found.timing
    assert found.timing.verbatim == "fortlaufend"


def test_read_into_a_file_prints_nothing(document: Path, tmp_path: Path) -> None:
    result = call("read", document, "-o", tmp_path / "auental.json")
    assert result.stdout == ""
    assert loads((tmp_path / "auental.json").read_bytes()).title


def test_the_report_goes_to_standard_error(document: Path) -> None:
    result = call("read", document, "--report")
    assert json.loads(result.stdout)["format"] == "konzept"
    assert "Handlungsfeld 1, Handlungsziel 1, Maßnahme 1" in result.stderr.splitlines()[0]


def test_read_takes_the_canonical_form_as_it_stands(old: Path) -> None:
    assert loads(call("read", old).stdout_bytes) == OLD


def test_read_takes_standard_input() -> None:
    assert loads(call("read", "-", given=DOCUMENT).stdout_bytes).title
    assert loads(call("read", "-", given=canonical.pretty(OLD)).stdout_bytes) == OLD
    assert loads(call("read", "-", given=b"\xef\xbb\xbf" + canonical.dumps(OLD).encode()).stdout_bytes) == OLD


def test_write_follows_the_ending_of_the_file(old: Path, tmp_path: Path) -> None:
    assert call("write", old, "-o", tmp_path / "kopie.json").exit_code == 0
    assert loads((tmp_path / "kopie.json").read_bytes()) == OLD
    assert loads(call("write", old, "--to", "json").stdout_bytes) == OLD


@pytest.mark.parametrize(("form", "beginning"), [("docx", b"PK"), ("pdf", b"%PDF")])
def test_write_for_word_and_for_print(old: Path, tmp_path: Path, form: str, beginning: bytes) -> None:
    out = tmp_path / f"konzept.{form}"
    assert call("write", old, "-o", out).exit_code == 0
    assert out.read_bytes().startswith(beginning)


def test_write_markdown(old: Path) -> None:
    text = call("write", old, "--to", "md").stdout
    assert "Integrationskonzept Auental" in text
    assert "Sprachcafé im Rathaus öffnen" in text


@pytest.mark.parametrize("form", ["md", "docx"])
def test_what_was_written_reads_again(old: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"konzept.{form}"
    call("write", old, "-o", out)
    assert loads(call("read", out).stdout_bytes) == OLD
    assert call("diff", old, out).stdout == ""


def test_write_asks_for_a_format(old: Path) -> None:
    assert "Nennen Sie mit --to" in shell("write", old).stderr.decode()
    assert "Nennen Sie mit --to" in shell("write", old, "-o", "konzept.xyz").stderr.decode()


# --- diff and synopsis ---


def test_diff_in_sentences(old: Path, new: Path) -> None:
    lines = call("diff", old, new).stdout.splitlines()
    assert "Maßnahme 1.1.1: entfallen" in lines
    assert any(line.startswith("Maßnahme 1.1.2: neu aufgenommen") for line in lines)


def test_diff_as_values_makes_the_new_of_the_old(old: Path, new: Path) -> None:
    changes = [from_json(value) for value in json.loads(call("diff", old, new, "--to", "json").stdout)]
    assert amend(OLD, changes) == NEW


def test_diff_of_the_same_is_empty(old: Path) -> None:
    assert call("diff", old, old).stdout == ""
    assert json.loads(call("diff", old, old, "--to", "json").stdout) == []


def test_diff_knows_elements_again_where_no_uid_is_common(tmp_path: Path, old: Path) -> None:
    other = stored(
        tmp_path / "neu.json",
        canonical.loads(canonical.dumps(OLD).replace("0001", "0002").replace("im Rathaus", "im Bürgerhaus")),
    )
    assert call("diff", old, other).stdout.splitlines() == ["Maßnahme 1.1.1: Titel geändert"]


def test_uids_from_reading_are_no_evidence_against_likeness(tmp_path: Path) -> None:
    read = {"source": Source("Zeile 1")}
    before = stored(
        tmp_path / "a.json", auental(measure("cafe0001", "1.1.1", "Sprachcafé im Rathaus am Markt öffnen", **read))
    )
    after = stored(
        tmp_path / "b.json", auental(measure("cafe0002", "1.1.1", "Sprachcafé im Rathaus am Fluss öffnen", **read))
    )
    assert call("diff", before, after).stdout.splitlines() == ["Maßnahme 1.1.1: Titel geändert"]


def test_given_uids_stand_however_like_the_wording_is(tmp_path: Path) -> None:
    before = stored(tmp_path / "a.json", auental(measure("cafe0001", "1.1.1", "Sprachcafé im Rathaus am Markt öffnen")))
    after = stored(tmp_path / "b.json", auental(measure("cafe0002", "1.1.1", "Sprachcafé im Rathaus am Markt öffnen")))
    assert "Maßnahme 1.1.1: entfallen" in call("diff", before, after).stdout.splitlines()


def test_where_an_element_was_read_is_no_change_to_tell(tmp_path: Path, old: Path) -> None:
    other = stored(
        tmp_path / "neu.json",
        auental(measure("cafe0001", "1.1.1", "Sprachcafé im Rathaus öffnen", source=Source("S. 3"))),
    )
    assert call("diff", old, other).stdout == ""


def test_synopsis_shows_words_that_come_and_go(tmp_path: Path, old: Path) -> None:
    new = stored(
        tmp_path / "neu.json", auental(measure("cafe0001", "1.1.1", "Sprachcafé im Bürgerhaus öffnen"), COURSE)
    )
    lines = call("synopsis", old, new).stdout.splitlines()
    assert lines[0] == "~ Maßnahme 1.1.1: geändert"
    assert lines[1] == "    Titel: Sprachcafé im [-Rathaus-]{+Bürgerhaus+} öffnen"
    assert "+ Maßnahme 1.1.2: neu" in lines
    assert not any(line.startswith("=") for line in lines)
    assert "= Handlungsfeld 1: unverändert" in call("synopsis", old, new, "--all").stdout


def test_synopsis_names_the_reason(tmp_path: Path, old: Path) -> None:
    gone = (DroppedMeasure("Sprachcafé", uid="cafe0001", reason="Es gibt jetzt drei andere."),)
    new = stored(tmp_path / "neu.json", auental(COURSE, dropped=gone))
    assert "- Maßnahme 1.1.1: entfallen (Es gibt jetzt drei andere.)" in call("synopsis", old, new).stdout


def test_synopsis_as_values(old: Path, new: Path) -> None:
    rows = json.loads(call("synopsis", old, new, "--to", "json").stdout)
    assert [row["status"] for row in rows] == ["kept", "kept", "dropped", "new"] or {row["status"] for row in rows} == {
        "kept",
        "dropped",
        "new",
    }
    assert {"status", "uid", "kind", "depth", "name", "parts", "moved_from", "reason"} == set(rows[0])
    assert rows[0]["parts"][0]["segments"][0][0] == "="


def test_synopsis_as_pdf(old: Path, new: Path, tmp_path: Path) -> None:
    assert call("synopsis", old, new, "--to", "pdf", "-o", tmp_path / "synopse.pdf").exit_code == 0
    assert (tmp_path / "synopse.pdf").read_bytes().startswith(b"%PDF")


# --- lint ---


def test_lint_says_place_sentence_and_rule(old: Path) -> None:
    result = call("lint", old)
    assert result.exit_code == 0
    assert result.stdout == (
        "Handlungsfeld 1, Handlungsziel 1.1, Maßnahme 1.1.1: Maßnahme 1.1.1 „Sprachcafé im Rathaus öffnen“ hat keinen Indikator; "
        "beschreiben Sie, woran Sie den Erfolg erkennen. [without_indicator]\n"
    )


def test_lint_as_values(old: Path) -> None:
    (finding,) = json.loads(call("lint", old, "--to", "json").stdout)
    assert finding["rule"] == "without_indicator"
    assert finding["uid"] == "cafe0001"


def test_lint_with_one_rule(tmp_path: Path) -> None:
    path = stored(tmp_path / "a.json", auental(CAFE, abbreviations=(Abbreviation("VHS", "Volkshochschule"),)))
    assert "[unused_abbreviation]" in call("lint", path, "--rule", "unused_abbreviation").stdout
    assert "[without_indicator]" not in call("lint", path, "--rule", "unused_abbreviation").stdout


def test_strict_lint_ends_with_status_one(old: Path) -> None:
    assert shell("lint", old, "--strict").returncode == 1
    assert shell("lint", old, "--strict", "--rule", "said_twice").returncode == 0


# --- matrix ---


@pytest.mark.parametrize("form", ["docx", "odt", "xlsx", "ods"])
def test_matrix_out(old: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"vorlage.{form}"
    assert (
        call(
            "matrix",
            "out",
            old,
            "-o",
            out,
            "--due",
            "2026-03-31",
            "--area",
            "1",
            "--title",
            "Runde 1",
            "--id",
            "runde-1",
        ).exit_code
        == 0
    )
    assert out.read_bytes().startswith(b"PK")


def test_matrix_out_is_known_by_its_concept() -> None:
    form = cli.form_of(OLD)
    assert form.id == canonical.seal(OLD)[:16]
    assert (form.title, form.authority, form.due, form.areas) == (OLD.title, "Landkreis Auental", None, ())
    assert cli.form_of(OLD, "r", "T", "2026-03-31", ("1",)).areas == ("area0001",)


def test_matrix_out_knows_who_answers_and_what_is_asked(old: Path, tmp_path: Path) -> None:
    out = tmp_path / "vorlage.ods"
    call("matrix", "out", old, "-o", out, "--organisation", "Erle e. V.", "--question", "Wer fehlt?")
    content = zipfile.ZipFile(out).read("content.xml").decode()
    assert "Erle e. V." in content
    assert "is-in-list(&quot;Wer fehlt?&quot;)" in content


def test_matrix_out_says_what_is_wrong(old: Path) -> None:
    assert "ist kein Datum" in shell("matrix", "out", old, "--to", "docx", "--due", "31.3.2026").stderr.decode()
    assert (
        "„7“ gibt es in diesem Konzept nicht; es hat Handlungsfeld 1."
        in shell("matrix", "out", old, "--to", "docx", "--area", "7").stderr.decode()
    )


def filled_in(path: Path, title: str, **answers: str) -> Path:
    """The workbook as a person leaves it: answers in the row of one measure, by the heading of their column."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    rows = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
    head = next(index for index, row in enumerate(rows) if "Anmerkung" in row)
    line = next(index for index, row in enumerate(rows) if index > head and any(title in cell for cell in row))
    for heading, answer in answers.items():
        sheet.cell(line + 1, rows[head].index(heading) + 1).value = answer
    book.save(path)
    return path


def test_matrix_in_gives_one_suggestion_a_line(old: Path, tmp_path: Path) -> None:
    call("matrix", "out", old, "-o", tmp_path / "vorlage.xlsx")
    filled = filled_in(tmp_path / "vorlage.xlsx", "Sprachcafé", Einschätzung="bewährt", Anmerkung="Bitte auch abends.")
    (line,) = call("matrix", "in", filled, old).stdout.splitlines()
    said = json.loads(line)
    assert (said["uid"], said["verdict"], said["comment"], said["doubt"]) == (
        "cafe0001",
        "proven",
        "Bitte auch abends.",
        None,
    )


def test_matrix_in_refuses_another_round(old: Path, tmp_path: Path) -> None:
    call("matrix", "out", old, "-o", tmp_path / "vorlage.docx", "--id", "runde-1")
    assert call("matrix", "in", tmp_path / "vorlage.docx", old, "--id", "runde-1").stdout == ""
    ended = shell("matrix", "in", tmp_path / "vorlage.docx", old, "--id", "runde-2")
    assert ended.returncode == 2
    assert "gehört zu einer anderen Runde" in ended.stderr.decode()


def test_matrix_in_wants_a_matrix(old: Path, document: Path) -> None:
    assert "„auental.md“ ist keine ausgefüllte Matrix" in shell("matrix", "in", document, old).stderr.decode()


# --- timing ---


def test_timing_gives_one_object_a_line() -> None:
    result = call(
        "timing", given="fortlaufend\nalle zwei Jahre\r\n\njährlich im September\nKonzept 2025, Umsetzung 2026"
    )
    values = [json.loads(line) for line in result.stdout.splitlines()]
    assert [value["verbatim"] for value in values] == [
        "fortlaufend",
        "alle zwei Jahre",
        "",
        "jährlich im September",
        "Konzept 2025, Umsetzung 2026",
    ]
    assert values[0] == {
        "verbatim": "fortlaufend",
        "kind": "ongoing",
        "start": None,
        "due": None,
        "every": None,
        "months": [],
        "milestones": [],
    }
    assert values[1]["every"] == "P2Y"
    assert values[2]["kind"] == "unclear"
    assert values[3]["months"] == [9]
    assert values[4]["milestones"] == [
        {"label": "Konzept", "date": "2025-12-31"},
        {"label": "Umsetzung", "date": "2026-12-31"},
    ]


def test_timing_of_nothing_is_nothing() -> None:
    assert call("timing", given="").stdout == ""


def test_timing_wants_utf8() -> None:
    ended = shell("timing", given="fortlaufend\njährlich".encode("latin-1"))
    assert ended.returncode == 2
    assert ended.stdout == b""
    assert (
        ended.stderr.decode()
        == "konzept: Zeile 2 der Standardeingabe ist nicht in UTF-8; speichern Sie den Text in UTF-8.\n"
    )


def test_timing_forgives_a_byte_order_mark() -> None:
    assert json.loads(call("timing", given=b"\xef\xbb\xbfab 2026\n").stdout)["start"] == "2026-01-01"


# --- help and documentation ---


def commands(group: Group, path: str = "konzept") -> dict[str, Command]:
    found: dict[str, Command] = {}
    for name, command in group.commands.items():
        found |= commands(command, f"{path} {name}") if isinstance(command, Group) else {f"{path} {name}": command}
    return found


def test_help_is_german_throughout() -> None:
    for arguments in (
        (),
        ("--help",),
        ("matrix",),
        *((*tuple(name.split()[1:]), "--help") for name in commands(cli.commands)),
    ):
        text = call(*arguments).stdout if arguments != ("matrix",) else call("matrix", "--help").stdout
        assert text.startswith("Aufruf: konzept")
        assert not any(word in text for word in ("Usage", "Options:", "Commands:", "Show this", "required", "default"))


def test_every_option_says_what_it_does() -> None:
    for name, command in commands(cli.commands).items():
        assert command.help, name
        assert all(option.help for option in command.params if isinstance(option, Option)), name


def test_the_version() -> None:
    assert call("--version").stdout.startswith("konzept 0.")


def test_every_command_and_every_rule_is_documented() -> None:
    text = (Path(__file__).parents[2] / "docs" / "konzept.md").read_text(encoding="utf-8")
    headings = [line.removeprefix("### ").strip("`") for line in text.splitlines() if line.startswith("### ")]
    assert sorted(headings) == sorted([*commands(cli.commands), *RULES])
    paragraphs = text.split("\n### ")[1:]
    assert all(len(paragraph.split("\n\n")[1]) > 40 for paragraph in paragraphs)
