"""Nouns of this room."""

from courses.running.models.access import AccessEntry, AccessProjection
from courses.running.models.attendance import PowerCut, RollUnlock, SlotBooking, TraineeCard
from courses.running.models.classes import ClassSession, RollEntry
from courses.running.models.cohorts import Cohort
from courses.running.models.enrolments import Enrolment
from courses.running.models.imports import TraineeImport
from courses.running.models.moves import EditionMove
from courses.running.models.next_steps import NextStep
from courses.running.models.notices import Notice
from courses.running.models.outages import OUTAGE_KINDS, Outage
from courses.running.models.programmes import Programme, ProgrammeCourse
from courses.running.models.progress import ActivityRecord, LecturePlace
from courses.running.models.punches import DeviceBadge, DeviceImport, Punch, PunchReading
from courses.running.models.seats import Application, SeatEntry, SeatKind
from courses.running.models.watching import WatchClock, WatchedLecture
from courses.running.models.webinars import WebinarMeeting

__all__ = [
    "OUTAGE_KINDS",
    "AccessEntry",
    "AccessProjection",
    "ActivityRecord",
    "Application",
    "ClassSession",
    "Cohort",
    "DeviceBadge",
    "DeviceImport",
    "EditionMove",
    "Enrolment",
    "LecturePlace",
    "NextStep",
    "Notice",
    "Outage",
    "PowerCut",
    "Programme",
    "ProgrammeCourse",
    "Punch",
    "PunchReading",
    "RollEntry",
    "RollUnlock",
    "SeatEntry",
    "SeatKind",
    "SlotBooking",
    "TraineeCard",
    "TraineeImport",
    "WatchClock",
    "WatchedLecture",
    "WebinarMeeting",
]
