"""The app's name."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """werkstatt.web"""

    name = "werkstatt.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
