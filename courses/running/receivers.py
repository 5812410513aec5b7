"""What follows here from what the rooms below tell."""

from typing import Any
from uuid import UUID

from django.dispatch import receiver

from courses.authoring.api import Reader, edition_corrected, register_readers
from courses.authoring.models import Edition
from courses.running.actions.moving import correct_cohorts
from courses.running.models import Cohort
from lms.people.models import Person


@receiver(edition_corrected)
def bring_corrections(sender: type, edition: Edition, by: Person | None, **_told: Any) -> None:  # noqa: ARG001
    """A correction reaches running batches in the transaction that made it."""
    correct_cohorts(edition, by=by)


def readers(course_key: UUID) -> list[Reader]:
    """The open batches of a course with the edition each reads."""
    rows = Cohort.objects.filter(course_key=course_key, state=Cohort.State.OPEN, edition__isnull=False)
    return [Reader(edition, name) for edition, name in rows.order_by("starts_on", "pk").values_list("edition", "name")]


register_readers(readers)
