"""Cohorts: make, open on an edition, end."""

from collections.abc import Iterable
from dataclasses import dataclass
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
from courses.running.permissions import NotAllowed, require
from courses.running.seats.querysets import lock_cohort
from courses.running.womens_batches import looks_into
from lms.people.models import Centre, Organisation, Person


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
    ends_on: date | None = None,
    delivery: str = Cohort.Delivery.CENTRE,
    members_of: Organisation | None = None,
    trainers: Iterable[Person] = (),
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
        ends_on=ends_on,
        delivery=delivery,
        members_of=members_of,
        seats=seats,
    )
    require_sight(by, cohort)
    cohort.full_clean()
    cohort.save()
    cohort.trainers.set(trainers)
    record(cohort, "create_cohort", by, cohort=str(cohort.uuid))
    return cohort


CHANGEABLE = (
    "name",
    "name_ur",
    "starts_on",
    "ends_on",
    "centre",
    "delivery",
    "women_only",
    "members_of",
    "time_zone",
)


def require_sight(by: Person | None, cohort: Cohort) -> None:
    """Raise ``NotAllowed`` where a batch would be closed to the very person who plans it."""
    if by is not None and not looks_into(by, cohort):
        raise NotAllowed(
            "A batch for women is planned by a woman on the staff, or by somebody with the role “Women's batches”. "
            "Nothing was saved."
        )


@transaction.atomic
def change_cohort(cohort: Cohort, *, trainers: Iterable[Person], by: Person | None) -> Cohort:
    """Save a cohort's changed names, days, centre and audience, and its trainers; windows are read anew.

    Course, programme and edition are not changed here. Whoever is in the cohort stays in it.
    """
    require(by, "change", lock_cohort(cohort))
    require_sight(by, cohort)
    cohort.full_clean()
    # Seats, code and state are others' to write: what they wrote meanwhile stays.
    cohort.save(update_fields=CHANGEABLE)
    cohort.trainers.set(trainers)
    refresh_projections(cohort.enrolments.values_list("pk", flat=True))
    record(cohort, "change_cohort", by, cohort=str(cohort.uuid))
    return cohort


@dataclass(frozen=True)
class Run:
    """One run of a plan: what is its own. Everything else is the copied batch's."""

    name: str
    starts_on: date
    ends_on: date | None = None
    centre: Centre | None = None
    members_of: Organisation | None = None


@transaction.atomic
def copy_cohort(cohort: Cohort, runs: Iterable[Run], *, by: Person | None) -> list[Cohort]:
    """Plan these runs of the cohort's course, all of them or none; classes and trainees are not copied."""
    made = []
    for run in runs:
        copy = create_cohort(
            cohort.programme,
            cohort.course_key,
            name=run.name,
            starts_on=run.starts_on,
            ends_on=run.ends_on,
            centre=run.centre,
            members_of=run.members_of,
            delivery=cohort.delivery,
            time_zone=cohort.time_zone,
            women_only=cohort.women_only,
            seats=cohort.seats,
            trainers=cohort.trainers.all(),
            by=by,
        )
        record(copy, "copy_cohort", by, cohort=str(copy.uuid), copy_of=str(cohort.uuid))
        made.append(copy)
    return made


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
