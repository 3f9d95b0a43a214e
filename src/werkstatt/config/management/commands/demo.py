"""`werkstatt demo`: an invented county with its whole procedure, or an office with a document of yours."""

from __future__ import annotations

import json
import secrets
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from konzept.model import Problem
from konzept.read import read
from werkstatt.accounts import actions as accounts
from werkstatt.accounts.models import Role, User
from werkstatt.authorities import actions as authorities
from werkstatt.authorities.models import Authority
from werkstatt.concepts import actions as concepts
from werkstatt.concepts.models import ImportState
from werkstatt.config.demo.tell import SITE, Story, load, moment
from werkstatt.lib import clock

OWN = {"name": "Ihre Verwaltung", "slug": "verwaltung"}
ROLES = {role.value: role.label for role in Role}


class Command(BaseCommand):
    """Fill an empty workshop; one that has something in it stays as it is."""

    help = "Füllt eine leere Werkstatt mit einem erfundenen Landkreis oder mit Ihrem Dokument"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which document, if any."""
        parser.add_argument("--file", type=Path, help="dieses Dokument einlesen statt der erfundenen Geschichte")

    def handle(self, **given: Any) -> None:
        """Tell the story once; print how to sign in each time."""
        if not Authority.objects.exists():
            try:
                self.fill(given["file"])
            except Problem as problem:
                raise CommandError(str(problem), returncode=2) from problem
        elif given["file"]:
            raise CommandError(
                "Die Werkstatt ist schon eingerichtet. Laden Sie Ihr Dokument dort hoch, "
                f"oder löschen Sie zuerst den Ordner {settings.HOME}.",
                returncode=2,
            )
        self.stdout.write(self.sign_ins())

    @transaction.atomic
    def fill(self, document: Path | None) -> None:
        """All of it, or nothing."""
        county = load("authority.toml")
        told = county["authority"] if document is None else OWN
        founded = load("decisions.toml")["editions"][0]["opened_on"].replace(month=1, day=4)
        with clock.at(moment(founded)) if document is None else clock.at(clock.now()):
            authority = authorities.found(**told)
            people, words = self.admit(authority, county["accounts"])
        if document is None:
            Story(authority, people).tell()
        else:
            self.read_in(authority, people[Role.COMMISSIONER], document)
        self.keep_sign_ins(people, words)

    def admit(self, authority: Authority, staff: list[dict[str, str]]) -> tuple[dict[str, User], dict[str, str]]:
        """Role -> person, and role -> password."""
        people, words = {}, {}
        for each in staff:
            user = accounts.invite(
                authority, None, email=each["email"], name=each["name"], role=each["role"], site=SITE
            )
            words[each["role"]] = secrets.token_urlsafe(12)
            accounts.choose_password(user, words[each["role"]])
            people[each["role"]] = user
        return people, words

    @staticmethod
    def read_in(authority: Authority, person: User, document: Path) -> None:
        """A document becomes the first version, public; what was unsure can be seen in its import."""
        try:
            content = document.read_bytes()
        except OSError as error:
            raise Problem(f"„{document}“ gibt es nicht oder lässt sich nicht lesen. Bitte den Pfad prüfen.") from error
        read(content, document.name)  # what cannot be read is refused before anything of it is kept
        import_ = concepts.upload(authority, person, document.name, content)
        concepts.understand(None, import_.pk)
        import_.refresh_from_db()
        if import_.state == ImportState.FAILED:
            raise Problem(f"{document.name}: {import_.problem}")
        concepts.apply(import_, person, publish=True)

    @staticmethod
    def keep_sign_ins(people: dict[str, User], words: dict[str, str]) -> None:
        """For the next start, readable by whoever runs the demo alone."""
        kept = [{"role": role, "email": user.email, "password": words[role]} for role, user in people.items()]
        target = settings.HOME / "demo-sign-ins.json"
        target.touch(mode=0o600)
        target.write_text(json.dumps(kept, indent=1), "utf-8")

    @staticmethod
    def sign_ins() -> str:
        """Role, address, password; "" where this is no demo."""
        target = settings.HOME / "demo-sign-ins.json"
        if not target.exists():
            return ""
        kept = json.loads(target.read_text("utf-8"))
        lines = [f"  {ROLES[each['role']]:<12} {each['email']:<40} {each['password']}" for each in kept]
        return "\n".join(["Anmelden können Sie sich als:", *lines])
