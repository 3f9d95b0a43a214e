"""The whole procedure once, by the people who have part in it: from a Word file to the decided next edition and its Synopse."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.journeys import office, paper, public, review
from tests.journeys.conftest import Arrive
from tests.journeys.eyes import PHONE, Onlooker, Visitor
from tests.journeys.house import House
from tests.journeys.paper import Filling

SLUG = "ilm-kreis"
FIRST, SECOND = "1. Fortschreibung 2020-2023", "2. Fortschreibung 2027–2030"
WORDS = "Bitte auch am Abend und mit Kinderbetreuung."
THANKS = "Abendkurse mit Kinderbetreuung stehen jetzt im Konzept."
ADDITION = "Kurse gibt es auch am Abend und mit Kinderbetreuung."
MOVED = ("Weiterführung der Interkulturellen Wochen", "Handlungsziel 1.3")
REASON = "Das Programm ist ausgelaufen."
TALBLICK = Filling(
    1, "Auch mehrsprachig.", "Das macht niemand mehr.", "Ein Sprachcafé am Talblick öffnen.", "Verein Talblick"
)
JOBCENTER = Filling(
    2, "Dafür fehlt uns Personal.", "Seit zwei Jahren erledigt.", "Eine Sprechstunde im Betrieb anbieten."
)
CHANGES = [MOVED[0], ADDITION, REASON, TALBLICK.idea]
VOTES = [
    ("Schulamt", "mitgezeichnet", ""),
    ("Sozialamt", "mitgezeichnet mit Maßgabe", "Die Kosten trägt der Kreis."),
    ("Kreistag", "Dissens", "Der Termin ist zu früh."),
]


def test_from_a_word_file_to_the_next_edition(
    site: House, arrive: Arrive, onlooker: Onlooker, shared: Path, tmp_path: Path
) -> None:
    with arrive(expected=(422,)) as alma, arrive() as reader, arrive(PHONE, javascript=False) as aisha:
        the_concept_comes_in(alma, site, shared / "specimens" / "ilm-kreis.docx", tmp_path, onlooker)
        before = everybody_reads_it(reader, site, tmp_path, onlooker)
        office.open_round(alma, SLUG, onlooker)
        receipt = public.say(aisha, SLUG, WORDS, onlooker, reader)
        matrices_come_back(alma, reader, tmp_path, onlooker)
        everything_is_answered(alma, onlooker)
        the_wording_changes(alma, onlooker)
        bodies_sign_and_decide(alma, arrive, onlooker)
        site.finish_work()
        the_synopse_shows_it(reader, tmp_path, onlooker)
        assert public.take_files(reader, SLUG, "1-fortschreibung-2020-2023", tmp_path) == before
        public.follow_up(aisha, SLUG, receipt, THANKS, onlooker, reader)
        office.look_around(alma, SLUG, onlooker)
        with arrive(expected=(404,)) as lost:
            public.look_around(lost, SLUG, onlooker)


def the_concept_comes_in(alma: Visitor, site: House, document: Path, folder: Path, onlooker: Onlooker) -> None:
    """Sign in, upload, check, correct, take over; the imported edition was decided long ago."""
    office.sign_in(alma, site, SLUG, "Ilm-Kreis", onlooker)
    onlooker.look(alma.page, "schreibtisch-leer")
    alma.press("Konzept hochladen", alma.page.locator("main"))
    expect(alma.page).to_have_url(f"{site.site}/werkstatt/{SLUG}/konzept/einlesen/")
    broken = folder / document.name
    broken.write_bytes(document.read_bytes()[:30_000])
    office.upload_by_mistake(alma, SLUG, broken, onlooker)
    office.upload(alma, SLUG, document, onlooker)
    office.correct_and_take_over(alma, onlooker)
    office.add_bodies(alma, SLUG, onlooker)
    office.enter_decision(alma, SLUG, FIRST, "KT-2020-14", onlooker)
    onlooker.look(alma.go(f"/werkstatt/{SLUG}/"), "schreibtisch-nach-beschluss")


def everybody_reads_it(reader: Visitor, site: House, folder: Path, onlooker: Onlooker) -> dict[str, bytes]:
    """The public pages and files."""
    site.finish_work()
    public.read(reader, SLUG, FIRST, onlooker)
    return public.take_files(reader, SLUG, "1-fortschreibung-2020-2023", folder)


def matrices_come_back(alma: Visitor, reader: Visitor, folder: Path, onlooker: Onlooker) -> None:
    """One straight from Word by the public page, one through LibreOffice by the office's inbox."""
    reader.go(f"/{SLUG}/mitmachen/").locator("main article h2 a").click()
    reader.tick("Word (DOCX)")
    empty = reader.download("Matrix herunterladen", folder)
    filled = paper.reworked(empty, folder / "Talblick.docx", TALBLICK)
    public.hand_in(reader, filled, onlooker, said(TALBLICK))
    other = paper.saved_by_libreoffice(
        paper.reworked(empty, folder / "Jobcenter.docx", JOBCENTER), folder / "libreoffice"
    )
    office.take_in(alma, SLUG, other, onlooker, said(JOBCENTER))


def said(filling: Filling) -> list[str]:
    """What must be found in the matrix: three rows."""
    return [filling.comment, filling.outdated, filling.idea]


def everything_is_answered(alma: Visitor, onlooker: Onlooker) -> None:
    """The round ends; while one is unanswered, the review stays open."""
    review.end_round(alma, SLUG, onlooker)
    review.unanswered_blocks(alma, onlooker)
    review.answer_all(alma, WORDS, THANKS, onlooker)


def the_wording_changes(alma: Visitor, onlooker: Onlooker) -> None:
    """One measure edited, one dropped with reason, one added, one moved; the draft becomes the next version."""
    review.change_wording(alma, WORDS, ADDITION, onlooker)
    review.drop(alma, TALBLICK.outdated, REASON, onlooker)
    review.add(alma, TALBLICK.idea, TALBLICK.idea, onlooker)
    desk = alma.path
    office.move(alma, SLUG, *MOVED, onlooker)
    alma.go(desk)
    review.conclude(alma, onlooker)


def bodies_sign_and_decide(alma: Visitor, arrive: Arrive, onlooker: Onlooker) -> None:
    """Signed, with a condition, dissent; then the decision."""
    links = review.coordinate(alma, ["Kreistag", "Schulamt", "Sozialamt"], onlooker)
    for body, stance, reason in VOTES:
        review.sign(arrive, links[body], stance, reason, CHANGES, onlooker)
    alma.page.reload()
    expect(alma.page.locator("main")).to_contain_text("Alle Voten liegen vor.")
    onlooker.look(alma.page, "abstimmung-mit-voten")
    office.enter_decision(alma, SLUG, SECOND, "KT-2027-03", onlooker)


def the_synopse_shows_it(reader: Visitor, folder: Path, onlooker: Onlooker) -> None:
    """Edited, dropped with reason, new, moved, kept: side by side, and as PDF."""
    public.compare(reader, SLUG, FIRST, SECOND, onlooker)
    public.sees_change(reader, "geändert", ADDITION, "2 Rückmeldungen")
    public.sees_change(reader, "entfallen", REASON, "1 Rückmeldung")
    public.sees_change(reader, "neu", TALBLICK.idea, "")
    public.sees_change(reader, "verschoben", MOVED[0], "")
    public.take_synopse(reader)
    onlooker.look(reader.go(f"/{SLUG}/"), "startseite-nach-beschluss")
