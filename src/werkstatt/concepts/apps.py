"""The app's name."""

from django.apps import AppConfig


class ConceptsConfig(AppConfig):
    """werkstatt.concepts"""

    name = "werkstatt.concepts"
    label = "concepts"
    default_auto_field = "django.db.models.BigAutoField"
