"""Checking the paper and handing it in."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from assessments.models import Attempt
from assessments.querysets import standing_of
from assessments.views.access import elsewhere, of_her_own
from assessments.views.post import event_uuid, refused, send, sequence_of
from assessments.views.show import cells


@require_http_methods(["GET", "HEAD", "POST"])
@of_her_own
def check(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """Show what is answered and what is open; a post hands it in."""
    if request.method == "POST":
        verdict = send(attempt, "quiz.finish", {}, uuid=event_uuid(request), sequence=sequence_of(request, 0))
        if verdict.status == "refused":
            return refused(request, attempt, verdict)
        return redirect("hunar_assessments:result", attempt.uuid)
    return elsewhere(request, attempt) or _page(request, attempt)


def _page(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    standing, _events = standing_of(attempt)
    squares = cells(attempt, standing)
    values = {
        "here": "course",
        "enrolment": attempt.enrolment,
        "attempt": attempt,
        "cells": squares,
        "of": len(squares),
        "answered": sum(cell.saved for cell in squares),
        "first_open": next((cell.position for cell in squares if not cell.saved), None),
        "event": uuid4(),
        "sequence": standing.sequence + 1,
    }
    return render(request, "hunar_assessments/check.html", values)
