"""What people fill in."""

from werkstatt.participation.forms.moderation import BesideForm, ModerateForm, RedactForm
from werkstatt.participation.forms.path import Draft, SendForm, StepForm, draft_from, suggestion_of
from werkstatt.participation.forms.rounds import NOTICE, AboutForm, ContestedForm, RoundForm
from werkstatt.participation.forms.saying import CorrectForm, SayForm, wording_of
from werkstatt.participation.forms.translations import PieceForm, TranslationFileForm
from werkstatt.participation.forms.uploads import BIGGEST, NEW, DeliverForm, HandInForm, PreviewForm

__all__ = [
    "BIGGEST",
    "NEW",
    "NOTICE",
    "AboutForm",
    "BesideForm",
    "ContestedForm",
    "CorrectForm",
    "DeliverForm",
    "Draft",
    "HandInForm",
    "ModerateForm",
    "PieceForm",
    "PreviewForm",
    "RedactForm",
    "RoundForm",
    "SayForm",
    "SendForm",
    "StepForm",
    "TranslationFileForm",
    "draft_from",
    "suggestion_of",
    "wording_of",
]
