"""What this room offers to the rooms above it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from courses.running.access.door import door, facts_for_words
from courses.running.access.facts import AccessFacts, Decision, Entry, Missing, RollMinutes, Window
from courses.running.access.outage_words import outage_words
from courses.running.access.rule import access
from courses.running.access.words import (
    DoorWords,
    clock_words,
    decision_words,
    door_words,
    end_words,
    hours_words,
    left_words,
    missing_words,
    until_words,
)
from courses.running.actions.cohorts import create_cohort, end_cohort, open_cohort
from courses.running.actions.enrolments import enrol, withdraw
from courses.running.actions.notices import Told, notify, notify_each, take_back
from courses.running.actions.programmes import change_programme, create_programme, offer_courses
from courses.running.actions.progress import record_activity
from courses.running.actions.refusals import note_refused
from courses.running.actions.roll import create_session, take_roll
from courses.running.actions.windows import close, extend, freeze, reopen, resume, undo
from courses.running.attendance.words import hours_owed
from courses.running.errors import Refusal
from courses.running.exporting.columns import register_export_columns
from courses.running.kinds import ActivityContext, register_activity_kind
from courses.running.models import Enrolment, LecturePlace
from courses.running.notices.kinds import neutral_words, register_notice_kind
from courses.running.notices.read import NoticeShown, notices_for
from courses.running.passing import percent_asked
from courses.running.passing.asked import minutes_asked
from courses.running.permissions import may
from courses.running.policy import Policy, read_policy
from courses.running.querysets import DOOR_RELATIONS, enrolments, enrolments_of, enrolments_on_home
from courses.running.seats.actions.capacity import change_seats
from courses.running.seats.actions.first_class import close_first_session
from courses.running.seats.actions.waiting import accept, enrol_or_wait, give_back
from courses.running.seats.querysets import open_applications
from courses.running.signals import course_completed
from courses.running.standing import Standing, next_activity, standing, standings
from courses.running.views.closed import ask_of, closed_page
from courses.running.womens_batches import closed_to, looks_into
from lms.people.models import Person

__all__ = [
    "DOOR_RELATIONS",
    "AccessFacts",
    "ActivityContext",
    "Decision",
    "DoorWords",
    "Entry",
    "Missing",
    "NoticeShown",
    "Policy",
    "Refusal",
    "RollMinutes",
    "Standing",
    "Told",
    "Window",
    "accept",
    "access",
    "ask_of",
    "change_programme",
    "change_seats",
    "clock_words",
    "close",
    "close_first_session",
    "closed_page",
    "closed_to",
    "course_completed",
    "create_cohort",
    "create_programme",
    "create_session",
    "decision_words",
    "door",
    "door_words",
    "end_cohort",
    "end_words",
    "enrol",
    "enrol_or_wait",
    "enrolment_for",
    "enrolments",
    "extend",
    "facts_for_words",
    "find_enrolments",
    "freeze",
    "give_back",
    "hours_owed",
    "hours_words",
    "lecture_place",
    "left_words",
    "looks_into",
    "may",
    "minutes_asked",
    "missing_words",
    "neutral_words",
    "next_activity",
    "note_refused",
    "notices_for",
    "notify",
    "notify_each",
    "offer_courses",
    "open_applications",
    "open_cohort",
    "outage_words",
    "pass_percent",
    "percent_asked",
    "read_policy",
    "record_activity",
    "register_activity_kind",
    "register_export_columns",
    "register_notice_kind",
    "reopen",
    "resume",
    "standing",
    "standings",
    "take_back",
    "take_roll",
    "undo",
    "until_words",
    "withdraw",
]


def enrolment_for(person: Person | None, enrolment_uuid: UUID) -> Enrolment | None:
    """Return a person's own enrolment with cohort, programme and edition; one query.

    None when there is none or it is somebody else's: the caller answers 404 to both.
    """
    if person is None:
        return None
    found = enrolments_of(person).filter(uuid=enrolment_uuid).first()
    if found is not None:
        found.person = person
    return found


def find_enrolments(person: Person, at: datetime) -> list[Enrolment]:
    """Return all of a person's enrolments, the latest start first; one query.

    Each says ``has_notices`` and ``has_applications``: whether asking for them would find any.
    """
    found: Iterable[Enrolment] = enrolments_on_home(person, at)
    return list(found)


def pass_percent(enrolment: Enrolment, own: int | None) -> int:
    """Return the percent that passes a marked activity here: its own or the programme's, whichever is higher."""
    return percent_asked(enrolment.cohort.programme.rules, own)


def lecture_place(person: Person, activity_key: UUID) -> LecturePlace | None:
    """Return where a person stopped in an activity's lecture, None when she has not begun; one query."""
    return LecturePlace.objects.filter(person=person, activity_key=activity_key).first()
