"""What was said, what is answered, what came of it."""

from werkstatt.review.queries.answers import answered_of, answers_of, history_of, newest_answers, to_tell
from werkstatt.review.queries.desk import Mark, Review, desk, marks, new_proposals, reviewed, said_about, unanswered
from werkstatt.review.queries.grounds import caused, causes, conclusion_of, grounds_between, grounds_of
from werkstatt.review.queries.ledger import Ledger, ledger, ledgers, outcomes
from werkstatt.review.queries.shelves import A_LEAF, NOWHERE, Leaf, Shelf, Stack, area_of, leaf, shelf_of, shelves

__all__ = [
    "A_LEAF",
    "NOWHERE",
    "Leaf",
    "Ledger",
    "Mark",
    "Review",
    "Shelf",
    "Stack",
    "answered_of",
    "answers_of",
    "area_of",
    "caused",
    "causes",
    "conclusion_of",
    "desk",
    "grounds_between",
    "grounds_of",
    "history_of",
    "leaf",
    "ledger",
    "ledgers",
    "marks",
    "new_proposals",
    "newest_answers",
    "outcomes",
    "reviewed",
    "said_about",
    "shelf_of",
    "shelves",
    "to_tell",
    "unanswered",
]
