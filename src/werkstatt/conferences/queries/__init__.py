"""What is planned, who comes, who sits where."""

from werkstatt.conferences.queries.calendar import calendar
from werkstatt.conferences.queries.conferences import (
    areas_without_table,
    conferences_of,
    link,
    phase,
    public_conferences,
    tables_of,
)
from werkstatt.conferences.queries.registrations import (
    Counts,
    counts,
    due_reminders,
    people,
    registration_of,
    to_erase,
    token_digest,
    token_of,
    waiting,
)
from werkstatt.conferences.queries.tables import Place, Plan, plan_of, seating_question, seats_of

__all__ = [
    "Counts",
    "Place",
    "Plan",
    "areas_without_table",
    "calendar",
    "conferences_of",
    "counts",
    "due_reminders",
    "link",
    "people",
    "phase",
    "plan_of",
    "public_conferences",
    "registration_of",
    "seating_question",
    "seats_of",
    "tables_of",
    "to_erase",
    "token_digest",
    "token_of",
    "waiting",
]
