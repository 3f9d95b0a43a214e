"""Log lines as JSON, without personal data: no query strings, no form contents, no addresses of people."""

from __future__ import annotations

import json
import logging
import re

SECRET_PATHS = re.compile(r"/(l|beleg|eingang|passwort|auftrag|anmeldung)/[^\s?]+(?:[^?\n]*/)?")


def masked(text: str) -> str:
    """Paths that open something by knowing them are masked, and everything after a question mark."""
    return re.sub(r"\?\S*", "?…", SECRET_PATHS.sub(r"/\1/…", text))


class JsonLines(logging.Formatter):
    """One line, one event: time, level, logger, message, and where an exception came from (its text may hold input, so only its type)."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one JSON line."""
        event: dict[str, object] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "from": record.name,
            "event": masked(record.getMessage()),
        }
        if record.exc_info and record.exc_info[0]:
            event["exception"] = record.exc_info[0].__name__
            event["where"] = self.where(record)
        return json.dumps(event, ensure_ascii=False)

    @staticmethod
    def where(record: logging.LogRecord) -> str:
        """File and line in which the exception was raised."""
        traceback = record.exc_info[2] if record.exc_info else None
        while traceback and traceback.tb_next:
            traceback = traceback.tb_next
        return f"{traceback.tb_frame.f_code.co_filename}:{traceback.tb_lineno}" if traceback else ""
