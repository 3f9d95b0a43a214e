"""A round that began under the first schema goes on under the present one: what was said, its receipts and its files are there."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.machine import machine

EARLIER = """
import json, uuid
from datetime import timedelta
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from konzept import canonical
from tests import factories
from werkstatt.lib import clock
from werkstatt.participation import actions, queries
from werkstatt.participation.models import Contribution, Round, Submission, Upload

before = [("participation", "0001_initial")]
call_command("migrate", "participation", "0001_initial", verbosity=0)
state = MigrationExecutor(connection).loader.project_state(before).apps
office = state.get_model("authorities", "Authority").objects.create(name="Landkreis Erlenau", slug="erlenau", level="kreis")

from werkstatt.authorities.models import Authority
version = factories.published(Authority.objects.get(pk=office.pk))
old = {name: state.get_model("participation", name) for name in ("Round", "Upload", "Submission", "Contribution")}
now = clock.now()
round_ = old["Round"].objects.create(
    authority_id=office.pk, version_id=version.pk, slug="alt", title="Eine frühere Runde", introduction="Worum es geht.",
    questions=["Was hat sich bewährt?"], areas=[], opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=9),
)
upload = old["Upload"].objects.create(round=round_, name="matrix.docx", sha256="0" * 64, state="taken")
keys = [uuid.uuid4(), uuid.uuid4()]
for key, file, words in ((keys[0], None, "Übers Formular."), (keys[1], upload, "Aus der Matrix.")):
    envelope = old["Submission"].objects.create(
        round=round_, channel="web" if file is None else "matrix-docx", form_key=key, upload=file, organisation="Sprachtreff",
        receipt_digest=queries.receipt_digest(queries.receipt_code(key)), received_at=now,
    )
    old["Contribution"].objects.create(submission=envelope, uid="meas0111", verdict="adjust", comment=words)
call_command("migrate", verbosity=0)

round_ = Round.objects.get()
code = queries.receipt_code(keys[0])
page = Client().get(f"/erlenau/mitmachen/beleg/{code}/").content.decode()
said = {
    "counts": [row.comment for row in queries.contributions(round_)],
    "channels": queries.count_by_channel(round_),
    "receipt": ["Übers Formular." in page, "Aus der Matrix." in page],
    "defaults": [round_.visibility, round_.ways, round_.languages, round_.notice],
    "outside": queries.public(round_).count(),
    "upload": [Upload.objects.get().submission.form_key == keys[1], Upload.objects.get().delivery_id],
    "languages": sorted(set(Submission.objects.values_list("language", flat=True))),
}
try:
    Contribution.objects.filter(comment="Übers Formular.").update(comment="Umgeschrieben.")
    said["sealed"] = False
except Exception as problem:
    said["sealed"] = "sealed" in str(problem)
actions.withdraw(Submission.objects.get(form_key=keys[0]))
said["after"] = [row.comment for row in queries.contributions(round_)]
print("SAID" + json.dumps(said))
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What became of it."""
    with machine(tmp_path_factory.mktemp("umzug")) as it:
        lines = it.command("shell", "--no-imports", "-c", EARLIER).splitlines()
        told: dict[str, Any] = json.loads(next(line for line in lines if line.startswith("SAID")).removeprefix("SAID"))
        return told


def test_what_was_said_counts_on(said: dict[str, Any]) -> None:
    assert said["counts"] == ["Übers Formular.", "Aus der Matrix."]
    assert said["channels"] == {"web": 1, "matrix-docx": 1}


def test_a_receipt_handed_out_before_still_opens_its_own_words(said: dict[str, Any]) -> None:
    assert said["receipt"] == [True, False]


def test_nothing_becomes_public_that_was_not(said: dict[str, Any]) -> None:
    assert said["defaults"] == ["internal", [], [], ""]
    assert said["outside"] == 0


def test_a_file_stays_with_its_submission_and_belongs_to_no_delivery(said: dict[str, Any]) -> None:
    assert said["upload"] == [True, None]


def test_whoever_wrote_before_there_were_languages_wrote_german(said: dict[str, Any]) -> None:
    assert said["languages"] == ["de"]


def test_what_was_sealed_is_sealed_and_can_be_taken_back(said: dict[str, Any]) -> None:
    assert said["sealed"]
    assert said["after"] == ["Aus der Matrix."]
