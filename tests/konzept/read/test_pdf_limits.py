"""Limits count what a file costs the processor: a bad file is stopped, a busy machine refuses no good one."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from konzept.model import Problem
from konzept.read import pdf, pdf_child
from tests.konzept.read.pdf_ground import pages, shown

GOOD = pages(*[shown((40, 200, f"Seite mit {word}")) for word in ("eins", "zwei", "drei")])


def busy(seconds: float) -> None:
    """Takes the processor for so long."""
    start = time.process_time()
    while time.process_time() - start < seconds:
        pass


def silent(done: int, total: int) -> None:
    """Nobody waits for it."""


def test_waiting_is_no_work() -> None:
    with pdf_child._limit(0.1):
        time.sleep(0.4)


def test_work_that_takes_too_long_is_stopped() -> None:
    start = time.process_time()
    with pytest.raises(pdf_child.TooLong), pdf_child._limit(0.1):
        busy(5)
    assert time.process_time() - start < 2


def test_a_limit_that_was_kept_stops_nothing_later() -> None:
    with pdf_child._limit(0.2):
        busy(0.01)
    busy(0.4)
    assert signal.getitimer(signal.ITIMER_PROF)[0] == signal.getitimer(signal.ITIMER_VIRTUAL)[0] == 0


def test_each_limit_begins_anew() -> None:
    for _ in range(4):
        with pdf_child._limit(0.3):
            busy(0.12)


def test_a_page_that_takes_too_long_is_said_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    real = pdf_child.sheet

    def slow(page: object, roles: dict[int, str]) -> object:
        if getattr(page, "page_number", 0) == 2:
            busy(5)
        return real(page, roles)

    monkeypatch.setattr(pdf_child, "sheet", slow)
    monkeypatch.setattr(pdf_child, "PAGE", 1)
    *_, found = pdf_child.messages(GOOD, "plan.pdf")
    assert found[0] == "document"
    assert "Nicht gelesen: Seite 2" in found[3][0].sentence
    assert "drei" in str(found[1])


def test_a_page_on_which_others_take_the_processor_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    real = pdf_child.sheet

    def kept_waiting(page: object, roles: dict[int, str]) -> object:
        time.sleep(1.2)
        return real(page, roles)

    monkeypatch.setattr(pdf_child, "sheet", kept_waiting)
    monkeypatch.setattr(pdf_child, "PAGE", 1)
    *_, found = pdf_child.messages(pages(shown((40, 200, "Eine Seite"))), "plan.pdf")
    assert found[0] == "document"
    assert not found[3]


STUCK = """
import sys
from konzept.read import pdf_child
pdf_child.PAGE, pdf_child.GRACE = 0.2, 0.2
def never(data):
    sum(range(10**12))  # never comes back to Python
pdf_child._opened = never
list(pdf_child.messages(b"", "plan.pdf"))
"""


def test_what_never_comes_back_ends_the_process() -> None:
    source = Path(pdf_child.__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", STUCK], cwd=source, timeout=60, check=False)
    assert done.returncode in pdf.STOPPED


@pytest.mark.parametrize(
    ("end", "sentence"),
    [
        ("signal.raise_signal(signal.SIGVTALRM)", "nicht in erträglicher Zeit"),
        ("signal.raise_signal(signal.SIGXCPU)", "nicht in erträglicher Zeit"),
        ("signal.raise_signal(signal.SIGKILL)", "zu viel Speicher"),
        ("sys.exit(1)", "zu viel Speicher"),
    ],
)
def test_how_the_child_ended_is_told_in_german(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, end: str, sentence: str
) -> None:
    package = tmp_path / "konzept" / "read"
    package.mkdir(parents=True)
    for folder in (package, package.parent):
        (folder / "__init__.py").touch()
    (package / "pdf_child.py").write_text(f"import signal, sys\n{end}\n")
    monkeypatch.setattr(pdf, "SOURCE", tmp_path)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Problem, match=sentence):
        pdf.read(GOOD, "plan.pdf", silent)
