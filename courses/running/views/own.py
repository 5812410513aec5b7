"""Whose page this is: her own enrolment or nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control

from courses.running.models import Enrolment
from courses.running.querysets import enrolments
from lms.people.api import person_of

P = ParamSpec("P")
PageView = Callable[Concatenate[HttpRequest, P], HttpResponse]


def personal_page(view: PageView[P]) -> PageView[P]:
    """Send signed-out visitors to the sign-in, and keep no copy of the page anywhere: phones are shared."""

    @wraps(view)
    def page(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        response = view(request, *args, **kwargs)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response

    return page


def own_enrolment(request: HttpRequest, enrolment: UUID, rows: "QuerySet[Enrolment] | None" = None) -> Enrolment:
    """Return the asker's own enrolment; 404 for everybody else's and for none. ``rows`` may bring more with it."""
    person = person_of(request)
    if person is None:
        raise Http404
    found = get_object_or_404(enrolments() if rows is None else rows, person=person, uuid=enrolment)
    found.person = person
    return found
