"""Questions: the post, and what a letter says."""

from werkstatt.inbox.queries.entered import entered, on_behalf
from werkstatt.inbox.queries.letters import (
    Sheet,
    as_rows,
    contents,
    index_of,
    known,
    letters_of,
    message_digest,
    passages_of,
    round_for,
    sheets,
    suggestions,
)
from werkstatt.inbox.queries.mailboxes import login_of, mailbox_of, mailboxes, unread
from werkstatt.inbox.queries.portal import (
    Places,
    came,
    exports_of,
    mapping_of,
    organisations_in,
    preview,
    said_in,
    sort,
    table,
    undone_in,
)
from werkstatt.inbox.queries.reading import Enclosed, Read, read
from werkstatt.inbox.queries.senders import organisation_in

__all__ = [
    "Enclosed",
    "Places",
    "Read",
    "Sheet",
    "as_rows",
    "came",
    "contents",
    "entered",
    "exports_of",
    "index_of",
    "known",
    "letters_of",
    "login_of",
    "mailbox_of",
    "mailboxes",
    "mapping_of",
    "message_digest",
    "on_behalf",
    "organisation_in",
    "organisations_in",
    "passages_of",
    "preview",
    "read",
    "round_for",
    "said_in",
    "sheets",
    "sort",
    "suggestions",
    "table",
    "undone_in",
    "unread",
]
