"""Completion: the pass rule met for the first time, told once."""

from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.utils import timezone

from courses.running.models import Enrolment
from courses.running.querysets import enrolments
from courses.running.signals import course_completed
from courses.running.standing import standings


def complete_where_passed(keys: Iterable[int]) -> list[Enrolment]:
    """Mark the enrolments whose pass rule is now met, and send ``course_completed`` for each on commit.

    Must run inside a transaction: the rows are locked before they are judged, so that of two people writing the last
    two missing facts at once the second sees both.
    """
    rows = enrolments().select_for_update(of=("self",)).select_related("person")
    waiting = rows.filter(
        pk__in=list(keys), completed_at=None, state=Enrolment.State.ACTIVE, cohort__edition__isnull=False
    )
    found = []
    for standing in standings(waiting.order_by("pk")):
        if standing.passed:
            found.append(standing.enrolment)
            mark_completed(standing.enrolment)
    return found


def mark_completed(enrolment: Enrolment) -> None:
    """Write the time of completion and tell the rooms above after commit."""
    enrolment.completed_at = timezone.now()
    enrolment.save(update_fields=["completed_at"])
    transaction.on_commit(partial(course_completed.send, sender=Enrolment, enrolment=enrolment), robust=True)
