"""What the command line says and leaves behind when something goes wrong."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import click
import pytest

from konzept import canonical
from konzept.cli import commands, run
from konzept.model import Concept, Element, Kind, Problem
from konzept.shell import deliver, guarded, replace, told, trouble
from konzept.usage import listed, sentence

CONCEPT = Concept("Integrationskonzept Auental", (Element("area0001", Kind.AREA, "1", title="Sprache"),))


@pytest.fixture
def concept(tmp_path: Path) -> Path:
    path = tmp_path / "konzept.json"
    path.write_text(canonical.pretty(CONCEPT), encoding="utf-8")
    return path


def failing(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    """The one line on standard error of a call that must fail."""
    assert run([str(argument) for argument in arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    (line,) = err.splitlines()
    assert line.startswith("konzept: ")
    assert line.endswith(".")
    assert "Traceback" not in line
    return line.removeprefix("konzept: ")


def test_files_that_cannot_be_read(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert failing(capsys, "read", "nirgends.docx") == "„nirgends.docx“ gibt es nicht; prüfen Sie den Pfad."
    assert failing(capsys, "read", tmp_path) == f"„{tmp_path}“ ist ein Ordner; nennen Sie eine Datei."
    assert "liegt nicht in einem Ordner" in failing(capsys, "lint", Path(__file__) / "x.json")
    assert "ist kein Dateiname" in failing(capsys, "lint", "a\0b")
    assert "lesen oder schreiben" in failing(capsys, "read", "x" * 5000)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_a_file_one_may_not_read(capsys: pytest.CaptureFixture[str], concept: Path) -> None:
    concept.chmod(0)
    assert "prüfen Sie die Rechte" in failing(capsys, "read", concept)


def test_contents_that_cannot_be_read(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for name, data in (
        ("leer.docx", b""),
        ("kaputt.docx", b"PK\x03\x04kaputt"),
        ("bild.png", b"\x89PNG\r\n"),
        ("a.json", b'{"format": "x"}'),
        ("b.json", b"{kein json"),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        assert f"„{name}“" in failing(capsys, "read", path)


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("lesen",), "Den Befehl „lesen“ gibt es nicht; möglich sind diff, lint,"),
        (("matrix", "weg"), "Den Befehl „weg“ gibt es nicht; möglich sind"),
        (("read",), "Es fehlt die Angabe DATEI; „konzept read --help“ zeigt"),
        (("diff", "alt.json"), "Es fehlt die Angabe NEU"),
        (("read", "a", "b"), "Die Angaben hinter „konzept read“ passen nicht"),
        (("read", "a", "--nach", "json"), "Die Option „--nach“ gibt es nicht"),
        (("--laut",), "Die Option „--laut“ gibt es nicht"),
        (("read", "a", "--to", "pdf"), "Der Wert für die Option „--to“ geht nicht; möglich sind json."),
        (("read", "a", "-o"), "Hinter der Option „-o“ fehlt der Wert"),
        (
            ("lint", "a", "--rule", "keine"),
            "Der Wert für die Option „--rule“ geht nicht; möglich sind without_responsible,",
        ),
        (("matrix",), "Die Angaben hinter „konzept matrix“ passen nicht"),
    ],
)
def test_arguments_that_do_not_fit(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], part: str) -> None:
    assert part in failing(capsys, *arguments)


def test_a_target_that_cannot_be_written(capsys: pytest.CaptureFixture[str], concept: Path, tmp_path: Path) -> None:
    assert "Den Ordner, in den" in failing(capsys, "read", concept, "-o", tmp_path / "fehlt" / "a.json")
    assert "ist ein Ordner" in failing(capsys, "read", concept, "-o", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["konzept.json"]


def test_a_failed_call_leaves_the_old_file(capsys: pytest.CaptureFixture[str], concept: Path, tmp_path: Path) -> None:
    before = concept.read_bytes()
    broken = tmp_path / "kaputt.docx"
    broken.write_bytes(b"PK\x03\x04kaputt")
    failing(capsys, "read", broken, "-o", concept)
    assert concept.read_bytes() == before


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("alt", encoding="utf-8")
    path.chmod(0o640)
    replace(path, b"neu")
    assert path.read_text(encoding="utf-8") == "neu"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]


def test_a_new_file_has_the_usual_rights(tmp_path: Path) -> None:
    replace(tmp_path / "a.txt", b"neu")
    (tmp_path / "b.txt").write_bytes(b"neu")
    assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "b.txt").stat().st_mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "ziel.txt").write_bytes(b"alt")
    (tmp_path / "link.txt").symlink_to("ziel.txt")
    replace(tmp_path / "link.txt", b"neu")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "ziel.txt").read_bytes() == b"neu"


def test_a_device_is_written_as_it_is() -> None:
    replace(Path(os.devnull), b"weg")
    assert not Path(os.devnull).is_file()


def test_nothing_is_left_where_writing_fails(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        replace(tmp_path / "a.txt", "kein bytes")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_the_end_of_a_pipe_is_silent(concept: Path) -> None:
    code = "import sys; from konzept.cli import main; sys.exit(main())"
    with subprocess.Popen(
        [sys.executable, "-c", code, "timing"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        process.stdin.write(b"fortlaufend\n" * 5000)
        process.stdin.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_the_exit_status_of_a_process(concept: Path) -> None:
    code = "import sys; from konzept.cli import main; sys.exit(main())"
    right = subprocess.run([sys.executable, "-c", code, "read", str(concept)], capture_output=True, check=False)
    wrong = subprocess.run([sys.executable, "-c", code, "read", "nirgends"], capture_output=True, check=False)
    assert (right.returncode, right.stderr) == (0, b"")
    assert canonical.loads(right.stdout) == CONCEPT
    assert (wrong.returncode, wrong.stdout) == (2, b"")
    assert wrong.stderr.decode() == "konzept: „nirgends“ gibt es nicht; prüfen Sie den Pfad.\n"


def raising(error: BaseException) -> int:
    def fail() -> None:
        raise error

    return guarded(fail)


def test_whatever_happens_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert raising(Problem("Zwei\nZeilen.")) == 2
    assert raising(ZeroDivisionError("durch null")) == 2
    assert raising(OSError(28, "Kein Platz")) == 2
    assert raising(KeyboardInterrupt()) == 130
    assert capsys.readouterr().err.splitlines() == [
        "konzept: Zwei Zeilen.",
        "konzept: Unerwarteter Fehler (ZeroDivisionError: durch null); bitte melden Sie ihn zusammen mit der Datei.",
        "konzept: die Ausgabe lässt sich nicht lesen oder schreiben (Kein Platz); prüfen Sie Pfad und Datenträger.",
        "konzept: Abgebrochen; geschrieben wurde nichts.",
    ]


def test_what_is_told() -> None:
    assert told(Problem("So nicht.")) == "So nicht."
    assert "„a.json“ darf nicht" in trouble(PermissionError(13, "x"), "a.json")
    assert (
        sentence(click.UsageError("x"))
        == "Die Angaben hinter „konzept“ passen nicht; „konzept --help“ zeigt, was möglich ist."
    )
    assert sentence(click.BadParameter("x")).startswith("Der Wert für eine Angabe geht nicht")


def test_lists_as_one_says_them() -> None:
    assert [listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"], "oder")] == ["a", "a und b", "a, b oder c"]


def test_text_goes_out_in_utf8(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    deliver("Fähre\n", None)
    deliver(b"PK", "-")
    sys.stdout.flush()
    assert capfdbinary.readouterr().out == "Fähre\n".encode() + b"PK"


def test_every_command_stands_in_the_group() -> None:
    assert {"read", "write", "diff", "synopsis", "lint", "matrix", "timing"} <= set(commands.commands)
