"""One question a page. Works by forms alone; the script only saves earlier."""

from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from assessments.history import Standing
from assessments.models import Attempt
from assessments.querysets import standing_of
from assessments.views.access import elsewhere, of_her_own
from assessments.views.post import event_uuid, refused, send, sequence_of
from assessments.views.show import cells, shown_question
from lms.foundation.api import Verdict


@require_http_methods(["GET", "HEAD", "POST"])
@of_her_own
def question(request: HttpRequest, attempt: Attempt, position: int) -> HttpResponse:
    """Show the question at this place of the paper, or save its answer and go on."""
    if not 1 <= position <= len(attempt.paper):
        raise Http404
    if request.method == "POST":
        return _save(request, attempt, position)
    return elsewhere(request, attempt) or _page(request, attempt, position)


def _save(request: HttpRequest, attempt: Attempt, position: int) -> HttpResponse:
    key = attempt.paper[position - 1]["question"]
    options = request.POST.getlist("options")
    verdict = _press(attempt, key, options, event_uuid(request), sequence_of(request, 0))
    if verdict.status == "refused":
        if verdict.reason in ("closed", "finished"):
            return refused(request, attempt, verdict)
        return _page(request, attempt, position, options, verdict)
    if position == len(attempt.paper):
        return redirect("hunar_assessments:check", attempt.uuid)
    return redirect("hunar_assessments:question", attempt.uuid, position + 1)


def _press(attempt: Attempt, key: str, options: list[str], uuid: str, sequence: int) -> Verdict:
    """Save what she pressed. A page from the browser's history may carry a used id or an old count: then once more.

    A press is newer than anything before it, for a browser sends one form at a time.
    """
    payload = {"question": key, "options": options}
    verdict = send(attempt, "quiz.answer", payload, uuid=uuid, sequence=sequence)
    if verdict.status == "refused" or (verdict.status == "stored" and set(verdict.reply["options"]) == set(options)):
        return verdict
    standing, _events = standing_of(attempt)
    if key in standing.answers and set(standing.answers[key].options) == set(options):
        return verdict
    return send(attempt, "quiz.answer", payload, uuid=str(uuid4()), sequence=standing.sequence + 1)


def _page(
    request: HttpRequest,
    attempt: Attempt,
    position: int,
    chosen: list[str] | None = None,
    verdict: Verdict | None = None,
) -> HttpResponse:
    standing, _events = standing_of(attempt)
    asked = attempt.paper[position - 1]
    answer = standing.answers.get(asked["question"])
    saved = list(answer.options) if answer else []
    values: dict[str, Any] = {
        "here": "course",
        "enrolment": attempt.enrolment,
        "attempt": attempt,
        "position": position,
        "of": len(attempt.paper),
        "question": shown_question(attempt, asked, get_language() or "en", saved if chosen is None else chosen, saved),
        "saved": saved,
        "event": uuid4(),
        "sequence": standing.sequence + 1,
        "cells": cells(attempt, standing, position),
        "answered": answered(standing),
        "verdict": verdict,
    }
    return render(request, "hunar_assessments/question.html", values, status=409 if verdict else 200)


def answered(standing: Standing) -> int:
    """How many questions have an answer."""
    return sum(bool(answer.options) for answer in standing.answers.values())
