"""Long work of a round."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from konzept.read import matrix
from werkstatt.accounts.models import User
from werkstatt.lib import clock
from werkstatt.participation import actions
from werkstatt.participation.models import Delivery, Upload
from werkstatt.participation.queries import clear_in, form_of
from werkstatt.work.actions import progress

TOGETHER = 20  # files that are taken over in one transaction


@task()
def read_matrix(job_id: str, upload_id: int) -> None:
    """Read a filled matrix."""
    progress(job_id, 0, 1, "Die Matrix wird gelesen")
    actions.understand(Upload.objects.select_related("round__authority", "round__version").get(pk=upload_id))
    progress(job_id, 1, 1, "Gelesen")


@task()
def forget(job_id: str) -> None:
    """Throw away what limits knew of connections, and contacts whose day has passed."""
    actions.forget_senders()
    actions.erase_contacts(timezone.localdate(clock.now()))


@task()
def read_delivery(job_id: str, delivery_id: int) -> None:
    """Read all files of a delivery. Broken off, it goes on with those that were not read."""
    delivery = Delivery.objects.select_related("round__authority", "round__version").get(pk=delivery_id)
    listed, asked = list(delivery.uploads.order_by("pk")), matrix.asked(form_of(delivery.round))
    for number, upload in enumerate(listed):
        upload.round = delivery.round
        progress(job_id, number, len(listed), f"„{upload.name[-80:]}“ wird gelesen")
        actions.understand(upload, asked)
    progress(job_id, len(listed), len(listed), "Gelesen")


@task()
def confirm_delivery(job_id: str, delivery_id: int, person_id: int) -> None:
    """Take over the clear files of a delivery, some after some. Broken off, it goes on with the rest."""
    delivery = Delivery.objects.select_related("round__authority", "round__version").get(pk=delivery_id)
    person, clear = User.objects.get(pk=person_id), [each.pk for each in clear_in(delivery)]
    for start in range(0, len(clear), TOGETHER):
        progress(job_id, start, len(clear), "Die Dateien werden übernommen")
        actions.confirm_clear(delivery, person, clear[start : start + TOGETHER])
    progress(job_id, len(clear), len(clear), "Übernommen")
