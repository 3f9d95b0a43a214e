"""The app's name."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """werkstatt.ui"""

    name = "werkstatt.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"
