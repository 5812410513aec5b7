"""The mark that a notice on Wagtail's first screen was read."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from courses.running.actions.notices import mark_read
from courses.running.staff.base import StaffTemplate


class ReadNotice(StaffTemplate):
    """The button of a notice."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Mark it and go back to the first screen."""
        if not mark_read(self.person, self.key("notice")):
            raise Http404
        return redirect("wagtailadmin_home")
