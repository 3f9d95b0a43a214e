"""What people fill in."""

from werkstatt.participation.forms.moderation import ModerateForm, RedactForm
from werkstatt.participation.forms.rounds import NOTICE, AboutForm, ContestedForm, RoundForm
from werkstatt.participation.forms.saying import SayForm
from werkstatt.participation.forms.uploads import BIGGEST, NEW, HandInForm, PreviewForm

__all__ = [
    "BIGGEST",
    "NEW",
    "NOTICE",
    "AboutForm",
    "ContestedForm",
    "HandInForm",
    "ModerateForm",
    "PreviewForm",
    "RedactForm",
    "RoundForm",
    "SayForm",
]
