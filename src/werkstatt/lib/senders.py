"""Where a request comes from, as far as limits need to know; the answer is never stored."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

HOUSEHOLD = 64  # bits of an IPv6 address that one connection shares


def sender_of(request: HttpRequest) -> str:
    """The address of the connection, an IPv6 network counting as one; "" = unknown.

    Each of our proxies (`settings.PROXIES`) adds one word to the end of X-Forwarded-For; the first of these is the connection.
    What stands before them anybody may have written. Fewer words than proxies: somebody came around one, the socket counts.
    """
    told = [word.strip() for word in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if word.strip()]
    behind = 0 < settings.PROXIES <= len(told)
    given = told[-settings.PROXIES] if behind else request.META.get("REMOTE_ADDR", "")
    try:
        found = ip_address(given)
    except ValueError:
        return ""
    if isinstance(found, IPv6Address):
        plain = found.ipv4_mapped
        return str(plain or ip_network((found, HOUSEHOLD), strict=False))
    return str(found)
