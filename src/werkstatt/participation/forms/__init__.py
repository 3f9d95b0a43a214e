"""What people fill in."""

from werkstatt.participation.forms.moderation import ModerateForm, RedactForm
from werkstatt.participation.forms.rounds import NOTICE, AboutForm, ContestedForm, RoundForm
from werkstatt.participation.forms.saying import CorrectForm, SayForm, wording_of
from werkstatt.participation.forms.uploads import BIGGEST, NEW, HandInForm, PreviewForm

__all__ = [
    "BIGGEST",
    "NEW",
    "NOTICE",
    "AboutForm",
    "ContestedForm",
    "CorrectForm",
    "HandInForm",
    "ModerateForm",
    "PreviewForm",
    "RedactForm",
    "RoundForm",
    "SayForm",
    "wording_of",
]
