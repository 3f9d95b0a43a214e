"""Forms: what was typed becomes changes, and only what is another now."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import example, given, settings
from hypothesis import strategies as st

from konzept import canonical, change
from konzept.amend import amend, drop
from konzept.model import Concept, Element, Kind, Role, TimingKind
from tests import factories
from werkstatt.concepts import forms, queries

TEXT = factories.concept_value()


def posted(which: str | None = None, concept: Concept = TEXT, /, **typed: Any) -> forms.ElementForm:
    """The form as a browser sends it: all fields as they were, but for what was typed."""
    element = concept.find(which) if which else None
    blank = forms.ElementForm(text=concept, element=element)
    given = {name: "" if field.value() is None else str(field.value()) for name, field in _fields(blank)}
    form = forms.ElementForm(given | typed, text=concept, element=element)
    assert form.is_valid(), form.errors
    return form


def _fields(form: forms.ElementForm) -> list[tuple[str, Any]]:
    return [(name, form[name]) for name in form.fields]


@pytest.mark.parametrize("element", list(TEXT.walk()), ids=lambda element: element.uid)
def test_a_form_sent_back_untouched_changes_nothing(element: Element) -> None:
    assert posted(element.uid).changes() == ()


def test_each_field_is_one_change() -> None:
    changes = posted("meas0111", kind="goal", number="9", title="Neu", text="Anders.\r\n\r\nZweiter Absatz.").changes()
    assert [each.part for each in changes if isinstance(each, change.Edited)] == ["kind", "number", "title", "text"]
    after = amend(TEXT, changes).find("meas0111")
    assert after is not None
    assert (after.kind, after.number, after.title, after.text) == (
        Kind.GOAL,
        "9",
        "Neu",
        "Anders.\n\nZweiter Absatz.",
    )


def test_responsible_and_term_are_understood() -> None:
    typed = {"responsible": "Jobcenter in Zusammenarbeit mit der Caritas", "term": "bis 30. Juni 2027"}
    after = amend(TEXT, posted("meas0111", **typed).changes()).find("meas0111")
    assert after is not None
    assert after.responsibility is not None
    assert after.timing is not None
    assert {holder.role for holder in after.responsibility.holders} == {Role.LEAD, Role.PARTNER}
    assert (after.timing.kind, after.timing.due) == (TimingKind.DEADLINE, "2027-06-30")


def test_what_is_emptied_is_gone() -> None:
    after = amend(TEXT, posted("meas0111", responsible=" ", term="", number="").changes()).find("meas0111")
    assert after is not None
    assert (after.responsibility, after.timing, after.number) == (None, None, None)


def test_further_fields_are_edited_under_their_own_label() -> None:
    element = Element("meas9999", Kind.MEASURE, text="Etwas tun.", fields={"Kosten": "12.000 Euro", "Ziel": "50"})
    text = Concept("Konzept", (element,))
    assert posted("meas9999", text).changes() == ()
    form = posted("meas9999", text, field_0="15.000 Euro", field_1="")
    assert form["field_0"].label == "Kosten"
    after = amend(text, form.changes()).find("meas9999")
    assert after is not None
    assert dict(after.fields) == {"Kosten": "15.000 Euro"}


def test_an_element_goes_under_another_parent_to_the_end() -> None:
    changes = posted("meas0112", parent="goal0021").changes()
    assert changes == (change.Moved("meas0112", "goal0021", 2, "goal0011", 1),)
    goal = amend(TEXT, changes).find("goal0021")
    assert goal is not None
    assert [child.uid for child in goal.children] == ["meas0211", "meas0212", "meas0112"]


@pytest.mark.parametrize(
    ("position", "order"),
    [
        ("1", ["meas0112", "meas0111"]),
        ("2", ["meas0111", "meas0112"]),
        ("9", ["meas0111", "meas0112"]),
        ("", ["meas0111", "meas0112"]),
    ],
)
def test_an_element_moves_among_its_siblings(position: str, order: list[str]) -> None:
    goal = amend(TEXT, posted("meas0112", position=position).changes()).find("goal0011")
    assert goal is not None
    assert [child.uid for child in goal.children] == order


def test_an_element_goes_to_the_top() -> None:
    assert amend(TEXT, posted("goal0011", parent="", position="1").changes()).elements[0].uid == "goal0011"


def test_an_element_cannot_go_under_itself() -> None:
    form = forms.ElementForm(text=TEXT, element=TEXT.find("area0001"))
    offered = {uid for uid, _ in form.fields["parent"].choices}  # type: ignore[attr-defined]  # a ChoiceField
    assert "goal0011" not in offered
    assert {"", "area0002", "goal0021"} <= offered


def test_a_new_element_sent_twice_is_the_same_one() -> None:
    form = posted(None, kind="measure", text="Etwas Neues.", parent="goal0022", position="1")
    again = posted(None, kind="measure", text="Etwas Neues.", parent="goal0022", position="1", uid=form.data["uid"])
    made = form.changes()[0]
    assert isinstance(made, change.Added)
    assert (made.parent, made.index, made.element.kind, made.element.text) == (
        "goal0022",
        0,
        Kind.MEASURE,
        "Etwas Neues.",
    )
    assert again.changes()[0] == made


def test_a_forged_uid_is_replaced() -> None:
    made = posted(None, text="Etwas.", uid="../../x").changes()[0]
    assert isinstance(made, change.Added)
    assert made.uid.isalnum()


def test_an_element_says_something() -> None:
    form = forms.ElementForm({"kind": "measure", "text": " \x00 "}, text=TEXT)
    assert not form.is_valid()
    assert "Bitte schreiben Sie einen Titel oder einen Text." in form.errors["text"]


def test_without_a_place_only_the_wording_is_asked() -> None:
    form = forms.ElementForm(text=TEXT, element=TEXT.find("meas0111"), place=False)
    assert {"parent", "position"}.isdisjoint(form.fields)


def test_what_no_format_can_hold_is_left_out() -> None:
    assert forms.typed("eins\x07\r\nzwei ") == "eins\nzwei"
    assert forms.typed(" \n ") is None


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60)
UIDS = st.sampled_from([element.uid for element in TEXT.walk()])
PARENTS = st.sampled_from(["", *(element.uid for element in TEXT.walk() if element.kind is not Kind.TEXT)])


@given(uid=UIDS, number=WORDS, title=WORDS, text=WORDS, responsible=WORDS, term=WORDS)
@settings(max_examples=60, deadline=None)
def test_what_is_typed_is_what_stands_there_and_nothing_else(uid: str, text: str, **typed: str) -> None:
    before = TEXT.find(uid)
    assert before is not None
    form = filled(uid, text=text or "Etwas.", **typed)
    if not form.is_valid():
        return
    after = amend(TEXT, form.changes())
    element = after.find(uid)
    assert element is not None
    assert (element.number or "", element.title or "") == tuple(
        (forms.typed(form.cleaned_data[part]) or "") for part in ("number", "title")
    )
    assert [each.uid for each in after.walk()] == [each.uid for each in TEXT.walk()]
    assert {each.uid for each in after.walk() if each != TEXT.find(each.uid)} <= lineage(uid)
    again = filled(uid, after)
    assert again.is_valid()
    assert again.changes() == ()
    assert canonical.loads(canonical.dumps(after)) == after


@given(uid=UIDS, parent=PARENTS, position=st.integers(min_value=1, max_value=9))
@settings(max_examples=80, deadline=None)
def test_an_element_stands_where_the_form_says(uid: str, parent: str, position: int) -> None:
    form = filled(uid, parent=parent, position=str(position))
    if not form.is_valid():  # under itself
        assert parent in {each.uid for each in (TEXT.find(uid) or TEXT.elements[0]).walk()}
        return
    after = amend(TEXT, form.changes())
    above = after.parents()[uid]
    siblings = [each.uid for each in (above.children if above else after.elements)]
    assert (above.uid if above else "") == parent
    assert sorted(each.uid for each in after.walk()) == sorted(each.uid for each in TEXT.walk())
    moved_in = "position" in form.changed_data
    wanted = min(position, len(siblings)) - 1
    assert not moved_in or siblings.index(uid) == wanted


def filled(which: str, concept: Concept = TEXT, /, **typed: str) -> forms.ElementForm:
    """As `posted`, valid or not."""
    element = concept.find(which)
    blank = forms.ElementForm(text=concept, element=element)
    given_back = {name: "" if field.value() is None else str(field.value()) for name, field in _fields(blank)}
    return forms.ElementForm(given_back | typed, text=concept, element=element)


def lineage(uid: str) -> set[str]:
    """The element and those it stands in."""
    found, above = {uid}, TEXT.parents()[uid]
    while above is not None:
        found.add(above.uid)
        above = TEXT.parents()[above.uid]
    return found


def test_the_cover_is_changed() -> None:
    form = forms.FrameForm(
        {"title": "Neuer Titel", "authority": "Landkreis Erlenau", "edition": "1. Fortschreibung"}, text=TEXT
    )
    assert form.is_valid()
    after = amend(TEXT, form.changes())
    assert (after.title, after.edition.label, after.edition.date) == ("Neuer Titel", "1. Fortschreibung", "2026-03-18")
    assert len(form.changes()) == 2


def test_reasons_are_asked_one_by_one_or_once_for_all() -> None:
    new = amend(TEXT, [*factories.dropped_out(TEXT, "meas0111"), *factories.dropped_out(TEXT, "goal0021")])
    gone = queries.dropped(TEXT, new)
    assert list(forms.ApplyForm(dropped=gone).fields) == [
        "reason",
        "reason-meas0111",
        "reason-goal0021",
        "publish",
    ]
    one = forms.ApplyForm({"reason-meas0111": "Erledigt."}, dropped=gone)
    assert not one.is_valid()
    assert list(one.errors) == ["reason-goal0021"]
    every = forms.ApplyForm({"reason-meas0111": "Erledigt.", "reason": "Gesetz entfallen."}, dropped=gone)
    assert every.is_valid()
    assert every.reasons() == {"meas0111": "Erledigt.", "goal0021": "Gesetz entfallen."}


def test_one_reason_is_asked_for_plainly() -> None:
    gone = queries.dropped(TEXT, amend(TEXT, factories.dropped_out(TEXT, "meas0111")))
    form = forms.ApplyForm({}, dropped=gone)
    assert form.errors == {"reason-meas0111": ["Bitte schreiben Sie, warum das entfällt."]}
    assert form.fields["reason-meas0111"].required
    assert "reason" not in form.fields


def test_a_file_too_large_is_told_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    file = SimpleUploadedFile("konzept.docx", b"x")
    file.size = 61 * 1024 * 1024
    form = forms.UploadForm({}, {"file": file})
    assert not form.is_valid()
    assert form.errors["file"][0].startswith("Diese Datei hat 61 MB; gelesen werden bis zu 50 MB.")


@pytest.mark.parametrize(("content", "sentence"), [(None, "Bitte wählen Sie"), (b"", "Diese Datei ist leer")])
def test_no_file_and_an_empty_one_are_told_apart(content: bytes | None, sentence: str) -> None:
    chosen = {} if content is None else {"file": SimpleUploadedFile("konzept.docx", content)}
    assert forms.UploadForm({}, chosen).errors["file"][0].startswith(sentence)


# --- two people at once ----------------------------------------------------------------------------------------------


def opened(which: str, concept: Concept = TEXT) -> dict[str, str]:
    """What a browser holds that has this element's form open."""
    blank = forms.ElementForm(text=concept, element=concept.find(which))
    return {name: "" if field.value() is None else str(field.value()) for name, field in _fields(blank)}


def sent(which: str, concept: Concept, held: dict[str, str], /, **typed: str) -> forms.ElementForm:
    """Send it, while the wording may have become another one."""
    return forms.ElementForm(held | typed, text=concept, element=concept.find(which))


def test_what_somebody_else_wrote_meanwhile_is_not_undone() -> None:
    held = opened("meas0112")
    meanwhile = amend(TEXT, posted("meas0112", term="bis Ende 2029").changes())
    form = sent("meas0112", meanwhile, held, text="Sprachkurse überall.")
    assert not form.is_valid()
    assert "jemand anders geändert" in form.non_field_errors()[0]
    assert form["text"].value() == "Sprachkurse überall."


def test_who_opens_it_anew_may_go_on() -> None:
    meanwhile = amend(TEXT, posted("meas0112", term="bis Ende 2029").changes())
    form = sent("meas0112", meanwhile, opened("meas0112", meanwhile), text="Sprachkurse überall.")
    assert form.is_valid()
    after = amend(meanwhile, form.changes()).find("meas0112")
    assert after is not None
    assert after.timing is not None
    assert (after.text, after.timing.verbatim) == ("Sprachkurse überall.", "bis Ende 2029")


def test_the_same_form_sent_twice_is_no_quarrel() -> None:
    held = opened("meas0112")
    meanwhile = amend(TEXT, posted("meas0112", text="Neu.").changes())
    form = sent("meas0112", meanwhile, held, text="Neu.")
    assert form.is_valid()
    assert form.changes() == ()


@pytest.mark.parametrize("other", ["meas0111", "goal0011", "area0001", "meas0211"])
def test_what_changes_elsewhere_is_no_quarrel(other: str) -> None:
    held = opened("meas0112")
    meanwhile = amend(TEXT, posted(other, title="Ein anderer Titel").changes())
    form = sent("meas0112", meanwhile, held, text="Neu.")
    assert form.is_valid()
    assert [each.uid for each in form.changes() if isinstance(each, change.Edited)] == ["meas0112"]


@given(
    mine=st.sampled_from(["text", "title", "term"]), theirs=st.sampled_from(["text", "title", "term", "responsible"])
)
@settings(max_examples=20, deadline=None)
def test_no_change_of_one_person_undoes_another_ones(mine: str, theirs: str) -> None:
    held = opened("meas0112")
    meanwhile = amend(TEXT, posted("meas0112", **{theirs: "Das schrieb die andere."}).changes())
    form = sent("meas0112", meanwhile, held, **{mine: "Das schrieb ich."})
    assert not form.is_valid()


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ 7|add:7 }}", "\u202erückwärts\u202c", "x" * 10_000])
def test_hostile_words_come_back_as_they_were_typed(text: str) -> None:
    changes = posted("meas0111", text=text).changes()
    after = amend(TEXT, changes).find("meas0111")
    assert after is not None
    assert after.text == text
    page = str(forms.ElementForm(text=amend(TEXT, changes), element=after))
    assert "<script>" not in page
    assert "{{ 7|add:7 }}" in page or "7|add" not in text


@pytest.mark.parametrize(
    ("field", "longest"), [("number", 40), ("label", 80), ("title", 1000), ("text", 60_000), ("term", 2_000)]
)
def test_more_than_fits_is_refused_with_what_was_typed(field: str, longest: int) -> None:
    fits, too_long = filled("meas0111", **{field: "x" * longest}), filled("meas0111", **{field: "x" * (longest + 1)})
    assert fits.is_valid()
    assert not too_long.is_valid()
    assert list(too_long.errors) == [field]
    assert too_long[field].value() == "x" * (longest + 1)


@pytest.mark.parametrize(
    ("field", "value"),
    [("kind", "planet"), ("parent", "nosuchuid"), ("parent", "area0001txt"), ("position", "0"), ("position", "x")],
)
def test_what_the_form_does_not_offer_is_refused(field: str, value: str) -> None:
    form = filled("meas0111", **{field: value})
    assert not form.is_valid()
    assert field in form.errors


@given(uid=UIDS, parent=PARENTS, position=st.integers(1, 9), text=WORDS)
@settings(max_examples=60, deadline=None)
def test_every_valid_form_fits_the_wording_it_was_made_of(uid: str, parent: str, position: int, text: str) -> None:
    form = filled(uid, parent=parent, position=str(position), text=text)
    if form.is_valid():
        after = amend(TEXT, form.changes())
        assert canonical.loads(canonical.dumps(after)) == after
        assert {each.uid for each in after.walk()} == {each.uid for each in TEXT.walk()}


@given(kind=st.sampled_from(list(Kind)), parent=PARENTS, text=WORDS, position=st.sampled_from(["", "1", "3", "99"]))
@settings(max_examples=40, deadline=None)
def test_every_new_element_stands_where_the_form_says(kind: Kind, parent: str, text: str, position: str) -> None:
    given_ = {"kind": kind.value, "parent": parent, "text": text, "position": position, "uid": "added0000001"}
    form = forms.ElementForm(given_, text=TEXT)
    assert form.is_valid() is bool(forms.typed(text))
    if form.is_valid():
        after = amend(TEXT, form.changes())
        above = after.parents()["added0000001"]
        assert (above.uid if above else "") == parent
        assert len(list(after.walk())) == len(list(TEXT.walk())) + 1


@example(title="\x07", subtitle="", authority="", edition="")
@given(title=WORDS, subtitle=WORDS, authority=WORDS, edition=WORDS)
@settings(max_examples=40, deadline=None)
def test_the_cover_says_what_was_typed(title: str, **rest: str) -> None:
    form = forms.FrameForm({"title": title, **rest}, text=TEXT)
    assert form.is_valid() is bool(forms.typed(title))
    if form.is_valid():
        after = amend(TEXT, form.changes())
        assert after.title == forms.typed(title)
        assert (after.subtitle, after.authority) == (forms.typed(rest["subtitle"]), forms.typed(rest["authority"]))
        assert after.elements == TEXT.elements


@pytest.mark.parametrize(("reason", "left"), [("Erledigt.\x07\r\nSeit 2027.", "Erledigt.\nSeit 2027."), ("\x07", None)])
def test_a_reason_holds_only_what_a_document_can_hold(reason: str, left: str | None) -> None:
    form = forms.DropForm({"reason": reason})
    assert form.is_valid() is (left is not None)
    assert form.cleaned_data.get("reason") == left
    if left is None:
        assert form.errors["reason"] == ["Bitte schreiben Sie, warum dieser Teil entfällt."]


@pytest.mark.parametrize(("right", "fits"), [(" Ilm ", True), ("Ilm\x07", False), ("\x01", False), ("\ufffe", False)])
def test_a_swapped_word_holds_only_what_a_document_can_hold(right: str, *, fits: bool) -> None:
    form = forms.SwapForm({"wrong": "IIm", "right": right})
    assert form.is_valid() is fits
    assert fits or "kein Dokument aufnehmen kann" in form.errors["right"][0]
    assert not fits or form.cleaned_data["right"] == right


@given(reason=WORDS)
@settings(max_examples=40, deadline=None)
def test_whatever_the_reason_the_draft_can_be_read_again(reason: str) -> None:
    form = forms.DropForm({"reason": reason})
    if form.is_valid():
        for each in drop(TEXT, "goal0021", form.cleaned_data["reason"]):
            assert change.from_json(change.to_json(each)) == each
