"""Post comes in once, is kept as it came, read, and says what it could not read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from konzept.feedback.passages import PassageKind, is_whole
from tests import factories
from tests.factories import LETTER, mail_of
from werkstatt.inbox.actions import address, take_letter, understand
from werkstatt.inbox.models import EnclosureKind, Letter, LetterState
from werkstatt.inbox.queries import passages_of
from werkstatt.journal.models import Entry
from werkstatt.lib import files
from werkstatt.network.actions import add_organisation
from werkstatt.participation.actions import close_round, confirm, erase_contacts
from werkstatt.participation.models import Channel, Contact, Round, Upload, UploadState
from werkstatt.participation.queries import form_of

pytestmark = pytest.mark.django_db


def kinds(letter: Letter) -> list[str]:
    return [passage.kind.value for passage in passages_of(letter)]


def test_a_mail_is_kept_and_read(running: Round) -> None:
    content = mail_of().as_bytes()
    letter = factories.letter(running.authority, content)
    assert (letter.state, letter.channel, letter.subject) == (LetterState.OPEN, Channel.EMAIL, "Stellungnahme")
    assert files.load(letter.sha256) == content
    assert letter.text == LETTER.strip()
    assert letter.received_at == datetime(2026, 3, 3, 9, 15, tzinfo=UTC)
    assert letter.round == running
    assert kinds(letter) == ["greeting", "point", "point", "signature"]
    assert passages_of(letter)[1].guesses[0].uid == "meas0112"
    assert letter.organisation == "Frauenhaus Erlenau e. V."


def test_who_wrote_stands_only_in_the_contact_and_enciphered(running: Round) -> None:
    letter = factories.letter(running.authority)
    assert letter.contact is not None
    assert (letter.contact.name, letter.contact.email) == ("Ida Sommer", "ida@verein.example")
    row = str(Letter.objects.filter(pk=letter.pk).values().get() | {"text": "", "passages": ""})
    assert "ida@" not in row
    assert "verein.example" not in row


def test_the_network_knows_the_sender_by_any_spelling(running: Round) -> None:
    known = add_organisation(running.authority, None, name="Frauenhaus Erlenau", spellings=["Frauenhaus Erlenau e. V."])
    assert factories.letter(running.authority).organisation == known.name


def test_the_addressee_is_not_the_sender(running: Round) -> None:
    body = f"{running.authority.name}\nLandratsamt Erlenau\n\nGuten Tag,\n\nmehr Kurse.\n\nMfG\nIda"
    assert factories.letter(running.authority, mail_of(body).as_bytes()).organisation == ""


def test_the_same_mail_is_once(running: Round) -> None:
    first, again = mail_of().as_bytes(), mail_of("Derselbe, umgewandelt.").as_bytes()
    one = factories.letter(running.authority, first)
    for content in (first, again):
        letter, is_new = take_letter(running.authority, None, name="noch-einmal.eml", content=content)
        assert (letter.pk, is_new) == (one.pk, False)
    assert Letter.objects.count() == 1


def test_another_authority_has_post_of_its_own(running: Round) -> None:
    factories.letter(running.authority)
    assert take_letter(factories.authority(), None, name="x.eml", content=mail_of().as_bytes())[1]


def test_mails_without_a_number_are_told_apart_by_their_content(running: Round) -> None:
    one, two = mail_of("Eins."), mail_of("Zwei.")
    del one["Message-ID"], two["Message-ID"]
    assert (
        factories.letter(running.authority, one.as_bytes()).pk != factories.letter(running.authority, two.as_bytes()).pk
    )


def test_a_letter_on_paper_that_was_scanned_as_text(running: Round) -> None:
    letter = factories.letter(running.authority, LETTER.encode(), name="brief.txt")
    assert (letter.channel, letter.state, letter.contact) == (Channel.LETTER, LetterState.OPEN, None)
    assert kinds(letter) == ["greeting", "point", "point", "signature"]


@pytest.mark.parametrize(
    ("content", "why"), [(b"\x89PNG\r\n", "ist ein Bild"), (b" ", "keinen Text"), (b"PK\x03\x04kaputt", "beschädigt")]
)
def test_what_cannot_be_read_says_why(running: Round, content: bytes, why: str) -> None:
    letter = factories.letter(running.authority, content, name="brief.docx")
    assert letter.state == LetterState.FAILED
    assert why in letter.problem
    assert "„brief.docx“" in letter.problem


def test_documents_enclosed_are_read_too(running: Round) -> None:
    mail = mail_of("Guten Tag,\n\nanbei unsere Stellungnahme.\n\nMfG\nIda")
    mail.add_attachment(LETTER.encode(), maintype="text", subtype="plain", filename="stellungnahme.txt")
    letter = factories.letter(running.authority, mail.as_bytes())
    assert is_whole(letter.text, passages_of(letter))
    assert "Beilage „stellungnahme.txt“\n\nGuten Tag," in letter.text
    assert kinds(letter) == ["greeting", "point", "signature", "greeting", "greeting", "point", "point", "signature"]
    enclosure = letter.enclosures.get()
    assert (enclosure.kind, enclosure.size) == (EnclosureKind.TEXT, len(LETTER.encode()))
    assert files.load(enclosure.sha256) == LETTER.encode()


def test_a_mail_of_nothing_but_a_document(running: Round) -> None:
    mail = mail_of("")
    mail.add_attachment(LETTER.encode(), maintype="text", subtype="plain", filename="stellungnahme.txt")
    letter = factories.letter(running.authority, mail.as_bytes())
    assert is_whole(letter.text, passages_of(letter))
    assert kinds(letter)[0] == "greeting"


def test_a_filled_matrix_goes_its_own_way(running: Round) -> None:
    mail = mail_of("Guten Tag,\n\nanbei die Matrix.")
    content = factories.filled_matrix(form_of(running), {"meas0111": "Bitte mehr."})
    mail.add_attachment(content, maintype="application", subtype="octet-stream", filename="matrix.docx")
    letter = factories.letter(running.authority, mail.as_bytes(), factories.person(running.authority))
    upload = Upload.objects.get()
    assert (upload.state, upload.round, len(upload.found)) == (UploadState.PREVIEW, running, 1)
    assert letter.enclosures.get().upload == upload
    assert "Bitte mehr." not in letter.text


def test_a_matrix_of_a_round_that_is_over_needs_a_person(running: Round) -> None:
    mail = mail_of()
    content = factories.filled_matrix(form_of(running), {"meas0111": "Bitte mehr."})
    mail.add_attachment(content, maintype="application", subtype="octet-stream", filename="matrix.docx")
    close_round(running, None)
    letter = factories.letter(running.authority, mail.as_bytes())
    assert "nicht offen" in letter.enclosures.get().problem
    assert letter.round is None


def test_a_matrix_of_others_is_kept_and_said(running: Round) -> None:
    other = factories.round_()
    mail = mail_of()
    content = factories.filled_matrix(form_of(other), {"meas0111": "Bitte mehr."})
    mail.add_attachment(content, maintype="application", subtype="octet-stream", filename="matrix.docx")
    letter = factories.letter(running.authority, mail.as_bytes())
    assert "zu keiner Runde" in letter.enclosures.get().problem
    assert not Upload.objects.exists()


def test_other_files_are_kept_and_listed(running: Round) -> None:
    mail = mail_of()
    mail.add_attachment(b"PK\x03\x04", maintype="application", subtype="zip", filename="bilder.zip")
    mail.add_attachment(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", maintype="application", subtype="msword", filename="alt.docx"
    )
    listed = list(factories.letter(running.authority, mail.as_bytes()).enclosures.all())
    assert [(each.name, each.kind) for each in listed] == [("bilder.zip", "kept"), ("alt.docx", "kept")]
    assert "alte Word-Format" in listed[1].problem


def test_an_automatic_mail_says_so(running: Round) -> None:
    mail = mail_of("Ich bin bis Montag nicht im Haus.")
    mail["Auto-Submitted"] = "auto-replied"
    assert "hat ein Programm geschrieben" in factories.letter(running.authority, mail.as_bytes()).notes[0]


def test_without_a_single_open_round_a_person_says_which() -> None:
    where = factories.authority()
    assert factories.letter(where).round is None
    version = factories.published()
    for title in ("Eins", "Zwei"):
        factories.round_(version, title)
    letter = factories.letter(version.concept.authority)
    assert letter.round is None
    assert all(passage.guesses == () for passage in passages_of(letter))


def test_a_date_in_the_future_does_not_count(running: Round) -> None:
    letter = factories.letter(running.authority, mail_of(sent=datetime(2090, 1, 1, tzinfo=UTC)).as_bytes())
    assert letter.received_at.year < 2090


def test_reading_twice_gives_the_same(running: Round) -> None:
    letter, _ = take_letter(running.authority, None, name="x.eml", content=mail_of().as_bytes())
    stale = Letter.objects.get(pk=letter.pk)
    understand(letter)
    understand(stale)
    understand(Letter.objects.get(pk=letter.pk))
    assert Contact.objects.count() == 1
    assert Entry.objects.filter(deed="inbox.understand").count() == 1


def test_the_journal_knows_neither_words_nor_names(running: Round) -> None:
    factories.letter(running.authority)
    said = " ".join(f"{entry.deed} {entry.subject} {entry.facts}" for entry in Entry.objects.all())
    assert "inbox.take_letter" in said
    for secret in ("Sommer", "Stellungnahme", "Abend", "verein"):
        assert secret not in said


def test_points_are_the_only_kind_that_counts(running: Round) -> None:
    letter = factories.letter(running.authority)
    assert {passage.kind for passage in passages_of(letter)} == {
        PassageKind.GREETING,
        PassageKind.POINT,
        PassageKind.SIGNATURE,
    }


def test_who_wrote_is_forgotten_also_where_nobody_takes_the_letter_over(running: Round) -> None:
    letter = factories.letter(running.authority, mail_of().as_bytes())
    assert letter.contact is not None
    due = letter.contact.erase_after
    assert due is not None
    erase_contacts(due)
    assert Contact.objects.count() == 1
    erase_contacts(due + timedelta(days=1))
    assert not Contact.objects.filter(email__gt="").exists()


# a matrix pasted into the text


def test_a_pasted_matrix_is_offered_beside_the_points_of_its_letter(running: Round) -> None:
    letter = factories.letter(running.authority, factories.mail_with_matrix(running, {"meas0111": "Bitte mehr."}))
    enclosure = letter.enclosures.get()
    assert (enclosure.kind, enclosure.problem) == (EnclosureKind.MATRIX, "")
    assert kinds(letter) == ["greeting", "point", "signature"]
    assert "Bitte mehr." not in letter.text
    assert is_whole(letter.text, passages_of(letter))
    upload = Upload.objects.get()
    assert (upload.state, upload.round, upload.organisation) == (UploadState.PREVIEW, running, letter.organisation)
    assert [(said["uid"], said["comment"], said["doubt"]) for said in upload.found] == [
        ("meas0111", "Bitte mehr.", None)
    ]


def test_a_pasted_matrix_becomes_contributions_that_came_by_mail(running: Round) -> None:
    who = factories.person(running.authority)
    factories.letter(running.authority, factories.mail_with_matrix(running, {"meas0111": "Bitte mehr."}), who)
    upload = Upload.objects.get()
    submission, _ = confirm(upload, chosen={0: "meas0111"}, person=who)
    again, _ = confirm(upload, chosen={0: "meas0111"}, person=who)
    assert submission == again
    assert submission.channel == Channel.EMAIL
    assert [(each.uid, each.comment) for each in submission.contributions.all()] == [("meas0111", "Bitte mehr.")]


def two_rounds() -> tuple[Round, Round]:
    version = factories.published()
    return factories.round_(version, "Eins"), factories.round_(version, "Zwei")


def test_a_pasted_matrix_without_a_round_waits_for_it() -> None:
    _, second = two_rounds()
    who = factories.person(second.authority)
    letter = factories.letter(second.authority, factories.mail_with_matrix(second, {"meas0111": "Bitte mehr."}), who)
    assert "sagt nicht, zu welcher Runde" in letter.enclosures.get().problem
    assert not Upload.objects.exists()
    address(letter, who, round_=second, organisation="Treff")
    enclosure = letter.enclosures.get()
    assert enclosure.upload is not None
    assert (enclosure.problem, enclosure.upload.round, enclosure.upload.state) == ("", second, UploadState.PREVIEW)
    assert enclosure.upload.organisation == "Treff"
    address(letter, who, round_=second, organisation="Treff")
    assert Upload.objects.count() == 1


def test_a_matrix_moves_along_to_another_round_and_back() -> None:
    first, second = two_rounds()
    who = factories.person(second.authority)
    letter = factories.letter(second.authority, factories.mail_with_matrix(second, {"meas0111": "Mehr."}), who)
    for round_ in (first, second, first):
        address(letter, who, round_=round_, organisation="")
        waiting = Upload.objects.filter(state=UploadState.PREVIEW)
        assert [each.round for each in waiting] == [round_]
        assert letter.enclosures.get().upload == waiting.get()


def test_a_matrix_that_is_taken_over_stays_where_it_is() -> None:
    first, second = two_rounds()
    who = factories.person(second.authority)
    letter = factories.letter(second.authority, factories.mail_with_matrix(second, {"meas0111": "Mehr."}), who)
    address(letter, who, round_=first, organisation="")
    confirm(Upload.objects.get(), chosen={0: "meas0111"}, person=who)
    address(letter, who, round_=second, organisation="")
    assert Upload.objects.get().round == first


def test_a_matrix_that_names_its_round_goes_there_whatever_the_letters_round() -> None:
    first, second = two_rounds()
    who = factories.person(second.authority)
    content = factories.mail_with_matrix(second, {"meas0111": "Mehr."}, numbered=True)
    letter = factories.letter(second.authority, content, who)
    address(letter, who, round_=first, organisation="")
    assert Upload.objects.get().round == second


def test_a_matrix_of_a_closed_round_is_taken_in_once_a_person_says_the_round(running: Round) -> None:
    content = factories.mail_with_matrix(running, {"meas0111": "Mehr."}, numbered=True)
    close_round(running, None)
    letter = factories.letter(running.authority, content)
    assert letter.enclosures.get().upload is None
    address(letter, factories.person(running.authority), round_=running, organisation="")
    assert Upload.objects.get().state == UploadState.PREVIEW
