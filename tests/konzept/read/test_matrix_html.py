"""Matrices pasted into e-mails, as Outlook, LibreOffice and web mail send them."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.model import Problem
from konzept.read import matrix as back
from konzept.read.matrix_html import lines_of, rows_of, sheet
from konzept.suggestion import Suggestion, Verdict
from konzept.write import matrix_form
from konzept.write.ooxml import escape
from tests.konzept.read.matrix_ground import FORM, WORDS
from tests.konzept.strategies import few

ANSWERS = {"kurs0002": "Bitte auch <i>samstags</i>", "beru0001": "Sehr gut"}
HEAD = (
    "<html xmlns:v='urn:schemas-microsoft-com:vml' xmlns:w='urn:schemas-microsoft-com:office:word'><head>"
    "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->"
    "<style>p.MsoNormal {margin:0cm}</style></head><body lang=DE><div class=WordSection1>"
)


def cell(html: str) -> str:
    return (
        "<td width=120 valign=top style='border:solid windowtext 1.0pt;padding:0cm 5.4pt'>"
        f"<p class=MsoNormal><span style='font-size:10.0pt'>{html}<o:p></o:p></span></p></td>"
    )


def outlook(answers: Mapping[str, str], *, names: bool = True, codes: bool = True) -> str:
    """The tables of the form as Outlook writes them, between a greeting and a signature."""
    tables = []
    for part in matrix_form.sections(FORM):
        head = "".join(cell(f"<b>{text}</b>") for text in matrix_form.HEADINGS)
        rows = "".join(_row(line, answers.get(line.element.uid, ""), names, codes) for line in part.lines)
        tables.append(
            f"<p class=MsoNormal><b>{part.heading}</b></p><table class=MsoNormalTable border=1 cellspacing=0>"
            f"<tr style='mso-yfti-irow:0'>{head}</tr>\n{rows}</table>"
        )
    return f"{HEAD}<p class=MsoNormal>Guten Tag Frau Beispiel,<o:p></o:p></p>{''.join(tables)}<p class=MsoNormal>Mit freundlichen Grüßen<br>\nErle e. V.</p></div></body></html>"


def _row(line: matrix_form.Line, said: str, names: bool, codes: bool) -> str:  # noqa: FBT001 - what survives of two carriers
    uid = line.element.uid
    number = f"<a name='m_{uid}'></a><a href='#m_{uid}'>{line.number}</a>" if names else line.number
    code = f"</span></p><p class=MsoNormal><span>[{line.code}]" if codes else ""
    wording = "</p><p class=MsoNormal>".join(escape(text) for text in line.wording)
    control = f"<w:Sdt SdtTag='m_{uid}:comment'>{said}</w:Sdt>" if names else said
    cells = (number + code, wording, "bitte wählen", control, "&nbsp;", "")
    return f"<tr>{''.join(cell(each) for each in cells)}</tr>\n"


def placed(html: str) -> tuple[Suggestion, ...]:
    return back.place(back.read_html(html, "Mail"), FORM).suggestions


def about(html: str) -> dict[str | None, str]:
    return {said.uid: said.comment for said in placed(html) if said.uid}


EXPECTED = {"kurs0002": "Bitte auch samstags", "beru0001": "Sehr gut"}


@pytest.mark.parametrize("names", [True, False])
@pytest.mark.parametrize("codes", [True, False])
def test_a_table_from_outlook_is_known_by_whatever_came_along(names: bool, codes: bool) -> None:  # noqa: FBT001 - drawn
    found = placed(outlook(ANSWERS, names=names, codes=codes))
    assert {said.uid: said.comment for said in found if said.uid} == EXPECTED
    assert not [said.doubt for said in found if said.uid and said.doubt]


def test_what_stands_around_the_tables_is_asked_about_in_one_piece() -> None:
    loose = [said for said in placed(outlook(ANSWERS)) if said.uid is None]
    assert [said.comment for said in loose] == ["Guten Tag Frau Beispiel,", "Mit freundlichen Grüßen\nErle e. V."]
    assert all("steht außerhalb der Tabellen" in (said.doubt or "") for said in loose)


@pytest.mark.parametrize("before", ["m_-4711_", "m_12345678901234567890", "x_", "user-content-"])
def test_names_that_web_mail_changed_are_known_again(before: str) -> None:
    html = outlook(ANSWERS, codes=False)
    changed = re.sub(r"(name='|href='#)(m_)", rf"\1{before}\2", html)
    assert changed != html
    assert about(changed) == EXPECTED


def test_a_quoted_matrix_in_tables_for_layout_is_found() -> None:
    quoted = f"<table width=100%><tr><td><blockquote><table><tr><td>{outlook(ANSWERS)}</td></tr></table></blockquote></td></tr></table>"
    assert about(f"<div>Siehe unten.</div>{quoted}") == EXPECTED


def test_insertions_count_and_deletions_do_not() -> None:
    html = outlook({"kurs0001": "<ins cite='mailto:b'>Neu</ins><del>Alt <b>und</b> fort</del> gesagt."})
    assert about(html) == {"kurs0001": "Neu gesagt."}


def test_struck_out_words_are_not_taken_for_deleted() -> None:
    assert about(outlook({"kurs0001": "<s>Nie</s> immer"})) == {"kurs0001": "Nie immer"}


def test_lines_stay_lines_and_the_files_own_do_not() -> None:
    html = outlook({"kurs0001": "erstens<br>zweitens,\n   und\tdas<ul><li>drittens</li><li>viertens</li></ul>"})
    assert about(html) == {"kurs0001": "erstens\nzweitens, und das\ndrittens\nviertens"}


def test_what_nobody_sees_is_not_heard() -> None:
    html = outlook(
        {"kurs0001": "Da.<span style='display: none'>Vorschau</span><script>alert(1)</script><style>p{}</style>"}
    )
    assert about(html) == {"kurs0001": "Da."}


def test_of_a_list_the_chosen_word_counts() -> None:
    choice = "<select><option>bitte wählen<option selected>überholt<option>neu</select>"
    (said,) = [said for said in placed(outlook({"kurs0001": "x"}).replace("bitte wählen", choice, 1)) if said.uid]
    assert said.verdict is Verdict.OUTDATED


def test_a_cell_over_two_columns_moves_no_answer() -> None:
    head = "".join(f"<th>{text}</th>" for text in matrix_form.HEADINGS)
    row = "<td>[KURS0001]</td><td>x</td><td></td><td colspan=2>beides</td><td>Amt</td>"
    result = sheet(f"<table><tr>{head}</tr><tr>{row}</tr></table>".encode(), "m")
    typed = result.rows[0].typed
    assert (typed["comment"], typed["proposal"], typed["responsible"]) == ("beides", "", "Amt")


def test_a_cell_over_two_rows_moves_no_answer() -> None:
    head = "".join(f"<th>{text}</th>" for text in matrix_form.HEADINGS)
    rows = "<tr><td>[KURS0001]</td><td>x</td><td></td><td rowspan=2>eins</td><td></td><td></td></tr>"
    rows += "<tr><td>[KURS0002]</td><td>y</td><td></td><td>zwei</td><td>Amt</td></tr>"
    result = sheet(f"<table><tr>{head}</tr>{rows}</table>".encode(), "m")
    assert [row.typed["comment"] for row in result.rows] == ["eins", ""]
    assert (result.rows[1].typed["proposal"], result.rows[1].typed["responsible"]) == ("zwei", "Amt")


@pytest.mark.parametrize("wide", ["0", "-1", "x", "", "99999999999", "³", "65"])
def test_a_span_that_is_none_does_no_harm(wide: str) -> None:
    head = "".join(f"<th>{text}</th>" for text in matrix_form.HEADINGS)
    html = f"<table><tr>{head}</tr><tr><td colspan='{wide}' rowspan='{wide}'>[KURS0001]</td><td>x</td></tr></table>"
    assert len(sheet(html.encode(), "m").rows) <= 1


def test_an_empty_table_has_no_rows() -> None:
    assert list(rows_of([])) == []


def test_a_mail_without_matrix_is_one_sentence() -> None:
    for html in ("<p>Guten Tag</p>", "<table><tr><td>Anmerkung</td><td>x</td></tr></table>"):
        with pytest.raises(Problem, match=r"„Mail“ ist keine ausgefüllte Matrix\."):
            back.read_html(html, "Mail")


def test_a_saved_mail_is_read_like_any_other_file() -> None:
    found = back.place(back.read(outlook(ANSWERS).encode(), "mail.html"), FORM).suggestions
    assert {said.uid: said.comment for said in found if said.uid} == EXPECTED


def test_the_round_and_the_sender_are_read_where_they_stand() -> None:
    html = f"<p>Ihre Organisation: Erle e. V.</p>{outlook(ANSWERS)}<p>Kennung der Matrix: {FORM.id} · Seite 1 von 3</p>"
    found = back.read_html(html, "Mail")
    assert (found.form_id, found.organisation) == (FORM.id, "Erle e. V.")


# --- hostile ---


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 5_000,
        "<table><tr><td>" * 3_000,
        "<table>" + "<tr><td>x" * 150_000,
        "<p>" * 500_000,
        "\x00\x01<p>",
    ],
    ids=["deep", "deep tables", "many rows", "many tags", "junk"],
)
def test_a_hostile_mail_is_one_sentence(html: str) -> None:
    with pytest.raises(Problem) as problem:
        back.read_html(html, "Mail")
    assert "\n" not in str(problem.value)


def test_nested_tables_cost_no_more_than_their_size() -> None:
    inner = outlook(ANSWERS)
    for _ in range(60):
        inner = f"<table><tr><td>{inner}</td></tr></table>" + "<table><tr><td>y</td></tr></table>" * 20
    assert about(inner) == EXPECTED


@few
@given(st.text())
def test_any_answer_comes_home_from_a_mail(text: str) -> None:
    said = about(outlook({"lots0001": escape(f"Anfang {text} Ende")}))
    assert set(said) == {"lots0001"}
    squeezed = "".join(text.split())
    assert "".join(said["lots0001"].split()).startswith("Anfang")
    if squeezed.isascii() and squeezed.isprintable():
        assert "".join(said["lots0001"].split()) == f"Anfang{squeezed}Ende"


@given(st.lists(st.sampled_from(["a", " ", "\n", "b c", "\t"])))
def test_lines_have_single_spaces_and_something_in_them(pieces: list[str]) -> None:
    for line in lines_of(pieces).split("\n") if lines_of(pieces) else []:
        assert line == " ".join(line.split()) != ""


def test_every_measure_of_the_form_can_be_answered_by_mail() -> None:
    answers = {uid: f"Antwort {uid}" for uid in WORDS}
    assert about(outlook(answers)) == answers
