"""The app's name."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """werkstatt.review"""

    name = "werkstatt.review"
    label = "review"
    default_auto_field = "django.db.models.BigAutoField"
