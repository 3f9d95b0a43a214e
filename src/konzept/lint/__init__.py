"""What a concept still lacks: SMART measures, sound numbers, clean words. One rule, one function, one German sentence a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from konzept.lint import abbreviations, measures, numbers, references, spelling
from konzept.lint.finding import Finding, Ground
from konzept.model import Concept

__all__ = ["RULES", "Finding", "Rule", "lint"]

Rule = Callable[[Ground], Iterator[Finding]]

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.__name__: rule
        for rule in (
            measures.without_responsible,
            measures.without_term,
            measures.unclear_term,
            measures.term_before_edition,
            measures.without_indicator,
            measures.ongoing_without_milestone,
            measures.goal_without_measure,
            measures.said_twice,
            numbers.doubled_number,
            numbers.missing_number,
            references.broken_reference,
            abbreviations.unlisted_abbreviation,
            abbreviations.unused_abbreviation,
            spelling.holder_in_two_spellings,
            spelling.scanned_letters,
        )
    }
)


def lint(concept: Concept) -> tuple[Finding, ...]:
    """All findings, in document order; those about the concept as a whole come last."""
    ground = Ground(concept)
    order = {element.uid: index for index, element in enumerate(ground.elements)}
    found = [finding for rule in RULES.values() for finding in rule(ground)]
    return tuple(sorted(found, key=lambda finding: order.get(finding.uid or "", len(order))))
