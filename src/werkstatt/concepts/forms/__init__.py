"""What people type and press: elements, the cover, versions; documents that are read in."""

from werkstatt.concepts.forms.elements import (
    DropForm,
    ElementForm,
    FrameForm,
    NextFrameForm,
    VersionForm,
    fresh_uid,
    typed,
)
from werkstatt.concepts.forms.imports import ApplyForm, DeedForm, HintForm, ParentForm, SwapForm, UploadForm

__all__ = [
    "ApplyForm",
    "DeedForm",
    "DropForm",
    "ElementForm",
    "FrameForm",
    "HintForm",
    "NextFrameForm",
    "ParentForm",
    "SwapForm",
    "UploadForm",
    "VersionForm",
    "fresh_uid",
    "typed",
]
