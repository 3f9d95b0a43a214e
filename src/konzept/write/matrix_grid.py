"""What stands in the sheets of a matrix, whichever program they are for: columns, rows, the guide, the rule of the answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from konzept.suggestion import LIST_LETTERS, Form
from konzept.write import matrix_form as matrix

SHEET, GUIDE = "Matrix", "Hinweise"
HEADINGS = ("Kennung", "Handlungsfeld", *matrix.HEADINGS)
WIDTHS = (10, 24, 8, 60, 16, 40, 40, 28)  # in letters
GUIDE_WIDTHS = (44, 90)
LINE_LETTERS = 62  # what fits in a line of the wording column
GUIDE_LETTERS = 80  # the same for the guide's
LABEL_LETTERS = 40  # and for its first column
FREE_ROWS = 200  # below the last one the answers are still chosen from a list
ID_LABEL = "Kennung der Matrix:"
CODE_KEPT = "Bitte lassen Sie die Kennung stehen; an ihr erkennen wir die Zeile."


@dataclass(frozen=True, slots=True)
class Guided:
    """One line of the guide: `look` is title, strong, plain, quiet or word (one of the answers that can be chosen)."""

    label: str = ""
    text: str = ""
    look: str = "plain"


def rows(form: Form) -> Iterator[tuple[tuple[str, ...], bool]]:
    """All rows by column, each with whether it is a free one; free rows stand below all others."""
    parts = matrix.sections(form)
    for part in parts:
        for line in part.lines:
            yield (line.code, part.heading, line.number, "\n".join(line.wording), "", "", "", ""), False
    for part in parts:
        yield from [(("neu", part.heading, "", "", matrix.new_word(form), "", "", ""), True)] * matrix.EMPTY_ROWS


def height(wording: str) -> float:
    """Points that a wording needs."""
    lines = sum(len(line) // LINE_LETTERS + 1 for line in wording.split("\n"))
    return 15.0 * max(lines, 2) + 3


def guide_height(line: Guided) -> float:
    """Points that a line of the guide needs."""
    lines = max(len(line.text) // GUIDE_LETTERS, len(line.label) // LABEL_LETTERS) + 1
    return 28.0 if line.look == "title" else 15.0 * lines + 2


def guide(form: Form) -> tuple[Guided, ...]:
    """The sheet that explains the other one."""
    return (
        Guided(form.title, look="title"),
        Guided(form.authority),
        Guided(),
        Guided(f"{matrix.ORGANISATION}:", form.organisation, "strong"),
        Guided(f"{matrix.SENDER}:", look="strong"),
        Guided(),
        Guided(matrix.INTRODUCTION[0], matrix.invitation(form), "strong"),
        *(Guided(text=step) for step in matrix.instructions()),
        Guided(matrix.INTRODUCTION[1], look="strong"),
        *(Guided(text=question) for question in form.questions),
        Guided(matrix.explained(form).removesuffix(":"), look="strong"),
        *(Guided(word, meaning, "word") for word, meaning in matrix.meanings(form)),
        Guided(ID_LABEL, form.id, "quiet"),
    )


def words(form: Form) -> list[str]:
    """What the answer column offers."""
    return [each.word for each in matrix.offered(form)]


def fits(form: Form) -> bool:
    """Can the answers be written into the rule itself? Excel takes no more letters there, and parts them by commas."""
    joined = ",".join(words(form))
    return len(joined) <= LIST_LETTERS and joined.count(",") < len(words(form)) and '"' not in joined


def words_at(form: Form) -> tuple[int, int]:
    """First and last row of the guide's first column in which the answers stand."""
    found = [number for number, line in enumerate(guide(form), 1) if line.look == "word"]
    return (found[0], found[-1]) if found else (1, 1)


def prompt(form: Form) -> str:
    """The sentence beside an answer cell; Excel takes 255 letters."""
    offered = words(form)
    if any(each.verdict is None for each in matrix.offered(form)) or len(offered) < 2:
        return "Bitte wählen Sie eine Antwort aus der Liste."
    return f"Bitte wählen: {', '.join(offered[:-1])} oder {offered[-1]}."
