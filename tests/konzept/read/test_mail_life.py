"""Mails as offices get them: from telephones, web mailers and ticket systems; what a person would read comes out, and no more."""

from __future__ import annotations

from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.feedback.passages import PassageKind, words_in
from konzept.feedback.segment import segment
from konzept.model import Problem
from konzept.read.mail import FORWARDED, Mail, is_mail, is_mbox, messages, number, read
from konzept.read.mail_html import text

HEAD = "From: Ida Sommer <ida@verein.example>\r\nTo: amt@erlenau.example\r\nSubject: Kurse\r\n"


def raw(head: str, body: str | bytes, charset: str = "utf-8") -> Mail:
    content = body if isinstance(body, bytes) else body.encode(charset)
    return read(f"{HEAD}{head}\r\n\r\n".encode() + content, "brief.eml")


def page(body: str) -> str:
    return text(f"<html><body>{body}</body></html>".encode(), "E-Mail")


def mail(body: str = "Mehr Kurse.", html: str = "") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["Subject"], made["Date"] = "ida@verein.example", "Kurse", "Tue, 03 Mar 2026 09:15:00 +0100"
    made.set_content(body)
    if html:
        made.add_alternative(html, subtype="html")
    return made


# --- pages -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "style",
    [
        "font-size:0",
        "font-size: 0px;color:red",
        "FONT-SIZE:0pt",
        "font-size:0 !important",
        "font-size:0.0em",
        "display : none",
        "visibility:hidden",
        "mso-hide:all",
    ],
)
def test_what_nobody_sees_is_not_read(style: str) -> None:
    assert page(f"<p>Mehr <span style='{style}'>Reklame</span>Kurse.</p>") == "Mehr Kurse."


@pytest.mark.parametrize(
    "style",
    ["font-size:0.9em", "font-size: 0.875rem", "font-size:0.5cm;", "display:block", "mso-hide:none", "font-size:10px"],
)
def test_small_print_is_read(style: str) -> None:
    assert page(f"<p>Mehr <span style='{style}'>Abendkurse</span>.</p>") == "Mehr Abendkurse."


@pytest.mark.parametrize(
    ("body", "read_as"),
    [
        ("<div>Guten Tag,</div><div><br></div><div>mehr Kurse.</div>", "Guten Tag,\n\nmehr Kurse."),
        ("<p>eins</p>\n\n<p>zwei</p>", "eins\n\nzwei"),
        ("eins<br>zwei<br><br>drei", "eins\nzwei\n\ndrei"),
        ("<ul><li>Kurse</li><li>Lotsinnen</li></ul>", "- Kurse\n- Lotsinnen"),
        ("<ol><li>Kurse</li><li>Lotsinnen</li></ol>", "1. Kurse\n2. Lotsinnen"),
        ("<p>Das <b>ist</b> <i>gut</i>.</p>", "Das ist gut."),
        ("<p>a&nbsp;b &amp; c</p>", "a\u00a0b & c"),
        ("<table><tr><td>2.2.1</td><td>streichen</td></tr></table>", "2.2.1 | streichen"),
        ("<table><tr><td></td><td>Kurse</td><td> </td><td>gut</td></tr></table>", "Kurse | gut"),
        ("<pre>eins\n  zwei</pre>", "eins\nzwei"),
        ("<img src='x.png' alt='Logo des\n Vereins'> Hallo", "[Logo des Vereins] Hallo"),
        ("<img src='spur.gif'>Hallo", "Hallo"),
        ("<style>p{color:red}</style><script>alert(1)</script>Hallo", "Hallo"),
        ("<p hidden>weg</p>da", "da"),
        ("<select><option>weg</option></select>da", "da"),
        ("", ""),
    ],
)
def test_a_page_is_read_as_it_is_seen(body: str, read_as: str) -> None:
    assert page(body) == read_as


@pytest.mark.parametrize(
    "quote",
    [
        "<blockquote type='cite'>Was fehlt?</blockquote>",
        "<blockquote class='gmail_quote' style='margin:0'>Was fehlt?</blockquote>",
        "<blockquote class='protonmail_quote'><p>Was fehlt?</p></blockquote>",
    ],
)
def test_a_quotation_keeps_its_marks(quote: str) -> None:
    assert page(f"<p>Kurse.</p>{quote}<p>Danke.</p>") == "Kurse.\n\n> Was fehlt?\n\nDanke."


def test_a_quotation_within_a_quotation_has_two_marks() -> None:
    inner = "<blockquote type='cite'>Wann?</blockquote>"
    assert page(f"Heute.<blockquote type='cite'>Bald?{inner}</blockquote>").splitlines()[-1] == "> > Wann?"


def test_an_indented_paragraph_is_no_quotation() -> None:
    assert page("<blockquote>Mehr Kurse.</blockquote>") == "Mehr Kurse."


@given(st.lists(st.text(alphabet="abcÄß<>&\"'.", min_size=1, max_size=12), min_size=1, max_size=6))
def test_each_paragraph_is_one(paragraphs: list[str]) -> None:
    escaped = "".join(f"<p>{each.replace('&', '&amp;').replace('<', '&lt;')}</p>" for each in paragraphs)
    assert page(escaped) == "\n\n".join(paragraphs)


# --- parts -------------------------------------------------------------------------------------------------------


def test_a_plain_part_goes_before_the_page_where_no_matrix_is_in_it() -> None:
    found = read(mail("Mehr Kurse.", "<table><tr><td>Mehr Kurse.</td></tr></table>").as_bytes(), "a.eml")
    assert found.text == "Mehr Kurse."
    assert found.attachments == ()


def test_text_before_and_behind_a_picture_is_one_letter() -> None:
    made = MIMEMultipart("mixed")
    made["From"], made["Subject"] = "ida@verein.example", "Kurse"
    for words in ("Mehr Kurse.", "Und Lotsinnen."):
        made.attach(MIMEText(words, "plain", "utf-8"))
    assert read(made.as_bytes(), "a.eml").text == "Mehr Kurse.\n\nUnd Lotsinnen."


def test_a_text_file_that_hangs_on_the_mail_is_no_letter() -> None:
    made = mail()
    made.add_attachment("Notizen vom Treffen", filename="notizen.txt")
    found = read(made.as_bytes(), "a.eml")
    assert found.text == "Mehr Kurse."
    assert [(each.name, each.inline) for each in found.attachments] == [("notizen.txt", False)]


def test_an_invitation_to_a_meeting_is_no_attachment_unless_it_has_a_name() -> None:
    made = MIMEMultipart("mixed")
    made["From"], made["Subject"] = "ida@verein.example", "Termin"
    made.attach(MIMEText("Kommen Sie?", "plain", "utf-8"))
    made.attach(MIMEText("BEGIN:VCALENDAR", "calendar"))
    assert read(made.as_bytes(), "a.eml").attachments == ()
    named = MIMEText("BEGIN:VCALENDAR", "calendar")
    named.add_header("Content-Disposition", "attachment", filename="termin.ics")
    made.attach(named)
    assert [each.name for each in read(made.as_bytes(), "a.eml").attachments] == ["termin.ics"]


def test_a_file_without_a_name_gets_one() -> None:
    made = mail()
    made.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf")
    assert [each.name for each in read(made.as_bytes(), "a.eml").attachments] == ["Anhang-1.pdf"]


@pytest.mark.parametrize(
    ("field", "automatic"),
    [("auto-replied", True), ("Auto-Generated", True), ("no", False), ("No; manual", False), ("", False)],
)
def test_a_machine_says_that_it_is_one(field: str, *, automatic: bool) -> None:
    assert raw(f"Auto-Submitted: {field}", "Ich bin bis Montag nicht da.").automatic is automatic


def test_a_mail_passed_on_as_a_file_is_the_letter_with_its_sender() -> None:
    outer = mail("z. K.")
    inner = mail("Zu Maßnahme 2.2.1: mehr Kurse.")
    inner.replace_header("From", "Jonas Amsel <jonas@sport.example>")
    outer.add_attachment(inner)
    found = read(outer.as_bytes(), "a.eml")
    assert f"{FORWARDED}\nVon: Jonas Amsel <jonas@sport.example>" in found.text
    points = [words_in(found.text, each) for each in segment(found.text) if each.kind is PassageKind.POINT]
    assert points[-1] == "Zu Maßnahme 2.2.1: mehr Kurse."


# --- letters and lines -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "read_as"),
    [
        ("Mehr \r\nKurse.", "Mehr Kurse."),
        ("> Was \r\n> fehlt?\r\nKurse.", "> Was fehlt?\nKurse."),
        ("> Was \r\nKurse.", "> Was\nKurse."),
        ("Gruß \r\n-- \r\nIda", "Gruß\n--\nIda"),
        (" >kein Zitat", ">kein Zitat"),
        ("eins\r\nzwei", "eins\nzwei"),
    ],
)
def test_lines_of_telephones_are_put_together(sent: str, read_as: str) -> None:
    assert raw("Content-Type: text/plain; charset=utf-8; format=flowed", sent).text == read_as


def test_a_word_parted_for_the_line_is_whole_again() -> None:
    head = "Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes"
    assert raw(head, "Integrations \r\nkonzept").text == "Integrationskonzept"


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-15", "cp850", "utf-16", "mac-roman"])
def test_umlauts_come_as_they_were_claimed(charset: str) -> None:
    made = MIMEText("Größere Räume für Übungen.", "plain", charset)
    made["From"], made["Subject"] = "ida@verein.example", "Räume"
    assert read(made.as_bytes(), "a.eml").text == "Größere Räume für Übungen."


def test_a_claim_of_latin_that_is_utf8_is_seen_through() -> None:
    assert raw("Content-Type: text/plain; charset=iso-8859-1", "Größe").text == "Größe"
    assert raw("Content-Type: text/plain; charset=us-ascii", "Größe", "cp1252").text == "Größe"
    assert raw("Content-Type: text/plain; charset=erfunden-1", "Größe").text == "Größe"


# --- folders -----------------------------------------------------------------------------------------------------

MBOX = (
    b"From ida@verein.example Tue Mar  3 09:15:00 2026\nFrom: ida@verein.example\nSubject: eins\n\nMehr Kurse.\n"
    b">From hier an abends.\n>>From dort.\n\n"
    b"From jonas@sport.example Wed Mar  4 09:15:00 2026\nFrom: jonas@sport.example\nSubject: zwei\n\nFrom 8 to 9.\n"
)


def test_a_folder_is_as_many_mails_as_it_has_and_its_marks_go() -> None:
    first, second = (read(each, "a.mbox") for each in messages(MBOX, "a.mbox"))
    assert first.text == "Mehr Kurse.\nFrom hier an abends.\n>From dort."
    assert second.text == "From 8 to 9."
    assert (is_mbox(MBOX), is_mbox(HEAD.encode())) == (True, False)


@pytest.mark.parametrize(
    "content",
    [b"", b"Guten Tag,\n\nmehr Kurse.", b"Frage: Was fehlt?\nAntwort: Kurse", b"%PDF-1.7", b"Subject: nur das\n\nx"],
)
def test_a_text_is_no_mail(content: bytes) -> None:
    assert not is_mail(content)
    with pytest.raises(Problem, match="keine E-Mail"):
        read(content, "brief.txt")


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("Message-ID: <a1@verein.example>", "a1@verein.example"),
        ("Message-Id:\r\n <a1@verein.example>", "a1@verein.example"),
        ("X-Leer: ja", ""),
    ],
)
def test_a_mail_is_known_by_its_number_before_it_is_read(head: str, found: str) -> None:
    content = f"{HEAD}{head}\r\n\r\nMessage-ID: <falsch@verein.example>".encode()
    assert number(content) == found == read(content, "a.eml").message_id
