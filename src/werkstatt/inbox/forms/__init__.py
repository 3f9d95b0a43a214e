"""What people fill in."""

from werkstatt.inbox.forms.entering import OnBehalfForm
from werkstatt.inbox.forms.letters import AddressForm, DeedForm, PostForm
from werkstatt.inbox.forms.mailboxes import MailboxForm

__all__ = ["AddressForm", "DeedForm", "MailboxForm", "OnBehalfForm", "PostForm"]
