"""`konzept organisations`"""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from konzept import canonical
from konzept.cli import commands
from tests.konzept.organisations.ground import named


def test_one_line_a_house(tmp_path: Path) -> None:
    path = tmp_path / "konzept.json"
    path.write_text(
        canonical.pretty(named("BAMF", "BAMF", "Vereine", "Jobcenter Talau", "Jobcenter", authority="Talau")), "utf-8"
    )
    ended = CliRunner().invoke(commands, ["organisations", str(path)], prog_name="konzept")
    lines = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [(line["name"], line["short"], line["generic"], line["certainty"]) for line in lines] == [
        ("Bundesamt für Migration und Flüchtlinge", "BAMF", False, 0.9),
        ("Jobcenter Talau", None, False, 0.5),
        ("Vereine", None, True, 1.0),
    ]
    assert [*lines[1]["spellings"][1]] == ["name", "uids", "certainty", "reason"]
    assert lines[1]["spellings"][1]["uids"] == ["measure4"]


def test_into_a_file(tmp_path: Path) -> None:
    path, out = tmp_path / "konzept.json", tmp_path / "out.jsonl"
    path.write_text(canonical.pretty(named("Jobcenter")), "utf-8")
    assert CliRunner().invoke(commands, ["organisations", str(path), "-o", str(out)]).exit_code == 0
    assert json.loads(out.read_text("utf-8"))["name"] == "Jobcenter"
