"""Documents: read as tasks, checked by a person, applied once."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from konzept import canonical, change
from konzept.model import Concept, Element, Kind, Problem
from konzept.read import Doubt, Reading, Says, read
from tests import factories
from werkstatt.accounts.models import User
from werkstatt.authorities.models import Authority
from werkstatt.concepts import actions, queries, tasks
from werkstatt.concepts.actions import imports
from werkstatt.concepts.actions.imports import Teller, _store, _store_again
from werkstatt.concepts.models import Block, Import, ImportState, Publication, Step, Version
from werkstatt.concepts.queries.corrections import split_up
from werkstatt.journal.models import Entry as Deed
from werkstatt.lib import files
from werkstatt.work import actions as work
from werkstatt.work.models import Job

pytestmark = pytest.mark.django_db

OTHER = "Ein ganz anderer Satz über Bildungswege."


@pytest.fixture
def authority() -> Authority:
    return factories.authority()


@pytest.fixture
def person(authority: Authority) -> User:
    return factories.person(authority)


def deeds() -> list[str]:
    return list(Deed.objects.order_by("position").values_list("deed", flat=True))


def measure(import_: Import, number: str) -> Element:
    text = canonical.loads(Import.objects.get(pk=import_.pk).proposal)
    return next(element for element in text.walk() if element.number == number)


# --- upload ----------------------------------------------------------------------------------------------------------


def test_upload_keeps_the_file_and_lines_up_the_task(authority: Authority, person: User) -> None:
    made = actions.upload(authority, person, "konzept.md", factories.document(), then=tasks.understand)
    assert made.state == ImportState.READING
    assert files.load(made.sha256) == factories.document()
    job = Job.objects.get()
    assert made.job == job
    assert (job.started_by, job.goes_to) == (person, f"/werkstatt/{authority.slug}/konzept/einlesen/{made.pk}/")
    assert DBTaskResult.objects.get().args_kwargs == {"args": [str(job.pk)], "kwargs": {"import_id": made.pk}}
    assert deeds() == ["concepts.upload"]


def test_the_same_file_twice_is_one_import(authority: Authority, person: User) -> None:
    first = actions.upload(authority, person, "konzept.md", factories.document(), then=tasks.understand)
    again = actions.upload(authority, person, "kopie.md", factories.document(), then=tasks.understand)
    assert (again, Import.objects.count(), Job.objects.count(), deeds()) == (first, 1, 1, ["concepts.upload"])


def test_a_file_whose_reading_broke_down_is_read_anew(authority: Authority, person: User) -> None:
    first = actions.upload(authority, person, "konzept.md", factories.document(), then=tasks.understand)
    Job.objects.update(problem="Das hat auch nach drei Anläufen nicht geklappt.")
    again = actions.upload(authority, person, "konzept.md", factories.document(), then=tasks.understand)
    assert again != first


def test_the_file_of_the_newest_version_is_known_and_nothing_is_written(authority: Authority, person: User) -> None:
    actions.apply(factories.read_in(authority, person), person)
    before = deeds()
    with pytest.raises(actions.AlreadyRead, match="schon eingelesen; es ändert sich nichts"):
        actions.upload(authority, person, "konzept.md", factories.document())
    assert (Import.objects.count(), deeds()) == (1, before)


def test_another_authority_may_read_the_same_file(authority: Authority, person: User) -> None:
    actions.apply(factories.read_in(authority, person), person)
    assert factories.read_in(factories.authority()).state == ImportState.CHECKING


# --- understand ------------------------------------------------------------------------------------------------------


def test_understanding_stores_all_that_the_check_page_needs(authority: Authority, person: User) -> None:
    made = factories.read_in(authority, person)
    understood = queries.understood(made)
    assert (made.state, made.base, made.problem) == (ImportState.CHECKING, None, "")
    assert understood.counts == "2 Handlungsfelder · 2 Ziele · 4 Maßnahmen"
    assert understood.open == 1
    assert [block.body["is"] for block in made.blocks.all()].count("table") == 2
    assert set(made.origins) >= {element.uid for element in understood.text.walk()}


def test_a_task_run_twice_does_nothing_twice(authority: Authority, person: User) -> None:
    made = actions.upload(authority, person, "konzept.md", factories.document(), then=tasks.understand)
    job = str(made.job_id)
    tasks.understand.func(job, made.pk)
    after = Import.objects.values().get()
    tasks.understand.func(job, made.pk)
    assert Import.objects.values().get() == after
    assert deeds() == ["concepts.upload", "concepts.understand"]
    assert Job.objects.get().step == "Fertig gelesen"


def test_two_workers_at_once_store_once(authority: Authority) -> None:
    made = actions.upload(authority, None, "konzept.md", factories.document())
    late = Import.objects.select_related("authority").get(pk=made.pk)
    actions.understand(None, made.pk)
    _store(late, Reading(Concept("Etwas anderes"), (), (Doubt(None, "", "unsure", "?"),), {}))
    assert canonical.loads(Import.objects.get().proposal).title == "Integrationskonzept Landkreis Erlenau"
    assert deeds() == ["concepts.upload", "concepts.understand"]


def docx(**parts: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return target.getvalue()


BAD: dict[str, Callable[[], bytes]] = {
    "encrypted": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
    "empty": lambda: b"",
    "bomb": lambda: docx(**{"[Content_Types].xml": "x", "word__document.xml": " " * 210_000_000}),
    "renamed": lambda: b"%PDF-1.7 ...",
    "picture": lambda: b"\x89PNG\r\n\x1a\n....",
    "truncated": lambda: docx(**{"[Content_Types].xml": "x" * 5000, "word__document.xml": "<a/>"})[:90],
}


@pytest.mark.parametrize("name", list(BAD))
def test_a_bad_file_is_one_sentence_and_a_failed_import(name: str, authority: Authority, person: User) -> None:
    made = actions.upload(authority, person, f"{name}.docx", BAD[name](), then=tasks.understand)
    actions.understand(str(made.job_id), made.pk)
    made.refresh_from_db()
    assert made.state == ImportState.FAILED
    assert f"„{name}.docx“" in made.problem
    assert made.problem.endswith(".")
    assert Job.objects.get().problem == made.problem
    assert (made.proposal, Block.objects.count(), Version.objects.count()) == ("", 0, 0)
    actions.understand(str(made.job_id), made.pk)
    assert deeds() == ["concepts.upload", "concepts.understand"]


def test_a_reading_equal_to_the_newest_text_changes_nothing(authority: Authority, person: User) -> None:
    actions.apply(factories.read_in(authority, person), person)
    again = factories.read_in(authority, person, factories.document() + b"\n\n")
    assert (again.state, again.problem) == (
        ImportState.DISCARDED,
        "Diese Datei ist schon eingelesen; es ändert sich nichts.",
    )
    assert Version.objects.count() == 1


# --- check -----------------------------------------------------------------------------------------------------------


def test_a_correction_checks_its_place_and_can_be_undone(authority: Authority, person: User) -> None:
    made = factories.read_in(authority, person)
    found = measure(made, "2.1.2")
    actions.revise(made, person, [change.Edited(found.uid, "title", None, "Wegweiser")])
    made.refresh_from_db()
    assert (measure(made, "2.1.2").title, queries.understood(made).open) == ("Wegweiser", 0)
    actions.undo(made, person)
    made.refresh_from_db()
    assert (measure(made, "2.1.2").title, queries.understood(made).open, made.steps.count()) == (None, 1, 0)
    assert deeds()[-2:] == ["concepts.revise", "concepts.undo"]


def test_steps_are_undone_one_after_the_other(authority: Authority, person: User) -> None:
    made = factories.read_in(authority, person)
    before = canonical.loads(made.proposal)
    found = measure(made, "1.1.1")
    actions.revise(made, person, factories.dropped_out(before, found.uid))
    actions.check(made, person, 0)
    actions.revise(made, person, [change.Framed("title", before.title, "Neuer Titel")])
    for _ in range(3):
        actions.undo(made, person)
    made.refresh_from_db()
    assert canonical.loads(made.proposal) == before
    assert queries.understood(made).open == 1
    with pytest.raises(Problem, match="keinen Schritt"):
        actions.undo(made, person)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_was_done_is_undone_step_by_step(seed: int, authority: Authority, person: User) -> None:
    made, chance = factories.read_in(authority, person), random.Random(seed)
    stands = [(canonical.loads(made.proposal), queries.understood(made).open)]
    for _ in range(6):
        text = canonical.loads(Import.objects.get().proposal)
        uid = chance.choice([element.uid for element in text.walk()])
        found = text.find(uid)
        assert found is not None
        deeds: list[list[change.Change]] = [
            [change.Edited(uid, "text", found.text, f"Satz {chance.random()}.")],
            list(factories.dropped_out(text, uid)),
            list(queries.swapped(text, "e", "ee")),
            list(split_up(text, uid, lambda: f"fresh{chance.randrange(10**6):06}")),
            [change.Framed("subtitle", text.subtitle, f"{chance.random()}")],
        ]
        steps = Step.objects.count()
        held = actions.revise(made, person, chance.choice(deeds))
        if Step.objects.count() > steps:
            stands.append((canonical.loads(held.proposal), queries.understood(held).open))
    for before, still in reversed(stands[:-1]):
        actions.undo(made, person)
        held = Import.objects.get()
        assert (canonical.loads(held.proposal), queries.understood(held).open) == (before, still)
    assert not Step.objects.exists()


def test_a_correction_that_changes_nothing_is_no_step(authority: Authority, person: User) -> None:
    made = factories.read_in(authority, person)
    actions.revise(made, person, [])
    assert (Step.objects.count(), deeds()[-1]) == (0, "concepts.understand")


def test_two_people_correct_the_same_words_the_second_is_told(authority: Authority, person: User) -> None:
    made = factories.read_in(authority, person)
    found = measure(made, "1.1.1")
    actions.revise(made, person, [change.Edited(found.uid, "text", found.text, "Die eine Fassung.")])
    with pytest.raises(Problem, match="lautet inzwischen anders"):
        actions.revise(made, person, [change.Edited(found.uid, "text", found.text, "Die andere Fassung.")])
    assert measure(made, "1.1.1").text == "Die eine Fassung."


def test_a_place_is_checked_and_opened_again(authority: Authority, person: User) -> None:
    made = factories.read_in(authority, person)
    assert queries.understood(actions.check(made, person, 0)).open == 0
    assert queries.understood(actions.check(made, person, 0, checked=False)).open == 1
    with pytest.raises(Problem, match="gibt es hier nicht"):
        actions.check(made, person, 99)


def test_a_discarded_reading_changes_nothing_and_stays(authority: Authority, person: User) -> None:
    made = factories.read_in(authority, person)
    actions.discard(made, person)
    made.refresh_from_db()
    assert (made.state, bool(made.proposal), Version.objects.count()) == (ImportState.DISCARDED, True, 0)
    for deed in (actions.undo, actions.discard, actions.compare):
        with pytest.raises(Problem, match="ist abgeschlossen"):
            deed(made, person)


# --- apply -----------------------------------------------------------------------------------------------------------


def test_the_first_import_becomes_version_0(authority: Authority, person: User) -> None:
    made = factories.read_in(authority, person)
    assert not Version.objects.exists()
    version = actions.apply(made, person)
    made.refresh_from_db()
    assert (version.ordinal, version.parent, version.remark) == (0, None, "eingelesen aus „konzept.md“")
    assert (made.state, made.version) == (ImportState.APPLIED, version)
    assert queries.text_of(version) == queries.settled(canonical.loads(made.proposal))
    assert all(element.source is None for element in queries.text_of(version).walk())
    assert version.entries.count() == 8
    assert not Publication.objects.exists()


def test_applied_and_published_at_once_is_one_deed(authority: Authority, person: User) -> None:
    version = actions.apply(factories.read_in(authority, person), person, publish=True)
    assert Publication.objects.get().version == version
    assert deeds() == ["concepts.upload", "concepts.understand", "concepts.apply"]
    assert Deed.objects.get(deed="concepts.apply").facts == {"ordinal": 0, "published": True}


def test_applied_twice_is_applied_once(authority: Authority, person: User) -> None:
    made = factories.read_in(authority, person)
    assert actions.apply(made, person) == actions.apply(made, factories.person(authority))
    assert Version.objects.count() == 1
    assert deeds().count("concepts.apply") == 1


def corrected(authority: Authority, person: User, old: str, new: str) -> Import:
    """A second reading of the document, corrected."""
    actions.apply(factories.read_in(authority, person), person)
    return factories.read_in(authority, person, factories.document(old, new), "korrigiert.md")


def test_a_corrected_file_keeps_the_uids_and_shows_the_difference(authority: Authority, person: User) -> None:
    made = corrected(authority, person, "im Landkreis führen", "im Landkreis führen und pflegen")
    assert made.base == Version.objects.get()
    difference = queries.difference(queries.text_of(made.base), canonical.loads(made.proposal))
    assert (difference.changed, difference.new, difference.dropped, difference.moved) == (1, 0, 0, 0)
    assert difference.rows[0].name == "Maßnahme 1.1.1"
    version = actions.apply(made, person)
    assert (version.ordinal, version.parent) == (1, made.base)
    assert [row.uid for row in queries.changes_of(version)] == [measure(made, "1.1.1").uid]


ROW = "| 1.1.2 | Sprachkurse mit Kinderbetreuung anbieten. | Volkshochschule | bis Ende 2027 |\n"


def test_a_dropped_measure_needs_a_reason_and_enters_the_appendix(authority: Authority, person: User) -> None:
    made = corrected(authority, person, ROW, "")
    assert made.base is not None
    gone = queries.dropped(queries.text_of(made.base), canonical.loads(made.proposal))
    with pytest.raises(Problem, match=r"Begründung für Maßnahme 1\.1\.2"):
        actions.apply(made, person, reasons={gone[0].element.uid: "  "})
    assert Version.objects.count() == 1
    version = actions.apply(
        made, person, reasons={gone[0].element.uid: "Die Volkshochschule bietet es jetzt selbst an."}
    )
    entry = queries.text_of(version).dropped[0]
    assert (entry.number, entry.reason) == ("1.1.2", "Die Volkshochschule bietet es jetzt selbst an.")
    assert entry.goal == "Ziel 1.1"
    body = next(row.body for row in queries.changes_of(version) if row.body["change"] == "dropped")
    assert body["reason"] == entry.reason


def test_what_goes_with_its_goal_goes_for_the_same_reason(authority: Authority, person: User) -> None:
    end = factories.DOCUMENT.index("## 2 Handlungsfeld 2")
    made = corrected(authority, person, factories.DOCUMENT[end:], "")
    assert made.base is not None
    gone = queries.dropped(queries.text_of(made.base), canonical.loads(made.proposal))
    assert [each.needs_reason for each in gone] == [True, False, False, False]
    version = actions.apply(made, person, reasons={gone[0].element.uid: "Erledigt."})
    assert [(each.number, each.reason) for each in queries.text_of(version).dropped] == [
        ("2.1.1", "Erledigt."),
        ("2.1.2", "Erledigt."),
    ]


def test_a_version_in_between_is_compared_with_first(authority: Authority, person: User) -> None:
    made = corrected(authority, person, "im Landkreis führen", "im Landkreis führen und pflegen")
    assert made.base is not None
    between = change.Framed("subtitle", None, "Gemeinsam")
    newer = actions.append(made.base.concept, made.base, [between], person=person, remark="")
    with pytest.raises(Problem, match=r"neuere Fassung \(Fassung 1\)"):
        actions.apply(made, person)
    assert actions.compare(made, person).base == newer
    assert actions.compare(made, person).base == newer
    assert deeds().count("concepts.compare") == 1
    assert actions.apply(made, person).parent == newer


def test_a_problem_at_the_end_leaves_nothing_half_done(authority: Authority, person: User) -> None:
    made = corrected(authority, person, ROW, "")
    with pytest.raises(Problem), transaction.atomic():
        actions.apply(made, person, publish=True)
    made.refresh_from_db()
    assert (made.state, Publication.objects.count(), deeds()[-1]) == (
        ImportState.CHECKING,
        0,
        "concepts.understand",
    )


def test_an_unsure_match_is_asked_and_confirmed(authority: Authority, person: User) -> None:
    made = corrected(authority, person, "Übersicht der Sprachkurse im Landkreis führen", OTHER)
    assert made.base is not None
    old = next(each for each in queries.text_of(made.base).walk() if each.number == "1.1.1")
    new = measure(made, "1.1.1")
    assert new.uid != old.uid
    made.doubts.append(
        {"uid": new.uid, "place": "", "kind": "unsure", "sentence": "Dasselbe?", "checked": False, "was": old.uid}
    )
    made.save()
    index = len(made.doubts) - 1
    actions.confirm(made, person, index)
    assert measure(made, "1.1.1").uid == old.uid
    with pytest.raises(Problem, match="nicht mehr verbinden"):
        actions.confirm(made, person, index)
    actions.undo(made, person)
    assert measure(made, "1.1.1").uid == new.uid


def test_an_element_that_brings_its_uid_along_keeps_it_however_it_is_worded(authority: Authority) -> None:
    base = factories.version(authority)
    other = factories.reworded(factories.concept_value(), "meas0111", "Ganz und gar nichts davon blieb stehen.")
    found = queries.carried(base, other)
    assert (found.text, found.doubts) == (other, [])


def test_what_the_matcher_doubts_becomes_a_question(authority: Authority) -> None:
    base = factories.version(authority)
    text = canonical.dumps(factories.concept_value())
    fresh = re.sub(r'"uid":"(\w{8})', r'"uid":"x\1', text)
    other = canonical.loads(
        fresh.replace("Ein Betriebsfrühstück im Halbjahr.", "Halbjährlich ein Frühstück der Betriebe.")
    )
    carried = queries.carried(base, other)
    known = {element.uid for element in factories.concept_value().walk()}
    assert set(carried.names.values()) <= known
    assert {element.uid for element in carried.text.walk()} & known >= {"area0001", "goal0011", "meas0111"}
    for doubt in carried.doubts:
        assert doubt["was"] in known
        assert carried.text.find(doubt["uid"]) is not None
        assert doubt["sentence"].startswith("Ist das ")


# --- a real document -------------------------------------------------------------------------------------------------


def test_a_real_concept_goes_all_the_way(shared: Path, authority: Authority, person: User) -> None:
    content = (shared / "specimens" / "ilm-kreis.docx").read_bytes()
    made = actions.upload(authority, person, "ilm-kreis.docx", content, then=tasks.understand)
    tasks.understand.func(str(made.job_id), made.pk)
    made.refresh_from_db()
    understood = queries.understood(made)
    assert (made.state, understood.counts) == ("checking", "6 Handlungsfelder · 42 Ziele · 49 Maßnahmen")
    version = actions.apply(made, person, publish=True)
    assert version.entries.filter(kind="measure").count() == 49
    with pytest.raises(actions.AlreadyRead):
        actions.upload(authority, person, "ilm-kreis.docx", content)


# --- again, and again ------------------------------------------------------------------------------------------------


def test_a_discarded_file_may_be_uploaded_again(authority: Authority, person: User) -> None:
    first = factories.read_in(authority, person)
    actions.discard(first, person)
    again = factories.read_in(authority, person)
    assert (again.pk != first.pk, again.state) == (True, ImportState.CHECKING)
    assert actions.apply(again, person).ordinal == 0


def test_an_older_file_than_the_newest_version_is_a_difference_again(authority: Authority, person: User) -> None:
    """Going back is a change like any other, not something known."""
    actions.apply(corrected(authority, person, "im Landkreis führen", "im Landkreis pflegen"), person)
    back = factories.read_in(authority, person)
    assert back.state == ImportState.CHECKING
    version = actions.apply(back, person)
    first = Version.objects.get(ordinal=0)
    assert (version.ordinal, version.seal) == (2, first.seal)


def test_the_uids_hold_through_three_corrections(authority: Authority, person: User) -> None:
    actions.apply(factories.read_in(authority, person), person)
    known = [element.uid for element in queries.text_of(Version.objects.get()).walk()]
    for number, new in enumerate(("führen und pflegen.", "führen, pflegen und zeigen.", "führen und allen zeigen.")):
        made = factories.read_in(authority, person, factories.document("führen.", new), f"{number}.md")
        version = actions.apply(made, person)
        assert [element.uid for element in queries.text_of(version).walk()] == known
    assert Version.objects.count() == 4


def test_two_imports_at_once_the_second_is_compared_first(authority: Authority, person: User) -> None:
    one = factories.read_in(authority, person)
    two = factories.read_in(authority, person, factories.document("führen.", "führen und pflegen."), "zwei.md")
    actions.apply(one, person)
    with pytest.raises(Problem, match="neuere Fassung"):
        actions.apply(two, person)
    compared = actions.compare(two, person)
    assert [element.uid for element in canonical.loads(compared.proposal).walk()] == [
        element.uid for element in queries.text_of(Version.objects.get()).walk()
    ]
    assert actions.apply(two, person).ordinal == 1


def test_what_was_checked_stays_checked_after_comparing(authority: Authority, person: User) -> None:
    one = factories.read_in(authority, person)
    two = factories.read_in(authority, person, factories.document("führen.", "führen und pflegen."), "zwei.md")
    actions.check(two, person, 0)
    actions.apply(one, person)
    held = actions.compare(two, person)
    assert held.doubts[0]["checked"]
    assert queries.understood(held).open == sum(not each["checked"] for each in held.doubts)


@pytest.mark.parametrize("deed", ["revise", "check", "confirm", "undo", "compare", "discard"])
def test_an_applied_reading_is_changed_no_more(deed: str, authority: Authority, person: User) -> None:
    made = factories.read_in(authority, person)
    actions.apply(made, person)
    before, count = Import.objects.values().get(), Deed.objects.count()
    more: dict[str, tuple[object, ...]] = {"revise": ([],), "check": (0,), "confirm": (0,)}
    with pytest.raises(Problem, match=r"abgeschlossen \(übernommen\)"):
        getattr(actions, deed)(made, person, *more.get(deed, ()))
    assert Import.objects.values().get() == before
    assert Deed.objects.count() == count


@pytest.mark.parametrize("uid", ["nosuchuid", "", "x" * 40])
def test_a_correction_of_what_is_not_there_is_refused(uid: str, authority: Authority, person: User) -> None:
    made = factories.read_in(authority, person)
    before = Import.objects.values().get()
    with pytest.raises(Problem):
        actions.revise(made, person, [change.Edited(uid, "text", None, "x")])
    assert Import.objects.values().get() == before


def test_several_corrections_in_one_go_are_all_or_nothing(authority: Authority, person: User) -> None:
    made = factories.read_in(authority, person)
    found = measure(made, "1.1.1")
    good = change.Edited(found.uid, "text", found.text, "Neu.")
    with pytest.raises(Problem):
        actions.revise(made, person, [good, change.Edited("nosuchuid", "text", None, "x")])
    assert measure(made, "1.1.1").text == found.text


def test_splitting_and_taking_it_back_is_where_one_began(authority: Authority, person: User) -> None:
    made = factories.read_in(authority, person)
    before = canonical.loads(made.proposal)
    numbers = iter(range(100))
    found = measure(made, "2.1.2")
    actions.revise(made, person, split_up(before, found.uid, lambda: f"fresh{next(numbers):07}"))
    after = canonical.loads(Import.objects.get().proposal)
    assert len(list(after.walk())) == len(list(before.walk())) + 1
    actions.undo(made, person)
    assert canonical.loads(Import.objects.get().proposal) == before


def test_the_journal_holds_no_word_of_a_document(authority: Authority, person: User) -> None:
    made = factories.read_in(authority, person, factories.document("führen.", "GEHEIM."), "GEHEIM.md")
    actions.check(made, person, 0)
    actions.apply(made, person)
    assert "GEHEIM" not in repr([(deed.facts, deed.subject, deed.deed) for deed in Deed.objects.all()])


@pytest.mark.parametrize("name", ["x" * 300 + ".md", "konzept" * 60 + ".md", "<script>.md", "ä/ö.md"])
def test_whatever_a_file_is_called_it_is_read(name: str, authority: Authority, person: User) -> None:
    made = actions.upload(authority, person, name, factories.document(), then=tasks.understand)
    made.refresh_from_db()
    assert len(made.name) <= 255
    assert made.name.endswith(".md")
    assert len(Job.objects.get().title) <= 200
    actions.understand(str(made.job_id), made.pk)
    version = actions.apply(Import.objects.get(), person)
    version.refresh_from_db()
    assert len(version.remark) <= 300


# --- two people at once ----------------------------------------------------------------------------------------------


def test_who_saw_another_state_overwrites_nothing(authority: Authority, person: User) -> None:
    made = factories.read_in(authority, person)
    found = measure(made, "1.1.1")
    seen = {found.uid: queries.states(canonical.loads(made.proposal))[found.uid]}
    actions.revise(made, person, [change.Edited(found.uid, "kind", found.kind, Kind.GOAL)], seen=seen)
    before = Import.objects.values().get()
    other = [change.Edited(found.uid, "kind", Kind.GOAL, Kind.AREA)]
    with pytest.raises(Problem, match=r"Handlungsziel 1\.1\.1 hat inzwischen jemand anders geändert"):
        actions.revise(made, person, other, seen=seen)
    with pytest.raises(Problem, match="Diesen Teil hat inzwischen"):
        actions.revise(made, person, other, seen={"gone00000001": "00000000"})
    assert Import.objects.values().get() == before


def test_only_who_saw_the_last_step_takes_it_back(authority: Authority, person: User) -> None:
    made = factories.read_in(authority, person)
    actions.check(made, person, 0)
    with pytest.raises(Problem, match="jemand anders hier weitergearbeitet"):
        actions.undo(made, person, turn=0)
    step = actions.undo(made, person, turn=1)
    assert step.said.startswith("Stelle geprüft: ")
    assert Import.objects.get().turn == 2


def test_a_step_is_kept_in_words_and_with_who_took_it(authority: Authority, person: User) -> None:
    made = factories.read_in(authority, person)
    found = measure(made, "1.1.1")
    edit = change.Edited(found.uid, "text", found.text, "Neu.")
    actions.revise(made, person, [edit])
    actions.revise(made, person, [change.Edited(found.uid, "text", "Neu.", "Neuer.")], said="Von mir gesagt.")
    assert [(step.said, step.made_by) for step in Step.objects.all()] == [
        ("Maßnahme 1.1.1: Wortlaut geändert", person),
        ("Von mir gesagt.", person),
    ]


# --- read again with a hint ------------------------------------------------------------------------------------------


def reread(made: Import, person: User, block: int, says: Says) -> Import:
    """A person says what a block is, and the document is read again."""
    actions.hint(made, person, block, says)
    actions.reread(None, made.pk, block=block, says=says.value, person_id=person.pk)
    return Import.objects.get(pk=made.pk)


def test_a_block_that_is_no_part_of_the_concept_goes(authority: Authority, person: User) -> None:
    made = factories.read_in(authority, person)
    table = next(block.index for block in made.blocks.all() if block.body["is"] == "table")
    after = reread(made, person, table, Says.LEFT_OUT)
    assert [each.number for each in canonical.loads(after.proposal).walk() if each.kind is Kind.MEASURE] == [
        "2.1.1",
        "2.1.2",
    ]
    assert after.hints == [{"block": table, "says": "left_out"}]
    assert Step.objects.get().said == "Noch einmal gelesen: Tabelle 1 ist kein Teil des Konzepts"
    assert deeds()[-2:] == ["concepts.hint", "concepts.reread"]


def test_corrections_and_checks_outlive_another_reading_and_the_hint_can_be_taken_back(
    authority: Authority, person: User
) -> None:
    made = factories.read_in(authority, person)
    kept, lost = measure(made, "2.1.1"), measure(made, "1.1.1")
    actions.revise(made, person, [change.Edited(kept.uid, "text", kept.text, "Bleibt.")])
    actions.revise(made, person, [change.Edited(lost.uid, "text", lost.text, "Geht.")])
    actions.check(made, person, 0)
    before = Import.objects.values("proposal", "reading", "doubts", "hints", "origins", "places").get()
    after = reread(made, person, 3, Says.LEFT_OUT)
    after = reread(made, person, next(b.index for b in made.blocks.all() if b.body["is"] == "table"), Says.LEFT_OUT)
    assert measure(after, "2.1.1").text == "Bleibt."
    told = [each["sentence"] for each in after.doubts if "passt nach dem neuen Lesen nicht mehr" in each["sentence"]]
    assert told == [
        "Ihre Korrektur passt nach dem neuen Lesen nicht mehr: Maßnahme 1.1.1: Wortlaut geändert. Bitte prüfen Sie sie."
    ]
    assert [each["checked"] for each in after.doubts if each["uid"] == measure(after, "2.1.2").uid] == [True]
    actions.undo(after, person)
    actions.undo(after, person)
    assert Import.objects.values("proposal", "reading", "doubts", "hints", "origins", "places").get() == before


def test_a_hint_given_again_takes_the_place_of_the_first(authority: Authority, person: User) -> None:
    made = factories.read_in(authority, person)
    reread(made, person, 3, Says.LEFT_OUT)
    after = reread(made, person, 3, Says.TEXT)
    assert after.hints == [{"block": 3, "says": "text"}]


def test_a_task_run_twice_reads_again_once(authority: Authority, person: User) -> None:
    made = factories.read_in(authority, person)
    after = reread(made, person, 3, Says.LEFT_OUT)
    actions.reread(None, made.pk, block=3, says="left_out", person_id=person.pk)
    assert (Import.objects.get().turn, Step.objects.count()) == (after.turn, 1)


def test_two_hints_at_once_the_second_is_told(authority: Authority, person: User) -> None:
    made = factories.read_in(authority, person)
    late = Import.objects.select_related("authority").get()
    reread(made, person, 3, Says.LEFT_OUT)
    reading = read(factories.document(), "konzept.md")
    with pytest.raises(Problem, match="noch einmal"):
        _store_again(late, reading, [{"block": 1, "says": "text"}], person)
    assert Import.objects.get().hints == [{"block": 3, "says": "left_out"}]


def test_while_it_is_read_again_nobody_starts_it_twice(authority: Authority, person: User) -> None:
    made = factories.read_in(authority, person)
    actions.hint(made, person, 3, Says.LEFT_OUT, then=tasks.reread)
    with pytest.raises(Problem, match="gerade noch einmal gelesen"):
        actions.hint(made, person, 3, Says.TEXT, then=tasks.reread)
    assert Job.objects.get().goes_to == f"/werkstatt/{authority.slug}/konzept/einlesen/{made.pk}/"


def test_what_goes_wrong_leaves_the_import_as_it_was(authority: Authority, person: User) -> None:
    made = factories.read_in(authority, person)
    held = actions.hint(made, person, 3, Says.LEFT_OUT, then=tasks.reread)
    Block.objects.filter(index=0).update(
        body={"is": "paragraph", "place": "Absatz 1", "text": "Anders.", "item": False}
    )
    before = Import.objects.values().get()
    actions.reread(str(held.job_id), made.pk, block=3, says="left_out")
    assert Import.objects.values().get() == before
    assert "laden Sie die Datei noch einmal hoch" in Job.objects.get().problem


def test_a_decided_import_is_not_read_again(authority: Authority, person: User) -> None:
    made = factories.read_in(authority, person)
    actions.discard(made, person)
    with pytest.raises(Problem, match="ist abgeschlossen"):
        actions.hint(made, person, 3, Says.LEFT_OUT)
    actions.reread(None, made.pk, block=3, says="left_out")
    assert not Step.objects.exists()


def test_pages_of_a_pdf_are_kept_with_their_size(authority: Authority, person: User) -> None:
    made = factories.read_pdf(authority, person)
    assert [sheet["size"] for sheet in made.sheets] == [[595.28, 841.89]] * 2
    assert {sheet for _, sheet in made.places.values()} == {1, 2}


# --- how far it is ---------------------------------------------------------------------------------------------------


def test_whoever_waits_is_told_now_and_then(
    authority: Authority, person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = actions.upload(authority, person, "konzept.pdf", b"%PDF-", then=tasks.understand)
    tell = Teller(str(made.job_id))
    for page in range(1, 151):
        tell("Gelesen: Seite", page, 150)
    job = Job.objects.get()
    assert (job.step, job.done, job.total) == ("Gelesen: Seite", 1, 150)
    monkeypatch.setattr(imports, "PAUSE", 0)
    tell("Gegliedert: Absatz", 12, 3000)
    job.refresh_from_db()
    assert (job.step, job.done, job.total) == ("Gegliedert: Absatz", 12, 3000)
    Teller(None)("Gelesen: Absatz", 1, 2)


def test_every_format_tells_how_far_it_is_and_whoever_comes_back_sees_it(
    authority: Authority, person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = actions.upload(authority, person, "konzept.md", factories.document(), then=tasks.understand)
    client, pages = factories.signed_in(person), []
    keep = work.progress

    def kept(job_id: str, done: int, total: int, step: str) -> None:
        keep(job_id, done, total, step)
        pages.append(client.get(reverse("work:job", args=[job_id])).content.decode())

    monkeypatch.setattr(imports, "PAUSE", 0)
    monkeypatch.setattr(work, "progress", kept)
    actions.understand(str(made.job_id), made.pk)
    seen = "".join(pages)
    for step in (
        "Die Datei ist geöffnet",
        "Gelesen: Absatz",
        "Gegliedert: Absatz",
        "Die Gliederung wird geprüft",
        "verglichen",
    ):
        assert step in seen
    assert "<bdi>1</bdi> von" in seen
