"""The app's name."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """werkstatt.search"""

    name = "werkstatt.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"
