"""What a trainee does: activity records and places in lectures.

She acts for herself, so nothing of it goes to the audit log of staff.
"""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from courses.authoring.api import load_manifest
from courses.authoring.models import Edition
from courses.running.actions.completion import complete_where_passed
from courses.running.models import ActivityRecord, Enrolment, LecturePlace
from courses.running.querysets import enrolments
from lms.people.models import Person


@transaction.atomic
def record_activity(
    person: Person,
    activity_key: UUID,
    edition: Edition,
    *,
    done: bool,
    at: datetime,
    score: Decimal | None = None,
    max_score: Decimal | None = None,
) -> ActivityRecord:
    """Write what a person did in an activity, better only, then judge the courses it belongs to.

    Done stays done; of two scores the higher share stays, with the edition it was earned in. The caller has asked the
    door. Safe against itself: one row for a person and an activity, locked while it changes.
    """
    record, _created = ActivityRecord.objects.select_for_update(of=("self",)).get_or_create(
        person=person, activity_key=activity_key, defaults={"edition": edition, "first_at": at}
    )
    better(record, edition, done=done, at=at, score=score, max_score=max_score)
    record.save()
    complete_where_passed(courses_with(person, activity_key))
    return record


def better(
    record: ActivityRecord,
    edition: Edition,
    *,
    done: bool,
    at: datetime,
    score: Decimal | None,
    max_score: Decimal | None,
) -> None:
    """Change the row where the new facts are better than what it holds."""
    if done and record.state != ActivityRecord.State.DONE:
        record.state, record.done_at, record.edition = ActivityRecord.State.DONE, at, edition
    if score is None or not max_score:
        return
    if record.best_score is None or not record.max_score or score * record.max_score > record.best_score * max_score:
        record.best_score, record.max_score, record.edition = score, max_score, edition


def courses_with(person: Person, activity_key: UUID) -> list[int]:
    """Return the keys of a person's open, unfinished enrolments whose edition holds this activity."""
    rows = enrolments().filter(
        person=person, completed_at=None, state=Enrolment.State.ACTIVE, cohort__edition__isnull=False
    )
    return [row.pk for row in rows if row.cohort.edition and load_manifest(row.cohort.edition).activity(activity_key)]


@transaction.atomic
def move_place(
    person: Person, activity_key: UUID, *, seconds: float, rung: str, device: str, sequence: int, at: datetime
) -> LecturePlace:
    """Keep where a person stopped in a lecture; an event that is older on the same phone changes nothing."""
    place, _created = LecturePlace.objects.select_for_update().get_or_create(
        person=person,
        activity_key=activity_key,
        defaults={"seconds": seconds, "rung": rung, "device": device, "sequence": sequence, "updated_at": at},
    )
    if place.device == device and sequence <= place.sequence:
        return place
    place.seconds, place.rung, place.device, place.sequence, place.updated_at = seconds, rung, device, sequence, at
    place.save()
    return place
