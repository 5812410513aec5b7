"""The quiz at its activity's address: what awaits her, what she has done, and the way in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import strip_tags
from django.views.decorators.http import require_safe

from assessments.actions.start import attempts_left
from assessments.models import Attempt
from assessments.paper import OpenQuiz
from assessments.querysets import attempts_of
from courses.authoring.api import fragment
from courses.running.api import ActivityContext, pass_percent


@require_safe
def quiz(request: HttpRequest, context: ActivityContext) -> HttpResponse:
    """Show the quiz; the door has been asked."""
    found = OpenQuiz.model_validate(context.activity.extra)
    tries = attempts_of(context.person, context.activity.key)
    open_try = next((attempt for attempt in tries if attempt.state == Attempt.State.OPEN), None)
    words = fragment(context.edition, context.activity.key, context.language)
    values = {
        "here": "course",
        "enrolment": context.enrolment,
        "activity": context.activity,
        "title": context.activity.title(context.language),
        "course_title": context.manifest.title(context.language),
        "introduction": words if strip_tags(words).strip() else "",
        "asked": min(found.draw, len(found.questions)),
        "percent": pass_percent(context.enrolment, found.pass_percent),
        "allowed": found.attempts,
        "left": attempts_left(found, len(tries)),
        "open_try": open_try,
        "finished": [attempt for attempt in tries if attempt is not open_try],
    }
    return render(request, "hunar_assessments/quiz.html", values)
