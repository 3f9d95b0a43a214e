"""What is printed: names where they belong, words as they may be read, in three formats."""

from __future__ import annotations

from io import BytesIO
from uuid import uuid4

import pytest
from django.test import Client
from docx import Document

from konzept.suggestion import Suggestion, Verdict
from konzept.write import handout
from konzept.write.handout import Cards, Handout, Heading, Items, Room, Sheet
from tests import factories
from werkstatt.accounts.models import Role
from werkstatt.conferences import actions, queries
from werkstatt.conferences.models import Conference
from werkstatt.conferences.queries import handouts
from werkstatt.participation.actions import receive, redact
from werkstatt.participation.models import Channel, Round, Visibility

pytestmark = pytest.mark.django_db


@pytest.fixture
def nord() -> Conference:
    return factories.conference()


def cards_of(made: Handout) -> Cards:
    [cards] = made.blocks
    assert isinstance(cards, Cards)
    return cards


def headings(made: Handout) -> list[str]:
    return [block.text for block in made.blocks if isinstance(block, Heading)]


def sheets(made: Handout) -> list[Sheet]:
    return [block for block in made.blocks if isinstance(block, Sheet)]


def items(made: Handout) -> list[str]:
    return [item for block in made.blocks if isinstance(block, Items) for item in block.items]


def text_of(content: bytes) -> str:
    """All words of a Word file, tables too."""
    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_badges_carry_name_house_and_tables_by_name(nord: Conference) -> None:
    factories.topic_tables(nord, 2)
    factories.coming(nord, "Zoe Beispiel", organisation="Verein Erle", needs="Rollstuhl", email="zoe@erlenau.example")
    factories.coming(nord, "Anna *Muster*")
    factories.coming(nord, organisation="Jobcenter")
    factories.coming(nord)
    actions.assign(nord)
    made = cards_of(handouts.badges(nord))
    assert [card.title for card in made.cards] == ["Anna *Muster*", "Gast", "Jobcenter", "Zoe Beispiel"]
    zoe = made.cards[-1]
    assert zoe.lines[0] == "Verein Erle"
    assert [line[:23] for line in zoe.lines[1:]] == ["1. Gesprächsrunde: Tisc", "2. Gesprächsrunde: Tisc"]
    assert zoe.kicker == nord.title
    assert "Rollstuhl" not in repr(made)
    assert "zoe@" not in repr(made)


def test_badges_before_seating_carry_no_tables(nord: Conference) -> None:
    factories.coming(nord, "Anna")
    assert cards_of(handouts.badges(nord)).cards[0].lines == ()


def test_each_table_has_a_card(nord: Conference) -> None:
    actions.add_table(nord, None, topic="Wohnen", seats=8, moderator="Bauamt")
    [card] = cards_of(handouts.table_cards(nord)).cards
    assert (card.title, card.lines) == ("Tisch 1", ("Wohnen", "Bauamt"))


def test_attendance_lists_everybody_once_and_then_by_table(nord: Conference) -> None:
    factories.topic_tables(nord, 2)
    factories.coming(nord, "Zoe", organisation="Verein *Erle*", needs="Rollstuhl")
    factories.coming(nord, "Anna")
    actions.assign(nord)
    late = factories.coming(nord, "Spät")
    made = handouts.attendance(nord)
    everybody, blank, *by_table = sheets(made)
    assert everybody.head == ("Name", "Organisation", "1. Runde", "2. Runde", "Unterschrift")
    assert [row[0] for row in everybody.rows] == ["Anna", "Spät", "Zoe"]
    assert everybody.rows[1][2:4] == ("–", "–")
    assert everybody.rows[2][1] == r"Verein \*Erle\*"
    assert set(blank.rows) == {("", "", "")}
    assert sum(len(sheet.rows) for sheet in by_table) == 4
    assert headings(made)[1].startswith("Tisch 1: Thema 1")
    assert "Rollstuhl" not in repr(made)
    assert late.called not in repr(by_table)


def said(where: Round, uid: str | None, comment: str, **more: str) -> None:
    """Something that may be read outside at once."""
    verdict = Verdict.ADJUST
    suggestion = Suggestion(
        uid=uid, verdict=verdict, comment=comment, area=more.get("area"), proposal=more.get("proposal", "")
    )
    receive(where, [suggestion], channel=Channel.WEB, form_key=uuid4())


@pytest.fixture
def talking(nord: Conference) -> Conference:
    """A conference of a round in which what was said may be read at once, with a table for each area."""
    Round.objects.update(visibility=Visibility.OPEN)
    nord.round.refresh_from_db()
    actions.lay_tables(nord, None)
    return nord


def dossier(of: Conference, ordinal: int = 1) -> Handout:
    table = (
        queries.tables_of(of)
        .select_related("conference__round__version__concept", "conference__authority")
        .get(ordinal=ordinal)
    )
    return handouts.dossier(table)


def test_a_dossier_has_the_questions_goals_measures_and_room(talking: Conference) -> None:
    made = dossier(talking)
    assert made.title == "Dossier Tisch 1: Sprache und Bildung"
    assert items(made)[:4] == list(talking.round.questions)
    told = headings(made)
    assert told[0] == "Die Fragen"
    assert "Handlungsfeld 1: Sprache und Bildung" in told
    assert "Ziel 1.1: Alle Zugewanderten finden einen passenden Sprachkurs." in told
    assert {"Maßnahme 1.1.1", "Maßnahme 1.1.2", "Maßnahme 1.2.1"} <= set(told)
    assert told[-1] == "Was fehlt"
    assert sum(isinstance(block, Room) for block in made.blocks) == 4
    assert "Ziel 2.1" not in repr(told)


def test_a_dossier_says_what_was_said_with_black_marks(talking: Conference) -> None:
    said(talking.round, "meas0111", "Auch *auf* Ukrainisch.", proposal="Übersicht in\nfünf Sprachen")
    said(talking.round, None, "Ein Sprachcafé fehlt.", area="area0001")
    said(talking.round, "meas0211", "Gehört an den anderen Tisch.")
    said(talking.round, "meas0112", "Frau Beispiel soll das tun.")
    row = talking.round.submissions.get(contributions__uid="meas0112").contributions.get()
    redact(row, factories.person(talking.authority), wording={"comment": "[Name] soll das tun."})
    told = items(dossier(talking))
    assert r"nachjustieren: Auch \*auf\* Ukrainisch. – Vorschlag: Übersicht in fünf Sprachen" in told
    assert "nachjustieren: Ein Sprachcafé fehlt." in told
    assert any("Name" in each and "soll das tun" in each for each in told)
    assert not any("Frau Beispiel" in each or "anderen Tisch" in each for each in told)


@pytest.mark.parametrize("visibility", [Visibility.INTERNAL, Visibility.MODERATED])
def test_what_is_not_public_stands_in_no_dossier(talking: Conference, visibility: Visibility) -> None:
    said(talking.round, "meas0111", "Noch nicht geprüft.")
    Round.objects.update(visibility=visibility)
    assert "Noch nicht geprüft" not in repr(dossier(talking))


def test_a_table_with_a_topic_of_its_own_has_room(nord: Conference) -> None:
    actions.add_table(nord, None, topic="Ehrenamt", seats=8, moderator="Freiwilligenagentur")
    made = dossier(nord)
    assert headings(made) == ["Die Fragen", "Notizen"]
    assert "Freiwilligenagentur" in repr(made)


def test_all_are_written_in_every_format(talking: Conference) -> None:
    factories.coming(talking, "Zoe Beispiel")
    said(talking.round, "meas0111", "Auch auf Ukrainisch.")
    made = [build(talking) for _, build in handouts.PAPERS.values()]
    for each in [*made, dossier(talking)]:
        assert handout.pdf(each).startswith(b"%PDF")
        assert handout.odt(each).startswith(b"PK")
    assert "Auch auf Ukrainisch." in text_of(handout.docx(dossier(talking)))


def test_the_office_prints_and_a_reader_only_dossiers(talking: Conference) -> None:
    factories.coming(talking, "Zoe Beispiel")
    base = f"/werkstatt/{talking.authority.slug}/konferenzen/{talking.slug}/unterlagen/"
    reviewer, reader = (
        factories.signed_in(factories.person(talking.authority, role)) for role in (Role.REVIEWER, Role.READER)
    )
    page = reviewer.get(base).content.decode()
    for path in ("namensschilder.pdf", "tischkarten.docx", "teilnahme.odt", "tisch-1.pdf", "tisch-2.docx"):
        assert f"{base}{path}" in page
    assert "Zoe Beispiel" in text_of(reviewer.get(f"{base}teilnahme.docx").content)
    answer = reader.get(f"{base}tisch-1.docx")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="dossier-1-sprache-und-bildung.docx"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Maßnahme 1.1.1" in text_of(answer.content)
    assert reader.get(f"{base}teilnahme.docx").status_code == 404
    assert "teilnahme.docx" not in reader.get(base).content.decode()
    pdf = reviewer.get(f"{base}namensschilder.pdf")
    assert (pdf.headers["Content-Type"], pdf.headers["Content-Disposition"][:6]) == ("application/pdf", "inline")


@pytest.mark.parametrize("path", ["teilnahme.exe", "quittung.pdf", "tisch-9.pdf", "tisch-1.txt"])
def test_what_there_is_not_is_not_found(talking: Conference, path: str) -> None:
    client: Client = factories.signed_in(factories.person(talking.authority))
    base = f"/werkstatt/{talking.authority.slug}/konferenzen/{talking.slug}/unterlagen/"
    assert client.get(base + path).status_code == 404
