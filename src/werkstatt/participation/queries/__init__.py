"""What runs, what came in."""

from werkstatt.participation.queries.contributions import (
    Shown,
    contributions,
    count_by_channel,
    counts,
    public,
    received,
    shown,
    to_moderate,
)
from werkstatt.participation.queries.receipts import receipt, receipt_code, receipt_digest
from werkstatt.participation.queries.rounds import (
    contested,
    elements_in_scope,
    form_of,
    labels,
    open_rounds,
    phase,
    public_rounds,
    rounds_of,
    ways_of,
)
from werkstatt.participation.queries.uploads import known_upload, plain, suggestion, uploads

__all__ = [
    "Shown",
    "contested",
    "contributions",
    "count_by_channel",
    "counts",
    "elements_in_scope",
    "form_of",
    "known_upload",
    "labels",
    "open_rounds",
    "phase",
    "plain",
    "public",
    "public_rounds",
    "receipt",
    "receipt_code",
    "receipt_digest",
    "received",
    "rounds_of",
    "shown",
    "suggestion",
    "to_moderate",
    "uploads",
    "ways_of",
]
