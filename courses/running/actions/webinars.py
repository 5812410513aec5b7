"""Webinars of a batch: when and where they meet, and who was there."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from courses.authoring.api import Activity
from courses.running.actions.audit import record
from courses.running.actions.notices import take_back
from courses.running.actions.roll import create_session, hold_open, take_roll
from courses.running.errors import Refusal
from courses.running.models import ClassSession, Cohort, Enrolment, WebinarMeeting
from courses.running.permissions import require
from courses.running.querysets import standing_roll
from courses.running.webinars.rule import Meeting, same_code
from lms.people.models import Person


def meeting_of(row: WebinarMeeting) -> Meeting:
    """Return what the rule reads of a meeting; its session and cohort are loaded."""
    return Meeting(row.session.starts_at, row.session.planned_minutes, ZoneInfo(row.cohort.time_zone))


@transaction.atomic
def set_meeting(
    cohort: Cohort,
    activity: Activity,
    *,
    starts_at: datetime,
    minutes: int,
    by: Person | None,
    link: str = "",
    dial_in: str = "",
    code: str = "",
) -> WebinarMeeting:
    """Say when and where a batch meets for a webinar of its edition, or say it anew.

    ``Refusal`` for an activity that is no webinar, and for another time once somebody is on its roll.
    """
    require(by, "create_session", cohort)
    if activity.kind != "webinar":
        raise Refusal("This is no webinar. Nothing was changed.")
    Cohort.objects.select_for_update(of=("self",)).get(pk=cohort.pk)
    row = WebinarMeeting.objects.filter(cohort=cohort, activity_key=activity.key).select_related("session").first()
    if row is None:
        title = activity.title("en")[:200]
        # In no centre: a device at a door there has nothing to say about it.
        session = create_session(
            cohorts=[cohort],
            title=title,
            starts_at=starts_at,
            planned_minutes=minutes,
            kind=ClassSession.Kind.WEBINAR,
            by=by,
        )
        row = WebinarMeeting(cohort=cohort, activity_key=activity.key, session=session)
    else:
        move_session(row, starts_at, minutes)
    row.cohort, row.link, row.dial_in, row.code = cohort, link, dial_in, code
    row.full_clean()
    row.save()
    record(row.session, "set_webinar", by, meeting=str(row.uuid))
    return row


def move_session(row: WebinarMeeting, starts_at: datetime, minutes: int) -> None:
    """Give the session another time, as long as nobody's minutes hang on the old one, and tell of it anew."""
    session = row.session
    if (session.starts_at, session.planned_minutes) == (starts_at, minutes):
        return
    if session.roll_entries.exists():
        raise Refusal("Somebody is on the roll of this webinar already, so its time stays. Nothing was changed.")
    session.starts_at, session.planned_minutes = starts_at, minutes
    session.full_clean()
    session.save()
    hold_open(session.cohorts.select_related("programme"))
    take_back(str(row.uuid))


@transaction.atomic
def attend_by_code(enrolment: Enrolment, row: WebinarMeeting, typed: str, *, at: datetime) -> bool:
    """Put a trainee on the roll who typed the code of the day; False when it is not the code, or not the day.

    She acts for herself; the caller has asked the door and counts how often she tries. Minutes that stand already stay.
    """
    if not meeting_of(row).takes_code(at) or not same_code(typed, row.code):
        return False
    if not standing_roll().filter(session=row.session, person=enrolment.person, minutes__gt=0).exists():
        take_roll(row.session, {enrolment.person.uuid: row.session.planned_minutes}, by=None)
    return True
