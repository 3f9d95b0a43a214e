"""Where a request comes from."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.test import RequestFactory

from werkstatt.lib.senders import sender_of


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::2", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", ""),
        ("unix:", ""),
    ],
)
def test_a_connection_is_its_address_or_its_network(settings: LazySettings, address: str, meant: str) -> None:
    settings.PROXIES = 0
    assert sender_of(RequestFactory().get("/", REMOTE_ADDR=address)) == meant


@pytest.mark.parametrize(
    ("proxies", "told", "meant"),
    [
        (0, "203.0.113.9", "192.0.2.7"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1,203.0.113.9 ,", "203.0.113.9"),
        (1, "", "192.0.2.7"),
        (1, "erfunden", ""),
        (2, "198.51.100.1, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.7"),
        (2, "2001:db8:1:2::9, 10.0.0.2", "2001:db8:1:2::/64"),
        (9, "a, b", "192.0.2.7"),
    ],
)
def test_only_our_own_proxies_words_count(settings: LazySettings, proxies: int, told: str, meant: str) -> None:
    settings.PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR=told)
    assert sender_of(request) == meant


def test_without_a_word_of_a_proxy_the_socket_counts(settings: LazySettings) -> None:
    settings.PROXIES = 1
    assert sender_of(RequestFactory().get("/", REMOTE_ADDR="192.0.2.7")) == "192.0.2.7"


def test_whoever_invents_words_gets_no_second_connection(settings: LazySettings) -> None:
    """A machine that writes another address in front each time stays one sender."""
    settings.PROXIES = 2
    made = RequestFactory()
    tried = {
        sender_of(made.get("/", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}, 203.0.113.9, 10.0.0.2"))
        for number in range(20)
    }
    assert tried == {"203.0.113.9"}
