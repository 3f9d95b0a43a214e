"""What the office and the people who come fill in."""

from werkstatt.conferences.forms.office import ConferenceForm, MoveForm, TableForm
from werkstatt.conferences.forms.public import ComingForm, RegistrationForm

__all__ = ["ComingForm", "ConferenceForm", "MoveForm", "RegistrationForm", "TableForm"]
