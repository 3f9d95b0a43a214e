"""Letters as they came, the mailbox they are fetched from, exports of a portal."""

from werkstatt.inbox.models.letters import CHANNELS, Enclosure, EnclosureKind, Letter, LetterState
from werkstatt.inbox.models.mailboxes import Mailbox, Security
from werkstatt.inbox.models.portal import ColumnMapping, ExportState, PortalExport, PortalRow

__all__ = [
    "CHANNELS",
    "ColumnMapping",
    "Enclosure",
    "EnclosureKind",
    "ExportState",
    "Letter",
    "LetterState",
    "Mailbox",
    "PortalExport",
    "PortalRow",
    "Security",
]
