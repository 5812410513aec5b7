"""What a trainee means to do after her course.

She acts for herself, so nothing of it goes to the audit log of staff.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from courses.authoring.models import Edition
from courses.running.actions.progress import record_activity
from courses.running.models import Enrolment, NextStep
from courses.running.querysets import next_steps


@transaction.atomic
def choose_next_step(enrolment: Enrolment, edition: Edition, activity_key: UUID, way: str, *, at: datetime) -> NextStep:
    """Append her answer to a roadmap of ``edition`` and finish it; the same answer again changes nothing.

    The caller has asked the door.
    """
    Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    known = next_steps().filter(enrolment=enrolment, activity_key=activity_key).last()
    if known is not None and known.way == way:
        return known
    record_activity(enrolment.person, activity_key, edition, done=True, at=at)
    return NextStep.objects.create(
        kind=NextStep.Kind.CHOSEN,
        enrolment=enrolment,
        activity_key=activity_key,
        way=way,
        effective_at=at,
        actor=enrolment.person.uuid,
        supersedes=known,
    )
