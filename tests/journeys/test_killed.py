"""`kill -9` in the middle of everything: what was acknowledged is there afterwards, what was begun is finished, nothing twice."""

from __future__ import annotations

import io
import threading
import uuid
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path

import pytest

from tests.journeys.caller import SMALL, Caller, Office, element_of, filled_in_calmly, office
from tests.journeys.house import House, house
from tests.machine import until

SPEAKERS, UPLOADERS, ROUNDS = 4, 2, 2
READING = "werkstatt.concepts.tasks.understand"
ENOUGH = 8  # acknowledged contributions before the blow


@dataclass
class Person:
    """Sends one thing after the other, notes what was acknowledged and what hung in the air."""

    acknowledged: dict[str, str] = field(default_factory=dict)
    in_the_air: dict[str, Callable[[], str]] = field(default_factory=dict)

    def keep_on(self, make: Callable[[int], tuple[str, Callable[[], str]]], numbers: Iterator[int]) -> None:
        """Until nobody answers any more. `make` gives what is said and how to send it."""
        try:
            for number in numbers:
                said, send = make(number)
                self.in_the_air[said] = send
                self.acknowledged[said] = send()
                del self.in_the_air[said]
        except (OSError, HTTPException):
            return


@dataclass
class Crowd:
    """Several people at once, some speaking, some uploading."""

    alma: Office
    say: str
    document: bytes
    numbers: Iterator[int]
    form: dict[str, str]
    speakers: list[Person] = field(default_factory=lambda: [Person() for _ in range(SPEAKERS)])
    uploaders: list[Person] = field(default_factory=lambda: [Person() for _ in range(UPLOADERS)])

    def speak(self, number: int) -> tuple[str, Callable[[], str]]:
        """One contribution by the form; the form's own key makes it one, however often it is sent."""
        caller, said = Caller(self.alma.caller.site), f"Rückmeldung Nummer {number}."
        fields = {**self.form, "form_key": str(uuid.uuid4()), "comment": said, "verdict": "new"}

        def send() -> str:
            reply = caller.post(self.say, fields)
            assert reply.status == 302, (reply.status, reply.words)
            return reply.location

        return said, send

    def upload(self, number: int) -> tuple[str, Callable[[], str]]:
        """One document by the import page."""
        name, content = f"Konzept-{number}.docx", with_number(self.document, number)
        caller = Caller(self.alma.caller.site, dict(self.alma.caller.cookies))

        def send() -> str:
            reply = Office(caller, self.alma.slug).upload(name, content)
            assert reply.status == 302, (reply.status, reply.words)
            return reply.location

        return name, send

    def start(self) -> list[threading.Thread]:
        """All of them."""
        jobs = [(person, self.speak) for person in self.speakers] + [(person, self.upload) for person in self.uploaders]
        threads = [threading.Thread(target=person.keep_on, args=(make, self.numbers)) for person, make in jobs]
        for thread in threads:
            thread.start()
        return threads

    def under_way(self) -> bool:
        """Has enough been said, and something been uploaded, so that the blow falls in the middle?"""
        spoken = sum(len(person.acknowledged) for person in self.speakers)
        return spoken >= ENOUGH and all(person.acknowledged for person in self.uploaders)


@pytest.fixture
def workshop(site: House, tmp_path: Path) -> Iterator[House]:
    """A house of its own, to be knocked down."""
    with house(tmp_path, statics=site.home / "static") as it:
        it.open()
        yield it


def with_number(document: bytes, number: int) -> bytes:
    """The same document as another file: nothing known is read again."""
    buffer = io.BytesIO(document)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("docProps/number.txt", str(number))
    return buffer.getvalue()


class Numbers:
    """1, 2, 3 …, each given once, whoever asks."""

    def __init__(self) -> None:
        self.lock, self.last = threading.Lock(), 0

    def __iter__(self) -> Numbers:
        return self

    def __next__(self) -> int:
        with self.lock:
            self.last += 1
            return self.last


def test_nothing_acknowledged_is_lost(workshop: House, shared: Path) -> None:
    alma = office(workshop, "erlenau")
    alma.publish(SMALL.encode())
    say = element_of(alma.caller, alma.open_round("Unter Strom", "Was fehlt?", "Was ist neu nötig?"))
    form = filled_in_calmly(alma.caller, say)
    workshop.finish_work()
    document = (shared / "specimens" / "ilm-kreis.docx").read_bytes()
    numbers, crowds = Numbers(), []
    for _ in range(ROUNDS):
        crowd = Crowd(alma, say, document, numbers, form)
        threads = crowd.start()
        until(lambda crowd=crowd: crowd.under_way() and (READING, "RUNNING") in workshop.unfinished(), 60)
        workshop.kill()
        for thread in threads:
            thread.join(60)
        assert READING in {path for path, _ in workshop.unfinished()}
        workshop.open()
        crowds.append(crowd)
    for crowd in crowds:
        everybody_sends_again_what_hung_in_the_air(crowd)
        every_receipt_opens(crowd)
    workshop.finish_work()
    every_document_was_read(workshop, crowds)
    nothing_is_there_twice(workshop, crowds)
    workshop.command("check_journal")


def everybody_sends_again_what_hung_in_the_air(crowd: Crowd) -> None:
    """As a person does whose browser says that the connection broke: the same form once more."""
    for person in crowd.speakers:
        for said, send in person.in_the_air.items():
            person.acknowledged[said] = send()


def every_receipt_opens(crowd: Crowd) -> None:
    """And shows the words."""
    reader = Caller(crowd.alma.caller.site)
    for person in crowd.speakers:
        for said, address in person.acknowledged.items():
            page = reader.get(address)
            assert (page.status, said in page.words) == (200, True), (said, address)


def every_document_was_read(workshop: House, crowds: list[Crowd]) -> None:
    """Each acknowledged upload has been understood, though its worker died."""
    states = dict(workshop.ask("SELECT name, state FROM concepts_import"))
    names = [name for crowd in crowds for person in crowd.uploaders for name in person.acknowledged]
    assert {name: states.get(name) for name in names} == dict.fromkeys(names, "checking")


def nothing_is_there_twice(workshop: House, crowds: list[Crowd]) -> None:
    """One contribution for each thing said, and no other."""
    said = Counter(comment for (comment,) in workshop.ask("SELECT comment FROM participation_contribution"))
    assert said == Counter(words for crowd in crowds for person in crowd.speakers for words in person.acknowledged)
