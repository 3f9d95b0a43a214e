"""Where a request comes from, as far as limits need to know; the answer is never stored."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

HOUSEHOLD = 64  # bits of an IPv6 address that one connection shares


def sender_of(request: HttpRequest) -> str:
    """The address of the connection: behind our proxy (https) its last word, else the socket's. An IPv6 network counts as one; "" = unknown."""
    given = request.META.get("REMOTE_ADDR", "")
    if settings.HTTPS:
        given = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or given
    try:
        found = ip_address(given)
    except ValueError:
        return ""
    if isinstance(found, IPv6Address):
        plain = found.ipv4_mapped
        return str(plain or ip_network((found, HOUSEHOLD), strict=False))
    return str(found)
