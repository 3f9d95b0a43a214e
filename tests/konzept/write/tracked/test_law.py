"""The law of the file: accept all = the new document, reject all = the old one, for any two concepts."""

from __future__ import annotations

from hypothesis import given, settings

from konzept.model import Concept
from konzept.read import read
from konzept.write import docx
from tests.konzept.strategies import few, pairs
from tests.konzept.write.tracked.settled import accepted, concept_says, rejected, says, tracked


@settings(max_examples=150)
@given(pairs())
def test_accepting_gives_the_new_document_and_rejecting_the_old(two: tuple[Concept, Concept]) -> None:
    made = tracked(*two)
    assert says(accepted(made)) == concept_says(two[1])
    assert says(rejected(made), names=False) == concept_says(two[0], names=False)


@few
@given(pairs())
def test_what_was_accepted_reads_as_the_new_concept(two: tuple[Concept, Concept]) -> None:
    assert read(accepted(tracked(*two)), "x.docx").concept == read(docx.write(two[1]), "x.docx").concept
