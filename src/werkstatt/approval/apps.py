"""The app's name."""

from django.apps import AppConfig


class ApprovalConfig(AppConfig):
    """werkstatt.approval"""

    name = "werkstatt.approval"
    label = "approval"
    default_auto_field = "django.db.models.BigAutoField"
