"""Another language in the middle of a form: nothing typed is lost, nothing is sent."""

from __future__ import annotations

import html as entities
import re

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from werkstatt.participation.models import Contribution, Round, Submission

pytestmark = pytest.mark.django_db
TYPED = "Bitte auch <abends> & am Wochenende"


@pytest.fixture
def round_() -> Round:
    """An open one."""
    return factories.round_(factories.version(factories.authority()))


def hidden(page: str) -> dict[str, str]:
    """What the form carries unseen."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: entities.unescape(value) for name, value in found}


def in_english(page: str) -> str:
    """Where the English button of the menu leads."""
    button = re.search(r'formaction="(/en/[^"]*)" formnovalidate name="sprache" value="en"', page)
    assert button
    return button[1]


def test_what_was_typed_about_an_element_stays(round_: Round, client: Client) -> None:
    path = reverse("participation:say", args=[round_.authority.slug, round_.slug, "meas0211"])
    german = client.get(path).content.decode()
    said = {**hidden(german), "verdict": "adjust", "comment": TYPED, "organisation": "Sprachtreff", "sprache": "en"}
    response = client.post(in_english(german), said)
    english = response.content.decode()
    assert '<html lang="en"' in english
    assert entities.escape(TYPED) in english
    assert 'value="Sprachtreff"' in english
    assert re.search(r'value="adjust"[^>]* checked', english)
    assert 'role="alert"' not in english
    assert not Submission.objects.exists()
    assert hidden(english)["form_key"] == hidden(german)["form_key"]


def test_it_is_then_sent_in_that_language(round_: Round, client: Client) -> None:
    path = reverse("participation:say", args=[round_.authority.slug, round_.slug, "meas0211"])
    german = client.get(path).content.decode()
    english = client.post(in_english(german), {**hidden(german), "comment": TYPED, "sprache": "en"}).content.decode()
    response = client.post(f"/en{path}", {**hidden(english), "comment": TYPED})
    assert response.status_code == 302
    assert response.headers["Location"].startswith(f"/en/{round_.authority.slug}/mitmachen/beleg/")
    assert Submission.objects.get().language == "en"
    assert Contribution.objects.get().comment == TYPED


def test_enter_in_a_field_sends_and_does_not_change_the_language(round_: Round, client: Client) -> None:
    """A browser presses the first button of a form; the first of these is no language."""
    path = reverse("participation:say", args=[round_.authority.slug, round_.slug, "meas0211"])
    buttons = re.findall(r'<button[^>]*form="sagen"[^>]*>', client.get(path).content.decode())
    assert "sprache" not in buttons[0]
    assert len(buttons) > 1


@pytest.mark.parametrize("cookie", [True, False])
def test_a_step_of_the_path_stays(round_: Round, client: Client, *, cookie: bool) -> None:
    path = reverse("participation:path", args=[round_.authority.slug, round_.slug])
    first = client.post(path, {"start": "area0002"}, follow=True)
    page = first.content.decode()
    if not cookie:
        client.cookies.clear()
    page = client.post(in_english(page), {**hidden(page), "comment": TYPED, "sprache": "en"}).content.decode()
    assert '<html lang="en"' in page
    assert entities.escape(TYPED) in page
    assert not Submission.objects.exists()


def test_without_a_cookie_the_button_leads_to_the_screen_that_is_shown(round_: Round) -> None:
    client = Client()
    path = reverse("participation:path", args=[round_.authority.slug, round_.slug])
    page = client.post(path, {"start": "area0002"}, follow=True).content.decode()
    client.cookies.clear()
    page = client.post(
        re.findall(r'action="([^"]+)" novalidate', page)[0], {**hidden(page), "next": ""}
    ).content.decode()
    shown = re.findall(r'action="([^"]+)" novalidate', page)[0]
    assert in_english(page) == f"/en{shown}"


def test_the_last_screen_keeps_who_one_is(round_: Round, client: Client) -> None:
    path = reverse("participation:path", args=[round_.authority.slug, round_.slug])
    page = client.post(path, {"start": "meas0211"}, follow=True).content.decode()
    client.post(f"{path}meas0211/", {**hidden(page), "comment": TYPED})
    page = client.get(f"{path}fertig/").content.decode()
    sent = {**hidden(page), "organisation": "Sprachtreff", "email": "x@erlenau.example", "sprache": "en"}
    english = client.post(in_english(page), sent).content.decode()
    assert 'value="Sprachtreff"' in english
    assert 'value="x@erlenau.example"' in english
    assert not Submission.objects.exists()


def test_a_correction_stays(round_: Round, client: Client) -> None:
    path = reverse("participation:say", args=[round_.authority.slug, round_.slug, "meas0211"])
    page = client.get(path).content.decode()
    receipt = client.post(path, {**hidden(page), "comment": "Zuerst."}).headers["Location"]
    page = client.get(f"{receipt}aendern/").content.decode()
    assert "Zuerst." in page
    sent = {**hidden(page), "r0-comment": TYPED, "r0-verdict": "new", "sprache": "en"}
    english = client.post(in_english(page), sent).content.decode()
    assert entities.escape(TYPED) in english
    assert "Zuerst." not in english
    assert Submission.objects.count() == 1
