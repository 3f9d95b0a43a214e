"""What the office and the people who come fill in."""

from werkstatt.conferences.forms.office import ConferenceForm, MoveForm, TableForm
from werkstatt.conferences.forms.public import RegistrationForm

__all__ = ["ConferenceForm", "MoveForm", "RegistrationForm", "TableForm"]
