"""The app's name."""

from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    """werkstatt.conferences"""

    name = "werkstatt.conferences"
    label = "conferences"
    default_auto_field = "django.db.models.BigAutoField"
