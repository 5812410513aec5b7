"""The mark of a finished attempt. The mark stays readable for ever; the questions only while the door is open."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from assessments.actions.finish import bar_of
from assessments.actions.start import attempts_left
from assessments.editions import open_quiz, sealed_quiz
from assessments.models import Attempt, AttemptEvent
from assessments.querysets import attempts_of, standing_of
from assessments.views.access import of_her_own
from assessments.views.show import ShownQuestion, Text, shown_question, text_in
from courses.running.api import door


@dataclass(frozen=True)
class Reviewed:
    """One question after the finish: what was chosen, what it earned, what its author says about it."""

    question: ShownQuestion
    verdict: str
    feedback: Text

    @property
    def chosen(self) -> list[Text]:
        """The texts of the options she chose."""
        return [option.text for option in self.question.options if option.chosen]


@require_safe
@of_her_own
def result(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """Show score and pass or fail, and question by question what was right while the course is open."""
    if attempt.state != Attempt.State.FINISHED:
        return redirect("hunar_assessments:check", attempt.uuid)
    is_open = door(attempt.enrolment, attempt.activity_key).open
    used = attempts_of(attempt.person, attempt.activity_key)
    quiz = open_quiz(attempt.edition, attempt.activity_key)
    values = {
        "here": "course",
        "enrolment": attempt.enrolment,
        "attempt": attempt,
        "percent": bar_of(attempt),
        "open": is_open,
        "review": review(attempt, get_language() or "en") if is_open else [],
        "left": attempts_left(quiz, len(used)),
        "open_try": used[-1] if used[-1].state == Attempt.State.OPEN else None,
    }
    return render(request, "hunar_assessments/result.html", values)


def review(attempt: Attempt, language: str) -> list[Reviewed]:
    """The questions of a finished attempt with their verdicts and feedback, in the paper's order."""
    standing, events = standing_of(attempt)
    marked = next(event for event in reversed(events) if event.kind == AttemptEvent.Kind.MARKED)
    verdicts = {each["question"]: each["verdict"] for each in marked.payload["questions"]}
    sealed = sealed_quiz(attempt.edition, attempt.activity_key)
    found = []
    for asked in attempt.paper:
        key = asked["question"]
        given = standing.answers[key].options if key in standing.answers else ()
        feedback = text_in(sealed.questions[key].feedback, language)
        found.append(Reviewed(shown_question(attempt, asked, language, given, given), verdicts[key], feedback))
    return found
