"""The app's name."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """werkstatt.network"""

    name = "werkstatt.network"
    label = "network"
    default_auto_field = "django.db.models.BigAutoField"
