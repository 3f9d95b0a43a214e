from __future__ import annotations

import pytest
from django.core import mail as outbox
from django.core.management import call_command
from pytest_django import Settings

from werkstatt.work import actions
from werkstatt.work.models import Job, Mail

pytestmark = pytest.mark.django_db


def test_the_outbox_empties_within_a_round_of_the_worker() -> None:
    for number in range(3):
        actions.send(f"person{number}@erlenau.example", "Betreff", "Text")
    call_command("worker", "--batch")
    assert len(outbox.outbox) == 3
    assert not Mail.objects.exists()
    assert Job.objects.filter(title="deliver_mails", finished_at=None).count() == 0


def test_one_refusal_does_not_lose_the_others(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    actions.send("person@erlenau.example", "Betreff", "Text")
    call_command("worker", "--batch")
    assert Mail.objects.filter(sent_at=None).count() == 1
    assert Job.objects.get(title="deliver_mails").finished_at is None


def test_pruning_runs_as_regular_work() -> None:
    call_command("worker", "--batch")
    assert Job.objects.get(title="prune").finished_at is not None
