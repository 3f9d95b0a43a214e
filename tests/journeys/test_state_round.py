"""A state's round as Sachsen-Anhalt holds it: a discussion paper with a contested point, thirty filled matrices in four formats, the sorted result."""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

from docx import Document
from playwright.sync_api import expect

from konzept.model import Kind
from konzept.write import markdown
from tests.journeys import office
from tests.journeys.conftest import Arrive
from tests.journeys.eyes import PHONE, Onlooker, Visitor
from tests.journeys.house import House
from tests.konzept.read.matrix_ground import FORM
from tests.konzept.read.matrix_treated import opened

SLUG, ROUND = "burgland", "diskussionspapier-zum-landeskonzept"
OFFICE, PUBLIC = f"/werkstatt/{SLUG}/beteiligung/{ROUND}/", f"/{SLUG}/mitmachen/{ROUND}/"
ENDINGS = ("docx", "odt", "xlsx", "ods")
HOUSES = [f"Verband {number} Burgland" for number in range(1, 31)]
MEASURES = [element.uid for element in FORM.concept.walk() if element.kind is Kind.MEASURE]
EACH = 3  # rows that a house fills in
POSITIONS = {"Landesverband der Gemeinden": "Das Land zahlt.", "Finanzverwaltung": "Die Träger zahlen."}
LATER = "Inzwischen sehen wir es anders."


def test_from_the_paper_to_the_sorted_result(site: House, arrive: Arrive, onlooker: Onlooker, tmp_path: Path) -> None:
    with arrive() as alma:
        office.sign_in(alma, site, SLUG, "Land Burgland")
        the_paper_comes_in(alma, tmp_path)
        the_round_opens(alma, onlooker)
        with arrive(PHONE, javascript=False) as reader:
            everybody_sees_both_positions(reader)
            by_hand = handed_out(reader, tmp_path)
        archive = tmp_path / "Rückläufe.zip"
        with zipfile.ZipFile(archive, "w") as held:
            for number, house in enumerate(HOUSES[1:], 1):
                ending = ENDINGS[number % 4]
                held.writestr(f"Matrix {number}.{ending}", filled(fetched(site, ending, house), ending, house))
        by_hand.write_bytes(filled(by_hand.read_bytes(), "docx", HOUSES[0]))
        all_come_in(alma, [by_hand, archive], onlooker)
        a_newer_one_is_a_difference(alma, site, tmp_path, onlooker)
        the_desk_has_them_sorted(alma, onlooker)
        all_are_let_out(alma)
        the_result_is_published(alma, onlooker)
        with arrive(PHONE, javascript=False) as reader:
            everybody_reads_the_result(reader, tmp_path)


def the_paper_comes_in(who: Visitor, folder: Path) -> None:
    """As a file of ours; read, looked at, taken over."""
    paper = folder / "Diskussionspapier.md"
    paper.write_text(markdown.write(FORM.concept), "utf-8")
    office.upload(who, SLUG, paper)
    who.page.locator("[name=publish]").check()
    who.press("Übernehmen", who.page.locator("main"))
    expect(who.page.locator("main")).to_contain_text("Übernommen: Fassung 0")


def the_round_opens(who: Visitor, onlooker: Onlooker) -> None:
    """With release, and a point on which the working group did not agree."""
    page = who.go(f"/werkstatt/{SLUG}/beteiligung/neu/")
    now = datetime.now(tz=UTC)
    who.fill(
        title="Diskussionspapier zum Landeskonzept",
        introduction="Zu jedem Leitziel und jeder Maßnahme bitten wir um Änderungen, Ergänzungen und Zuständige.",
        opens_at=f"{now - timedelta(days=1):%Y-%m-%dT%H:%M}",
        closes_at=f"{now + timedelta(days=30):%Y-%m-%dT%H:%M}",
    )
    who.tick("werden nach Prüfung veröffentlicht")
    who.press("Runde eröffnen", page.locator("main form"))
    expect(page.locator("main")).to_contain_text("ist eröffnet")
    who.press("Strittigen Punkt eintragen")
    onlooker.look(page, "strittig-eintragen")
    (one, first), (two, second) = POSITIONS.items()
    who.fill(title="Wer bezahlt die Kinderbetreuung?", who_1=one, text_1=first, who_2=two, text_2=second)
    who.press("Punkt eintragen")
    expect(page.locator("main")).to_contain_text("Wer bezahlt die Kinderbetreuung?")
    onlooker.look(page, "runde-mit-strittigem")


def everybody_sees_both_positions(who: Visitor) -> None:
    """Side by side, none before the other."""
    who.go(PUBLIC)
    for house, position in POSITIONS.items():
        assert house in who.text
        assert position in who.text


def handed_out(who: Visitor, folder: Path) -> Path:
    """The Word matrix with the house's name in it, by the form of the page."""
    who.fill(organisation=HOUSES[0])
    who.tick("Word (DOCX)")
    return who.download("Matrix herunterladen", folder)


def fetched(site: House, ending: str, house: str) -> bytes:
    """The same for the other houses."""
    query = urlencode({"format": ending, "organisation": house})
    with urlopen(f"{site.site}{PUBLIC}matrix/?{query}") as answer:
        return bytes(answer.read())


def filled(empty: bytes, ending: str, house: str) -> bytes:
    """Three rows: a remark with a verdict, a change of the wording, an addition with who should do it."""
    editor = opened_with(ending, empty)
    one, two, three = (editor.row(uid) for uid in MEASURES[:EACH])
    editor.type(one, "verdict", "nachjustieren")
    editor.type(one, "comment", f"Anmerkung von {house}.")
    editor.type(two, "proposal", f"Änderung, wie {house} sie will.")
    editor.type(three, "comment", f"Ergänzung von {house}.")
    editor.type(three, "responsible", house)
    return bytes(editor.bytes())


def opened_with(ending: str, content: bytes):  # noqa: ANN201 - one of four editors that share their deeds alone
    """The editor for this format, with this file."""
    return type(opened(ending))(content)


def all_come_in(who: Visitor, files: list[Path], onlooker: Onlooker) -> None:
    """Dropped at once; all that is clear is taken with one press, nothing is lost."""
    page = who.go(f"{OFFICE}eingang/")
    page.locator("[name=matrices]").set_input_files(files)
    who.press("Dateien aufnehmen")
    page.wait_for_url(re.compile(r"/lieferung/"), timeout=60_000)
    onlooker.look(page, "lieferung-von-dreissig")
    expect(page.locator("main tbody tr")).to_have_count(len(HOUSES))
    who.press(f"{len(HOUSES)} klare Dateien übernehmen")
    expect(page.locator("main")).to_contain_text(f"{len(HOUSES)} Dateien übernommen")
    page = who.go(OFFICE)
    expect(page.locator("main tbody tr", has_text="Zusammen")).to_contain_text(str(len(HOUSES) * EACH))


def a_newer_one_is_a_difference(who: Visitor, site: House, folder: Path, onlooker: Onlooker) -> None:
    """The same sender once more: what is new is shown beside what stays; it counts instead."""
    editor = opened_with("xlsx", filled(fetched(site, "xlsx", HOUSES[4]), "xlsx", HOUSES[4]))
    editor.type(editor.row(MEASURES[EACH]), "comment", LATER)
    newer = folder / "Matrix neu.xlsx"
    newer.write_bytes(bytes(editor.bytes()))
    page = who.go(f"{OFFICE}eingang/")
    page.locator("[name=matrices]").set_input_files(newer)
    who.press("Dateien aufnehmen")
    page.wait_for_url(re.compile(r"/eingang/[0-9a-f-]{36}/"))
    onlooker.look(page, "neuer-stand")
    assert who.text.count("unverändert seit der früheren Datei") == EACH
    who.press("Übernehmen")
    page = who.go(OFFICE)
    expect(page.locator("main tbody tr", has_text="Zusammen")).to_contain_text(str(len(HOUSES) * EACH + 1))


def the_desk_has_them_sorted(who: Visitor, onlooker: Onlooker) -> None:
    """Beside the element each means: thirty at each of three measures, one at the fourth."""
    page = who.go(f"/werkstatt/{SLUG}/auswertung/{ROUND}/")
    onlooker.look(page, "auswertung-von-dreissig")
    shelves = page.get_by_role("navigation", name="Handlungsfelder").get_by_role("link")
    said = []
    for number in range(shelves.count()):
        shelves.nth(number).click()
        said += page.locator(".wk-said__words").all_inner_texts()
    told = "\n".join(said)
    for house in HOUSES:
        for words in (f"Anmerkung von {house}.", f"Änderung, wie {house} sie will.", f"Ergänzung von {house}."):
            assert told.count(words) == 1, words
    assert told.count(LATER) == 1


def all_are_let_out(who: Visitor) -> None:
    """A page at a time, until nothing waits."""
    page = who.go(f"/werkstatt/{SLUG}/beteiligung/{ROUND}/")
    who.press("Freigabe und Schwärzungen", page.locator("main"))
    while boxes := page.locator("[name=said]").all():
        for box in boxes:
            box.check()
        who.press("Ausgewählte veröffentlichen")
        expect(page.locator("main")).to_contain_text("veröffentlicht")
    expect(page.locator("main")).to_contain_text("Es wartet nichts auf Freigabe.")


def the_result_is_published(who: Visitor, onlooker: Onlooker) -> None:
    """As Sachsen-Anhalt gives it back: a table, goal by goal and measure by measure."""
    page = who.go(f"/werkstatt/{SLUG}/beteiligung/{ROUND}/")
    who.press("Ergebnisprotokoll", page.locator("main"))
    page.get_by_label("Gliederung").select_option(label="als Tabelle, je Ziel und Maßnahme")
    who.press("Ansehen")
    onlooker.look(page, "ergebnis-vor-der-veroeffentlichung")
    who.press("Protokoll veröffentlichen")
    expect(page.locator("main")).to_contain_text(
        f"Das Protokoll mit {len(HOUSES) * EACH + 1} Aussagen ist veröffentlicht."
    )


def everybody_reads_the_result(who: Visitor, folder: Path) -> None:
    """From the round's page: each word once, on the page and in the Word file; whoever sent it is not named as its sender."""
    page = who.go(PUBLIC)
    who.press("Ergebnisprotokoll lesen", page.locator("main"))
    expected = [f"Anmerkung von {house}." for house in HOUSES] + [LATER]
    expected += [f"Änderung, wie {house} sie will." for house in HOUSES]
    file = Document(str(who.download("Word", folder)))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    for told in (who.text, "\n".join(cells)):
        assert [words for words in expected if told.count(words) != 1] == []
