"""No address makes a database stumble."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db

NUL = [
    "/erlenau/suche/?q=%00",
    "/erlenau/suche/?q=Sprach%00kurs",
    "/en/erlenau/suche/?%00=1",
    "/erlenau/beleg/%00/",
    "/erlenau/mitmachen/%00/",
    "/erlenau/konferenz/a%00b/",
    "/%00/",
    "/werkstatt/erlenau/beteiligung/?seite=%00",
]


def here(address: str) -> str:
    """The address in an authority that is there and has a round."""
    return address.replace("erlenau", factories.round_().authority.slug)


@pytest.mark.parametrize("address", NUL)
def test_a_nul_in_an_address_is_a_bad_request_with_a_page(address: str) -> None:
    answer = Client().get(here(address))
    assert answer.status_code == 400
    assert "<h1" in answer.content.decode()
    assert "\x00" not in answer.content.decode()


@pytest.mark.parametrize(
    "address", ["/erlenau/suche/?q=%2500", "/erlenau/suche/?q=%0A%20Kurs", "/erlenau/suche/?q=%F0%9F%8C%B1"]
)
def test_other_strange_words_are_looked_for(address: str) -> None:
    assert Client().get(here(address)).status_code == 200


@pytest.mark.parametrize("name", ["q", "seite", "zu"])
def test_what_is_sent_without_being_asked_for_harms_nobody(name: str) -> None:
    round_ = factories.round_()
    address = f"/{round_.authority.slug}/mitmachen/{round_.slug}/?{name}=%F0%9F%8C%B1%01"
    assert Client().get(address).status_code == 200
