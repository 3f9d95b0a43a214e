"""The app's name."""

from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    """werkstatt.participation"""

    name = "werkstatt.participation"
    label = "participation"
    default_auto_field = "django.db.models.BigAutoField"
