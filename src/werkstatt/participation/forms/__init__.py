"""What people fill in."""

from werkstatt.participation.forms.rounds import RoundForm
from werkstatt.participation.forms.saying import SayForm
from werkstatt.participation.forms.uploads import BIGGEST, NEW, HandInForm, PreviewForm

__all__ = [
    "BIGGEST",
    "NEW",
    "HandInForm",
    "PreviewForm",
    "RoundForm",
    "SayForm",
]
