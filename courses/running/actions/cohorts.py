"""Cohorts: make, open on an edition, end."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from courses.authoring.models import Edition
from courses.running.access.store import refresh_projections
from courses.running.actions.audit import record
from courses.running.errors import Refusal
from courses.running.models import Cohort, Programme
from courses.running.models.cohorts import site_time_zone
from courses.running.permissions import require
from lms.people.models import Centre, Person


@transaction.atomic
def create_cohort(
    programme: Programme,
    course_key: UUID,
    *,
    name: str,
    starts_on: date,
    by: Person | None,
    name_ur: str = "",
    centre: Centre | None = None,
    time_zone: str | None = None,
    women_only: bool = False,
    seats: int | None = None,
) -> Cohort:
    """Plan a cohort of a course that the programme offers; raise ``Refusal`` when it does not. None is no limit."""
    require(by, "create_cohort", programme)
    if not programme.courses.filter(course_key=course_key).exists():
        raise Refusal("This programme does not offer that course. Nothing was changed.")
    cohort = Cohort(
        programme=programme,
        course_key=course_key,
        name=name,
        name_ur=name_ur,
        starts_on=starts_on,
        centre=centre,
        time_zone=time_zone or site_time_zone(),
        women_only=women_only,
        seats=seats,
    )
    cohort.full_clean()
    cohort.save()
    record(cohort, "create_cohort", by, cohort=str(cohort.uuid))
    return cohort


@transaction.atomic
def open_cohort(cohort: Cohort, edition: Edition, *, by: Person | None) -> Cohort:
    """Open a planned cohort on an edition of its course, to which it stays pinned.

    Opening it again on the same edition changes nothing; on another one is refused with a sentence.
    """
    require(by, "open", cohort)
    locked = Cohort.objects.select_for_update(of=("self",)).get(pk=cohort.pk)
    if edition.course_key != locked.course_key:
        raise Refusal("This edition belongs to another course. Nothing was changed.")
    if locked.state != Cohort.State.PLANNED:
        if locked.edition_id == edition.pk:
            return cohort
        raise Refusal("This batch is already open on another edition. Nothing was changed.")
    cohort.edition, cohort.state, cohort.opened_at = edition, Cohort.State.OPEN, timezone.now()
    cohort.save(update_fields=["edition", "state", "opened_at"])
    refresh_projections(cohort.enrolments.values_list("pk", flat=True))
    record(cohort, "open_cohort", by, cohort=str(cohort.uuid), edition=str(edition.uuid))
    return cohort


@transaction.atomic
def end_cohort(cohort: Cohort, *, by: Person | None) -> Cohort:
    """End an open cohort: nobody is enrolled in it any more. Windows, marks and roll stay as they are."""
    require(by, "change", cohort)
    if cohort.state != Cohort.State.OPEN:
        raise Refusal("Only an open batch can be ended. Nothing was changed.")
    cohort.state = Cohort.State.ENDED
    cohort.save(update_fields=["state"])
    record(cohort, "end_cohort", by, cohort=str(cohort.uuid))
    return cohort
