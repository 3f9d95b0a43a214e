"""A matrix pasted into an e-mail leaves the letter and loses nothing on the way."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.read import mail, mail_html
from konzept.read import matrix as back
from konzept.read.pasted import PAGE, taken_apart
from konzept.write import matrix_form
from tests.konzept.read.matrix_ground import FORM, doubts, invented, lost, misplaced
from tests.konzept.read.matrix_treated import TREATMENTS, opened
from tests.konzept.read.test_matrix_html import ANSWERS, EXPECTED, outlook

GREETING, CLOSING = "Guten Tag Frau Beispiel,", "Mit freundlichen Grüßen\nErle e. V."


def letter_of(page: str) -> str:
    return mail_html.text(taken_apart(page, "Mail")[0].encode(), "Mail")


def matrix_of(page: str) -> str:
    return taken_apart(page, "Mail")[1]


def said_in(page: str) -> dict[str | None, str]:
    """What the matrix says once it is out of its mail; () of it may need a person."""
    found = back.place(back.read(matrix_of(page).encode(), "pasted.html"), FORM).suggestions
    assert not [said.doubt for said in found if said.doubt]
    return {said.uid: said.comment for said in found}


def mail_with(page: str, plain: str = "") -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "Ida <ida@verein.example>", "Matrix", "<1@v.example>"
    if plain:
        message.set_content(plain)
        message.add_alternative(page, subtype="html")
    else:
        message.set_content(page, subtype="html")
    return message.as_bytes()


@pytest.mark.parametrize("names", [True, False])
@pytest.mark.parametrize("codes", [True, False])
def test_what_outlook_sends_is_a_letter_and_a_matrix(names: bool, codes: bool) -> None:  # noqa: FBT001 - drawn
    page = outlook(ANSWERS, names=names, codes=codes)
    assert letter_of(page) == f"{GREETING}\n\n{CLOSING}"
    assert said_in(page) == EXPECTED


def test_a_mail_without_a_matrix_stays_as_it_is() -> None:
    page = "<p>Guten Tag</p><table><tr><td>Montag</td><td>9 Uhr</td></tr></table>"
    assert taken_apart(page, "Mail") == (page, "")


def test_points_around_the_table_stay_in_the_letter() -> None:
    before, after = "Uns fehlt ein Angebot am Abend.", "Und: Handlungsfeld 2 ist zu kurz."
    page = outlook(ANSWERS).replace("Frau Beispiel,", f"Frau Beispiel,</p><p class=MsoNormal>{before}", 1)
    page = page.replace("<p class=MsoNormal>Mit", f"<p class=MsoNormal>{after}</p><p class=MsoNormal>Mit", 1)
    assert letter_of(page).split("\n\n") == [GREETING, before, after, CLOSING]
    assert said_in(page) == EXPECTED


def test_what_stands_between_two_tables_stays_in_the_letter() -> None:
    page = outlook(ANSWERS).replace("</table><p", "</table><p>Das zweite ist wichtiger.</p><p", 1)
    assert "Das zweite ist wichtiger." in letter_of(page)
    assert said_in(page) == EXPECTED


def test_a_heading_before_words_is_the_letters_own() -> None:
    """Only one right above a table of the form is the form's."""
    page = outlook(ANSWERS).replace("<p class=MsoNormal>Mit", "<p>Handlungsfeld 2 Alltag</p><p>Zu kurz.</p><p>Mit", 1)
    assert "Handlungsfeld 2 Alltag\n\nZu kurz." in letter_of(page)


def test_the_number_of_the_form_and_the_sender_go_with_the_matrix() -> None:
    lines = f"<p>Ihre Organisation: Sprachtreff</p><p><i>Kennung der Matrix: {FORM.id}</i></p><table"
    page = outlook(ANSWERS).replace("<table", lines, 1)
    filled = back.read(matrix_of(page).encode(), "pasted.html")
    assert (filled.form_id, filled.organisation) == (FORM.id, "Sprachtreff")
    assert letter_of(page) == f"{GREETING}\n\n{CLOSING}"


@pytest.mark.parametrize("mark", ["", "1. ", "· ", "– "])
def test_the_forms_own_words_are_no_points(mark: str) -> None:
    own = "".join(f"<p>{mark}{line}</p>" for line in (*matrix_form.instructions(), *matrix_form.INTRODUCTION))
    page = outlook(ANSWERS).replace("<table", f"{own}<p>{matrix_form.invitation(FORM)}</p><table", 1)
    page = page.replace("<p class=MsoNormal><b>Handlungsfeld 1: Sprache</b></p>", "", 1)
    assert letter_of(page) == f"{GREETING}\n\n{CLOSING}"


def test_words_a_person_added_to_a_line_of_the_form_stay() -> None:
    step = matrix_form.instructions()[0]
    page = outlook(ANSWERS).replace("<table", f"<p>{step} Das ist zu lang!</p><table", 1)
    assert "Das ist zu lang!" in letter_of(page)


def test_an_area_that_the_heading_names_goes_along() -> None:
    head = "".join(f"<th>{text}</th>" for text in matrix_form.HEADINGS)
    row = "<tr><td>neu</td><td></td><td></td><td>Ein Fest im Mai.</td><td></td><td></td></tr>"
    page = (
        f"<p>Hallo,</p><h2><a name='ma_fld00002'></a>Alltag</h2><table><tr>{head}</tr>{row}</table><p>Viele Grüße</p>"
    )
    (said,) = back.place(back.read(matrix_of(page).encode(), "pasted.html"), FORM).suggestions
    assert (said.comment, said.area, said.doubt) == ("Ein Fest im Mai.", "fld00002", None)
    assert letter_of(page) == "Hallo,\n\nViele Grüße"


def test_text_directly_around_a_table_is_not_run_together() -> None:
    table = re.search(r"<table.*?</table>", outlook(ANSWERS), re.DOTALL)
    assert table
    assert letter_of(f"<div>vorher{table[0]}nachher</div>").split() == ["vorher", "nachher"]


def test_a_matrix_in_tables_for_layout_leaves_them() -> None:
    page = f"<table width=100%><tr><td><blockquote>{outlook(ANSWERS)}</blockquote></td></tr></table>"
    assert letter_of(page) == f"{GREETING}\n\n{CLOSING}"
    assert said_in(page) == EXPECTED


def test_a_table_within_an_answer_stays_in_its_answer() -> None:
    inner = "<table><tr><td>Montag</td></tr></table>"
    page = outlook({"kurs0001": f"Nämlich: {inner}"})
    assert "Montag" in said_in(page)["kurs0001"]
    assert "Montag" not in letter_of(page)


# a whole mail


def test_a_mail_gives_the_letter_and_the_matrix_beside_it() -> None:
    found = mail.read(mail_with(outlook(ANSWERS)), "m.eml")
    assert found.text == f"{GREETING}\n\n{CLOSING}"
    assert [each.name for each in found.attachments] == ["Matrix aus dem Text der E-Mail.html"]
    assert back.place(back.read(found.attachments[0].data, "m.html"), FORM).suggestions


def test_of_the_same_said_twice_the_one_without_rows_counts() -> None:
    plain = f"{GREETING}\n\nNr. Ziel oder Maßnahme Einschätzung\n1.2 Sprachkurse Bitte auch samstags\n\n{CLOSING}"
    found = mail.read(mail_with(outlook(ANSWERS), plain), "m.eml")
    assert found.text == f"{GREETING}\n\n{CLOSING}"
    assert len(found.attachments) == 1


def test_a_mail_of_nothing_but_a_matrix_says_that_it_has_no_text() -> None:
    table = "".join(re.findall(r"<table.*?</table>", outlook(ANSWERS), re.DOTALL))
    found = mail.read(mail_with(table, "Nr. | Ziel oder Maßnahme"), "m.eml")
    assert (found.text, found.notes) == ("", ("Diese E-Mail hat keinen Text.",))
    assert len(found.attachments) == 1


def test_what_was_forwarded_brings_its_matrix_too() -> None:
    outer = EmailMessage()
    outer["From"], outer["Subject"], outer["Message-ID"] = "Amt <a@amt.example>", "WG: Matrix", "<2@v.example>"
    outer.set_content("z. K.")
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "Ida <ida@verein.example>", "Matrix"
    inner.set_content(outlook(ANSWERS), subtype="html")
    outer.add_attachment(inner)
    found = mail.read(outer.as_bytes(), "m.eml")
    assert len(found.attachments) == 1
    assert found.text.endswith(CLOSING)


@given(st.lists(st.sampled_from(["<table>", "<tr>", "<td>", "</td>", "</table>", "x ", "[KURS0001]", "<p>", "<br>"])))
def test_no_page_breaks_it(pieces: list[str]) -> None:
    head = "".join(f"<th>{text}</th>" for text in matrix_form.HEADINGS)
    page = f"<p>a</p><table><tr>{head}</tr></table>{''.join(pieces)}"
    rest, matrix = taken_apart(page, "Mail")
    count = rest.count("x ") + matrix.count("x ")
    assert count >= pieces.count("x ")


@pytest.mark.parametrize(
    "more",
    [
        f"<div>{'<span>x </span>' * 20_000}</div>",
        f"{'<div>' * 180}{'<p>Handlungsfeld 1</p>' * 5_000}{'</div>' * 180}",
        "<p>Handlungsfeld 1</p><p></p>" * 5_000,
        f"<h2><a name='ma_x'></a>{'<b></b>' * 20_000}x</h2>",
    ],
)
def test_a_mail_of_many_tags_is_quick(more: str) -> None:
    head = "".join(f"<th>{text}</th>" for text in matrix_form.HEADINGS)
    began = process_time()
    assert matrix_of(f"<table><tr>{head}</tr></table>{more}")
    assert process_time() - began < 5


# as LibreOffice makes it

WAYS = [(end, treatment) for end in ("docx", "odt") for treatment in ("typed", "rows", "sorted")]
Pages = Mapping[tuple[str, str], str]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice ist nicht installiert")
    folder = tmp_path_factory.mktemp("pasted")
    files = []
    for end, treatment in WAYS:
        editor = opened(end)
        TREATMENTS[treatment](editor)
        files.append(folder / f"{end}-{treatment}.{end}")
        files[-1].write_bytes(editor.bytes())
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "html"]
    subprocess.run([*command, "--outdir", str(folder), *map(str, files)], check=True, capture_output=True, timeout=300)
    return {(end, treatment): _mailed(folder / f"{end}-{treatment}.html") for end, treatment in WAYS}


def _mailed(path: Path) -> str:
    page = path.read_text(encoding="utf-8")
    body = page[page.index(">", page.lower().index("<body")) + 1 : page.lower().rindex("</body>")]
    return PAGE.format(f"<div dir=ltr><p>Guten Tag,</p>{body}<p>Uns fehlt ein Fest.</p><p>Viele Grüße</p></div>")


@pytest.mark.parametrize("way", WAYS, ids="-".join)
def test_what_libreoffice_writes_is_a_letter_and_a_matrix(pages: Pages, way: tuple[str, str]) -> None:
    expected = TREATMENTS[way[1]](opened(way[0]))
    found = back.place(back.read(matrix_of(pages[way]).encode(), "m.html"), FORM).suggestions
    assert lost(found, expected) == []
    assert misplaced(found, expected) == []
    assert invented(found, expected) == []
    assert doubts(found, expected) == {}
    assert not any(said.comment in {"Guten Tag,", "Viele Grüße", "Uns fehlt ein Fest."} for said in found)


@pytest.mark.parametrize("way", WAYS, ids="-".join)
def test_no_row_of_the_matrix_stays_in_the_letter(pages: Pages, way: tuple[str, str]) -> None:
    """The title, the authority and a question of the round's own are known to nobody but the round."""
    lines = [line.lstrip("- ") for line in letter_of(pages[way]).split("\n") if line]
    own = {FORM.title, FORM.authority, FORM.questions[-1]}
    assert [line for line in lines if line not in own] == ["Guten Tag,", "Uns fehlt ein Fest.", "Viele Grüße"]


@pytest.mark.parametrize("way", WAYS, ids="-".join)
def test_the_round_is_known_by_its_number(pages: Pages, way: tuple[str, str]) -> None:
    assert back.read(matrix_of(pages[way]).encode(), "m.html").form_id == FORM.id
