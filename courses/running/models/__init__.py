"""Nouns of this room."""

from courses.running.models.access import AccessEntry, AccessProjection
from courses.running.models.attendance import PowerCut, RollUnlock, SlotBooking, TraineeCard, WomenHours
from courses.running.models.classes import ClassSession, RollEntry
from courses.running.models.cohorts import Cohort
from courses.running.models.enrolments import Enrolment
from courses.running.models.moves import EditionMove
from courses.running.models.next_steps import NextStep
from courses.running.models.programmes import Programme, ProgrammeCourse
from courses.running.models.progress import ActivityRecord, LecturePlace
from courses.running.models.punches import DeviceBadge, DeviceImport, Punch, PunchReading

__all__ = [
    "AccessEntry",
    "AccessProjection",
    "ActivityRecord",
    "ClassSession",
    "Cohort",
    "DeviceBadge",
    "DeviceImport",
    "EditionMove",
    "Enrolment",
    "LecturePlace",
    "NextStep",
    "PowerCut",
    "Programme",
    "ProgrammeCourse",
    "Punch",
    "PunchReading",
    "RollEntry",
    "RollUnlock",
    "SlotBooking",
    "TraineeCard",
    "WomenHours",
]
