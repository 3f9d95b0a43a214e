"""`werkstatt worker`: does the long work."""

from __future__ import annotations

import logging
import threading
import time
import uuid
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections, connection
from django.db.utils import InterfaceError, OperationalError
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from konzept.model import Problem
from werkstatt.work import actions
from werkstatt.work.queries import Row

logger = logging.getLogger(__name__)


class Worker(db_worker.Worker):
    """django-tasks' worker, which also shows signs of life, takes over from dead ones, tries again and knows the clock."""

    def __init__(self, *, interval: float, batch: bool, heartbeat: float, alive_within: float) -> None:
        super().__init__(
            queue_names=["*"],
            interval=interval,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=str(uuid.uuid4()),
            excluded_queue_names=[],
        )
        self.heartbeat = heartbeat
        self.alive_within = timedelta(seconds=alive_within)
        self.busy_with: uuid.UUID | None = None
        self.stopped = threading.Event()

    def run(self) -> None:
        """Take one task after the other until told to stop; in a batch until none is left."""
        if self.batch:
            self.keep_house()
            self.work()
            return
        keeper = threading.Thread(target=self.keep, name="keeper", daemon=True)
        keeper.start()
        try:
            self.work()
        finally:
            self.stopped.set()
            keeper.join()

    def work(self) -> None:
        """The loop itself."""
        while self.running:
            row = self.take()
            if row is not None:
                self.run_task(row)
            elif self.batch:
                return
            elif self.running:
                close_old_connections()
                time.sleep(self.interval)

    def take(self) -> Row | None:
        """The next task, marked as ours. None: there is none, or the database is busy."""
        ready = DBTaskResult.objects.ready().filter(backend_name=self.backend_name)
        try:
            if not ready.exists():
                return None
            with exclusive_transaction():
                row = ready.get_locked()
                if row is not None:
                    row.claim(self.worker_id)
                return row
        except OperationalError:
            logger.warning("Die Datenbank ist beschäftigt, es geht gleich weiter")
            return None

    def run_task(self, row: Row) -> None:
        """Do it; what is wrong with the input is told, what is wrong with the world is tried again."""
        self.running_task, self.busy_with = True, row.id
        try:
            if actions.begin(row):
                row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
                actions.finish(row)
        except Problem as problem:
            actions.give_up(row, str(problem), "Problem")
        except Exception as error:
            logger.exception("Aufgabe %s ist gescheitert", row.task_path)
            actions.try_again(row, type(error).__qualname__)
        except BaseException:
            actions.put_back(row)
            raise
        finally:
            self.running_task, self.busy_with = False, None

    def keep(self) -> None:
        """Beside the work, every few seconds."""
        while not self.stopped.wait(self.heartbeat):
            try:
                close_old_connections()
                self.keep_house()
            except (OperationalError, InterfaceError):
                logger.warning("Die Datenbank ist beschäftigt, das Lebenszeichen folgt")
        connection.close()

    def keep_house(self) -> None:
        """Own sign of life first: a worker must not take its own work for abandoned."""
        if self.busy_with is not None:
            actions.beat(self.busy_with)
        actions.recover(self.alive_within)
        actions.start_regular()


class Command(BaseCommand):
    """Do the long work: imports, exports, mails."""

    help = "Erledigt die langen Arbeiten: einlesen, ausgeben, Post versenden"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How eager it is."""
        parser.add_argument("--batch", action="store_true", help="aufhören, wenn nichts mehr ansteht")
        parser.add_argument("--interval", type=float, default=0.5, help="Sekunden bis zur nächsten Nachfrage")
        parser.add_argument("--heartbeat", type=float, default=3, help="Sekunden zwischen zwei Lebenszeichen")
        parser.add_argument(
            "--alive-within", type=float, default=30, help="Sekunden, nach denen ein Worker als tot gilt"
        )

    def handle(self, **options: Any) -> None:
        """Work until SIGTERM; the task at hand is done to its end."""
        worker = Worker(
            interval=options["interval"],
            batch=options["batch"],
            heartbeat=options["heartbeat"],
            alive_within=options["alive_within"],
        )
        if not worker.batch:
            worker.configure_signals()
        worker.run()
