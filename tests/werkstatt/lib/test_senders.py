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
    settings.HTTPS = False
    assert sender_of(RequestFactory().get("/", REMOTE_ADDR=address)) == meant


@pytest.mark.parametrize(
    ("https", "told", "meant"),
    [
        (True, "203.0.113.9", "203.0.113.9"),
        (True, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (True, "", "192.0.2.7"),
        (True, "erfunden", ""),
        (False, "203.0.113.9", "192.0.2.7"),
    ],
)
def test_only_our_own_proxys_word_counts(settings: LazySettings, told: str, meant: str, *, https: bool) -> None:
    settings.HTTPS = https
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR=told)
    assert sender_of(request) == meant
