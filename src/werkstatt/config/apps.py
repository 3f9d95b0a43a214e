"""The last app: what belongs to all of them."""

from django.apps import AppConfig

from werkstatt.lib import seals


class ConfigConfig(AppConfig):
    """werkstatt.config"""

    name = "werkstatt.config"
    label = "config"

    def ready(self) -> None:
        """Seal the tables after each migrate."""
        seals.connect()
