"""Mails become letters: text, sender, attachments; whatever is wrong with them is said."""

from __future__ import annotations

import time
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konzept.model import Problem
from konzept.read.mail import FORWARDED, MAX_ATTACHMENTS, Mail, is_mail, is_mbox, messages, read

PLAIN = """Sehr geehrte Frau Brandt,

zu Maßnahme 2.2.1: bitte mehr Kurse am Abend.

Mit freundlichen Grüßen
Ida Sommer
"""


def written(body: str = PLAIN, **more: str) -> EmailMessage:
    """A mail as programs write it."""
    mail = EmailMessage()
    mail["From"] = "Ida Sommer <ida@verein.example>"
    mail["To"] = "integration@erlenau.example"
    mail["Subject"] = more.get("subject", "Stellungnahme zum Konzept")
    mail["Date"] = "Tue, 03 Mar 2026 09:15:00 +0100"
    mail["Message-ID"] = more.get("message_id", "<abc@verein.example>")
    mail.set_content(body)
    return mail


def understood(mail: EmailMessage | MIMEMultipart | MIMEText) -> Mail:
    return read(mail.as_bytes(), "brief.eml")


def raw(head: str, body: bytes) -> Mail:
    return read(f"From: a@b.example\nSubject: x\n{head}\n\n".encode() + body, "brief.eml")


# --- one mail -----------------------------------------------------------------------------------------------------


def test_a_plain_mail() -> None:
    found = understood(written())
    assert found.text == PLAIN.strip()
    assert (found.name, found.address) == ("Ida Sommer", "ida@verein.example")
    assert found.subject == "Stellungnahme zum Konzept"
    assert found.message_id == "abc@verein.example"
    assert found.sent_at is not None
    assert (found.attachments, found.notes, found.automatic) == ((), (), False)


@pytest.mark.parametrize("encoding", ["7bit", "8bit", "quoted-printable", "base64"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
def test_charsets_and_encodings(encoding: str, charset: str) -> None:
    if encoding == "7bit":
        return
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@b.example", "x"
    mail.set_content(
        "Maßnahme für Bürgerinnen – 5 €" if charset != "iso-8859-1" else "Maßnahme", charset=charset, cte=encoding
    )
    assert understood(mail).text.startswith("Maßnahme")


def test_a_lying_charset_does_no_harm() -> None:
    assert raw("Content-Type: text/plain; charset=utf-8", "Maßnahme".encode("cp1252")).text == "Maßnahme"
    assert raw("Content-Type: text/plain; charset=us-ascii", "Maßnahme".encode()).text == "Maßnahme"
    assert raw("Content-Type: text/plain; charset=quatsch", "Maßnahme".encode()).text == "Maßnahme"


def test_unreadable_letters_are_said() -> None:
    found = raw("Content-Type: text/plain; charset=utf-8", b"Ma\x81nahme \xff\x8d")
    assert "nicht lesbar" in found.notes[0]


def test_broken_base64_as_far_as_it_goes() -> None:
    found = raw("Content-Type: text/plain\nContent-Transfer-Encoding: base64", b"TWHDn25haG1l!!\n= =")
    assert found.text.startswith("Maßnahme")


def test_flowed_lines_are_whole_again() -> None:
    body = b"Ein langer Satz, der \nweitergeht.\n> Zitat, das \n> weitergeht.\n-- \nIda"
    found = raw("Content-Type: text/plain; format=flowed", body)
    assert found.text == "Ein langer Satz, der weitergeht.\n> Zitat, das weitergeht.\n--\nIda"


def test_html_only() -> None:
    mail = written()
    mail.set_content("<p>Sehr geehrte Frau Brandt,</p><p>mehr <b>Kurse</b>.</p>", subtype="html")
    found = understood(mail)
    assert found.text == "Sehr geehrte Frau Brandt,\n\nmehr Kurse."


def test_both_forms_are_one_text() -> None:
    mail = written("Mehr Kurse am Abend.\n")
    mail.add_alternative("<p>Mehr Kurse am Abend.</p>", subtype="html")
    assert understood(mail).text == "Mehr Kurse am Abend."


def test_a_plain_part_that_only_excuses_itself_gives_way() -> None:
    mail = written("Bitte HTML einschalten.\n")
    mail.add_alternative(f"<p>{'Wir wünschen uns mehr Kurse am Abend. ' * 5}</p>", subtype="html")
    assert understood(mail).text.startswith("Wir wünschen")


def test_unreadable_html_is_said() -> None:
    mail = written()
    mail.set_content("<div>" * 20_000, subtype="html")
    found = understood(mail)
    assert found.text == ""
    assert "Mailprogramm" in found.notes[0]


# --- attachments --------------------------------------------------------------------------------------------------


def test_attachments_are_kept_with_their_names() -> None:
    mail = written()
    mail.add_attachment(b"%PDF-1.4 x", maintype="application", subtype="pdf", filename="Stellungnähme.pdf")
    mail.add_attachment("notiz", subtype="plain", filename="notiz.txt")
    found = understood(mail)
    assert [each.name for each in found.attachments] == ["Stellungnähme.pdf", "notiz.txt"]
    assert found.attachments[0].data == b"%PDF-1.4 x"
    assert found.text == PLAIN.strip()


def test_a_logo_is_inline() -> None:
    mail = written()
    mail.add_related(b"\x89PNG", maintype="image", subtype="png", cid="<logo>", disposition="inline")
    (found,) = understood(mail).attachments
    assert found.inline
    assert found.name == "Anhang-1.png"


def test_winmail_is_said() -> None:
    mail = written()
    mail.add_attachment(b"\x78\x9f\x3e\x22", maintype="application", subtype="ms-tnef", filename="winmail.dat")
    found = understood(mail)
    assert "winmail.dat" in found.notes[0]
    assert found.attachments[0].name == "winmail.dat"


def test_an_empty_attachment_is_said() -> None:
    mail = written()
    mail.add_attachment(b"", maintype="application", subtype="pdf", filename="leer.pdf")
    found = understood(mail)
    assert found.attachments == ()
    assert "leer.pdf" in found.notes[0]


def test_too_many_attachments_are_said() -> None:
    mail = written()
    for number in range(MAX_ATTACHMENTS + 3):
        mail.add_attachment(b"x", maintype="application", subtype="pdf", filename=f"{number}.pdf")
    found = understood(mail)
    assert len(found.attachments) == MAX_ATTACHMENTS
    assert len(found.notes) == 1


def test_an_encrypted_mail_is_said() -> None:
    found = raw("Content-Type: application/pkcs7-mime; name=smime.p7m", b"xxxx")
    assert "verschlüsselt" in found.notes[0]
    assert found.attachments[0].name == "smime.p7m"


def test_a_signature_of_cryptography_is_no_attachment() -> None:
    mail = MIMEMultipart("signed")
    mail["From"], mail["Subject"] = "a@b.example", "x"
    mail.attach(MIMEText("Mehr Kurse."))
    seal = MIMEText("xx")
    seal.replace_header("Content-Type", "application/pkcs7-signature; name=smime.p7s")
    mail.attach(seal)
    found = understood(mail)
    assert (found.text, found.attachments) == ("Mehr Kurse.", ())


# --- mails within mails -------------------------------------------------------------------------------------------


def nested(depth: int) -> EmailMessage:
    mail = written("Mehr Kurse am Abend.\n", subject="Innen")
    for _ in range(depth):
        outer = written("Bitte um Bearbeitung.\n", subject="WG: Innen")
        outer.add_attachment(mail)
        mail = outer
    return mail


def test_a_mail_within_a_mail_follows_with_its_head() -> None:
    found = understood(nested(1))
    assert found.text.splitlines()[:5] == [
        "Bitte um Bearbeitung.",
        "",
        FORWARDED,
        "Von: Ida Sommer <ida@verein.example>",
        "Datum: Tue, 03 Mar 2026 09:15:00 +0100",
    ]
    assert found.text.endswith("Mehr Kurse am Abend.")


def test_too_deep_is_said() -> None:
    found = understood(nested(7))
    assert "zu tief" in found.notes[0]
    assert "Bitte um Bearbeitung." in found.text


def test_an_absence_note_is_automatic() -> None:
    assert raw("Auto-Submitted: auto-replied", b"Ich bin nicht da.").automatic
    assert not raw("Auto-Submitted: no", b"Ich bin da.").automatic


# --- many mails ---------------------------------------------------------------------------------------------------


def folder(*mails: EmailMessage) -> bytes:
    """An mbox as Thunderbird writes it."""
    lines = [b"From - Tue Mar 03 09:15:00 2026\n" + mail.as_bytes().replace(b"\nFrom ", b"\n>From ") for mail in mails]
    return b"\n".join(lines)


def test_an_mbox_is_taken_apart() -> None:
    data = folder(written("Eins\n"), written("Zwei\nFrom hier an drei.\n"), written("Vier\n"))
    assert is_mbox(data)
    found = [read(each, "x").text for each in messages(data, "x.mbox")]
    assert found == ["Eins", "Zwei\nFrom hier an drei.", "Vier"]


def test_one_mail_is_one() -> None:
    data = written().as_bytes()
    assert is_mail(data)
    assert messages(data, "x.eml") == [data]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7", b"Guten Tag", b"Thema: x\nNoch: y\n", b"\xff" * 100])
def test_what_is_no_mail_is_said(data: bytes) -> None:
    assert not is_mail(data)
    with pytest.raises(Problem, match="keine E-Mail"):
        messages(data, "x.eml")
    with pytest.raises(Problem, match="keine E-Mail"):
        read(data, "x.eml")


def test_too_many_and_too_large_are_said() -> None:
    with pytest.raises(Problem, match="2001 E-Mails"):
        messages(b"From x y\nFrom: a@b.example\nTo: x\n\nText\n\n" * 2_001, "x.mbox")
    huge = b"From: a@b.example\nTo: x\n\n" + b"x" * (50 * 1024 * 1024)
    with pytest.raises(Problem, match="größer als 50 MB"):
        read(huge, "x.eml")
    with pytest.raises(Problem, match="größer als 50 MB"):
        messages(huge, "x.eml")


# --- hostile ones -------------------------------------------------------------------------------------------------


def test_a_long_text_is_cut_and_said() -> None:
    found = raw("Content-Type: text/plain", b"Wort \n" * 200_000)
    assert len(found.text) <= 500_000
    assert "500000" in found.notes[0]


def test_a_thousand_levels_are_refused() -> None:
    head = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3_000))
    with pytest.raises(Problem, match="verschachtelt"):
        read(f"From: a@b.example\nSubject: x\n{head}".encode(), "x.eml")


def test_a_million_boundaries_are_refused_quickly() -> None:
    begun = time.process_time()
    with pytest.raises(Problem, match="verschachtelt"):
        raw("Content-Type: multipart/mixed; boundary=b", b"\n--b\n" * 1_000_000)
    assert time.process_time() - begun < 2


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_a_mutilated_mail_is_read_or_refused(data: st.DataObject) -> None:
    mail = nested(1)
    mail.add_attachment(b"%PDF-1.4 x", maintype="application", subtype="pdf", filename="a.pdf")
    whole = bytearray(mail.as_bytes())
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=10))
    try:
        found = read(bytes(whole), "x.eml")
    except Problem:
        return
    assert "\x00" not in found.text
    found.text.encode()
