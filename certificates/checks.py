"""What would print a wrong paper is said by ``manage.py check``."""

from typing import Any
from urllib.parse import urlsplit

from django.core.checks import CheckMessage, Error, register

from certificates.conf import options, public_url


@register
def printed_address_is_whole(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:  # noqa: ARG001
    """The QR code of every paper leads to the public address: it has a scheme, a host and no query."""
    parts = urlsplit(public_url())
    if parts.scheme in ("http", "https") and parts.hostname and not (parts.query or parts.fragment):
        return []
    return [
        Error(
            "The address printed on certificates is not a whole web address.",
            hint='Set HUNAR_PUBLIC_URL, or HUNAR_CERTIFICATES["PUBLIC_URL"], to something like https://learn.example.org.',
            id="hunar_certificates.E001",
        )
    ]


@register
def somebody_may_check(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:  # noqa: ARG001
    """At least one check a minute must be left for a stranger who scans a paper."""
    limit = options["CHECKS_PER_MINUTE"]
    if isinstance(limit, int) and limit >= 1:
        return []
    return [
        Error(
            'HUNAR_CERTIFICATES["CHECKS_PER_MINUTE"] must be a whole number, 1 or more.',
            id="hunar_certificates.E002",
        )
    ]
