"""The app's name."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """werkstatt.accounts"""

    name = "werkstatt.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
