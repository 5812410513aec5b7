"""Who may see an attempt's pages, and where she is sent instead."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from assessments.models import Attempt
from assessments.querysets import attempt_of
from courses.running.api import closed_page, door
from lms.people.api import person_of

AttemptView = Callable[..., HttpResponse]


def of_her_own(view: AttemptView) -> AttemptView:
    """Give the view the signed-in person's attempt; 404 for somebody else's as for one that never was."""

    @never_cache
    @wraps(view)
    def inner(request: HttpRequest, attempt: UUID, **parts: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        found = attempt_of(person_of(request), attempt)
        if found is None:
            raise Http404
        return view(request, found, **parts)

    return inner


def elsewhere(request: HttpRequest, attempt: Attempt) -> HttpResponse | None:
    """What an attempt that takes no answers shows instead: its result when finished, the closed door when shut."""
    if attempt.state == Attempt.State.FINISHED:
        return redirect("hunar_assessments:result", attempt.uuid)
    decision = door(attempt.enrolment, attempt.activity_key)
    return None if decision.open else closed_page(request, attempt.enrolment, decision)
