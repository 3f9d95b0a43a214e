from __future__ import annotations

from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail as outbox
from django.core.management import call_command
from pytest_django import Settings

from werkstatt.work import actions, tasks
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


CHOOSY = "tests.werkstatt.work.post.Choosy"


def test_a_mistyped_address_stands_in_nobodys_way(settings: Settings) -> None:
    """Or one invitation to a wrong address would keep all later mails from leaving."""
    settings.EMAIL_BACKEND = CHOOSY
    for recipient in ("alma@nowhere.example", "bert@erlenau.example", "cora@nowhere.example", "dora@erlenau.example"):
        actions.send(recipient, "Betreff", "Text")
    with pytest.raises(SMTPRecipientsRefused):
        tasks.deliver_mails.call("")
    assert [mail.to for mail in outbox.outbox] == [["bert@erlenau.example"], ["dora@erlenau.example"]]
    assert {mail.recipient for mail in Mail.objects.filter(sent_at=None)} == {
        "alma@nowhere.example",
        "cora@nowhere.example",
    }


def test_what_was_refused_is_tried_again_and_nobody_gets_it_twice(settings: Settings) -> None:
    settings.EMAIL_BACKEND = CHOOSY
    actions.send("alma@nowhere.example", "Betreff", "Text")
    actions.send("bert@erlenau.example", "Betreff", "Text")
    for _ in range(2):
        with pytest.raises(SMTPRecipientsRefused):
            tasks.deliver_mails.call("")
    Mail.objects.update(recipient="alma@erlenau.example")
    tasks.deliver_mails.call("")
    assert [mail.to for mail in outbox.outbox] == [["bert@erlenau.example"], ["alma@erlenau.example"]]


def test_a_mail_that_is_none_stands_in_nobodys_way() -> None:
    broken = actions.send("alma@erlenau.example", "Betreff", "Text")
    Mail.objects.filter(pk=broken.pk).update(recipient="alma@erlenau.example\nBcc: alle@erlenau.example")
    actions.send("bert@erlenau.example", "Betreff", "Text")
    with pytest.raises(ValueError, match="newline"):
        tasks.deliver_mails.call("")
    assert [mail.to for mail in outbox.outbox] == [["bert@erlenau.example"]]
    assert Mail.objects.get().sent_at is None


def test_the_oldest_mail_leaves_first() -> None:
    for name in ("alma", "bert", "cora"):
        actions.send(f"{name}@erlenau.example", "Betreff", "Text")
    tasks.deliver_mails.call("")
    assert [mail.to[0].partition("@")[0] for mail in outbox.outbox] == ["alma", "bert", "cora"]
