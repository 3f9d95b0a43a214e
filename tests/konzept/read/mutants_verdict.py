"""How the reading of a broken document ended."""

from __future__ import annotations

import traceback
from pathlib import Path

from konzept import canonical
from konzept.model import Problem
from konzept.read import read

GOOD = frozenset({"read", "refused"})
LONGEST_SENTENCE = 300


class TooLongError(Exception):
    """The document takes more processor time than any may."""


def verdict(name: str, data: bytes) -> str:
    """One of GOOD, or what is wrong with how it ended."""
    try:
        concept = read(data, name).concept
        if canonical.loads(canonical.dumps(concept)) != concept:
            return "kept concept differs"
    except Problem as problem:
        return sentence_fault(str(problem), name) or "refused"
    except TooLongError:
        return "too long"
    except BaseException as error:  # noqa: BLE001 - anything at all is a crash
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno} ({last.name}): {str(error)[:90]}"
    return "read"


def sentence_fault(sentence: str, name: str) -> str:
    """What is wrong with what a person is told; "" where it is one line with an end that names the file."""
    if "\n" in sentence or not sentence.endswith("."):
        return f"no sentence: {sentence[:90]!r}"
    if name not in sentence:
        return f"does not name the file: {sentence[:90]!r}"
    return "" if len(sentence) <= LONGEST_SENTENCE else f"too long a sentence: {sentence[:90]!r}"
