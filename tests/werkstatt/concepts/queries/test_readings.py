"""One reading after another."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from konzept import canonical
from konzept.amend import amend
from konzept.change import Edited, Framed, Moved
from konzept.model import Concept, Element, Kind
from tests import factories
from werkstatt.concepts import queries

TEXT = factories.concept_value()


def reworded(text: Concept, uid: str, words: str) -> Concept:
    return factories.reworded(text, uid, words)


def test_the_same_elements_need_no_other_uids() -> None:
    other = reworded(TEXT, "meas0111", "Anders.")
    assert queries.reread(TEXT, other) == (other, {})


def test_an_element_that_is_read_as_another_kind_keeps_its_uid() -> None:
    fresh = canonical.loads(re.sub(r'"uid":"goal', '"uid":"fresh', canonical.dumps(TEXT)))
    text, names = queries.reread(TEXT, fresh)
    assert {each.uid for each in text.walk()} == {each.uid for each in TEXT.walk()}
    assert names["fresh0011"] == "goal0011"


def test_corrections_go_on_in_the_new_reading() -> None:
    proposal = amend(
        reworded(TEXT, "meas0111", "Von Hand."),
        [Moved("meas0112", "goal0012", 0, "goal0011", 1), Framed("subtitle", None, "Gemeinsam")],
    )
    new = replace(TEXT, elements=(*TEXT.elements, Element("fresh0001", Kind.AREA, title="Neu gelesen")))
    text, lost = queries.corrected(TEXT, proposal, new)
    assert lost == []
    assert text == replace(proposal, elements=(*proposal.elements, new.elements[-1]))


def test_what_fits_no_more_is_said_by_name() -> None:
    proposal = reworded(TEXT, "meas0111", "Von Hand.")
    gone = amend(TEXT, factories.dropped_out(TEXT, "meas0111"))
    text, lost = queries.corrected(TEXT, proposal, gone)
    assert text == gone
    assert lost == ["Maßnahme 1.1.1: Wortlaut geändert"]


def test_what_was_struck_out_and_reads_otherwise_now_is_said() -> None:
    proposal = amend(TEXT, factories.dropped_out(TEXT, "goal0011"))
    other = reworded(TEXT, "meas0111", "Anders gelesen.")
    text, lost = queries.corrected(TEXT, proposal, other)
    assert text == other
    assert len(lost) == 1
    assert "entfallen" in lost[0]


UIDS = [element.uid for element in TEXT.walk() if element.text]


@given(mine=st.sampled_from(UIDS), theirs=st.sampled_from(UIDS))
def test_two_edits_meet_only_in_one_element(mine: str, theirs: str) -> None:
    proposal, new = reworded(TEXT, mine, "Von Hand."), reworded(TEXT, theirs, "Neu gelesen.")
    text, lost = queries.corrected(TEXT, proposal, new)
    assert bool(lost) == (mine == theirs)
    assert text.find(theirs) == new.find(theirs) or mine == theirs or proposal.find(theirs) != TEXT.find(theirs)
    if mine != theirs:
        found = text.find(mine)
        assert found is not None
        assert found.text == "Von Hand."


@given(uid=st.sampled_from(UIDS), words=st.text("abc äöü.", min_size=1).filter(str.strip))
def test_reading_the_same_again_changes_no_correction(uid: str, words: str) -> None:
    found = TEXT.find(uid)
    assert found is not None
    proposal = amend(TEXT, [Edited(uid, "text", found.text, words)])
    assert queries.corrected(TEXT, proposal, TEXT) == (proposal, [])
