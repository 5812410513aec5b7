"""Options of this room: ``HUNAR_CERTIFICATES`` in the host's settings."""

from django.conf import settings

from lms.foundation.api import RoomSettings

options = RoomSettings(
    "HUNAR_CERTIFICATES",
    {
        # Who issues, in English and in Urdu; empty means the programme itself.
        "ISSUER": "",
        "ISSUER_UR": "",
        # Where a stranger checks a paper, without the path; empty means HUNAR_PUBLIC_URL, then Wagtail's own address.
        "PUBLIC_URL": "",
        # How many checks one address on the network may make in a minute before it has to wait.
        "CHECKS_PER_MINUTE": 60,
    },
)


def public_url() -> str:
    """Return the address of this site as it is printed on papers, without a slash at its end; "" when none is set."""
    found = options["PUBLIC_URL"] or getattr(settings, "HUNAR_PUBLIC_URL", "")
    return str(found or getattr(settings, "WAGTAILADMIN_BASE_URL", "") or "").rstrip("/")
