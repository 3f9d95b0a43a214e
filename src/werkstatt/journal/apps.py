"""The app's name."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """werkstatt.journal"""

    name = "werkstatt.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
