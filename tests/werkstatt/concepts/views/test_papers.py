"""Sheets, pictures of pages, and a person's word on a block."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from konzept import canonical
from tests import factories
from werkstatt.accounts.models import User
from werkstatt.concepts import actions, tasks
from werkstatt.concepts.models import Import
from werkstatt.lib import files
from werkstatt.work.models import Job

pytestmark = pytest.mark.django_db
PART = {"HX-Request": "true"}


@pytest.fixture
def person() -> User:
    return factories.person(factories.authority())


@pytest.fixture
def office(person: User) -> Client:
    return factories.signed_in(person)


@pytest.fixture
def import_(person: User) -> Import:
    return factories.read_in(person.memberships.get().authority, person)


@pytest.fixture
def pdf(person: User) -> Import:
    return factories.read_pdf(person.memberships.get().authority, person)


def at(name: str, import_: Import, *more: object) -> str:
    return reverse(f"concepts:{name}", args=[import_.authority.slug, import_.pk, *more])


# --- pictures --------------------------------------------------------------------------------------------------------


def test_a_page_is_a_picture_that_the_browser_keeps(office: Client, pdf: Import) -> None:
    response = office.get(at("picture", pdf, 1))
    assert response.content.startswith(b"\x89PNG")
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Cache-Control"].startswith("private, max-age=")
    again = office.get(at("picture", pdf, 1), headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert office.get(at("picture", pdf, 2)).headers["ETag"] != response.headers["ETag"]


@pytest.mark.parametrize("page", [0, 3, 9999999])
def test_there_are_no_other_pages(page: int, office: Client, pdf: Import) -> None:
    assert office.get(at("picture", pdf, page)).status_code == 404


def test_what_has_no_pages_has_no_pictures(office: Client, import_: Import) -> None:
    assert office.get(at("picture", import_, 1)).status_code == 404


def test_a_file_that_cannot_be_drawn_has_no_picture(office: Client, pdf: Import) -> None:
    files.keep(b"%PDF-1.7 kaputt")
    Import.objects.update(sha256=files.digest(b"%PDF-1.7 kaputt"))
    assert office.get(at("picture", pdf, 1)).status_code == 404


# --- sheets ----------------------------------------------------------------------------------------------------------


def test_the_check_page_of_a_pdf_shows_pages_that_wait_to_be_looked_at(office: Client, pdf: Import) -> None:
    page = office.get(at("check", pdf)).content.decode()
    assert page.count('loading="lazy"') == 2
    assert f'src="{at("picture", pdf, 2)}" width="1000" height="1414"' in page
    assert "Text der Seite 1" in page
    assert 'class="cc-boxes" viewBox="0 0 1000 1414"' in page


def test_a_sheet_comes_alone_where_somebody_looks(office: Client, pdf: Import) -> None:
    part = office.get(at("sheet", pdf, 2), headers=PART).content.decode()
    assert part.strip().startswith('<article class="cc-sheet cc-sheet--page" id="blatt-2"')
    assert "hx-trigger" not in part.partition(">")[0]
    found = next(each for each in canonical.loads(pdf.proposal).walk() if each.number == "2.1.2")
    assert f'href="{at("check", pdf)}?bei=e-{found.uid}#e-{found.uid}"' in part
    assert "doc-unsure" in part
    assert office.get(at("sheet", pdf, 3), headers=PART).status_code == 404


def test_by_itself_a_sheet_leads_to_the_check_page(office: Client, pdf: Import) -> None:
    assert office.get(at("sheet", pdf, 2)).url == f"{at('check', pdf)}?blatt=2#blatt-2"


def test_the_rest_of_a_long_document_comes_when_somebody_looks(office: Client, person: User) -> None:
    more = "".join(f"Absatz Nummer {n}.\n\n" for n in range(200)).encode()
    made = factories.read_in(person.memberships.get().authority, person, factories.document() + b"\n" + more)
    page = office.get(at("check", made)).content.decode()
    pane = page[page.index("cc-pane--document") :]
    assert "Absatz Nummer 3." in pane
    assert "Absatz Nummer 190." not in pane
    assert f'hx-get="{at("sheet", made, 5)}"' in pane
    assert f'href="{at("check", made)}?blatt=5#blatt-5"' in pane
    last = len(made.sheets)
    shown = office.get(at("check", made), {"blatt": last}).content.decode()
    assert "Absatz Nummer 199." in shown[shown.index("cc-pane--document") :]


@pytest.mark.parametrize("asked", ["0", "-1", "x", "", "9" * 40, "²"])
def test_a_sheet_there_is_not_shows_no_sheet_and_breaks_nothing(asked: str, office: Client, import_: Import) -> None:
    assert office.get(at("check", import_), {"blatt": asked}).status_code == 200


def test_only_what_is_unsure_may_be_shown(office: Client, import_: Import) -> None:
    page = office.get(at("check", import_), {"nur": "unsicher"}).content.decode()
    assert page.count('<li class="cc-line ') == 1
    assert page.count("cc-line--unsure") == 1
    assert "Alles zeigen" in page


def test_the_browser_keeps_no_old_state_of_the_check(office: Client, import_: Import) -> None:
    assert "no-store" in office.get(at("check", import_)).headers["Cache-Control"]


def test_what_was_left_out_is_there_in_full(office: Client, import_: Import) -> None:
    long = "Ein langes Inhaltsverzeichnis. " * 80
    doubt = {"uid": None, "place": "Absatz 1", "kind": "left_out", "sentence": long, "checked": False}
    Import.objects.update(doubts=[doubt, {**doubt, "kind": "repaired", "sentence": "Ein Trennstrich."}])
    page = office.get(at("check", import_)).content.decode()
    assert "2 Stellen nicht übernommen oder berichtigt" in page
    assert long.strip() not in page
    page = office.get(at("left_out", import_)).content.decode()
    assert long.strip() in page
    assert "Ein Trennstrich." in page


# --- hints -----------------------------------------------------------------------------------------------------------


def block_of(import_: Import, kind: str) -> int:
    return next(block.index for block in import_.blocks.all() if block.body["is"] == kind)


def test_a_table_may_be_all_a_heading_has_no_rows(office: Client, import_: Import) -> None:
    table = office.get(at("hint", import_, block_of(import_, "table"))).content.decode()
    assert "je Zeile eine Maßnahme" in table
    assert "Übersicht der Sprachkurse" in table
    assert "je Zeile" not in office.get(at("hint", import_, block_of(import_, "heading"))).content.decode()
    assert office.get(at("hint", import_, 9999)).status_code == 404


def test_with_htmx_the_form_comes_into_the_document(office: Client, import_: Import) -> None:
    part = office.get(at("hint", import_, 3), headers=PART).content.decode()
    assert part.lstrip().startswith('<form class="doc-hint"')
    assert f'action="{at("hint", import_, 3)}"' in part


def test_a_hint_leads_to_the_progress_and_back_to_another_reading(office: Client, import_: Import) -> None:
    block = block_of(import_, "table")
    response = office.post(at("hint", import_, block), {"says": "left_out"})
    job = Job.objects.get()
    assert response.url == reverse("work:job", args=[job.pk])
    page = office.get(at("check", import_)).content.decode()
    assert "wird gerade mit einem Hinweis noch einmal gelesen" in page
    assert (
        "gerade noch einmal gelesen"
        in office.post(at("hint", import_, 3), {"says": "text"}, follow=True).content.decode()
    )
    tasks.reread.func(str(job.pk), import_.pk, block, "left_out", None)
    Job.objects.update(finished_at=job.created_at)
    page = office.get(at("check", import_)).content.decode()
    assert "2 Maßnahmen" in page
    assert "Noch einmal gelesen: Tabelle 1 ist kein Teil des Konzepts" in page
    chosen = re.findall(r'value="(\w+)"[^>]* checked', office.get(at("hint", import_, block)).content.decode())
    assert chosen == ["left_out"]


@pytest.mark.parametrize("says", ["", "planet", "records"])
def test_a_word_there_is_not_is_told(says: str, office: Client, import_: Import) -> None:
    page = office.post(at("hint", import_, block_of(import_, "heading")), {"says": says}).content.decode()
    assert "Bitte prüfen Sie Ihre Angaben" in page
    assert not Job.objects.exists()


def test_a_decided_import_takes_no_hint(office: Client, import_: Import, person: User) -> None:
    actions.apply(import_, person)
    assert office.post(at("hint", import_, 3), {"says": "text"}).status_code == 404


# --- every hint, through the page ------------------------------------------------------------------------------------

PLAN = """# Integrationskonzept Landkreis Erlenau

## Handlungsfeld 1: Sprache

### Ziel 1.1: Alle finden einen Sprachkurs.

| Ziel | Der Einstieg gelingt |
|---|---|
| Maßnahme | Übersicht der Kurse führen. |
| Zuständigkeit | Jobcenter Erlenau |

Gesundheit

| Sprechstunde in einfacher Sprache | Gesundheitsamt |
|---|---|
| Begleitung zum Arzt | Ehrenamtsbüro |

Eine Lotsin begleitet Familien zur Kita.
"""


@pytest.fixture
def plan(person: User) -> Import:
    return factories.read_in(person.memberships.get().authority, person, PLAN.encode())


def places(import_: Import) -> dict[str, int]:
    """The blocks by what they say first."""
    found = {}
    for block in import_.blocks.all():
        words = block.body.get("text") or block.body["rows"][0]["cells"][0]["text"]
        found[words] = block.index
    return found


def understood_with(office: Client, import_: Import, words: str, says: str) -> tuple[str, list[tuple[str, str]]]:
    """Press „Noch einmal lesen“, let the worker read: what the check page says was done, and kind and name of all elements."""
    block = places(import_)[words]
    assert f'value="{says}"' in office.get(at("hint", import_, block)).content.decode()
    response = office.post(at("hint", import_, block), {"says": says})
    job = Job.objects.get()
    assert response.url == reverse("work:job", args=[job.pk])
    tasks.reread.func(str(job.pk), import_.pk, block, says, None)
    job.refresh_from_db()
    assert job.problem == ""
    Job.objects.update(finished_at=job.created_at)
    page = office.get(at("check", import_)).content.decode()
    elements = canonical.loads(Import.objects.get(pk=import_.pk).proposal).walk()
    told = re.search(r"Noch einmal gelesen: ([^<]*)", page)
    assert told is not None
    return told[1].strip(), [(each.kind.value, each.title or each.text or "") for each in elements]


SAID = [
    ("Ziel", "goal", "ist ein Ziel", ("goal", "Der Einstieg gelingt")),
    ("Ziel", "area", "ist ein Handlungsfeld", ("area", "Der Einstieg gelingt")),
    ("Ziel", "measure", "ist eine Maßnahme", ("measure", "Der Einstieg gelingt")),
    ("Sprechstunde in einfacher Sprache", "records", "ist je Zeile eine Maßnahme", ("measure", "Begleitung zum Arzt")),
    ("Gesundheit", "area", "ist ein Handlungsfeld", ("area", "Gesundheit")),
    ("Gesundheit", "goal", "ist ein Ziel", ("goal", "Gesundheit")),
    (
        "Eine Lotsin begleitet Familien zur Kita.",
        "measure",
        "ist eine Maßnahme",
        ("measure", "Eine Lotsin begleitet Familien zur Kita."),
    ),
]


@pytest.mark.parametrize(
    ("words", "says", "told", "expected"), SAID, ids=[f"{words[:10]} {says}" for words, says, *_ in SAID]
)
def test_what_a_person_says_of_a_block_is_what_it_is_then(
    words: str, says: str, told: str, expected: tuple[str, str], office: Client, plan: Import
) -> None:
    said, elements = understood_with(office, plan, words, says)
    assert told in said
    assert expected in elements


def test_a_table_that_is_one_goal_holds_its_measures(office: Client, plan: Import) -> None:
    understood_with(office, plan, "Ziel", "goal")
    goal = next(
        each for each in canonical.loads(Import.objects.get().proposal).walk() if each.title == "Der Einstieg gelingt"
    )
    measure = goal.children[0]
    assert (measure.kind.value, measure.text) == ("measure", "Übersicht der Kurse führen.")
    assert measure.responsibility is not None
    assert measure.responsibility.verbatim == "Jobcenter Erlenau"


@pytest.mark.parametrize("says", ["goal", "measure", "records"])
def test_a_hint_is_taken_back_like_any_step(says: str, office: Client, plan: Import) -> None:
    before = Import.objects.get().proposal
    understood_with(office, plan, "Sprechstunde in einfacher Sprache", says)
    turn = Import.objects.get().turn
    office.post(at("deed", plan), {"deed": "undo", "turn": turn})
    assert (Import.objects.get().proposal, Import.objects.get().hints) == (before, [])
