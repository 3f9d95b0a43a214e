"""The pages of the import, as the commissioner and as everybody else they may meet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from konzept import canonical
from konzept.model import Element
from tests import factories
from werkstatt.accounts.models import Role, User
from werkstatt.authorities.models import Authority
from werkstatt.concepts import actions, queries
from werkstatt.concepts.models import Import, ImportState, Publication, Version
from werkstatt.work.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> Authority:
    return factories.authority()


@pytest.fixture
def person(authority: Authority) -> User:
    return factories.person(authority)


@pytest.fixture
def office(person: User) -> Client:
    return factories.signed_in(person)


@pytest.fixture
def import_(authority: Authority, person: User) -> Import:
    return factories.read_in(authority, person)


def at(name: str, import_: Import, *more: object) -> str:
    return reverse(f"concepts:{name}", args=[import_.authority.slug, import_.pk, *more])


def text(import_: Import) -> list[Element]:
    return list(canonical.loads(Import.objects.get(pk=import_.pk).proposal).walk())


def press(office: Client, import_: Import, deed: str, uid: str = "", **more: object) -> HttpResponse:
    """Press a button of the check page, without htmx; the page that follows."""
    line = queries.understood(Import.objects.get(pk=import_.pk)).find(uid)
    on = f" {uid}.{line.state if line else 'gone'}" if uid else ""
    return office.post(at("deed", import_), {"deed": f"{deed}{on}", **more}, follow=True)


def measure(import_: Import, number: str) -> Element:
    return next(element for element in text(import_) if element.number == number)


# --- doors -----------------------------------------------------------------------------------------------------------

PAGES = ("check", "check_add", "check_frame", "check_swap", "left_out")
DEEDS = ("deed", "compare", "discard", "apply")


@pytest.mark.parametrize("role", [None, Role.READER, Role.REVIEWER])
@pytest.mark.parametrize("name", [*PAGES, *DEEDS])
def test_who_may_not_edit_learns_nothing(name: str, role: str | None, import_: Import) -> None:
    stranger = factories.person(import_.authority if role else factories.authority(), role or Role.COMMISSIONER)
    client = factories.signed_in(stranger)
    address = at(name, import_)
    response = client.post(address) if name in DEEDS else client.get(address)
    assert response.status_code == 404
    assert Import.objects.get().state == ImportState.CHECKING


@pytest.mark.parametrize("name", PAGES)
def test_nobody_is_asked_to_sign_in(name: str, import_: Import, client: Client) -> None:
    assert client.get(at(name, import_)).status_code == 302


@pytest.mark.parametrize("name", DEEDS)
def test_deeds_are_no_links(name: str, import_: Import, office: Client) -> None:
    assert office.get(at(name, import_)).status_code == 405


@pytest.mark.parametrize("name", PAGES)
def test_an_import_of_another_authority_is_not_there(name: str, import_: Import) -> None:
    other = factories.authority()
    client = factories.signed_in(factories.person(other))
    assert client.get(reverse(f"concepts:{name}", args=[other.slug, import_.pk])).status_code == 404


# --- upload ----------------------------------------------------------------------------------------------------------


def send(office: Client, authority: Authority, content: bytes, name: str = "konzept.md") -> str:
    file = SimpleUploadedFile(name, content)
    response = office.post(reverse("concepts:upload", args=[authority.slug]), {"file": file})
    assert response.status_code == 302
    return response.url


def test_upload_leads_to_the_progress_and_from_there_to_the_check(office: Client, authority: Authority) -> None:
    page = office.get(reverse("concepts:upload", args=[authority.slug])).content.decode()
    assert "multipart/form-data" in page
    assert "Was dann geschieht" in page
    address = send(office, authority, factories.document())
    made = Import.objects.get()
    assert address == reverse("work:job", args=[made.job_id])
    actions.understand(str(made.job_id), made.pk)
    assert send(office, authority, factories.document()) == at("check", made)


def test_while_it_is_read_the_check_page_says_so(office: Client, authority: Authority) -> None:
    send(office, authority, factories.document())
    made = Import.objects.get()
    page = office.get(at("check", made)).content.decode()
    assert "Das Dokument wird gelesen" in page
    assert reverse("work:job", args=[made.job_id]) in page
    assert office.get(at("check_frame", made)).status_code == 404


def test_a_reading_that_broke_down_is_told_with_the_way_on(office: Client, authority: Authority) -> None:
    send(office, authority, factories.document())
    Job.objects.update(problem="Das hat auch nach drei Anläufen nicht geklappt.")
    page = office.get(at("check", Import.objects.get())).content.decode()
    assert "nach drei Anläufen" in page
    assert "Noch einmal hochladen" in page


def test_a_bad_file_is_told_on_the_page_and_changes_nothing(office: Client, authority: Authority) -> None:
    send(office, authority, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "geheim.docx")
    made = Import.objects.get()
    actions.understand(str(made.job_id), made.pk)
    page = office.get(at("check", made)).content.decode()
    assert "ist mit einem Kennwort geschützt" in page
    assert "An Ihrem Konzept hat sich nichts geändert." in page
    assert not Version.objects.exists()


def test_a_known_file_leads_to_the_versions_with_a_word(office: Client, import_: Import, person: User) -> None:
    actions.apply(import_, person)
    address = send(office, import_.authority, factories.document())
    assert address == reverse("concepts:versions", args=[import_.authority.slug])
    assert "Diese Datei ist schon eingelesen; es ändert sich nichts." in office.get(address).content.decode()


def test_without_a_file_the_form_says_what_to_do(office: Client, authority: Authority) -> None:
    page = office.post(reverse("concepts:upload", args=[authority.slug])).content.decode()
    assert "Bitte wählen Sie die Datei mit Ihrem Konzept aus." in page


# --- check -----------------------------------------------------------------------------------------------------------


def test_the_check_page_shows_document_and_reading(office: Client, import_: Import) -> None:
    page = office.get(at("check", import_)).content.decode()
    assert "2 Handlungsfelder · 2 Ziele · 4 Maßnahmen · noch 1 Stelle zu prüfen" in page
    assert page.count("Sprachkurse mit Kinderbetreuung anbieten.") == 2
    assert f'href="{at("check", import_)}?bei=stelle-0#stelle-0"' in page
    assert 'id="stelle-0"' in page
    assert at("check_element", import_, measure(import_, "2.1.2").uid) in page
    assert "Letzten Schritt zurücknehmen" not in page


def test_the_check_page_asks_as_often_for_much_as_for_little(
    office: Client, authority: Authority, import_: Import, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = "".join(f"| 2.1.{n} | Noch eine Maßnahme {n}. | Jobcenter Erlenau | |\n" for n in range(3, 60))
    longer = factories.read_in(authority, None, factories.document() + rows.encode(), "lang.md")
    assert len(text(longer)) > 60
    office.get(at("check", import_))
    counts = []
    for each in (import_, longer):
        with django_assert_num_queries(8):
            counts.append(len(office.get(at("check", each)).content))
    assert counts[0] < counts[1]


@pytest.fixture
def long(office: Client, authority: Authority) -> Import:
    """An import of 216 lines, every fourth of them unsure."""
    rows = "".join(f"| 2.1.{n} | Noch eine Maßnahme {n}. | Jobcenter | 2027 |\n" for n in range(3, 213))
    made = factories.read_in(authority, None, factories.document() + rows.encode(), "lang.md")
    doubt = {"place": "", "kind": "unsure", "sentence": "Ja?", "checked": False}
    made.doubts = [{"uid": element.uid, **doubt} for element in text(made)[::4]]
    made.save()
    return made


PART = {"HX-Request": "true"}


def shown(page: str) -> list[str]:
    """The elements of which a page has the lines."""
    return re.findall(r'<li class="cc-line [^>]* id="e-(\w+)"', page)


def test_of_many_lines_some_come_at_once_and_links_lead_to_the_others(office: Client, long: Import) -> None:
    page = office.get(at("check", long)).content.decode()
    uids = [element.uid for element in text(long)]
    assert shown(page) == uids[:40]
    assert page.count('class="cc-gap') == len(uids[40:]) // 40 + 1
    assert f'href="{at("check", long)}?bei=e-{uids[80]}#e-{uids[80]}"' in page
    there = office.get(at("check", long), {"bei": f"e-{uids[90]}"}).content.decode()
    assert shown(there) == uids[40:120]
    assert 'data-open="' in there


def test_a_stretch_of_lines_comes_alone(office: Client, long: Import) -> None:
    uids = [element.uid for element in text(long)]
    given = {"nach": uids[39], "vor": "", "nr": "2", "von": "5"}
    part = office.get(at("lines", long), given, headers=PART).content.decode()
    assert shown(part) == uids[80:120]
    assert "<html" not in part
    assert office.get(at("lines", long), {**given, "nach": "gone"}, headers=PART).status_code == 409
    assert office.get(at("lines", long), {**given, "nr": "x", "von": "²"}, headers=PART).status_code == 200
    assert office.get(at("lines", long), given).url == f"{at('check', long)}#pruefen"


def test_of_what_is_unsure_a_stretch_comes_alone_too(office: Client, long: Import) -> None:
    given = {"nur": "unsicher", "nach": "", "vor": "", "nr": "2", "von": "2"}
    part = office.get(at("lines", long), given, headers=PART).content.decode()
    unsure = [line.uid for line in queries.understood(long).lines if line.unsure]
    assert len(unsure) > 40
    assert shown(part) == unsure[40:]


def test_a_place_is_marked_as_checked(office: Client, import_: Import) -> None:
    page = press(office, import_, "checked 0")
    assert page.redirect_chain == [(at("check", import_) + "#pruefen", 302)]
    assert "keine Stelle mehr zu prüfen" in page.content.decode()
    assert "Geprüft. Keine Stelle ist mehr zu prüfen." in page.content.decode()
    for deed in ("checked 99", "checked", "checked -1", "checked <", "planet", "", "x" * 200):
        assert "kern-alert--danger" in press(office, import_, deed).content.decode()


def test_after_a_place_comes_the_next_one(office: Client, import_: Import) -> None:
    uids = [element.uid for element in text(import_)]
    doubts = [{"uid": uid, "place": "", "kind": "unsure", "sentence": "Ja?", "checked": False} for uid in uids[:3]]
    Import.objects.update(doubts=[doubts[2], doubts[0], doubts[1]])
    assert press(office, import_, "checked 1").redirect_chain[0][0].endswith("#stelle-2")
    assert press(office, import_, "checked 0").redirect_chain[0][0].endswith("#stelle-2")


def test_an_element_is_corrected_beside_its_source(office: Client, import_: Import) -> None:
    found = measure(import_, "2.1.2")
    address = at("check_element", import_, found.uid)
    page = office.get(address).content.decode()
    assert "hat keinen Termin" in page
    assert "So steht es im Dokument" in page
    assert "In 2 Teile trennen" in page
    typed = {"kind": "measure", "number": "2.1.2", "text": found.text, "responsible": "Jobcenter", "term": "bis 2028"}
    goal = next(element for element in text(import_) if element.kind == "goal" and element.number == "2.1")
    response = office.post(address, {**typed, "parent": goal.uid, "position": "2"})
    assert response.url == f"{at('check', import_)}?bei=e-{found.uid}#e-{found.uid}"
    after = measure(import_, "2.1.2")
    assert after.timing is not None
    assert (after.timing.verbatim, after.timing.due) == ("bis 2028", "2028-12-31")
    assert "keine Stelle mehr zu prüfen" in office.get(at("check", import_)).content.decode()


def test_an_element_that_is_not_there_is_not_there(office: Client, import_: Import) -> None:
    assert office.get(at("check_element", import_, "nosuchuid0")).status_code == 404


def test_a_wrong_form_stays_with_what_was_typed(office: Client, import_: Import) -> None:
    found = measure(import_, "1.1.1")
    page = office.post(at("check_element", import_, found.uid), {"kind": "planet", "term": "bald"}).content.decode()
    assert "Bitte prüfen Sie Ihre Angaben" in page
    assert "bald" in page


def test_what_is_missing_is_added_and_what_is_too_much_dropped(office: Client, import_: Import) -> None:
    goal = next(element for element in text(import_) if element.kind == "goal")
    page = office.get(at("check_add", import_), {"unter": goal.uid}).content.decode()
    assert f'<option value="{goal.uid}" selected' in page
    typed = {"uid": "added0000001", "kind": "measure", "text": "Ein Sprachcafé öffnen.", "parent": goal.uid}
    for _ in range(2):
        response = office.post(at("check_add", import_), typed)
    assert "ist schon im Konzept" in response.content.decode()
    assert [element.text for element in text(import_)].count("Ein Sprachcafé öffnen.") == 1
    assert "ist gestrichen" in press(office, import_, "drop", "added0000001").content.decode()
    assert "gibt es hier nicht mehr" in press(office, import_, "drop", "added0000001").content.decode()
    assert "added0000001" not in [element.uid for element in text(import_)]
    page = press(office, import_, "undo").content.decode()
    assert "Zurückgenommen: Maßnahme „Ein Sprachcafé öffnen.“ ist gestrichen." in page
    assert "added0000001" in [element.uid for element in text(import_)]


def test_two_measures_in_one_cell_are_split(office: Client, import_: Import) -> None:
    page = press(office, import_, "split", measure(import_, "2.1.2").uid).content.decode()
    texts = [element.text for element in text(import_) if element.kind == "measure"]
    assert texts[-2:] == ["Wegweiser zur Anerkennung.", "Lotsinnen begleiten die Menschen."]
    assert "Aus 1 sind 2 geworden." in page
    assert "nichts zu trennen" in press(office, import_, "split", measure(import_, "1.1.1").uid).content.decode()
    assert len(texts) == 5


def test_the_cover_is_corrected(office: Client, import_: Import) -> None:
    assert "Erstfassung 2026–2029" in office.get(at("check_frame", import_)).content.decode()
    office.post(at("check_frame", import_), {"title": "Konzept für Erlenau", "edition": "Erstfassung"})
    assert "Konzept für Erlenau" in office.get(at("check", import_)).content.decode()


def test_a_word_is_replaced_everywhere(office: Client, import_: Import) -> None:
    page = office.get(at("check_swap", import_), {"falsch": "Erlenau", "richtig": "Erlenaue"}).content.decode()
    assert 'value="Erlenau"' in page
    office.post(at("check_swap", import_), {"wrong": "Erlenau", "right": "Erlenaue"})
    assert "Integrationskonzept Landkreis Erlenaue" in office.get(at("check", import_)).content.decode()
    page = office.post(at("check_swap", import_), {"wrong": "Xanten", "right": "Y"}).content.decode()
    assert "Das kommt im Eingelesenen nicht vor" in page


def test_nothing_to_undo_is_told(office: Client, import_: Import) -> None:
    assert "keinen Schritt" in press(office, import_, "undo").content.decode()


# --- apply -----------------------------------------------------------------------------------------------------------


def test_uebernehmen_makes_version_0_and_may_publish(office: Client, import_: Import) -> None:
    response = office.post(at("apply", import_), {"publish": "on"}, follow=True)
    assert response.redirect_chain[-1][0] == reverse("concepts:versions", args=[import_.authority.slug])
    assert "Übernommen: Fassung 0" in response.content.decode()
    assert Publication.objects.get().version == Version.objects.get()


def test_whoever_comes_second_sees_where_it_went(office: Client, import_: Import) -> None:
    office.post(at("apply", import_))
    second = factories.signed_in(factories.person(import_.authority, Role.EDITOR))
    page = second.post(at("apply", import_), follow=True).content.decode()
    assert "Daraus wurde Fassung 0" in page
    assert Version.objects.count() == 1


def test_a_discarded_reading_says_so(office: Client, import_: Import) -> None:
    page = office.post(at("discard", import_), follow=True).content.decode()
    assert "am Konzept hat sich nichts geändert" in page
    assert not Version.objects.exists()


ROW = "| 1.1.2 | Sprachkurse mit Kinderbetreuung anbieten. | Volkshochschule | bis Ende 2027 |\n"


def test_a_corrected_file_shows_the_difference_and_asks_for_reasons(
    office: Client, import_: Import, person: User
) -> None:
    actions.apply(import_, person)
    second = factories.read_in(import_.authority, person, factories.document(ROW, ""), "korrigiert.md")
    page = office.get(at("check", second)).content.decode()
    assert "Was sich gegenüber Fassung 0 ändert" in page
    assert "0 geändert · 0 neu · 1 entfallen" in office.get(at("difference", second)).content.decode()
    page = office.post(at("apply", second), {}).content.decode()
    assert "Bitte schreiben Sie, warum das entfällt." in page
    assert Version.objects.count() == 1
    base = second.base
    assert base is not None
    gone = next(element for element in queries.text_of(base).walk() if element.number == "1.1.2")
    office.post(at("apply", second), {f"reason-{gone.uid}": "Bietet die Volkshochschule jetzt selbst an."})
    assert Version.objects.count() == 2


def test_a_version_in_between_must_be_compared_first(office: Client, import_: Import, person: User) -> None:
    version = actions.apply(import_, person)
    second = factories.read_in(import_.authority, person, factories.document(ROW, ROW * 2), "korrigiert.md")
    newer = queries.text_of(version)
    factories.version(parent=version, value=factories.reworded(newer, measure(import_, "1.1.1").uid, "Neu."))
    assert "Mit der neuesten Fassung vergleichen" in office.get(at("check", second)).content.decode()
    assert "bitte vergleichen Sie" in office.post(at("apply", second), {"reason": "x"}).content.decode()
    office.post(at("compare", second))
    assert "Was sich gegenüber Fassung 1 ändert" in office.get(at("check", second)).content.decode()


def test_a_question_about_an_element_is_answered_with_yes(office: Client, import_: Import) -> None:
    found = measure(import_, "1.1.1")
    Import.objects.update(
        doubts=[
            {
                "uid": found.uid,
                "place": "",
                "kind": "unsure",
                "sentence": "Ist das …?",
                "checked": False,
                "was": "older0000001",
            }
        ]
    )
    assert "Ja, dasselbe" in office.get(at("check", import_)).content.decode()
    assert "derselbe Teil wie bisher" in press(office, import_, "same 0").content.decode()
    assert measure(import_, "1.1.1").uid == "older0000001"


def test_a_real_concept_in_the_browser(shared: Path, office: Client, authority: Authority) -> None:
    send(office, authority, (shared / "specimens" / "ilm-kreis.docx").read_bytes(), "ilm-kreis.docx")
    made = Import.objects.get()
    actions.understand(str(made.job_id), made.pk)
    page = office.get(at("check", made)).content.decode()
    assert "6 Handlungsfelder · 42 Ziele · 49 Maßnahmen · noch " in page
    assert "Überall ersetzen" in page
    office.post(at("apply", made), {})
    page = office.get(reverse("concepts:versions", args=[authority.slug])).content.decode()
    assert "Fassung 0 veröffentlichen" in page


def test_one_place_is_one_place(office: Client, import_: Import) -> None:
    page = office.post(at("check_swap", import_), {"wrong": "Volkshochschule", "right": "VHS"}, follow=True)
    assert "An 1 Stelle ersetzt." in page.content.decode()
    page = office.post(at("check_swap", import_), {"wrong": "Erlenau", "right": "Tessen"}, follow=True)
    assert "Stellen ersetzt." in page.content.decode()


def test_two_people_check_the_same_element_the_second_is_told(import_: Import) -> None:
    alma, bert = (factories.signed_in(factories.person(import_.authority)) for _ in range(2))
    found = measure(import_, "1.1.1")
    address = at("check_element", import_, found.uid)
    page = alma.get(address).content.decode()
    held = dict(re.findall(r'<input type="hidden" name="(seen|uid)" value="(\w*)"', page))
    goal = next(element for element in text(import_) if element.number == "1.1")
    typed = {**held, "kind": "measure", "number": "1.1.1", "text": found.text, "parent": goal.uid, "position": "1"}
    rest = {"responsible": "Bildungsbüro Erlenau", "term": "fortlaufend"}
    assert bert.post(address, {**typed, **rest, "term": "bis Ende 2029"}).status_code == 302
    told = alma.post(address, {**typed, **rest, "text": "Ganz neu."}).content.decode()
    assert "jemand anders geändert" in told
    after = measure(import_, "1.1.1")
    assert after.timing is not None
    assert (after.text, after.timing.verbatim) == (found.text, "bis Ende 2029")


@pytest.mark.parametrize("name", PAGES)
def test_what_is_decided_is_corrected_no_more(name: str, import_: Import, office: Client) -> None:
    office.post(at("discard", import_))
    assert office.get(at(name, import_)).status_code == (200 if name == "check" else 404)


@pytest.mark.parametrize("name", ["deed", "compare", "discard"])
def test_a_deed_too_late_is_told(name: str, import_: Import, office: Client) -> None:
    office.post(at("apply", import_))
    before = Import.objects.values().get()
    assert "ist abgeschlossen" in office.post(at(name, import_), follow=True).content.decode()
    assert Import.objects.values().get() == before


def test_hostile_words_of_a_document_are_only_words(office: Client, authority: Authority) -> None:
    bad = "<script>alert(1)</script>{{ debug }}"
    content = factories.document("Übersicht der Sprachkurse", bad).replace(b"Volkshochschule", b'"><img src=x>')
    made = factories.read_in(authority, None, content, '"><b>böse.md')
    uid = measure(made, "1.1.1").uid
    for address in (at("check", made), at("check_element", made, uid), at("check_frame", made), at("check_add", made)):
        page = office.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "<b>böse" not in page
    office.post(at("apply", made), {"publish": "on"})
    for address in (f"/{authority.slug}/konzept/", f"/{authority.slug}/konzept/e/{uid}/"):
        page = office.get(address).content.decode()
        assert "<script>alert" not in page
        assert "{{ debug }}" in page


def test_ten_thousand_characters_in_one_cell_are_read_and_checked(office: Client, authority: Authority) -> None:
    long = "Übersicht " * 1_000
    made = factories.read_in(authority, None, factories.document("Übersicht der Sprachkurse", long.strip()), "lang.md")
    found = measure(made, "1.1.1")
    assert found.text is not None
    assert found.text.count("Übersicht") == 1_000
    assert office.get(at("check", made)).content.decode().count("Übersicht") >= 2_000


def test_nothing_of_an_import_is_public_before_it_is_published(office: Client, import_: Import, client: Client) -> None:
    slug = import_.authority.slug

    def seen() -> str:
        paths = ("", "konzept/", "konzept/fassung-0/", "konzept/fassung-0/konzept.json", "suche/?q=Sprachkurse")
        return "".join(client.get(f"/{slug}/{path}").content.decode() for path in paths)

    assert "Kinderbetreuung" not in seen()
    office.post(at("apply", import_))
    assert "Kinderbetreuung" not in seen()
    office.post(reverse("concepts:publish", args=[slug, 0]))
    assert "Kinderbetreuung" in seen()


def test_uploading_asks_for_the_forms_token(authority: Authority) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(factories.person(authority))
    file = SimpleUploadedFile("konzept.md", factories.document())
    assert browser.post(reverse("concepts:upload", args=[authority.slug]), {"file": file}).status_code == 403
    assert not Import.objects.exists()
