"""Letters as they came, and the mailbox they are fetched from."""

from werkstatt.inbox.models.letters import CHANNELS, Enclosure, EnclosureKind, Letter, LetterState
from werkstatt.inbox.models.mailboxes import Mailbox, Security

__all__ = ["CHANNELS", "Enclosure", "EnclosureKind", "Letter", "LetterState", "Mailbox", "Security"]
