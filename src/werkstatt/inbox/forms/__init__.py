"""What people fill in."""

from werkstatt.inbox.forms.entering import OnBehalfForm
from werkstatt.inbox.forms.letters import AddressForm, DeedForm, PostForm
from werkstatt.inbox.forms.mailboxes import MailboxForm
from werkstatt.inbox.forms.portal import ExportForm, MappingForm

__all__ = ["AddressForm", "DeedForm", "ExportForm", "MailboxForm", "MappingForm", "OnBehalfForm", "PostForm"]
