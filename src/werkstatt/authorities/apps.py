"""The app's name."""

from django.apps import AppConfig


class AuthoritiesConfig(AppConfig):
    """werkstatt.authorities"""

    name = "werkstatt.authorities"
    label = "authorities"
    default_auto_field = "django.db.models.BigAutoField"
