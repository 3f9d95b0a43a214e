"""An import that waits while the program is renewed waits on: what an earlier schema kept of it is there in the present one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.machine import machine

EARLIER = """
import json
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse
from konzept import canonical, change, read
from konzept.amend import amend
from konzept.diff import diff
from konzept.model import Kind
from tests import factories
from werkstatt.concepts import actions, queries
from werkstatt.concepts.models import Import

before = [("concepts", "0002_naming")]
call_command("migrate", "concepts", "0002_naming", verbosity=0)
state = MigrationExecutor(connection).loader.project_state(before).apps

found = read.read(factories.document(), "konzept.md")
text = found.concept
doubts = [
    {"uid": each.uid, "place": each.place, "kind": each.kind, "sentence": each.sentence, "checked": False}
    for each in found.doubts
]
uid = next(each.uid for each in text.walk() if each.number == "1.1.1")
after = amend(text, queries.become(text, [uid], Kind.GOAL).changes)
marks = [[each["uid"], each["checked"]] for each in doubts]
steps = [
    {"back": [change.to_json(each) for each in diff(after, text)], "doubts": marks},
    {"back": [], "doubts": marks},
]
office = state.get_model("authorities", "Authority").objects.create(name="Landkreis Erlenau", slug="erlenau", level="kreis")
waiting = state.get_model("concepts", "Import")
for number, kept in enumerate((steps, [])):
    waiting.objects.create(
        authority=office,
        name=f"konzept-{number}.md",
        sha256=str(number) * 64,
        state="checking",
        doubts=[{**each, "checked": bool(kept)} for each in doubts],
        origins={each: list(blocks) for each, blocks in found.sources.items()},
        blocks=[queries.packed(block) for block in found.blocks],
        proposal=canonical.dumps(after if kept else text),
        steps=kept,
    )
call_command("migrate", verbosity=0)

one, other = Import.objects.order_by("pk")
person = factories.person(one.authority)
client = factories.signed_in(person)
page = client.get(reverse("concepts:check", args=["erlenau", one.pk]))
element = client.get(reverse("concepts:check_element", args=["erlenau", one.pk, uid]))
said = {
    "status": [page.status_code, element.status_code],
    "blocks": [one.blocks.count(), other.blocks.count(), len(found.blocks)],
    "order": [each.body for each in one.blocks.all()] == [queries.packed(block) for block in found.blocks],
    "shown": "Worum es bei der Sprache geht." in page.content.decode() and "Übersicht der Sprachkurse" in element.content.decode(),
    "steps": [[each.ordinal for each in each_.steps.all()] for each_ in (one, other)],
    "turns": [one.turn, other.turn],
    "lines": [len(queries.understood(each).lines) for each in (one, other)],
}
actions.undo(one, person, turn=2)
actions.undo(one, person, turn=3)
one.refresh_from_db()
said["undone"] = [canonical.loads(one.proposal) == text, one.steps.count(), [each["checked"] for each in one.doubts]]
said["taken over"] = actions.apply(Import.objects.get(pk=other.pk), person).ordinal
print(json.dumps(said))
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What was found after the migration, on the kind of database the tests run on."""
    with machine(tmp_path_factory.mktemp("earlier")) as it:
        found: dict[str, Any] = json.loads(it.command("shell", "--no-imports", "-c", EARLIER).splitlines()[-1])
        return found


def test_its_document_and_what_was_understood_are_shown(said: dict[str, Any]) -> None:
    assert said["status"] == [200, 200]
    assert said["shown"]
    assert said["order"]
    assert len(set(said["blocks"])) == 1
    assert said["lines"] == [8, 8]


def test_its_steps_are_taken_back_one_after_the_other(said: dict[str, Any]) -> None:
    assert said["steps"] == [[1, 2], []]
    assert said["turns"] == [2, 0]
    original, left, checked = said["undone"]
    assert original
    assert left == 0
    assert not any(checked)


def test_it_becomes_a_version(said: dict[str, Any]) -> None:
    assert said["taken over"] == 0
