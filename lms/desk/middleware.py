"""Wagtail speaks a language it has words in, whatever language the person reads her own pages in."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from wagtail.admin.localization import get_available_admin_languages


class StaffLanguage:
    """Staff screens that are not translated yet are not mirrored either; a choice in the Wagtail profile wins."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.prefix = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Fall back to the site's language where the reader's is not offered."""
        offered = dict(get_available_admin_languages())
        if request.path.startswith(self.prefix) and translation.get_language() not in offered:
            with translation.override(settings.LANGUAGE_CODE):
                return self.get_response(request)
        return self.get_response(request)
