from __future__ import annotations

import json
import logging

import pytest

from werkstatt.lib.logs import JsonLines, masked


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Not Found: /erlenau/konzept/", "Not Found: /erlenau/konzept/"),
        ("GET /erlenau/suche/?frage=Frau+Beispiel 200", "GET /erlenau/suche/?… 200"),
        ("/l/ab12:cd/", "/l/…"),
        ("/erlenau/mitmachen/beleg/K7F3-92QM/", "/erlenau/mitmachen/beleg/…"),
        ("/konto/passwort/MQ/abc-def/", "/konto/passwort/…"),
        ("/erlenau/mitmachen/umfrage/eingang/0b7e/verwerfen/", "/erlenau/mitmachen/umfrage/eingang/…"),
        ("/auftrag/0b7e1d1c/", "/auftrag/…"),
    ],
)
def test_what_opens_something_is_masked(line: str, left: str) -> None:
    assert masked(line) == left


def written(record: logging.LogRecord) -> dict[str, str]:
    """The line, read again."""
    line = JsonLines().format(record)
    assert "\n" not in line
    return dict(json.loads(line))


def test_a_line_is_one_json_object() -> None:
    record = logging.LogRecord("werkstatt.work", logging.WARNING, "", 1, "Aufgabe %s, Anlauf %s", ("lesen", 2), None)
    line = written(record)
    assert (line["level"], line["from"], line["event"]) == ("warning", "werkstatt.work", "Aufgabe lesen, Anlauf 2")
    assert line["at"]
    assert "exception" not in line


def test_of_an_exception_only_class_and_place_are_told() -> None:
    logger, lines = logging.getLogger("probe"), []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(written(record))

    logger.addHandler(Keep())
    try:
        int("Frau Beispiel, Musterweg 1")
    except ValueError:
        logger.exception("misslungen")
    [line] = lines
    assert line["exception"] == "ValueError"
    assert "test_logs.py" in line["where"]
    assert "Beispiel" not in str(line)


def test_an_exception_without_a_traceback_has_no_place() -> None:
    record = logging.LogRecord("x", logging.ERROR, "", 1, "misslungen", (), (ValueError, ValueError("x"), None))
    assert written(record)["where"] == ""
