"""What a mail says of itself, in every encoding people meet."""

from __future__ import annotations

import email
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.read import mail_headers as headers


def message(raw: str | bytes) -> email.message.Message:
    return email.message_from_bytes(raw.encode() if isinstance(raw, str) else raw)


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        (b"Subject: Stellungnahme", "Stellungnahme"),
        (b"Subject: =?utf-8?B?w5xiZXIgdW5z?=", "Über uns"),
        (b"Subject: =?iso-8859-1?Q?Ma=DFnahme_2=2E2=2E1?=", "Maßnahme 2.2.1"),
        (b"Subject: =?utf-8?Q?Ma=C3=9F?=\r\n =?utf-8?Q?nahme?=", "Maßnahme"),
        (b"Subject: =?unbekannt?Q?Ma=C3=9Fnahme?=", "Maßnahme"),
        (b"Subject: Ma\xdfnahme", "Maßnahme"),
        ("Subject: Maßnahme".encode(), "Maßnahme"),
        (b"Subject: =?utf-8?B?kaputt", "=?utf-8?B?kaputt"),
        (b"Subject: a\x00b\r\n\tc", "ab c"),
        (b"From: x", ""),
    ],
)
def test_the_subject(raw: bytes, wanted: str) -> None:
    assert headers.header(message(raw + b"\r\n\r\n"), "Subject") == wanted


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("From: Ida Sommer <ida@awo.example>", ("Ida Sommer", "ida@awo.example")),
        ("From: =?utf-8?Q?J=C3=B6rg?= <j@awo.example>", ("Jörg", "j@awo.example")),
        ('From: "Sommer, Ida" <ida@awo.example>', ("Sommer, Ida", "ida@awo.example")),
        ("From: ida@awo.example", ("", "ida@awo.example")),
        ("From: Ida Sommer", ("", "")),
        ("From: <>", ("", "")),
        ("Subject: x", ("", "")),
    ],
)
def test_the_sender(raw: str, wanted: tuple[str, str]) -> None:
    name, address = headers.sender(message(raw + "\n\n"))
    assert (name, address) == wanted or (wanted == ("", "") and "@" not in address)


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("Tue, 03 Mar 2026 09:15:00 +0100", datetime(2026, 3, 3, 8, 15, tzinfo=UTC)),
        ("Tue, 03 Mar 2026 09:15:00 -0000", datetime(2026, 3, 3, 9, 15, tzinfo=UTC)),
        ("gestern", None),
        ("Tue, 03 Mar 1850 09:15:00 +0100", None),
        ("Tue, 99 Mar 2026 09:15:00 +0100", None),
    ],
)
def test_the_day(raw: str, wanted: datetime | None) -> None:
    assert headers.sent(message(f"Date: {raw}\n\n")) == wanted


@pytest.mark.parametrize(
    ("disposition", "wanted"),
    [
        ('attachment; filename="Stellungnahme.pdf"', "Stellungnahme.pdf"),
        ("attachment; filename*=utf-8''%C3%9Cber%20uns.pdf", "Über uns.pdf"),
        ('attachment; filename="=?utf-8?Q?=C3=9Cber?= uns.pdf"', "Über uns.pdf"),
        ('attachment; filename="../../etc/passwd"', "passwd"),
        ('attachment; filename="C:\\\\Windows\\\\brief.docx"', "brief.docx"),
        ('attachment; filename="a<b>|c.txt"', "a-b--c.txt"),
        ("attachment", "sonst.bin"),
        ('attachment; filename="..."', "sonst.bin"),
    ],
)
def test_file_names(disposition: str, wanted: str) -> None:
    part = message(f"Content-Disposition: {disposition}\n\n")
    assert headers.file_name(part, "sonst.bin") == wanted


def test_texts_are_cleaned() -> None:
    assert headers.clean("a\r\nb\u00a0c\u00ad\x00\n\n\n\n\nd  \n") == "a\nb c\n\n\nd"


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "cp1252", "UTF-8", None, "erfunden", "rot13", "\x00"])
def test_any_charset_gives_some_text(charset: str | None) -> None:
    assert headers.decoded("Maßnahme".encode(), charset)[0] == "Maßnahme"
    assert headers.decoded("Maßnahme".encode("cp1252"), charset)[0] == "Maßnahme"


@given(st.binary(max_size=400))
def test_no_header_is_too_strange(raw: bytes) -> None:
    found = message(b"Subject: " + raw + b"\nFrom: " + raw + b"\nDate: " + raw + b"\nMessage-ID: " + raw + b"\n\n")
    for said in (headers.header(found, "Subject"), *headers.sender(found), headers.message_id(found)):
        assert "\x00" not in said
        said.encode()
    headers.sent(found)
    headers.file_name(found, "x")
