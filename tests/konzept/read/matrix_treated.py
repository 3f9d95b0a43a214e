"""What people do to a matrix, one habit a function: each fills in an editor's file and says what must come home."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from konzept.write import matrix as out
from tests.konzept.read.matrix_books import Calc, Excel
from tests.konzept.read.matrix_ground import FORM, OWN_QUESTION, WORDS, Expected
from tests.konzept.read.matrix_texts import Word, Writer

FORMATS: Mapping[str, tuple[Any, bytes]] = {
    "docx": (Word, out.docx(FORM)),
    "odt": (Writer, out.odt(FORM)),
    "xlsx": (Excel, out.xlsx(FORM)),
    "ods": (Calc, out.ods(FORM)),
}
ONE, TWO, THREE, FOUR, FIVE, SIX = WORDS


def opened(ending: str) -> Any:
    """A fresh form in its editor."""
    editor, data = FORMATS[ending]
    return editor(data)


def answer(editor: Any, expected: Expected, row: Any, text: str, uid: str | None, column: str = "comment") -> None:
    """One thing said."""
    editor.type(row, column, text)
    expected.said[text] = uid


def typed(editor: Any) -> Expected:
    """Answers in every column, a question of the round's own, a new measure."""
    expected = Expected()
    answer(editor, expected, editor.row(ONE), "Läuft – „gut“ und gern weiter so.", ONE)
    answer(editor, expected, editor.row(TWO), "Auch samstags & sonntags anbieten.", TWO, "proposal")
    answer(editor, expected, editor.row(FOUR), "Die Volkshochschule Talau", FOUR, "responsible")
    editor.type(editor.row(FIVE), "verdict", OWN_QUESTION)
    answer(editor, expected, editor.row(FIVE), "Die Kammern <IHK>.", FIVE)
    answer(editor, expected, editor.free("fld00002"), "Ein Nachbarschaftsfest im Mai.", None)
    expected.areas["Ein Nachbarschaftsfest im Mai."] = "fld00002"
    return expected


def rows(editor: Any) -> Expected:
    """Rows are added and deleted."""
    expected = Expected()
    answer(editor, expected, editor.row(TWO), "Das bleibt stehen.", TWO)
    new = editor.add(editor.row(FIVE))
    answer(editor, expected, new, "Eine Jobmesse in der Kreisstadt veranstalten.", None, "wording")
    answer(editor, expected, new, "Das fehlt uns sehr.", None)
    for uid in (ONE, FOUR):
        editor.remove(editor.row(uid))
    return expected


def sorted_(editor: Any) -> Expected:
    """Rows stand in another order."""
    expected = Expected()
    for number, uid in enumerate(WORDS):
        answer(editor, expected, editor.row(uid), f"Sortierte Antwort {number}.", uid)
    editor.sort()
    return expected


def copied(editor: Any) -> Expected:
    """A row is doubled and each answered; one is doubled and becomes another measure."""
    expected = Expected()
    row = editor.row(ONE)
    twin = editor.copy(row)
    answer(editor, expected, row, "Sagt der Vorstand.", ONE)
    answer(editor, expected, twin, "Sagt die Mitgliederversammlung.", ONE)
    answer(editor, expected, editor.row(SIX), "Bitte mit Fahrgeld.", SIX)
    return expected


def renumbered(editor: Any) -> Expected:
    """Numbers are typed anew, and with them short code, bookmark and link are gone."""
    expected = Expected()
    for number, uid in enumerate((ONE, THREE, SIX)):
        row = editor.row(uid)
        answer(editor, expected, row, f"Neu gezählt {number}.", uid)
        editor.type(row, "number", f"7.{number}")
    return expected


def merged(editor: Any) -> Expected:
    """All between the tables is deleted, so that they run together."""
    expected = Expected()
    for number, uid in enumerate(WORDS):
        answer(editor, expected, editor.row(uid), f"Aus einem Guss {number}.", uid)
    answer(editor, expected, editor.free("fld00003"), "Ein Lehrlingsstammtisch.", None)
    expected.areas["Ein Lehrlingsstammtisch."] = "fld00003"
    editor.merge()
    return expected


def tracked(editor: Any) -> Expected:
    """Answers as tracked changes: what came counts, what went does not."""
    expected = Expected()
    for uid, column in ((ONE, "comment"), (FOUR, "proposal"), (SIX, "responsible")):
        editor.track(editor.row(uid), column, f"Gekommen zu {uid}.", f"Gegangen von {uid}.")
        expected.said[f"Gekommen zu {uid}."] = uid
        expected.gone.append(f"Gegangen von {uid}.")
    return expected


def revised(editor: Any) -> Expected:
    """The wording itself is changed with changes tracked: a proposal, and a person is asked."""
    expected = Expected()
    for uid in (TWO, FIVE):
        editor.track(editor.row(uid), "wording", f"Dazu käme {uid}.", f"Das fiele weg bei {uid}.")
        expected.said[f"Dazu käme {uid}."] = uid
        expected.unclear.add(f"Dazu käme {uid}.")
        expected.gone.append(f"Das fiele weg bei {uid}.")
    return expected


def noted(editor: Any) -> Expected:
    """Answers as comments beside the wording."""
    expected = Expected()
    for uid in (TWO, FIVE):
        editor.note(editor.row(uid), f"Kommentar zu {uid}.")
        expected.said[f"Kommentar zu {uid}."] = uid
    answer(editor, expected, editor.row(TWO), "Und eine Antwort dazu.", TWO)
    return expected


TREATMENTS: Mapping[str, Callable[[Any], Expected]] = {
    "typed": typed,
    "rows": rows,
    "sorted": sorted_,
    "copied": copied,
    "renumbered": renumbered,
    "merged": merged,
    "tracked": tracked,
    "revised": revised,
    "noted": noted,
}
