"""The app's name."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """werkstatt.work"""

    name = "werkstatt.work"
    label = "work"
    default_auto_field = "django.db.models.BigAutoField"
