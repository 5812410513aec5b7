"""Whether a request comes from this very machine."""

from ipaddress import ip_address

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.http.request import split_domain_port

FORWARDING = (
    "Forwarded",
    "Via",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Port",
    "X-Forwarded-Proto",
    "X-Forwarded-Server",
    "X-Real-IP",
    "X-Client-IP",
    "X-Cluster-Client-IP",
    "CF-Connecting-IP",
    "True-Client-IP",
)


def is_local(request: HttpRequest | None) -> bool:
    """True when peer and host are loopback and nobody forwarded the request."""
    if request is None or any(request.headers.get(name) for name in FORWARDING):
        return False
    try:
        host = split_domain_port(request.get_host())[0]
    except DisallowedHost:
        return False
    return _loopback(request.META.get("REMOTE_ADDR", "")) and (host == "localhost" or _loopback(host.strip("[]")))


def _loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
