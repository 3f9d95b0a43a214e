"""The app's name."""

from django.apps import AppConfig


class InboxConfig(AppConfig):
    """werkstatt.inbox"""

    name = "werkstatt.inbox"
    label = "inbox"
    default_auto_field = "django.db.models.BigAutoField"
