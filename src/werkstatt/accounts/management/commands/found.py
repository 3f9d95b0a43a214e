"""`werkstatt found`: an authority and the first person who manages it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from konzept.model import Problem
from werkstatt.accounts import actions, queries
from werkstatt.accounts.models import Role
from werkstatt.authorities import actions as authorities
from werkstatt.authorities.models import Level


class Command(BaseCommand):
    """Set up an authority; everybody else is invited on the page of people."""

    help = "Richtet eine Gebietskörperschaft ein und lädt ihre Beauftragte ein"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which authority, and who."""
        parser.add_argument("name", help="Name der Gebietskörperschaft, zum Beispiel „Landkreis Erlenau“")
        parser.add_argument("slug", help="erster Teil ihrer Adressen, zum Beispiel „erlenau“")
        parser.add_argument("--level", choices=Level.values, default=Level.KREIS, help="Ebene")
        parser.add_argument("--email", required=True, help="E-Mail der Beauftragten")
        parser.add_argument("--person", required=True, help="Name der Beauftragten")
        parser.add_argument("--site", required=True, help="wie die Werkstatt erreicht wird: https://konzept.example")

    @transaction.atomic
    def handle(self, **given: Any) -> None:
        """Both or nothing; print the link with which she chooses her password."""
        try:
            authority = authorities.found(given["name"], given["slug"], level=given["level"])
        except Problem as problem:
            raise CommandError(str(problem)) from problem
        user = actions.invite(
            authority, None, email=given["email"], name=given["person"], role=Role.COMMISSIONER, site=given["site"]
        )
        self.stdout.write(f"„{authority.name}“ ist eingerichtet: {given['site']}/{authority.slug}/")
        self.stdout.write(f"{user.name} wählt hier ein Passwort: {queries.one_time_link(user, given['site'])}")
