"""Rounds, and what people said in them."""

from werkstatt.participation.models.contacts import Contact
from werkstatt.participation.models.contributions import (
    LONGEST,
    VERDICTS,
    Attachment,
    Channel,
    Contribution,
    Submission,
    Withdrawal,
)
from werkstatt.participation.models.limits import Salt, Tally
from werkstatt.participation.models.moderation import PARTS, ContributionTranslation, Moderation, Redaction
from werkstatt.participation.models.rounds import ContestedPoint, Round, Visibility, Way
from werkstatt.participation.models.translations import LANGUAGES, Translation, TranslationFile
from werkstatt.participation.models.uploads import MOST_ROWS, Delivery, Upload, UploadState

__all__ = [
    "LANGUAGES",
    "LONGEST",
    "MOST_ROWS",
    "PARTS",
    "VERDICTS",
    "Attachment",
    "Channel",
    "Contact",
    "ContestedPoint",
    "Contribution",
    "ContributionTranslation",
    "Delivery",
    "Moderation",
    "Redaction",
    "Round",
    "Salt",
    "Submission",
    "Tally",
    "Translation",
    "TranslationFile",
    "Upload",
    "UploadState",
    "Visibility",
    "Way",
    "Withdrawal",
]
