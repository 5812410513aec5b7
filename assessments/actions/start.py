"""Beginning an attempt."""

import secrets
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.editions import open_quiz
from assessments.models import Attempt, AttemptEvent
from assessments.paper import OpenQuiz, new_paper
from assessments.querysets import attempts_of
from courses.running.api import record_activity
from courses.running.models import Enrolment
from lms.foundation.api import Refused
from lms.people.models import Person


@transaction.atomic
def start_attempt(enrolment: Enrolment, activity_key: UUID, *, at: datetime | None = None) -> Attempt:
    """The person's open attempt at the quiz, begun now when there is none; however many ask at once, there is one.

    The caller has asked the door. ``LookupError`` when her edition has no such quiz; ``Refused`` with
    ``no_attempts_left`` when she has used up what the quiz allows.
    """
    at = at or timezone.now()
    # The person, not the enrolment: the same quiz may reach her through two cohorts at once.
    Person.objects.select_for_update(no_key=True).get(pk=enrolment.person_id)
    tries = attempts_of(enrolment.person, activity_key)
    if tries and tries[-1].state == Attempt.State.OPEN:
        return tries[-1]
    edition = enrolment.cohort.edition
    if edition is None:
        raise LookupError("The cohort has no edition yet.")
    quiz = open_quiz(edition, activity_key)
    if attempts_left(quiz, len(tries)) == 0:
        raise Refused("no_attempts_left", _("You have used all attempts at this quiz. Your best mark counts."))
    seed = secrets.token_hex(16)
    attempt = Attempt.objects.create(
        person=enrolment.person,
        enrolment=enrolment,
        edition=edition,
        activity_key=activity_key,
        number=len(tries) + 1,
        seed=seed,
        paper=new_paper(quiz, seed),
        started_at=at,
    )
    AttemptEvent.objects.create(
        attempt=attempt,
        kind=AttemptEvent.Kind.STARTED,
        effective_at=at,
        actor=enrolment.person.uuid,
        payload={"seed": seed, "paper": attempt.paper},
    )
    record_activity(enrolment.person, activity_key, edition, done=False, at=at)
    return attempt


def attempts_left(quiz: OpenQuiz, used: int) -> int | None:
    """How many more attempts there may be; ``None`` when there is no limit."""
    return None if quiz.attempts is None else max(0, quiz.attempts - used)
