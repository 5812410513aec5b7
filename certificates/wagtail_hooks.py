"""The officer's part of Wagtail: a menu item, its screens, and the words of the audit log."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from certificates.staff.views import officer_of


class CertificatesMenuItem(MenuItem):
    """Shown to certificate officers alone."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether whoever asks is an officer."""
        return officer_of(request) is not None


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLResolver]:
    """Mount the screens."""
    return [path("certificates/", include("certificates.staff.urls"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """Put "Certificates" into the menu."""
    return CertificatesMenuItem(
        "Certificates",
        reverse("hunar_certificates_staff:cohorts"),
        name="certificates",
        icon_name="hunar-seal",
        order=350,
    )


@hooks.register("register_icons")
def icons(known: list[str]) -> list[str]:
    """Add the seal."""
    return [*known, "hunar_certificates/staff/hunar-seal.svg"]


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Name what this room writes into the audit log."""
    actions.register_action("hunar_certificates.issue", "Issue certificate", "Certificate issued")
    actions.register_action("hunar_certificates.revoke", "Revoke certificate", "Certificate revoked")
