"""`werkstatt`: Django's commands, and our own."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    """Run a command; a wrong setting is one line and exit status 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "werkstatt.config.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as problem:
        sys.stderr.write(f"werkstatt: {problem}\n")
        sys.exit(2)
