"""Tell the demo's story: every row comes through the deed that a person would have done, at the moment it would have happened."""

from __future__ import annotations

import tomllib
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from konzept.change import Change, Dropped
from konzept.diff import diff
from konzept.match import carry
from konzept.model import Concept as Text
from konzept.model import DroppedMeasure, Element, Kind
from konzept.read import read
from konzept.suggestion import Suggestion, Verdict
from werkstatt.accounts.models import User
from werkstatt.approval import actions as approval
from werkstatt.authorities.models import Authority
from werkstatt.concepts import actions as concepts
from werkstatt.concepts.models import Version
from werkstatt.concepts.queries import settled, text_of
from werkstatt.config.demo.meet import meet
from werkstatt.config.demo.post import receive_post
from werkstatt.config.demo.translate import translate
from werkstatt.lib import clock
from werkstatt.network import actions as network
from werkstatt.network.models import Body
from werkstatt.participation import actions as participation
from werkstatt.participation.models import Channel, Contribution, Round
from werkstatt.participation.queries import contributions as counting
from werkstatt.review import actions as review
from werkstatt.review.queries import desk

HERE = Path(__file__).parent
SITE = "http://127.0.0.1:8000"
NAMES = uuid.UUID(
    "6d1f3f0e-52c6-4a52-9a0b-1f7f6f0c8a11"
)  # form keys are made from it: the demo's receipts stay the same


def load(name: str) -> dict[str, Any]:
    """One file of the story."""
    return tomllib.loads((HERE / name).read_text("utf-8"))


def moment(day: date, hour: int = 10) -> datetime:
    """That day, in office hours."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


def measure_of(text: Text, goal: str, position: int) -> Element:
    """The n-th measure (1 = first) of the goal with this number."""
    found = next(each for each in text.walk() if each.kind == Kind.GOAL and each.number == goal)
    return [each for each in found.walk() if each.kind == Kind.MEASURE][position - 1]


def meant(text: Text, said: dict[str, Any]) -> tuple[str | None, str | None]:
    """(uid, area uid) that a contribution of the story names."""
    areas = [each for each in text.walk() if each.kind == Kind.AREA]
    if "area" in said:
        return None, next(each.uid for each in areas if each.number == said["area"])
    if "measure" in said:
        element = measure_of(text, said["goal"], said["measure"])
    else:
        element = next(each for each in text.walk() if each.kind == Kind.GOAL and each.number == said["goal"])
    return element.uid, next(area.uid for area in areas if element in area.walk())


def suggestion_of(text: Text, said: dict[str, Any]) -> Suggestion:
    """A contribution of the story as the form would give it."""
    uid, area = meant(text, said)
    element = text.find(uid) if uid else None
    return Suggestion(
        uid=uid,
        area=area,
        verdict=Verdict(said["verdict"]) if said.get("verdict") else None,
        comment=said.get("comment", ""),
        proposal=said.get("proposal", ""),
        responsible=said.get("responsible", ""),
        wording=(element.title or element.text or "") if element else "",
    )


def envelopes(contributions: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """What an organisation sent in one matrix on one day is one submission; each web form is its own."""
    groups: dict[object, list[dict[str, Any]]] = {}
    for number, said in enumerate(contributions):
        day = said.get("received", said.get("received_days"))
        together = said["channel"] != "web" and said.get("organisation")
        groups.setdefault((said["channel"], together, day) if together else number, []).append(said)
    return list(groups.values())


class Story:
    """The county, its people, its bodies."""

    def __init__(self, authority: Authority, people: dict[str, User]) -> None:
        self.authority, self.people = authority, people
        self.bodies: dict[str, Body] = {}

    @property
    def commissioner(self) -> User:
        """Who leads the procedure."""
        return self.people["commissioner"]

    def tell(self) -> None:
        """From the first edition to the round that runs today."""
        rounds, decisions = load("rounds.toml")["rounds"], load("decisions.toml")["editions"]
        self.enter_network()
        first = self.first_version(decisions[0])
        self.approve(first, decisions[0])
        closed, running = rounds
        round_ = self.hold_round(closed, first)
        second = self.next_version(round_, closed, decisions[1])
        self.approve(second, decisions[1])
        today = self.hold_round(running, second)
        translate(today, self.commissioner, load("translations.toml")["translations"])
        for conference in load("conferences.toml")["conferences"]:
            meet(today, self.commissioner, conference, SITE)
        for letter in load("post.toml")["letters"]:
            receive_post(today, self.commissioner, letter)

    def enter_network(self) -> None:
        """Bodies and organisations."""
        network_of = load("authority.toml")
        for body in network_of["bodies"]:
            self.bodies[body["key"]] = network.add_body(
                self.authority, self.commissioner, name=body["name"], decides=body.get("decides", False)
            )
        for organisation in network_of["organisations"]:
            network.add_organisation(self.authority, self.commissioner, name=organisation["name"])

    def first_version(self, decision: dict[str, Any]) -> Version:
        """The first document is read in, as the office would."""
        with clock.at(moment(decision["opened_on"] - timedelta(days=10))):
            content = (HERE / "konzept-0.md").read_bytes()
            import_ = concepts.upload(self.authority, self.commissioner, "Integrationskonzept-2021.md", content)
            concepts.understand(None, import_.pk)
            import_.refresh_from_db()
            return concepts.apply(import_, self.commissioner)

    def approve(self, version: Version, story: dict[str, Any]) -> None:
        """Bodies cosign, one decides: an edition."""
        asked = [self.bodies[vote["body"]] for vote in story["cosignatures"]]
        with clock.at(moment(story["opened_on"])):
            coordination = approval.open_coordination(
                version,
                self.commissioner,
                title=story["title"],
                message=story.get("message", ""),
                due_on=story["due_on"],
                bodies=asked,
                site=SITE,
            )
        addressees = {each.body.pk: each for each in coordination.addressees.select_related("body")}
        for vote in story["cosignatures"]:
            uid = measure_of(text_of(version), vote["goal"], vote["measure"]).uid if "goal" in vote else ""
            with clock.at(moment(vote["signed_on"], 14)):
                addressee = addressees[self.bodies[vote["body"]].pk]
                approval.sign(addressee, stance=vote["stance"], reason=vote.get("reason", ""), uid=uid)
        decision = story["decision"]
        with clock.at(moment(decision["decided_on"] + timedelta(days=1))):
            approval.decide(
                version,
                self.commissioner,
                body=self.bodies[decision["body"]],
                decided_on=decision["decided_on"],
                reference=decision["reference"],
                label=story["label"],
                remark=decision.get("remark", ""),
            )

    def hold_round(self, story: dict[str, Any], version: Version) -> Round:
        """A round is opened, people say something."""
        today = timezone.localdate()
        opens = story.get("opens") or today + timedelta(days=story["opens_days"])
        closes = story.get("closes") or today + timedelta(days=story["closes_days"])
        with clock.at(moment(opens, 8)):
            round_ = participation.open_round(
                self.authority,
                self.commissioner,
                version=version,
                title=story["title"],
                introduction=story["introduction"],
                afterwards=story["afterwards"],
                opens_at=moment(opens, 8),
                closes_at=moment(closes, 20),
                **{name: story[name] for name in ("visibility", "notice", "languages") if name in story},
            )
        text = text_of(version)
        for point in story.get("contested", []):
            uid = measure_of(text, point["goal"], point["measure"]).uid
            participation.set_contested(
                round_, self.commissioner, title=point["title"], positions=point["positions"], uid=uid
            )
        for number, group in enumerate(envelopes(story["contributions"])):
            self.send(round_, text, uuid.uuid5(NAMES, f"{story['key']}/{number}"), group)
        checked = list(counting(round_)[: story.get("published", 0)])
        if checked:
            participation.moderate(round_, checked, self.people["reviewer"], published=True)
        return round_

    def send(self, round_: Round, text: Text, form_key: uuid.UUID, group: list[dict[str, Any]]) -> None:
        """What came in one envelope comes in, its own way, on its own day."""
        first = group[0]
        received = first.get("received") or timezone.localdate() + timedelta(days=first["received_days"])
        with clock.at(moment(received, 9 + form_key.int % 9)):
            participation.receive(
                round_,
                [suggestion_of(text, said) for said in group],
                channel=Channel(first["channel"]),
                form_key=form_key,
                organisation=first.get("organisation", ""),
            )

    def next_version(self, round_: Round, story: dict[str, Any], decision: dict[str, Any]) -> Version:
        """Everything is answered; the changes of the second edition are made because of what was said."""
        old = text_of(round_.version)
        new = self.second_text(old, decision["dropped"])
        rows = list(desk(round_).order_by("pk"))
        told = [said for group in envelopes(story["contributions"]) for said in group]
        with clock.at(moment(story["answered"])):
            for row, said in zip(rows, told, strict=True):
                answer = said["answer"]
                review.answer(
                    round_, [row], self.people["reviewer"], outcome=answer["outcome"], reason=answer["reason"]
                )
            grounds = self.grounds(rows, told, new)
            reasons = {entry.uid: entry.reason for entry in new.dropped if entry.uid}
            for change in diff(old, new):
                made = (
                    replace(change, reason=reasons[change.uid])
                    if isinstance(change, Dropped) and change.uid in reasons
                    else change
                )
                causes = [row for uid in touched(change) for row in grounds.get(uid, [])]
                review.amend(round_, self.people["editor"], changes=[made], contributions=causes)
            conclusion = review.draft(round_, self.commissioner)
        assert conclusion.version is not None
        return conclusion.version

    @staticmethod
    def second_text(old: Text, dropped: list[dict[str, Any]]) -> Text:
        """The second document with the uids of the first; each dropped measure with its reason."""
        new = settled(carry(old, read((HERE / "konzept-1.md").read_bytes(), "konzept-1.md").concept).concept)
        gone = [(measure_of(old, each["goal"], each["measure"]), each) for each in dropped]
        entries = tuple(
            DroppedMeasure(element.title or element.text or "", element.uid, None, each["goal"], each["reason"])
            for element, each in gone
        )
        return replace(new, dropped=entries)

    @staticmethod
    def grounds(rows: list[Any], story: list[dict[str, Any]], new: Text) -> dict[str, list[Contribution]]:
        """Uid -> the contributions that were adopted, wholly or partly, for it; `became` names where they went."""
        found: dict[str, list[Contribution]] = {}
        for row, said in zip(rows, story, strict=True):
            if said["answer"]["outcome"] in {"adopted", "partly"}:
                became = said["answer"].get("became")
                uid = measure_of(new, became["goal"], became["measure"]).uid if became else row.means
                found.setdefault(uid, []).append(row)
        return found


def touched(change: Change) -> Iterator[str]:
    """The elements that a change is about; a new goal brings its measures along."""
    element = getattr(change, "element", None)
    if element is not None:
        yield from (each.uid for each in element.walk())
    elif hasattr(change, "uid"):
        yield change.uid
